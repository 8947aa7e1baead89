internal import Calendars
internal import Tables

/// A time of day, or a span that starts with one, in the forms that only a column of times of day is read by: `0900 - 0930`,
/// `09 - 10`, `9.00-9.30`, `9h00`, and the hour alone where the heading says so.
enum IntervalCell {
  /// Start and end in seconds after midnight; no end where the cell is no span.
  struct Times {
    var start: Int
    var end: Int?

    /// Seconds from start to end, over midnight too. An end of 09:29 or 09:29:59 is that of an interval up to 09:30.
    var length: Int? {
      guard let end else { return nil }
      let seconds = (end - start + 86_400) % 86_400
      if seconds % 300 == 299 { return seconds + 1 }
      return seconds % 300 == 240 ? seconds + 60 : seconds
    }
  }

  /// What a cell says; nil for other text.
  /// - Parameter isHour: whether a number alone is an hour from 0 to 23.
  static func times(_ bytes: Span<UInt8>, isHour: Bool) -> Times? {
    guard bytes.count <= 32 else { return nil }
    let text = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self).lowercased() }
    let parts = text.replacing("–", with: "-").replacing("—", with: "-").replacing(" to ", with: "-")
      .split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      return second(first, isHour: isHour).flatMap { $0 < 86_400 ? Times(start: $0) : nil }
    }
    guard let start = second(first, isHour: true), start < 86_400, let end = second(parts[1], isHour: true) else {
      return nil
    }
    return Times(start: start, end: end)
  }

  /// Whether a column's cells are such times: all that have a digit.
  static func isRead(_ column: Int, in sample: TableSample, isHour: Bool) -> Bool {
    let cells = sample.values(column).filter { $0.contains { (48...57).contains($0) } }
    return !cells.isEmpty && cells.allSatisfy { times($0.span, isHour: isHour) != nil }
  }

  /// Whether a heading says that its numbers are hours of the day.
  static func saysHour(_ name: String) -> Bool { hours.contains(PlainText.key(name)) }

  private static let hours: Set<String> = Set(
    ["hour", "hour of day", "stunde", "heure", "hora", "ora", "uur", "godzina", "hodina"].map(PlainText.key))

  /// Seconds after midnight, 86,400 being its end.
  private static func second(_ text: Substring, isHour: Bool) -> Int? {
    var text = text.trimmingPrefix { $0.isWhitespace }
    if text.hasSuffix("uhr") { text = text.dropLast(3) }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    if let second = TimeReader.readClock(Array(text.utf8).span) { return second }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "h" || $0 == ":" }
      .map { $0.filter { $0 != " " } }
    guard parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let first = parts.first,
      let number = Int(first)
    else { return nil }
    switch parts.count {
    case 1 where first.count == 4: return clock(number / 100, number % 100)
    case 1 where first.count <= 2 && isHour: return clock(number, 0)
    case 2 where first.count <= 2 && parts[1].isEmpty && text.hasSuffix("h"): return clock(number, 0)
    case 2 where first.count <= 2 && parts[1].count == 2: return Int(parts[1]).flatMap { clock(number, $0) }
    default: return nil
    }
  }

  private static func clock(_ hour: Int, _ minute: Int) -> Int? {
    hour < 24 && minute < 60 || hour == 24 && minute == 0 ? hour * 3600 + minute * 60 : nil
  }
}
