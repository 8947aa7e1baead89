internal import Calendars
internal import Tables

/// Reads the time of a record from its one or two columns.
struct TimeCells {
  let date: Int
  /// The column of the time of day, where it is another one.
  let clock: Int?
  /// The rows have dates and no times of day.
  let isDaily: Bool
  /// Whether spreadsheets' numbers of days occur.
  private let hasNumbers: Bool
  /// Whether the times of day are of the forms of `IntervalCell`.
  let hasOtherClocks: Bool
  /// Whether each cell is a whole time.
  private let isPlain: Bool

  init(date: Int, clock: Int?, isDaily: Bool, hasNumbers: Bool, hasOtherClocks: Bool) {
    self.date = date
    self.clock = clock
    self.isDaily = isDaily
    self.hasNumbers = hasNumbers
    self.hasOtherClocks = hasOtherClocks
    isPlain = clock == nil && !isDaily && !hasNumbers
  }

  /// The time of the current record; nil when there is none. Of days, their midnight.
  @inline(__always)
  func read(_ reader: borrowing CSVReader, _ times: TimeReader) -> WrittenTime? {
    if isPlain { return reader.withBytes(date) { times.read($0) } }
    return readParts(reader, times)
  }

  private func readParts(_ reader: borrowing CSVReader, _ times: TimeReader) -> WrittenTime? {
    guard let day = reader.withBytes(date, { Self.day($0, times) }) else { return nil }
    if isDaily { return .local(CivilTime(date: day.date, secondOfDay: 0)) }
    guard let clock else { return .local(day) }
    guard let second = reader.withBytes(clock, { second($0, times) }) else { return nil }
    return .local(CivilTime(wallSeconds: day.date.dayNumber * 86_400 + second))
  }

  /// Seconds from the start to the end that the current record's time of day says; nil where it says no end.
  func length(_ reader: borrowing CSVReader) -> Int? {
    clock.flatMap { clock in reader.withBytes(clock) { IntervalCell.times($0, isHour: true)?.length } }
  }

  /// The time as the file writes it, for messages.
  func text(_ reader: borrowing CSVReader) -> String {
    clock.map { "\(reader.text(date)) \(reader.text($0))" } ?? reader.text(date)
  }

  /// What to say about a record whose time cannot be read.
  func fault(_ reader: borrowing CSVReader) -> Diagnostic {
    if let name = Self.abbreviation(reader.text(clock ?? date)) {
      return reader.badValue(
        clock ?? date, code: "csv.zone-abbreviation",
        expected: "a time that can be read: '\(name)' names no offset; export the times without it and say --time-zone "
          + "Europe/Berlin or whichever zone they are of, or with an offset (+01:00)")
    }
    guard let clock, reader.withBytes(date, { Self.day($0, TimeReader(dateOrder: .dayFirst)) }) != nil else {
      return reader.badValue(
        date, code: "csv.not-a-time",
        expected: clock == nil && !isDaily ? TimeReader.expected : "a date such as 2026-11-30 or 30/11/2026")
    }
    return reader.badValue(clock, code: "csv.not-a-time", expected: "a time of day such as 9:05 or 9:05:30 AM")
  }

  /// `CET` of `2026-11-30 09:05 CET`: letters of a zone behind a time of day.
  private static func abbreviation(_ text: String) -> String? {
    let words = text.split { $0 == " " || $0 == "\u{A0}" }
    guard words.count > 1, let last = words.last, words[words.count - 2].contains(":") || words.count > 2 else {
      return nil
    }
    let name = last.filter { $0 != "(" && $0 != ")" }
    guard (2...5).contains(name.count), name.allSatisfy({ $0.isASCII && $0.isUppercase }), name != "AM", name != "PM"
    else {
      return nil
    }
    return name
  }

  /// The date of a cell, at the time of day that stands with it or at midnight.
  private static func day(_ bytes: Span<UInt8>, _ times: TimeReader) -> CivilTime? {
    if let date = times.readDate(bytes) { return CivilTime(date: date, secondOfDay: 0) }
    if let number = SpreadsheetDay.number(bytes) { return SpreadsheetDay.civil(number) }
    switch times.read(bytes) {
    case .local(let civil)?: return civil
    case .instant(let instant)?: return CivilTime(wallSeconds: instant.rawValue)
    case nil: return nil
    }
  }

  /// The time of day of a cell; spreadsheets and databases may write one with a date before it.
  private func second(_ bytes: Span<UInt8>, _ times: TimeReader) -> Int? {
    if hasOtherClocks, let times = IntervalCell.times(bytes, isHour: true) { return times.start }
    if let second = TimeReader.readClock(bytes) ?? SpreadsheetDay.clock(bytes) { return second }
    guard case .local(let civil)? = times.read(bytes) else { return nil }
    return civil.secondOfDay
  }
}
