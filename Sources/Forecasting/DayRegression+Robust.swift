/// What outliers can't bend.
extension DayRegression {
  /// 1.4826 × median absolute value, plus 0.02 so that a perfectly regular history does not call everything an outlier.
  static func scale(_ values: [Double]) -> Double { 1.4826 * median(values.map(abs)) + 0.02 }

  /// Each value less the median of the nine nearest of its weekday (itself included).
  static func distancesFromNeighbours(_ weekdays: [Int], _ values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    for weekday in 0..<7 {
      let days = weekdays.indices.filter { weekdays[$0] == weekday }
      for (position, day) in days.enumerated() {
        let from = max(0, min(position - 4, days.count - 9))
        let near = days[from..<min(days.count, from + 9)].map { values[$0] }
        result[day] = values[day] - median(near)
      }
    }
    return result
  }

  /// Median of the 21 days around each, found for every fifth day: where the level has shifted, the days after the shift
  /// are not outliers.
  static func runningMedian(_ values: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: values.count)
    for block in stride(from: 0, to: values.count, by: 5) {
      let from = max(0, min(block - 8, values.count - 21))
      let middle = median(Array(values[from..<min(values.count, from + 21)]))
      for index in block..<min(values.count, block + 5) { result[index] = middle }
    }
    return result
  }
}
