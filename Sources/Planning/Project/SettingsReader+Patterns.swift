internal import Calendars
internal import Tables
internal import Words
internal import Workforce

/// An entry of `patterns` of `rota.json`: whose duties are of which kind in which week.
struct PatternSetting {
  let node: SettingsNode
  var pattern: ShiftPattern
  /// Whom the entry names; nil where it names nobody.
  private let people: SettingsNode?
  private let site: SiteID?

  static let keys = ["name", "weeks", "from", "price", "people", "site"]
  /// The Monday from which a pattern of one week counts, where nothing is said.
  private static let anyMonday = CivilDate(dayNumber: 4)

  /// - Throws: the place of what is no pattern, or is there twice.
  static func list(
    _ node: SettingsNode?, templates: [ShiftTemplate], sites: [Site]
  ) throws(Diagnostic) -> [PatternSetting] {
    var settings: [PatternSetting] = []
    for entry in try node?.list() ?? [] {
      let setting = try PatternSetting(entry, number: settings.count + 1, templates: templates, sites: sites)
      if settings.contains(where: { $0.pattern.name == setting.pattern.name }) {
        throw entry.fail(
          "project.duplicate", "the pattern '\(setting.pattern.name)' is there twice",
          cure: "Give each pattern its own name.")
      }
      settings.append(setting)
    }
    return settings
  }

  private init(
    _ node: SettingsNode, number: Int, templates: [ShiftTemplate], sites: [Site]
  ) throws(Diagnostic) {
    let fields = try node.object(Self.keys)
    guard let list = fields["weeks"] else {
      throw node.fail(
        "project.missing", "a pattern needs its weeks", cure: "For example: weeks: [\"early\", \"late\"].")
    }
    let reader = PatternReader(templates: templates.map(\.id))
    var weeks: [[ShiftPattern.Day]] = []
    for week in try list.list() { weeks.append(try reader.week(week)) }
    guard ShiftPattern.turn.contains(weeks.count) else {
      throw list.fail(
        "project.range", "the pattern has \(weeks.count) weeks; expected 1 to \(ShiftPattern.turn.upperBound)",
        cure: "List the weeks of one turn.")
    }
    var from = Self.anyMonday
    if let node = fields["from"] {
      guard let week = ISOWeek(try node.text()), TableRows.years.contains(week.year) else {
        throw node.expected("a week", example: "\"2026-W49\"")
      }
      from = week.monday
    } else if weeks.count > 1 {
      throw node.fail(
        "project.missing", "it isn't said when the first of the pattern's \(weeks.count) weeks is",
        cure: "Add for example from: \"2026-W49\".")
    }
    self.node = node
    pattern = ShiftPattern(
      name: try fields["name"]?.text() ?? "pattern \(number)", from: from, weeks: weeks,
      price: try fields["price"].map { (node) throws(Diagnostic) in
        try node.number(in: LabourRule.breachPrices, unit: "price a duty")
      })
    people = fields["people"]
    site = try fields["site"].map { (node) throws(Diagnostic) in
      let id = try node.text()
      guard sites.contains(where: { $0.id.rawValue == id }) else {
        let hint = NearestName.of(id, among: sites.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
        throw node.fail(
          "project.pattern", "there is no site '\(id)'",
          cure: "\(hint)Known sites: \(Words.plain.list(sites.map(\.id.rawValue))).")
      }
      return SiteID(id)
    }
    if let people, site != nil {
      throw people.fail(
        "project.pattern", "found both 'people' and 'site'; expected one of them",
        cure: "Name people, or everybody of a site.")
    }
  }

  /// Those of a team whom it names, one by one.
  fileprivate func named(of team: [Person]) throws(Diagnostic) -> [PersonID] {
    var ids: [PersonID] = []
    for entry in try people?.listOrOne() ?? [] {
      let id = PersonID(try entry.text())
      guard team.contains(where: { $0.id == id }) else {
        let hint = NearestName.of(id.rawValue, among: team.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
        throw entry.fail(
          "project.pattern", "there is no '\(id)' in agents.csv", cure: "\(hint)Write an agent_id of agents.csv.")
      }
      ids.append(id)
    }
    return ids
  }

  fileprivate func isOf(_ person: Person) -> Bool { site == person.site }
}

/// Reads what a week or a day of a pattern may hold.
private struct PatternReader {
  let templates: [TemplateID]

  /// `"early"`, `["late", "night"]`, or `{ "mon-thu": "early", fri: "off" }`, where days that aren't named are off.
  func week(_ node: SettingsNode) throws(Diagnostic) -> [ShiftPattern.Day] {
    guard case .object(let entries) = node.value else { return [try day(node)] }
    var days: [Weekday: ShiftPattern.Day] = [:]
    for key in entries.keys.sorted() {
      guard let value = entries[key] else { continue }
      let entry = node.inner(value, at: "\(node.path).\(key)")
      guard let weekdays = SettingsNode.weekdays(key) else {
        throw entry.fail("project.pattern", "'\(key)' aren't weekdays", cure: "Write for example \"mon-thu\".")
      }
      let day = try day(entry)
      for weekday in weekdays {
        if days[weekday] != nil {
          throw entry.fail("project.pattern", "\(weekday.title) is there twice", cure: "Name each day once.")
        }
        days[weekday] = day
      }
    }
    return Weekday.allCases.map { days[$0] ?? ShiftPattern.Day() }
  }

  private func day(_ node: SettingsNode) throws(Diagnostic) -> ShiftPattern.Day {
    var day = ShiftPattern.Day()
    let entries = try node.listOrOne()
    for entry in entries {
      let text = try entry.text()
      if templates.contains(where: { $0.rawValue == text }) {
        day.templates.append(TemplateID(text))
      } else if let kind = ShiftPattern.Kind(rawValue: text) {
        day.kinds.append(kind)
      } else if text != "off" || entries.count > 1 {
        let known = templates.map(\.rawValue) + ShiftPattern.Kind.allCases.map(\.rawValue) + ["off"]
        let hint = NearestName.of(text, among: known).map { "Did you mean '\($0)'? " } ?? ""
        throw entry.fail(
          "project.pattern",
          text == "off" ? "'off' stands alone; found it beside others" : "there is no shift or kind '\(text)'",
          cure: "\(hint)Known: \(Words.plain.list(known)).")
      }
    }
    return day
  }
}

extension ProjectSettings {
  /// Gives everybody the pattern that names them: in `agents.csv`, else by themselves, else by their site.
  ///
  /// - Throws: `project.pattern` where two entries name somebody alike.
  func setPatterns(of people: inout [Person]) throws(Diagnostic) {
    guard !patterns.isEmpty else { return }
    var named: [PersonID: ShiftPattern] = [:]
    for setting in patterns {
      for id in try setting.named(of: people) {
        if let other = named[id] { throw setting.isSecond(after: other.name, for: "'\(id)'") }
        named[id] = setting.pattern
      }
    }
    for index in people.indices where people[index].pattern == nil {
      let ofSite = patterns.filter { $0.isOf(people[index]) }
      if ofSite.count > 1 {
        throw ofSite[1].isSecond(after: ofSite[0].pattern.name, for: "the site '\(people[index].site)'")
      }
      people[index].pattern = named[people[index].id] ?? ofSite.first?.pattern
    }
  }
}

extension PatternSetting {
  fileprivate func isSecond(after name: String, for whom: String) -> Diagnostic {
    node.fail(
      "project.pattern", "\(whom) has the pattern '\(name)' and the pattern '\(pattern.name)'",
      cure: "Leave them out of one of the two.")
  }
}
