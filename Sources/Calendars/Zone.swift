internal import Foundation
public import Tables

/// An IANA time zone as a table of transitions: one binary search a conversion, no calendar object in any loop.
///
/// The table is built once from the zone rules that ship with Foundation and is valid for 1990…2060; outside, the first and
/// the last offset stand for all of the past and the future.
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

  /// Looks the zone up and builds its table, which takes about a millisecond: keep zones, don't make them in loops.
  /// - Throws: `zone.unknown` when Foundation has no rules under this name. Abbreviations such as `CET` or `EST` are
  ///   refused: they name an offset, or several, not a place.
  public init(_ identifier: String) throws(Diagnostic) {
    if ["UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z"].contains(identifier) {
      self = .utc
      return
    }
    guard identifier.contains("/"), let zone = TimeZone(identifier: identifier) else {
      let near = NearestName.of(identifier, among: TimeZone.knownTimeZoneIdentifiers)
      throw Diagnostic(
        "zone.unknown", "'\(identifier)' isn't a time zone",
        cure: near.map { "Did you mean '\($0)'?" }
          ?? "Use an IANA name such as Europe/Warsaw, America/Bogota or UTC.")
    }
    let table = Self.table(firstSecond: 631_152_000, lastSecond: 2_840_140_800) { second in
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
    }
    self.init(identifier: identifier, starts: table.starts, offsets: table.offsets)
  }

  /// The version of the zone rules in use, for example `2025b`: the release of the tz database inside Foundation.
  public static var rulesVersion: String { TimeZone.timeZoneDataVersion }

  /// Samples a zone every three days and narrows each change down to its second.
  ///
  /// The shortest time for which any zone has ever left an offset and come back to it is a week (Boa Vista in 2000,
  /// Gaza in 2040), so none is overlooked. Foundation's `nextDaylightSavingTimeTransition` would be faster, but reports
  /// some changes twice and misses those that move a zone for good.
  static func table(
    firstSecond: Int, lastSecond: Int, offset: (Int) -> Int
  ) -> (starts: [Int], offsets: [Int]) {
    var starts = [Int.min]
    var offsets = [offset(firstSecond)]
    var time = firstSecond
    while time < lastSecond {
      let next = time + 3 * 86_400
      // More than one change in one step shows as further rounds.
      while true {
        let known = offsets[offsets.count - 1]
        if offset(next) == known { break }
        var low = max(time, starts[starts.count - 1])
        var high = next
        while high - low > 1 {
          let middle = low + (high - low) / 2
          if offset(middle) == known { low = middle } else { high = middle }
        }
        starts.append(high)
        offsets.append(offset(high))
      }
      time = next
    }
    return (starts, offsets)
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
    var index = period(at: wall - 100_000)
    var first: Int?
    while index < starts.count, index == 0 || starts[index] <= wall + 100_000 {
      let time = wall - offsets[index]
      if time >= starts[index], index + 1 == starts.count || time < starts[index + 1] {
        if let first { return .ambiguous(earlier: Instant(rawValue: first), later: Instant(rawValue: time)) }
        first = time
      }
      index += 1
    }
    if let first { return .unique(Instant(rawValue: first)) }
    let change = starts.indices.dropFirst().first { starts[$0] + offsets[$0] > wall }
    return .skipped(after: Instant(rawValue: change.map { starts[$0] } ?? wall))
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
    let shelf = CodingUserInfoKey.zoneShelf.flatMap { decoder.userInfo[$0] as? ZoneShelf }
    do { self = try shelf?.zone(text) ?? Zone(text) } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(identifier)
  }
}
