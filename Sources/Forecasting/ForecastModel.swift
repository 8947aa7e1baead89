import Calendars

/// What a model may look at: the days before an origin.
struct Past {
  let grid: DayGrid
  /// Days `0..<end` of the grid are known.
  let end: Int
  /// Traits of every day from the grid's first to the last day that is to be forecast.
  let traits: [DayTraits]
  let classCount: Int
  /// The month-aware regression, whose weights tell ordinary days from outliers.
  let ordinary: DayRegression
  let profile: IntradayProfile

  init(_ grid: DayGrid, end: Int, traits: [DayTraits], classCount: Int) {
    self.grid = grid
    self.end = end
    self.traits = traits
    self.classCount = classCount
    ordinary = DayRegression(
      traits[0..<end], totals: grid.totals[0..<end], classCount: classCount, shape: .init(harmonics: 2, halfLife: 26))
    profile = IntradayProfile(grid, end: end, weights: ordinary.weights) { traits[$0].holidayClass != nil }
  }

  /// The regression of another shape on the same days.
  func regression(_ shape: DayRegression.Shape) -> DayRegression {
    if shape == ordinary.shape { return ordinary }
    return DayRegression(traits[0..<end], totals: grid.totals[0..<end], classCount: classCount, shape: shape)
  }
}

/// A way to forecast. A model is one file that conforms and one line in `ForecastMethod.models`.
protocol ForecastModel: Sendable {
  /// As `QueueForecast.method` names it.
  var name: String { get }

  /// Expected contacts of days after `past.end`, as day × slot, flattened in the order of `days`.
  ///
  /// - Parameter days: indices into `past.traits`, all ≥ `past.end`.
  func predict(_ past: Past, days: Range<Int>) -> [Double]
}

/// A model that forecasts the day's total and spreads it with the intraday profile.
protocol DayTotalModel: ForecastModel {
  /// Expected contacts of each of `days`.
  func totals(_ past: Past, days: Range<Int>) -> [Double]
}

extension DayTotalModel {
  func predict(_ past: Past, days: Range<Int>) -> [Double] {
    let slots = past.grid.slotCount
    var result: [Double] = []
    result.reserveCapacity(days.count * slots)
    for (day, total) in zip(days, totals(past, days: days)) {
      let weekday = past.traits[day].weekday
      for slot in 0..<slots {
        result.append(past.traits[day].isOpen ? total * past.profile.shares[weekday * slots + slot] : 0)
      }
    }
    return result
  }
}
