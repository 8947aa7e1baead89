/// iCalendar's recurrence rules (RFC 5545, section 3.3.10) for whole dates: years, months, weeks and days with `INTERVAL`,
/// `COUNT`, `UNTIL`, `BYMONTH`, `BYMONTHDAY`, `BYYEARDAY`, `BYDAY` and `BYSETPOS`.
///
/// Each period (a year, month, week or day) holds the dates that pass every `BY…` part, as python-dateutil reads them.
struct RecurrenceRule {
  /// Why a rule isn't read.
  struct Refusal: Error {
    var words: String
  }

  private enum Frequency: String { case yearly = "YEARLY", monthly = "MONTHLY", weekly = "WEEKLY", daily = "DAILY" }

  /// A weekday, or the n-th of its month or year, counted from the end when negative.
  private struct Day {
    var ordinal: Int?
    var weekday: Weekday
  }

  /// More dates than this are no holidays.
  static let most = 5000

  private let start: CivilDate
  private var frequency = Frequency.yearly
  private var interval = 1
  private var count: Int?
  private var until: CivilDate?
  private var months: [Int] = []
  private var monthDays: [Int] = []
  private var yearDays: [Int] = []
  private var days: [Day] = []
  private var positions: [Int] = []
  private var weekStart = Weekday.monday

