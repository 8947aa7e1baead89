import Calendars
import ProjectFixtures
import Tables
import Testing
import Verification
import Workforce

@testable import Planning

/// `LabourRule.all` is what settings, people, first project and page follow.
@Suite("Rules in the project's files", .serialized) struct RuleTableTests {
  /// A value inside and one outside the range, as `rota.json` and `agents.csv` have them.
  private static func samples(_ rule: LabourRule) -> (
    json: (good: String, bad: String), cell: (good: String, bad: String)
  ) {
    switch rule.values {
    case .duration(let range, _):
      let hours = range.upperBound / 60
      return (("\"\(hours)h\"", "\"\(hours + 1)h\""), ("\(hours)", "\(hours + 1)"))
    case .whole(let range, _):
      return (("\(range.upperBound)", "\(range.upperBound + 1)"), ("\(range.upperBound)", "\(range.lowerBound - 1)"))
    case .price(let range, _):
      let most = Int(range.upperBound)
      return (("\(most)", "\(most + 1)"), ("\(most)", "\(most + 1)"))
    case .flag: return (("true", "1"), ("yes", "perhaps"))
    case .weekends: return (("\"3 in 8\"", "\"3 in 9\""), ("3 in 8", "3 in 2"))
    }
  }

  private static func isFlag(_ rule: LabourRule) -> Bool { if case .flag = rule.values { true } else { false } }

  private static func rule(_ name: String) throws -> LabourRule {
    try #require(LabourRule.all.first { $0.name == name })
  }

  private static func with(_ rule: LabourRule, _ value: String) -> MemoryFiles {
    MemoryFiles.sound.replacing("minimumRest: \"11h\"", by: "\(rule.name): \(value)", in: "rota.json")
  }

  @Test(
    "rota.json takes every rule of its table and refuses what is out of range", arguments: LabourRule.ofTeam.map(\.name)
  )
  func settings(name: String) throws {
    let rule = try Self.rule(name)
    let (good, bad) = Self.samples(rule).json
    let files = Self.with(rule, good)
    let root = try SettingsNode.parse(files.contents["rota.json"] ?? [], file: "rota.json")
    #expect(rule.written(try ProjectSettings(root, folder: "").rules) == good)
    let error = #expect(throws: Diagnostic.self) { try Project.read(Self.with(rule, bad)) }
    #expect(error?.code == (Self.isFlag(rule) ? "project.type" : "project.range"))
    #expect(error?.position?.path == "rules.\(name)")
  }

