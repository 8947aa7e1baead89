import Calendars
import Foundation
import Checking
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

/// Nights, late and early duties and weekends through weeks that are planned one by one, in any order.
@Suite("Kinds of duties over plans") struct KindsOfDutiesPlanTests {
  /// Three people at a desk that is open around the clock, in duties of eight hours.
  private static let desk = MemoryFiles([
    "rota.json": """
    {
      name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
      queues: [ { id: "q", skills: "x", hours: { "mon-sun": "00:00-24:00" }, handleTime: "5m" } ],
      sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
      shifts: [
        { id: "early", start: "06:00", lengths: ["8h"], breaks: "none" },
        { id: "day", start: "10:00", lengths: ["8h"], breaks: "none" },
        { id: "late", start: "14:00", lengths: ["8h"], breaks: "none" },
        { id: "night", start: "22:00", lengths: ["8h"], breaks: "none" },
      ],
      rules: { minimumRest: "8h", maximumConsecutiveDays: 6, minimumDaysOff: 1, weeklyTolerance: "24h" },
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
    }
    """,
    "agents.csv":
      "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,32\na2,Agent 02,s,x,32\na3,Agent 03,s,x,32\n",
    "tickets.csv": NeighbouringPlansTests.counts(hours: 0..<24, contacts: 9, queue: "q"),
  ])

  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// When there is most to do.
  enum Busy: Sendable, CaseIterable { case always, morning, night }

  private static func desk(_ busy: Busy) -> MemoryFiles {
    let contacts: [(Range<Int>, Int)] =
      switch busy {
      case .always: [(0..<24, 9)]
      case .morning: [(0..<14, 14), (14..<22, 2), (22..<24, 14)]
      case .night: [(0..<6, 14), (6..<14, 5), (14..<22, 1), (22..<24, 14)]
      }
    let texts = contacts.map { NeighbouringPlansTests.counts(hours: $0, contacts: $1, queue: "q") }
    return desk.with("tickets.csv", texts[0] + texts.dropFirst().map { $0.drop { $0 != "\n" }.dropFirst() }.joined())
  }

