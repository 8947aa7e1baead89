import ProjectFixtures
import Calendars
import Searching
import ShiftStaffing
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("e-mail done when shifts cost least")
struct PlacedWorkTests {
  /// The sound project on Mondays alone, most of its calls at noon, with e-mail that anybody can do until its deadline; hardly
  /// anything may stay uncovered.
  private static func project(phone: Int, emails: Int) throws -> Project {
    var counts = "ts_local,queue,calls\n"
    for week in 0..<4 {
      for day in 0..<1 {
        let date = CivilDateText.of(20_752 + week * 7 + day)
        for half in 16..<36 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          let time = "\(date) \(hour):\(half % 2 == 0 ? "00" : "30")"
          counts += "\(time),phone,\((24..<28).contains(half) ? phone : 2)\n\(time),email,\(emails)\n"
        }
      }
    }
    let files = MemoryFiles.sound.with("tickets.csv", counts).replacing(
      "queues: [",
      by: """
        queues: [ { id: "email", channel: "email", hours: { mon: "08:00-18:00" }, skills: "phone",
          responseTime: { within: "10h", clock: "openingHours" } },
        """, in: "rota.json"
    ).replacing(
      "start: \"08:00-09:00\", lengths: [\"8h30m\"]", by: "start: \"08:00-14:00\", lengths: [\"4h\"]",
      in: "rota.json"
    )
    .replacing("{ \"mon-fri\": \"08:00-18:00\" }", by: "{ mon: \"08:00-18:00\" }", in: "rota.json")
    .replacing("days: \"mon-fri\"", by: "days: \"mon\"", in: "rota.json")
    .replacing("underFirst: 30", by: "underFirst: 200, underNext: 300", in: "rota.json")
    return try Project.read(files)
  }

  @Test("moving e-mail off the peak of the calls takes fewer people, and the words say when it is done")
  func offPeak() throws {
    let stage = try StaffStage(
      project: try Self.project(phone: 14, emails: 5), week: ISOWeek(year: 2026, week: 48), weeks: 1
    ).run()
    let work = try #require(stage.problem.deadlines.first)
    let level = stage.problem.demand[work.queue].required
    #expect(work.isMet(by: level))
    let limits = SearchLimits(timeLimit: nil, iterations: 200)
    let joint = try solveStaffing(stage.problem, limits: limits)
    let fixed = try solveStaffing(stage.problem.asking(for: [level]), limits: limits)
    func people(_ outcome: StaffingOutcome) -> Int { outcome.duties.reduce(0) { $0 + $1.count } }
    #expect(joint.objective < fixed.bound, "\(joint.objective) against at least \(fixed.bound)")
    #expect(people(joint) < people(fixed), "\(people(joint)) people, \(people(fixed)) for a level number")
    #expect(joint.bound <= joint.objective && joint.bound < fixed.bound)
    let heads = try #require(joint.heads.first)
    #expect(work.isMet(by: heads) && heads != level)
    #expect(StaffingCheck(joint.duties, of: stage.problem, heads: joint.heads).breaches.isEmpty)
    // At noon, with the calls, e-mail waits.
    let noon = stage.grid.index(
      of: stage.project.zone.instant(of: CivilDate(dayNumber: 20_780), ClockTime(hour: 12)))
    let peak = noon..<(noon + 120 / stage.grid.interval.rawValue)
    #expect(heads[peak].reduce(0, +) < level[peak].reduce(0, +))
    let placed = stage.placed(by: joint)
    #expect(placed.count == 1 && placed[0].queue == "email" && !placed[0].isLevel && placed[0].heads == heads)
    #expect(stage.words(on: placed).count == 1)
    #expect(stage.words(on: placed)[0].contains("is done where shifts cost least"))
    #expect(!stage.remarks.contains { $0.contains("level number") })
    #expect(stage.words(on: stage.placed(by: fixed)).isEmpty)
  }

  @Test("with nobody there, what is uncovered is said queue by queue, and from when on work is late by how much")
  func nobodyThere() throws {
    let stage = try StaffStage(
      project: try Self.project(phone: 2, emails: 5), week: ISOWeek(year: 2026, week: 48), weeks: 1
    ).run()
    let work = try #require(stage.problem.deadlines.first)
    var outcome = try solveStaffing(stage.problem, limits: SearchLimits(timeLimit: nil, iterations: 50))
    #expect(stage.uncovered(by: outcome).reduce(0) { $0 + $1.intervals } == outcome.uncovered)
    outcome.duties = []
    let heads = try #require(outcome.heads.first)
    let gaps = stage.uncovered(by: outcome)
    #expect(gaps.first { $0.queue == "email" }?.intervals == heads.reduce(0, +))
    let placed = try #require(stage.placed(by: outcome).first)
    #expect(placed.uncoveredHeadHours == placed.headHours)
    // All that is ever due is late at the end.
    let due = try #require(work.due.last)
    #expect(abs(placed.largestOverdue - due / stage.effort[0]) < 1e-6)
    let first = try #require(work.due.firstIndex { $0 > 0 })
    #expect(placed.firstOverdue == stage.project.zone.localText(of: stage.grid.instant(at: first + 1)))
    let words = try #require(stage.words(on: [placed]).first)
    #expect(words.contains("of which nobody covers") && words.contains("work is overdue"), "\(words)")
    #expect(work.lateness(of: heads) == nil)
  }
}
