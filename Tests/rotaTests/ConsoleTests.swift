import Calendars
import Foundation
import Optimization
import Searching
import Tables
import Testing
import Words
import Workforce

@testable import rota

@Suite("The console")
struct ConsoleTests {
  private let warning = Diagnostic("w", "careful", cure: "Look.", severity: .warning)
  private let fault = Diagnostic("e", "wrong", at: SourcePosition(file: "a.csv", row: 3, column: 7))

  @Test("the answer goes to one stream, everything else to the other") func streams() {
    let captured = CapturedConsole()
    let console = captured.console()
    console.answer("answer\n")
    console.say("on the way")
    console.report(warning)
    console.report(fault)
    #expect(console.finish(.done) == .done)
    #expect(captured.output == "answer\n")
    #expect(captured.errors == "on the way\nrota: warning: careful. Look.\na.csv:3:7: error: wrong\n")
  }

  @Test("when quiet, only errors show") func quiet() {
    let captured = CapturedConsole()
    let console = captured.console(isTerminal: true, environment: ["TERM": "dumb"])
    console.configure(json: false, quiet: true)
    console.say("on the way")
    console.report(warning)
    console.progress(progress(at: 1))
    console.report(fault)
    #expect(captured.errors == "a.csv:3:7: error: wrong\n")
  }

  @Test("colour is for terminals that want it") func colour() {
    func shown(_ isTerminal: Bool, _ environment: [String: String]) -> Bool {
      let captured = CapturedConsole()
      captured.console(isTerminal: isTerminal, environment: environment).report(fault)
      return captured.errors.contains("\u{1B}[1;31merror:\u{1B}[0m")
    }
    #expect(shown(true, ["TERM": "xterm"]))
    #expect(shown(true, ["TERM": "xterm", "NO_COLOR": ""]))
    #expect(!shown(true, ["TERM": "xterm", "NO_COLOR": "1"]))
    #expect(!shown(true, ["TERM": "dumb"]))
    #expect(!shown(false, ["TERM": "xterm"]))
  }

  private func progress(at elapsed: Double) -> SearchProgress {
    SearchProgress(stage: "searching", objective: 15_511.4, bound: 15_446.2, elapsed: elapsed, remaining: 42.2)
  }

  @Test("progress shows on a terminal, at most ten times a second, and goes before anything else is said")
  func progressLine() {
    let captured = CapturedConsole()
    let console = captured.console(isTerminal: true, environment: ["TERM": "xterm", "NO_COLOR": "1"])
    for tick in 0..<20 { console.progress(progress(at: Double(tick) / 50)) }
    let line = "\r\("searching · 15,511 · bound 15,446 · gap 0.43 % · 43 s left")\u{1B}[K"
    #expect(captured.errors == String(repeating: line, count: 4))
    console.say("done")
    console.say("really")
    #expect(captured.errors.hasSuffix("\(line)\r\u{1B}[Kdone\nreally\n"))
    console.progress(progress(at: 9))
    _ = console.finish(.done)
    #expect(captured.errors.hasSuffix("\(line)\r\u{1B}[K"))
    for (isTerminal, term) in [(false, "xterm"), (true, "dumb")] {
      let captured = CapturedConsole()
      captured.console(isTerminal: isTerminal, environment: ["TERM": term]).progress(progress(at: 1))
      #expect(captured.errors.isEmpty)
    }
  }

  @Test("the progress line fits its width and never shows a gap smaller than it is") func progressText() {
    for width in 1...80 { #expect(ProgressLine.text(progress(at: 0), width: width).count <= max(1, width - 1)) }
    #expect(Words.plain.atMost(0) == "0.00 %")
    #expect(Words.plain.atMost(0.00001) == "0.01 %")
    #expect(Words.plain.atMost(0.0042) == "0.42 %")
    #expect(Words.plain.atMost(0.1) == "10.00 %")
    #expect(Words.plain.rounded(-1_234_567.6) == "-1,234,568")
    #expect(Words.plain.rounded(999.4) == "999")
    #expect(Words.plain.rounded(.infinity) == "–")
    let early = SearchProgress(stage: "starting", objective: nil, bound: nil, elapsed: 130, remaining: nil)
    #expect(ProgressLine.text(early, width: 80) == "starting · 2 min 10 s")
  }

  @Test("a reader that closes the pipe is content; a full disk is an error") func writing() {
    let closed = CapturedConsole()
    let console = closed.console(outputFailure: EPIPE)
    console.answer("answer")
    #expect(console.finish(.done) == .done)
    #expect(closed.errors.isEmpty)
    let full = CapturedConsole()
    let other = full.console(outputFailure: ENOSPC)
    other.answer("answer")
    #expect(other.finish(.done) == .cannotWrite)
    #expect(full.errors.contains("can't be written"))
    #expect(full.errors.hasPrefix("rota: error: "))
  }

  @Test("what is held back is written in order") func buffering() {
    let captured = CapturedConsole()
    let console = captured.console(capacity: 10)
    console.answer("1234")
    #expect(captured.output.isEmpty)
    console.answer("5678901")
    #expect(captured.output == "12345678901")
    console.answer("x")
    _ = console.finish(.done)
    #expect(captured.output == "12345678901x")
  }

  @Test("JSON is asked for before or after the command; numbers that aren't finite are a fault") func json() throws {
    for line in ["--json version", "version --json"] {
      let captured = CapturedConsole()
      #expect(captured.run(line) == .done)
      let decoded = try JSONDecoder().decode(VersionAnswer.self, from: Data(captured.output.utf8))
      #expect(decoded.name == "rota" && decoded.zoneRules.kind != .option)
    }
    let error = try JSONDecoder().decode(
      ErrorAnswer.self,
      from: Data(
        {
          let captured = CapturedConsole()
          _ = captured.run("plan --json --wek")
          return captured.output
        }().utf8))
    #expect(error.schema == 1 && error.status == 64 && error.error.code == "usage.unknown-option")
    #expect(throws: Diagnostic.self) { try CapturedConsole().console().answer(json: [Double.nan]) }
  }
}
