import Calendars

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The logarithm of a day's contacts explained by weekday, day of the month, season, closures, holidays and drivers.
///
/// Iteratively reweighted ridge regression: every block of effects is drawn towards zero by (σ/τ)², so a short or noisy
/// history falls back to plain weekdays; days far from what is usual around them lose weight (Huber between 2.5σ and 6σ)
/// or count nothing. Older days count less by a half-life.
struct DayRegression {
  /// How much there is to the model.
  struct Shape: Hashable {
    /// Pairs of sine and cosine over the month.
    var harmonics: Int
    /// Weeks after which a day counts half.
    var halfLife: Double
    /// Open days counted from either end of the month that have an effect of their own: wages, rents and bills come on
    /// the first or the last working day, not on a day of the calendar.
    var turn = 0
    /// Pairs of sine and cosine over the year; they count from `DayRegression.seasonDays` days of history on.
    var season = 0
    /// Whether the request's drivers have effects.
    var usesDrivers = false
  }

  /// Kinds of effects, in the order of their columns.
  enum Block: CaseIterable {
    case weekday, month, closure, holiday, turn, season, driver

    /// Typical size of an effect, as a share of a day's contacts.
    fileprivate var spread: Double {
      switch self {
      case .weekday: .infinity
      case .month: 0.07
      case .closure, .turn, .driver: 0.15
      case .holiday: 0.5
      case .season: 0.1
      }
    }
  }

  /// Days of history from which a year's season can be told from a trend.
  static let seasonDays = 400
  /// How much of the effect of the weekday after the weekly closure a day after any other closure gets: work that has
  /// piled up comes, whatever the day is called. The closure's own effect corrects it.
  private static let backlogShare = 0.5
  /// Half-lives after which a day is left out: it would count 3 %.
  private static let memory = 5.0

  let shape: Shape
  /// First column of each block, and the number of columns.
  private let offsets: [Int]
  /// Robust weight of each day, 0…1; 0 where nothing was recorded.
  private(set) var weights: [Double]
  /// Observed less fitted logarithm of each day; 0 where nothing was recorded.
  private(set) var residuals: [Double]
  /// Robust standard deviation of the residuals.
  private(set) var sigma = 0.0
  /// How much of the variance that chance gives is in the days, 0…1: none where the history repeats itself.
  private(set) var chanceShare = 0.0
  private var coefficients: [Double] = []
  /// Median logarithm, from which the effects count.
  private var centre = 0.0
  /// Weekdays that were seen, and the mean of their effects for those that were not.
  private var isSeen = [Bool](repeating: false, count: 7)
  private var meanWeekday = 0.0

