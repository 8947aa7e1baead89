package import Calendars
internal import Tables
package import Workforce

/// Which rules hold at a place, and who says so: the project as a whole, or one of its sites.
package struct RuleScope: Sendable {
  /// What is written, above the built-in defaults.
  package var written = TeamRules()
  /// Keys of `rules` in `rota.json`, and in the site's entry.
  package var ofProject: Set<String> = []
  package var ofSite: Set<String> = []
  /// What fills in the rules that nobody wrote.
  package var preset: LabourPreset?
  /// Whether the site names it.
  package var isSitePreset = false

  package init() {}

  /// What holds for somebody of whom `agents.csv` says nothing.
  package var rules: TeamRules {
    var rules = written
    for (rule, figure) in preset?.defaults ?? [] where !ofProject.contains(rule.name) && !ofSite.contains(rule.name) {
      rule.set(figure, in: &rules)
    }
    return rules
  }

  /// Who says what a rule is here.
  package func source(of rule: LabourRule) -> RuleSource {
    if ofSite.contains(rule.name) { return .site }
    if ofProject.contains(rule.name) { return .project }
    if let preset, preset.defaults.contains(where: { $0.rule.name == rule.name }) {
      return isSitePreset ? .sitePreset : .preset
    }
    return .builtIn
  }
}

/// Who says what a rule is.
package enum RuleSource: String, Codable, Sendable {
  case builtIn = "default"
  /// The preset that the project names, or the site.
  case preset, sitePreset
  /// `rules` of `rota.json`, or of a site in it.
  case project, site
  /// A cell of `agents.csv`.
  case person
}

/// What a project says of rules, and where: from it follows what holds for whom.
package struct RuleBook: Sendable {
  package var project = RuleScope()
  /// Every site that `rota.json` names.
  package var sites: [SiteID: RuleScope] = [:]
  /// Rules of which a person's row of `agents.csv` says something.
  package var people: [PersonID: Set<String>] = [:]

  package init() {}

  package func scope(at site: SiteID) -> RuleScope { sites[site] ?? project }

  /// The same book under another preset of the project. Sites that name one keep it.
  package func under(_ preset: LabourPreset) -> RuleBook {
    var book = self
    book.project.preset = preset
    for (site, scope) in sites where !scope.isSitePreset { book.sites[site]?.preset = preset }
    return book
  }

  /// A person's rules, as they follow from this book.
  /// - Parameter person: as the project has it; the weekly limits are taken from it.
  package func rules(of person: Person) -> TeamRules {
    let said = people[person.id] ?? []
    var own = TeamRules()
    own.person = person.rules
    var rules = scope(at: person.site).rules
    for rule in LabourRule.ofTeam where said.contains(rule.name) { rule.copy(from: own, to: &rules) }
    for rule in LabourRule.weekly { rule.copy(from: own, to: &rules) }
    rules.person.templates = person.rules.templates
    return rules
  }

  /// Who says what a rule of a person is.
  package func source(of rule: LabourRule, for person: Person) -> RuleSource {
    people[person.id]?.contains(rule.name) == true ? .person : scope(at: person.site).source(of: rule)
  }

  /// The presets in use, each with the sites at which it holds, by the table's order. A preset of the project that no site
  /// follows is not among them.
  package var presets: [(preset: LabourPreset, isProjects: Bool, sites: [SiteID])] {
    LabourPreset.all.compactMap { preset in
      let named = sites.filter { $0.value.isSitePreset && $0.value.preset?.name == preset.name }.map(\.key)
      let isProjects =
        project.preset?.name == preset.name && (sites.isEmpty || sites.values.contains { !$0.isSitePreset })
      guard isProjects || !named.isEmpty else { return nil }
      return (preset, isProjects, named.sorted { $0.rawValue < $1.rawValue })
    }
  }
}

extension RuleBook {
  /// Reads `preset` and `rules` of `rota.json` and of its sites.
  ///
  /// - Parameter fields: the settings, the sites among them read already.
  /// - Throws: `project.unknown-word` for a preset that isn't there, and what is wrong with a rule.
  init(_ fields: [String: SettingsNode], sites known: [Site]) throws(Diagnostic) {
    self.init()
    if let node = fields["preset"] { project.preset = try node.labourPreset() }
    if let node = fields["rules"] {
      project.written = try TeamRules(node)
      project.ofProject = try node.ruleNames()
    }
    let entries = try fields["sites"]?.list() ?? []
    for (index, site) in known.enumerated() {
      var scope = project
      if entries.indices.contains(index) {
        let fields = try entries[index].object(ProjectSettings.siteKeys)
        if let node = fields["preset"] {
          scope.preset = try node.labourPreset()
          scope.isSitePreset = true
        }
        if let node = fields["rules"] {
          try scope.written.read(node)
          scope.ofSite = try node.ruleNames()
        }
      }
      sites[site.id] = scope
    }
  }
}

extension SettingsNode {
  fileprivate func labourPreset() throws(Diagnostic) -> LabourPreset {
    try word(LabourPreset.all.map { ($0.name, $0) })
  }

  /// The keys of an object of rules.
  fileprivate func ruleNames() throws(Diagnostic) -> Set<String> { Set(try object(LabourRule.ofTeam.map(\.name)).keys) }
}
