internal import Calendars

/// A date with time as calendars write it, read back: `20261130T070000Z`, or local with the zone beside it.
enum CalendarMoment {
  /// - Parameter zones: those that a name may stand for.
  /// - Returns: nil for anything else, a time without a zone included, and for an unknown zone.
  static func instant(_ property: CalendarLines.Property, zones: [String: Zone]) -> Instant? {
    var digits = property.value
    let isUTC = digits.hasSuffix("Z")
    if isUTC { digits.removeLast() }
    let bytes = Array(digits.utf8)
    guard bytes.count == 15, bytes[8] == UInt8(ascii: "T") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
      let minute = number(11..<13), let second = number(13..<15), hour < 24, minute < 60, second < 60,
      let date = CivilDate(year: year, month: month, day: day)
    else { return nil }
    let wall = CivilTime(date: date, secondOfDay: hour * 3600 + minute * 60 + second)
    if isUTC { return property.zone == nil ? Instant(rawValue: wall.wallSeconds) : nil }
    guard let zone = property.zone.flatMap({ zones[$0] }) else { return nil }
    return zone.instant(of: wall)
  }
}
