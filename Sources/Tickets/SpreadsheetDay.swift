internal import Calendars
internal import Tables

/// Days and times as spreadsheets count them when a cell lost its format: days since 1899-12-30, the time of day being
/// the fraction (`45692.375` is 2025-02-04 09:00).
enum SpreadsheetDay {
  /// The days that are taken for dates: 1990 to 2059.
  private static let plausible = 32_874.0..<58_441.0
  /// 1970-01-01.
  private static let epoch = 25_569

  /// The number of a date, nil when the field holds none that a ticket can have. A fraction may have a decimal comma.
  static func number(_ bytes: Span<UInt8>) -> Double? {
    guard let value = decimal(bytes), plausible.contains(value) else { return nil }
    return value
  }

  /// The time of day of a fraction in 0..<1, in seconds.
  static func clock(_ bytes: Span<UInt8>) -> Int? {
    guard let value = decimal(bytes), value >= 0, value < 1 else { return nil }
    return min(86_399, Int((value * 86_400).rounded()))
  }

  /// The date and the time of a number from `number(_:)`, to the second.
  static func civil(_ number: Double) -> CivilTime {
    CivilTime(wallSeconds: Int((number * 86_400).rounded()) - epoch * 86_400)
  }

  private static func decimal(_ bytes: Span<UInt8>) -> Double? {
    FieldNumber.decimal(bytes, mark: .point) ?? FieldNumber.decimal(bytes, mark: .comma)
  }
}
