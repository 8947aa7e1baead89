public import Calendars

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
  /// The zone of a new source's local days; nil = that of the times.
  public var dayZone: Zone?

  public init() {}

  /// Why a time lies outside the dates that are covered; nil when it doesn't.
  func isOutside(_ instant: Instant, in zone: Zone) -> String? {
    guard from != nil || to != nil else { return nil }
    let date = zone.date(at: instant)
    if let from, date < from { return "\(date) comes before \(from)" }
    if let to, date > to { return "\(date) comes after \(to)" }
    return nil
  }
}
