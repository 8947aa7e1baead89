public import Tables

/// Holidays from a file: an iCalendar file, as calendars export and public bodies publish it, or a CSV file with the
/// columns `date,name,class,multiplier` (all but the date may be missing; dates as `2026-12-25`).
public struct HolidayFile: Hashable, Sendable {
  /// By date, then name; nothing twice.
  public var holidays: [Holiday]
  /// What was read otherwise than it stands, or left out.
  public var warnings: [Diagnostic]

  /// Reads a holiday file of either kind, told apart by its content.
  ///
  /// - Parameters:
  ///   - zone: the zone for which the holidays hold. An event that starts at a UTC time is a holiday on the date that it
  ///     then is there; nil takes the date as written.
  ///   - lastYear: where holidays that recur every year without end stop.
  /// - Throws: `csv.…`, `ics.…` or `holiday.…`, with the place.
  public static func read(
    _ bytes: [UInt8], file: String, zone: Zone? = nil, through lastYear: Int = 2060
  ) throws(Diagnostic) -> HolidayFile {
    let start = bytes.prefix(512).drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }
    let head = String(decoding: start.prefix(15), as: UTF8.self).uppercased()
    var result = HolidayFile(holidays: [], warnings: [])
    if head == "BEGIN:VCALENDAR" || file.lowercased().hasSuffix(".ics") {
      try result.readCalendar(bytes, file: file, zone: zone, through: lastYear)
    } else {
      try result.readTable(bytes, file: file)
    }
    var seen: Set<Holiday> = []
    result.holidays = result.holidays.filter { seen.insert($0).inserted }
    result.holidays.sort { ($0.date, $0.name, $0.dayClass) < ($1.date, $1.name, $1.dayClass) }
    return result
  }

  // MARK: - CSV

  private mutating func readTable(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    let table = try Table.read(bytes, file: file)
    let date = try table.column(named: "date")
    let name = try table.optionalColumn(named: "name")
    let dayClass = try table.optionalColumn(named: "class")
    let multiplier = try table.optionalColumn(named: "multiplier")
    try table.refuseColumns(otherThan: ["date", "name", "class", "multiplier"])
    for row in table.rows.indices {
      let fields = table.rows[row]
      guard let day = CivilDate(fields[date]) else {
        throw table.badValue(
          row: row, column: date, code: "holiday.bad-date", expected: "a date", cure: "Write it as 2026-12-25.")
      }
      let group = dayClass.map { fields[$0] } ?? ""
      if let dayClass, let meant = Self.meantClass(group) {
        throw table.badValue(
          row: row, column: dayClass, code: "holiday.class", expected: "a class that closes or shortens a day",
          cure: "Did you mean '\(meant)'? A class of your own has a name that is not as close to it.")
      }
      let share = try multiplier.map { (column) throws(Diagnostic) in try Self.multiplier(table, row, column) } ?? nil
      holidays.append(
        Holiday(
          date: day, name: name.map { fields[$0] } ?? "", dayClass: group.isEmpty ? Self.holiday : group,
          multiplier: share))
    }
  }

  // MARK: - iCalendar

  private mutating func readCalendar(
    _ bytes: [UInt8], file: String, zone: Zone?, through lastYear: Int
  ) throws(Diagnostic) {
    let calendar = try CalendarDays(bytes, file: file, zone: zone, through: lastYear, skipsObservances: true)
    // What was left out as a whole is said last.
    let isWhole = { (warning: Diagnostic) in warning.code == "ics.observance" }
    warnings += calendar.warnings.filter { !isWhole($0) }
    for event in calendar.events {
      let isShort = Self.isShortDay(event.name)
      if isShort, let date = event.starts.first {
        warnings.append(
          Diagnostic(
            "ics.short-day",
            "'\(event.name)' (\(date)) is read as a day of the class '\(Self.shortDay)', which closes nothing",
            at: SourcePosition(file: file, row: event.row), severity: .warning))
      }
      for date in event.dates {
        holidays.append(
          Holiday(date: date, name: event.name, dayClass: isShort ? Self.shortDay : Self.holiday))
      }
    }
    warnings += calendar.warnings.filter(isWhole)
  }

  // MARK: - Kinds of days

  /// The class of days on which queues close.
  static let holiday = "holiday"
  /// The class of days on which less is worked, but not nothing.
  static let shortDay = "short day"

  /// The class with a meaning of its own that a word is a misspelling of; nil for these classes and for others.
  private static func meantClass(_ word: String) -> String? {
    guard word != holiday, word != shortDay, word.utf8.count > 3 else { return nil }
    return [holiday, shortDay].first { NearestName.edits(from: word, to: $0) <= 2 || word.lowercased() == $0 + "s" }
  }

  private static func isShortDay(_ name: String) -> Bool {
    let plain = name.lowercased()
    return [
      "shortened working day", "shortened day", "short day", "short working day", "half day", "half-day",
      "half holiday",
      "half-holiday", "early closing",
    ].contains { plain.contains($0) }
  }
}
