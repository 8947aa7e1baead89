public import Tables

/// An IANA time zone as a table of transitions: one binary search a conversion, no calendar object in any loop.
///
/// Tables from TZif files hold every recorded change and what their rules say up to 2200; those sampled from Foundation
/// hold for 1990…2060. Outside, the first and the last offset stand for all of the past and the future.
/// Its identifier stands for it in JSON, in equality and in hashing.
public struct Zone: Sendable {
  /// The IANA name, for example `Europe/Warsaw`.
  public let identifier: String
  /// Starts of the periods, in seconds since 1970, rising; the first is `Int.min`.
  let starts: [Int]
  /// Seconds east of UTC in each period, parallel to `starts`.
  let offsets: [Int]
  /// Whose rules these are; nil for UTC, which has none.
  public let source: ZoneSource?

  public static let utc = Zone(identifier: "UTC", starts: [Int.min], offsets: [0])
  static let utcNames = ["UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z"]

  init(identifier: String, starts: [Int], offsets: [Int], source: ZoneSource? = nil) {
    self.identifier = identifier
    self.starts = starts
    self.offsets = offsets
    self.source = source
  }

  /// A zone from the bytes of a TZif file (RFC 8536, version 2 or later).
  /// - Parameter file: how messages name it.
  /// - Throws: `zone.file` naming what isn't as it must be.
  public init(identifier: String, tzif bytes: [UInt8], file: String) throws(Diagnostic) {
    let table = try TZif(bytes, file: file).table()
    self.init(identifier: identifier, starts: table.starts, offsets: table.offsets)
  }

  /// A zone from a record of its clock: where it stood, and its changes in order. What doesn't rise, or lies
  /// 34,000 years away, is left out.
  public init(identifier: String, offset: Int, changes: [(at: Instant, offset: Int)]) {
    var starts = [Int.min]
    var offsets = [Self.sound(offset)]
    let reach = -(1 << 40)...(1 << 40)
    for change in changes
    where change.at.rawValue > starts[starts.count - 1] && reach.contains(change.at.rawValue) {
      starts.append(change.at.rawValue)
      offsets.append(Self.sound(change.offset))
    }
    self.init(identifier: identifier, starts: starts, offsets: offsets)
  }

  /// No clock is further than 26 hours from UTC.
  private static func sound(_ offset: Int) -> Int { min(93_599, max(-93_599, offset)) }

  /// Looks the zone up in the rules that are in force (`ZoneChoice.current`); they keep what they have built.
  /// - Throws: as `ZoneChoice.zone`: `zone.unknown`, `zone.file`.
  public init(_ identifier: String) throws(Diagnostic) { self = try ZoneChoice.current.zone(identifier) }

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

  /// All instants that a wall-clock reading may mean, the usual one first (`instant(of:_:)`).
  public func instants(of date: CivilDate, _ clock: ClockTime) -> [Instant] {
    switch reading(of: CivilTime(date: date, clock: clock)) {
    case .unique(let instant): [instant]
    case .ambiguous(let earlier, let later): [earlier, later]
    case .skipped(let after): [after]
    }
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
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(error)")
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(identifier)
  }
}
