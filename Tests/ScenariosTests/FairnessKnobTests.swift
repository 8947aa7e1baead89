import Planning
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Scenarios

@Suite("Knobs of unpopular duties") struct FairnessKnobTests {
  private func prices(_ knobs: [(String, String)], _ setting: String = "") throws -> FairnessPrices? {
    var scenario = Scenario(name: "by hand")
    for (knob, value) in knobs { try scenario.set(knob, to: value) }
    return try scenario.project(MemoryFiles.sound.replacing("prices: {", by: "\(setting) prices: {", in: "rota.json"))
      .fairness
  }

  @Test("each kind has a knob, and so has the whole") func turned() throws {
    #expect(try prices([]) == nil)
    #expect(try prices([("fairness", "true")]) == FairnessPrices())
    #expect(try prices([("fairness", "false")], "fairness: true,") == nil)
    for kind in FairKind.allCases {
      var expected = FairnessPrices()
      expected[kind] = 77
      #expect(try prices([("fairness.\(kind.rawValue)", "77")]) == expected)
      #expect(try prices([("fairness.\(kind.rawValue)", "77")], "fairness: true,") == expected)
      let other: FairKind = kind == .nights ? .lates : .nights
      expected[other] = 1
      #expect(
        try prices([("fairness.\(kind.rawValue)", "77")], "fairness: { \(other.rawValue): 1 },") == expected)
    }
  }

  @Test("a kind that nobody knows, and no price, are refused") func refused() {
    #expect(throws: Diagnostic.self) { try prices([("fairness.night", "5")]) }
    #expect(throws: Diagnostic.self) { try prices([("fairness.nights", "dear")]) }
    #expect(throws: Diagnostic.self) { try prices([("fairness", "dear")]) }
  }
}
