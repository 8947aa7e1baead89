internal import Calendars
internal import Tables

/// The header and the first records of a table: what its columns are told by.
struct TableSample {
  /// So many records are looked at, and about so many cells.
  private static let most = (records: 500, cells: 100_000)

  /// The file as the user named it.
  let file: String
  /// Of a file without header `#1`, `#2` and so on.
  let header: Header
  let delimiter: UInt8
  let hasHeader: Bool
  private(set) var rows: [[[UInt8]]] = []

  /// - Throws: `import.no-header` when the first row holds times or dates where names are expected; what reading a table throws.
  init(_ source: TicketSource, options: ImportOptions) throws(Diagnostic) {
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    file = source.name
    delimiter = reader.delimiter
    hasHeader = options.hasHeader
    var width = 0
    var cells = 0
    while rows.count < Self.most.records, cells < Self.most.cells, try reader.next() {
      width = max(width, reader.fieldCount)
      cells += reader.fieldCount
      rows.append(
        (0..<reader.fieldCount).map { column in
          reader.withBytes(column) { field in
            let range = FieldNumber.contentRange(field)
            return field.extracting(range).withUnsafeBufferPointer { Array($0) }
          }
        })
    }
    header = options.hasHeader ? reader.header : Header(names: (0..<width).map { "#\($0 + 1)" })
    if let foreign = reader.foreignText { throw foreign }
    if let fault = noHeader { throw fault }
  }

  /// The values of a column that are not blank.
  func values(_ column: Int) -> [[UInt8]] {
    rows.compactMap { row in column < row.count && !row[column].isEmpty ? row[column] : nil }
  }

  /// How many different values a column has, and how many that are not blank.
  func distinct(_ column: Int) -> (values: Int, of: Int) {
    let values = values(column)
    return (Set(values).count, values.count)
  }

  /// The first row looks like data: it holds a time, or a date above a column of dates.
  private var noHeader: Diagnostic? {
    guard hasHeader, let found = firstTime else { return nil }
    let column = found[0]
    let place = found.map { "#\($0 + 1)" }.joined(separator: "+")
    let kind =
      found.count == 1 && TimeForm(Array(header.names[column].utf8).span).isDateOnly ? "date" : "time"
    let names = found.map { header.names[$0] }.joined(separator: " ")
    return Diagnostic(
      "import.no-header",
      "the first row looks like data ('\(names)' is a \(kind)): the file has no header",
      at: SourcePosition(file: file, row: 1, column: column + 1),
      cure: "Say --no-header --column created=\(place) where each row is a contact"
        + (counts.isEmpty
          ? ""
          : ", --no-header --column start=\(place) --column contacts=\(counts) where it counts those of an interval")
        + ", or add a row with the columns' names.")
  }

  /// The column of the first row that holds a time, or those that hold a date and a time of day. A number counts, and a date
  /// alone, where the rows below have the like.
  private var firstTime: [Int]? {
    if let time = header.names.firstIndex(where: Self.isTime) { return [time] }
    let columns = header.names.indices.prefix(200)
    func first(_ isWanted: (TimeForm) -> Bool) -> Int? {
      columns.first { column in
        let name = Array(header.names[column].utf8)
        return isWanted(TimeForm(name.span)) && isWanted(TimeForm.written(column, in: self))
      }
    }
    if let date = first(\.isDateOnly) {
      if let clock = first(\.isClockOnly) { return [date, clock] }
      return TimeForm(Array(header.names[date].utf8).span) == .date ? [date] : nil
    }
    return first { $0 == .time || $0 == .numberTime }.map { [$0] }
  }

  /// Columns, by number, that may count contacts.
  private var counts: String {
    header.names.indices.prefix(200).filter { CountsInDisguise.holdsCounts($0, in: self) }.prefix(3)
      .map { "#\($0 + 1)" }.joined(separator: " or ")
  }

  private static func isTime(_ name: String) -> Bool {
    guard name.utf8.contains(where: { !(48...57).contains($0) && $0 != 0x2E }) else { return false }
    return DateOrder.allCases.contains { TimeReader(dateOrder: $0).read(name) != nil }
  }
}
