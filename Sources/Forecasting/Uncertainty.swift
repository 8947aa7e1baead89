/// How far a method's forecasts are from what came, learned from the queue's own past weeks.
struct Uncertainty {
  /// Squared relative spread of an interval's mean, on top of chance (see `NegativeBinomial`).
  var dispersion: Double
  /// Standard deviation of a day's total relative to its mean, on top of chance.
  var daySpread: Double

  /// Standard normal quantile of 0.9: an interval of 80 % reaches so far to either side.
  static let z = 1.281_551_565_544_6

  /// From trial weeks: the dispersion for which 80 % of the intervals would have held what came. The percentile does not
  /// care how far away outliers are.
  ///
  /// - Parameter forecasts: for each trial, day × slot.
  /// - Returns: nil where there is too little to learn from (fewer than 20 intervals or 5 days).
  init?(_ past: Past, trials: [(days: Range<Int>, forecast: [Double])]) {
    let slots = past.grid.slotCount
    var byInterval: [Double] = []
    var byDay: [Double] = []
    for trial in trials {
      for (index, day) in trial.days.enumerated() where past.grid.isRecorded[day] && past.traits[day].isOrdinary {
        let values = trial.forecast[index * slots..<(index + 1) * slots]
        for (slot, mean) in values.enumerated() where mean > 0 {
          byInterval.append(Self.excess(mean: mean, miss: past.grid.counts[day * slots + slot] - mean))
        }
        let total = values.reduce(0, +)
        if total > 0 { byDay.append(Self.excess(mean: total, miss: past.grid.totals[day] - total)) }
      }
    }
    guard byInterval.count >= 20, byDay.count >= 5 else { return nil }
    dispersion = min(100, max(0, Self.percentile80(&byInterval)))
    daySpread = min(10, max(0, Self.percentile80(&byDay)).squareRoot())
  }

  /// Without trials: the spread of the days around the fitted model.
  init(_ past: Past) {
    daySpread = past.ordinary.sigma
    dispersion = daySpread * daySpread
  }

  /// The dispersion at which a miss lies just on the border of the 80 % interval.
  private static func excess(mean: Double, miss: Double) -> Double {
    (miss * miss / (z * z) - mean) / (mean * mean)
  }

  private static func percentile80(_ values: inout [Double]) -> Double {
    values.sort()
    return values[min(values.count - 1, values.count * 4 / 5)]
  }
}
