import ProjectFixtures
import Calendars
import Checking
import Foundation
import Plans
import Publishing
import Searching
import Tables
import Testing
import Verification
import Workforce

@testable import Planning

/// Plans under clock rules of a folder.
@Suite struct ClockRulesTests {
  private let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  /// British Columbia by the rules of a release.
  private func zoneFolder(release: String = "2026f", _ zone: ZoneBytes = .vancouver2026f) throws -> ZoneFiles {
    try ZoneFiles(release: release, ["America/Vancouver": zone])
  }

  private func choice(_ folder: ZoneFiles) throws -> ZoneChoice {
    try ZoneChoice.ofProcess(option: folder.path, environment: [:], system: "/nowhere")
  }

  private var desk: MemoryFiles {
    MemoryFiles.sound.replacing("Europe/Warsaw", by: "America/Vancouver", in: "rota.json")
      .with("tickets.csv", MemoryFiles.counts(from: 20_703))  // 2026-09-07
  }

  private func plan(_ files: MemoryFiles, week: String) throws -> PlanDocument {
    let options = SearchLimits(timeLimit: nil, iterations: 20, threads: 1)
    let week = try #require(ISOWeek(week))
    let pipeline = try Pipeline(
      project: try Project.read(files),
      settings: PlanSettings(
        week: week, options: options, command: PlanSettings.command(week: week, weeks: 1, options: options)))
    return try pipeline.plan(neighbours: .none, published: [], control: control)
  }

  private func codes(_ found: [Diagnostic]) -> [String] { found.map(\.code).filter { $0.hasPrefix("zones.") } }

