package import Calendars
internal import Forecasting
public import Tables
internal import Tickets
internal import Workforce
internal import Words

extension Project {
  /// Reads and checks a whole project folder.
  ///
  /// - Throws: the first error, with file, row and column (or the dotted place in `rota.json`) and a cure.
  public static func read(_ files: any ProjectFiles) throws(Diagnostic) -> Project {
    try read(files, home: nil)
  }

  /// - Parameter home: the site of people who name none although there are several.
  package static func read(_ files: any ProjectFiles, home: SiteID?) throws(Diagnostic) -> Project {
    var reader = ProjectReader(files: files, home: home)
    return try reader.read()
  }
}

/// Reads the files of a project in the order in which they depend on one another.
private struct ProjectReader {
  let files: any ProjectFiles
  let home: SiteID?
  var inputs: [ReadFile] = []

  mutating func bytes(of path: String) throws(Diagnostic) -> [UInt8]? {
    guard let bytes = try files.bytes(of: path) else { return nil }
    inputs.append(ReadFile(path: path, bytes: bytes.count, sha256: SHA256.hex(of: bytes)))
    return bytes
  }

  mutating func needed(_ path: String, cure: String) throws(Diagnostic) -> [UInt8] {
    guard let bytes = try bytes(of: path) else {
      throw Diagnostic(
        "project.missing-file", "'\(path)' is missing in \(files.name)", cure: cure, kind: .missingInput)
    }
    return bytes
  }

  mutating func read() throws(Diagnostic) -> Project {
    let json = try needed("rota.json", cure: "Run `rota init \(ShellWord.quoted(files.name))` to make a project.")
    let settings = try ProjectSettings(try SettingsNode.parse(json, file: "rota.json"), folder: files.name)
    return try settings.zoneChoice.scoped { () throws(Diagnostic) in try read(settings) }
  }

