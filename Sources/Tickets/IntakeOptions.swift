public import Calendars
internal import Tables

/// How an import joins what is kept already.
public struct IntakeOptions: Sendable {
  /// The source that the files belong to; nil = told from the system and the header.
  public var source: String?
  /// The queue of everything in the files.
  public var queue: QueueID?
  /// The first and the last date that the files cover, whether or not something came; nil = what has rows.
  public var from: CivilDate?
  public var to: CivilDate?
  public var overlap: OverlapRule = .refuse
  /// The zone of a new source's local days where neither its times nor its queues have one: nil = that of the times.
  public var dayZone: Zone?
  /// Whether the zone of local times is one of several that they could be of.
  public var assumesZone = false

  public init() {}

  /// - Throws: `import.dates` for dates that no zone table reaches.
  func check() throws(Diagnostic) {
    for (name, date) in [("from", from), ("to", to)] {
      guard let date, !QuarterHours.plausibleDates.contains(date) else { continue }
      throw Diagnostic(
        "import.dates", "--\(name) \(date) lies outside 1990 to 2059", cure: "Say which dates the files cover.",
        kind: .usage)
    }
  }

  /// Why a time lies outside the dates that are covered; nil when it doesn't.
  func isOutside(_ instant: Instant, in zone: Zone) -> String? {
    guard from != nil || to != nil else { return nil }
    let date = zone.date(at: instant)
    if let from, date < from { return "\(date) comes before \(from)" }
    if let to, date > to { return "\(date) comes after \(to)" }
    return nil
  }
}
