import Calendars
import Tickets

/// Mean handle time by weekday and slot, drawn towards the queue's mean where few contacts were timed.
///
/// h = (Σ seconds + κ·mean) / (n + κ): a slot with κ contacts stands half on its own feet. Intervals whose mean lies
/// beyond the 99th percentile of all intervals count with that percentile: one ticket left open over night must not
/// double a Monday.
struct HandleTimeTable {
  private let slotMinutes: Int
  private let slotCount: Int
  private let seconds: [Double]
  /// The queue's mean in seconds.
  let mean: Double

  /// κ: contacts that the queue's mean is worth.
  static let shrinkage = 75.0

  /// - Returns: nil where no contact in the range was timed.
  init?(_ history: IntervalHistory, in range: Range<CivilDate>, slotMinutes: Int) {
    self.slotMinutes = slotMinutes
    slotCount = 1440 / slotMinutes
    guard history.timedContacts.count == history.starts.count, history.handleSeconds.count == history.starts.count
    else { return nil }
    let rows = history.starts.indices.filter {
      history.timedContacts[$0] > 0 && history.handleSeconds[$0] > 0
        && range.contains(history.zone.date(at: history.starts[$0]))
    }
    guard !rows.isEmpty else { return nil }
    let means = rows.map { history.handleSeconds[$0] / history.timedContacts[$0] }
    let cap = means.sorted()[min(means.count - 1, means.count * 99 / 100)]
    var sums = [Double](repeating: 0, count: 7 * slotCount)
    var counts = sums
    for (row, mean) in zip(rows, means) {
      let civil = history.zone.civil(at: history.starts[row])
      let cell = civil.date.weekday.index * slotCount + civil.minuteOfDay / slotMinutes
      sums[cell] += min(mean, cap) * history.timedContacts[row]
      counts[cell] += history.timedContacts[row]
    }
    let whole = sums.reduce(0, +) / counts.reduce(0, +)
    mean = whole
    seconds = zip(sums, counts).map { ($0 + Self.shrinkage * whole) / ($1 + Self.shrinkage) }
  }

  /// Seconds at a wall-clock reading.
  func value(at civil: CivilTime) -> Double {
    seconds[civil.date.weekday.index * slotCount + civil.minuteOfDay / slotMinutes]
  }
}
