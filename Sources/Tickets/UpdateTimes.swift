internal import Calendars
internal import Tables

/// Reads when the versions of a table's tickets were made.
struct UpdateTimes {
  private let column: TimeColumns
  private let times: TimeReader
  private let zone: Zone?

  /// Nil where no column says it, or nothing tells the order of its days and months.
  init?(
    _ columns: TicketColumns, dates: DateOrders.Found, in source: TicketSource, options: ImportOptions
  ) throws(Diagnostic) {
    guard let column = columns.updated else { return nil }
    let found =
      dates.isNeeded ? dates : try DateOrders.find(in: source, column: column.date, options: options)
    guard dates.isNeeded || found.warning == nil else { return nil }
    self.column = column
    times = TimeReader(dateOrder: found.order)
    zone = column.isUTC ? .utc : column.zone ?? columns.created.zone ?? options.zone
  }

  func seconds(_ reader: borrowing CSVReader) -> Int? {
    column.cells.read(reader, times).flatMap { Self.seconds(of: $0, zone: zone) }
  }

  /// Times without an offset are compared as they stand where no zone is known. What lies before there were ticket systems
  /// says nothing.
  static func seconds(of written: WrittenTime, zone: Zone?) -> Int? {
    let seconds =
      switch written {
      case .instant(let instant): instant.rawValue
      case .local(let civil):
        (try? LocalTimes.instant(of: written, zone: zone ?? .utc, file: "", row: 0))?.instant.rawValue
          ?? civil.wallSeconds
      }
    return QuarterHours.plausible.contains(Instant(rawValue: seconds)) ? seconds : nil
  }
}
