internal import Calendars
package import Tables
internal import Tickets
package import Workforce
internal import Words

/// What `rota.json` says, before people and history are added.
package struct ProjectSettings {
  var name = "Support team"
  var currency = "EUR"
  var zone = Zone.utc
  /// Whose clock rules the zones of the project follow.
  var zoneChoice = ZoneChoice.current
  var interval = Minutes(15)
  var historyWeeks: Int?
  package var queues: [ProjectQueue] = []
  package var sites: [Site] = []
  /// Of people who name none, where there are several: the only site that the project had before a scenario opened more.
  var home: SiteID?
  package var templates: [ShiftTemplate] = []
  /// Which rules hold where, and who says so.
  var book = RuleBook()
  /// What holds where neither a site nor `agents.csv` says otherwise.
  var rules: TeamRules { book.project.rules }
  /// What is asked of who is at work at the same time.
  var teamRuleSettings: [TeamRuleSetting] = []
  /// Whose duties are of which kind in which week.
  var patterns: [PatternSetting] = []
  var prices = CoveragePrices()
  var disturbance = DisturbancePrices()
  /// Of a week, in currency units.
  var budget: Double?
  var pricedBy: PriceBasis?
  /// What unpopular duties cost; nil where they aren't counted.
  var fairness: FairnessPrices?
  /// Files with holidays, relative to the project folder.
  var holidayFiles: [String] = []
  /// Whether a day on which everything is closed for a holiday counts towards contracts.
  var creditsHolidays = true
  /// Ticket exports that every plan reads afresh.
  var ticketFiles: [TicketFile] = []
}

/// A ticket export of the project, as `rota.json` names it.
struct TicketFile {
  var path: String
  var system: TicketSystem?
  var zone: Zone?
  var dateOrder: DateOrder?
  var encoding: TextEncoding?
  var decimalMark: DecimalMark?
  var hasHeader = true
  var columns = ColumnMap()
  /// How it joins the rest of the history.
  var intake = IntakeOptions()
}

extension ProjectSettings {
  package static let keys = [
    "name", "currency", "timeZone", "zoneRules", "interval", "historyWeeks", "holidays", "weekend", "tickets", "queues",
    "sites",
    "shifts",
    "preset", "rules", "teamRules", "patterns", "prices", "fairness", "disturbance", "budget",
  ]

  /// - Parameter folder: the project's, from which relative paths are taken.
  package init(_ root: SettingsNode, folder: String) throws(Diagnostic) {
    let choice = try ZoneChoice.current.ofProject(root, folder: folder)
    self = try choice.scoped { () throws(Diagnostic) in try ProjectSettings(root) }
    zoneChoice = choice
  }

  private init(_ root: SettingsNode) throws(Diagnostic) {
    let fields = try root.object(Self.keys)
    if let node = fields["name"] { name = try node.text() }
    if let node = fields["currency"] { currency = try node.text() }
    if let node = fields["timeZone"] { zone = try node.zone() }
    if let node = fields["historyWeeks"] { historyWeeks = try node.integer(in: 1...520, unit: "weeks") }
    if let node = fields["holidays"] {
      var files: SettingsNode? = node
      if case .object = node.value {
        let parts = try node.object(["files", "credit"])
        files = parts["files"]
        if let credit = parts["credit"] { creditsHolidays = try credit.word([("contract", true), ("none", false)]) }
      }
      for entry in try files?.listOrOne() ?? [] { holidayFiles.append(try entry.text()) }
    }
    if let node = fields["tickets"] {
      for entry in try node.listOrOne() { ticketFiles.append(try TicketFile(entry)) }
    }
    let weekend = try fields["weekend"].map { (node) throws(Diagnostic) in try node.weekdays() }
    sites = try Self.sites(fields["sites"], zone: zone, weekend: weekend)
    queues = try Self.queues(fields["queues"], zone: zone, root: root)
    book = try RuleBook(fields, sites: sites)
    teamRuleSettings = try TeamRuleSetting.list(fields["teamRules"])
    if let node = fields["prices"] {
      (prices, pricedBy) = try node.prices()
      if pricedBy == .service, !queues.contains(where: { $0.settings.canPriceService }) {
        throw node.fail(
          "project.prices", "no queue can be priced by service",
          cure: "That takes a live queue with a serviceLevel and presence: \"random\"; write by: \"heads\" for others.")
      }
    }
    fairness = try fields["fairness"].flatMap { (node) throws(Diagnostic) in try node.fairness() }
    if let node = fields["disturbance"] { disturbance = try node.disturbance() }
    if let node = fields["budget"] { budget = try node.number(in: Project.budgets, unit: "a week") }
    templates = try Self.templates(fields["shifts"], sites: sites)
    patterns = try PatternSetting.list(fields["patterns"], templates: templates, sites: sites)
    if let node = fields["interval"] {
      interval = try node.minutes(in: 15...30)
      guard interval == 15 || interval == 30 else {
        throw node.fail(
          "project.interval", "the planning interval is 15 or 30 minutes", cure: "Write interval: \"15m\".")
      }
    }
  }

