import Checking
import ProjectFixtures
import Calendars
import Foundation
import Optimization
import Searching
import Tables
import Testing

@testable import Planning

/// Plans of one to three weeks beside each other, planned in any order and again, read by a reader of `shifts.csv` alone.
@Suite("Random plans beside plans")
struct RandomNeighboursTests {
  static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  struct Rules {
    var rest: Int
    var run: Int
    var off: Int
    var most: Int
  }

  @Test("rest, days in a row and weekly limits hold over all borders, and no week is empty")
  func pairs() throws {
    var random = SeededGenerator(seed: 1616)
    let shelf = ForecastShelf()
    let tickets = NeighbouringPlansTests.counts(hours: 0..<24, contacts: 2, queue: "q")
    var borders = 0
    for pair in 0..<(Self.isLong ? 500 : 12) {
      let (files, rules) = team(&random, tickets: tickets)
      let project = try PlannedWeeks(files, shelf: shelf)
      defer { project.remove() }
      borders += try story(project, rules, &random, "pair \(pair)")
    }
    #expect(borders > (Self.isLong ? 1500 : 30))
  }

  /// Two or three people with rules of their own, days and nights.
  private func team(_ random: inout SeededGenerator, tickets: String) -> (MemoryFiles, [String: Rules]) {
    var agents = "agent_id,name,site,skills,contract_hours,min_rest_hours,max_consecutive_days,min_days_off\n"
    var rules: [String: Rules] = [:]
    for number in 1...2 + random.nextIndex(below: 2) {
      let hours = 16 + 4 * random.nextIndex(below: 7)
      let rule = Rules(
        rest: 60 * (8 + random.nextIndex(below: 10)), run: 1 + random.nextIndex(below: 7),
        off: random.nextIndex(below: 4), most: 60 * (hours + 4))
      agents += "a\(number),Agent \(number),s,x,\(hours),\(rule.rest / 60),\(rule.run),\(rule.off)\n"
      rules["a\(number)"] = rule
    }
    let files = MemoryFiles([
      "rota.json": """
      {
        name: "Round the clock", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", skills: "x", hours: { "mon-sun": "00:00-24:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [
          { id: "day", start: "06:00-15:00", step: "3h", lengths: ["4h", "8h"], breaks: "none" },
          { id: "night", start: "22:00", lengths: ["8h"], breaks: "none" },
        ],
        rules: { weeklyTolerance: "4h" },
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv": agents, "tickets.csv": tickets,
    ])
    return (files, rules)
  }

  /// Plans, plans again, and reads all that counts after each step.
  /// - Returns: how many borders were read.
  private func story(
    _ project: PlannedWeeks, _ rules: [String: Rules], _ random: inout SeededGenerator, _ name: String
  ) throws -> Int {
    let first = 20_787 / 7 + random.nextIndex(below: 3)
    let lengths = (1 + random.nextIndex(below: 3), 1 + random.nextIndex(below: 3))
    var steps = [(first, lengths.0), (first + lengths.0, lengths.1)]
    if random.nextIndex(below: 2) == 0 { steps.reverse() }
    for _ in 0..<1 + random.nextIndex(below: 2) {
      switch random.nextIndex(below: 4) {
      case 0: steps.append(steps[random.nextIndex(below: 2)])
      case 1: steps.append((first + random.nextIndex(below: lengths.0 + lengths.1), 1))
      case 2: steps.append((first, 1 + random.nextIndex(below: 3)))
      default: steps.append((first + lengths.0 + lengths.1, 1 + random.nextIndex(below: 2)))
      }
    }
    /// Weeks that each plan in `plans/` covers, by its first.
    var made: [Int: Int] = [:]
    var borders = 0
    for (number, (start, weeks)) in steps.enumerated() {
      let label =
        "\(name), step \(number): week \(start) and \(weeks - 1) more after \(made.sorted { $0.key < $1.key })"
      let covered = made.keys.contains { $0 > start && $0 < start + weeks }
      do {
        try project.plan(week(start), weeks: weeks, seed: UInt64(number + 1), iterations: 25)
        #expect(!covered, "\(label)")
        made[start] = weeks
      } catch let error as Diagnostic where error.code == "plan.covered" {
        #expect(covered, "\(label)")
        continue
      }
      borders += try read(project, rules, made, label)
      let elsewhere = start + random.nextIndex(below: weeks)
      if random.nextIndex(below: 3) == 0 {
        try project.plan(week(elsewhere), seed: 9, iterations: 25, out: "elsewhere")
        borders += try read(project, rules, made, "\(label); week \(elsewhere) elsewhere", elsewhere: elsewhere)
        try FileManager.default.removeItem(at: project.folder.appending(path: "elsewhere"))
      }
      for plan in made.keys {
        let found = try project.borders(week(plan)).filter { $0.severity == .breach }
        #expect(found == [], "\(label): check of week \(plan)")
      }
    }
    return borders
  }

  private func week(_ number: Int) -> ISOWeek { ISOWeek(containing: CivilDate(dayNumber: number * 7 + 5)) }

  /// Reads what people hold: for each week the plan with the latest beginning that covers it.
  private func read(
    _ project: PlannedWeeks, _ rules: [String: Rules], _ made: [Int: Int], _ label: String, elsewhere: Int? = nil
  ) throws -> Int {
    var rows: [PlannedWeeks.Row] = []
    let weeks = Set(made.flatMap { $0.key..<$0.key + $0.value })
    for number in weeks.sorted() {
      let plan = made.filter { $0.key <= number && number < $0.key + $0.value }.map(\.key).max() ?? number
      let monday = week(number).monday.dayNumber
      let place = number == elsewhere ? "elsewhere" : "plans/\(week(plan))"
      let own = try project.rows(of: place).filter { (monday..<monday + 7).contains($0.date) }
      #expect(!own.isEmpty, "\(label): nobody works in \(week(number))")
      rows += own
      for (person, rule) in rules {
        let duties = own.filter { $0.person == person }
        #expect(duties.reduce(0) { $0 + $1.paid } <= rule.most, "\(label): \(person) in \(week(number))")
        #expect(Set(duties.map(\.date)).count == duties.count && duties.count <= 7 - rule.off, "\(label): \(person)")
      }
    }
    for (person, rule) in rules {
      let duties = rows.filter { $0.person == person }.sorted { $0.start < $1.start }
      for (earlier, later) in zip(duties, duties.dropFirst()) {
        #expect(later.start - earlier.end >= rule.rest, "\(label): \(person) rests too little before day \(later.date)")
      }
      var run = 0
      var last = 0
      for duty in duties {
        run = duty.date == last + 1 ? run + 1 : 1
        last = duty.date
        #expect(run <= rule.run, "\(label): \(person) works \(run) days in a row by day \(last)")
      }
    }
    return weeks.filter { weeks.contains($0 + 1) }.count
  }
}
