import Calendars
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

/// What plans say of the presets of their projects.
@Suite("Plans under presets") struct PresetPlanTests {
  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))  // 2026-W49

  private static func plan(_ files: MemoryFiles) throws -> PlanDocument {
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    return try weeks.plan(week)
  }

  private static func files(_ settings: String) -> MemoryFiles {
    MemoryFiles.sound.replacing("rules: { minimumRest: \"11h\" },", by: settings, in: "rota.json")
  }

  private static func codes(_ plan: PlanDocument) -> [String] {
    plan.warnings.map(\.code).filter { $0.hasPrefix("preset.") }
  }

  @Test("a project without a preset has the plan that it had, and one whose preset asks no more has its duties")
  func bytes() throws {
    let none = try Self.plan(Self.files(""))
    #expect(Self.codes(none) == [] && !none.assumptions.contains { $0.contains("preset") })
    let written = try Self.plan(Self.files("rules: { minimumRest: \"11h\" },"))
    #expect(written.rota == none.rota && written.request == none.request)
    // Nothing of it is a rule's default.
    let other = try Self.plan(Self.files("preset: \"us-ca\","))
    #expect(other.rota == none.rota && other.request == none.request)
    #expect(other.assumptions.contains { $0.contains("every rule of it that the program keeps is written") })
    let asked = try Self.plan(Self.files("preset: \"eu\","))
    #expect(asked.assumptions.filter { $0.contains(LabourPreset.advice) }.count == 1)
    #expect(
      asked.assumptions.contains {
        $0.hasPrefix("Rules preset eu (European Union, version 1, as of 2026-11-22): it sets 'minimumRest'")
      })
  }

  @Test("looser rules and shorter breaks are said and kept as they are written")
  func looser() throws {
    let plan = try Self.plan(
      Self.files("preset: \"sk\", rules: { minimumRest: \"10h\" },").replacing(
        "lengths: [\"8h30m\"]", by: "lengths: [\"8h30m\"], breaks: \"none\"", in: "rota.json"))
    #expect(plan.request.people.allSatisfy { $0.rules.minimumRest == .hours(10) })
    #expect(plan.request.templates[0].breaks.isEmpty)
    #expect(Self.codes(plan) == ["preset.rule", "preset.breaks"])
    let rule = try #require(plan.warnings.first { $0.code == "preset.rule" })
    #expect(rule.message.hasPrefix("'minimumRest' of 2 people asks less than the preset sk states (12 hours of rest"))
    #expect(rule.message.hasSuffix(": 12h; Agent 01 has 10h"))
    #expect(rule.cure?.hasSuffix("Not legal advice; 'rota rules' lists the facts.") == true)
    let breaks = try #require(plan.warnings.first { $0.code == "preset.breaks" })
    #expect(breaks.message.contains("the shift 'day' of 8 h 30 min has fewer breaks than the preset sk states"))
    #expect(breaks.message.hasSuffix(": more than 6 h of work ask for 30 min of breaks"))
  }

  @Test("an unconfirmed fact warns and sets nothing")
  func unconfirmed() throws {
    let plan = try Self.plan(Self.files("preset: \"us-ca\", rules: { minimumDaysOff: 0 },"))
    #expect(plan.request.people.allSatisfy { $0.rules.minimumDaysOff == 0 })
    #expect(plan.warnings.contains { $0.code == "preset.rule" && $0.message.contains("; not confirmed)") })
    #expect(try Self.plan(Self.files("preset: \"us-ca\",")).request.people.allSatisfy { $0.rules.minimumDaysOff == 2 })
  }

  // MARK: The finished rota

  /// Duties of one person in a project under a preset, and what is said of them.
  private static func said(
    _ preset: String, _ duties: [(day: Int, hour: Int, length: Minutes)], breaks: [PlacedBreak] = []
  ) throws -> [Diagnostic] {
    let project = try Project.read(files("preset: \"\(preset)\","))
    var plan = try Self.plan(files("preset: \"\(preset)\","))
    let zone = plan.request.people[0].zone
    plan.rota.duties = duties.map { day, hour, length in
      let date = plan.request.firstDate.adding(days: day)
      return AssignedDuty(
        person: plan.request.people[0].id,
        duty: Duty(
          template: "day", date: date, start: zone.instant(of: date, ClockTime(hour: hour)), length: length,
          breaks: breaks))
    }
    return PresetStage(project: project, request: plan.request, rota: plan.rota).run()
      .filter { !["preset.breaks", "preset.rule"].contains($0.code) }
  }

  @Test("paid time of a week above the fact's, by a quarter of an hour and not by less")
  func weekly() throws {
    let eight = (0..<6).map { (day: $0, hour: 8, length: Minutes.hours(8)) }
    #expect(try Self.said("eu", eight).isEmpty)
    var more = eight
    more[5].length = 495
    let found = try Self.said("eu", more)
    #expect(found.map(\.code) == ["preset.weekly-time"])
    #expect(
      found[0].message.hasPrefix(
        "1 person has more than 48 h of paid time in a week, at most 48 h 15 min of Agent 01 in 2026-W49; "))
  }

  @Test("paid time of a duty above the fact's; unpaid breaks don't count")
  func daily() throws {
    #expect(try Self.said("cz", [(0, 6, .hours(12))]).isEmpty)
    let found = try Self.said("cz", [(0, 6, .hours(12)), (1, 6, 735), (2, 6, 750)])
    #expect(found.map(\.code) == ["preset.daily-time"])
    #expect(
      found[0].message.hasPrefix(
        "2 duties have more than 12 h of paid time, at most 12 h 30 min of Agent 01 on Wed 2026-12-02; "))
    let lunch = [PlacedBreak(kind: .lunch, offset: 240, length: 30, paid: false)]
    #expect(try Self.said("cz", [(2, 6, 750)], breaks: lunch).isEmpty)
  }

  @Test("a start within the working day of the day before, by the clock")
  func starts() throws {
    #expect(try Self.said("pl", [(0, 9, .hours(8)), (1, 9, .hours(8)), (3, 6, .hours(8))]).isEmpty)
    let found = try Self.said("pl", [(0, 9, .hours(8)), (1, 8, .hours(8)), (2, 9, .hours(8)), (3, 7, .hours(8))])
    #expect(found.map(\.code) == ["preset.starts"])
    #expect(
      found[0].message.hasPrefix(
        "2 duties start less than 24 h after the one before, the first that of Agent 01 on Tue 2026-12-01; "))
  }

  @Test("two sites under two presets are each read by their own")
  func sites() throws {
    let files = Self.files("preset: \"eu\",").replacing(
      "{ id: \"krakow\", timeZone: \"Europe/Warsaw\" }",
      by: "{ id: \"krakow\" }, { id: \"kosice\", preset: \"sk\", rules: { minimumRest: \"11h\" } }", in: "rota.json"
    ).with(
      "agents.csv",
      "agent_id,name,site,skills,contract_hours\na01,Agent 01,krakow,phone,40\na02,Agent 02,kosice,phone,40\n")
    let plan = try Self.plan(files)
    let rule = plan.warnings.filter { $0.code == "preset.rule" }
    #expect(
      rule.count == 1 && rule[0].message.contains("'minimumRest' of 1 person") && rule[0].message.contains("Agent 02"))
    let assumed = plan.assumptions.filter { $0.hasPrefix("Rules preset") }
    #expect(assumed.count == 2 && assumed[0].contains(" at krakow: ") && assumed[1].contains(" at kosice: "))
  }
}
