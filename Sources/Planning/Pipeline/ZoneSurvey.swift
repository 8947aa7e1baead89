public import Calendars
public import Tables
internal import Workforce

/// Which clock rules are used, from where, and how the clocks of some zones go: what `rota zones` says.
public struct ZoneSurvey: Codable, Sendable {
  public var schema = 1
  public var used: ZoneSource
  /// Newest first.
  public var others: [ZoneSource]
  public var from: Instant
  /// Exclusive.
  public var to: Instant
  /// By name.
  public var zones: [Row]

  /// A zone over the survey's time.
  public struct Row: Codable, Sendable {
    public var zone: String
    /// Nil for UTC.
    public var source: ZoneSource?
    /// Whose zone it is: `queue phone`, `site main`, `agent a01`.
    public var usedBy: [String]
    /// Seconds east of UTC where the survey begins.
    public var offset: Int
    public var changes: [Change]
    /// Where other sources say otherwise.
    public var differences: [Difference]
  }

  /// A clock change; offsets in seconds east of UTC.
  public struct Change: Codable, Sendable {
    public var at: Instant
    public var from: Int
    public var to: Int
  }

  /// A stretch in which another source shows the clock differently.
  public struct Difference: Codable, Sendable {
    public var from: Instant
    /// Exclusive.
    public var to: Instant
    public var source: ZoneSource
    /// Seconds east of UTC where it begins, by the one that is used and by the other.
    public var used: Int
    public var other: Int
  }

  /// Zones by name, from midnight UTC to midnight UTC.
  public init(of zones: [Zone], from: CivilDate, to: CivilDate) {
    self.init(
      choice: .current, zones: zones.map { ($0, []) },
      range: Zone.utc.instant(of: from)..<Zone.utc.instant(of: max(from, to)))
  }

  /// A project's zones, from the first recorded interval to two days behind the weeks that would be planned.
  ///
  /// - Parameter week: nil = the first after the history ends.
  /// - Throws: `plan.no-history` without a history and a week.
  public init(of project: Project, week: ISOWeek?, weeks: Int) throws(Diagnostic) {
    let horizon = try Horizon(project: project, week: week, weeks: weeks)
    var users: [(Zone, [String])] = [(project.zone, ["the team"])]
    users += project.sites.map { ($0.zone, ["site \($0.id)"]) }
    users += project.queues.map { ($0.settings.zone, ["queue \($0.settings.id)"]) }
    for person in project.people where project.sites.first(where: { $0.id == person.site })?.zone != person.zone {
      users.append((person.zone, ["person \(person.id)"]))
    }
    let stage = ZoneStage(project: project, grid: horizon.grid, week: horizon.week)
    self.init(choice: project.zoneChoice, zones: users, range: stage.range)
  }

  private init(choice: ZoneChoice, zones: [(Zone, [String])], range: Range<Instant>) {
    used = choice.used.source
    others = choice.others.map(\.source)
    from = range.lowerBound
    to = range.upperBound
    self.zones = Dictionary(zones.map { ($0.0.identifier, $0) }) { ($0.0, $0.1 + $1.1) }.values
      .sorted { $0.0.identifier < $1.0.identifier }
      .map { zone, users in Row(zone, usedBy: users, in: range, choice: choice) }
  }
}

extension ZoneSurvey.Row {
  fileprivate init(_ zone: Zone, usedBy: [String], in range: Range<Instant>, choice: ZoneChoice) {
    self.zone = zone.identifier
    source = zone.source
    self.usedBy = usedBy
    offset = zone.secondsFromUTC(at: range.lowerBound)
    changes = zone.transitions(in: range).filter { $0.at > range.lowerBound }
      .map { ZoneSurvey.Change(at: $0.at, from: $0.from, to: $0.to) }
    differences = choice.others.flatMap { other -> [ZoneSurvey.Difference] in
      guard let source = zone.source, source != other.source, let theirs = (try? other.zone(zone.identifier)) ?? nil
      else { return [] }
      return zone.differences(from: theirs, in: range).map {
        ZoneSurvey.Difference(from: $0.from, to: $0.to, source: other.source, used: $0.own, other: $0.other)
      }
    }
  }
}
