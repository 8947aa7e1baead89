import ProjectFixtures
import Calendars
import Requirements
import Tables
import Testing

@testable import Planning

@Suite("the weeks that an explanation is about")
struct ExplainStageTests {
  private static func explain(
    _ moment: String, week: Int? = 48, weeks: Int = 1, shrinkage: String = "0"
  ) throws -> QueueExplanation {
    let project = try Project.read(
      MemoryFiles.sound.replacing(
        "{ id: \"phone\",", by: "{ id: \"phone\", shrinkage: \(shrinkage),", in: "rota.json"))
    return try ExplainStage(
      project: project, queue: "phone", moment: moment, week: week.flatMap { ISOWeek(year: 2026, week: $0) },
      weeks: weeks
    ).run()
  }

  @Test("a date is found in the weeks that are staffed, and refused outside of them")
  func weeks() throws {
    let second = try Self.explain("2026-12-01T10:00", weeks: 2)
    #expect(second.week.description == "2026-W48")
    #expect(second.zone.civil(at: second.explanation.start).date.description == "2026-12-01")
    #expect(second.explanation.positions > 0 && second.targetLevel == 0.8)
    #expect(throws: Diagnostic.self) { try Self.explain("2026-12-01T10:00") }
    // Without a week a date's own is meant, as long as it isn't among those that would be staffed anyway.
    #expect(try Self.explain("2026-12-01T10:00", week: nil).week.description == "2026-W49")
    #expect(try Self.explain("2026-12-01T10:00", week: nil, weeks: 2).week.description == "2026-W48")
    #expect(
      try Self.explain("tue 10:00", weeks: 2).zone.localText(of: second.explanation.start).hasPrefix("2026-12-01"))
  }

  @Test("heads that absences make superfluous are named beside those of a team without names")
  func booked() throws {
    let kinds = "[ { kind: \"leave\", share: 0.4, planned: true }, { kind: \"sickness\", share: 0.05 } ]"
    let here = try Self.explain("tue 10:00", shrinkage: kinds)
    let planned = try #require(here.plannedHeads)
    #expect(planned < here.explanation.heads)
    #expect(here.explanation.shrinkageParts.map(\.added) == [0.4, 0.05])
    // A week later nobody has booked anything.
    #expect(try Self.explain("tue 10:00", week: 49, shrinkage: kinds).plannedHeads == nil)
  }
}
