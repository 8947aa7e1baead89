import Testing
import Verification

@testable import rota

@Suite("The reference in docs/command-line.md")
struct CommandReferenceTests {
  /// Help of every command, as the program prints it.
  private static func reference() -> String {
    var text = "\n\n```\n\(HelpText.overview())```\n"
    for command in CommandTable.specs {
      text += "\n### rota \(command.name)\n\n```\n\(HelpText.command(command))```\n"
    }
    return text + "\n"
  }

  @Test("says what the program says; ROTA_RECORD=1 writes it anew") func current() throws {
    let part = try WrittenPart("help", of: "command-line.md")
    guard !WrittenPart.isRecording else {
      try part.write(Self.reference())
      Issue.record("recorded docs/command-line.md; review the diff")
      return
    }
    #expect(part.text == Self.reference())
  }
}
