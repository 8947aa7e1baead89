import ProjectFixtures
import Calendars
import Forecasting
import Tables
import Testing
import Tickets

@testable import Planning

/// Projects whose queue several sources feed, one of which ends before the others.
@Suite struct SeveralSourcesTests {
  /// The days of four weeks from 2026-10-26 on, eight calls a half-hour, 8 to 18.
  private static func counts(_ days: some Sequence<Int>, queue: String = "phone") -> String {
    var text = "ts_local,queue,calls\n"
    for day in days where day % 7 < 5 {
      for half in 16..<36 {
        let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
        let clock = "\(hour):\(half % 2 == 0 ? "00" : "30")"
        text += "\(CivilDateText.of(20_752 + day)) \(clock),\(queue),\(4 + (half + day) % 5)\n"
      }
    }
    return text
  }

  /// The sound project with two sources.
  private static func files(_ one: some Sequence<Int>, _ two: some Sequence<Int>) -> MemoryFiles {
    MemoryFiles.sound.with("tickets.csv", counts(one)).with("b.csv", counts(two))
      .replacing("tickets: [ ", by: "tickets: [ { file: \"b.csv\", source: \"b\" }, ", in: "rota.json")
  }

  @Test("entries of 'tickets' are sources: the forecast is that of both cut where the first one ends, and it is said")
  func entries() throws {
    let project = try Project.read(Self.files(0..<26, 0..<19))
    let cut = try Project.read(Self.files(0..<19, 0..<19))
    let job = ForecastJob(asOf: CivilDate(dayNumber: 20_752 + 28), days: 7)
    let (found, expected) = (try job.run(project: project)[0], try job.run(project: cut)[0])
    #expect(found.contacts == expected.contacts && found.p90 == expected.p90 && found.contacts.reduce(0, +) > 500)
    let warning = try #require(project.warnings.first { $0.code == "history.source-ends" })
    #expect(warning.severity == .warning)
    #expect(
      warning.message.hasPrefix(
        "'b' ends on 2026-11-13, a week before the others of queue 'phone': 2026-11-16 to 2026-11-20 are left out"),
      "\(warning)")
    #expect(!cut.warnings.contains { $0.code.hasPrefix("history.source") })
    // Plans and forecasts begin where the others' history ends.
    #expect(try Horizon(project: project, week: nil, weeks: 1).week == ISOWeek(year: 2026, week: 48))
    #expect(try ForecastJob().requests(project: project)[0].first == CivilDate(dayNumber: 20_752 + 26))
    #expect(Horizon.historyEnd(of: project) == project.zone.instant(of: CivilDate(dayNumber: 20_752 + 26)))
  }

  @Test("an import says whose days are missing, also of the source that it doesn't bring")
  func importReport() throws {
    let folder = try ImportFolder()
    _ = try folder.importing(Self.counts(0..<19)) { $0.intake.source = "b" }
    var report = try folder.importing(Self.counts(0..<26)) { $0.intake.source = "a" }
    #expect(report.warnings.contains { $0.code == "history.source-ends" && $0.message.hasPrefix("'b' ends on") })
    report = try folder.importing(Self.counts(14..<26)) { $0.intake.source = "b" }
    #expect(!report.warnings.contains { $0.code.hasPrefix("history.source") })
    #expect(try folder.project().histories[0].leftOut.isEmpty)
  }

  @Test("an import into another queue says nothing of it")
  func otherQueue() throws {
    let folder = try ImportFolder(queues: "{ id: \"phone\", channel: \"phone\" }, { id: \"chat\", channel: \"chat\" }")
    _ = try folder.importing(Self.counts(0..<19)) { $0.intake.source = "b" }
    _ = try folder.importing(Self.counts(0..<26)) { $0.intake.source = "a" }
    let report = try folder.importing(Self.counts(0..<26, queue: "chat")) { $0.intake.source = "c" }
    #expect(!report.warnings.contains { $0.code.hasPrefix("history.source") })
  }

  @Test("a holiday that is left out says nothing about holidays")
  func holiday() throws {
    // 2026-11-11.
    let project = try Project.read(Self.files(0..<26, 0..<12))
    #expect(project.histories[0].leftOut.contains(CivilDate(dayNumber: 20_752 + 16)))
    #expect(project.queues[0].holidayWords.contains("none is recorded"), "\(project.queues[0].holidayWords)")
  }

  @Test("what came before a plan is forecast where it is left out, in the order of time")
  func backlog() throws {
    let two = Array(0..<12) + [21, 22, 23]
    let files = Self.files(0..<26, two).replacing(
      "{ id: \"phone\", hours",
      by: "{ id: \"phone\", channel: \"email\", responseTime: { within: \"240h\", clock: \"elapsed\" }, hours",
      in: "rota.json"
    ).replacing(", target: { serviceLevel: 0.8, within: \"20s\" }", by: "", in: "rota.json")
    let project = try Project.read(files)
    #expect(project.histories[0].leftOut.spans.count == 2)
    let horizon = try Horizon(project: project, week: nil, weeks: 1)
    let earlier = try DemandStage(project: project, horizon: horizon).run().queues[0].earlier
    let starts = earlier.flatMap(\.starts)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
    var byDate: [CivilDate: Double] = [:]
    for part in earlier {
      for (start, contacts) in zip(part.starts, part.contacts) {
        byDate[project.zone.date(at: start), default: 0] += contacts
      }
    }
    let workdays = byDate.filter { $0.key.weekday.index < 5 && $0.key != CivilDate(dayNumber: 20_752 + 16) }
    #expect(workdays.count >= 8 && workdays.allSatisfy { $0.value > 200 && $0.value < 300 }, "\(byDate)")
  }
}
