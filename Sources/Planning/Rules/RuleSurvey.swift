public import Calendars
public import Tables
internal import Words
internal import Workforce

/// What holds for whom, and who says so: what `rota rules` says.
public struct RuleSurvey: Codable, Sendable {
  public var schema = 1
  public var team: String
  /// Who was asked for alone; nil = the team.
  public var person: PersonID?
  /// What holds where neither a site nor a person differs.
  public var rules: [Row]
  /// Sites where something differs from the team's.
  public var sites: [SiteRules]
  /// People whose rows of `agents.csv` say something; or the one who was asked for, with everything.
  public var people: [PersonRows]
  /// What is asked of who is at work at the same time; nil where nothing is, or one person was asked for.
  public var teamRules: [TeamRow]?
  /// Presets in use; of one person the one of their site.
  public var presets: [PresetRow]
  /// Where the project asks less than its presets state.
  public var findings: [Diagnostic]
  /// Nil where no preset is in use.
  public var advice: String?

  /// A rule's value.
  public struct Row: Codable, Hashable, Sendable {
    /// Its key in `rules`, or the column of `agents.csv` where it has none.
    public var rule: String
    /// As people write it: `11h`, `2h a week`; `no limit`.
    public var value: String
    /// What a breach costs, in currency units; nil where the rule holds whatever it costs, or asks for nothing.
    public var price: Double?
    /// `default`, `preset`, `sitePreset`, `project`, `site` or `person`.
    public var source: String
    /// The same in words.
    public var place: String
    public var meaning: String
  }

  /// A team rule.
  public struct TeamRow: Codable, Hashable, Sendable {
    public var name: String
    public var kind: String
    /// Currency units for an hour of one head.
    public var price: Double
  }

  /// What differs at a site.
  public struct SiteRules: Codable, Sendable {
    public var site: SiteID
    public var name: String
    public var rules: [Row]
  }

  /// What holds for a person.
  public struct PersonRows: Codable, Sendable {
    public var person: PersonID
    public var name: String
    public var site: SiteID
    public var rules: [Row]
  }

  /// - Parameters:
  ///   - person: asked for by their id: every rule of theirs, and of nobody else.
  ///   - preset: taken in place of the project's.
  /// - Throws: `rules.person`, `rules.preset` for names that aren't there.
  public init(of project: Project, person: String? = nil, preset: String? = nil) throws(Diagnostic) {
    var book = project.rules
    if let name = preset { book = book.under(try LabourPreset.of(name)) }
    team = project.name
    let ofTeam = LabourRule.ofTeam.map { Row($0, book.project.rules, book.project.source(of: $0), book.project) }
    rules = ofTeam
    sites = project.sites.compactMap { site in
      let scope = book.scope(at: site.id)
      let rows = LabourRule.ofTeam.map { Row($0, scope.rules, scope.source(of: $0), scope) }
      let different = zip(rows, ofTeam).filter { $0 != $1 }.map(\.0)
      return different.isEmpty ? nil : SiteRules(site: site.id, name: site.name, rules: different)
    }
    let asked = try person.map { (id) throws(Diagnostic) in try project.person(id) }
    self.person = asked?.id
    people = (asked.map { [$0] } ?? project.people).compactMap { person in
      let rows = Row.all(of: person, book)
      let said = asked == nil ? rows.filter { $0.source == RuleSource.person.rawValue } : rows
      return said.isEmpty ? nil : PersonRows(person: person.id, name: person.name, site: person.site, rules: said)
    }
    let asksOfTeam = project.teamRules.filter { rule in
      asked.map { (rule.people + rule.beside).contains($0.id) } ?? true
    }
    teamRules =
      asksOfTeam.isEmpty ? nil : asksOfTeam.map { TeamRow(name: $0.name, kind: $0.kind.rawValue, price: $0.price) }
    var reviewed = project
    if let asked {
      reviewed.people = [asked]
      reviewed.sites.removeAll { $0.id != asked.site }
    }
    let inUse = Set(reviewed.sites.compactMap { book.scope(at: $0.id).preset?.name })
    presets = book.presets.filter { inUse.contains($0.preset.name) }
      .map { PresetRow($0.preset, isProjects: $0.isProjects, sites: $0.sites) }
    findings = presets.isEmpty ? [] : PresetReview(project: reviewed, book: book).findings()
    advice = presets.isEmpty ? nil : LabourPreset.advice
  }
}

extension RuleSurvey.Row {
  fileprivate init(_ rule: LabourRule, _ rules: TeamRules, _ source: RuleSource, _ scope: RuleScope) {
    self.rule = LabourRule.weekly.contains { $0.name == rule.name } ? rule.column ?? rule.name : rule.name
    value = rule.valueText(rules) ?? rule.otherwise
    price = rule.canBePriced && rule.isInForce(for: rules.person) ? rules.person.price(of: rule.name) : nil
    self.source = source.rawValue
    meaning = rule.meaning
    place =
      switch source {
      case .builtIn: "built in"
      case .preset, .sitePreset: "preset \(scope.preset?.name ?? "")" + (source == .preset ? "" : " of the site")
      case .project: "rules in rota.json"
      case .site: "the site's rules in rota.json"
      case .person: "agents.csv"
      }
  }

  /// A column of `agents.csv` that is no rule of the table.
  private init(column: String, _ value: String, meaning: String) {
    rule = column
    self.value = value
    source = RuleSource.person.rawValue
    place = "agents.csv"
    self.meaning = meaning
  }

  fileprivate static func all(of person: Person, _ book: RuleBook) -> [Self] {
    let rules = book.rules(of: person)
    let scope = book.scope(at: person.site)
    var rows = LabourRule.weekly.map { rule in
      var row = Self(rule, rules, book.source(of: rule, for: person), scope)
      if row.source == RuleSource.builtIn.rawValue { row.place = rule.otherwise.filter { $0 != "`" } }
      return row
    }
    rows += LabourRule.ofTeam.map { Self($0, rules, book.source(of: $0, for: person), scope) }
    if !person.fixedDaysOff.isEmpty {
      rows.append(
        Self(
          column: "days_off", person.fixedDaysOff.map { $0.shortTitle.lowercased() }.joined(separator: " "),
          meaning: "weekdays never worked"))
    }
    if let clock = person.hours?.earliestStart {
      rows.append(Self(column: "earliest_start", clock.description, meaning: "no duty starts earlier"))
    }
    if let clock = person.hours?.latestEnd {
      rows.append(Self(column: "latest_end", clock.description, meaning: "no duty ends later"))
    }
    if let pattern = person.pattern {
      var row = Self(
        column: ShiftPattern.ruleName, "\(pattern.name): \(pattern.words)", meaning: "the kinds of duties of each week")
      row.place = "patterns in rota.json"
      row.price = pattern.price
      rows.append(row)
    }
    if !person.rules.templates.isEmpty {
      rows.append(
        Self(
          column: "shifts", person.rules.templates.map(\.rawValue).joined(separator: " "),
          meaning: "the only shifts that they work"))
    }
    return rows
  }
}

extension Project {
  fileprivate func person(_ id: String) throws(Diagnostic) -> Person {
    if let person = people.first(where: { $0.id.rawValue == id }) { return person }
    throw Diagnostic(
      "rules.person", "there is no agent '\(id)' in agents.csv",
      cure: NearestName.of(id, among: people.map(\.id.rawValue)).map { "Did you mean '\($0)'?" }
        ?? "Name somebody by the agent_id.", kind: .usage)
  }
}
