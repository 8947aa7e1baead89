import ProjectFixtures
import Calendars
import Foundation
import Optimization
import Plans
import Publishing
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// People whose own clock isn't their site's.
@Suite struct PeopleAwayTests {
  private let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  private func files(site: String, person: String, start: Int, length: Int, interval: Int) -> MemoryFiles {
    func clock(_ minutes: Int) -> String { ClockTime(minutes: minutes).description }
    return MemoryFiles([
      "rota.json": """
      { name: "Away", timeZone: "\(site)", interval: "\(interval)m",
        tickets: [ { file: "tickets.csv", timeZone: "UTC" } ],
        queues: [ { id: "phone", timeZone: "\(site)", hours: { "mon-sun": "00:00-24:00" },
                    target: { serviceLevel: 0.8, within: "20s" } } ],
        sites: [ { id: "there", timeZone: "\(site)" } ],
        shifts: [ { id: "t", start: "\(clock(start))-\(clock(start + 60))", step: "30m", lengths: ["\(length)m"],
                    breaks: "none" } ] }
      """,
      "agents.csv": """
      agent_id,name,site,skills,contract_hours,time_zone
      a01,Agent 01,there,phone,40,\(person)
      a02,Agent 02,there,phone,40,

      """,
      "tickets.csv": MemoryFiles.counts(from: 20_395),  // 2025-11-03
    ])
  }

  /// Plans the week; the independent checker has the last word inside.
  private func plan(_ files: MemoryFiles, week: ISOWeek) throws -> PlanDocument {
    let options = SearchLimits(timeLimit: nil, iterations: 10, threads: 1)
    let pipeline = try Pipeline(
      project: try Project.read(files), settings: PlanSettings(week: week, options: options, command: "rota plan"))
    return try pipeline.plan(neighbours: .none, published: [], control: control)
  }

  @Test("somebody in New York works Manila's mornings: their Sunday evening is Manila's Monday")
  func manila() throws {
    let files = files(site: "Asia/Manila", person: "America/New_York", start: 540, length: 480, interval: 15)
    let plan = try plan(files, week: try #require(ISOWeek("2026-W49")))
    let own = plan.rota.duties.filter { $0.person == "a01" }.map(\.duty)
    #expect(own.count >= 4)
    let york = try Zone("America/New_York")
    for duty in own { #expect(york.date(at: duty.start) == duty.date) }
  }

  @Test("any two zones, weeks and shifts can be planned; every duty lies on its person's dates")
  func pairs() throws {
    let zones = [
      "Pacific/Kiritimati", "Pacific/Pago_Pago", "Pacific/Chatham", "Asia/Kathmandu", "Australia/Lord_Howe",
      "America/St_Johns", "America/New_York", "America/Vancouver", "Europe/Warsaw", "Europe/London", "Asia/Manila",
      "Asia/Kolkata", "Africa/Casablanca", "America/Santiago", "America/Scoresbysund", "Asia/Gaza", "UTC",
      "Pacific/Auckland", "Africa/Cairo", "America/Havana",
    ]
    var generator = SeededGenerator(seed: 26)
    for number in 0..<200 {
      let site = zones[generator.nextIndex(below: zones.count)]
      let person = zones[generator.nextIndex(below: zones.count)]
      let start = generator.nextIndex(below: 46) * 30
      let length = 240 + generator.nextIndex(below: 17) * 30
      // Every third week is one in which clocks change somewhere.
      let week =
        number % 3 == 0
        ? ["2026-W10", "2026-W13", "2026-W14", "2026-W39", "2026-W43", "2026-W44", "2027-W12"][
          generator.nextIndex(below: 7)]
        : "2026-W\(10 + generator.nextIndex(below: 44))"
      let files = files(site: site, person: person, start: start, length: length, interval: 15)
      let context = "\(site), \(person), \(week), \(start) for \(length)"
      do {
        let plan = try plan(files, week: try #require(ISOWeek(week)))
        let zone = try Zone(person)
        for assigned in plan.rota.duties where assigned.person == "a01" {
          #expect(zone.date(at: assigned.duty.start) == assigned.duty.date, "\(context)")
          #expect((0..<7).contains(assigned.duty.date - plan.request.firstDate), "\(context)")
        }
        _ = try export(plan, as: .ics)
      } catch { Issue.record("\(context): \(error)") }
    }
  }
}
