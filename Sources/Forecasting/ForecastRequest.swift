public import Calendars
public import Tickets

/// Which method makes the forecast.
public enum ForecastMethod: String, Hashable, Codable, Sendable, CaseIterable {
  /// The combination where the history carries it, the 8-week average where it is short or sparse.
  case automatic
  /// The same weekday of the week before.
  case lastWeek = "last-week"
  /// Mean of the last eight recorded days of the same weekday, slot by slot: what most planning tools do.
  case eightWeekAverage = "eight-week-average"
  /// Damped Holt smoothing of day totals × an intraday profile.
  case dampedHoltProfile = "damped-holt-profile"
  /// Several day models × an intraday profile, weighted by how they did on the queue's own last weeks.
  case combination
}

/// What to forecast, from what.
public struct ForecastRequest: Hashable, Sendable {
  public var history: IntervalHistory
  /// When the queue is open; nil = at the times of day at which the history is recorded. Give nil for a queue to which
  /// contacts also come while it is closed (e-mail).
  public var hours: OpeningHours?
  /// Dates on which the queue is closed though its weekday is open. They aren't forecast, nor learned from but for past
  /// ones that brought more than half of what is usual: on those it was open.
  public var closedDates: Set<CivilDate>
  /// Special days, past ones and those in the horizon.
  public var holidays: [Holiday]
  /// What the planner knows of: past events are kept out of what is learned, those to come change the forecast.
  public var events: [DemandEvent]
  /// Measures that go with contacts.
  public var drivers: [Driver]
  /// A queue with customers of the same habits: lends its shape of the day to a sparse queue, and everything but the
  /// level to one without history.
  public var sibling: IntervalHistory?
  /// Contacts a day that the planner expects of a queue without history.
  public var dailyContacts: Double?
  /// First local date of the forecast.
  public var first: CivilDate
  /// Length of the forecast in local days, ≥ 1.
  public var days: Int
  /// Hides the history from this local date on; nil = from `first` on. The forecast never sees the days that it is for.
  public var asOf: CivilDate?
  /// Width of the forecast's intervals; nil = the history's. Finer than the history: split evenly.
  public var interval: Minutes?
  /// Looks back at most this far; nil = at the whole history.
  public var maximumWeeks: Int?
  public var method: ForecastMethod

  public init(
    history: IntervalHistory, hours: OpeningHours? = nil, closedDates: Set<CivilDate> = [], holidays: [Holiday] = [],
    events: [DemandEvent] = [],
    drivers: [Driver] = [], sibling: IntervalHistory? = nil, dailyContacts: Double? = nil, first: CivilDate,
    days: Int = 7,
    asOf: CivilDate? = nil, interval: Minutes? = nil, maximumWeeks: Int? = nil, method: ForecastMethod = .automatic
  ) {
    self.history = history
    self.hours = hours
    self.closedDates = closedDates
    self.holidays = holidays
    self.events = events
    self.drivers = drivers
    self.sibling = sibling
    self.dailyContacts = dailyContacts
    self.first = first
    self.days = days
    self.asOf = asOf
    self.interval = interval
    self.maximumWeeks = maximumWeeks
    self.method = method
  }
}