  /// Keys of an entry of `sites`.
  static let siteKeys = [
    "id", "name", "timeZone", "payPerHour", "nightPremiumPerHour", "nightPremiumOn", "night", "earlyBefore",
    "lateAfter", "weekend",
    "maximumStartsPerDay", "preset", "rules",
  ]

  private static func sites(
    _ node: SettingsNode?, zone: Zone, weekend: [Weekday]?
  ) throws(Diagnostic) -> [Site] {
    guard let node else {
      return [Site(id: "main", name: "Main", zone: zone, nightPremiumOn: .paid, weekend: weekend)]
    }
    var sites: [Site] = []
    for entry in try node.list() {
      let fields = try entry.object(siteKeys)
      guard let id = fields["id"] else {
        throw entry.fail("project.missing", "a site needs an id", cure: "For example: id: \"main\".")
      }
      var site = Site(
        id: SiteID(try id.text()), name: try id.text(), zone: zone, nightPremiumOn: .paid, weekend: weekend)
      if sites.contains(where: { $0.id == site.id }) {
        throw id.fail("project.duplicate", "the site '\(site.id)' is there twice", cure: "Give each site its own id.")
      }
      if let node = fields["name"] { site.name = try node.text() }
      if let node = fields["timeZone"] { site.zone = try node.zone() }
      if let node = fields["payPerHour"] { site.payPerHour = try node.number(in: 0...10_000, unit: "pay an hour") }
      if let node = fields["nightPremiumPerHour"] {
        site.nightPremiumPerHour = try node.number(in: 0...10_000, unit: "premium an hour")
      }
      if let node = fields["nightPremiumOn"] {
        site.nightPremiumOn = try node.word(NightPremiumBasis.allCases.map { ($0.rawValue, $0) })
      }
      if let node = fields["weekend"] { site.weekend = try node.weekdays() }
      if let node = fields["night"] { (site.nightFrom, site.nightTo) = try node.clockRange() }
      if let node = fields["earlyBefore"] { site.earlyBefore = try node.clock(in: Site.limitsOfDay) }
      if let node = fields["lateAfter"] { site.lateAfter = try node.clock(in: Site.limitsOfDay) }
      if let node = fields["maximumStartsPerDay"] {
        site.maximumStartsPerDay = try node.integer(in: Site.startsPerDay, unit: "people who start on a day")
      }
      sites.append(site)
    }
    if sites.isEmpty { throw node.fail("project.missing", "the list of sites is empty", cure: "Name one site.") }
    return sites
  }

