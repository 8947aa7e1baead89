internal import Calendars
internal import Forecasting
internal import Plans
internal import Tables
internal import Tickets
internal import Workforce

/// A queue's day forecast again.
struct TodayForecast {
  /// The day as it was forecast before: its intervals alone.
  let base: QueueForecast
  /// Whether it was made anew from a history that goes further than the plan's.
  let isNewer: Bool
  /// The same with what is known, from one midnight to the next.
  let day: DaySoFar
  let midnight: Instant
  let rest: RestOfDay
  /// A stretch up to now that is far from usual; nil where none is.
  let step: DayStep?
  let reading: TodayAnswer.Reading

  /// What is said of the day beside the counts.
  struct Said {
    var incident: IncidentReading?
    /// 1.3 for 30 % above the forecast.
    var level: Double?
  }

  /// - Parameters:
  ///   - base: of one local day.
  ///   - at: intervals that end by then are over.
  ///   - end: until when the counts are known.
  /// - Throws: `today.width` where counts and forecast are of widths that don't fit each other.
  init(
    _ base: QueueForecast, isNewer: Bool, counts: TodayCounts, date: CivilDate, at moment: Instant, until end: Instant,
    said: Said
  ) throws(Diagnostic) {
    self.base = base
    self.isNewer = isNewer
    midnight = base.zone.instant(of: date)
    let width = try Self.width(base, counts.history(of: base.queue)?.interval)
    let next = base.zone.instant(of: date.adding(days: 1))
    var expected = [Double](repeating: 0, count: max(0, (next - midnight + width.seconds - 1) / width.seconds))
    for (start, contacts) in zip(base.starts, base.contacts) {
      let slot = (start - midnight) / width.seconds
      if expected.indices.contains(slot) { expected[slot] += contacts }
    }
    let over = max(0, min(expected.count, (moment - midnight) / width.seconds))
    day = DaySoFar(
      expected: expected,
      counts: counts.counts(of: base.queue, from: midnight, width: width, count: over, until: min(end, moment)),
      interval: width, daySpread: base.daySpread, dispersion: base.dispersion)
    step = day.step()
    if let level = said.level {
      rest = day.rest(atLevel: level)
      reading = .level
    } else if let step, let incident = said.incident {
      rest = day.rest(if: incident, step)
      reading = incident == .ends ? .ends : .lasts
    } else {
      rest = day.rest()
      reading = .counts
    }
  }

  /// The wider of the two widths, which the other one must divide.
  private static func width(_ base: QueueForecast, _ counted: Minutes?) throws(Diagnostic) -> Minutes {
    let counted = counted ?? base.interval
    let (least, most) = (min(base.interval, counted), max(base.interval, counted))
    guard least.rawValue > 0, most.rawValue % least.rawValue == 0, 1440 % most.rawValue == 0 else {
      throw Diagnostic(
        "today.width",
        "the counts of '\(base.queue)' are by \(counted.rawValue) min, its forecast by \(base.interval.rawValue) min",
        cure: "Export tickets, or counts by 15, 30 or 60 min.")
    }
    return most
  }

  /// The interval of the filter that holds a moment of the day.
  func slot(of moment: Instant) -> Int { (moment - midnight) / day.interval.seconds }

  func start(of slot: Int) -> Instant { midnight.adding(seconds: slot * day.interval.seconds) }

  /// Expected contacts of the intervals that are known, and what came in them.
  var soFar: (expected: Double, came: Double, known: Int) {
    var sum = (expected: 0.0, came: 0.0, known: 0)
    for (index, count) in day.counts.enumerated() where day.expected[index] > 0 && !rest.silent.contains(index) {
      guard let count else { continue }
      sum = (sum.expected + day.expected[index], sum.came + count, sum.known + 1)
    }
    return sum
  }

  /// The day's intervals with what came in them, or is expected to.
  var updated: QueueForecast {
    var result = base
    for row in base.starts.indices {
      let slot = slot(of: base.starts[row])
      guard day.expected.indices.contains(slot), day.expected[slot] > 0 else { continue }
      let share = base.contacts[row] / day.expected[slot]
      if slot < rest.first {
        guard let count = day.counts[slot], !rest.silent.contains(slot) else { continue }
        let came = count * share
        (result.contacts[row], result.p10[row], result.p50[row], result.p90[row]) = (came, came, came, came)
      } else {
        let part = rest.contacts(slot - rest.first, share: share)
        (result.contacts[row], result.p10[row], result.p50[row], result.p90[row]) = (
          part.mean, part.p10, part.p50, part.p90
        )
      }
    }
    // What is left to be unsure of is the rest.
    if rest.total.mean > 0 { result.daySpread = rest.relativeSpread }
    return result
  }
}
