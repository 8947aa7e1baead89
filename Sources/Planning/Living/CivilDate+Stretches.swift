internal import Calendars

extension CivilDate {
  /// Dates in a row, from rising dates.
  static func stretches(of dates: [CivilDate]) -> [ClosedRange<CivilDate>] {
    var stretches: [ClosedRange<CivilDate>] = []
    for date in dates {
      if let last = stretches.last, date - last.upperBound == 1 {
        stretches[stretches.count - 1] = last.lowerBound...date
      } else {
        stretches.append(date...date)
      }
    }
    return stretches
  }
}
