internal import Calendars
internal import Tables

/// Reads tickets from a table, one a row: any CSV export whose columns are known by name.
enum TicketTable {
  /// Adds every ticket of `source`.
  ///
  /// - Throws: what reading the file throws, `csv.missing-column` and `import.zone-needed`. Rows that cannot be read are
  ///   counted and left out.
  static func read(
    _ source: TicketSource, system: TicketSystem, options: ImportOptions, into accumulator: inout TicketAccumulator,
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    var map = options.columns
    if system == .zendeskCSV { map = ZendeskTable.columns(map, header: reader.header) }
    let columns = try TicketColumns(reader.header, map: map, file: source.name)
    let dates = try DateOrders.find(in: source, column: columns.createdColumn, options: options)
    let times = TimeReader(dateOrder: dates.order)
    var draft = TicketDraft()
    let marks = decimalMarks(options, delimiter: reader.delimiter)
    var hasLocalTimes = false
    tally.begin(ImportReport.Source(name: source.name, system: system))
    while try reader.next() {
      tally.read()
      draft.clear()
      draft.created = reader.withBytes(columns.createdColumn) { times.read($0) }
      guard draft.created != nil else {
        let fault = reader.badValue(columns.createdColumn, code: "csv.not-a-time", expected: TimeReader.expected)
        tally.drop(.badRow, at: reader.position(column: columns.createdColumn), fault.message)
        continue
      }
      if case .local(let civil)? = draft.created {
        if columns.isUTC {
          draft.created = .instant(Instant(secondsSince1970: civil.wallSeconds))
        } else {
          hasLocalTimes = true
        }
      }
      fill(&draft, from: reader, columns)
      if draft.drop == nil { measure(&draft, from: reader, columns, marks: marks, options: options, &tally) }
      try accumulator.add(draft, file: source.name, row: reader.row, into: &tally)
    }
    tally.dropBroken(reader.brokenRows, reader.brokenExamples)
    if let ragged = reader.firstRaggedRow {
      var warning = ragged
      warning.message += "; \(reader.raggedRows) rows are wider or narrower than the header and were read all the same"
      tally.warn(warning)
    }
    if reader.hasInvalidText {
      tally.warn(
        Diagnostic(
          "csv.invalid-text", "some characters are not \(reader.encoding.rawValue)",
          at: SourcePosition(file: source.name), cure: "Say which encoding the file has."))
    }
    tally.describe(reader, dates: dates, zone: hasLocalTimes ? options.zone : nil, columns: columns.uses)
  }

  /// The stream of a row, its id and whether it is a contact at all.
  private static func fill(_ draft: inout TicketDraft, from reader: borrowing CSVReader, _ columns: TicketColumns) {
    appendPart(columns.channelColumn, of: reader, to: &draft)
    appendPart(columns.groupColumn, of: reader, to: &draft)
    appendPart(columns.languageColumn, of: reader, to: &draft)
    appendPart(columns.queueColumn, of: reader, to: &draft)
    if let column = columns.idColumn {
      let identity = reader.withBytes(column) { ByteText.identity($0) }
      draft.identity = identity == 0 ? nil : identity
    }
    if let column = columns.statusColumn { draft.drop = reader.withBytes(column) { drop(status: $0) } }
    if draft.drop == nil, let column = columns.tagsColumn,
      reader.withBytes(column, { ByteText.contains($0, "closed_by_merge") })
    {
      draft.drop = .merged
    }
    if draft.drop == nil, let column = columns.channelColumn,
      reader.withBytes(column, { ByteText.contains($0, "outbound") })
    {
      draft.drop = .outbound
    }
    if draft.drop == nil, let column = columns.directionColumn,
      reader.withBytes(column, { ByteText.equals($0, "outbound") || ByteText.equals($0, "out") })
    {
      draft.drop = .outbound
    }
    if draft.drop == nil, let column = columns.closedWhenCreatedColumn,
      reader.withBytes(column, { ByteText.isTrue($0) })
    {
      draft.drop = .closedWhenCreated
    }
    if draft.drop == nil, let column = columns.groupColumn, reader.withBytes(column, { ByteText.equals($0, "spam") }) {
      draft.drop = .spam
    }
  }

  private static func appendPart(_ column: Int?, of reader: borrowing CSVReader, to draft: inout TicketDraft) {
    if let column { reader.withBytes(column) { draft.appendToStream($0) } }
    draft.endStreamPart()
  }

  /// Why a ticket in this state is no contact.
  static func drop(status: Span<UInt8>) -> DropReason? {
    if ByteText.equals(status, "spam") || ByteText.equals(status, "suspended") { return .spam }
    if ByteText.equals(status, "deleted") { return .deleted }
    if ByteText.equals(status, "merged") { return .merged }
    return nil
  }

  /// The handle time of a row: the most trustworthy that it has.
  private static func measure(
    _ draft: inout TicketDraft, from reader: borrowing CSVReader, _ columns: TicketColumns, marks: [DecimalMark],
    options: ImportOptions, _ tally: inout ImportTally
  ) {
    func take(_ column: Int?, unit: Double, _ source: HandleTimeSource) -> Bool {
      guard let column, !reader.isBlank(column) else { return false }
      let seconds = reader.withBytes(column) { HandleTime.seconds($0, unit: unit, marks: marks) }
      guard let seconds, seconds >= 0, seconds <= HandleTime.longest else {
        tally.refuseHandleTime(
          reader.badValue(column, code: "import.bad-handle-time", expected: "a handle time of at most 24 hours"))
        return false
      }
      // Zero is what systems write when nothing was measured.
      guard seconds > 0 else { return false }
      draft.handleSeconds = seconds
      draft.handleSource = source
      return true
    }
    if take(columns.handleColumn, unit: columns.handleUnit, .handleTime) { return }
    if take(columns.trackedColumn, unit: columns.trackedUnit, .trackedTime) { return }
    if let minutes = options.minutesPerReply, let column = columns.repliesColumn {
      let replies = reader.withBytes(column) { FieldNumber.integer($0) }
      guard let replies, replies > 0, Double(replies) * minutes * 60 <= HandleTime.longest else { return }
      draft.handleSeconds = Double(replies) * minutes * 60
      draft.handleSource = .replies
    }
  }

  /// The decimal marks to try, in order.
  static func decimalMarks(_ options: ImportOptions, delimiter: UInt8) -> [DecimalMark] {
    if let set = options.decimalMark { return [set] }
    return delimiter == UInt8(ascii: ",") ? [.point] : [.point, .comma]
  }
}
