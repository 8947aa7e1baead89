import Searching
import Testing

@testable import Rostering

@Suite("Rules with prices against full enumeration") struct PricedRuleTests {
  @Test("each rule alone: the least cost of all tours, and a tour that has it", arguments: PricedKind.allCases)
  func alone(kind: PricedKind) { rounds(seed: 100) { _ in [kind] } }

  @Test("two rules of any kinds together")
  func pairs() {
    rounds(seed: 200) { random in
      (0..<2).map { _ in PricedKind.allCases[random.nextIndex(below: PricedKind.allCases.count)] }
    }
  }

  private func rounds(seed: UInt64, kinds: (inout SeededGenerator) -> [PricedKind]) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<300 {
      var shape = TinyRosters.Shape()
      shape.priced = kinds(&random)
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 > 0
      shape.days = round % 20 == 0 ? 4 : 2 + round % 2
      shape.starts = 1
      let roster = TinyRosters.make(shape, random: &random)
      TourOracleTests.expectBest(
        roster, rewards: TourOracleTests.rewards(roster, random: &random), "\(shape.priced), round \(round)")
    }
  }

  @Test("nothing has a price where no rule has one")
  func unpriced() {
    var random = SeededGenerator(seed: 3)
    for round in 0..<50 {
      var shape = TinyRosters.Shape()
      shape.hasLetters = round % 2 == 0
      let roster = TinyRosters.make(shape, random: &random)
      #expect(roster.automata.allSatisfy { !$0.isPriced && $0.days.allSatisfy { $0.prices.allSatisfy { $0 == 0 } } })
      let oracle = TourOracle(roster: roster)
      let layers = oracle.plans.flatMap(\.weeks).flatMap(\.stages).flatMap(\.layers)
      #expect(layers.allSatisfy { $0.workPrices.isEmpty && $0.offPrices.isEmpty })
    }
  }

  @Test("no sequence breaks a rule more often than is said")
  func mostBreaches() {
    var random = SeededGenerator(seed: 5)
    for round in 0..<200 {
      let rule = PricedKind.allCases[round % PricedKind.allCases.count].rule(&random).rule
      let days = 1 + random.nextIndex(below: 5)
      let words = (0..<days).reduce([[DayLetter]()]) { words, _ in
        words.flatMap { word in (0..<4).map { word + [DayLetter(rawValue: $0)] } }
      }
      let most = words.map { LetterRules.breaches(of: rule, $0) }.max() ?? 0
      #expect(rule.mostBreaches(in: days) >= most, "\(rule)")
      #expect(rule.mostBreaches(in: days) <= most || !rule.classes.isEmpty, "\(rule)")
      for word in words { #expect(rule.breaches(in: word) == LetterRules.breaches(of: rule, word), "\(rule): \(word)") }
    }
  }
}
