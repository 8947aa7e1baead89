import Calendars
import Forecasting
import Foundation
import Testing
import Words

@testable import Requirements
@testable import Workforce

@Suite("work that may wait")
struct DeferrableDemandTests {
  /// Open from interval 2 of every 8; random arrivals at all times.
  private func random(
    seed: UInt64, count: Int = 40, response: Double, clock: DeadlineClock, backlog: Double? = nil
  ) -> DeferrableDemand {
    var generator = SimulationGenerator(seed: seed)
    return DeferrableDemand(
      openSeconds: (0..<count).map { $0 % 8 >= 2 ? 900 : 0 }, intervalSeconds: 900,
      work: (0..<count).map { _ in (generator.unit() * 40).rounded(.down) * 100 },
      within: ResponseTime(seconds: response, clock: clock), openingBacklog: backlog, occupancyCap: 0.9)
  }

  @Test("an hour by the clock and an opening hour are different deadlines")
  func clocks() {
    // Open 4 intervals, closed 4, open 4; 100 s arrive in each interval.
    let open = [900, 900, 900, 900, 0, 0, 0, 0, 900, 900, 900, 900]
    let work = [Double](repeating: 100, count: 12)
    let elapsed = DeferrableDemand(
      openSeconds: open, intervalSeconds: 900, work: work, within: ResponseTime(seconds: 2700, clock: .elapsed))
    #expect(elapsed.available == (0..<12).map { Double($0) * 100 })
    // Arrivals of intervals 3 and 4 are due by the ends of 5 and 6, both closed: with what had arrived at closing.
    #expect(elapsed.due == [0, 0, 100, 300, 300, 300, 300, 300, 700, 800, 900, 1000])
    #expect(elapsed.unreachable > 0)
    let opening = DeferrableDemand(
      openSeconds: open, intervalSeconds: 900, work: work, within: ResponseTime(seconds: 2700, clock: .openingHours))
    #expect(opening.unreachable == 0)
    // The first is due at the end of the third open interval; what arrives while closed, two and a half hours later.
    #expect(opening.due == [0, 0, 100, 200, 200, 200, 200, 200, 300, 400, 900, 1000])
    #expect(opening.deadlines.map(\.interval) == [2, 3, 8, 9, 10, 11])
  }

  @Test("a deadline at the very end of the plan is in it; a second later it is the next plan's")
  func lastDeadline() {
    let work: [Double] = [0, 0, 0, 0, 500, 300, 0, 0]
    for clock in [DeadlineClock.elapsed, .openingHours] {
      func demand(_ seconds: Double) -> DeferrableDemand {
        DeferrableDemand(
          openSeconds: Array(repeating: 900, count: 8), intervalSeconds: 900, work: work,
          within: ResponseTime(seconds: seconds, clock: clock))
      }
      let atEnd = demand(3600)
      #expect(atEnd.due == [0, 0, 0, 0, 0, 0, 0, 500] && atEnd.unreachable == 0)
      #expect(atEnd.levelPlan().agents.reduce(0, +) == 1)
      #expect(demand(3601).due == Array(repeating: 0, count: 8))
      #expect(demand(2700).due == [0, 0, 0, 0, 0, 0, 500, 800])
      // The last interval is closed: what is due at its end is due by closing, and can still be done.
      let closing = DeferrableDemand(
        openSeconds: [900, 900, 900, 900, 900, 900, 900, 0], intervalSeconds: 900, work: work,
        within: ResponseTime(seconds: clock == .elapsed ? 3600 : 2700, clock: clock))
      #expect(closing.due == [0, 0, 0, 0, 0, 0, 500, 500], "\(clock)")
    }
  }

  @Test("the opening backlog is due within the response time, and no more may be left at the end")
  func backlog() {
    let demand = DeferrableDemand(
      openSeconds: Array(repeating: 900, count: 8), intervalSeconds: 900, work: Array(repeating: 500, count: 8),
      within: ResponseTime(seconds: 3600, clock: .openingHours), openingBacklog: 1000)
    #expect(demand.due[0] == 250 && demand.due[3] == 1500 && demand.due[7] == 4000)
    #expect(demand.total == 5000)
    let plan = demand.levelPlan()
    #expect(demand.total - (plan.done.last ?? 0) <= 1000 + 1e-9)
  }

