import Calendars
import Testing

@testable import Workforce

@Suite("Presets") struct LabourPresetTests {
  @Test(
    "each names its facts once, with a source, and its rules with values that they can have",
    arguments: LabourPreset.all.map(\.name))
  func facts(name: String) throws {
    let preset = try #require(LabourPreset.named(name))
    #expect(Set(preset.facts.map(\.key)).count == preset.facts.count)
    #expect(preset.asOf == CivilDate(year: 2026, month: 11, day: 22) && preset.version >= 1)
    for fact in preset.facts {
      #expect(!fact.source.isEmpty && !fact.words.hasSuffix(".") && !fact.words.isEmpty)
      if case .rule(let key, let figure, _) = fact.use {
        if let rule = fact.rule { #expect(rule.takes(figure), "\(key)") }
        #expect(fact.rule != nil || fact.standing == .notChecked)
      }
      if case .breaks(let needs) = fact.use {
        #expect(needs == needs.sorted { $0.work < $1.work } && !needs.isEmpty)
      }
    }
  }

  @Test("there are six, each once")
  func names() { #expect(LabourPreset.all.map(\.name) == ["eu", "uk", "pl", "cz", "sk", "us-ca"]) }

  @Test("what isn't confirmed is never a default, and a rule that isn't in the table is not checked")
  func standing() {
    func standing(_ confidence: LabourFact.Confidence, _ key: String) -> LabourFact.Standing {
      LabourFact("f", "w", source: "s", confidence, .rule(key, .count(3), .least)).standing
    }
    #expect(standing(.official, "minimumDaysOff") == .ruleDefault)
    #expect(standing(.secondary, "minimumDaysOff") == .ruleDefault)
    #expect(standing(.unconfirmed, "minimumDaysOff") == .warned)
    for confidence in LabourFact.Confidence.allCases {
      #expect(standing(confidence, "noSuchRule") == .notChecked)
      #expect(LabourFact("f", "w", source: "s", confidence).standing == .notKept)
    }
    for preset in LabourPreset.all {
      for (rule, _) in preset.defaults {
        let fact = preset.facts.first { $0.rule?.name == rule.name }
        #expect(fact?.confidence != .unconfirmed)
      }
    }
  }

  @Test("rules that ask less than a fact are looser, on its side")
  func looser() {
    func fact(_ key: String, _ figure: LabourRule.Figure, _ side: LabourFact.Side) -> LabourFact {
      LabourFact("f", "w", source: "s", .official, .rule(key, figure, side))
    }
    var rules = PersonRules(minimumRest: .hours(11), minimumWeekly: 0, maximumWeekly: 0)
    #expect(fact("minimumRest", .minutes(661), .least).isLoosened(by: rules))
    #expect(!fact("minimumRest", .minutes(660), .least).isLoosened(by: rules))
    #expect(fact("maximumConsecutiveDays", .count(5), .most).isLoosened(by: rules))
    #expect(!fact("maximumConsecutiveDays", .count(6), .most).isLoosened(by: rules))
    #expect(fact("maximumConsecutiveNights", .count(6), .most).isLoosened(by: rules))
    rules.maximumConsecutiveNights = 6
    #expect(!fact("maximumConsecutiveNights", .count(6), .most).isLoosened(by: rules))
    #expect(!fact("noSuchRule", .count(6), .most).isLoosened(by: rules))
  }

  @Test("a figure is kept by its rule, and none out of its range or of another kind")
  func figures() {
    for rule in LabourRule.all {
      var rules = TeamRules()
      let before = rule.figure(of: rules.person)
      rule.set(.count(-1), in: &rules)
      rule.set(.minutes(1_000_000), in: &rules)
      #expect(rule.figure(of: rules.person) == before)
      var other = TeamRules()
      rule.copy(from: rules, to: &other)
      #expect(rule.figure(of: other.person) == before)
    }
    var rules = TeamRules()
    LabourRule.ofTeam[0].set(.minutes(720), in: &rules)
    #expect(rules.person.minimumRest == .hours(12))
    var copy = TeamRules()
    LabourRule.ofTeam[0].copy(from: rules, to: &copy)
    #expect(copy.person.minimumRest == .hours(12))
  }
}

@Suite("Breaks that a preset asks for") struct BreakNeedTests {
  private static func template(_ breaks: [BreakRule]) -> ShiftTemplate {
    ShiftTemplate(
      id: "t", earliestStart: ClockTime(hour: 8), latestStart: ClockTime(hour: 8), lengths: [], breaks: breaks)
  }

  private static func rest(
    _ length: Minutes, paid: Bool = true, from: Minutes = 60, to: Minutes = 120, minimum: Minutes = 0
  ) -> BreakRule {
    BreakRule(kind: .rest, length: length, paid: paid, anchor: .start, from: from, to: to, minimumShift: minimum)
  }

  private static func isShort(_ breaks: [BreakRule], _ need: BreakNeed..., length: Minutes) -> Bool {
    template(breaks).unmet(need, length: length, interval: 15) != nil
  }

  @Test("applies to work, not to unpaid breaks, above its length or from it on")
  func work() {
    let need = BreakNeed(over: .hours(6), total: 30)
    #expect(!Self.isShort([], need, length: .hours(6)))
    #expect(Self.isShort([], need, length: 375))
    // Six hours of work beside a quarter of an hour unpaid.
    #expect(!Self.isShort([Self.rest(15, paid: false)], need, length: 375))
    #expect(Self.isShort([Self.rest(15)], need, length: 375))
    #expect(Self.isShort([], BreakNeed(over: .hours(6), includingEqual: true, total: 15), length: .hours(6)))
  }

  @Test("counts breaks that are long enough and of its kind, in all")
  func amount() {
    let two = [Self.rest(15), Self.rest(15, from: 180, to: 240)]
    #expect(!Self.isShort(two, BreakNeed(over: 60, total: 30), length: .hours(8)))
    #expect(Self.isShort(two, BreakNeed(over: 60, total: 30, part: 20), length: .hours(8)))
    #expect(Self.isShort(two, BreakNeed(over: 60, total: 30, paid: false), length: .hours(8)))
    #expect(Self.isShort(two, BreakNeed(over: 60, total: 31), length: .hours(8)))
    #expect(!Self.isShort(two, BreakNeed(over: 60, total: nil), length: .hours(8)))
    #expect(Self.isShort([], BreakNeed(over: 60, total: nil), length: .hours(8)))
  }

  @Test("the first of them begins in time wherever in its window it lies; the last need that applies counts")
  func time() {
    let late = [Self.rest(30, from: 240, to: 345)]
    #expect(!Self.isShort(late, BreakNeed(over: 60, total: 30, startBy: 345), length: .hours(8)))
    #expect(Self.isShort(late, BreakNeed(over: 60, total: 30, startBy: 330), length: .hours(8)))
    #expect(!Self.isShort(late, BreakNeed(over: 60, total: 60), BreakNeed(over: 120, total: 30), length: .hours(8)))
    #expect(Self.isShort(late, BreakNeed(over: 60, total: 30), BreakNeed(over: 120, total: 60), length: .hours(8)))
    #expect(!Self.isShort(late, BreakNeed(over: 60, total: 30), BreakNeed(over: 600, total: 60), length: .hours(8)))
  }

  @Test("says what is asked")
  func words() {
    #expect(
      BreakNeed(over: .hours(5), total: 30, part: 30, paid: false, startBy: .hours(5)).words
        == "more than 5 h of work ask for 30 min of unpaid breaks, 30 min or more each, begun within 5 h")
    #expect(
      BreakNeed(over: 210, includingEqual: true, total: nil).words == "3 h 30 min of work or more ask for a break")
  }
}
