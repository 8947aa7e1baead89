import Foundation
import Testing

@testable import rota

@Suite("The reference in docs/command-line.md")
struct CommandReferenceTests {
  private static let document = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/command-line.md")
  private static let begin = "<!-- help: written by the tests -->\n"
  private static let end = "<!-- end of help -->\n"

  /// Help of every command, as the program prints it.
  private static func reference() -> String {
    var text = "\n```\n\(HelpText.overview())```\n"
    for command in CommandTable.specs {
      text += "\n### rota \(command.name)\n\n```\n\(HelpText.command(command))```\n"
    }
    return text + "\n"
  }

  @Test("says what the program says; ROTA_RECORD=1 writes it anew") func current() throws {
    let text = try String(contentsOf: Self.document, encoding: .utf8)
    let start = try #require(text.range(of: Self.begin)?.upperBound)
    let stop = try #require(text.range(of: Self.end)?.lowerBound)
    guard ProcessInfo.processInfo.environment["ROTA_RECORD"] == nil else {
      let written = text[..<start] + Self.reference() + text[stop...]
      try Data(written.utf8).write(to: Self.document, options: .atomic)
      Issue.record("recorded docs/command-line.md; review the diff")
      return
    }
    #expect(text[start..<stop] == Self.reference())
  }
}