  init(_ text: String, start: CivilDate) throws(Refusal) {
    self.start = start
    var isStated = false
    for part in text.uppercased().split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { throw Refusal(words: "'\(part)' is no part of a rule") }
      let value = String(pair[1])
      switch pair[0] {
      case "FREQ":
        guard let read = Frequency(rawValue: value) else { throw Refusal(words: "FREQ=\(value) isn't read") }
        frequency = read
        isStated = true
      case "INTERVAL": interval = try Self.numbers(value, in: 1...1000, of: part)[0]
      case "COUNT": count = try Self.numbers(value, in: 1...1_000_000, of: part)[0]
      case "UNTIL":
        guard let date = CivilDate(compact: value.prefix(8)) else { throw Refusal(words: "'\(part)' names no date") }
        until = date
      case "BYMONTH": months = try Self.numbers(value, in: 1...12, of: part)
      case "BYMONTHDAY": monthDays = try Self.numbers(value, in: -31...31, of: part)
      case "BYYEARDAY": yearDays = try Self.numbers(value, in: -366...366, of: part)
      case "BYSETPOS": positions = try Self.numbers(value, in: -366...366, of: part)
      case "BYDAY": days = try Self.days(value, of: part)
      case "WKST":
        guard let day = Weekday(name: value) else { throw Refusal(words: "'\(part)' names no weekday") }
        weekStart = day
      default: throw Refusal(words: "\(pair[0]) isn't read")
      }
    }
    guard isStated else { throw Refusal(words: "it has no FREQ") }
    guard days.allSatisfy({ $0.ordinal == nil }) || frequency == .yearly || frequency == .monthly else {
      throw Refusal(words: "numbered weekdays need FREQ=YEARLY or MONTHLY")
    }
    completeFromStart()
  }

  /// What a rule leaves open is as on its first date.
  private mutating func completeFromStart() {
    guard monthDays.isEmpty, yearDays.isEmpty, days.isEmpty else { return }
    switch frequency {
    case .yearly:
      if months.isEmpty { months = [start.month] }
      monthDays = [start.day]
    case .monthly: monthDays = [start.day]
    case .weekly: days = [Day(weekday: start.weekday)]
    case .daily: break
    }
  }

  /// The dates to the end of `lastYear`, rising; at most `most`.
  func dates(through lastYear: Int) -> [CivilDate] {
    var found: [CivilDate] = []
    var number = 0
    while let period = period(number), period.lowerBound.year <= lastYear, found.count < Self.most {
      number += 1
      if let until, period.lowerBound > until { break }
      for date in chosen(in: period) where date >= start && date.year <= lastYear {
        if let until, date > until { return found }
        found.append(date)
        if found.count == count || found.count == Self.most { return found }
      }
    }
    return found
  }

  /// The dates of a period, the one of the first date being 0; nil beyond every calendar.
  private func period(_ number: Int) -> Range<CivilDate>? {
    switch frequency {
    case .daily:
      let first = start.adding(days: number * interval)
      return first..<first.adding(days: 1)
    case .weekly:
      let back = (start.weekday.index - weekStart.index + 7) % 7
      let first = start.adding(days: 7 * number * interval - back)
      return first..<first.adding(days: 7)
    case .monthly:
      let index = start.year * 12 + start.month - 1 + number * interval
      guard let first = CivilDate(year: index / 12, month: index % 12 + 1, day: 1) else { return nil }
      return first..<first.adding(days: CivilDate.daysIn(month: index % 12 + 1, year: index / 12))
    case .yearly:
      let year = start.year + number * interval
      guard let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
      return first..<first.adding(days: CivilDate.isLeap(year: year) ? 366 : 365)
    }
  }

  private func chosen(in period: Range<CivilDate>) -> [CivilDate] {
    let length = period.upperBound - period.lowerBound
    let dates = (0..<length).map { period.lowerBound.adding(days: $0) }.filter(holds)
    guard !positions.isEmpty else { return dates }
    return Set(
      positions.compactMap { position in
        let index = position > 0 ? position - 1 : dates.count + position
        return dates.indices.contains(index) ? dates[index] : nil
      }
    ).sorted()
  }

  /// Whether a date passes every part.
  private func holds(_ date: CivilDate) -> Bool {
    let (year, month, day) = date.parts
    let monthLength = CivilDate.daysIn(month: month, year: year)
    func isAmong(_ numbers: [Int], _ number: Int, of length: Int) -> Bool {
      numbers.isEmpty || numbers.contains(number) || numbers.contains(number - length - 1)
    }
    guard months.isEmpty || months.contains(month), isAmong(monthDays, day, of: monthLength) else { return false }
    let yearLength = CivilDate.isLeap(year: year) ? 366 : 365
    let yearDay = CivilDate(year: year, month: 1, day: 1).map { date - $0 + 1 } ?? 1
    guard isAmong(yearDays, yearDay, of: yearLength) else { return false }
    // Numbered weekdays count in the month where months are named, in the year where they aren't.
    let inYear = frequency == .yearly && months.isEmpty
    let (place, length) = inYear ? (yearDay, yearLength) : (day, monthLength)
    return days.isEmpty
      || days.contains { wanted in
        guard wanted.weekday == date.weekday else { return false }
        guard let ordinal = wanted.ordinal else { return true }
        return ordinal > 0 ? (place - 1) / 7 + 1 == ordinal : (length - place) / 7 + 1 == -ordinal
      }
  }

  private static func numbers(
    _ text: String, in range: ClosedRange<Int>, of part: Substring
  ) throws(Refusal) -> [Int] {
    let numbers = text.split(separator: ",").map { Int($0) }
    var found: [Int] = []
    for number in numbers {
      guard let number, number != 0, range.contains(number) else {
        throw Refusal(words: "'\(part)' holds what isn't a number from \(range.lowerBound) to \(range.upperBound)")
      }
      found.append(number)
    }
    guard !found.isEmpty else { throw Refusal(words: "'\(part)' is empty") }
    return found
  }

  private static func days(_ text: String, of part: Substring) throws(Refusal) -> [Day] {
    var days: [Day] = []
    for name in text.split(separator: ",") {
      let number = name.dropLast(2)
      guard name.utf8.count >= 2, let weekday = Weekday(name: name.suffix(2)),
        number.isEmpty || Int(number).map({ $0 != 0 && (-53...53).contains($0) }) == true
      else { throw Refusal(words: "'\(part)' names no weekday") }
      days.append(Day(ordinal: Int(number), weekday: weekday))
    }
    guard !days.isEmpty else { throw Refusal(words: "'\(part)' is empty") }
    return days
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
