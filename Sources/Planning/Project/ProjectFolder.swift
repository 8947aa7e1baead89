internal import Foundation
public import Tables

/// A project folder that is made from a template.
public struct ProjectFolder: Sendable {
  public var path: String

  public init(_ path: String) { self.path = path }

  /// Writes the files, each as a whole.
  ///
  /// - Parameter replaces: whether files that are already there may be replaced.
  /// - Throws: `init.exists` (cannot write) naming what is there, or `init.not-a-folder`; then
  ///   nothing has been written.
  public func create(_ files: [(path: String, text: String)], replaces: Bool) throws(Diagnostic) {
    let root = URL(filePath: path, directoryHint: .isDirectory)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: root.path, isDirectory: &isFolder), !isFolder.boolValue {
      throw Diagnostic(
        "init.not-a-folder", "'\(path)' is a file, not a folder", cure: "Choose another folder.", kind: .cannotWrite)
    }
    let there = files.map(\.path).filter {
      FileManager.default.fileExists(atPath: root.appending(path: $0).path)
    }
    if let first = there.first, !replaces {
      throw Diagnostic(
        "init.exists", "'\(root.appending(path: first).path)' is already there; nothing was written",
        cure: "Choose another folder, or allow replacing with --force.", kind: .cannotWrite)
    }
    for file in files { try AtomicFile.write(Array(file.text.utf8), to: root.appending(path: file.path).path) }
  }
}
