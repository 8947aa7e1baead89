internal import Calendars
internal import Tables

/// Reads tickets from a table, one a row: any CSV export whose columns are known by name.
enum TicketTable {
  /// Adds every ticket of `source`.
  ///
  /// - Throws: what reading the file throws, `csv.missing-column`, `import.zone-needed` and what `TicketColumns` throws.
  ///   Rows that cannot be read are counted and left out.
  static func read(
    _ source: TicketSource, system: TicketSystem, options: ImportOptions, into accumulator: inout TicketAccumulator,
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    let sample = try TableSample(source, options: options)
    var map = options.columns
    if system == .zendeskCSV { map = ZendeskTable.columns(map, header: sample.header) }
    let columns = try TicketColumns(sample, map: map)
    let dates = try DateOrders.find(in: source, column: columns.created.date, options: options)
    let time = columns.created.cells
    let times = TimeReader(dateOrder: dates.order)
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    var cells = TicketCells(columns, marks: decimalMarks(options, delimiter: reader.delimiter), options: options)
    let updates =
      accumulator.asksForUpdates ? try UpdateTimes(columns, dates: dates, in: source, options: options) : nil
    var segments = columns.places.segmentColumn.map { _ in TicketSegments() }
    var footers = FooterRows()
    var draft = TicketDraft()
    draft.zone = columns.created.zone
    let isUTC = columns.created.isUTC
    var hasLocalTimes = false
    tally.begin(ImportReport.Source(name: source.name, system: system))
    for note in columns.notes {
      if note.severity == .warning { tally.warn(note) } else { tally.note(note) }
    }
    while try reader.next() {
      tally.read()
      draft.clear()
      draft.created = time.read(reader, times)
      guard draft.created != nil else {
        footers.add(reader, timeColumn: time.date, time.fault(reader), &tally)
        continue
      }
      footers.rowFollows(&tally)
      if case .local(let civil)? = draft.created {
        if isUTC {
          draft.created = .instant(Instant(secondsSince1970: civil.wallSeconds))
        } else {
          hasLocalTimes = true
        }
      }
      cells.fill(&draft, from: reader)
      draft.update = updates?.seconds(reader)
      if draft.drop == nil { cells.measure(&draft, from: reader, &tally) }
      if segments?.add(draft, row: reader.row) == true { continue }
      try accumulator.add(draft, file: source.name, row: reader.row, into: &tally)
    }
    footers.end(&tally)
    try segments?.finish(file: source.name, into: &accumulator, &tally)
    cells.report(file: source.name, &tally)
    try describe(
      reader, dates: dates, zone: hasLocalTimes ? columns.created.zone ?? options.zone : nil, columns: columns.uses,
      &tally)
  }

  /// What a table turned out to be, once it is read to its end: slips of its form, and what was detected.
  static func describe(
    _ reader: borrowing CSVReader, dates: DateOrders.Found, zone: Zone?, columns: [ImportReport.ColumnUse],
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    if let foreign = reader.foreignText { throw foreign }
    tally.dropBroken(reader.brokenRows, reader.brokenExamples)
    if let ragged = reader.firstRaggedRow {
      var warning = ragged
      warning.message += "; \(reader.raggedRows) rows are wider or narrower than the header and were read all the same"
      tally.warn(warning)
    }
    if let loose = reader.firstLooseRow {
      var note = loose
      note.message = "text stands behind a closing quote; it was read as part of the field, in \(reader.looseRows) rows"
      tally.note(note)
    }
    if reader.hasInvalidText {
      tally.warn(
        Diagnostic(
          "csv.invalid-text", "some characters are not \(reader.encoding.rawValue)",
          at: SourcePosition(file: reader.file), cure: "Say which encoding the file has (--encoding)."))
    }
    if var doubt = reader.encodingDoubt {
      doubt.message += "; taken as \(reader.encoding.rawValue)"
      tally.warn(doubt)
    }
    tally.describe(reader, dates: dates, zone: zone, columns: columns)
  }

  /// Why a ticket in this state is no contact.
  static func drop(status: Span<UInt8>) -> DropReason? {
    if ByteText.equals(status, "spam") || ByteText.equals(status, "suspended") { return .spam }
    if ByteText.equals(status, "deleted") { return .deleted }
    if ByteText.equals(status, "merged") { return .merged }
    return nil
  }

  /// The decimal marks to try, in order.
  static func decimalMarks(_ options: ImportOptions, delimiter: UInt8) -> [DecimalMark] {
    if let set = options.decimalMark { return [set] }
    return delimiter == UInt8(ascii: ",") ? [.point] : [.point, .comma]
  }
}
