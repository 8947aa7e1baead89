public import Foundation
import Testing

/// GLPK's own command, a witness that shares nothing with the product but the library.
public enum Glpsol {
  public static let path = ["/usr/bin/glpsol", "/usr/local/bin/glpsol"].first(
    where: FileManager.default.isExecutableFile(atPath:))
  public static var isInstalled: Bool { path != nil }

  /// Runs glpsol and reads the objective from its plain-text answer; fails unless it is optimal.
  public static func objective(_ arguments: [String]) throws -> Double {
    let answer = FileManager.default.temporaryDirectory.appending(path: "rota-glpsol-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: answer) }
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
    #expect(fields[4] == (fields[1] == "mip" ? "o" : "f"))
    return try #require(Double(fields[fields.count - 1]))
  }

  /// A file with `text`, at a path of its own; the caller removes it.
  public static func file(_ text: String, _ suffix: String) throws -> URL {
    let file = FileManager.default.temporaryDirectory.appending(path: "rota-\(UUID().uuidString).\(suffix)")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file
  }
}
