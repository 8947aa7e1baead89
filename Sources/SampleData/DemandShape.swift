internal import Calendars
internal import Searching

/// How an invented queue's contacts are spread: by weekday, over the day, over the months, with noise.
struct DemandShape {
  /// Mean contacts on an average open day at the start of the span.
  var daily: Double
  /// Relative volume of Monday … Sunday; 0 = closed.
  var weekdays: [Double]
  /// Opening hours on the queue's wall clock.
  var opens: Int
  var closes: Int
  /// Peaks of the day: hour, height, width in hours; on a floor of 0.15.
  var peaks: [(hour: Double, height: Double, width: Double)]
  /// Growth a year, for example 0.12.
  var growth: Double
  /// Extra volume on the first three days of a month, falling.
  var monthStart: Double
  /// Standard deviation of a whole day's factor.
  var daySpread: Double
  /// The day on which hardly anybody could get through, and the day after, on which they came back.
  var outage: CivilDate

  /// Contacts in each of the day's quarter-hours from midnight: 96 counts.
  func contacts(on date: CivilDate, since first: CivilDate, using random: inout SeededGenerator) -> [Int] {
    let weekday = weekdays[date.weekday.index]
    // The noise is drawn for closed days too, so that one day's shape doesn't move the numbers of all later ones.
    let noise = random.normal()
    guard weekday > 0 else { return Array(repeating: 0, count: 96) }
    var total = daily * weekday * (1 + growth * Double(date - first) / 365)
    if date.day <= 3 { total *= 1 + monthStart * Double(4 - date.day) / 3 }
    total *= 1 + daySpread * max(-2.5, min(2.5, noise))
    if date == outage { total *= 0.12 }
    if date == outage.adding(days: 1) { total *= 1.3 }
    let weights = (0..<96).map { quarter -> Double in
      let hour = (Double(quarter) + 0.5) / 4
      guard hour > Double(opens), hour < Double(closes) else { return 0 }
      return peaks.reduce(0.15) { sum, peak in
        let distance = (hour - peak.hour) / peak.width
        return sum + peak.height * Exponential.of(-0.5 * distance * distance)
      }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 == 0 ? 0 : random.poisson(mean: total * $0 / sum) }
  }
}
