internal import Calendars

extension CivilTime {
  /// `20261130T080000` (RFC 5545 §3.3.5).
  var calendarText: String {
    let (year, month, day) = date.parts
    return padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2) + "T" + padded(secondOfDay / 3600, to: 2)
      + padded(secondOfDay / 60 % 60, to: 2) + padded(secondOfDay % 60, to: 2)
  }
}

extension Instant {
  /// `20261130T070000Z`: the one form that every reader of calendars takes for the same moment. Most go by the zone rules
  /// that they bring along, whatever a VTIMEZONE in the file says.
  var calendarText: String { CivilTime(wallSeconds: rawValue).calendarText + "Z" }
}

extension CalendarText {
  /// A VTIMEZONE for UTC: what a calendar without an event holds, since a calendar must hold something (RFC 5545 §3.6).
  mutating func utcZone() {
    begin("VTIMEZONE")
    property("TZID", "UTC")
    begin("STANDARD")
    property("DTSTART", "19700101T000000")
    property("TZOFFSETFROM", "+0000")
    property("TZOFFSETTO", "+0000")
    end("STANDARD")
    end("VTIMEZONE")
  }
}
