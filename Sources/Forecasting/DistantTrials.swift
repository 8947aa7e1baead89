#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What each model would have forecast of days far ahead, for forecasts that reach more than four weeks.
///
/// A week ahead the level of the last days tells most, and a year's season little; half a year ahead it is the other way
/// round. Models are therefore weighed anew for every four weeks of lead, by forecasts from up to six past origins, spread
/// over at most a year, that had enough history to know a season.
struct DistantTrials {
  /// Days of lead that are weighed together.
  static let block = 28
  private static let mostOrigins = 6

  /// How many days ahead was tried, a multiple of `block`.
  let reach: Int
  /// First days of the forecasts that were tried.
  let origins: [Int]
  /// Each model's share, by block of lead.
  let weights: [[Double]]
  /// From forecasts four or more weeks ahead; nil where too few were.
  let uncertainty: Uncertainty?

  /// - Parameter lead: of the last day that is asked for, from 1.
  /// - Returns: nil where no day is more than four weeks ahead, or the history is too short to try.
  init?(_ past: Past, models: [any ForecastModel], lead: Int) {
    let spare = past.end - DayRegression.seasonDays
    guard lead > Self.block, spare >= 2 * Self.block else { return nil }
    reach = min((lead + Self.block - 1) / Self.block, (spare - Self.block) / Self.block) * Self.block
    let latest = past.end - reach
    let earliest = max(DayRegression.seasonDays, latest - 364)
    let count = max(2, min(Self.mostOrigins, (latest - earliest) / 14 + 1))
    origins = (0..<count).map { earliest + (latest - earliest) * $0 / (count - 1) }

    let slots = past.grid.slotCount
    let blocks = reach / Self.block
    var errors = [[Double]](repeating: Array(repeating: 0, count: models.count), count: blocks)
    var made: [(days: Range<Int>, forecasts: [[Double]])] = []
    for start in origins {
      let before = past.before(start).prepared(for: models)
      let days = start..<start + reach
      let forecasts = models.map { $0.predict(before, days: days) }
      for block in 0..<blocks {
        let part = block * Self.block..<(block + 1) * Self.block
        WeeklyTrials.addErrors(of: forecasts, days: days, part: part, past: past, to: &errors[block])
      }
      made.append((days, forecasts))
    }
    weights = (0..<blocks).map { block in
      // The neighbours count half: three months see more than one.
      WeeklyTrials.shares(
        models.indices.map { model in
          errors[block][model] + (block > 0 ? errors[block - 1][model] / 2 : 0)
            + (block + 1 < blocks ? errors[block + 1][model] / 2 : 0)
        })
    }
    var trials: [(days: Range<Int>, forecast: [Double])] = []
    for (days, forecasts) in made where blocks > 1 {
      for block in 1..<blocks {
        let part = block * Self.block * slots..<(block + 1) * Self.block * slots
        var sum = [Double](repeating: 0, count: part.count)
        for (forecast, weight) in zip(forecasts, weights[block]) where weight > 1e-4 {
          for (index, cell) in part.enumerated() { sum[index] += weight * forecast[cell] }
        }
        let first = days.lowerBound + block * Self.block
        trials.append((first..<first + Self.block, sum))
      }
    }
    uncertainty = Uncertainty(past, trials: trials)
  }

  /// Each model's share in the forecast of a day, blended from those of a week ahead to those of its own lead.
  ///
  /// - Parameters:
  ///   - lead: 0 is the first day after the past.
  ///   - near: shares a week ahead.
  func weights(lead: Int, near: [Double]) -> [Double] {
    let first = min(1, weights.count - 1)
    func place(_ block: Int) -> Int { block * Self.block + Self.block / 2 }
    if lead >= place(weights.count - 1) { return weights[weights.count - 1] }
    if lead < 7 { return near }
    if lead < place(first) { return Self.blend(near, weights[first], Double(lead - 7) / Double(place(first) - 7)) }
    let block = (lead - Self.block / 2) / Self.block
    return Self.blend(weights[block], weights[block + 1], Double(lead - place(block)) / Double(Self.block))
  }

  /// What is to be expected of a day's interval, blended likewise; never surer than a week ahead.
  func dispersion(lead: Int, near: Double) -> Double {
    guard let far = uncertainty?.dispersion, far > near else { return near }
    return near + (far - near) * min(1, max(0, Double(lead - 7) / Double(Self.block - 7)))
  }

  private static func blend(_ from: [Double], _ to: [Double], _ share: Double) -> [Double] {
    zip(from, to).map { $0 + share * ($1 - $0) }
  }
}
