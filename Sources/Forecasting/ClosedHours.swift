internal import Calendars
internal import Tickets

extension ForecastRequest {
  /// The contacts of the history without the intervals in which the queue is closed by its hours: what its forecast can be
  /// measured by.
  var openHistory: IntervalHistory {
    guard hours != nil else { return history }
    var isOpen = OpenIntervals(self)
    let rows = history.starts.indices.filter { isOpen(history.starts[$0]) }
    var open = history
    open.starts = rows.map { history.starts[$0] }
    open.contacts = rows.map { history.contacts[$0] }
    open.timedContacts = []
    open.handleSeconds = []
    return open
  }

  /// What came while the queue was closed by its hours, in the last weeks that are recorded: nobody is planned for it.
  ///
  /// Dates on which it is closed for another reason don't count. Zero where it has no hours of its own.
  /// - Parameter weeks: how far to look back from the last interval of the history.
  public func closedContacts(weeks: Int) -> (closed: Double, all: Double) {
    guard hours != nil, let last = history.starts.last else { return (0, 0) }
    let first = history.zone.date(at: last).adding(days: 1 - 7 * weeks)
    var isOpen = OpenIntervals(self)
    var (closed, all) = (0.0, 0.0)
    for row in history.starts.indices.reversed() {
      let date = history.zone.date(at: history.starts[row])
      guard date >= first else { break }
      guard !closedDates.contains(date) else { continue }
      all += history.contacts[row]
      if !isOpen(history.starts[row]) { closed += history.contacts[row] }
    }
    return (closed, all)
  }
}

/// Whether a queue is open at any minute of the forecast's interval that holds an instant; each weekday's are asked once.
private struct OpenIntervals {
  private let request: ForecastRequest
  private let width: Int
  private var known: [Int: Bool] = [:]

  init(_ request: ForecastRequest) {
    self.request = request
    width = max(request.interval ?? request.history.interval, request.history.interval).rawValue
  }

  mutating func callAsFunction(_ instant: Instant) -> Bool {
    let civil = request.history.zone.civil(at: instant)
    let first = civil.minuteOfDay / width * width
    let key = civil.date.weekday.index * 1440 + first
    if let isOpen = known[key] { return isOpen }
    let isOpen = (first..<min(1440, first + width)).contains { minute in
      request.hours?.isOpen(at: CivilTime(date: civil.date, clock: ClockTime(minutes: minute))) ?? true
    }
    known[key] = isOpen
    return isOpen
  }
}
