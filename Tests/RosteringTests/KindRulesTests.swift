import Foundation
import Searching
import Testing

@testable import Rostering

@Suite("Rules that tell nights, late and early duties and weekends apart")
struct KindRulesTests {
  /// Every sequence of letters on days of which few can be worked.
  private static func words(_ workable: [Set<DayLetter>]) -> [[DayLetter]] {
    workable.reduce([[]]) { words, letters in
      words.flatMap { word in ([.off] + letters.sorted()).map { word + [$0] } }
    }
  }

  /// Up to five days of work, in a row or anywhere in up to 23 days.
  private static func workable(random: inout SeededGenerator) -> [Set<DayLetter>] {
    let isLong = random.nextIndex(below: 2) == 0
    let days = isLong ? 8 + random.nextIndex(below: 16) : 1 + random.nextIndex(below: 5)
    let first = random.nextIndex(below: days)
    let inARow = random.nextIndex(below: 2) == 0
    let places = isLong ? Set((0..<5).map { inARow ? first + $0 : random.nextIndex(below: days) }) : Set(0..<days)
    return (0..<days).map { day in
      places.contains(day) ? Set(KindRules.letters.filter { _ in random.nextIndex(below: 5) < 3 }) : []
    }
  }

  /// Three hundred each with ROTA_SLOW.
  private static let rounds = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil ? 300 : 80

  private static func expectSame(_ rules: [any DayRule], _ workable: [Set<DayLetter>], _ label: Comment) -> Int {
    let day = DayRules(rules)
    let automaton = RuleAutomaton(
      rules: day, workable: workable, letterCount: 8, scale: PriceScale(unitsPerCurrency: 1)
    )
    var broken = 0
    for word in words(workable) {
      var state = RuleAutomaton.start
      var isAccepted = true
      for (day, letter) in word.enumerated() where isAccepted {
        let next = automaton.next(state, letter, on: day)
        isAccepted = next != RuleAutomaton.none
        state = Int(next)
      }
      let isKept = LetterRules.areKept(day, letters: word)
      #expect(isAccepted == isKept, label)
      if !isKept { broken += 1 }
    }
    return broken
  }

  @Test("alone: accept what a plain reading accepts, in 300 horizons each", arguments: KindOfRule.allCases)
  func alone(kind: KindOfRule) {
    var random = SeededGenerator(seed: 401)
    var broken = 0
    for round in 0..<Self.rounds {
      let workable = Self.workable(random: &random)
      let rule = kind.rule(days: workable.count, random: &random)
      broken += Self.expectSame([rule], workable, "round \(round): \(rule)")
    }
    #expect(broken > 5 * Self.rounds / 3, "\(broken)")
  }

  @Test("in pairs") func pairs() {
    var random = SeededGenerator(seed: 402)
    for round in 0..<Self.rounds {
      let workable = Self.workable(random: &random)
      let rules = (0..<2).map { _ in
        KindOfRule.allCases[random.nextIndex(below: KindOfRule.allCases.count)].rule(
          days: workable.count, random: &random)
      }
      _ = Self.expectSame(rules, workable, "round \(round): \(rules)")
    }
  }

  @Test("count their breaches, also where days go on after one", arguments: KindOfRule.allCases)
  func breaches(kind: KindOfRule) {
    func count<Rule: DayRule>(_ rule: Rule, _ word: [DayLetter]) -> Int {
      var state = rule.start
      var breaches = 0
      for (day, letter) in word.enumerated() {
        let (next, found) = rule.step(state, letter, on: day)
        state = next
        breaches += found
      }
      return breaches + rule.breaches(endingIn: state)
    }
    var random = SeededGenerator(seed: 403)
    var found = 0
    for round in 0..<Self.rounds {
      let days = 1 + random.nextIndex(below: 22)
      let rule = kind.rule(days: days, random: &random)
      #expect(count(rule, [DayLetter](repeating: .off, count: days)) == 0, "\(rule)")
      let word = (0..<days).map { _ in
        random.nextIndex(below: 4) == 0 ? .off : KindRules.letters[random.nextIndex(below: KindRules.letters.count)]
      }
      guard let expected = KindRules.breaches(of: rule, word) else { continue }
      #expect(count(rule, word) == expected, "round \(round): \(rule), \(word.map(\.rawValue))")
      found += expected
    }
    #expect(found > Self.rounds / 3 || kind == .consecutive)
  }

  @Test("the oracle's tour is the best of all tours, in 300 tiny rosters each", arguments: KindOfRule.allCases)
  func oracle(kind: KindOfRule) {
    var random = SeededGenerator(seed: 404)
    for round in 0..<Self.rounds {
      var shape = Self.shape(round, random: &random)
      shape.rules = [kind.rule(days: shape.days, random: &random)]
      Self.expectBest(shape, random: &random, "round \(round): \(shape.rules)")
    }
  }

