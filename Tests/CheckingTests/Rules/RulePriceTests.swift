import Calendars
import RotaFixtures
import Searching
import Testing

@testable import Checking
@testable import Workforce

@Suite("Rules with prices, read by the checker") struct RulePriceTests {
  /// Ben alone, free to work by day on any date.
  private func fixture() throws -> CheckFixture {
    var fixture = try CheckFixture()
    fixture.request.people[1].absences = []
    fixture.rota.duties.removeAll { $0.person == "ben" }
    return fixture
  }

  @Test("every rule that can have a price is counted")
  func complete() {
    #expect(CountedRule.all.map(\.name).sorted() == LabourRule.all.filter(\.canBePriced).map(\.name).sorted())
    #expect(
      CountedRule.all.allSatisfy { rule in
        (rule.finding == nil) == (LabourRule.all.first { $0.name == rule.name }?.usualPrice != nil)
      })
    let known = Set(RotaChecks.all.flatMap { $0.rules })
    #expect(CountedRule.all.compactMap(\.finding).allSatisfy(known.contains))
  }

  @Test("a rule with a price is no finding, and costs what it is broken by")
  func priced() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].history.consecutiveDays = 3
    fixture.request.people[0].rules.minimumDaysOff = 5
    #expect(fixture.findings() == ["days.off ann 2026-10-19", "days.consecutive ann 2026-10-21"])
    #expect(countedCosts(fixture.request, fixture.rota).rules == nil)
    fixture.request.people[0].rules.prices = ["maximumConsecutiveDays": 10]
    #expect(fixture.findings() == ["days.off ann 2026-10-19"])
    #expect(
      countedCosts(fixture.request, fixture.rota).rules
        == [RuleCost(rule: "maximumConsecutiveDays", breaches: 2, cost: 20)])
    fixture.request.people[0].rules.prices?["minimumDaysOff"] = 0.5
    #expect(fixture.findings() == [])
    let costs = countedCosts(fixture.request, fixture.rota)
    #expect(costs.rules?.map(\.rule) == ["maximumConsecutiveDays", "minimumDaysOff"])
    #expect(costs.rules?.map(\.breaches) == [2, 2] && costs.rules?.map(\.cost) == [20, 1])
  }

  @Test("over the border of two plans nothing priced is found")
  func borders() throws {
    var fixture = try fixture()
    for day in 0..<2 { fixture.add("ben", "day", day, hour: 9, length: 480) }
    let neighbours = (-5..<0).map {
      AssignedDuty(person: "ben", duty: fixture.duty("ben", "day", fixture.date($0), ClockTime(hour: 9), 480))
    }
    func rules() -> [String] {
      checkBorders(fixture.request, fixture.rota, neighbours: neighbours).map(\.rule)
    }
    #expect(rules() == ["days.consecutive"])
    fixture.request.people[1].rules.prices = ["maximumConsecutiveDays": 1]
    #expect(rules() == [])
  }

  /// Three dates before, the week, three after: D a duty, - none.
  private struct Dates {
    let works: [Bool]
    /// The dates of the week.
    static let own = 3..<10

    /// Runs of dates with a duty that have one of the week.
    var runs: [ClosedRange<Int>] {
      works.indices.split { !works[$0] }.compactMap { run in
        guard let first = run.first, let last = run.last, first < 10, last > 2 else { return nil }
        return first...last
      }
    }
    var isFollowed: Bool { works[10...].contains(true) }

    func excess(above most: Int) -> Int {
      runs.reduce(0) { sum, run in
        let before = min(most, max(0, 3 - run.lowerBound))
        let after = min(most, max(0, run.upperBound - 9))
        return sum + max(0, before + run.count { Self.own.contains($0) } + after - most)
      }
    }
    func missingDays(to least: Int) -> Int {
      runs.reduce(0) { $1.upperBound == 9 && !isFollowed ? $0 : $0 + max(0, least - $1.count) }
    }
    func missingDaysOff(to least: Int) -> Int {
      let duties = works.indices.filter { works[$0] }
      return zip(duties, duties.dropFirst()).reduce(0) { sum, pair in
        let gap = pair.1 - pair.0 - 1
        return pair.1 > 2 && pair.0 < 10 && gap > 0 && gap < least ? sum + least - gap : sum
      }
    }
    func tornWeekends(_ first: Int) -> Int {
      // Of Sunday and Monday the plan has a half at each end.
      let weekends = first == 5 ? [[8, 9]] : isFollowed ? [[2, 3], [9, 10]] : [[2, 3]]
      return weekends.count { works[$0[0]] != works[$0[1]] }
    }
  }

  @Test("1,000 weeks with planted breaches cost what a count of the dates says")
  func planted() throws {
    let whole = try fixture()
    var random = SeededGenerator(seed: 83)
    var found: [String: Int] = [:]
    for round in 0..<1000 {
      var fixture = whole
      let density = 1 + random.nextIndex(below: 5)
      let dates = Dates(works: (0..<13).map { _ in random.nextIndex(below: 6) < density })
      let isSplit = random.nextIndex(below: 2) == 0
      if isSplit { fixture.request.sites[0].weekend = [.sunday, .monday] }
      for day in 0..<7 where dates.works[3 + day] { fixture.add("ben", "day", day, hour: 9, length: 480) }
      var person = fixture.request.people[1]
      person.history.consecutiveDays = dates.works[..<3].reversed().prefix { $0 }.count
      person.history.lastDate = dates.works[..<3].lastIndex(of: true).map { fixture.date($0 - 3) }
      if let next = dates.works[10...].firstIndex(of: true) {
        person.ahead = WorkAhead(
          consecutiveDays: dates.works[10...].prefix { $0 }.count,
          firstStart: fixture.warsaw.instant(of: fixture.date(next - 3), ClockTime(hour: 9)))
      }
      let limits = (0..<4).map { _ in 1 + random.nextIndex(below: 5) }
      person.rules.maximumConsecutiveDays = limits[0]
      person.rules.minimumDaysOff = limits[1]
      person.rules.minimumConsecutiveDaysOff = limits[2]
      person.rules.minimumConsecutiveDays = limits[3]
      person.rules.wholeWeekends = true
      person.rules.prices = ["maximumConsecutiveDays": 3, "minimumDaysOff": 2, "minimumConsecutiveDays": 7]
      fixture.request.people[1] = person
      let off = dates.works[Dates.own].count { !$0 }
      let expected = [
        ("maximumConsecutiveDays", dates.excess(above: limits[0]), 3.0),
        ("minimumDaysOff", max(0, limits[1] - off), 2),
        ("minimumConsecutiveDaysOff", dates.missingDaysOff(to: limits[2]), 50),
        ("minimumConsecutiveDays", dates.missingDays(to: limits[3]), 7),
        ("wholeWeekends", dates.tornWeekends(isSplit ? 6 : 5), 50),
      ].filter { $0.1 > 0 }.map { RuleCost(rule: $0.0, breaches: $0.1, cost: Double($0.1) * $0.2) }
      let counted = countedCosts(fixture.request, fixture.rota).rules ?? []
      #expect(counted == expected, "round \(round): \(dates.works), \(limits)")
      for rule in counted { found[rule.rule, default: 0] += 1 }
    }
    #expect(found.count == 5 && found.values.allSatisfy { $0 > 200 }, "\(found)")
  }

  @Test("a figure of a rule that a plan states wrong is found")
  func stated() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].rules.minimumConsecutiveDays = 7
    fixture.request.people[2].rules.minimumConsecutiveDaysOff = 3
    let rounded = try #require(roundedCosts(fixture.request, fixture.rota).first)
    var costs = countedCosts(fixture.request, fixture.rota)
    #expect(
      costs.rules == [
        RuleCost(rule: "minimumConsecutiveDaysOff", breaches: 4, cost: 200),
        RuleCost(rule: "minimumConsecutiveDays", breaches: 3, cost: 150),
      ])
    func names() -> [String] { rounded.differences(from: costs).map(\.name).filter { $0.hasPrefix("costs.rules") } }
    #expect(names() == [])
    costs.rules?[1].breaches = 2
    #expect(names() == ["costs.rules[1].breaches"])
    costs.rules?[1] = RuleCost(rule: "minimumConsecutiveDays", breaches: 3, cost: 150.01)
    #expect(names() == ["costs.rules[1].cost"])
    costs.rules?.removeLast()
    #expect(names() == ["costs.rules.minimumConsecutiveDays"])
    costs.rules = nil
    #expect(names() == ["costs.rules.minimumConsecutiveDays", "costs.rules.minimumConsecutiveDaysOff"])
  }
}
