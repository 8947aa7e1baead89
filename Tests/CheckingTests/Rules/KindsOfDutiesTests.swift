import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Workforce

/// Weeks of somebody with letters for what they do: D a day, E an early duty, L a late one, X one that is both, N a night,
/// - nothing. What rules make of them is read here a further time.
private struct LetterWeeks {
  static let own = 21..<28
  let days: [Character]

  init(random: inout SeededGenerator) {
    days = (0..<49).map { _ in ["D", "E", "L", "X", "N", "N", "-", "-", "-"][random.nextIndex(below: 9)] }
  }

  static func hours(_ letter: Character) -> (start: Int, length: Minutes) {
    switch letter {
    case "E": (6, 480)
    case "L": (14, 480)
    case "X": (7, 840)
    case "N": (22, 480)
    default: (9, 480)
    }
  }

  private func isOwn(_ day: Int) -> Bool { Self.own.contains(day) }
  private func isLate(_ day: Int) -> Bool { "LX".contains(days[day]) }
  private func isEarly(_ day: Int) -> Bool { "EX".contains(days[day]) }
  private var worked: [Int] { days.indices.filter { days[$0] != "-" } }

  /// How often each rule is broken by a duty of the week in the middle, alone and with those of others; and by those of
  /// others alone.
  func breaches(_ rules: PersonRules) -> [String: (own: Int, mixed: Int, others: Int)] {
    var found: [String: (own: Int, mixed: Int, others: Int)] = [:]
    func add(_ rule: String, _ days: some Sequence<Int>) {
      let own = days.count(where: isOwn)
      let all = Array(days).count
      if own == all {
        found[rule, default: (0, 0, 0)].own += 1
      } else if own > 0 {
        found[rule, default: (0, 0, 0)].mixed += 1
      } else {
        found[rule, default: (0, 0, 0)].others += 1
      }
    }
    func start(_ day: Int) -> Int { Self.hours(days[day]).start * 60 }
    for day in worked where day > 0 {
      if days[day - 1] != "-", start(day) < start(day - 1) { add("starts.working-day", [day - 1, day]) }
      if isEarly(day), isLate(day - 1) || days[day - 1] == "N" { add("duties.early-after-late", [day - 1, day]) }
      if days[day] != "N", let night = (0..<day).last(where: { days[$0] == "N" }),
        day - night <= rules.daysOffAfterNights ?? 0
      {
        add("nights.days-off", [night, day])
      }
    }
    for run in days.indices.split(whereSeparator: { days[$0] == "-" }) {
      let stages = run.filter { days[$0] != "D" }
      for (last, next) in zip(stages, stages.dropFirst()) {
        func stage(_ day: Int) -> Int { days[day] == "N" ? 3 : isLate(day) ? 2 : 1 }
        if stage(next) < stage(last) { add("duties.rotation", last...next) }
      }
    }
    func weekends(_ rule: String, most: Int, of count: Int) {
      func duties(_ week: Int) -> [Int] { [7 * week + 5, 7 * week + 6].filter { days[$0] != "-" } }
      for week in 0..<7 where !duties(week).isEmpty {
        let window = (max(0, week - count + 1)...week).filter { !duties($0).isEmpty }
        if window.count > most { add(rule, window.flatMap(duties)) }
      }
    }
    if let off = rules.weekendsOff { weekends("weekends.off", most: off.mostWorked, of: off.of) }
    if let most = rules.maximumConsecutiveWeekends { weekends("weekends.consecutive", most: most, of: most + 1) }
    for run in days.indices.split(whereSeparator: { !isLate($0) }) where run.count > rules.maximumConsecutiveLates ?? 99
    {
      add("lates.consecutive", run)
    }
    func weekly(_ rule: String, _ most: Int?, _ counts: (Int) -> Bool) {
      let counted = Self.own.filter(counts)
      if counted.count > most ?? 7 { add(rule, counted) }
    }
    func isFar(_ day: Int) -> Bool {
      days[day] != "-"
        && (Self.own.lowerBound..<day).contains { before in
          days[before] != "-" && abs(start(before) - start(day)) > rules.sameStart?.rawValue ?? 1440 && !isFar(before)
        }
    }
    for day in Self.own where isFar(day) { add("starts.same", [day]) }
    weekly("nights.weekly", rules.maximumNightsWeekly) { days[$0] == "N" }
    weekly("lates.weekly", rules.maximumLatesWeekly, isLate)
    weekly("earlies.weekly", rules.maximumEarliesWeekly, isEarly)
    return found
  }
}

