internal import Calendars
internal import Forecasting

extension IntervalGrid {
  /// The intervals that begin on `dates` by the clock of `zone`, inside the grid. A plan's grid reaches past its dates
  /// wherever somebody else's week does.
  func intervals(of dates: Range<CivilDate>, in zone: Zone) -> Range<Int> {
    /// The first interval that begins at or after an instant.
    func first(_ instant: Instant) -> Int {
      min(max(0, index(of: instant.adding(seconds: interval.seconds - 1))), count)
    }
    let begin = first(zone.instant(of: dates.lowerBound))
    return begin..<max(begin, first(zone.instant(of: dates.upperBound)))
  }

  /// Some of its intervals.
  func part(_ range: Range<Int>) -> IntervalGrid {
    IntervalGrid(start: instant(at: range.lowerBound), interval: interval, count: range.count)
  }

  /// The grid, begun early enough to hold what came before it.
  func reaching(back earlier: [QueueForecast]) -> IntervalGrid {
    let before = earlier.compactMap(\.starts.first).min().map { max(0, -index(of: $0)) } ?? 0
    return IntervalGrid(start: instant(at: -before), interval: interval, count: before + count)
  }
}
