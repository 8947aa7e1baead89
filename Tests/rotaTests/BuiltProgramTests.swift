import Foundation
import Planning
import Testing

@testable import rota

@Suite("The built program", .enabled(if: BuiltProgram.path != nil, "the built program isn't beside the tests"))
struct BuiltProgramTests {
  @Test("says its version") func version() throws {
    for line in ["rota version", "rota --version"] {
      let outcome = try BuiltProgram.shell(line)
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines.count == 2 && lines[0] == "\(Tool.signature)" && lines[1].hasPrefix("clock rules: "))
    }
  }

  @Test("help is the answer; a mistake is not") func helpAndMistakes() throws {
    let help = try BuiltProgram.shell("rota plan --help")
    #expect(help.status == 0 && help.output == HelpText.command(PlanCommand.spec) && help.errors.isEmpty)
    let mistake = try BuiltProgram.shell("rota plan desk --wek 2026-W49")
    #expect(mistake.status == 64 && mistake.output.isEmpty)
    #expect(mistake.errors.hasPrefix("rota: error: '--wek' isn't an option of 'rota plan'. Did you mean '--week'?"))
  }

  @Test("a closed pipe ends quietly") func closedPipe() throws {
    let outcome = try BuiltProgram.shell(
      "set -o pipefail; for i in 1 2 3 4 5 6 7 8; do rota man; done | head -1; echo \"${PIPESTATUS[0]}\"")
    #expect(outcome.output.hasSuffix("\n0\n"))
    #expect(outcome.errors.isEmpty)
  }

  @Test("a full disk is said and has its status") func fullDisk() throws {
    let outcome = try BuiltProgram.shell("rota man > /dev/full")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("error: the answer can't be written to standard output: No space left on device"))
  }

  @Test("bash takes the completion, and completes") func bash() throws {
    let complete = """
      source <(rota completions bash)
      try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _rota; echo "${COMPREPLY[*]}"; }
      try rota pl
      try rota plan --we
      try rota export x --format go
      try rota completions f
      try rota help repo
      try rota --ver
      cd "$FOLDER"; try rota check pla; try rota plan my
      """
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-completion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "my desk"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder.appending(path: "plan one.json"))
    let outcome = try BuiltProgram.shell(complete, environment: ["FOLDER": folder.path])
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output.split(separator: "\n") == [
        "plan", "--week --weeks", "google-csv", "fish", "report", "--version", "plan one.json", "my desk",
      ])
  }

  @Test(
    "roff reads the manual without a warning",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/groff")))
  func manual() throws {
    let outcome = try BuiltProgram.shell("rota man | groff -ww -man -Tutf8")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("Show this help."))
  }

  @Test("on a terminal without colour, errors are plain") func noColour() throws {
    let outcome = try BuiltProgram.shell("rota frobnicate", environment: ["NO_COLOR": "1"])
    #expect(outcome.status == 64 && !outcome.errors.contains("\u{1B}"))
  }
}
