internal import Calendars
internal import Tables

/// What the cells of a column say about time.
enum TimeForm: Hashable {
  /// A date with a time of day, or an instant.
  case time
  /// A spreadsheet's number with a fraction: a date with a time of day.
  case numberTime
  case date
  /// A spreadsheet's number of a day.
  case numberDate
  /// A time of day, or a span that starts with one.
  case clock
  /// A fraction of a day.
  case fraction
  case other

  var hasDate: Bool { self != .clock && self != .fraction && self != .other }
  var isDateOnly: Bool { self == .date || self == .numberDate }
  var isClockOnly: Bool { self == .clock || self == .fraction }

  /// The form of one cell.
  init(_ bytes: Span<UInt8>) {
    for order in DateOrder.allCases {
      let reader = TimeReader(dateOrder: order)
      if let time = reader.read(bytes) {
        // A time of day that got the first day of a spreadsheet or of a database.
        if case .local(let civil) = time, civil.date.year < 1902 { self = .clock } else { self = .time }
        return
      }
      if reader.readDate(bytes) != nil {
        self = .date
        return
      }
    }
    if TimeReader.readClock(bytes) != nil {
      self = .clock
    } else if let number = SpreadsheetDay.number(bytes) {
      self = number == number.rounded() ? .numberDate : .numberTime
    } else if SpreadsheetDay.clock(bytes) != nil {
      self = .fraction
    } else {
      self = .other
    }
  }

  /// The form of most of a column's cells that are not blank; `other` where no form has half of them. Under the heading of
  /// a time of day more forms of one are read (`IntervalCell`).
  static func of(_ column: Int, in sample: TableSample) -> TimeForm {
    let form = written(column, in: sample)
    let name = sample.header.names[column]
    guard form == .other, TicketWords.clock.knows(name),
      IntervalCell.isRead(column, in: sample, isHour: IntervalCell.saysHour(name))
    else { return form }
    return .clock
  }

  /// The form of most cells, whatever the heading is.
  static func written(_ column: Int, in sample: TableSample) -> TimeForm {
    let values = sample.values(column)
    var counts: [TimeForm: Int] = [:]
    for value in values { counts[TimeForm(value.span), default: 0] += 1 }
    // A whole number among fractions is midnight.
    if let times = counts[.numberTime], let days = counts[.numberDate] {
      counts[.numberTime] = times + days
      counts[.numberDate] = nil
    }
    let order: [TimeForm] = [.time, .numberTime, .date, .numberDate, .clock, .fraction]
    return order.first { counts[$0, default: 0] * 2 > values.count } ?? .other
  }
}
