public import Calendars
internal import Workforce

/// How the clocks of a plan's zones go while it runs, as the rules said when it was made: what a reader with other rules
/// can compare.
public struct PlanClocks: Hashable, Codable, Sendable {
  /// Where the rules came from, but for zones that say otherwise; their release stands in the plan's `zoneRules`.
  public var source: String
  /// By name. UTC has no rules and isn't there.
  public var zones: [Clock]

  /// A zone's clock over the plan's grid.
  public struct Clock: Hashable, Codable, Sendable {
    public var zone: String
    /// Seconds east of UTC where the grid begins.
    public var offset: Int
    /// In order; usually none, or one.
    public var changes: [Change]
    /// Where this zone's rules came from, with their release; nil where it is the plan's `source`.
    public var source: String?

    /// How a zone's clock goes over `range`.
    public init(_ zone: Zone, over range: Range<Instant>, source: String? = nil) {
      self.zone = zone.identifier
      offset = zone.secondsFromUTC(at: range.lowerBound)
      changes = zone.transitions(in: range).filter { $0.at > range.lowerBound }.map { Change(at: $0.at, offset: $0.to) }
      self.source = source
    }

    /// A zone that goes by this record.
    public var recorded: Zone { Zone(identifier: zone, offset: offset, changes: changes.map { ($0.at, $0.offset) }) }
  }

  /// A clock change.
  public struct Change: Hashable, Codable, Sendable {
    public var at: Instant
    /// Seconds east of UTC from then on.
    public var offset: Int
  }

  /// - Parameters:
  ///   - zones: in any order, more than once.
  ///   - range: the plan's grid.
  public init(source: String, zones: [Zone], range: Range<Instant>) {
    self.source = source
    self.zones = Dictionary(zones.map { ($0.identifier, $0) }) { first, _ in first }.values
      .filter { $0.source != nil }.sorted { $0.identifier < $1.identifier }
      .map { zone in
        Clock(zone, over: range, source: zone.source.flatMap { $0.place == source ? nil : $0.words })
      }
  }
}

extension PlanDocument {
  /// Every zone that the plan speaks of.
  public var allZones: [Zone] {
    [readerZone] + queues.map(\.zone) + request.sites.map(\.zone) + request.people.map(\.zone)
  }
}
