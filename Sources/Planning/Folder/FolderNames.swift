internal import Foundation
internal import Glibc
internal import Tables

/// What lies in a folder. One that can't be looked into is never taken for an empty one, nor for none.
enum FolderNames {
  /// The names in the folder at `path`, in no order; nil where nothing lies there.
  /// - Throws: `folder.not-a-folder`, `folder.unreadable`, `file.dangling` or `file.unreadable` (missing input).
  static func names(in path: String) throws(Diagnostic) -> [String]? {
    switch try FileKind.known(at: path) {
    case .nothing: return nil
    case .folder: break
    default:
      throw Diagnostic(
        "folder.not-a-folder", "'\(path)' is not a folder; expected one",
        cure: "Move it out of the way, and put the folder back.", kind: .missingInput)
    }
    do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      let reason = access(path, R_OK | X_OK) == 0 ? "" : ": \(AtomicFile.errorText())"
      throw Diagnostic(
        "folder.unreadable", "the folder '\(path)' can't be read\(reason)",
        cure: "Check its permissions.", kind: .missingInput)
    }
  }
}
