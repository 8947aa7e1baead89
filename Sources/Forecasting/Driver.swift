public import Calendars

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// A measure that goes with contacts: web sessions, orders, mailings.
///
/// Values for days to come are used as they are (a mailing that is planned); on days without one the driver is itself
/// forecast from its weekdays. A driver that is listed on fewer than half of the days, and nowhere as 0, is one of days
/// on which something happens: on the others it is 0. What a driver does beyond the values that the history has seen nobody
/// knows: there it is taken as the nearest that was seen. Whether drivers help is for the queue's own past weeks to say.
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
  /// How far a driver that is used is known.
  struct Knowledge {
    var name: String
    /// Days of the horizon with a value.
    var ahead: Int
    /// The last of them.
    var last: CivilDate?
    /// Listed values of a driver that is 0 on all other days; nil for one with values on most days.
    var listed: Int?
    /// Days of the horizon on which it is given as less or more than the history has seen, and what that has seen.
    var beyond: [CivilDate] = []
    var seen: ClosedRange<Double> = 0...0
  }

  /// A driver that isn't used, and why.
  struct Refusal {
    var name: String
    var reason: String
  }

  /// Names of those that are used.
  var names: [String] { known.map(\.name) }
  private(set) var known: [Knowledge] = []
  private(set) var unused: [Refusal] = []
  /// Days of the horizon.
  let horizon: Int
  private var values: [[Double?]] = []
  /// By day of the horizon.
  private var isKnownAhead: [[Bool]] = []

  /// Listed days below which nothing can be learned from them.
  private static let leastListed = 3

  /// - Parameters:
  ///   - days: of the grid and of the horizon, from `first` on.
  ///   - end: the first that isn't known.
  init(_ drivers: [Driver], first: CivilDate, days: Int, end: Int) {
    horizon = max(0, days - end)
    for driver in drivers {
      var raw = (0..<days).map { driver.daily[first.adding(days: $0)] }
      let ahead = raw[min(end, days)...].map { $0 != nil }
      let listed = raw[..<end].count { $0 != nil }
      let isListing = Self.isListing(raw[..<end])
      if isListing { raw = raw.map { $0 ?? 0 } }
      let known = raw[..<end].compactMap { $0 }
      let isSigned = known.contains { $0 < 0 }
      let scaled = raw.map { value in value.map { isSigned ? $0 : log1p(max(0, $0)) } }
      let past = scaled[..<end].compactMap { $0 }
      let mean = past.reduce(0, +) / Double(max(1, past.count))
      let deviation = (past.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, past.count))).squareRoot()
      var reason: String?
      if listed == 0 {
        reason = "it has no value in the \(end) days of the history"
      } else if isListing && listed < Self.leastListed {
        reason = "it has \(listed) value\(listed == 1 ? "" : "s") in the past; \(Self.leastListed) or more are needed"
      } else if 2 * past.count < end {
        reason = "it has values on \(listed) of the history's \(end) days; give half of them or more"
      } else if !(deviation > 1e-9 && deviation.isFinite) {
        reason = "it has the same value all along"
      }
      if let reason {
        unused.append(Refusal(name: driver.name, reason: reason))
        continue
      }
      let seen = (known.min() ?? 0)...(known.max() ?? 0)
      let beyond = (end..<days).filter { day in raw[day].map { !seen.contains($0) } ?? false }
      let limits = (past.min() ?? 0)...(past.max() ?? 0)
      self.known.append(
        Knowledge(
          name: driver.name, ahead: ahead.count { $0 },
          last: ahead.lastIndex(of: true).map { first.adding(days: end + $0) }, listed: isListing ? listed : nil,
          beyond: beyond.map { first.adding(days: $0) }, seen: seen))
      values.append(
        scaled.map { value in value.map { (min(limits.upperBound, max(limits.lowerBound, $0)) - mean) / deviation } })
      isKnownAhead.append(isListing ? ahead.map { _ in true } : ahead)
    }
  }

  /// Whether values stand only on days on which something happened: fewer than half of the days between the first and the
  /// last have one, and none is 0 or less.
  private static func isListing(_ past: ArraySlice<Double?>) -> Bool {
    guard let first = past.firstIndex(where: { $0 != nil }), let last = past.lastIndex(where: { $0 != nil }) else {
      return false
    }
    let values = past.compactMap { $0 }
    return 2 * values.count < last - first + 1 + (values.count < leastListed ? past.count : 0)
      && values.allSatisfy { $0 > 0 }
  }

  /// Each driver's value on each day, as it can be known when `end` is the first day that isn't: as far ahead as it is
  /// known now.
  func rows(traits: [DayTraits], end: Int) -> [[Double]] {
    var columns: [[Double]] = []
    for index in values.indices {
      let usual = Self.usual(values[index], traits: traits, end: end)
      let ahead = isKnownAhead[index]
      let isWhole = !ahead.isEmpty && ahead.allSatisfy { $0 }
      columns.append(
        traits.indices.map { day in
          let lead = day - end
          let isVisible = lead < 0 || (ahead.indices.contains(lead) ? ahead[lead] : isWhole)
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