@Suite("Nights, late and early duties and weekends, read by the checker") struct KindsOfDutiesTests {
  private static let names = [
    "duties.early-after-late", "nights.days-off", "duties.rotation", "weekends.off", "weekends.consecutive",
    "lates.consecutive", "starts.working-day", "nights.weekly", "lates.weekly", "earlies.weekly",
    "starts.same",
  ]

  private static func rules(_ base: PersonRules, random: inout SeededGenerator) -> PersonRules {
    var rules = base
    rules.maximumNightsWeekly = random.nextIndex(below: 4)
    rules.maximumLatesWeekly = random.nextIndex(below: 4)
    rules.maximumEarliesWeekly = random.nextIndex(below: 4)
    rules.maximumConsecutiveLates = 1 + random.nextIndex(below: 2)
    rules.daysOffAfterNights = random.nextIndex(below: 5)
    rules.noEarlyAfterLate = true
    rules.forwardRotation = true
    rules.workingDay24h = true
    rules.sameStart = .hours(random.nextIndex(below: 12))
    let of = 1 + random.nextIndex(below: 4)
    rules.weekendsOff = WeekendsOff(fewest: 1 + random.nextIndex(below: of), of: of)
    rules.maximumConsecutiveWeekends = 1 + random.nextIndex(below: 3)
    return rules
  }

  private func fixture() throws -> CheckFixture {
    var fixture = try CheckFixture()
    fixture.request.people[1].absences = []
    fixture.rota.duties.removeAll { $0.person == "ben" }
    return fixture
  }

