public import Calendars

/// What is kept of a queue's past: contacts and handle time by interval. Tickets themselves are not kept.
///
/// Rows rise strictly by start. An interval inside the span that has no row was not recorded: closed, or missing.
/// A recorded zero is a real zero.
public struct IntervalHistory: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// The zone on whose wall clock the queue's customers live; seasonality follows it.
  public var zone: Zone
  /// Width of every interval.
  public var interval: Minutes
  /// Start of each recorded interval (UTC).
  public var starts: [Instant]
  /// Contacts that arrived in each interval.
  public var contacts: [Double]
  /// How many of the contacts have a known handle time, and the sum of those times in seconds.
  public var timedContacts: [Double]
  public var handleSeconds: [Double]
  /// Dates that have no rows because one of the queue's sources doesn't know them, so that their sum isn't known.
  public var leftOut = DaySpans()

  public init(
    queue: QueueID, zone: Zone, interval: Minutes, starts: [Instant] = [], contacts: [Double] = [],
    timedContacts: [Double] = [], handleSeconds: [Double] = []
  ) {
    self.queue = queue
    self.zone = zone
    self.interval = interval
    self.starts = starts
    self.contacts = contacts
    self.timedContacts = timedContacts
    self.handleSeconds = handleSeconds
  }

  /// The last local date of which something came in, days that are left out included.
  public var lastDate: CivilDate? { [starts.last.map(zone.date), leftOut.last].compactMap(\.self).max() }
}
