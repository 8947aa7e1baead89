internal import Foundation
public import Tables

/// A list of project folders, one a line, taken from the list's own folder; empty lines and lines that begin with # don't
/// count.
public enum BatchList {
  /// No path of the system is longer.
  private static let longestPath = 4096

  /// - Parameter path: the list's own.
  /// - Throws: `plan.batch-empty`, `plan.batch-path` with the row.
  public static func folders(_ bytes: [UInt8], path: String) throws(Diagnostic) -> [String] {
    let list = PathParts(path)
    var folders: [String] = []
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let name = line.trimmingCharacters(in: .whitespaces)
      guard !name.isEmpty, !name.hasPrefix("#") else { continue }
      guard name.utf8.count < longestPath, !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0 == "\u{FFFD}" })
      else {
        throw Diagnostic(
          "plan.batch-path", "found '\(name.prefix(60))', which is no path of a folder",
          at: SourcePosition(file: path, row: index + 1), cure: "Write one project folder on the line, as UTF-8.")
      }
      folders.append(name.hasPrefix("/") ? name : list.beside(name))
    }
    guard !folders.isEmpty else {
      throw Diagnostic(
        "plan.batch-empty", "the list names no folder", at: SourcePosition(file: path),
        cure: "Write a project folder on each line.")
    }
    return folders
  }
}
