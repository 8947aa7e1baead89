import Calendars
import Checking
import Plans
import ProjectFixtures
import Publishing
import Requirements
import Searching
import Tables
import Testing
import Words
import Workforce

@testable import Planning

@Suite("what a plan says of heads that may be missing")
struct PresenceOutlookTests {
  private static let week = ISOWeek(year: 2026, week: 48)

  /// The help desk with a tenth of its people missing, and whatever else its queue says.
  private static func files(_ settings: String = "", target: String = "") -> MemoryFiles {
    MemoryFiles.sound.replacing("{ id: \"phone\",", by: "{ id: \"phone\", shrinkage: 0.1, \(settings)", in: "rota.json")
      .replacing("within: \"20s\"", by: "within: \"20s\"\(target)", in: "rota.json")
  }

  private static func plan(_ files: MemoryFiles) throws -> PlanDocument {
    let pipeline = try Pipeline(
      project: Project.read(files),
      settings: PlanSettings(
        week: week, options: SearchLimits(timeLimit: nil, iterations: 50, threads: 1), command: "test"))
    return try pipeline.plan(
      neighbours: .none, published: [],
      control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
  }

  @Test("hours, shares and the worst times are those of the coverage")
  func figures() throws {
    let plan = try Self.plan(Self.files())
    let outlook = try #require(plan.queues[0].presence)
    let row = plan.coverage[0]
    let width = plan.request.grid.interval.rawValue
    #expect(outlook.requiredMinutes == row.required.reduce(0, +) * width)
    #expect(outlook.dividedMinutes == row.positions.reduce(0) { $0 + heads(for: $1, shrinkage: 0.1) } * width)
    #expect(outlook.requiredMinutes < outlook.dividedMinutes)
    let (required, divided) = (try #require(outlook.requiredService), try #require(outlook.dividedService))
    #expect(required >= 0.8)
    #expect(divided > required)
    #expect(outlook.service == plan.summary.serviceLevelByQueue[0])

    let levels = try #require(row.expectedService)
    let worst = row.required.indices.filter { row.required[$0] > 0 }.min { levels[$0] ?? 1 < levels[$1] ?? 1 }
    let slot = try #require(worst)
    #expect(outlook.worstInterval?.start == plan.request.grid.instant(at: slot))
    #expect(outlook.worstInterval?.service == levels[slot])
    var days: [CivilDate: (Double, Double)] = [:]
    for slot in levels.indices {
      guard let level = levels[slot] else { continue }
      let date = plan.queues[0].zone.date(at: plan.request.grid.instant(at: slot))
      days[date, default: (0, 0)].0 += level * row.contacts[slot]
      days[date, default: (0, 0)].1 += row.contacts[slot]
    }
    let least = try #require(days.values.map { $0.0 / $0.1 }.min())
    #expect(abs(try #require(outlook.worstDay?.service) - least) < 1e-12)
    let alone = row.scheduled.indices.filter { row.open[$0] && row.scheduled[$0] == 1 }.count
    #expect(outlook.aloneMinutes == alone * width)
    if alone > 0 { #expect(abs(try #require(outlook.nobodyThen) - 0.1) < 1e-12) }
  }

  @Test("contacts that are missed are those of the short intervals, and warnings say them")
  func missed() throws {
    // Two people for a desk that needs more.
    let plan = try Self.plan(Self.files())
    let outlook = try #require(plan.queues[0].presence)
    #expect(plan.summary.uncoveredMinutes > 0)
    #expect(outlook.missedContacts > 0)
    #expect(plan.missedContacts == outlook.missedContacts)
    let short = plan.warnings.filter { $0.code == "plan.short" && $0.severity == .warning }
    #expect(!short.isEmpty)
    #expect(short.allSatisfy { $0.message.contains("answered within 20 s") }, "\(short.map(\.message))")
    // The sentence of a run of one day adds up to no more than all of them.
    #expect(short.contains { $0.message.contains("contacts fewer are answered within 20 s") })
  }

  @Test("a target over the day is said alike by plan and checker, with its assumptions")
  func day() throws {
    let plan = try Self.plan(Self.files("minimumHeads: 2, ", target: ", holdsOver: \"day\", dayFloor: 0.15"))
    #expect(
      plan.queues[0].target
        == "80 % within 20 s over the day, at least 65 % in every interval, occupancy at most 85 %")
    let findings = PlanCheck(plan).findings().filter { $0.message.contains("over the day") }
    #expect(findings.isEmpty, "\(findings)")
    let said = plan.assumptions.joined(separator: "\n")
    #expect(said.contains("phone: Heads are counted by chance"))
    #expect(said.contains("its contacts together expect 82 % (a margin of 2 points), no interval less than 65 %."))
    #expect(said.contains("phone: Every open interval has at least 2 heads."))
    let sentences = try #require(PresenceSentences(plan.queues[0], words: .plain, reader: plan.readerZone)).all
    #expect(sentences.contains { $0.hasPrefix("Over the day at least ") && $0.hasSuffix("(goal 82 %).") })
    #expect(sentences.contains { $0.hasPrefix("Weakest interval ") && $0.hasSuffix("(floor 65 %).") })
  }

  @Test("where presence is counted in proportion nothing is expected of chance")
  func proportional() throws {
    let plan = try Self.plan(Self.files("presence: \"proportional\", "))
    #expect(plan.queues[0].presence == nil)
    #expect(plan.coverage[0].expectedService == nil)
    #expect(plan.missedContacts == 0)
    #expect(!plan.warnings.contains { $0.message.contains("answered within") })
    #expect(plan.assumptions.contains { $0.contains("Heads are counted in proportion") })
  }

  @Test("what is needed is said with what the division asks for")
  func staffing() throws {
    let task = try StaffStage(
      project: Project.read(Self.files(target: ", holdsOver: \"day\"")), week: Self.week, weeks: 1
    ).run()
    let sentences = task.presence.flatMap(\.sentences)
    #expect(sentences.contains { $0.hasPrefix("phone: 80 % within 20 s over the day, at least 70 %") })
    #expect(sentences.contains { $0.contains(" of heads (positions divided by attendance: ") })
    let heads = try #require(task.presence.first)
    #expect(heads.queue == "phone" && heads.requiredMinutes > 0 && heads.requiredMinutes < heads.dividedMinutes)
    #expect(heads.requiredService ?? 0 >= 0.82 && heads.dividedService ?? 0 > heads.requiredService ?? 1)
  }
}