  @Test(
    "agents.csv takes every column of the table and refuses what is out of range",
    arguments: LabourRule.all.filter { $0.column != nil }.map(\.name))
  func cells(name: String) throws {
    let rule = try Self.rule(name)
    let column = try #require(rule.column)
    let (good, bad) = Self.samples(rule).cell
    // Both weekly limits, so that the least isn't above the most.
    let besides = name == "minimumWeekly" ? ("max_hours,", "80,") : ("", "")
    func files(_ value: String) -> MemoryFiles {
      MemoryFiles.sound.with(
        "agents.csv", "agent_id,\(besides.0)\(column)\na01,\(besides.1)\(value)\na02,\(besides.1)\n")
    }
    let people = try Project.read(files(good)).people
    var own = TeamRules()
    own.person = people[0].rules
    #expect(rule.written(own) == Self.samples(rule).json.good)
    var other = TeamRules()
    other.person = people[1].rules
    #expect(rule.written(other) != rule.written(own))
    let error = #expect(throws: Diagnostic.self) { try Project.read(files(bad)) }
    #expect(
      error?.code == (Self.isFlag(rule) ? "table.flag" : bad == "3 in 2" ? "table.weekends" : "table.number"))
  }

  @Test("what is said of a value out of range is what was always said")
  func sentences() throws {
    func json(_ rule: String, _ value: String) throws -> String? {
      #expect(throws: Diagnostic.self) { try Project.read(Self.with(try Self.rule(rule), value)) }?.message
    }
    #expect(try json("minimumRest", "\"49h\"") == "'49h' is out of range; expected 0m to 48h")
    #expect(try json("shortfallPrice", "-1") == "-1 is out of range; expected price an hour from 0 to 100000")
    #expect(try json("maximumConsecutiveDays", "32") == "32 is out of range; expected days from 1 to 31")
    #expect(try json("minimumDaysOff", "8") == "8 is out of range; expected days a week from 0 to 7")
    #expect(try json("dayOffWishPrice", "-1") == "-1 is out of range; expected price from 0 to 100000")
    func cell(_ column: String, _ value: String) -> String? {
      let files = MemoryFiles.sound.with("agents.csv", "agent_id,\(column)\na01,\(value)\n")
      return #expect(throws: Diagnostic.self) { try Project.read(files) }?.message
    }
    #expect(cell("min_hours", "81") == "'81' isn't hours a week from 0 to 80")
    #expect(cell("min_rest_hours", "49") == "'49' isn't hours from 0 to 48")
    #expect(cell("max_consecutive_days", "0") == "'0' isn't a whole number of days from 1 to 31")
    #expect(cell("min_days_off", "8") == "'8' isn't a whole number of days a week from 0 to 7")
  }

  @Test("a new project says the rules that agents.csv can change")
  func newProject() throws {
    let files = try NewProject(name: "Desk", zone: .utc, queues: []).files
    let settings = try #require(files.first { $0.path == "rota.json" }).text
    #expect(settings.contains("  rules: { minimumRest: \"11h\", maximumConsecutiveDays: 6, minimumDaysOff: 2 },\n"))
  }

  // MARK: The page

  private static func row(_ rule: LabourRule) -> String {
    let name = LabourRule.ofTeam.contains { $0.name == rule.name } ? "`\(rule.name)`" : "–"
    let each = rule.each.map { " \($0)" } ?? ""
    let values =
      switch rule.values {
      case .duration(let range, _):
        "\(SettingsNode.durationText(range.lowerBound * 60)) to \(SettingsNode.durationText(range.upperBound * 60))\(each)"
      case .whole(let range, _): "\(range.lowerBound) to \(range.upperBound) \(rule.fullUnit)"
      case .price(let range, _): "\(Int(range.lowerBound)) to \(Int(range.upperBound))\(each)"
      case .flag: "`true`, `false`; `yes`, `no`"
      case .weekends: "`\"n in m\"`, 1 ≤ n ≤ m ≤ \(WeekendsOff.longest); `n in m`"
      }
    let value = name == "–" ? nil : rule.written(TeamRules())?.filter { $0 != "\"" }
    return "| \(name) | \(rule.column.map { "`\($0)`" } ?? "–") | \(rule.meaning) | \(values) | "
      + "\(value ?? rule.otherwise) |\n"
  }

  private static func expect(_ text: String, inPart name: String, of page: String = "project.md") throws {
    let part = try WrittenPart(name, of: page)
    guard !WrittenPart.isRecording else {
      try part.write(text)
      Issue.record("recorded the part '\(name)' of docs/\(page); review the diff")
      return
    }
    #expect(part.text == text)
  }

  @Test("docs/project.md has the table of rules; ROTA_RECORD=1 writes it anew") func page() throws {
    let head = "\n\n| key of `rules` | column of `agents.csv` | meaning | values | default |\n"
    let rows = (LabourRule.ofTeam + LabourRule.weekly).map(Self.row).joined() + "\n"
    try Self.expect(head + "| --- | --- | --- | --- | --- |\n" + rows, inPart: "rules")
  }

  @Test("docs/project.md lists the columns that agents.csv may have; ROTA_RECORD=1 writes them anew") func columns()
    throws
  {
    let columns = PeopleReader.agentColumns.optional.filter { !["email", "external_ids"].contains($0) }
    try Self.expect("`\(columns.joined(separator: ","))`", inPart: "columns")
  }

  @Test("docs/rules.md shows each rule with an example and what is said of a breach; ROTA_RECORD=1 writes it anew")
  func examples() throws {
    let rows = try (LabourRule.ofTeam + LabourRule.weekly).map { rule in
      let isTeams = LabourRule.ofTeam.contains { $0.name == rule.name }
      let example = RuleExample.all.first { $0.rule == rule.name }
      let said = try example.flatMap { try $0.sentence() }.map { "“\($0)”" } ?? "–"
      let written = example.map { "`\(isTeams ? "\(rule.name): " : "")\($0.written)`" } ?? "–"
      return "| `\(isTeams ? rule.name : rule.column ?? rule.name)` | \(rule.meaning) | \(written) | \(said) |\n"
    }
    let head = "\n\n| rule | asks for | for example | a breach says |\n| --- | --- | --- | --- |\n"
    try Self.expect(head + rows.joined() + "\n", inPart: "rules", of: "rules.md")
  }

  @Test("every rule has an example, and those that can be broken a sentence", arguments: LabourRule.all.map(\.name))
  func complete(name: String) throws {
    let example = try #require(RuleExample.all.first { $0.rule == name }, "write one into RuleExample.swift")
    #expect(try example.finding == nil || example.sentence() != nil)
  }

  @Test("docs/rules.md lists the presets; ROTA_RECORD=1 writes them anew") func presets() throws {
    let text = try PresetList().presets.map { preset in
      let rows = preset.facts.map { fact in
        let rule = fact.rule.map { " `\($0)`" } ?? ""
        let does = (LabourFact.Standing(rawValue: fact.standing)?.words ?? "") + rule
        let value = fact.value.map { "\(does): \($0)" } ?? does
        return "| \(fact.words) | \(fact.source) | \(fact.confidence) | \(value) |\n"
      }
      return "\n### \(preset.title): `\(preset.name)`\nVersion \(preset.version), as of \(preset.asOf).\n\n"
        + "| what the law says | source | confidence | in the program |\n| --- | --- | --- | --- |\n" + rows.joined()
    }
    try Self.expect("\n" + text.joined() + "\n", inPart: "presets", of: "rules.md")
  }
}
