internal import Calendars
internal import Tables

/// Where a table keeps the time of a row: in one column, or a date and a time of day in two.
struct TimeColumns {
  /// What is asked for every record.
  let cells: TimeCells
  /// Whether a column's name says that its times are UTC.
  let isUTC: Bool
  /// The zone that stands in the column's name: `Started at (Europe/Berlin)`.
  let zone: Zone?
  /// The name or names, as `--column` takes them.
  let name: String

  init(date: Int, clock: Int? = nil, isDaily: Bool = false, in sample: TableSample) {
    let names = [date, clock].compactMap { $0 }.map { sample.header.names[$0] }
    name = names.joined(separator: "+")
    isUTC = names.contains { PlainText.key($0).contains("utc") }
    zone = names.compactMap(ColumnPurpose.parentheses).compactMap { $0.contains("/") ? try? Zone($0) : nil }.first
    let form = TimeForm.of(date, in: sample)
    let hasOtherClocks = clock.map { column in
      TimeForm.written(column, in: sample) == .other && IntervalCell.isRead(column, in: sample, isHour: true)
    }
    cells = TimeCells(
      date: date, clock: clock, isDaily: isDaily, hasNumbers: form == .numberTime || form == .numberDate,
      hasOtherClocks: hasOtherClocks ?? false)
  }

  var date: Int { cells.date }
  /// The rows have dates and no times of day.
  var isDaily: Bool { cells.isDaily }
}
