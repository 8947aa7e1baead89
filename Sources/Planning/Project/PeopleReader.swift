internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// Reads `agents.csv`, `absences.csv` and `requests.csv` against what `rota.json` has said.
struct PeopleReader {
  var settings: ProjectSettings
  var warnings: [Diagnostic] = []
  /// Rules of which a person's row says something.
  private(set) var said: [PersonID: Set<String>] = [:]
  /// How other programs know people, for exports alone.
  private(set) var addresses: [PersonID: PersonAddress] = [:]

  static let agentColumns = (
    required: ["agent_id"],
    optional: [
      "name", "site", "skills", "contract_hours",
    ] + LabourRule.weekly.compactMap(\.column) + [
      "time_zone", "days_off", "shifts", "pattern", "earliest_start", "latest_end",
    ]
      + LabourRule.ofTeam.compactMap(\.column) + ["preferred_start", "worked_days_before"] + addressColumns
  )

  /// Of people whose file has no such column.
  private static let defaultContract = Minutes.hours(40)

  mutating func people(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [Person] {
    let rows = try TableRows(
      bytes, file: file, required: Self.agentColumns.required, optional: Self.agentColumns.optional)
    var people: [Person] = []
    var firstRow: [PersonID: Int] = [:]
    for row in 0..<rows.count {
      let person = try person(rows, row)
      if let earlier = firstRow[person.id] {
        throw rows.fail(
          row, "agent_id", "agents.duplicate",
          "the person '\(person.id)' is already in row \(rows.table.position(row: earlier, column: 0).row ?? 0)",
          cure: "Give each person an id of their own, or remove one of the rows.")
      }
      firstRow[person.id] = row
      people.append(person)
    }
    guard !people.isEmpty else { return [] }
    addresses = try addresses(rows, of: people)
    sayDefaults(of: rows, people: people, file: file)
    return people
  }

  /// Says what was taken for columns and cells that aren't there.
  private mutating func sayDefaults(of rows: TableRows, people: [Person], file: String) {
    let queues = Words.plain.list(settings.queues.map(\.settings.id.rawValue))
    var words: [String] = []
    if !rows.has("contract_hours") {
      words.append("no 'contract_hours': everybody has \(Words.plain.duration(Self.defaultContract)) a week")
    }
    let unskilled = (0..<rows.count).filter { rows.text($0, "skills") == nil }
    if !rows.has("skills") {
      words.append("no 'skills': everybody takes \(queues)")
    } else if let row = unskilled.first, settings.queues.count > 1 {
      warnings.append(
        Diagnostic(
          "agents.defaults",
          "\(unskilled.count) of \(people.count) people name no skills and take every queue: \(queues)",
          at: rows.position(row, "skills"), cure: "Fill in the cells of those who don't take all.", severity: .warning))
    }
    if !words.isEmpty {
      warnings.append(
        Diagnostic(
          "agents.defaults", "the file has \(words.joined(separator: "; "))",
          at: SourcePosition(file: file, row: 1), cure: "Add the column where that isn't so.", severity: .warning))
    }
    let quiet = ["name", "site"].filter { !rows.has($0) }
    if !quiet.isEmpty {
      let parts = quiet.map {
        $0 == "name" ? "people are called by their agent_id" : "everybody works at '\(people[0].site)'"
      }
      warnings.append(
        Diagnostic(
          "agents.defaults", "the file has no '\(quiet.joined(separator: "', '"))': \(Words.plain.list(parts))",
          at: SourcePosition(file: file, row: 1), severity: .note))
    }
  }

  private mutating func person(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> Person {
    let id = PersonID(try rows.needed(row, "agent_id"))
    let site = try site(rows, row)
    let contract = try contract(rows, row)
    let siteRules = settings.book.scope(at: site.id).rules
    var own = siteRules.around(contract)
    for rule in LabourRule.weekly { try rule.read(rows, row, into: &own) }
    if own.person.maximumWeekly < own.person.minimumWeekly {
      throw rows.fail(
        row, "min_hours", "agents.hours", "the least weekly hours of '\(id)' are above the most",
        cure: "Set min_hours ≤ max_hours, around contract_hours.")
    }
    for rule in LabourRule.ofTeam {
      try rule.read(rows, row, into: &own)
      rule.sayPrice(of: &own.person)
    }
    let cells = LabourRule.all.filter { rule in rule.column.flatMap { rows.text(row, $0) } != nil }
    if !cells.isEmpty { said[id] = Set(cells.map(\.name)) }
    own.person.templates = try templates(rows, row, site: site)
    var zone = site.zone
    if let name = rows.text(row, "time_zone") {
      do { zone = try Zone(name) } catch {
        throw rows.fail(row, "time_zone", error.code, error.message, cure: error.cure)
      }
    }
    var person = Person(
      id: id, name: rows.text(row, "name") ?? id.rawValue, site: site.id, zone: zone,
      queues: try queues(rows, row, id: id), contract: contract, rules: own.person)
    if let text = rows.text(row, "days_off") {
      guard let days = SettingsNode.weekdays(text) else {
        throw rows.fail(
          row, "days_off", "agents.days-off", "'\(text)' aren't weekdays", cure: "Write for example: sat sun.")
      }
      person.fixedDaysOff = Weekday.allCases.filter(days.contains)
    }
    person.hours = try hours(rows, row, of: person, at: site)
    if let name = rows.text(row, "pattern") { person.pattern = try pattern(named: name, rows, row) }
    if let text = rows.text(row, "preferred_start") {
      guard let clock = ClockTime(text), clock.minutes < 1440 else {
        throw rows.fail(
          row, "preferred_start", "agents.start", "'\(text)' isn't a time of day", cure: "Write for example 08:30.")
      }
      person.wishes.append(Wish(kind: .start(clock), price: siteRules.startWishPricePerHour))
    }
    if let days = try rows.integer(row, "worked_days_before", in: 0...31, unit: "days") {
      person.history.consecutiveDays = days
    }
    return person
  }

  /// An empty cell could be nothing or everything, so it is neither.
  private func contract(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> Minutes {
    guard rows.has("contract_hours") else { return Self.defaultContract }
    guard let hours = try rows.number(row, "contract_hours", in: 0...80, unit: "hours a week") else {
      throw rows.fail(
        row, "contract_hours", "agents.contract", "'contract_hours' is empty",
        cure: "Write the paid hours a week; 0 for somebody who only works extra hours.")
    }
    return Minutes(Int((hours * 60).rounded()))
  }

  private func site(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> Site {
    guard let text = rows.text(row, "site") else {
      if settings.sites.count == 1 { return settings.sites[0] }
      if let home = settings.sites.first(where: { $0.id == settings.home }) { return home }
      throw rows.fail(
        row, "site", "agents.site", "the site is missing",
        cure: "Name one of: \(Words.plain.list(settings.sites.map(\.id.rawValue))).")
    }
    guard let site = settings.sites.first(where: { $0.id.rawValue == text }) else {
      throw rows.fail(
        row, "site", "agents.site", "there is no site '\(text)' in rota.json",
        cure: "Known sites: \(Words.plain.list(settings.sites.map(\.id.rawValue))).")
    }
    return site
  }

  private mutating func queues(_ rows: TableRows, _ row: Int, id: PersonID) throws(Diagnostic) -> [QueueID] {
    guard let text = rows.text(row, "skills") else { return settings.queues.map(\.settings.id) }
    let skills = text.split { $0 == ";" || $0 == "|" || $0 == "," || $0 == " " }.map(String.init)
    let known = Set(settings.queues.flatMap(\.skills))
    for skill in skills where !known.contains(skill) {
      let near = NearestName.of(skill, among: known.sorted()).map { "Did you mean '\($0)'? " } ?? ""
      warnings.append(
        Diagnostic(
          "agents.skill", "no queue asks for the skill '\(skill)' of '\(id)'", at: rows.position(row, "skills"),
          cure: "\(near)Skills that queues ask for: \(Words.plain.list(known.sorted())).", severity: .warning))
    }
    let held = Set(skills)
    let queues = settings.queues.filter { held.isSuperset(of: $0.skills) }
    func preference(_ queue: ProjectQueue) -> Int { skills.firstIndex { queue.skills.contains($0) } ?? 0 }
    let ordered = queues.enumerated().sorted {
      (preference($0.element), $0.offset) < (preference($1.element), $1.offset)
    }
    if ordered.isEmpty {
      warnings.append(
        Diagnostic(
          "agents.no-queue", "'\(id)' has the skills of no queue and will not be planned",
          at: rows.position(row, "skills"), cure: "Give them all the skills of at least one queue.",
          severity: .warning))
    }
    return ordered.map(\.element.settings.id)
  }

  private func pattern(named name: String, _ rows: TableRows, _ row: Int) throws(Diagnostic) -> ShiftPattern {
    if let setting = settings.patterns.first(where: { $0.pattern.name == name }) { return setting.pattern }
    // A site may have one of the same name.
    let known = Set(settings.patterns.map(\.pattern.name)).sorted()
    let hint = NearestName.of(name, among: known).map { "Did you mean '\($0)'? " } ?? ""
    throw rows.fail(
      row, "pattern", "agents.pattern", "there is no pattern '\(name)' in rota.json",
      cure: known.isEmpty ? "Add it to 'patterns'." : "\(hint)Known patterns: \(Words.plain.list(known)).")
  }

  private func templates(_ rows: TableRows, _ row: Int, site: Site) throws(Diagnostic) -> [TemplateID] {
    guard let text = rows.text(row, "shifts") else { return [] }
    let names = text.split { $0 == ";" || $0 == "|" || $0 == " " }.map(String.init)
    for name in names where !settings.templates.contains(where: { $0.id.rawValue == name }) {
      throw rows.fail(
        row, "shifts", "agents.shift", "there is no shift '\(name)' in rota.json",
        cure: "Known shifts: \(Words.plain.list(settings.templates.map(\.id.rawValue))).")
    }
    let usable = names.filter { name in
      settings.templates.contains { $0.id.rawValue == name && ($0.sites.isEmpty || $0.sites.contains(site.id)) }
    }
    if usable.isEmpty {
      throw rows.fail(
        row, "shifts", "agents.shift", "none of the shifts '\(text)' is worked at the site '\(site.id)'",
        cure: "Allow the site in the shift's 'sites', or name another shift.")
    }
    return names.map { TemplateID($0) }
  }
}
