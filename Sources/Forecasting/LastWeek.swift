/// The day a week before, slot by slot: the least that a method has to beat.
struct LastWeek: ForecastModel {
  let name = ForecastMethod.lastWeek.rawValue

  func predict(_ past: Past, days: Range<Int>) -> [Double] { EightWeekAverage(weeks: 1).predict(past, days: days) }
}
