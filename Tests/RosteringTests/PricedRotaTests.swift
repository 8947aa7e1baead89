import Calendars
import Checking
import Searching
import Testing
import Workforce

@testable import Rostering

/// Priced rules through whole requests: what the solver pays is what the checker counts.
@Suite("Rotas under rules with prices") struct PricedRotaTests {
  private static let names = [
    "maximumConsecutiveDays", "maximumConsecutiveNights", "minimumDaysOff", "minimumConsecutiveDaysOff",
    "minimumConsecutiveDays", "wholeWeekends",
  ]

  @Test("a rota's costs are those that the checker counts, and nothing priced is a finding", arguments: [1, 2])
  func counted(weeks: Int) throws {
    var request = try MakeRotaTests.request(weeks: weeks)
    for index in request.people.indices {
      request.people[index].rules.maximumConsecutiveDays = 2
      request.people[index].rules.maximumConsecutiveNights = 1
      request.people[index].rules.minimumDaysOff = 4
      request.people[index].rules.minimumConsecutiveDaysOff = 3
      request.people[index].rules.minimumConsecutiveDays = 3
      request.people[index].rules.wholeWeekends = index % 2 == 0
      request.people[index].rules.prices = [
        "maximumConsecutiveDays": 2.5, "maximumConsecutiveNights": 3, "minimumDaysOff": 1, "wholeWeekends": 4,
        "minimumConsecutiveDaysOff": 1.25,
      ]
    }
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    let paid = try #require(outcome.costs.rules)
    #expect(paid == countedCosts(request, outcome.rota).rules)
    #expect(paid.count > 2)
    #expect(roundedCosts(request, outcome.rota).first?.differences(from: outcome.costs).isEmpty == true)
    #expect(outcome.objective == outcome.costs.total)
    #expect(outcome.bound <= outcome.objective && outcome.bound > 0)
  }

  @Test("what breaks a rule without a price is worked where it has one, if that is cheaper")
  func cheaper() throws {
    var request = try MakeRotaTests.request()
    for index in request.people.indices { request.people[index].rules.maximumConsecutiveDays = 1 }
    func cost(_ price: Double?) throws -> (objective: Double, breaches: Int) {
      for index in request.people.indices {
        request.people[index].rules.prices = price.map { ["maximumConsecutiveDays": $0] }
      }
      let outcome = try makeRota(
        request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
      return (outcome.objective, outcome.costs.rules?.first?.breaches ?? 0)
    }
    let (hard, free, dear) = (try cost(nil), try cost(0.5), try cost(90_000))
    #expect(free.objective < hard.objective && free.breaches > 0)
    #expect(dear.breaches == 0)
  }

  /// Tours of any duties, legal or not: the automata's reading against the checker's.
  @Test("1,000 tours with any history: automata and checker count alike")
  func readings() throws {
    let plain = try MakeRotaTests.request(weeks: 2)
    var random = SeededGenerator(seed: 17)
    var found: [String: Int] = [:]
    for round in 0..<1000 {
      var request = plain
      request.people = [plain.people[0]]
      request.people[0].wishes = []
      let weekends: [[Weekday]?] = [
        nil, [.friday, .saturday], [.sunday, .monday], [.sunday], [.saturday, .sunday, .monday],
      ]
      request.sites[0].weekend = weekends[random.nextIndex(below: weekends.count)]
      var rules = PersonRules(minimumWeekly: 0, maximumWeekly: .hours(80))
      rules.maximumConsecutiveDays = 1 + random.nextIndex(below: 5)
      rules.maximumConsecutiveNights = 1 + random.nextIndex(below: 3)
      rules.minimumDaysOff = random.nextIndex(below: 8)
      rules.minimumConsecutiveDaysOff = 1 + random.nextIndex(below: 7)
      rules.minimumConsecutiveDays = 1 + random.nextIndex(below: 7)
      rules.wholeWeekends = random.nextIndex(below: 4) > 0
      rules.prices = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, 1) })
      request.people[0].rules = rules
      let zone = request.people[0].zone
      func settled(_ date: CivilDate) -> SettledDuty {
        let start = zone.instant(of: date, ClockTime(hour: [9, 22][random.nextIndex(below: 2)]))
        return SettledDuty(date: date, start: start, end: start + .hours(8))
      }
      let run = max(0, random.nextIndex(below: 7) - 2)
      request.people[0].history.consecutiveDays = run
      request.people[0].history.lastDuties = (0..<run).reversed().map {
        settled(request.firstDate.adding(days: -1 - $0))
      }
      if run == 0, random.nextIndex(below: 2) == 0 {
        request.people[0].history.lastDate = request.firstDate.adding(days: -2 - random.nextIndex(below: 5))
      }
      if random.nextIndex(below: 3) > 0 {
        let next = max(0, random.nextIndex(below: 6) - 2)
        let first = request.dates.upperBound.adding(days: next > 0 ? 0 : 1 + random.nextIndex(below: 5))
        let duties = (0..<next).map { settled(first.adding(days: $0)) }
        request.people[0].ahead = WorkAhead(
          consecutiveDays: next, firstStart: duties.first?.start ?? zone.instant(of: first, ClockTime(hour: 8)),
          nextDuties: duties)
      }
      let density = 1 + random.nextIndex(below: 5)
      let duties = (0..<request.days).compactMap { day -> Duty? in
        guard random.nextIndex(below: 6) < density else { return nil }
        let date = request.firstDate.adding(days: day)
        return Duty(
          template: "day", date: date,
          start: zone.instant(of: date, ClockTime(hour: [9, 22][random.nextIndex(below: 2)])), length: 480, breaks: [])
      }
      let rota = Rota(duties: duties.map { AssignedDuty(person: request.people[0].id, duty: $0) }, work: [])
      let letters = (0..<request.days).map { day -> DayLetter in
        let date = request.firstDate.adding(days: day)
        guard let duty = duties.first(where: { $0.date == date }) else { return .off }
        return DayLetter(DutyClasses(of: duty.start..<duty.end, at: request.sites[0], told: .night))
      }
      let read = DayRules(of: request.people[0], at: request.sites[0], dates: request.dates).priced.map {
        ($0.name, $0.rule.breaches(in: letters))
      }.filter { $0.1 > 0 }
      let counted = (countedCosts(request, rota).rules ?? []).map { ($0.rule, $0.breaches) }
      #expect(
        Dictionary(uniqueKeysWithValues: read) == Dictionary(uniqueKeysWithValues: counted), "round \(round)")
      for (name, breaches) in counted { found[name, default: 0] += breaches }
    }
    #expect(Set(found.keys) == Set(Self.names) && found.values.allSatisfy { $0 > 100 }, "\(found)")
  }
}
