import Calendars
import Testing

@testable import Workforce

@Suite("The table of rules") struct LabourRuleTests {
  @Test("has a row for every rule of a person, under the name of its property")
  func complete() {
    let properties = Mirror(reflecting: TeamRules().person).children.compactMap(\.label)
    let rows = LabourRule.all.filter(\.isPersonal).map(\.name)
    #expect(Set(rows) == Set(properties).subtracting(["templates", "prices"]))
    let team = Mirror(reflecting: TeamRules()).children.compactMap(\.label)
    #expect(Set(LabourRule.all.filter { !$0.isPersonal }.map(\.name)) == Set(team).subtracting(["person"]))
  }

  @Test("names each rule and each column once")
  func distinct() {
    let names = LabourRule.all.map(\.name)
    let columns = LabourRule.all.compactMap(\.column)
    #expect(Set(names).count == names.count)
    #expect(Set(columns).count == columns.count)
  }

  @Test("keeps each value in the property of its name", arguments: LabourRule.all.map(\.name))
  func places(name: String) throws {
    let rule = try #require(LabourRule.all.first { $0.name == name })
    var rules = TeamRules()
    switch rule.values {
    case .duration(let range, let place): place.set(&rules, Minutes(range.upperBound))
    case .whole(let range, let place): place.set(&rules, range.upperBound)
    case .price(let range, let place): place.set(&rules, range.upperBound)
    case .flag(let place): place.set(&rules, true)
    case .weekends(let place): place.set(&rules, try #require(WeekendsOff("2 in 5")))
    }
    let holder: Any = rule.isPersonal ? rules.person : rules
    let value = try #require(Mirror(reflecting: holder).children.first { $0.label == name }?.value)
    switch rule.values {
    case .duration(let range, let place):
      #expect(value as? Minutes == Minutes(range.upperBound) && place.get(rules) == Minutes(range.upperBound))
    case .whole(let range, let place):
      #expect(value as? Int == range.upperBound && place.get(rules) == range.upperBound)
    case .price(let range, let place):
      #expect(value as? Double == range.upperBound && place.get(rules) == range.upperBound)
    case .flag(let place): #expect(value as? Bool == true && place.get(rules) == true)
    case .weekends(let place): #expect((value as? WeekendsOff)?.description == "2 in 5" && place.get(rules)?.of == 5)
    }
  }

  @Test("has defaults that could be written")
  func defaults() {
    let rules = TeamRules()
    for rule in LabourRule.ofTeam {
      switch rule.values {
      case .duration(let range, let place): #expect(place.get(rules).map { range.contains($0.rawValue) } ?? true)
      case .whole(let range, let place): #expect(place.get(rules).map(range.contains) ?? true)
      case .price(let range, let place): #expect(place.get(rules).map(range.contains) ?? true)
      case .flag, .weekends: #expect(!rule.isInForce(for: rules.person))
      }
    }
  }

  @Test("says the figures of a person, and none of what is the team's alone")
  func figures() throws {
    let person = PersonRules(minimumRest: 60, minimumWeekly: 1, maximumWeekly: 2, shortfallPrice: 3)
    func figure(_ name: String) throws -> LabourRule.Figure? {
      try #require(LabourRule.all.first { $0.name == name }).figure(of: person)
    }
    #expect(try figure("minimumWeekly") == .minutes(1) && figure("maximumWeekly") == .minutes(2))
    #expect(try figure("minimumRest") == .minutes(60) && figure("shortfallPrice") == .price(3))
    #expect(try figure("maximumConsecutiveDays") == .count(6) && figure("minimumDaysOff") == .count(2))
    for name in ["weeklyTolerance", "dayOffWishPrice", "startWishPricePerHour"] { #expect(try figure(name) == nil) }
  }

  @Test("what counts days can have a price; what a person breaks in any case has one always")
  func prices() {
    let priced = LabourRule.all.filter(\.canBePriced)
    #expect(priced.allSatisfy { $0.column != nil })
    #expect(!priced.contains { ["minimumRest", "shortfallPrice", "weeklyTolerance"].contains($0.name) })
    var rules = PersonRules(minimumWeekly: 0, maximumWeekly: 0)
    #expect(rules.price(of: "minimumDaysOff") == nil && rules.price(of: "wholeWeekends") == 50)
    rules.prices = ["minimumDaysOff": 3, "wholeWeekends": 0]
    #expect(rules.price(of: "minimumDaysOff") == 3 && rules.price(of: "wholeWeekends") == 0)
  }

  @Test("weekly limits lie around the contract, never below zero")
  func weekly() {
    let rules = TeamRules().around(60).person
    #expect(rules.minimumWeekly == 0 && rules.maximumWeekly == 180)
  }
}

extension LabourRule {
  fileprivate var isPersonal: Bool {
    switch values {
    case .duration(_, let place): place.isPersonal
    case .whole(_, let place): place.isPersonal
    case .price(_, let place): place.isPersonal
    case .flag(let place): place.isPersonal
    case .weekends(let place): place.isPersonal
    }
  }
}