  private static func week(_ number: Int) -> ISOWeek {
    ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49)))
  }

  /// A rule as it stands in `rota.json`, and how often the letters of some weeks break it.
  struct Rule: Sendable, CustomTestStringConvertible {
    let text: String
    var busy = Busy.always
    let breaches: @Sendable ([Character]) -> Int
    var testDescription: String { text }
  }

  private static func weekends(_ days: [Character]) -> [Bool] {
    stride(from: 0, to: days.count, by: 7).map { days[$0 + 5] != "-" || days[$0 + 6] != "-" }
  }

  private static func weekly(_ letter: Character, most: Int) -> @Sendable ([Character]) -> Int {
    { days in
      stride(from: 0, to: days.count, by: 7).count { monday in days[monday..<monday + 7].count { $0 == letter } > most }
    }
  }

  private static let stages: [Character: Int] = ["E": 1, "L": 2, "N": 3]

  static let rules = [
    Rule(text: "maximumNightsWeekly: 1", busy: .night, breaches: weekly("N", most: 1)),
    Rule(text: "maximumLatesWeekly: 1", breaches: weekly("L", most: 1)),
    Rule(text: "maximumEarliesWeekly: 1", busy: .morning, breaches: weekly("E", most: 1)),
    Rule(text: "maximumConsecutiveLates: 1") { days in zip(days, days.dropFirst()).count { $0 == "L" && $1 == "L" } },
    Rule(text: "daysOffAfterNights: 3", busy: .night) { days in
      days.indices.count { day in
        guard days[day] != "-", days[day] != "N", let night = days[..<day].lastIndex(of: "N") else { return false }
        return day - night <= 3
      }
    },
    Rule(text: "noEarlyAfterLate: true") { days in
      zip(days, days.dropFirst()).count { "LN".contains($0) && $1 == "E" }
    },
    Rule(text: "forwardRotation: true") { days in
      days.split(separator: "-").reduce(0) { sum, run in
        let steps = run.compactMap { stages[$0] }
        return sum + zip(steps, steps.dropFirst()).count { $0 > $1 }
      }
    },
    Rule(text: "weekendsOff: \"1 in 2\"") { days in
      let worked = weekends(days)
      return zip(worked, worked.dropFirst()).count { $0 && $1 }
    },
    Rule(text: "weekendsOff: \"2 in 3\"") { days in weekends(days).count(where: { $0 }) > 1 ? 1 : 0 },
    Rule(text: "maximumConsecutiveWeekends: 2") { days in weekends(days).allSatisfy { $0 } ? 1 : 0 },
  ]

  /// Everybody's letters of three weeks, read from `shifts.csv`.
  private static func letters(_ weeks: PlannedWeeks) throws -> [[Character]] {
    let rows = try (49...51).flatMap { try weeks.rows(of: "plans/\(week($0))") }
    return ["a1", "a2", "a3"].map { person in
      var days = [Character](repeating: "-", count: 21)
      for row in rows where row.person == person {
        let hour = (row.start / 60 + 1) % 24
        days[row.date - week(49).monday.dayNumber] = [6: "E", 10: "D", 14: "L"][hour] ?? "N"
      }
      return days
    }
  }

  private static func planned(
    _ order: [Int], _ rule: String?, busy: Busy
  ) throws -> (letters: [[Character]], breaches: [Breach]) {
    let plain = desk(busy)
    let files = rule.map { plain.replacing("rules: { ", by: "rules: { \($0), ", in: "rota.json") } ?? plain
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    for number in order { _ = try weeks.plan(week(number)) }
    return (try letters(weeks), try (49...51).flatMap { try weeks.borders(week($0)) })
  }

  /// What is planned without any of the rules.
  private static let free = Busy.allCases.map { busy in
    Result { (busy, try planned([49, 50, 51], nil, busy: busy).letters) }
  }

  @Test("a rule holds across the weeks, whichever is planned first", arguments: rules)
  func acrossPlans(rule: Rule) throws {
    let free = try Self.free.map { try $0.get() }.first { $0.0 == rule.busy }?.1 ?? []
    #expect(
      free.map(rule.breaches).reduce(0, +) > 0, "it would hold without being asked for: \(free.map { String($0) })")
    for order in Self.isLong ? [[49, 51, 50], [50, 51, 49]] : [[50, 51, 49]] {
      let (letters, findings) = try Self.planned(order, rule.text, busy: rule.busy)
      #expect(letters.map(rule.breaches) == [0, 0, 0], "\(order): \(letters.map { String($0) })")
      #expect(letters.joined().count { $0 != "-" } > 20, "\(order): \(letters.map { String($0) })")
      #expect(findings.filter { $0.severity == .breach } == [], "\(order)")
    }
  }

  @Test("a person's cells stand before the team's rules") func ownRules() throws {
    let agents = """
      agent_id,site,skills,contract_hours,no_early_after_late,weekends_off,max_nights_weekly
      a1,s,x,32,no,,
      a2,s,x,32,,2 in 5,
      a3,s,x,32,yes,,0
      """
    let rules = "rules: { noEarlyAfterLate: true, weekendsOff: \"1 in 2\", "
    let people = try Project.read(
      Self.desk.replacing("rules: { ", by: rules, in: "rota.json").with("agents.csv", agents)
    )
    .people.map(\.rules)
    #expect(people.map(\.noEarlyAfterLate) == [false, true, true])
    #expect(people.map { $0.weekendsOff?.description } == ["1 in 2", "2 in 5", "1 in 2"])
    #expect(people.map(\.maximumNightsWeekly) == [nil, nil, 0])
  }

  @Test("weekends far behind a plan are looked at where a rule asks, and only there") func reach() throws {
    func plan(_ rule: String?) throws -> PlanDocument {
      let files = rule.map { Self.desk.replacing("rules: { ", by: "rules: { \($0), ", in: "rota.json") } ?? Self.desk
      let weeks = try PlannedWeeks(files)
      defer { weeks.remove() }
      try weeks.plan(Self.week(49), iterations: 10)
      return try weeks.plan(Self.week(55), iterations: 10)
    }
    let near = try plan("weekendsOff: \"1 in 2\"")
    #expect(near.inputs.filter(\.isPlan).isEmpty && near.request.people.allSatisfy { $0.history.lastDuties == nil })
    let far = try plan("weekendsOff: \"2 in 8\"")
    #expect(far.inputs.filter(\.isPlan).count == 1)
    #expect(far.request.people.contains { $0.history.lastDuties != nil })
  }

  @Test("times of the site that tell early and late duties apart, and what is wrong with them") func times() throws {
    func sites(_ text: String) throws -> [Site] {
      try Project.read(Self.desk.replacing("{ id: \"s\", ", by: "{ id: \"s\", \(text), ", in: "rota.json")).sites
    }
    let site = try sites("earlyBefore: \"07:30\", lateAfter: \"18:15\"")[0]
    #expect(site.earlyLimit == ClockTime(hour: 7, minute: 30) && site.lateLimit == ClockTime(hour: 18, minute: 15))
    let usual = try Project.read(Self.desk).sites[0]
    #expect(
      usual.earlyBefore == nil && usual.earlyLimit == ClockTime(hour: 8) && usual.lateLimit == ClockTime(hour: 20))
    let error = #expect(throws: Diagnostic.self) { try sites("lateAfter: \"25:00\"") }
    #expect(error?.message == "'25:00' is out of range; expected a time from 00:00 to 24:00")
    #expect(error?.position?.path == "sites[0].lateAfter")
  }

  @Test("knobs turn them") func knobs() throws {
    var scenario = Scenario(name: "rested")
    try scenario.set("rules.noEarlyAfterLate", to: "true")
    try scenario.set("rules.weekendsOff", to: "1 in 3")
    try scenario.set("rules.daysOffAfterNights", to: "2")
    let rules = try scenario.project(Self.desk).people[0].rules
    #expect(rules.noEarlyAfterLate == true && rules.weekendsOff?.description == "1 in 3")
    #expect(rules.daysOffAfterNights == 2 && rules.forwardRotation == nil)
  }

  @Test("what is said of values that make no sense") func refusals() throws {
    func json(_ text: String) -> Diagnostic? {
      #expect(throws: Diagnostic.self) {
        try Project.read(Self.desk.replacing("rules: { ", by: "rules: { \(text), ", in: "rota.json"))
      }
    }
    let weekends = json("weekendsOff: \"3 in 2\"")
    #expect(
      weekends?.message == "'3 in 2' isn't so many weekends off in so many; expected n in m, with 1 ≤ n ≤ m ≤ 8")
    #expect(weekends?.cure == "Write for example 1 in 2: every other weekend off.")
    #expect(json("noEarlyAfterLate: 1")?.message == "found 1; expected true or false")
    let cell = #expect(throws: Diagnostic.self) {
      try Project.read(Self.desk.with("agents.csv", "agent_id,forward_rotation\na1,perhaps\n"))
    }
    #expect(cell?.message == "'perhaps' isn't yes or no" && cell?.cure == "Write yes or no.")
  }
}
