internal import Calendars

/// A set of quarters of an hour between 1990 and 2059: which times an export touches. 4 KB a year.
struct QuarterHours {
  /// Outside of these a time is a mistake: zone tables end there.
  static let plausible = Instant(rawValue: 631_152_000)..<Instant(rawValue: 2_840_140_800)
  /// The same by date, on whatever clock.
  static let plausibleDates =
    CivilDate(dayNumber: 631_152_000 / 86_400 - 1)...CivilDate(dayNumber: 2_840_140_800 / 86_400)
  private var words: [UInt64] = []

  /// - Precondition: a plausible time.
  mutating func insert(_ instant: Instant) {
    let index = (instant.rawValue - Self.plausible.lowerBound.rawValue) / 900
    while words.count <= index >> 6 { words.append(0) }
    words[index >> 6] |= 1 << UInt64(index & 63)
  }

  func contains(_ instant: Instant) -> Bool {
    let index = (instant.rawValue - Self.plausible.lowerBound.rawValue) / 900
    return index >= 0 && words.count > index >> 6 && words[index >> 6] & 1 << UInt64(index & 63) != 0
  }

  /// The local dates that are touched.
  func days(in zone: Zone) -> DaySpans {
    var dates: [ClosedRange<CivilDate>] = []
    for word in words.indices where words[word] != 0 {
      var bits = words[word]
      while bits != 0 {
        let index = word << 6 | bits.trailingZeroBitCount
        bits &= bits - 1
        let date = zone.date(at: Self.plausible.lowerBound.adding(seconds: index * 900))
        if dates.last?.upperBound != date { dates.append(date...date) }
      }
    }
    return DaySpans(dates)
  }
}
