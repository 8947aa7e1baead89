internal import Calendars

extension CalendarText {
  /// A VTIMEZONE (RFC 5545 §3.6.5) that gives the right offset for every instant of `range`.
  ///
  /// Each clock change is an observance of its own, with the onset as a local time of the offset before it: exact, and
  /// free of rules that a reader could unroll differently. The two changes before the range are there too, so that a
  /// zone with summer time always shows both its observances.
  mutating func zone(_ zone: Zone, covering range: Range<Instant>) {
    begin("VTIMEZONE")
    property("TZID", zone.identifier)
    for observance in zone.observances(covering: range) {
      let name = observance.isDaylight ? "DAYLIGHT" : "STANDARD"
      begin(name)
      property("DTSTART", observance.onset.calendarText)
      property("TZOFFSETFROM", utcOffsetText(observance.from))
      property("TZOFFSETTO", utcOffsetText(observance.to))
      end(name)
    }
    end("VTIMEZONE")
  }
}

/// A stretch of time with one offset, as VTIMEZONE describes it.
struct Observance: Hashable {
  /// When it begins, on the wall clock before the change.
  var onset: CivilTime
  /// Seconds east of UTC before and after the onset.
  var from: Int
  var to: Int
  var isDaylight: Bool
}

extension Zone {
  /// The observances that cover `range`, by onset; at least one.
  func observances(covering range: Range<Instant>) -> [Observance] {
    let year: Minutes = .hours(24 * 400)
    let before = transitions(in: range.lowerBound - year..<range.lowerBound).suffix(2)
    let inside = transitions(in: range)
    let after = transitions(in: range.upperBound..<range.upperBound + year)
    let shown = before + inside
    guard let first = shown.first else {
      let offset = secondsFromUTC(at: range.lowerBound)
      let epoch = CivilTime(date: CivilDate(dayNumber: 0), secondOfDay: 0)
      return [Observance(onset: epoch, from: offset, to: offset, isDaylight: false)]
    }
    let all = shown + after
    var observances = shown.enumerated().map { index, change in
      // Summer time is a step forward that is taken back within the year; a step forward for good is not.
      let back = index + 1 < all.count && all[index + 1].to < change.to
      return Observance(
        onset: CivilTime(wallSeconds: change.at.rawValue + change.from), from: change.from, to: change.to,
        isDaylight: change.to > change.from && back)
    }
    // A change inside the range with none before it: the time up to it needs an observance too.
    if before.isEmpty {
      let epoch = CivilTime(date: CivilDate(dayNumber: 0), secondOfDay: 0)
      observances.insert(Observance(onset: epoch, from: first.from, to: first.from, isDaylight: false), at: 0)
    }
    return observances
  }

  /// Whether the wall clock alone says which instant is meant. It does not in the second pass of the hour that a clock
  /// change repeats.
  func canName(_ instant: Instant) -> Bool { self.instant(of: civil(at: instant)) == instant }
}

extension CivilTime {
  /// `20261130T080000` (RFC 5545 §3.3.5).
  var calendarText: String {
    let (year, month, day) = date.parts
    return padded(year, to: 4) + padded(month, to: 2) + padded(day, to: 2) + "T" + padded(secondOfDay / 3600, to: 2)
      + padded(secondOfDay / 60 % 60, to: 2) + padded(secondOfDay % 60, to: 2)
  }
}

/// `+0100`, with seconds only where they are not zero (RFC 5545 §3.3.14).
private func utcOffsetText(_ seconds: Int) -> String {
  let size = abs(seconds)
  let text = (seconds < 0 ? "-" : "+") + padded(size / 3600, to: 2) + padded(size / 60 % 60, to: 2)
  return size % 60 == 0 ? text : text + padded(size % 60, to: 2)
}