  private static func queues(
    _ node: SettingsNode?, zone: Zone, root: SettingsNode
  ) throws(Diagnostic) -> [ProjectQueue] {
    guard let node else {
      throw root.fail(
        "project.missing", "there is no 'queues'",
        cure: "Name at least one queue: queues: [ { id: \"email\", channel: \"email\" } ].")
    }
    var queues: [ProjectQueue] = []
    for entry in try node.list() {
      let queue = try ProjectQueue(entry, zone: zone)
      if queues.contains(where: { $0.settings.id == queue.settings.id }) {
        throw entry.fail(
          "project.duplicate", "the queue '\(queue.settings.id)' is there twice", cure: "Give each queue its own id.")
      }
      queues.append(queue)
    }
    if queues.isEmpty {
      throw node.fail("project.missing", "the list of queues is empty", cure: "Name at least one queue.")
    }
    for (index, queue) in queues.enumerated() {
      if let like = queue.sibling, !queues.contains(where: { $0.settings.id == like }) {
        let known = queues.map(\.settings.id.rawValue)
        let entry = try node.list()[index]
        throw entry.inner(entry.value, at: "\(entry.path).like").fail(
          "project.unknown-queue", "there is no queue '\(like)' to be like",
          cure: (NearestName.of(like.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
            + "Known: \(Words.plain.list(known)).")
      }
      for name in queue.blendedWith { try checkBlend(with: name, of: queues, at: try node.list()[index]) }
    }
    return queues
  }

  /// Blended work fills the gaps of a live queue on which an agent serves one contact at a time.
  private static func checkBlend(
    with name: QueueID, of queues: [ProjectQueue], at node: SettingsNode
  ) throws(Diagnostic) {
    let known = queues.filter { $0.settings.channel != .email && $0.settings.concurrency == 1 }
      .map(\.settings.id.rawValue)
    guard !known.contains(name.rawValue) else { return }
    let isThere = queues.contains { $0.settings.id == name }
    let hint = NearestName.of(name.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? ""
    throw node.inner(node.value, at: "\(node.path).blendedWith").fail(
      "project.blend",
      isThere
        ? "'\(name)' can't be blended with: it isn't a live queue with one contact at a time"
        : "there is no queue '\(name)'",
      cure: isThere || known.isEmpty
        ? "Name a phone queue, or a chat with a concurrency of 1."
        : hint + "Known: \(Words.plain.list(known)).")
  }
}

extension SettingsNode {
  /// `{ by: "service", underFirst: 48, underNext: 120, overFirst: 2, overNext: 8, band: 0.1 }`.
  fileprivate func prices() throws(Diagnostic) -> (CoveragePrices, by: PriceBasis?) {
    var prices = CoveragePrices()
    let fields = try object(["by", "underFirst", "underNext", "overFirst", "overNext", "band"])
    if let node = fields["underFirst"] { prices.underFirst = try node.hourly() }
    if let node = fields["underNext"] { prices.underNext = try node.hourly() }
    if let node = fields["overFirst"] { prices.overFirst = try node.hourly() }
    if let node = fields["overNext"] { prices.overNext = try node.hourly() }
    if let node = fields["band"] { prices.band = try node.number(in: 0...1, unit: "share") }
    if prices.underNext < prices.underFirst || prices.overNext < prices.overFirst {
      throw fail(
        "project.prices", "the price of further people is below that of the first ones",
        cure: "Set underNext ≥ underFirst and overNext ≥ overFirst: the second missing person hurts more.")
    }
    let basis = try fields["by"].map { (node) throws(Diagnostic) in
      try node.word(PriceBasis.allCases.map { ($0.rawValue, $0) })
    }
    return (prices, basis)
  }

  /// `{ duty: 60, start: 10, breaks: 2 }`.
  fileprivate func disturbance() throws(Diagnostic) -> DisturbancePrices {
    var prices = DisturbancePrices()
    let fields = try object(["duty", "start", "breaks"])
    if let node = fields["duty"] { prices.duty = try node.number(in: DisturbancePrices.range, unit: "price") }
    if let node = fields["start"] { prices.start = try node.number(in: DisturbancePrices.range, unit: "price an hour") }
    if let node = fields["breaks"] { prices.breaks = try node.number(in: DisturbancePrices.range, unit: "price") }
    return prices
  }

  private func hourly() throws(Diagnostic) -> Double { try number(in: 0...100_000, unit: "price an hour") }
}