  @Test("every deadline is met with the least peak that any plan can have", arguments: 0..<60)
  func leastPeak(seed: Int) {
    let clock: DeadlineClock = seed % 2 == 0 ? .elapsed : .openingHours
    let demand = random(
      seed: UInt64(seed), response: Double(1 + seed % 7) * 1800, clock: clock, backlog: seed % 3 == 0 ? 5000 : nil)
    let plan = demand.levelPlan()
    #expect(zip(demand.due, demand.due.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(demand.largestShortfall(plan.done) < 1e-6)
    #expect(demand.workDone(agents: plan.agents) == plan.done)
    #expect(plan.peak == Int((demand.leastPeak() - 1e-9).rounded(.up)), "\(plan.agents)")
    #expect(zip(plan.agents, demand.capacityOfAgent).allSatisfy { $1 > 0 || $0 == 0 })
    // One less at the peak misses a deadline, whatever is done elsewhere.
    let less = demand.capacityOfAgent.map { $0 > 0 ? plan.peak - 1 : 0 }
    if plan.peak > 0 { #expect(demand.largestShortfall(demand.workDone(agents: less)) > 1e-6) }
  }

  @Test("idle live staff take work off the ring-fenced staff, and deadlines still hold", arguments: 0..<20)
  func blended(seed: Int) {
    let demand = random(seed: UInt64(100 + seed), response: 7200, clock: .openingHours)
    var generator = SimulationGenerator(seed: UInt64(seed))
    let idle = demand.capacityOfAgent.map { $0 > 0 ? generator.unit() * 1500 : 0 }
    let alone = demand.levelPlan()
    let blended = demand.levelPlan(idleCapacity: idle)
    #expect(demand.largestShortfall(blended.done) < 1e-6)
    #expect(blended.peak <= alone.peak)
    #expect(blended.agents.reduce(0, +) < alone.agents.reduce(0, +))
    #expect(demand.levelPlan(idleCapacity: idle.map { _ in 1e9 }).peak == 0)
  }

  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let glpsol = ["/usr/bin/glpsol", "/usr/local/bin/glpsol", "/opt/homebrew/bin/glpsol"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What `glpsol` says about `models/deferrable-work.mod` with `data`: peak and agent-intervals.
  private func solve(_ data: String) throws -> (peak: Int, total: Int) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "deferrable-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "data.dat")
    try Data(data.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.glpsol))
    process.arguments = [
      "--math", Self.package.appending(path: "models/deferrable-work.mod").path, "--data", file.path, "--tmlim", "20",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(text.contains("INTEGER OPTIMAL SOLUTION FOUND"))
    func number(_ name: String) throws -> Int {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name + " ") })
      return try #require(Int(line.split(separator: " ")[1]))
    }
    return (try number("peak"), try number("agent-intervals"))
  }

  private func data(_ demand: DeferrableDemand, idle: [Double] = []) -> String {
    func column(_ name: String, _ values: [Double]) -> String {
      "param \(name) :=\n" + values.enumerated().map { "  \($0.offset + 1) \($0.element)" }.joined(separator: "\n")
        + ";\n"
    }
    return "param intervals := \(demand.due.count);\n" + column("capacity", demand.capacityOfAgent)
      + column("available", demand.available) + column("due", demand.due)
      + (idle.isEmpty ? "" : column("idle", idle)) + "end;\n"
  }

  @Test(
    "the reference formulation finds the same peak and the same staff",
    .enabled(if: glpsol != nil, "glpsol isn't installed (apt install glpk-utils)"))
  func referenceFormulation() throws {
    let file = try String(
      contentsOf: Self.package.appending(path: "models/deferrable-work.dat"), encoding: .utf8)
    let shipped = try solve(file)
    let demand = Self.shipped
    let plan = demand.levelPlan()
    #expect(shipped.peak == plan.peak && shipped.total == plan.agents.reduce(0, +), "\(shipped) \(plan.agents)")
    // The shipped numbers are those of the value.
    let again = try solve(data(demand))
    #expect(again == shipped)
    for seed in 0..<8 {
      let demand = random(seed: UInt64(seed), count: 16, response: 3600, clock: .openingHours)
      let plan = demand.levelPlan()
      let reference = try solve(data(demand))
      #expect(reference.peak == plan.peak, "\(seed)")
      #expect(plan.agents.reduce(0, +) - reference.total <= 1, "\(seed): \(plan.agents) \(reference)")
    }
  }

  /// A morning of twelve half-hours with a closed lunch and twelve minutes of work an e-mail, due within three opening
  /// hours: the data of `models/deferrable-work.dat`.
  static let shipped = DeferrableDemand(
    openSeconds: [1800, 1800, 1800, 1800, 1800, 1800, 0, 0, 1800, 1800, 1800, 1800], intervalSeconds: 1800,
    work: [12, 14, 10, 8, 6, 4, 3, 3, 2, 2, 1, 1].map { $0 * 720 },
    within: ResponseTime(seconds: 3 * 3600, clock: .openingHours), openingBacklog: 9 * 720)

  @Test("an e-mail queue with a response time becomes positions, rows and notes")
  func requirementOfQueue() {
    let grid = DayShape.grid
    let starts = (0..<24).map { grid.start.adding(seconds: $0 * 3600) }
    let contacts = [Double](repeating: 30, count: 24)
    let forecast = QueueForecast(
      queue: "m", zone: .utc, interval: 60, starts: starts, contacts: contacts, p10: contacts, p50: contacts,
      p90: contacts, handleTime: nil, daySpread: 0, method: "flat", notes: [])
    var settings = QueueSettings(
      id: "m", name: "Mail", channel: .email, zone: .utc, hours: DayShape.hours, handleTime: 360,
      responseTime: ResponseTime(seconds: 4 * 3600, clock: .openingHours))
    let plan = requirement(for: settings, forecast: forecast, grid: grid)
    #expect(plan.model == "level work within 4 opening hours, occupancy at most 85 %")
    #expect(plan.positions.indices.allSatisfy { plan.open[$0] || plan.positions[$0] == 0 })
    let rows = plan.deferrable
    #expect(rows.map { $0.largestShortfall($0.workDone(agents: plan.positions)) < 1e-6 } == true)
    // By closing at 20:00 all that came before 16:00 is done: 480 contacts.
    #expect(plan.contacts.reduce(0, +) >= 480 - 1e-6)
    #expect(plan.notes.contains { $0.contains("wait at the end of the plan") })
    let blended = requirement(
      for: settings, forecast: forecast, grid: grid, idleCapacity: Array(repeating: 1800, count: 96))
    #expect(blended.positions.reduce(0, +) < plan.positions.reduce(0, +))
    // Heads are planned with what shrinkage leaves of each, which needs fewer than rounding every interval up.
    var shrunk = settings
    shrunk.shrinkage = 0.3
    let onRota = requirement(for: shrunk, forecast: forecast, grid: grid)
    #expect(onRota.positions == plan.positions)
    #expect(onRota.required.reduce(0, +) < plan.positions.reduce(0) { $0 + heads(for: $1, shrinkage: 0.3) })
    var left = rows
    left?.capacityOfAgent = rows?.capacityOfAgent.map { $0 * 0.7 } ?? []
    #expect(left.map { $0.largestShortfall($0.workDone(agents: onRota.required)) < 1e-6 } == true)
    settings.responseTime = ResponseTime(seconds: 4 * 3600, clock: .elapsed)
    let elapsed = requirement(for: settings, forecast: forecast, grid: grid)
    #expect(elapsed.notes.contains { $0.contains("late whatever the staff") })
  }

  @Test("under steady work what waits at the beginning waits at the end, and a week's work is done in between")
  func steadyWeek() {
    // Open on weekdays from 9 to 17; mails come at night and at weekends, too.
    let open: [Int] = (0..<336).map { slot in slot / 48 < 5 && (18..<34).contains(slot % 48) ? 1800 : 0 }
    let work: [Double] = (0..<336).map { slot in
      let friday: Double = slot / 48 == 4 ? 400 : 100
      return Double(slot % 48) * 10 + friday
    }
    let week = work.reduce(0, +)
    for response in [
      ResponseTime(seconds: 8 * 3600, clock: .openingHours), ResponseTime(seconds: 24 * 3600, clock: .elapsed),
      ResponseTime(seconds: 6 * 86_400, clock: .elapsed), ResponseTime(seconds: 2 * 3600, clock: .openingHours),
    ] {
      let plan = DeferrableDemand(
        openSeconds: open + open + open + open[..<19], intervalSeconds: 1800,
        work: work + work + work + Array(repeating: 0, count: 19), within: response, earlier: 672, later: 19)
      #expect(plan.due.count == 336 && plan.available.count == 336 && plan.capacityOfAgent.count == 336)
      let due = plan.due.last ?? 0
      #expect(abs(due - week) < 1e-6 * week, "\(response)")
      #expect(abs(plan.total - plan.opening - week) < 1e-6 * week)
      #expect(plan.opening > 0 && abs(plan.available[0] - plan.opening) < 1e-6)
      let level = plan.levelPlan()
      #expect(plan.largestShortfall(level.done) < 1e-6)
      // Without what came before, the plan begins with nothing to do.
      let blind = DeferrableDemand(openSeconds: open, intervalSeconds: 1800, work: work, within: response)
      #expect(blind.opening == 0 && (blind.due.last ?? 0) < week - 1)
    }
    // What is due at a closed weekend waits for Monday, and counts as late in the week in which it fell due.
    let elapsed = DeferrableDemand(
      openSeconds: open + open, intervalSeconds: 1800, work: work + work,
      within: ResponseTime(seconds: 24 * 3600, clock: .elapsed), earlier: 336)
    #expect(elapsed.unreachable > 0 && elapsed.unreachable < week / 2)
    #expect(elapsed.due[18] > 0)
  }

  @Test("the days before a plan that are looked at hold the response time and the last opening")
  func earlierDays() throws {
    var settings = QueueSettings(
      id: "m", name: "Mail", channel: .email, zone: .utc,
      hours: OpeningHours(ClockTime(hour: 9)..<ClockTime(hour: 17), on: Array(Weekday.allCases[0..<5])),
      responseTime: ResponseTime(seconds: 8 * 3600, clock: .openingHours))
    let monday = try #require(CivilDate(year: 2026, month: 11, day: 23))
    #expect(monday.weekday == .monday)
    #expect(settings.earlierDays(before: monday) == 3)
    #expect(settings.earlierDays(before: monday.adding(days: 1)) == 1)
    #expect(settings.earlierDays(before: monday, closedDates: [monday.adding(days: -3)]) == 4)
    settings.responseTime = ResponseTime(seconds: 9 * 3600, clock: .openingHours)
    #expect(settings.earlierDays(before: monday) == 4)
    settings.responseTime = ResponseTime(seconds: 24 * 3600, clock: .elapsed)
    #expect(settings.earlierDays(before: monday) == 4)
    settings.openingBacklog = 5
    #expect(settings.earlierDays(before: monday) == 0)
    settings.openingBacklog = nil
    settings.hours = OpeningHours(spans: Array(repeating: [], count: 7))
    #expect(settings.earlierDays(before: monday) == 0)
  }

  @Test("e-mail played out contact by contact meets its deadlines")
  func simulated() {
    let open = (0..<192).map { (32..<80).contains($0 % 96) ? 900 : 0 }
    let mean = (0..<192).map { 3 + 4 * DayShape.shape(Double($0 % 96) / 4) }
    let response = ResponseTime(seconds: 4 * 3600, clock: .openingHours)
    let demand = DeferrableDemand(
      openSeconds: open, intervalSeconds: 900, work: mean.map { $0 * 400 }, within: response, occupancyCap: 0.85)
    let agents = demand.levelPlan().agents
    var clock = [0.0]
    for seconds in open { clock.append((clock.last ?? 0) + Double(seconds)) }
    var met = 0.0
    var all = 0.0
    for seed in 0..<(SimulatedDayTests.isSlow ? 200 : 20) {
      var generator = SimulationGenerator(seed: UInt64(seed))
      // In order of arrival, with the time on the queue's own clock at which each is due.
      let arrivals = generator.arrivals(contacts: mean, seconds: 900)
      var waiting = arrivals.map { time -> (at: Double, due: Double, effort: Double) in
        let index = Int(time / 900)
        let share = (time / 900 - Double(index)) * Double(open[index])
        return (time, clock[index] + share + response.seconds, generator.exponential(mean: 400))
      }
      waiting.removeAll { $0.due > (clock.last ?? 0) }
      // Agents as a fluid of whole agents: contacts end one after the other at the pace of the staff.
      var free = 0.0
      for contact in waiting {
        free = max(free, contact.at)
        var left = contact.effort
        while left > 0, free < Double(open.count * 900) {
          let index = Int(free / 900)
          let until = Double(index + 1) * 900
          let pace = open[index] > 0 ? Double(agents[index]) : 0
          if pace > 0, left <= (until - free) * pace {
            free += left / pace
            left = 0
          } else {
            left -= (until - free) * pace
            free = until
          }
        }
        let index = min(Int(free / 900), open.count - 1)
        let ended = clock[index] + (free / 900 - Double(index)) * Double(open[index])
        all += 1
        if left <= 0 && ended <= contact.due { met += 1 }
      }
    }
    if SimulatedDayTests.isSlow { print("SIMULATED e-mail: \(Words.plain.share(met / all)) within 4 opening hours") }
    #expect(met / all > 0.99)
  }

  @Test("what arrives after the last opening waits beyond a stated backlog, and is not called late")
  func afterTheLastOpening() {
    // Two open hours, then two closed ones in which mails go on coming.
    let work: [Double] = [600, 600, 600, 600, 600, 600, 600, 600]
    let demand = DeferrableDemand(
      openSeconds: [1800, 1800, 1800, 1800, 0, 0, 0, 0], intervalSeconds: 1800, work: work,
      within: ResponseTime(seconds: 4 * 3600, clock: .openingHours), openingBacklog: 600)
    #expect(demand.unreachable == 0)
    // All that is there when the last open interval begins: the backlog and three intervals of mails.
    #expect(demand.due.last == 2400 && demand.due[3] == 2400)
    // 5,400 wait or arrive, 2,400 can be done, 600 may stay.
    #expect(demand.closingExcess == 4800 - 2400)
    let notes = demand.notes(on: demand.levelPlan(), handleTime: 600, isStated: true)
    #expect(notes.contains { $0.contains("wait at the end of the plan, 4 more than when it begins") })
    #expect(!notes.contains { $0.contains("late whatever the staff") })
  }
}
