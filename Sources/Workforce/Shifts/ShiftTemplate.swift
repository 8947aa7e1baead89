public import Calendars

/// A kind of shift: when it may start, how long it may last, where its breaks may lie. Local wall-clock times.
///
/// A length is elapsed time: a ten-hour shift lasts ten hours in the night of a clock change too.
public struct ShiftTemplate: Hashable, Codable, Sendable {
  public var id: TemplateID
  /// Sites that work it; empty means every site.
  public var sites: [SiteID]
  /// Weekdays on which it may start.
  public var weekdays: [Weekday]
  /// Starts run from `earliestStart` to `latestStart` in steps of `step`.
  public var earliestStart: ClockTime
  public var latestStart: ClockTime
  public var step: Minutes
  /// Lengths from start to end, breaks included; rising.
  public var lengths: [Minutes]
  /// No shift ends later than this on the wall clock of its start (above 24:00 = the day after); nil = no limit.
  public var latestEnd: ClockTime?
  /// Breaks that a shift of fitting length must hold, in the order in which they are taken.
  public var breaks: [BreakRule]

  public init(
    id: TemplateID, sites: [SiteID] = [], weekdays: [Weekday] = Weekday.allCases, earliestStart: ClockTime,
    latestStart: ClockTime, step: Minutes = 30, lengths: [Minutes], latestEnd: ClockTime? = nil,
    breaks: [BreakRule] = []
  ) {
    self.id = id
    self.sites = sites
    self.weekdays = weekdays
    self.earliestStart = earliestStart
    self.latestStart = latestStart
    self.step = step
    self.lengths = lengths
    self.latestEnd = latestEnd
    self.breaks = breaks
  }
}

/// A break that a shift must hold when it is long enough: how long, paid or not, and the window in which it may start.
public struct BreakRule: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable { case lunch, rest }
  /// The point of the shift from which the window is measured.
  public enum Anchor: String, Hashable, Codable, Sendable { case start, middle, end }

  public var kind: Kind
  public var length: Minutes
  public var paid: Bool
  public var anchor: Anchor
  /// The break starts between `anchor + from` and `anchor + to`, both included, on the interval grid; negative values
  /// lie before the anchor. `middle` is half the shift, to the half minute. A window that begins or ends between two
  /// intervals shrinks to those inside it.
  public var from: Minutes
  public var to: Minutes
  /// Applies to shifts at least and at most this long.
  public var minimumShift: Minutes
  public var maximumShift: Minutes?

  public init(
    kind: Kind, length: Minutes, paid: Bool, anchor: Anchor, from: Minutes, to: Minutes, minimumShift: Minutes = 0,
    maximumShift: Minutes? = nil
  ) {
    self.kind = kind
    self.length = length
    self.paid = paid
    self.anchor = anchor
    self.from = from
    self.to = to
    self.minimumShift = minimumShift
    self.maximumShift = maximumShift
  }
}
