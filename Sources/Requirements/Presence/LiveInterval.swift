public import Calendars
public import Workforce

/// One interval of a live queue, as heads are asked for it.
struct LiveInterval {
  /// In the grid.
  var index: Int
  var service: IntervalService
  var contacts: Double
  /// Whether the queue is open, and a forecast says something about it.
  var isPlanned: Bool
  /// Fewer contacts than ask for anybody.
  var isNegligible: Bool
  var isOpen: Bool
  /// The chance of each head of not being in position, 0..<1.
  var missing: Double
  /// Where the search for heads begins.
  var guess: Int
  /// The date on which its opening began.
  var day: CivilDate

  /// Whether contacts arrive that ask for somebody.
  var isAsked: Bool { isOpen && isPlanned && !isNegligible && contacts > 0 }
}

extension QueueSettings {
  /// The local date on which the opening that holds an open interval of a grid began: the date before where that runs over
  /// midnight. A time outside all openings has its own date.
  public func openingDate(of index: Int, on grid: IntervalGrid) -> CivilDate {
    let start = grid.instant(at: index)
    let first = zone.civil(at: start)
    for minute in 0..<max(1, grid.interval.rawValue) {
      let civil = zone.civil(at: start.adding(seconds: minute * 60))
      if hours.spans[civil.date.weekday.index].contains(where: { $0.contains(civil.minuteOfDay) }) {
        return civil.date
      }
      let yesterday = civil.date.adding(days: -1)
      if hours.spans[yesterday.weekday.index].contains(where: { $0.contains(civil.minuteOfDay + 1440) }) {
        return yesterday
      }
    }
    return first.date
  }
}