  @Test("a week behind the last change is planned by the rules in force, which the plan records and a report shows")
  func december() throws {
    let folder = try zoneFolder()
    let plan = try choice(folder).scoped { () throws(Diagnostic) in
      Result { try self.plan(desk, week: "2026-W50") }
    }.get()
    let duties = plan.rota.duties.map(\.duty)
    #expect(!duties.isEmpty)
    for duty in duties {
      // 08:00 to 09:00 at -07:00.
      let clock = ((duty.start.rawValue - 25_200) % 86_400) / 60
      #expect((480...540).contains(clock))
      #expect(duty.date.dayNumber == (duty.start.rawValue - 25_200) / 86_400)
    }
    #expect(plan.zoneRules == "2026f")
    let clocks = try #require(plan.clocks)
    #expect(clocks.zones.map(\.zone) == ["America/Vancouver"] && clocks.zones.map(\.offset) == [-25_200])
    #expect(plan.assumptions.last == "Time-zone rules: \(clocks.source) (2026f).")
    #expect(reportPage(plan).contains("2026f, from \(clocks.source)"))
    // Foundation's release says otherwise, and the plan says so with the first hour, and whose rules it took.
    let differing = try #require(plan.warnings.first { $0.code == "zones.differ" })
    #expect(
      differing.message.hasPrefix(
        "clock rules differ for America/Vancouver from 2026-11-01T02:00-07:00 (2026-11-01T09:00Z) on"))
    #expect(differing.message.contains("-07:00 by \(clocks.source) (2026f), which is used, -08:00 by Foundation"))
    // What was written can be read again.
    let read = try choice(folder).scoped { () throws(Diagnostic) in try readPlan(try planJSON(plan), file: "plan.json")
    }
    #expect(read == plan)
  }

  @Test(
    "every zone whose rules are new is planned by them, to the minute",
    arguments: [("America/Edmonton", -21_600, "CST6"), ("Africa/Casablanca", 0, "<+00>0")])
  func newRules(zone: String, offset: Int, footer: String) throws {
    let folder = try ZoneFiles(release: "2026f", [zone: ZoneBytes(types: [offset], footer: footer)])
    let files = desk.replacing("America/Vancouver", by: zone, in: "rota.json")
    let plan = try choice(folder).scoped { () throws(Diagnostic) in
      Result { try self.plan(files, week: "2026-W49") }
    }.get()
    let duties = plan.rota.duties.map(\.duty)
    #expect(!duties.isEmpty && plan.clocks?.zones.map(\.offset) == [offset])
    for duty in duties { #expect((480...540).contains(((duty.start.rawValue + offset) % 86_400) / 60)) }
    let open = plan.coverage[0].open.indices.filter { plan.coverage[0].open[$0] }.map {
      plan.request.grid.instant(at: $0)
    }
    // Five days from 08:00 to 18:00.
    #expect(open.count == 5 * 40 && open.first?.rawValue == 20_787 * 86_400 + 8 * 3600 - offset)
    #expect(plan.warnings.contains { $0.code == "zones.differ" && $0.message.contains(zone) })
  }

  @Test("rules that are older than others, or than the week by more than ten months, are warned of")
  func old() throws {
    func warnings(_ release: String, _ week: String) throws -> [String] {
      let folder = try zoneFolder(release: release)
      return try choice(folder).scoped { () throws(Diagnostic) in
        Result { self.codes(try self.plan(self.desk, week: week).warnings) }
      }.get()
    }
    #expect(try warnings("2026f", "2027-W43").contains("zones.old") == false)
    #expect(try warnings("2026f", "2027-W44").contains("zones.old") == true)
    #expect(try warnings("2000a", "2026-W50").contains("zones.older"))
    #expect(try warnings("2999a", "2026-W50") == ["zones.differ"])
  }

  @Test("a plan that was made under other rules says so when it is read")
  func readAgain() throws {
    let folders = (try zoneFolder(release: "2025b", .vancouver2025b), try zoneFolder())
    let before = try choice(folders.0)
    let today = try choice(folders.1)
    func made(_ week: String) throws -> PlanDocument {
      try before.scoped { () throws(Diagnostic) in Result { try self.plan(self.desk, week: week) } }.get()
    }
    func read(_ plan: PlanDocument, _ choice: ZoneChoice) throws -> [Diagnostic] {
      try choice.scoped { () throws(Diagnostic) in
        try readPlan(try planJSON(plan), file: "plan.json").findings(underRules: choice)
      }
    }
    let winter = try made("2026-W50")
    #expect(try read(winter, before).isEmpty)
    let found = try read(winter, today)
    #expect(found.map(\.code) == ["zones.changed"] && found.map(\.severity) == [.warning])
    #expect(
      found[0].message.contains("by which America/Vancouver is at -08:00 from 2026-12-07T01:00-07:00 on"), "\(found)")
    #expect(found[0].message.contains("it is at -07:00"))
    // A week in which nothing differs: a note.
    let autumn = try read(try made("2026-W43"), today)
    #expect(autumn.map(\.code) == ["zones.release"] && autumn.map(\.severity) == [.note])
    // Plans of older programs name a release only.
    var older = winter
    older.clocks = nil
    #expect(try read(older, before).isEmpty)
    older.zoneRules = "1999a"
    #expect(try read(older, today).map(\.code) == ["zones.unknown"])
  }

  @Test("a plan whose own clocks go alike passes after an update, though those of its history don't")
  func updated() throws {
    let folders = (try zoneFolder(release: "2025b", .vancouver2025b), try zoneFolder())
    defer { withExtendedLifetime(folders) {} }
    let before = try choice(folders.0)
    let today = try choice(folders.1)
    // Four weeks from 2027-02-21 on; by the older rules the clocks go forward on 2027-03-14.
    let desk = desk.with("tickets.csv", MemoryFiles.counts(from: 20_870))
    let plan = try before.scoped { () throws(Diagnostic) in Result { try self.plan(desk, week: "2027-W12") } }.get()
    #expect(plan.forecasts?.first?.clock?.changes.map(\.offset) == [-25_200])
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-clocks-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try before.scoped { () throws(Diagnostic) in try publishedFiles(of: plan) }
    for file in files {
      let url = folder.appending(path: file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
    func wrong(under choice: ZoneChoice) throws -> [Breach] {
      try choice.scoped { () throws(Diagnostic) -> [Breach] in
        let read = try readPlan(try planJSON(plan), file: "plan.json")
        let isThen = choice.used.source.releaseText == "2025b"
        #expect(read.findings(underRules: choice).map(\.code) == (isThen ? [] : ["zones.release"]))
        return try HeldPlan(read, in: folder.path).findings.filter { $0.file == PlanFile.report }
      }
    }
    #expect(try wrong(under: before) == [])
    #expect(try wrong(under: today) == [])
    // Other words are found all the same.
    let page = folder.appending(path: PlanFile.report)
    let text = try String(contentsOf: page, encoding: .utf8)
    try text.replacing("<title>", with: "<title>Not ").write(to: page, atomically: true, encoding: .utf8)
    #expect(try wrong(under: today).map(\.severity) == [.breach])
    // Where no clock changed there is nothing to record.
    let quiet = try today.scoped { () throws(Diagnostic) in Result { try self.plan(desk, week: "2027-W12") } }.get()
    #expect(quiet.forecasts?.first?.clock == nil && quiet.forecasts?.isEmpty == false)
  }

  @Test("rota.json may name a folder of rules, from its own folder; one that isn't there is refused at its place")
  func setting() throws {
    let rules = try zoneFolder()
    let folder = URL(filePath: rules.path)
    var files = desk.replacing(
      "name: \"Desk\",", by: "name: \"Desk\", zoneRules: \"\(folder.lastPathComponent)\",", in: "rota.json")
    files.name = folder.deletingLastPathComponent().path
    let project = try Project.read(files)
    #expect(project.zoneChoice.used.source.kind == .setting)
    #expect(project.queues[0].settings.zone.source?.folder == folder.path)
    #expect(project.people[0].zone.source?.kind == .setting)
    files.name = "/nowhere"
    let error = #expect(throws: Diagnostic.self) { try Project.read(files) }
    #expect(error?.code == "zone.folder" && error?.position?.file == "rota.json: zoneRules")
  }

  @Test("a survey lists sources, changes and differences")
  func survey() throws {
    let folder = try zoneFolder()
    let survey = try choice(folder).scoped { () throws(Diagnostic) in
      try ZoneSurvey(of: try Project.read(self.desk), week: ISOWeek("2026-W50"), weeks: 1)
    }
    #expect(survey.used.releaseText == "2026f" && survey.others.map(\.kind) == [.foundation])
    #expect(survey.zones.map(\.zone) == ["America/Vancouver"])
    #expect(survey.zones[0].usedBy == ["the team", "site krakow", "queue phone"])
    #expect(survey.zones[0].changes.isEmpty)
    #expect(
      survey.zones[0].differences.map { "\($0.from.utcText) \($0.used) \($0.other)" } == [
        "2026-11-01T09:00Z -25200 -28800"
      ])
    let years = try choice(folder).scoped { () throws(Diagnostic) in
      let from = CivilDate(year: 2026, month: 1, day: 1) ?? CivilDate(dayNumber: 0)
      return ZoneSurvey(of: [try Zone("America/Vancouver")], from: from, to: from.adding(days: 730))
    }
    #expect(
      years.zones[0].changes.map { "\($0.at.utcText) \($0.from) \($0.to)" } == ["2026-03-08T10:00Z -28800 -25200"])
  }
}
