internal import Calendars

/// A time as tables write it, read back: `2026-11-30T08:00+01:00`, `2026-11-30T07:00Z`, seconds where they are not zero.
struct TimeStamp: Equatable {
  var instant: Instant
  /// Seconds east of UTC that were written.
  var offset: Int

  /// - Returns: nil for anything that isn't such a time.
  init?(_ text: String) {
    guard let mark = text.firstIndex(of: "T"), let date = CivilDate(String(text[..<mark])) else { return nil }
    var rest = text[text.index(after: mark)...]
    if rest.last == "Z" {
      rest = rest.dropLast()
      offset = 0
    } else {
      guard let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }),
        let size = Self.seconds(rest[rest.index(after: sign)...])
      else { return nil }
      offset = rest[sign] == "-" ? -size : size
      rest = rest[..<sign]
    }
    guard let time = Self.seconds(rest), time < 86_400 else { return nil }
    instant = Instant(rawValue: date.dayNumber * 86_400 + time - offset)
  }

  /// `08:00` or `08:00:30` in seconds.
  private static func seconds(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    var sum = 0
    for (index, part) in parts.enumerated() {
      guard part.utf8.count == 2, part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part),
        index == 0 || number < 60
      else { return nil }
      sum = sum * 60 + number
    }
    return parts.count == 2 ? sum * 60 : sum
  }
}
