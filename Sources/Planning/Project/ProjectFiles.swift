public import Foundation
internal import Glibc
public import Tables

/// Where a project's files come from. The reader asks for paths relative to the project folder.
public protocol ProjectFiles {
  /// The name that messages give the folder.
  var name: String { get }
  /// The bytes of a file; nil when there is none.
  func bytes(of path: String) throws(Diagnostic) -> [UInt8]?
  /// Names of what lies in a folder, sorted; empty when there is no such folder.
  /// - Throws: what keeps the folder from being read.
  func files(in folder: String) throws(Diagnostic) -> [String]
  /// Changes when another folder is put in the place of this one.
  func state(of folder: String) -> UInt64
}

extension ProjectFiles {
  public func state(of folder: String) -> UInt64 { 0 }
}

/// A project folder on disk.
public struct FolderFiles: ProjectFiles, Sendable {
  public let folder: URL
  public var name: String { folder.path }

  /// - Throws: `project.no-folder` (missing input) when there is no such folder.
  public init(_ path: String) throws(Diagnostic) {
    folder = URL(filePath: path, directoryHint: .isDirectory)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw Diagnostic(
        "project.no-folder", "there is no folder '\(path)'",
        cure: "Run `rota init \(ShellWord.quoted(path))` to make a project.",
        kind: .missingInput)
    }
  }

  public func bytes(of path: String) throws(Diagnostic) -> [UInt8]? {
    let url = folder.appending(path: path)
    guard try FileKind.known(at: url.path) != .nothing else { return nil }
    return try readFile(url.path)
  }

  public func files(in path: String) throws(Diagnostic) -> [String] {
    let names = try FolderNames.names(in: folder.appending(path: path).path) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted { ($0.utf8.lexicographicallyPrecedes($1.utf8)) }
  }

  public func state(of path: String) -> UInt64 {
    var status = stat()
    return stat(folder.appending(path: path).path, &status) == 0 ? UInt64(status.st_ino) : 0
  }
}

/// The bytes of the ordinary file at `path`.
/// - Throws: `file.missing`, `file.folder`, `file.not-plain` or `file.unreadable` (missing input).
public func readFile(_ path: String) throws(Diagnostic) -> [UInt8] {
  do { return try PlainFile.bytes(of: path) } catch {
    switch error {
    case .missing:
      throw Diagnostic("file.missing", "there is no file '\(path)'", cure: "Check the path.", kind: .missingInput)
    case .folder:
      throw Diagnostic("file.folder", "'\(path)' is a folder, not a file", cure: "Name a file.", kind: .missingInput)
    case .notPlain, .silent, .tooLarge:
      throw Diagnostic(
        "file.not-plain", "'\(path)' \(error.words)", cure: "Put an ordinary file in its place.", kind: .missingInput)
    case .unreadable:
      throw Diagnostic(
        "file.unreadable", "'\(path)' \(error.words)", cure: "Check its permissions.", kind: .missingInput)
    }
  }
}