  /// Reads on under the clock rules that the settings have chosen.
  private mutating func read(_ settings: ProjectSettings) throws(Diagnostic) -> Project {
    var settings = settings
    try settings.checkGrid()
    settings.home = home
    var reader = PeopleReader(settings: settings)
    var people = try reader.people(
      try needed("agents.csv", cure: "Write one row a person: agent_id,name,site,skills,contract_hours."),
      file: "agents.csv")
    try settings.setPatterns(of: &people)
    if let bytes = try bytes(of: "absences.csv") {
      try reader.addAbsences(bytes, file: "absences.csv", to: &people)
    }
    if let bytes = try bytes(of: "requests.csv") {
      try reader.addRequests(bytes, file: "requests.csv", to: &people)
    }
    var warnings = reader.warnings + LabourRule.pricedAlone(for: people)
    let (said, addresses) = (reader.said, reader.addresses)
    var holidays: [Holiday] = []
    var holidayYears: [HolidayYears] = []
    for path in settings.holidayFiles {
      let bytes = try needed(path, cure: "Correct 'holidays' in rota.json, or add the file.")
      let read = try HolidayFile.read(bytes, file: path, zone: settings.zone)
      holidays += read.holidays
      holidayYears.append(HolidayYears(path: path, years: Set(read.holidays.map(\.date.year))))
      warnings += read.warnings
    }
    var events: [DemandEvent] = []
    if let bytes = try bytes(of: "events.csv") {
      events = try EventsReader.read(
        bytes, file: "events.csv", queues: settings.queues.map(\.settings.id))
    }
    var ledger: [LedgerRow] = []
    if settings.fairness != nil, let bytes = try bytes(of: LedgerFile.name) { ledger = try LedgerFile.read(bytes) }
    var drivers: [Driver] = []
    for name in try files.files(in: "drivers") where name.lowercased().hasSuffix(".csv") {
      guard let bytes = try bytes(of: "drivers/\(name)") else { continue }
      drivers += try DriverFile.read(
        bytes, file: "drivers/\(name)", queues: settings.queues.map(\.settings.id))
    }
    let (histories, unclaimed) = try histories(of: settings, warnings: &warnings)
    warnings += settings.zoneChoice.warnings(
      about: [settings.zone] + settings.queues.map(\.settings.zone) + settings.sites.map(\.zone) + people.map(\.zone))
    for index in settings.queues.indices {
      let queue = settings.queues[index]
      let habit =
        queue.statesHolidays
        ? HolidayHabit(statedClosed: queue.closedOnHolidays)
        : HolidayHabit(
          of: queue, history: histories.first { $0.queue == queue.settings.id }, holidays: holidays)
      settings.queues[index].closedOnHolidays = habit.isClosed
      settings.queues[index].holidayWords = habit.words
    }
    var project = Project(
      place: files.name, isEmptyTeam: people.isEmpty, name: settings.name, currency: settings.currency,
      zone: settings.zone,
      zoneChoice: settings.zoneChoice,
      interval: settings.interval,
      queues: settings.queues, sites: settings.sites, templates: settings.templates,
      people: people,
      prices: settings.prices, pricedBy: settings.pricedBy, fairness: settings.fairness, ledger: ledger,
      holidays: holidays.sorted { ($0.date, $0.name) < ($1.date, $1.name) },
      holidayYears: holidayYears, creditsHolidays: settings.creditsHolidays, events: events,
      drivers: drivers,
      historyWeeks: settings.historyWeeks, histories: histories, warnings: warnings,
      inputs: inputs.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
    project.unclaimed = unclaimed
    project.teamRules = try settings.teamRules(of: people)
    project.rules = settings.book
    project.disturbance = settings.disturbance
    project.budget = settings.budget
    project.rules.people = said
    project.addresses = addresses
    return project
  }

  /// Each queue's history, and the contacts that no queue claims.
  private mutating func histories(
    of settings: ProjectSettings, warnings: inout [Diagnostic]
  ) throws(Diagnostic) -> (histories: [IntervalHistory], unclaimed: [HistoryStore.Unclaimed]) {
    let stored = try HistoryFiles.files(of: files)
    for (path, bytes) in stored {
      inputs.append(ReadFile(path: path, bytes: bytes.count, sha256: SHA256.hex(of: bytes)))
    }
    var store = try HistoryFiles.store(of: stored)
    for file in settings.ticketFiles {
      let bytes = try needed(file.path, cure: "Correct 'tickets' in rota.json, or put the export there.")
      let report = try importTickets(
        [TicketSource(bytes: bytes, name: file.path)],
        options: try file.options(zone: settings.zone, queues: settings.queues), into: &store)
      warnings += report.warnings + report.leftOut
    }
    let routing = QueueRouting(queues: settings.queues.routed)
    warnings += store.notes(of: store.sources.map(\.name)) + store.absenceNotes(routing: routing)
    let unclaimed = store.unclaimed(by: routing)
    if let warning = ProjectImport.warning(of: unclaimed, queues: settings.queues) {
      warnings.append(warning)
    }
    let found = try store.histories(
      routing: routing, zones: settings.queues.zones, zone: settings.zone, hours: settings.queues.openingHours)
    return (settings.queues.compactMap { queue in found.first { $0.queue == queue.settings.id } }, unclaimed)
  }
}

extension ProjectSettings {
  /// A 30-minute grid needs every zone in play to keep to it.
  fileprivate func checkGrid() throws(Diagnostic) {
    for template in templates {
      let times =
        [template.earliestStart.minutes, template.latestStart.minutes, template.step.rawValue]
        + template.lengths.map(\.rawValue)
      for time in times where time % interval.rawValue != 0 {
        throw Diagnostic(
          "project.off-grid",
          "the shift '\(template.id)' has times that don't fall on the \(interval.rawValue)-minute grid",
          at: SourcePosition(file: "rota.json: shifts"),
          cure: "Round its start, step and lengths to \(Words.plain.minutesInFull(interval)).")
      }
    }
    guard interval.rawValue == 30 else { return }
    for zone in sites.map(\.zone) + queues.map(\.settings.zone) where !zone.allowsGrid(of: interval) {
      throw Diagnostic(
        "project.interval", "the zone \(zone) isn't on a 30-minute grid",
        at: SourcePosition(file: "rota.json: interval"),
        cure: "Set interval: \"15m\".")
    }
  }
}