  @Test("1,000 weeks with three weeks before and after: each breach is found, and no other") func plantedBreaches()
    throws
  {
    let whole = try fixture()
    var random = SeededGenerator(seed: 411)
    var sums: [String: Int] = [:]
    for round in 0..<1000 {
      var fixture = whole
      let weeks = LetterWeeks(random: &random)
      let rules = Self.rules(fixture.request.people[1].rules, random: &random)
      fixture.request.people[1].rules = rules
      func settled(_ days: Range<Int>) -> [SettledDuty] {
        days.filter { weeks.days[$0] != "-" }.map { day in
          let (start, length) = LetterWeeks.hours(weeks.days[day])
          return fixture.settled(day - LetterWeeks.own.lowerBound, hour: start, length: length, in: fixture.warsaw)
        }
      }
      let (before, after) = (settled(0..<21), settled(28..<49))
      for day in LetterWeeks.own where weeks.days[day] != "-" {
        let (start, length) = LetterWeeks.hours(weeks.days[day])
        fixture.add("ben", "day", day - LetterWeeks.own.lowerBound, hour: start, length: length)
      }
      let neighbours = (before + after).map { duty in
        let length = duty.end.minutes(since: duty.start)
        return AssignedDuty(
          person: "ben",
          duty: Duty(template: "day", date: duty.date, start: duty.start, length: length, breaks: []))
      }
      let borders = checkBorders(fixture.request, fixture.rota, neighbours: neighbours)
      fixture.request.people[1].history.lastDuties = before
      fixture.request.people[1].ahead = after.first.map {
        WorkAhead(consecutiveDays: 0, firstStart: $0.start, nextDuties: after)
      }
      let found = fixture.findings()
      let expected = weeks.breaches(rules)
      for name in Self.names {
        let (own, mixed, others) = expected[name] ?? (0, 0, 0)
        let label: Comment = "round \(round), \(name): \(String(weeks.days)), \(rules)"
        #expect(found.count { $0.hasPrefix("\(name) ben") } == own + mixed, label)
        guard !Self.names.suffix(4).contains(name) else { continue }
        let said = borders.filter { $0.rule == name }
        #expect(said.count { $0.severity == .breach } == mixed, label)
        #expect(said.count { $0.severity == .note } == others, label)
        sums[name, default: 0] += own + mixed
      }
      for name in Self.names.suffix(4) { sums[name, default: 0] += expected[name]?.own ?? 0 }
    }
    for name in Self.names { #expect(sums[name] ?? 0 > 150, "\(name): \(sums[name] ?? 0)") }
  }

  @Test("what is early, late, both, neither; a night is none of them")
  func whatCounts() throws {
    // Hour and minute of the start, length, site's times, whether early and late.
    let cases: [(Int, Int, Minutes, ClockTime?, ClockTime?, Bool, Bool)] = [
      (7, 59, 480, nil, nil, true, false), (8, 0, 480, nil, nil, false, false), (12, 0, 480, nil, nil, false, false),
      (12, 1, 480, nil, nil, false, true), (7, 0, 840, nil, nil, true, true), (22, 0, 480, nil, nil, false, false),
      (18, 0, 420, nil, nil, false, false), (18, 0, 405, nil, nil, false, true), (3, 0, 240, nil, nil, false, false),
      (5, 0, 240, nil, nil, true, false), (6, 30, 480, ClockTime(hour: 6, minute: 30), nil, false, false),
      (12, 0, 480, nil, ClockTime(hour: 19), false, true), (18, 0, 360, nil, ClockTime(hour: 24), false, false),
      (18, 0, 390, nil, ClockTime(hour: 24), false, true),
    ]
    for (hour, minute, length, earlyBefore, lateAfter, isEarly, isLate) in cases {
      var fixture = try fixture()
      fixture.request.sites[0].earlyBefore = earlyBefore
      fixture.request.sites[0].lateAfter = lateAfter
      fixture.request.people[1].rules.maximumEarliesWeekly = 0
      fixture.request.people[1].rules.maximumLatesWeekly = 0
      let start = fixture.warsaw.instant(of: fixture.date(1), ClockTime(hour: hour, minute: minute))
      fixture.rota.duties.append(
        AssignedDuty(
          person: "ben", duty: Duty(template: "day", date: fixture.date(1), start: start, length: length, breaks: [])))
      let found = Set(checkRota(fixture.request, fixture.rota).map(\.rule))
      #expect(found.contains("earlies.weekly") == isEarly, "\(hour):\(minute), \(length)")
      #expect(found.contains("lates.weekly") == isLate, "\(hour):\(minute), \(length)")
    }
  }

  @Test("says person, dates and figures") func sentences() throws {
    var fixture = try fixture()
    fixture.request.people[1].rules.noEarlyAfterLate = true
    fixture.request.people[1].rules.forwardRotation = true
    fixture.request.people[1].rules.daysOffAfterNights = 2
    fixture.request.people[1].rules.weekendsOff = WeekendsOff(fewest: 1, of: 1)
    fixture.request.people[1].rules.maximumConsecutiveWeekends = 1
    fixture.request.people[1].history.lastDuties = [fixture.settled(-1, hour: 22, in: fixture.warsaw)]
    fixture.add("ben", "day", 0, hour: 14, length: 480)
    fixture.add("ben", "day", 1, hour: 6, length: 480)
    fixture.add("ben", "day", 5, hour: 9, length: 480)
    let found = checkRota(fixture.request, fixture.rota).filter { $0.person == "ben" && Self.names.contains($0.rule) }
    #expect(
      found.map { "\($0.date?.description ?? "-") \($0.message)" } == [
        "2026-10-19 goes back from a night on 2026-10-18 to a late duty on 2026-10-19 without a day off; duties go from early "
          + "to late to night",
        "2026-10-19 has 0 days off from the night of 2026-10-18 to a late duty on 2026-10-19; the rule asks for 2",
        "2026-10-20 has an early duty on 2026-10-20, the date after a late duty; none is allowed there",
        "2026-10-20 goes back from a late duty on 2026-10-19 to an early duty on 2026-10-20 without a day off; duties go from "
          + "early to late to night",
        "2026-10-20 has 1 day off from the night of 2026-10-18 to an early duty on 2026-10-20; the rule asks for 2",
        "2026-10-24 works 2 weekends in a row up to 2026-10-24; 1 are allowed",
        "2026-10-24 has a duty on 1 of the 1 weekends up to 2026-10-24; 1 in 1 is to be off",
      ])
  }
}
