internal import Foundation
public import Tables

/// An IANA time zone as a table of transitions: one binary search a conversion, no calendar object in any loop.
///
/// The table is built once from the zone rules that ship with Foundation and is valid for 1990…2060.
/// Its identifier stands for it in JSON, in equality and in hashing.
public struct Zone: Sendable {
  /// The IANA name, for example `Europe/Warsaw`.
  public let identifier: String
  /// Starts of the periods, in seconds since 1970, rising; the first is `Int.min`.
  let starts: [Int]
  /// Seconds east of UTC in each period, parallel to `starts`.
  let offsets: [Int]

  public static let utc = Zone(identifier: "UTC", starts: [Int.min], offsets: [0])

  init(identifier: String, starts: [Int], offsets: [Int]) {
    self.identifier = identifier
    self.starts = starts
    self.offsets = offsets
  }

  /// Looks the zone up and builds its table.
  /// - Throws: `zone.unknown` when Foundation has no rules under this name.
  public init(_ identifier: String) throws(Diagnostic) {
    if identifier == "UTC" || identifier == "Etc/UTC" || identifier == "Z" {
      self = .utc
      return
    }
    guard identifier.contains("/"), let zone = TimeZone(identifier: identifier) else {
      throw Diagnostic(
        "zone.unknown", "'\(identifier)' isn't a time zone",
        cure: "Use an IANA name such as Europe/Warsaw, America/Bogota or UTC.")
    }
    let first = Instant(secondsSince1970: 631_152_000)  // 1990-01-01
    let last = 2_840_140_800  // 2060-01-01
    var starts = [Int.min]
    var offsets = [zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(first.rawValue)))]
    // Sampled every twelve hours, then bisected: `nextDaylightSavingTimeTransition` reports some changes twice and
    // misses those that move the zone for good.
    var time = first.rawValue
    while time < last {
      let next = time + 43_200
      let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(next)))
      if offset != offsets[offsets.count - 1] {
        var low = time
        var high = next
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(middle))) == offsets[offsets.count - 1] {
            low = middle
          } else {
            high = middle
          }
        }
        starts.append(high)
        offsets.append(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(high))))
      }
      time = next
    }
    self.init(identifier: identifier, starts: starts, offsets: offsets)
  }

  /// Seconds east of UTC at `instant`. O(log transitions).
  public func secondsFromUTC(at instant: Instant) -> Int { offsets[period(at: instant.rawValue)] }

  /// What the wall clock shows at `instant`.
  public func civil(at instant: Instant) -> CivilTime {
    CivilTime(wallSeconds: instant.rawValue + secondsFromUTC(at: instant))
  }

  /// What a wall-clock reading means: one instant, two (clocks went back) or none (clocks went forward).
  public enum Reading: Hashable, Sendable {
    case unique(Instant)
    case ambiguous(earlier: Instant, later: Instant)
    /// The reading was skipped; `after` is the instant of the clock change that skipped it.
    case skipped(after: Instant)
  }

  public func reading(of civil: CivilTime) -> Reading {
    let wall = civil.wallSeconds
    // Offsets lie within ±26 h, so only the periods around the wall time can hold it.
    var candidates: [Int] = []
    var index = period(at: wall - 100_000)
    let lastIndex = period(at: wall + 100_000)
    while index <= lastIndex {
      let time = wall - offsets[index]
      if time >= starts[index], index + 1 == starts.count || time < starts[index + 1] { candidates.append(time) }
      index += 1
    }
    if candidates.count >= 2 {
      return .ambiguous(
        earlier: Instant(rawValue: candidates[0]), later: Instant(rawValue: candidates[candidates.count - 1]))
    }
    if let time = candidates.first { return .unique(Instant(rawValue: time)) }
    let change = starts.dropFirst().first { start in
      start + offsets[period(at: start)] > wall
    }
    return .skipped(after: Instant(rawValue: change ?? wall))
  }

  /// The instant of a wall-clock reading. An ambiguous one means the first pass; a skipped one means the moment of the
  /// clock change, so that a shift "from 02:30" in the spring night starts when 02:30 would have been reached.
  public func instant(of civil: CivilTime) -> Instant {
    switch reading(of: civil) {
    case .unique(let instant): instant
    case .ambiguous(let earlier, _): earlier
    case .skipped(let after): after
    }
  }

  public func instant(of date: CivilDate, _ clock: ClockTime = ClockTime(minutes: 0)) -> Instant {
    instant(of: CivilTime(date: date, clock: clock))
  }

  /// The local date at `instant`.
  public func date(at instant: Instant) -> CivilDate { civil(at: instant).date }

  /// The clock changes with `range.lowerBound <= instant < range.upperBound`, with the offsets around them.
  public func transitions(in range: Range<Instant>) -> [(at: Instant, from: Int, to: Int)] {
    (1..<max(1, starts.count)).compactMap { index in
      let at = Instant(rawValue: starts[index])
      return range.contains(at) ? (at, offsets[index - 1], offsets[index]) : nil
    }
  }

  private func period(at seconds: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= seconds { low = middle } else { high = middle }
    }
    return low
  }
}

extension Zone: Hashable, Codable, CustomStringConvertible {
  public static func == (left: Self, right: Self) -> Bool { left.identifier == right.identifier }
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
  public var description: String { identifier }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do { self = try Zone(text) } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(identifier)
  }
}
