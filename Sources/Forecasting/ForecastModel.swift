import Calendars

/// What a model may look at: the days before an origin.
struct Past {
  let grid: DayGrid
  /// Days `0..<end` of the grid are known.
  let end: Int
  /// Traits of every day from the grid's first to the last day that is to be forecast.
  let traits: [DayTraits]
  let classCount: Int
  /// What drives the contacts, where it was given.
  let drivers: DriverTable?
  /// The month-aware regression, whose weights tell ordinary days from outliers.
  let ordinary: DayRegression
  let profile: IntradayProfile
  /// Weekdays on which the queue is open, Monday is 0; what a weekday's effect is told against.
  var openWeekdays: [Int]
  /// By weekday and slot, whether the queue is open by its hours; nil where it has none.
  let openSlots: [Bool]?

  init(
    _ grid: DayGrid, end: Int, traits: [DayTraits], classCount: Int, drivers: DriverTable? = nil,
    openSlots: [Bool]? = nil
  ) {
    self.grid = grid
    self.end = end
    var traits = traits
    if let drivers {
      for (day, row) in drivers.rows(traits: traits, end: end).enumerated() { traits[day].drivers = row }
    }
    self.traits = traits
    self.classCount = classCount
    self.drivers = drivers
    self.openSlots = openSlots
    openWeekdays = (0..<7).filter { grid.isOpen(weekday: $0) }
    ordinary = DayRegression(
      traits[0..<end], totals: grid.totals[0..<end], classCount: classCount,
      // A day that a driver explains is no outlier.
      shape: .init(harmonics: 2, halfLife: 26, usesDrivers: drivers?.names.isEmpty == false))
    profile = IntradayProfile(
      grid, end: end, weights: ordinary.weights, openSlots: openSlots, isSpecial: { traits[$0].holidayClass != nil })
  }

  /// How much a date says of ordinary days, 0…1: nothing where its planner has marked it, less or nothing where it is far
  /// from what is usual around it. Days that nothing is known of count in full.
  func weight(on date: CivilDate) -> Double {
    let day = date - grid.first
    guard (0..<end).contains(day), grid.isRecorded[day] else { return 1 }
    if traits[day].isExcluded { return 0 }
    return traits[day].isOrdinary && ordinary.isFitted(day) ? ordinary.weights[day] : 1
  }

  /// What was known before an earlier day.
  func before(_ day: Int) -> Past {
    Past(grid, end: day, traits: traits, classCount: classCount, drivers: drivers, openSlots: openSlots)
  }

  /// The regressions that several models share, fitted once.
  private var fits: [DayRegression.Shape: DayRegression] = [:]

  /// The same past with the regressions of `models` at hand.
  func prepared(for models: [any ForecastModel]) -> Past {
    var past = self
    for shape in models.compactMap({ $0.regressionShape }) where past.fits[shape] == nil {
      past.fits[shape] = regression(shape)
    }
    return past
  }

  /// The regression of another shape on the same days.
  func regression(_ shape: DayRegression.Shape) -> DayRegression {
    if shape == ordinary.shape { return ordinary }
    if let known = fits[shape] { return known }
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

  /// The regression that it builds on; nil where there is none.
  var regressionShape: DayRegression.Shape? { get }

  /// What makes a day's total out of the queue's base, as logarithms; nil where the model doesn't work with factors.
  func factors(_ past: Past, day: Int) -> [DayFactor]?
}

extension ForecastModel {
  var regressionShape: DayRegression.Shape? { nil }
  func factors(_ past: Past, day: Int) -> [DayFactor]? { nil }
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
