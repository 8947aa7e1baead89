internal import Foundation
internal import Planning
internal import Publishing
internal import Tables

/// What commands read: files by name, and standard input as `-`.
enum Input {
  /// - Throws: `file.missing` or `file.unreadable`.
  static func bytes(of path: String) throws(Diagnostic) -> [UInt8] {
    guard path == "-" else { return try readFile(path) }
    return [UInt8](FileHandle.standardInput.readDataToEndOfFile())
  }

  /// A plan by its folder or its `plan.json`.
  static func plan(_ path: String) throws(Diagnostic) -> PlanDocument {
    path == "-" ? try readPlan(try bytes(of: path), file: "standard input") : try PlanFolder.read(path)
  }
}
