/// What each class of holidays adds to the logarithm of a day's contacts: the weighted mean of what the rest of the model
/// leaves unexplained on its days, at first the median.
struct ClassEffects {
  private let days: [[Int]]
  private var means: [Double]
  /// Weight behind each mean.
  private var masses: [Double]

  /// - Parameters:
  ///   - classes: of each day; nil on ordinary ones.
  ///   - rest: what is unexplained on each day.
  init(_ classes: [Int?], count: Int, rest: [Double]) {
    var days = [[Int]](repeating: [], count: count)
    for (day, kind) in classes.enumerated() {
      if let kind { days[kind].append(day) }
    }
    self.days = days
    means = days.map { median($0.map { rest[$0] }) }
    masses = days.map { Double($0.count) }
  }

  /// 0 for an ordinary day.
  func value(of kind: Int?) -> Double { kind.map { means[$0] } ?? 0 }

  /// Days that weigh nothing leave the class as it is.
  mutating func update(_ rest: [Double], weights: [Double]) {
    for kind in days.indices {
      masses[kind] = days[kind].reduce(0) { $0 + weights[$1] }
      if masses[kind] > 0 { means[kind] = days[kind].reduce(0) { $0 + weights[$1] * rest[$1] } / masses[kind] }
    }
  }

  /// The effects drawn towards zero, as if so many more days without any effect had been seen.
  func drawn(by ridge: Double) -> [Double] {
    means.indices.map { masses[$0] > 0 ? means[$0] * masses[$0] / (masses[$0] + ridge) : 0 }
  }
}
