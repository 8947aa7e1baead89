internal import Tables
internal import Words

/// Reads what a record of a table says about its ticket, its time apart.
struct TicketCells {
  private let columns: TicketColumns.Places
  private let marks: [DecimalMark]
  private let minutesPerReply: Double?
  private var directions = CellMemo<Direction?>()
  private var unknownDirections: [String: Int] = [:]

  init(_ columns: TicketColumns, marks: [DecimalMark], options: ImportOptions) {
    self.columns = columns.places
    self.marks = marks
    minutesPerReply = options.minutesPerReply
  }

  /// The stream of a record, its id and whether it is a contact at all.
  mutating func fill(_ draft: inout TicketDraft, from reader: borrowing CSVReader) {
    appendPart(columns.channelColumn, of: reader, to: &draft)
    appendPart(columns.groupColumn, of: reader, to: &draft)
    appendPart(columns.languageColumn, of: reader, to: &draft)
    appendPart(columns.queueColumn, of: reader, to: &draft)
    if let column = columns.idColumn {
      let identity = reader.withBytes(column) { ByteText.identity($0) }
      draft.identity = identity == 0 ? nil : identity
    }
    draft.drop = reason(reader)
  }

  /// Why the record is no contact.
  private mutating func reason(_ reader: borrowing CSVReader) -> DropReason? {
    if let column = columns.statusColumn, let drop = reader.withBytes(column, { TicketTable.drop(status: $0) }) {
      return drop
    }
    if let column = columns.tagsColumn, reader.withBytes(column, { ByteText.contains($0, "closed_by_merge") }) {
      return .merged
    }
    if let column = columns.channelColumn, reader.withBytes(column, { ByteText.contains($0, "outbound") }) {
      return .outbound
    }
    if columns.directions.0 != nil, let drop = directionReason(reader) { return drop }
    if let column = columns.closedWhenCreatedColumn, reader.withBytes(column, { ByteText.isTrue($0) }) {
      return .closedWhenCreated
    }
    if let column = columns.answeredByBotColumn, reader.withBytes(column, { ByteText.isTrue($0) }) {
      return .answeredByBot
    }
    if let column = columns.spamColumn, reader.withBytes(column, { ByteText.isTrue($0) }) { return .spam }
    if let column = columns.groupColumn, reader.withBytes(column, { ByteText.equals($0, "spam") }) { return .spam }
    return nil
  }

  private mutating func directionReason(_ reader: borrowing CSVReader) -> DropReason? {
    var unknown: Int?
    var isKnown = false
    for case let column? in [columns.directions.0, columns.directions.1] {
      switch reader.withBytes(column, { directions.value($0, make: DirectionWords.direction) }) {
      case .outbound?: return .outbound
      case .within?: return .within
      case .inbound?: isKnown = true
      case .unknown?: unknown = unknown ?? column
      case nil: break
      }
    }
    if let unknown, !isKnown {
      let word = String(reader.text(unknown).prefix(40))
      if unknownDirections.count < 50 || unknownDirections[word] != nil { unknownDirections[word, default: 0] += 1 }
    }
    return nil
  }

  private func appendPart(_ column: Int?, of reader: borrowing CSVReader, to draft: inout TicketDraft) {
    if let column { reader.withBytes(column) { draft.appendToStream($0) } }
    draft.endStreamPart()
  }

  /// The handle time of a record: the most trustworthy that it has.
  func measure(_ draft: inout TicketDraft, from reader: borrowing CSVReader, _ tally: inout ImportTally) {
    if take(columns.handle, .handleTime, &draft, reader, &tally) { return }
    if take(columns.tracked, .trackedTime, &draft, reader, &tally) { return }
    if let minutes = minutesPerReply, let column = columns.repliesColumn {
      let replies = reader.withBytes(column) { FieldNumber.integer($0) }
      guard let replies, replies > 0, Double(replies) * minutes * 60 <= HandleTime.longest else { return }
      draft.handleSeconds = Double(replies) * minutes * 60
      draft.handleSource = .replies
    }
  }

  private func take(
    _ duration: DurationColumn?, _ source: HandleTimeSource, _ draft: inout TicketDraft,
    _ reader: borrowing CSVReader, _ tally: inout ImportTally
  ) -> Bool {
    guard let duration, !reader.isBlank(duration.column) else { return false }
    let seconds = reader.withBytes(duration.column) {
      HandleTime.seconds($0, unit: duration.unit, firstOfTwo: duration.firstOfTwo, marks: marks)
    }
    guard let seconds, seconds >= 0, seconds <= HandleTime.longest else {
      // Of a column of fractions that mean nothing all was said once.
      if duration.unit != nil { tally.refuseHandleTime(duration.fault(reader)) }
      return false
    }
    // Zero is what systems write when nothing was measured.
    guard seconds > 0 else { return false }
    draft.handleSeconds = seconds
    draft.handleSource = source
    return true
  }

  /// What there is to say at the end of a file: directions that are no known words.
  func report(file: String, _ tally: inout ImportTally) {
    guard !unknownDirections.isEmpty else { return }
    let rows = unknownDirections.values.reduce(0, +)
    let words = unknownDirections.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8)
      .map { "'\($0.key)' \($0.value)" }
    tally.warn(
      Diagnostic(
        "import.unknown-direction",
        "\(rows) row\(rows == 1 ? " has a direction" : "s have directions") that no system is known for "
          + "(\(Words.plain.list(words))); they count as contacts",
        at: SourcePosition(file: file), cure: "Remove the rows that the team started itself, or write 'outbound'."))
  }
}
