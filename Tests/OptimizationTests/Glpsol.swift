import Foundation
import Testing

/// A folder for one test's files, gone with it.
final class Scratch {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "rota-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes `text` and returns the path.
  func write(_ text: String, _ name: String) throws -> String {
    let file = folder.appending(path: name)
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }
}

/// GLPK's own command, a witness that shares nothing with the bridge.
enum Glpsol {
  static let path = ["/usr/bin/glpsol", "/usr/local/bin/glpsol"].first(
    where: FileManager.default.isExecutableFile(atPath:))
  static var isInstalled: Bool { path != nil }

  /// Runs glpsol and reads the objective from its plain-text answer; fails unless it is optimal.
  static func objective(_ arguments: [String], scratch: Scratch) throws -> Double {
    let answer = scratch.folder.appending(path: "answer-\(UUID().uuidString).txt")
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments = arguments + ["--write", answer.path]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // "s mip ROWS COLUMNS o OBJECTIVE", or "s bas ROWS COLUMNS f f OBJECTIVE" for programs without integers.
    let line = try #require(
      try String(contentsOf: answer, encoding: .utf8).split(separator: "\n").first { $0.hasPrefix("s ") })
    let fields = line.split(separator: " ")
    #expect(fields[4] == "o" || fields[4] == "f")
    return try #require(Double(fields[fields.count - 1]))
  }
}
