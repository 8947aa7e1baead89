internal import Calendars
internal import Planning
internal import Tables
internal import Words
internal import Workforce

/// What `rota rules` prints.
enum RulesText {
  static func text(_ survey: RuleSurvey) -> String {
    var lines: [String] = []
    if survey.person == nil {
      lines = ["\(survey.team): what holds, and who says so"] + table(survey.rules)
      for site in survey.sites {
        lines += ["", "Else at \(site.name) (\(site.site))"] + table(site.rules)
      }
      if !survey.people.isEmpty { lines += ["", "Else for \(people(survey.people.count))"] }
      for person in survey.people {
        let values = person.rules.map { "\($0.rule) \(value($0))" }
        lines.append("  \(person.person)  \(person.name) (\(person.site)): \(Words.plain.list(values))")
      }
    } else if let person = survey.people.first {
      lines = ["\(person.person)  \(person.name) (\(person.site)): what holds, and who says so"] + table(person.rules)
    }
    if let rules = survey.teamRules { lines += ["", "Who works at the same time"] + rules.map(line) }
    for preset in survey.presets { lines += [""] + self.preset(preset) }
    if !survey.findings.isEmpty { lines += ["", "The project asks less"] }
    for finding in survey.findings { lines.append("  \(finding)") }
    if let advice = survey.advice { lines += ["", advice] }
    return lines.joined(separator: "\n") + "\n"
  }

  static func text(_ list: PresetList) -> String {
    (list.presets.map { preset($0).joined(separator: "\n") } + [list.advice]).joined(separator: "\n\n") + "\n"
  }

  private static func line(_ rule: RuleSurvey.TeamRow) -> String {
    "  \(rule.name), \(Words.plain.short(rule.price)) an hour"
  }

  private static func people(_ count: Int) -> String { count == 1 ? "1 person" : "\(count) people" }

  /// Columns as wide as their widest entry.
  private static func table(_ rows: [RuleSurvey.Row]) -> [String] {
    let widths = (rows.map(\.rule.count).max() ?? 0, rows.map { value($0).count }.max() ?? 0)
    return rows.map { row in
      "  \(padded(row.rule, widths.0))  \(padded(value(row), widths.1))  \(row.place)"
    }
  }

  /// `2 nights`; with a price: `2 nights, 25 a breach`.
  private static func value(_ row: RuleSurvey.Row) -> String {
    row.value + (row.price.map { ", \(Words.plain.short($0)) a breach" } ?? "")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// A heading, then the facts by what the program does about them.
  private static func preset(_ row: PresetRow) -> [String] {
    var users: [String] = row.project == true ? ["the project"] : []
    users += (row.sites ?? []).map { "site \($0)" }
    let heading = "Preset \(row.name): \(row.title), version \(row.version), as of \(row.asOf)"
    return [heading + (users.isEmpty ? "" : "; of \(Words.plain.list(users))")]
      + LabourFact.Standing.allCases.flatMap { standing -> [String] in
        let facts = row.facts.filter { $0.standing == standing.rawValue }
        return facts.isEmpty ? [] : ["  \(standing.words)"] + facts.map { "    " + line($0) }
      }
  }

  private static func line(_ fact: PresetRow.Fact) -> String {
    let rule = fact.rule.map { rule in ([rule] + [fact.value].compactMap(\.self)).joined(separator: " ") + ": " } ?? ""
    return "\(rule)\(fact.words) [\(fact.confidence): \(fact.source)]"
  }
}
