internal import Calendars
internal import Tables
internal import Words
internal import Workforce

/// An entry of `teamRules` of `rota.json`, before it is known who works where.
struct TeamRuleSetting {
  let node: SettingsNode
  let fields: [String: SettingsNode]

  static let keys = ["least", "most", "people", "onlyWith", "apart", "together", "site", "hours", "price", "name"]

  /// What missing, superfluous or lone people cost an hour where nothing is said: more than a customer who waits.
  static let usualPrice = 500.0
  /// Of people who would like to work together.
  static let usualWishPrice = 10.0

  /// - Throws: `project.team-rules` where there are too many.
  static func list(_ node: SettingsNode?) throws(Diagnostic) -> [TeamRuleSetting] {
    var settings: [TeamRuleSetting] = []
    for entry in try node?.list() ?? [] {
      settings.append(TeamRuleSetting(node: entry, fields: try entry.object(keys)))
    }
    if settings.count > TeamRule.mostRules, let node {
      throw node.fail(
        "project.team-rules",
        "there are \(settings.count) team rules; at most \(TeamRule.mostRules) can be planned with",
        cure: "Leave out those that matter least.")
    }
    return settings
  }

  /// - Throws: the place of what can't be meant: an unknown person or site, no rule or two, somebody on both sides.
  func rule(people: [Person], sites: [Site], zone: Zone) throws(Diagnostic) -> TeamRule {
    let kinds = ["least", "most", "onlyWith", "apart", "together"].filter { fields[$0] != nil }
    guard kinds.count == 1, let key = kinds.first, let value = fields[key], let kind = TeamRule.Kind(rawValue: key)
    else {
      throw node.fail(
        "project.team-rule",
        kinds.isEmpty ? "this rule asks for nothing" : "this rule asks for \(Words.plain.and(kinds)) at once",
        cure:
          "Give one of least, most, onlyWith, apart and together, for example { least: 2, site: \"\(sites[0].id)\" }.")
    }
    let site = try fields["site"].map { (node) throws(Diagnostic) in try self.site(node, sites) }
    var rule = TeamRule(
      name: "", kind: kind, people: [], zone: site?.zone ?? zone,
      price: kind == .together ? Self.usualWishPrice : Self.usualPrice)
    switch kind {
    case .least, .most:
      rule.heads = try value.integer(in: TeamRule.mostHeads, unit: "people")
      rule.people = people.filter { site == nil || $0.site == site?.id }.map(\.id)
      if let node = fields["people"] { rule.people = try ids(node, people, atLeast: 1) }
    case .onlyWith:
      guard let node = fields["people"] else {
        throw self.node.fail(
          "project.team-rule", "it isn't said who may work only with them",
          cure: "Write { people: [\"a18\"], onlyWith: [\"a01\", \"a02\"] }.")
      }
      rule.people = try ids(node, people, atLeast: 1)
      rule.beside = try ids(value, people, atLeast: 1)
      if let both = rule.people.first(where: rule.beside.contains) {
        throw value.fail(
          "project.team-rule", "'\(both)' stands on both sides",
          cure: "Nobody can be their own company; leave them out.")
      }
    case .apart, .together:
      rule.people = try ids(value, people, atLeast: 2)
    }
    if let node = fields["people"], kind == .apart || kind == .together {
      throw node.fail(
        "project.team-rule", "'people' has no meaning beside '\(key)'", cure: "Write { \(key): [\"a03\", \"a07\"] }.")
    }
    if let node = fields["hours"] { rule.hours = try node.openingHours() }
    if let node = fields["price"] { rule.price = try node.number(in: TeamRule.prices, unit: "price an hour") }
    rule.name = try fields["name"]?.text() ?? words(rule, site: site, people: people)
    return rule
  }

  /// As people are told of it.
  private func words(_ rule: TeamRule, site: Site?, people: [Person]) -> String {
    let named = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    func names(_ ids: [PersonID]) -> String { Words.plain.list(ids.map { named[$0] ?? $0.rawValue }) }
    func all(_ ids: [PersonID]) -> String { Words.plain.and(ids.map { named[$0] ?? $0.rawValue }) }
    let heads = rule.heads == 1 ? "1 person" : "\(rule.heads) people"
    let place = fields["people"] != nil ? " of \(names(rule.people))" : site.map { " at \($0.name)" } ?? ""
    let time = fields["hours"] == nil ? "" : " at the hours asked for"
    return switch rule.kind {
    case .least: "at least \(heads)\(place)\(time)"
    case .most: "at most \(heads)\(place)\(time)"
    case .onlyWith: "\(names(rule.people)) only with \(names(rule.beside))\(time)"
    case .apart: "\(all(rule.people)) apart\(time)"
    case .together: "\(all(rule.people)) together\(time)"
    }
  }

  private func site(_ node: SettingsNode, _ sites: [Site]) throws(Diagnostic) -> Site {
    let id = try node.text()
    guard let site = sites.first(where: { $0.id.rawValue == id }) else {
      let hint = NearestName.of(id, among: sites.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
      throw node.fail(
        "project.team-rule", "there is no site '\(id)'",
        cure: "\(hint)Known sites: \(Words.plain.list(sites.map(\.id.rawValue))).")
    }
    return site
  }

  private func ids(_ node: SettingsNode, _ people: [Person], atLeast least: Int) throws(Diagnostic) -> [PersonID] {
    var ids: [PersonID] = []
    for entry in try node.listOrOne() {
      let id = PersonID(try entry.text())
      guard people.contains(where: { $0.id == id }) else {
        let hint = NearestName.of(id.rawValue, among: people.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
        throw entry.fail(
          "project.team-rule", "there is no '\(id)' in agents.csv", cure: "\(hint)Write an agent_id of agents.csv.")
      }
      guard !ids.contains(id) else {
        throw entry.fail("project.team-rule", "'\(id)' is there twice", cure: "Name everybody once.")
      }
      ids.append(id)
    }
    guard ids.count >= least else {
      throw node.fail(
        "project.team-rule", "found \(ids.count) people; expected \(least) or more",
        cure: "Name them by their agent_id.")
    }
    return ids
  }
}

extension ProjectSettings {
  /// What `teamRules` ask of these people.
  func teamRules(of people: [Person]) throws(Diagnostic) -> [TeamRule] {
    var rules: [TeamRule] = []
    for setting in teamRuleSettings {
      let rule = try setting.rule(people: people, sites: sites, zone: zone)
      guard !rules.contains(where: { $0.name == rule.name }) else {
        throw setting.node.fail(
          "project.team-rule", "'\(rule.name)' is asked for twice", cure: "Leave one out, or give them a name each.")
      }
      rules.append(rule)
    }
    return rules
  }
}
