public import Calendars

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// A measure that goes with contacts: web sessions, orders, mailings.
///
/// Values for days to come are used as they are (a mailing that is planned); where they are missing, the driver is itself
/// forecast from its weekdays. Whether drivers help is for the queue's own past weeks to say.
public struct Driver: Hashable, Sendable {
  public var name: String
  /// Nil: every queue.
  public var queue: QueueID?
  public var daily: [CivilDate: Double]

  public init(name: String, queue: QueueID? = nil, daily: [CivilDate: Double]) {
    self.name = name
    self.queue = queue
    self.daily = daily
  }
}

/// Drivers by day of a grid, centred and scaled.
struct DriverTable {
  /// Names of those that are used.
  private(set) var names: [String] = []
  /// Drivers without a value on most days of the past, or with the same on all.
  private(set) var unused: [String] = []
  private var values: [[Double?]] = []
  private var isKnownAhead: [Bool] = []

  /// - Parameters:
  ///   - days: of the grid and of the horizon, from `first` on.
  ///   - end: the first that isn't known.
  init(_ drivers: [Driver], first: CivilDate, days: Int, end: Int) {
    for driver in drivers {
      let raw = (0..<days).map { driver.daily[first.adding(days: $0)] }
      let known = raw[..<end].compactMap { $0 }
      let isSigned = known.contains { $0 < 0 }
      let scaled = raw.map { value in value.map { isSigned ? $0 : log1p(max(0, $0)) } }
      let past = scaled[..<end].compactMap { $0 }
      let mean = past.reduce(0, +) / Double(max(1, past.count))
      let deviation = (past.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, past.count))).squareRoot()
      guard 2 * past.count >= end, deviation > 1e-9, deviation.isFinite else {
        unused.append(driver.name)
        continue
      }
      names.append(driver.name)
      values.append(scaled.map { value in value.map { ($0 - mean) / deviation } })
      isKnownAhead.append(days > end && raw[end...].allSatisfy { $0 != nil })
    }
  }

  /// Each driver's value on each day, as it can be known when `end` is the first day that isn't.
  func rows(traits: [DayTraits], end: Int) -> [[Double]] {
    var columns: [[Double]] = []
    for index in names.indices {
      let usual = Self.usual(values[index], traits: traits, end: end)
      columns.append(
        traits.indices.map { day in
          let isVisible = day < end || isKnownAhead[index]
          return (isVisible ? values[index][day] : nil) ?? usual[traits[day].weekday]
        })
    }
    return traits.indices.map { day in columns.map { $0[day] } }
  }

  /// By weekday, the mean of the last eight days before `end`.
  private static func usual(_ values: [Double?], traits: [DayTraits], end: Int) -> [Double] {
    (0..<7).map { weekday in
      let last = traits[..<end].indices.filter { traits[$0].weekday == weekday }.compactMap { values[$0] }.suffix(8)
      return last.isEmpty ? 0 : last.reduce(0, +) / Double(last.count)
    }
  }
}
