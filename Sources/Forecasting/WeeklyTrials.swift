#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What each model would have forecast for each of the past weeks, from what was known before it.
struct WeeklyTrials {
  /// A past week: its days in the grid and each model's forecast of them.
  struct Trial {
    var days: Range<Int>
    var forecasts: [[Double]]
  }

  let modelCount: Int
  let trials: [Trial]
  /// Each model's share in the combination; equal where there was nothing to try on.
  let weights: [Double]

  /// - Parameters:
  ///   - weeks: how many weeks to try, backwards from the end of the past.
  ///   - training: days that a trial needs before it.
  init(_ past: Past, models: [any ForecastModel], weeks: Int = 6, training: Int = 21) {
    modelCount = models.count
    var trials: [Trial] = []
    for week in 1...max(1, weeks) {
      let start = past.end - 7 * week
      guard start >= training, past.grid.isRecorded[0..<start].contains(true) else { break }
      let before = past.before(start).prepared(for: models)
      let days = start..<start + 7
      trials.append(Trial(days: days, forecasts: models.map { $0.predict(before, days: days) }))
    }
    self.trials = trials
    weights = Self.weights(trials, past, count: models.count)
  }

  private static func weights(_ trials: [Trial], _ past: Past, count: Int) -> [Double] {
    var errors = [Double](repeating: 0, count: count)
    for trial in trials {
      addErrors(of: trial.forecasts, days: trial.days, part: 0..<trial.days.count, past: past, to: &errors)
    }
    return shares(errors)
  }

  /// Adds each model's error on `part` of the days of a trial; days that are far from usual tell nothing.
  static func addErrors(
    of forecasts: [[Double]], days: Range<Int>, part: Range<Int>, past: Past, to errors: inout [Double]
  ) {
    let slots = past.grid.slotCount
    for index in part {
      let day = days.lowerBound + index
      guard past.grid.isRecorded[day], past.ordinary.weights[day] > 0.5 else { continue }
      for model in forecasts.indices {
        var byDay = 0.0
        for slot in 0..<slots {
          let miss = forecasts[model][index * slots + slot] - past.grid.counts[day * slots + slot]
          errors[model] += abs(miss)
          byDay += miss
        }
        errors[model] += 2 * abs(byDay) / Double(slots).squareRoot()
      }
    }
  }

  /// Shares ∝ (least error ÷ error)¹⁶; equal where there is no error to go by.
  static func shares(_ errors: [Double]) -> [Double] {
    guard let least = errors.min(), least > 0 else {
      return errors.map { _ in 1 / Double(errors.count) }
    }
    let shares = errors.map { pow(least / $0, 16) }
    let whole = shares.reduce(0, +)
    return shares.map { $0 / whole }
  }
}
