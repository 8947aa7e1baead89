internal import Tables

/// A time as it was written: with an offset, an instant; without, what a wall clock showed somewhere.
public enum WrittenTime: Hashable, Sendable {
  case instant(Instant)
  case local(CivilTime)
}

/// Reads times from their bytes, in the forms that ticket systems and spreadsheets write.
///
/// | form | example |
/// | --- | --- |
/// | ISO 8601 | `2026-11-30T08:00:00Z`, `2026-11-30 08:00`, `2026-11-30T08:00:00.250+01:00`, `20261130T080000Z` |
/// | year first with other marks | `2026/11/30 8:00`, `2026.11.30 08:00` |
/// | compact | `20261130 08:00`, `202611300800`, `20261130080000` |
/// | numbers, in the order of `dateOrder` | `27/10/2025, 09:00`, `10/27/2025 10:00:00 AM`, `27.10.25 9:00` |
/// | month names, short ones in nine more languages too | `27/Oct/25 9:00 AM`, `27 October 2025 09:00`, `26/dic/26 1:10 PM` |
/// | Unix seconds, milliseconds | `1761638462`, `1761638462.5`, `1761638462123` |
///
/// An offset (`Z`, `UTC`, `GMT`, `+01:00`, `+0100`, `+01`) may follow any of the forms with a date. Two-digit years mean 2000 to
/// 2099. Fractions of a second are dropped. `24:00` is the next midnight, a leap second the second before. A date
/// without a time is no time.
///
/// - Complexity: O(length); no text or date object is made.
public struct TimeReader: Hashable, Sendable {
  /// How dates that start with two numbers below 1000 are meant. With a point between them (`27.10.2025`) they are
  /// always day first, as wherever that mark is customary.
  public var dateOrder: DateOrder

  public init(dateOrder: DateOrder = .dayFirst) { self.dateOrder = dateOrder }

  /// The forms that messages name.
  public static let expected =
    "a time such as 2026-11-30 08:00, 2026-11-30T08:00:00Z, 30/11/2026 08:00 or 30/Nov/26 8:00 AM"

  /// The time that `bytes` hold, blanks around it apart; nil when they hold none.
  public func read(_ bytes: Span<UInt8>) -> WrittenTime? {
    let range = FieldNumber.contentRange(bytes)
    guard range.count >= 9, range.count <= 64 else { return nil }
    var cursor = Cursor(index: range.lowerBound, end: range.upperBound)
    guard let date = cursor.date(bytes, order: dateOrder) else { return nil }
    switch date {
    case .unix(let seconds): return .instant(Instant(secondsSince1970: seconds))
    case .date(let date):
      guard cursor.separator(bytes), let second = cursor.timeOfDay(bytes) else { return nil }
      return cursor.finish(bytes, wall: date.dayNumber * 86_400 + second)
    case .dateAndTime(let date, let second):
      return cursor.finish(bytes, wall: date.dayNumber * 86_400 + second)
    }
  }

  /// The time that `text` holds, nil when it holds none.
  public func read(_ text: String) -> WrittenTime? { read(Array(text.utf8).span) }

  /// The date that `bytes` hold and nothing else, in any of the forms that have one.
  public func readDate(_ bytes: Span<UInt8>) -> CivilDate? {
    let range = FieldNumber.contentRange(bytes)
    guard range.count >= 6, range.count <= 64 else { return nil }
    var cursor = Cursor(index: range.lowerBound, end: range.upperBound)
    guard case .date(let date)? = cursor.date(bytes, order: dateOrder), cursor.index == cursor.end else { return nil }
    return date
  }

  /// The time of day that `bytes` hold and nothing else, in seconds after midnight (0…86400); of a span such as
  /// `09:00 - 09:30` its start. Digits without a mark between them are none.
  public static func readClock(_ bytes: Span<UInt8>) -> Int? {
    let range = FieldNumber.contentRange(bytes)
    guard range.count >= 4, range.count <= 32 else { return nil }
    var cursor = Cursor(index: range.lowerBound, end: range.upperBound)
    func isMarked(from start: Int) -> Bool {
      (start..<cursor.index).contains { bytes[$0] == colon || bytes[$0] | 0x20 == UInt8(ascii: "m") }
    }
    guard let second = cursor.timeOfDay(bytes), isMarked(from: range.lowerBound) else { return nil }
    if cursor.index == cursor.end { return second }
    cursor.skipSpaces(bytes)
    guard cursor.spanMark(bytes) else { return nil }
    cursor.skipSpaces(bytes)
    guard cursor.timeOfDay(bytes) != nil, cursor.index == cursor.end else { return nil }
    return second
  }

  /// Adds what `bytes` say about the order of day and month, if they are a date whose order can be in question.
  /// - Returns: whether they are.
  @discardableResult
  public static func weigh(_ bytes: Span<UInt8>, into evidence: inout DateOrder.Evidence) -> Bool {
    let range = FieldNumber.contentRange(bytes)
    guard range.count >= 6 else { return false }
    var cursor = Cursor(index: range.lowerBound, end: range.upperBound)
    guard let first = cursor.number(bytes, digits: 1...2), let mark = cursor.take(bytes), mark == slash || mark == dash,
      let second = cursor.number(bytes, digits: 1...2), cursor.skip(mark, bytes),
      let year = cursor.year(bytes)
    else { return false }
    evidence.add(first, second, year: year)
    return true
  }

  static let slash = UInt8(ascii: "/")
  static let dash = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let space = UInt8(ascii: " ")
}
