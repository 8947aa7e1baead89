import Foundation
import Testing

/// Recorded outputs in `Tests/Interchange/golden`. With `ROTA_RECORD` set they are written anew, and the test fails all
/// the same: nobody records by accident.
enum GoldenFile {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Interchange/golden")

  static func expect(_ bytes: [UInt8], matches name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["ROTA_RECORD"] != nil {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
      Issue.record("recorded \(name); review the diff", sourceLocation: sourceLocation)
      return
    }
    let recorded = try #require(
      FileManager.default.contents(atPath: file.path),
      "no golden file \(name); record it with ROTA_RECORD=1", sourceLocation: sourceLocation)
    let found = String(decoding: bytes, as: UTF8.self)
    let expected = String(decoding: recorded, as: UTF8.self)
    #expect(found == expected, "\(name) differs from its golden file", sourceLocation: sourceLocation)
  }
}