  /// Fits the days `0..<traits.count` with the given totals.
  init(_ traits: ArraySlice<DayTraits>, totals: ArraySlice<Double>, classCount: Int, shape: Shape) {
    var shape = shape
    let count = traits.count
    if count < Self.seasonDays { shape.season = 0 }
    self.shape = shape
    let drivers = shape.usesDrivers ? traits.first?.drivers.count ?? 0 : 0
    let widths = [7, 2 * shape.harmonics, 1, classCount, 2 * shape.turn, 2 * shape.season, drivers]
    offsets = widths.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    weights = Array(repeating: 0, count: count)
    residuals = weights
    let oldest = Double(count) - 7 * shape.halfLife * Self.memory
    let days = (0..<count).filter { Double($0) >= oldest && traits[traits.startIndex + $0].isOrdinary }
    guard !days.isEmpty else { return }
    // Whether a driver explains what is far from the usual is for the fit to find out: it must see the day once.
    let isDriven = days.map { day in
      shape.usesDrivers && traits[traits.startIndex + day].drivers.contains { abs($0) > 1 }
    }
    for day in days { isSeen[traits[traits.startIndex + day].weekday] = true }
    let features = days.map { day in
      var trait = traits[traits.startIndex + day]
      trait.holidayClass = nil
      return SparseRow(self.features(of: trait))
    }
    let raw = days.map { log(totals[totals.startIndex + $0] + 0.5) }
    // Centred, so that drawing the weekdays a little towards zero draws them towards each other.
    centre = median(raw)
    let logs = raw.map { $0 - centre }
    let age = days.map { exp2(-Double(count - 1 - $0) / 7 / shape.halfLife) }
    let classes = days.map { traits[traits.startIndex + $0].holidayClass }

    // The first residuals are distances from the median of the weekday's neighbours in time, so that one wild day in a
    // short history is known as such before anything is fitted.
    var rest = Self.distancesFromNeighbours(days.map { traits[traits.startIndex + $0].weekday }, logs)
    var robust = [Double](repeating: 1, count: days.count)
    // The fewer contacts a day has, the farther chance alone takes it: a Poisson day of n contacts scatters by 1/√n.
    var chance = zip(logs, rest).map { exp(-($0 - $1 + centre) / 2) }
    // Ordinary days are fitted to what is left of holidays without their class's effect, so that a holiday, which says
    // nothing of them, doesn't bend them.
    var holidays = ClassEffects(classes, count: classCount, rest: rest)
    for pass in 0..<6 {
      for index in days.indices { rest[index] -= holidays.value(of: classes[index]) }
      sigma = Self.scale(rest)
      let middle = pass == 0 ? [Double](repeating: 0, count: rest.count) : Self.runningMedian(rest)
      for index in days.indices {
        let distance = abs(rest[index] - middle[index])
        var usual = max(sigma, chance[index])
        // Days of a class differ, too, by half of how large their effect typically is.
        if classes[index] != nil { usual = max(usual, Block.holiday.spread / 2) }
        robust[index] =
          pass == 0 && isDriven[index] || distance <= 2.5 * usual
          ? 1 : distance > 6 * usual ? 0 : 2.5 * usual / distance
      }
      if pass == 5 { break }
      let influence = zip(age, robust).map(*)
      coefficients = solve(
        features, logs.indices.map { logs[$0] - holidays.value(of: classes[$0]) }, influence)
      for index in days.indices {
        let fitted = features[index].dot(coefficients)
        rest[index] = logs[index] - fitted
        chance[index] = exp(-(fitted + holidays.value(of: classes[index]) + centre) / 2)
      }
      holidays.update(rest, weights: influence)
    }
    let share = sigma / Block.holiday.spread
    for (index, effect) in holidays.drawn(by: share * share).enumerated() {
      coefficients[offset(of: .holiday) + index] = effect
    }
    for index in days.indices {
      guard let kind = classes[index] else { continue }
      rest[index] += holidays.value(of: kind) - coefficients[offset(of: .holiday) + kind]
    }
    chanceShare = Self.chanceShare(rest, chance: chance)
    for (index, day) in days.enumerated() {
      weights[day] = robust[index]
      residuals[day] = rest[index]
    }
    let seen = (0..<7).filter { isSeen[$0] }
    meanWeekday = seen.reduce(0) { $0 + coefficients[$1] } / Double(seen.count)
  }

  /// Whether the day is recent enough to have been looked at.
  func isFitted(_ day: Int) -> Bool { Double(day) >= Double(weights.count) - 7 * shape.halfLife * Self.memory }

