internal import StaffedTeams
internal import Workforce

/// How heads follow from positions: invented teams staffed by each rule and played for many days, and what may be demanded
/// of the rules (docs/staffing.md, *Presence*).
struct PresenceSubject: Subject {
  static let name = "presence"
  static let summary =
    "[--teams N] [--others N] [--days N] [--threads N]  heads by chance, over the interval and over the day, played"
  static var smoke: PresenceSubject { PresenceSubject(teams: 2, others: 1, days: 56, threads: 2) }

  /// On the telephone with a service level.
  var teams: Int
  /// On chat, and as many with a mean wait.
  var others: Int
  var days: Int
  var threads: Int

  init(teams: Int, others: Int, days: Int, threads: Int) {
    self.teams = teams
    self.others = others
    self.days = days
    self.threads = threads
  }

  init(_ arguments: inout Arguments) throws {
    teams = try arguments.integer("teams", default: 40)
    others = try arguments.integer("others", default: 8)
    days = try arguments.integer("days", default: 2800)
    threads = try arguments.integer("threads", default: 2)
  }

  func run(report: (Record) throws -> Void) throws {
    var phones: [StaffedTeam] = []
    for team in Team.phones(teams) {
      let staffed = StaffedTeam(team, days: days, threads: threads)
      phones.append(staffed)
      try report(record(staffed))
    }
    for team in Team.chats(others) + Team.meanWaits(others) {
      try report(record(StaffedTeam(team, days: days, threads: threads)))
    }
    for line in SafeToDemand(phones).lines {
      var record = Record(subject: Self.name, instance: line.name)
      record.set("limit", .number(line.floor))
      record.set("seen", .number(line.seen))
      record.set("holds", .flag(line.holds))
      record.set("teams", .integer(line.teams))
      try report(record)
    }
  }

  private func record(_ staffed: StaffedTeam) -> Record {
    let team = staffed.team
    let target = team.settings.target
    var record = Record(subject: Self.name, instance: team.name)
    record.set("erlangs", .number(team.erlangs))
    record.set("shrinkage", .number(team.settings.shrinkage))
    record.set("model", .text(team.kind == .chat ? "chat" : team.hasPatience ? "Erlang A" : "Erlang C"))
    record.set("day", .text(team.shape.rawValue))
    record.set("handle_time", .number(team.settings.handleTime))
    if let patience = team.settings.patience { record.set("patience", .number(patience)) }
    if let level = target.serviceLevel {
      record.set("target", .number(level))
      record.set("within", .number(target.withinSeconds))
    }
    if let wait = target.meanWait { record.set("target_wait", .number(wait)) }
    record.set("day_spread", .number(team.daySpread))
    for rule in HeadsRule.allCases {
      guard let figures = staffed.figures[rule] else { continue }
      let name = rule.rawValue
      record.set("\(name)_head_hours", .number(Double(figures.headIntervals) / 4))
      record.set("\(name)_predicted", .number(figures.predicted))
      if let expected = figures.expected { record.set("\(name)_expected", .number(expected)) }
      record.set("\(name)_worst_expected", .number(figures.worstExpected))
      record.set("\(name)_simulated", .number(figures.played.service.mean))
      record.set("\(name)_margin", .number(figures.played.service.margin))
      record.set("\(name)_worst_simulated", .number(figures.played.worst.mean))
      record.set("\(name)_wait", .number(figures.played.wait.mean))
      record.set("\(name)_missed_four_weeks", .number(figures.played.missed))
      if let above = figures.aboveBound { record.set("\(name)_above_bound", .number(above)) }
    }
    record.set("days", .integer(staffed.figures[.proportional]?.played.days ?? 0))
    return record
  }
}
