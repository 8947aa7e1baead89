/// The rule behind a TZif file's last transition, as a POSIX TZ string with the extension of RFC 8536: hours of a change
/// from −167 to 167, so that a zone may change "on the Friday before, at 26 hours".
///
/// `CET-1CEST,M3.5.0,M10.5.0/3`, `<-02>2<-01>,M3.5.0/-1,M10.5.0/0`, `MST7`. Names of the two times are read over: which
/// of them is called daylight doesn't matter (Dublin's is its winter), only where the offset goes.
struct PosixRule: Hashable, Sendable {
  /// Seconds east of UTC outside the second time.
  var standard: Int
  /// Nil where the offset stays for good.
  var other: Other?

  /// The second time of the year.
  struct Other: Hashable, Sendable {
    /// Seconds east of UTC.
    var offset: Int
    var start: Change
    var end: Change
  }

  /// When clocks change: a day of the year and seconds after its midnight, on the clock that was shown until then.
  struct Change: Hashable, Sendable {
    var day: Day
    var seconds: Int
  }

  enum Day: Hashable, Sendable {
    /// 1…365; 29 February is never counted: `J60` is 1 March.
    case withoutLeapDay(Int)
    /// 0…365, with 29 February.
    case fromZero(Int)
    /// The n-th (5 = last) of a weekday (0 = Sunday) in a month.
    case weekday(month: Int, week: Int, day: Int)
  }

  /// Nil for everything that is no such rule, an empty text included.
  init?(_ text: some Collection<UInt8>) {
    var reader = Reader(rest: Array(text)[...])
    guard reader.skipName(), let west = reader.offset() else { return nil }
    standard = -west
    guard !reader.rest.isEmpty else { return }
    guard reader.skipName() else { return nil }
    var offset = standard + 3600
    if let next = reader.rest.first, next != UInt8(ascii: ",") {
      guard let west = reader.offset() else { return nil }
      offset = -west
    }
    guard let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else { return nil }
    other = Other(offset: offset, start: start, end: end)
  }

  /// The changes of a calendar year by this rule: seconds since 1970, and the offset from then on. Rising, except where a
  /// rule overlaps itself.
  func changes(in year: Int) -> [(at: Int, offset: Int)] {
    guard let other else { return [] }
    let start = other.start.wallSeconds(in: year) - standard
    let end = other.end.wallSeconds(in: year) - other.offset
    // Where the second time ends as it begins again, it goes on.
    return start < end ? [(start, other.offset), (end, standard)] : [(end, standard), (start, other.offset)]
  }
}

extension PosixRule.Change {
  /// Seconds since 1970-01-01T00:00 on the wall clock that the change ends.
  func wallSeconds(in year: Int) -> Int { day.dayNumber(in: year) * 86_400 + seconds }
}

extension PosixRule.Day {
  fileprivate func dayNumber(in year: Int) -> Int {
    let january = CivilDate.firstOfJanuary(of: year).dayNumber
    switch self {
    case .withoutLeapDay(let day): return january + day - 1 + (CivilDate.isLeap(year: year) && day >= 60 ? 1 : 0)
    case .fromZero(let day): return january + day
    case .weekday(let month, let week, let day):
      guard let first = CivilDate(year: year, month: month, day: 1) else { return january }
      // `Weekday.index` counts from Monday, the rule from Sunday.
      let skip = (day + 13 - first.weekday.index) % 7
      var number = skip + (week - 1) * 7
      if number >= CivilDate.daysIn(month: month, year: year) { number -= 7 }
      return first.dayNumber + number
    }
  }
}

/// Reads a rule from its bytes, left to right.
private struct Reader {
  var rest: ArraySlice<UInt8>

  /// `CET` or `<+0330>`: at least three letters, or in angle brackets letters, digits and signs.
  mutating func skipName() -> Bool {
    if take("<") {
      guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end - rest.startIndex >= 1,
        rest[..<end].allSatisfy({ Self.isLetter($0) || Self.isDigit($0) || $0 == 43 || $0 == 45 })
      else { return false }
      rest = rest[(end + 1)...]
      return true
    }
    let name = rest.prefix(while: Self.isLetter)
    rest = rest.dropFirst(name.count)
    return name.count >= 3
  }

  /// `[+-]hh[:mm[:ss]]`, at most a day; west of Greenwich is positive.
  mutating func offset() -> Int? { clock(most: 24) }

  /// `,Mm.w.d[/time]`, `,Jn[/time]` or `,n[/time]`; without a time at 02:00.
  mutating func change() -> PosixRule.Change? {
    guard take(","), let day = day() else { return nil }
    guard take("/") else { return PosixRule.Change(day: day, seconds: 7200) }
    return clock(most: 167).map { PosixRule.Change(day: day, seconds: $0) }
  }

  private mutating func day() -> PosixRule.Day? {
    if take("M") {
      guard let month = number(in: 1...12), take("."), let week = number(in: 1...5), take("."),
        let day = number(in: 0...6)
      else { return nil }
      return .weekday(month: month, week: week, day: day)
    }
    if take("J") { return number(in: 1...365).map { .withoutLeapDay($0) } }
    return number(in: 0...365).map { .fromZero($0) }
  }

  private mutating func clock(most: Int) -> Int? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number(in: 0...most) else { return nil }
    var seconds = hours * 3600
    for unit in [60, 1] where take(":") {
      guard let part = number(in: 0...59) else { return nil }
      seconds += part * unit
    }
    return isNegative ? -seconds : seconds
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix(while: Self.isDigit)
    guard (1...3).contains(digits.count) else { return nil }
    rest = rest.dropFirst(digits.count)
    let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    return range.contains(value) ? value : nil
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard let first = rest.first, UInt32(first) == sign.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
