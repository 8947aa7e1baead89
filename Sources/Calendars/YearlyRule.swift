/// The part of iCalendar's recurrence rules (RFC 5545, section 3.3.10) in which holidays recur: once a year on the same
/// date, or on the same weekday of a month (`FREQ=YEARLY;BYMONTH=11;BYDAY=4TH`).
struct YearlyRule: Hashable {
  private var yearStep = 1
  private var count: Int?
  private var until: CivilDate?
  private var month: Int
  private var day: Int
  /// The n-th such weekday of the month, counted from its end when negative.
  private var weekday: (ordinal: Int, day: Weekday)?

  static func == (left: Self, right: Self) -> Bool {
    left.yearStep == right.yearStep && left.count == right.count && left.until == right.until
      && left.month == right.month && left.day == right.day && left.weekday?.ordinal == right.weekday?.ordinal
      && left.weekday?.day == right.weekday?.day
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(month)
    hasher.combine(day)
  }

  /// Nil when the rule is of another kind.
  init?(_ text: String, start: CivilDate) {
    month = start.month
    day = start.day
    var isYearly = false
    for part in text.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { return nil }
      let value = String(pair[1])
      switch pair[0] {
      case "FREQ": isYearly = value == "YEARLY"
      case "INTERVAL":
        guard let step = Int(value), (1...100).contains(step) else { return nil }
        yearStep = step
      case "COUNT":
        guard let number = Int(value), number >= 1 else { return nil }
        count = number
      case "UNTIL":
        guard let date = CivilDate(compact: value.prefix(8)) else { return nil }
        until = date
      case "BYMONTH":
        guard let number = Int(value), (1...12).contains(number) else { return nil }
        month = number
      case "BYMONTHDAY":
        guard let number = Int(value), (1...31).contains(number) else { return nil }
        day = number
      case "BYDAY":
        guard let day = Weekday(name: value.suffix(2)), let ordinal = Int(value.dropLast(2)), ordinal != 0,
          (-5...5).contains(ordinal)
        else { return nil }
        weekday = (ordinal, day)
      case "WKST": break
      default: return nil
      }
    }
    guard isYearly, weekday == nil || text.uppercased().contains("BYMONTH=") else { return nil }
  }

  /// The dates from `start` to the end of `lastYear`, rising.
  func dates(from start: CivilDate, through lastYear: Int) -> [CivilDate] {
    guard start.year <= lastYear else { return [] }
    var dates: [CivilDate] = []
    for year in stride(from: start.year, through: lastYear, by: yearStep) {
      // 29 February, or a fifth Monday, is left out in years without it.
      guard let date = date(in: year), date >= start else { continue }
      if let until, date > until { break }
      dates.append(date)
      if dates.count == count { break }
    }
    return dates
  }

  private func date(in year: Int) -> CivilDate? {
    guard let weekday else { return CivilDate(year: year, month: month, day: day) }
    let length = CivilDate.daysIn(month: month, year: year)
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    let toFirst = (weekday.day.index - first.weekday.index + 7) % 7
    let matches = Array(stride(from: 1 + toFirst, through: length, by: 7))
    let index = weekday.ordinal > 0 ? weekday.ordinal - 1 : matches.count + weekday.ordinal
    return matches.indices.contains(index) ? CivilDate(year: year, month: month, day: matches[index]) : nil
  }
}

extension CivilDate {
  /// Reads exactly `YYYYMMDD`.
  init?(compact text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 8, bytes.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let number = bytes.reduce(0) { $0 * 10 + Int($1 - 48) }
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }
}
