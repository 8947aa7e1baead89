import Calendars
import Tickets

/// Mean handle time by weekday and slot, drawn towards the queue's mean where few contacts were timed.
///
/// h = (Σ seconds + κ·mean) / (n + κ): a slot with κ contacts stands half on its own feet. Intervals whose mean lies
/// beyond the 99th percentile of all intervals count with that percentile: one ticket left open over night must not
/// double a Monday. Days count as they do in the forecast: a marked outage and a spike that is no ordinary day say nothing
/// of how long a contact takes either.
struct HandleTimeTable {
  private let slotMinutes: Int
  private let slotCount: Int
  private let seconds: [Double]
  /// The queue's mean in seconds.
  let mean: Double

  /// κ: contacts that the queue's mean is worth.
  static let shrinkage = 75.0

  /// - Parameter weight: how much a day counts, 0…1. Where no timed contact has any, all count.
  /// - Returns: nil where no contact in the range was timed.
  init?(
    _ history: IntervalHistory, in range: Range<CivilDate>, slotMinutes: Int, weight: (CivilDate) -> Double = { _ in 1 }
  ) {
    self.slotMinutes = slotMinutes
    slotCount = 1440 / slotMinutes
    guard history.timedContacts.count == history.starts.count, history.handleSeconds.count == history.starts.count
    else { return nil }
    var rows: [Int] = []
    var weights: [Double] = []
    for row in history.starts.indices where history.timedContacts[row] > 0 && history.handleSeconds[row] > 0 {
      let date = history.zone.date(at: history.starts[row])
      guard range.contains(date) else { continue }
      rows.append(row)
      weights.append(weight(date))
    }
    guard !rows.isEmpty else { return nil }
    if weights.contains(where: { $0 > 0 }) {
      rows = zip(rows, weights).filter { $0.1 > 0 }.map(\.0)
      weights.removeAll { $0 <= 0 }
    } else {
      weights = weights.map { _ in 1 }
    }
    let means = rows.map { history.handleSeconds[$0] / history.timedContacts[$0] }
    let cap = means.sorted()[min(means.count - 1, means.count * 99 / 100)]
    var sums = [Double](repeating: 0, count: 7 * slotCount)
    var counts = sums
    for (row, (mean, weight)) in zip(rows, zip(means, weights)) {
      let civil = history.zone.civil(at: history.starts[row])
      let cell = civil.date.weekday.index * slotCount + civil.minuteOfDay / slotMinutes
      sums[cell] += min(mean, cap) * history.timedContacts[row] * weight
      counts[cell] += history.timedContacts[row] * weight
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
