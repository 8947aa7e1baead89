internal import Calendars
internal import Tables

extension TimeColumns {
  /// The columns that the planner set, else the first known ones whose cells are times, else a date and a time of day
  /// in two columns; nil when no name is known.
  ///
  /// - Parameter allowsDays: whether dates without a time of day will do, as for counts by day.
  /// - Throws: `csv.missing-column` for a column that the planner set; `import.no-time-of-day` for dates alone and
  ///   `import.no-date` for times of day alone.
  static func find(
    _ purpose: ColumnPurpose, set: String?, in sample: TableSample, allowsDays: Bool
  ) throws(Diagnostic) -> TimeColumns? {
    if let set { return try chosen(set, purpose, in: sample, allowsDays: allowsDays) }
    var candidates = purpose.candidates(in: sample.header)
    for column in TicketWords.date.candidates(in: sample.header) where !candidates.contains(column) {
      candidates.append(column)
    }
    if candidates.isEmpty { return sample.hasHeader ? nil : try onlyTime(in: sample) }
    let forms = candidates.map { TimeForm.of($0, in: sample) }
    func first(_ isWanted: (TimeForm) -> Bool) -> Int? { forms.firstIndex(where: isWanted).map { candidates[$0] } }
    let dateOnly = first(\.isDateOnly)
    let clockOnly = first(\.isClockOnly) ?? (dateOnly == nil ? nil : clockColumn(in: sample, besides: dateOnly))
    // Of a time that is always midnight the time of day may stand elsewhere.
    if let time = first({ $0 == .time || $0 == .numberTime }) {
      return midnight(time, in: sample, allowsDays: allowsDays) ?? TimeColumns(date: time, in: sample)
    }
    if let dateOnly, let clockOnly { return TimeColumns(date: dateOnly, clock: clockOnly, in: sample) }
    if let dateOnly { return try alone(date: dateOnly, in: sample, allowsDays: allowsDays) }
    if let clockOnly { throw noDate(clockOnly, in: sample) }
    return TimeColumns(date: candidates[0], in: sample)
  }

  private static func chosen(
    _ set: String, _ purpose: ColumnPurpose, in sample: TableSample, allowsDays: Bool
  ) throws(Diagnostic) -> TimeColumns {
    let columns = try ColumnPurpose.columns(set, in: sample.header, file: sample.file)
    let forms = columns.map { TimeForm.of($0, in: sample) }
    if columns.count == 2 {
      let isSwapped = forms[0].isClockOnly && !forms[1].isClockOnly
      return TimeColumns(date: columns[isSwapped ? 1 : 0], clock: columns[isSwapped ? 0 : 1], in: sample)
    }
    let column = columns[0]
    if forms[0].isDateOnly {
      if let clock = clockColumn(in: sample, besides: column) {
        return TimeColumns(date: column, clock: clock, in: sample)
      }
      return try alone(date: column, in: sample, allowsDays: allowsDays)
    }
    if forms[0].isClockOnly {
      let dates = TicketWords.date.candidates(in: sample.header) + purpose.candidates(in: sample.header)
      guard let date = dates.first(where: { TimeForm.of($0, in: sample).isDateOnly }) else {
        throw noDate(column, in: sample)
      }
      return TimeColumns(date: date, clock: column, in: sample)
    }
    return midnight(column, in: sample, allowsDays: allowsDays) ?? TimeColumns(date: column, in: sample)
  }

  /// For a column whose times are midnight throughout: the time of day that stands in another column, or days; nil for
  /// other columns.
  private static func midnight(_ column: Int, in sample: TableSample, allowsDays: Bool) -> TimeColumns? {
    guard isMidnight(column, in: sample) else { return nil }
    if let clock = clockColumn(in: sample, besides: column) {
      return TimeColumns(date: column, clock: clock, in: sample)
    }
    guard allowsDays, sample.distinct(column).values > 1 else { return nil }
    return TimeColumns(date: column, isDaily: true, in: sample)
  }

  /// The one column of a file without header that holds times.
  private static func onlyTime(in sample: TableSample) throws(Diagnostic) -> TimeColumns? {
    let columns = columnsOfTimes(in: sample)
    return columns.count == 1 ? TimeColumns(date: columns[0], in: sample) : nil
  }

  /// The columns whose cells are times, whatever their names.
  static func columnsOfTimes(in sample: TableSample) -> [Int] {
    sample.header.names.indices.prefix(200).filter { column in
      guard TimeForm.of(column, in: sample) == .time else { return false }
      // Plain numbers may be anything.
      return sample.values(column).contains { value in value.contains { !(48...57).contains($0) && $0 != 0x2E } }
    }
  }

  private static func clockColumn(in sample: TableSample, besides date: Int?) -> Int? {
    TicketWords.clock.candidates(in: sample.header).first {
      $0 != date && TimeForm.of($0, in: sample).isClockOnly
    }
  }

  private static func isMidnight(_ column: Int, in sample: TableSample) -> Bool {
    let values = sample.values(column)
    return !values.isEmpty
      && values.allSatisfy { value in
        DateOrder.allCases.contains { order in
          guard case .local(let civil)? = TimeReader(dateOrder: order).read(value.span) else { return false }
          return civil.secondOfDay == 0
        }
      }
  }

  private static func alone(
    date: Int, in sample: TableSample, allowsDays: Bool
  ) throws(Diagnostic) -> TimeColumns {
    if allowsDays { return TimeColumns(date: date, isDaily: true, in: sample) }
    let name = sample.header.names[date]
    let other = columnsOfTimes(in: sample).first { $0 != date }
    let clock = ClockPartner.clock(of: date, in: sample)
    let cure =
      if let other {
        "'\(sample.header.names[other])' holds times: if these are the ones, say "
          + "--column created=\(quoted(sample.header.names[other]))."
      } else if let clock {
        "'\(sample.header.names[clock])' holds times of day: say "
          + "--column created=\(quoted(name + "+" + sample.header.names[clock]))."
      } else {
        "Export the time of day too. Where there is none, count the contacts of each day and import those "
          + "(columns date, queue, contacts)."
      }
    throw Diagnostic(
      "import.no-time-of-day", "the column '\(name)' holds dates without a time of day",
      at: SourcePosition(file: sample.file, row: sample.hasHeader ? 1 : nil, column: date + 1), cure: cure)
  }

  private static func noDate(_ clock: Int, in sample: TableSample) -> Diagnostic {
    let name = sample.header.names[clock]
    let date = ClockPartner.date(of: clock, in: sample)
    return Diagnostic(
      "import.no-date", "the column '\(name)' holds times of day without a date",
      at: SourcePosition(file: sample.file, row: sample.hasHeader ? 1 : nil, column: clock + 1),
      cure: date.map {
        "'\(sample.header.names[$0])' holds dates: say --column created=\(quoted(sample.header.names[$0] + "+" + name))."
      } ?? "Name the column of the date too: --column created=DATE+\(name).")
  }

  /// A header as a shell takes it.
  static func quoted(_ name: String) -> String {
    name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"\"'$`\\&|;<>()*?!#~".utf8.contains($0) } ? name : "\"\(name)\""
  }
}
