import Foundation

/// The program as it was built, found beside the tests.
enum BuiltProgram {
  static let absence: Comment = "the built program isn't beside the tests"
  typealias Comment = String

  /// Nil when it isn't there.
  static let path = beside("rota")

  /// Another program of the package that was built beside the tests; nil when it isn't there.
  static func beside(_ name: String) -> String? {
    let places = [Bundle.main.executablePath, CommandLine.arguments.first, "/proc/self/exe"].compactMap(\.self)
    for place in places {
      var folder = URL(filePath: place).resolvingSymlinksInPath().deletingLastPathComponent()
      for _ in 0..<4 {
        let candidate = folder.appending(path: name).path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue,
          FileManager.default.isExecutableFile(atPath: candidate)
        {
          return candidate
        }
        folder.deleteLastPathComponent()
      }
    }
    return nil
  }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Runs a line of bash in which `rota` is the program.
  static func shell(_ script: String, environment: [String: String] = [:]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", "rota() { \"$ROTA\" \"$@\"; }\n" + script]
    process.environment = ["ROTA": path ?? "", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"].merging(environment) { $1 }
    // Through files, so that a long answer can't fill a pipe that nobody reads yet.
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let places = ["output", "errors"].map { folder.appending(path: $0) }
    for place in places { try Data().write(to: place) }
    process.standardOutput = try FileHandle(forWritingTo: places[0])
    process.standardError = try FileHandle(forWritingTo: places[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let texts = try places.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