  @Test("the same for two rules at once") func oracleOfPairs() {
    var random = SeededGenerator(seed: 405)
    for round in 0..<Self.rounds {
      var shape = Self.shape(round, random: &random)
      shape.rules = (0..<2).map { _ in
        KindOfRule.allCases[random.nextIndex(below: KindOfRule.allCases.count)].rule(days: shape.days, random: &random)
      }
      Self.expectBest(shape, random: &random, "round \(round): \(shape.rules)")
    }
  }

  @Test("the same for a rule with a price, in 300 tiny rosters each", arguments: KindOfRule.allCases)
  func pricedOracle(kind: KindOfRule) {
    var random = SeededGenerator(seed: 407)
    for round in 0..<Self.rounds {
      var shape = Self.shape(round, random: &random)
      shape.pricedRules = [Self.priced(kind, days: shape.days, random: &random)]
      Self.expectBest(shape, random: &random, "round \(round): \(shape.pricedRules)")
    }
  }

  @Test("the same for two rules with prices, or one beside one that holds") func pricedPairs() {
    var random = SeededGenerator(seed: 408)
    for round in 0..<Self.rounds {
      var shape = Self.shape(round, random: &random)
      let kinds = (0..<2).map { _ in KindOfRule.allCases[random.nextIndex(below: KindOfRule.allCases.count)] }
      shape.pricedRules = [Self.priced(kinds[0], days: shape.days, random: &random)]
      if round % 2 == 0 {
        shape.pricedRules.append(Self.priced(kinds[1], days: shape.days, random: &random))
      } else {
        shape.rules = [kinds[1].rule(days: shape.days, random: &random)]
      }
      Self.expectBest(shape, random: &random, "round \(round): \(shape.rules), \(shape.pricedRules)")
    }
  }

  private static func priced(_ kind: KindOfRule, days: Int, random: inout SeededGenerator) -> PricedRule {
    PricedRule(
      name: "\(kind)", rule: kind.rule(days: days, random: &random), price: Double(1 + random.nextIndex(below: 16)) / 2)
  }

  @Test(
    "search, bound and program agree with full enumeration where two rules hold for each of some people, or have prices",
    arguments: [false, true])
  func wholeRosters(priced: Bool) {
    var random = SeededGenerator(seed: priced ? 409 : 406)
    var compared = 0
    var proven = 0
    for round in 0..<60 {
      var shape = TinyOptimum.shape(&random, letters: false)
      shape.people = 1 + random.nextIndex(below: 2)
      shape.starts = 1 + random.nextIndex(below: 2)
      shape.letters = KindRules.letters
      shape.rules = (0..<2).map { _ in
        KindOfRule.allCases[random.nextIndex(below: KindOfRule.allCases.count)].rule(days: shape.days, random: &random)
      }
      if priced {
        shape.pricedRules = [
          PricedRule(name: "first", rule: shape.rules.removeFirst(), price: Double(1 + random.nextIndex(below: 8)) / 2)
        ]
      }
      let roster = TinyRosters.make(shape, random: &random)
      guard let optimum = TinyOptimum.find(roster, most: 400) else { continue }
      let solution = BoundTests.solve(roster)
      let label: Comment = "round \(round): \(shape.rules), \(shape.pricedRules)"
      #expect(solution.bound <= optimum && optimum <= solution.cost, label)
      let tours = roster.people.indices.map {
        Array(solution.duties[$0 * roster.dayCount..<($0 + 1) * roster.dayCount])
      }
      #expect(roster.people.indices.allSatisfy { TinyRosters.isLegal(roster, person: $0, tour: tours[$0]) }, label)
      #expect(TinyRosters.objective(roster, tours: tours) == solution.cost, label)
      compared += 1
      if solution.bound == optimum, solution.cost == optimum { proven += 1 }
    }
    #expect(compared > 20 && proven > compared * 3 / 4, "\(compared), \(proven)")
  }

  private static func expectBest(_ shape: TinyRosters.Shape, random: inout SeededGenerator, _ label: Comment) {
    let roster = TinyRosters.make(shape, random: &random)
    TourOracleTests.expectBest(roster, rewards: TourOracleTests.rewards(roster, random: &random), label)
  }

  private static func shape(_ round: Int, random: inout SeededGenerator) -> TinyRosters.Shape {
    var shape = TinyRosters.Shape()
    shape.isFollowed = round % 2 == 1
    shape.letters = KindRules.letters
    shape.days = 1 + random.nextIndex(below: 3)
    shape.starts = 1 + random.nextIndex(below: 2)
    return shape
  }
}
