package import Calendars

/// What is asked of one person's duties over the horizon, beside that they keep every rule.
package enum TourWish: Hashable, Sendable {
  case anything
  /// No duty on this day of the horizon.
  case dayOff(Int)
  /// A duty on this day whose start is one of `starts`.
  case duty(day: Int, starts: Starts)
  /// On duty and on no break in this interval of the grid.
  case presence(slot: Int)
  /// As much paid time in this week as its minimum asks for.
  case fullWeek(Int)
  /// As much paid time in this week as can be had below its minimum, whatever the other weeks have. Only where nothing
  /// else has a price.
  case mostHours(week: Int)

  package enum Starts: Hashable, Sendable {
    case any
    case except(Instant)
    /// Both included.
    case within(ClosedRange<Instant>)

    func contains(_ start: Instant) -> Bool {
      switch self {
      case .any: true
      case .except(let instant): start != instant
      case .within(let range): range.contains(start)
      }
    }
  }
}