  /// Fitted logarithm of a day's contacts plus a half.
  func logarithm(of day: DayTraits) -> Double {
    guard !coefficients.isEmpty else { return log(0.5) }
    var value = centre + zip(features(of: day), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    if !isSeen[day.weekday] { value += meanWeekday - coefficients[day.weekday] }
    return value
  }

  /// What each kind of effect adds to the logarithm. They add up, with `base`, to `logarithm(of:)`.
  ///
  /// The weekday's is that of an ordinary day of its name: what a day after a closure has of another weekday's is the
  /// closure's.
  func effects(on day: DayTraits) -> [(block: Block, value: Double)] {
    guard !coefficients.isEmpty else { return [] }
    var plain = day
    plain.followsClosure = false
    let (row, plainRow) = (features(of: day), features(of: plain))
    return zip(Block.allCases, zip(offsets, offsets.dropFirst())).map { block, columns in
      var value = (columns.0..<columns.1).reduce(0) { $0 + row[$1] * coefficients[$1] }
      switch block {
      case .weekday:
        value = (0..<7).reduce(0) { $0 + plainRow[$1] * coefficients[$1] } - meanWeekday
        if !isSeen[day.weekday] { value += meanWeekday - coefficients[day.weekday] }
      case .closure: value += (0..<7).reduce(0) { $0 + (row[$1] - plainRow[$1]) * coefficients[$1] }
      default: break
      }
      return (block, value)
    }
  }

  /// The mean effect of those of the weekdays that were seen.
  func meanEffect(of weekdays: [Int]) -> Double {
    let seen = weekdays.filter { isSeen[$0] }
    guard !coefficients.isEmpty, !seen.isEmpty else { return 0 }
    return seen.reduce(0) { $0 + coefficients[$1] } / Double(seen.count) - meanWeekday
  }

  /// The logarithm of a day on which nothing has an effect.
  var base: Double { coefficients.isEmpty ? log(0.5) : centre + meanWeekday }

  private func offset(of block: Block) -> Int { offsets[Block.allCases.firstIndex(of: block) ?? 0] }

  private var width: Int { offsets[offsets.count - 1] }

  private func features(of day: DayTraits) -> [Double] {
    var row = [Double](repeating: 0, count: width)
    if day.followsClosure, let like = day.weekdayAfterClosure, isSeen[like] {
      row[like] += Self.backlogShare
      row[day.weekday] += 1 - Self.backlogShare
    } else {
      row[day.weekday] = 1
    }
    let (year, month, dayOfMonth) = day.date.parts
    if shape.harmonics > 0 {
      let angle = 2 * Double.pi * Double(dayOfMonth - 1) / Double(CivilDate.daysIn(month: month, year: year))
      Self.wave(angle, pairs: shape.harmonics, into: &row, at: offset(of: .month))
    }
    if day.followsClosure { row[offset(of: .closure)] = 1 }
    if let index = day.holidayClass { row[offset(of: .holiday) + index] = 1 }
    if day.fromMonthStart < shape.turn { row[offset(of: .turn) + day.fromMonthStart] = 1 }
    if day.fromMonthEnd < shape.turn { row[offset(of: .turn) + shape.turn + day.fromMonthEnd] = 1 }
    if shape.season > 0 {
      let start = CivilDate(year: year, month: 1, day: 1) ?? day.date
      Self.wave(
        2 * Double.pi * Double(day.date - start) / 365.25, pairs: shape.season, into: &row, at: offset(of: .season))
    }
    if shape.usesDrivers {
      for (index, value) in day.drivers.enumerated() { row[offset(of: .driver) + index] = value }
    }
    return row
  }

  private static func wave(_ angle: Double, pairs: Int, into row: inout [Double], at first: Int) {
    for k in 1...pairs {
      row[first + 2 * k - 2] = sin(Double(k) * angle)
      row[first + 2 * k - 1] = cos(Double(k) * angle)
    }
  }

  /// Weighted ridge regression through the normal equations and Cholesky's factor; they are small and, with the ridge,
  /// positive definite.
  private func solve(_ features: [SparseRow], _ values: [Double], _ weights: [Double]) -> [Double] {
    let n = width
    var matrix = [Double](repeating: 0, count: n * n)
    var right = [Double](repeating: 0, count: n)
    for index in features.indices where weights[index] > 0 {
      features[index].add(weight: weights[index], value: values[index], to: &matrix, &right, width: n)
    }
    for (block, columns) in zip(Block.allCases, zip(offsets, offsets.dropFirst())) {
      let share = sigma / block.spread
      for i in columns.0..<columns.1 { matrix[i * n + i] += block == .weekday ? 0.1 : share * share }
    }
    for i in 0..<n {
      for j in 0...i {
        var sum = matrix[i * n + j]
        for k in 0..<j { sum -= matrix[i * n + k] * matrix[j * n + k] }
        matrix[i * n + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / matrix[j * n + j]
      }
    }
    for i in 0..<n {
      var sum = right[i]
      for k in 0..<i { sum -= matrix[i * n + k] * right[k] }
      right[i] = sum / matrix[i * n + i]
    }
    for i in (0..<n).reversed() {
      var sum = right[i]
      for k in (i + 1)..<max(i + 1, n) { sum -= matrix[k * n + i] * right[k] }
      right[i] = sum / matrix[i * n + i]
    }
    return right
  }

  /// A day's features without the zeros, which are most of them.
  private struct SparseRow {
    private var columns: [Int] = []
    private var values: [Double] = []

    init(_ row: [Double]) {
      for column in 0..<row.count where row[column] != 0 {
        columns.append(column)
        values.append(row[column])
      }
    }

    func dot(_ coefficients: [Double]) -> Double {
      var sum = 0.0
      for index in 0..<columns.count { sum += values[index] * coefficients[columns[index]] }
      return sum
    }

    /// Adds the row's share of the normal equations, the lower half.
    func add(weight: Double, value: Double, to matrix: inout [Double], _ right: inout [Double], width: Int) {
      for index in 0..<columns.count {
        let scaled = weight * values[index]
        right[columns[index]] += scaled * value
        let row = columns[index] * width
        for other in 0...index { matrix[row + columns[other]] += scaled * values[other] }
      }
    }
  }
}
