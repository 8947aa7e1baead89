import ProjectFixtures
import Calendars
import Requirements
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("what waits when a plan begins")
struct OpeningBacklogTests {
  /// The sound project with mails beside the calls: eight an hour on weekdays from 8 to 18, and a few on Saturdays.
  private static func demand(_ settings: String, clock: String = "openingHours", week: Int = 48) throws
    -> QueueRequirement
  {
    var counts = MemoryFiles.counts
    for week in 0..<4 {
      for day in 0..<6 {
        for half in 16..<36 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          let date = CivilDateText.of(20_752 + week * 7 + day)
          counts += "\(date) \(hour):\(half % 2 == 0 ? "00" : "30"),email,\(day < 5 ? 4 : 1)\n"
        }
      }
    }
    let files = MemoryFiles.sound.with("tickets.csv", counts).replacing(
      "queues: [",
      by: """
        queues: [ { id: "email", channel: "email", hours: { "mon-fri": "08:00-18:00" }, skills: "phone",
          responseTime: { within: "8h", clock: "\(clock)" }, \(settings) },
        """, in: "rota.json")
    let project = try Project.read(files)
    let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: week), weeks: 1)
    return try DemandStage(project: project, horizon: horizon).run().queues[0].requirement
  }

  @Test("a week's e-mail is all in the week's plan: what the days before left stands for what the week leaves")
  func wholeWeek() throws {
    for clock in ["openingHours", "elapsed"] {
      let plan = try Self.demand("", clock: clock)
      let work = try #require(plan.deferrable)
      // 5 × 20 × 4 mails on weekdays and 20 on Saturday.
      let worked = plan.contacts.reduce(0, +)
      #expect(worked > 0.97 * 420 && worked < 1.03 * 420, "\(clock): \(worked)")
      let opening = work.opening / 300
      // Eight opening hours of Friday and all of Saturday; or Saturday alone, long due.
      #expect(abs(opening - (clock == "elapsed" ? 20 : 84)) < 8, "\(clock): \(opening)")
      #expect(plan.notes.contains { $0.contains("contacts wait when the plan begins: what arrived before it") })
      #expect(
        plan.notes.contains { $0.contains("wait at the end of the plan, none of them overdue") } == (clock != "elapsed")
      )
    }
  }

  @Test("what levelling costs is said, and no plan of the same deadlines takes less than is said")
  func levelling() throws {
    let plan = try Self.demand("")
    let note = try #require(plan.levelling)
    let numbers = note.split(separator: " ").compactMap { Double($0) }
    try #require(numbers.count == 2)
    #expect(abs(numbers[0] - Double(plan.required.reduce(0, +)) / 4) < 0.06)
    #expect(numbers[0] >= numbers[1] - 0.06)
    // 420 mails of five minutes at the usual occupancy cap of 85 %.
    #expect(abs(numbers[1] - 420 / 12 / 0.85) < 2, "\(note)")
  }

  @Test("a stated backlog stands")
  func stated() throws {
    let plan = try Self.demand("openingBacklog: 30")
    #expect(plan.deferrable.map { abs($0.opening - 30 * 300) < 1e-6 } == true)
    #expect(plan.notes.contains { $0.contains("About 30 contacts wait when the plan begins, as openingBacklog says") })
    #expect(try Self.demand("openingBacklog: 0").deferrable?.opening == 0)
  }

  @Test("where the records stop before the horizon the forecast stands in for the days between")
  func gap() throws {
    // The week after next: nothing is recorded of the days before it.
    let work = try #require(try Self.demand("", week: 49).deferrable)
    #expect(abs(work.opening / 300 - 84) < 8, "\(work.opening / 300)")
  }
}
