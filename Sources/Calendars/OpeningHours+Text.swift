public import Tables

extension OpeningHours {
  /// The spans of one day from text: `08:00-18:00`, `08:00-12:00, 13:00-17:00`, `closed`, `always` (or `24h`).
  ///
  /// A span whose end is not after its start runs past midnight (`22:00-06:00`); `22:00-30:00` says the same. A dash of
  /// any length and blanks around it are accepted.
  /// - Returns: minutes after the day's midnight, rising, not overlapping; empty where closed.
  /// - Throws: `hours.unreadable` or `hours.overlap`, without a position: the caller knows it.
  public static func daySpans(_ text: String) throws(Diagnostic) -> [Range<Int>] {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    if plain == "closed" { return [] }
    if plain == "always" || plain == "24h" { return [0..<1440] }
    var spans: [Range<Int>] = []
    for part in plain.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(omittingEmptySubsequences: false) { "-–—".contains($0) }
      guard ends.count == 2, let start = ClockTime(String(ends[0])), let end = ClockTime(String(ends[1])),
        start.minutes < 1440, end.minutes - start.minutes <= 1440
      else { throw unreadable(text) }
      spans.append(start.minutes..<(end <= start ? end.minutes + 1440 : end.minutes))
    }
    spans.sort { $0.lowerBound < $1.lowerBound }
    for (first, second) in zip(spans, spans.dropFirst()) where second.lowerBound < first.upperBound {
      throw Diagnostic(
        "hours.overlap", "the spans \(Self.text(of: first)) and \(Self.text(of: second)) overlap",
        cure: "Join them or move one.")
    }
    return spans
  }

  /// Opening hours of a week from text: `Mon-Fri 08:00-18:00; Sat 09:00-13:00`. Days not named are closed; `always`
  /// alone means all of them, and so do hours without days.
  ///
  /// Days are English names or their first two or more letters, alone, as a range (`Fri-Mon`) or as a list (`Mon,Wed`).
  /// - Throws: `hours.unreadable`, `hours.overlap` or `hours.day-twice`, without a position.
  public init(text: String) throws(Diagnostic) {
    var spans: [[Range<Int>]?] = Array(repeating: nil, count: 7)
    for part in text.split(separator: ";") where !part.allSatisfy(\.isWhitespace) {
      var trimmed = part.drop(while: \.isWhitespace)
      while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
      // The hours start at the first digit; `closed` and `always` are the last word.
      let hoursStart =
        trimmed.firstIndex(where: \.isNumber) ?? trimmed.lastIndex(where: \.isWhitespace) ?? trimmed.startIndex
      var days = Weekday.allCases
      if hoursStart > trimmed.startIndex {
        guard let named = Self.days(trimmed[..<hoursStart]) else { throw Self.unreadable(text) }
        days = named
      }
      let hours = trimmed[hoursStart...]
      let read = try Self.daySpans(String(hours))
      for day in days {
        guard spans[day.index] == nil else {
          throw Diagnostic(
            "hours.day-twice", "'\(text)' names the hours of a day twice",
            cure: "Write all spans of a day in one place.")
        }
        spans[day.index] = read
      }
    }
    self.init(spans: spans.map { $0 ?? [] })
    try checkNights()
  }

  /// Refuses a span that runs past midnight into one of the following day.
  private func checkNights() throws(Diagnostic) {
    for day in 0..<7 {
      let tomorrow = spans[(day + 1) % 7]
      for span in spans[day] {
        for next in tomorrow where next.lowerBound + 1440 < span.upperBound {
          throw Diagnostic(
            "hours.overlap",
            "the span \(Self.text(of: span)) runs into the following day's \(Self.text(of: next))",
            cure: "Let one end where the other starts.")
        }
      }
    }
  }

  /// The spans of a day as `daySpans` reads them.
  public func text(on day: Weekday) -> String {
    let parts = spans[day.index].map { Self.text(of: $0) }
    return parts.isEmpty ? "closed" : parts.joined(separator: ", ")
  }

  private static func text(of span: Range<Int>) -> String {
    "\(ClockTime(minutes: span.lowerBound))-\(ClockTime(minutes: span.upperBound))"
  }

  private static func unreadable(_ text: String) -> Diagnostic {
    Diagnostic(
      "hours.unreadable", "'\(text)' isn't opening hours",
      cure: "Write 08:00-18:00, or 08:00-12:00, 13:00-17:00, or closed, or always.")
  }

  /// `Mon-Fri`, `Sat`, `Mon,Wed`; nil when some word is no day.
  private static func days(_ text: Substring) -> [Weekday]? {
    var days: [Weekday] = []
    for part in text.lowercased().filter({ !$0.isWhitespace && $0 != ":" }).split(separator: ",") {
      let ends = part.split(omittingEmptySubsequences: false) { "-–—".contains($0) }.map { Weekday(name: $0) }
      guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      for offset in 0...((last.index - first.index + 7) % 7) {
        days.append(Weekday.allCases[(first.index + offset) % 7])
      }
    }
    return days
  }
}

extension Weekday {
  /// `monday`
  public var name: String {
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"][index]
  }

  /// `Monday`, for sentences and headings.
  public var title: String { name.prefix(1).uppercased() + name.dropFirst() }

  /// `Mon`
  public var shortTitle: String { String(title.prefix(3)) }

  /// An English name or at least its first two letters, whatever their case.
  public init?(name: some StringProtocol) {
    let lower = name.lowercased()
    guard lower.utf8.count >= 2, let day = Weekday.allCases.first(where: { $0.name.hasPrefix(lower) }) else {
      return nil
    }
    self = day
  }
}
