import Foundation
import Testing

@testable import rota

@Suite("rota staff --explain and rota erlang about heads, as their user reads them")
struct ExplanationTextTests {
  @Test("heads by chance over the interval and over the day; in proportion as ever")
  func heads() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-heads-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(CapturedConsole().run("init \(folder.path) --template helpdesk") == .done)
    let file = folder.appending(path: "rota.json")
    let before = try String(contentsOf: file, encoding: .utf8)
    func explained(presence: String = "", target: String = "", _ options: String = "") throws -> String {
      #expect(before.contains("id: \"phone\",") && before.contains("maximumOccupancy: 0.85 }"))
      try before.replacing("id: \"phone\",", with: "id: \"phone\", \(presence)")
        .replacing("maximumOccupancy: 0.85 }", with: "maximumOccupancy: 0.85\(target) }")
        .write(to: file, atomically: true, encoding: .utf8)
      let console = CapturedConsole()
      #expect(
        console.run("staff \(folder.path) --explain phone 2026-11-24T10:00\(options)") == .done, "\(console.errors)")
      return console.output
    }
    let interval = try explained()
    for words in [
      "each head is missing with a chance of 8 %", "the chance that nobody is there is ", "that only one is ",
      "divided by 92 % would be ", "in time expected", "misses 80 % within 20 s", "meets the target",
    ] { #expect(interval.contains(words), "\(words): \(interval)") }
    #expect(!interval.contains("rounded up") && !interval.contains("points less"))
    let day = try explained(target: ", holdsOver: \"day\"")
    for words in [
      "82 % of the day's ", "with the heads required ", "the floor of this interval is ", "one head less: ",
      "the day would have ", " points less", "misses ",
    ] { #expect(day.contains(words), "\(words): \(day)") }
    let json = try explained(target: ", holdsOver: \"day\"", " --json")
    for key in ["dayLevel", "contactsInTime", "floorLevel", "inProportion", "nobody", "onlyOne"] {
      #expect(json.contains("\"\(key)\""), "\(key): \(json)")
    }
    let proportional = try explained(presence: "presence: \"proportional\",")
    #expect(proportional.contains("rounded up"))
    #expect(!proportional.contains("chance") && !proportional.contains("in time expected"))
  }

  @Test("an absence is chance, a shrinkage divides, and both are refused")
  func calculator() throws {
    func answer(_ options: String) -> String {
      let console = CapturedConsole()
      #expect(console.run("erlang \(options)") == .done, "\(console.errors)")
      return console.output
    }
    let absent = answer("--calls 12 --aht 4m --absence 8%")
    for words in [
      "each missing with a chance of 8 %", "one less misses 80 % within 20 s", "the chance that nobody is there is ",
      "mean waits of heads are those of the mean number", "heads", "in position",
    ] { #expect(absent.contains(words), "\(words): \(absent)") }
    #expect(answer("--calls 12 --aht 4m --shrinkage 8%").contains("at 8 % shrinkage"))
    #expect(answer("--calls 12 --aht 4m --absence 8% --json").contains("\"byChance\""))
    #expect(!answer("--calls 12 --aht 4m --shrinkage 8% --json").contains("byChance"))
    #expect(!answer("--calls 12 --aht 4m --patience 90s --absence 8%").contains("mean waits of heads"))
    #expect(answer("--calls 12 --aht 4m --agents 4 --absence 8%").contains("\n> 4"))
    let console = CapturedConsole()
    #expect(console.run("erlang --calls 12 --aht 4m --absence 8% --shrinkage 8%") == .usage)
    #expect(console.errors.contains("'--absence' and '--shrinkage'"))
    for wrong in ["--absence 99%", "--absence 8% --model B", "--absence 8% --agents 3.5"] {
      #expect(CapturedConsole().run("erlang --calls 12 --aht 4m \(wrong)") == .usage, "\(wrong)")
    }
    // What so many heads serve is another question than what so many agents in position do.
    #expect(CapturedConsole().run("erlang --aht 4m --agents 4 --absence 8%") == .usage)
    #expect(CapturedConsole().run("erlang --calls 12 --agents 4 --absence 8%") == .usage)
  }
}
