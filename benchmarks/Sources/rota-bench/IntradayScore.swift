internal import Calendars
internal import Forecasting

/// How much nearer the rest of many days is by what was known at an hour than it was the day before.
struct IntradayScore {
  private(set) var days = 0
  private(set) var steps = 0
  private var contacts = 0.0
  private var error = (before: 0.0, now: 0.0)
  private var ofTotal = (before: 0.0, now: 0.0)
  /// By interval.
  private var ofTwoHours = (before: 0.0, now: 0.0)
  private var intervals = 0.0
  private var inside = 0.0
  private var totalsInside = 0.0

  /// In percent.
  var gain: Double { Self.gain(error) }
  var gainOfTotal: Double { Self.gain(ofTotal) }
  var gainOfTwoHours: Double { Self.gain(ofTwoHours) }
  var band: Double { 100 * inside / max(1, intervals) }
  var bandOfTotal: Double { 100 * totalsInside / max(1, Double(days)) }
  /// Absolute errors by interval ÷ contacts.
  var wape: Double { 100 * error.now / max(1, contacts) }
  var wapeBefore: Double { 100 * error.before / max(1, contacts) }

  private static func gain(_ errors: (before: Double, now: Double)) -> Double {
    errors.before > 0 ? 100 * (1 - errors.now / errors.before) : 0
  }

  /// - Parameter hour: of the queue's clock; what lies before it is known.
  mutating func add(_ day: IntradayDay, at hour: Int) {
    let forecast = day.forecast
    let over = forecast.starts.count { forecast.zone.civil(at: $0).minuteOfDay < 60 * hour }
    let rest = over..<forecast.starts.count
    // Days that end by then, or of whose morning nothing is known, say nothing.
    guard !rest.isEmpty, rest.allSatisfy({ day.counts[$0] != nil }), day.counts[..<over].contains(where: { $0 != nil })
    else { return }
    let known = DaySoFar(
      expected: forecast.contacts, counts: Array(day.counts[..<over]), interval: forecast.interval,
      daySpread: forecast.daySpread, dispersion: forecast.dispersion)
    let now = known.rest()
    days += 1
    if known.step() != nil { steps += 1 }
    for index in 0..<rest.count {
      let came = day.counts[over + index] ?? 0
      let part = now.contacts(index)
      contacts += came
      error.before += abs(came - forecast.contacts[over + index])
      error.now += abs(came - part.mean)
      if index * forecast.interval.rawValue < 120 {
        ofTwoHours.before += abs(came - forecast.contacts[over + index])
        ofTwoHours.now += abs(came - part.mean)
      }
      intervals += 1
      inside += (part.p10...part.p90).contains(came) ? 1 : 0
    }
    let came = rest.reduce(0) { $0 + (day.counts[$1] ?? 0) }
    let total = now.total
    ofTotal.before += abs(came - forecast.contacts[rest].reduce(0, +))
    ofTotal.now += abs(came - total.mean)
    totalsInside += (total.p10...total.p90).contains(came) ? 1 : 0
  }
}
