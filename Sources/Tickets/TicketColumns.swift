internal import Calendars
internal import Tables

/// Where an export of tickets as a table keeps what matters.
struct TicketColumns {
  /// The columns by number, which are asked for every record.
  struct Places {
    var idColumn: Int?
    var queueColumn: Int?
    var channelColumn: Int?
    var groupColumn: Int?
    var languageColumn: Int?
    var statusColumn: Int?
    var tagsColumn: Int?
    /// Two at most, as some systems say in one who began and in another what.
    var directions: (Int?, Int?)
    var segmentColumn: Int?
    var spamColumn: Int?
    var closedWhenCreatedColumn: Int?
    var answeredByBotColumn: Int?
    var handle: DurationColumn?
    var tracked: DurationColumn?
    var repliesColumn: Int?
  }

  let created: TimeColumns
  /// When the version of the ticket that a row has was made.
  let updated: TimeColumns?
  private(set) var places = Places()
  /// For the report.
  private(set) var uses: [ImportReport.ColumnUse] = []
  /// What the planner should know about the choice.
  private(set) var notes: [Diagnostic] = []

  /// - Throws: `csv.missing-column` for a column that the planner set, or when nothing says when a ticket was created;
  ///   what `TimeColumns.find` throws.
  init(_ sample: TableSample, map: ColumnMap) throws(Diagnostic) {
    var uses: [ImportReport.ColumnUse] = []
    var notes: [Diagnostic] = []
    let header = sample.header
    func use(_ purpose: ColumnPurpose, _ column: Int) {
      uses.append(ImportReport.ColumnUse(purpose: purpose.name, column: header.names[column]))
    }
    func find(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int? {
      guard let column = try purpose.column(in: header, named: set, file: sample.file) else { return nil }
      use(purpose, column)
      return column
    }
    /// As `find`, but of columns found by name those with another value in nearly every row are none.
    func findWords(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int? {
      if set != nil { return try find(purpose, set) }
      for column in purpose.candidates(in: header) {
        let (values, count) = sample.distinct(column)
        guard values >= 20 && values * 2 > count || values >= 10 && values == count else {
          use(purpose, column)
          return column
        }
        notes.append(
          Diagnostic(
            "import.no-words",
            "the column '\(header.names[column])' has \(values) different values in \(count) rows: it is no "
              + "\(purpose.name) and was not used",
            at: SourcePosition(file: sample.file, row: 1, column: column + 1),
            cure: "If it is one, say --column \(purpose.name)=\(TimeColumns.quoted(header.names[column]))."))
      }
      return nil
    }
    guard let created = try TimeColumns.find(TicketWords.created, set: map.created, in: sample, allowsDays: false)
    else {
      // Says which columns there are.
      _ = try header.column(named: "created_at", in: sample.file)
      throw Diagnostic("csv.missing-column", "no column says when a ticket was created")
    }
    self.created = created
    updated = TicketWords.updated.candidates(in: header).first { TimeForm.of($0, in: sample).hasDate }
      .map { TimeColumns(date: $0, isDaily: TimeForm.of($0, in: sample).isDateOnly, in: sample) }
    uses.append(ImportReport.ColumnUse(purpose: TicketWords.created.name, column: created.name))
    // A column of that name is one.
    let saysNoID = map.saysNoID && header.columns(named: map.id ?? "").isEmpty
    places.idColumn = saysNoID ? nil : try find(TicketWords.id, map.id)
    places.queueColumn = try findWords(TicketWords.queue, map.queue)
    places.channelColumn = try findWords(TicketWords.channel, map.channel)
    places.groupColumn = try findWords(TicketWords.group, map.group)
    places.languageColumn = try findWords(TicketWords.language, map.language)
    places.statusColumn = try find(TicketWords.status, map.status)
    places.tagsColumn = try find(TicketWords.tags, map.tags)
    let directions =
      if let set = map.direction {
        [try ColumnReference.column(set, in: header, file: sample.file)]
      } else {
        DirectionColumns.find(in: sample)
      }
    for column in directions.prefix(2) { use(TicketWords.direction, column) }
    places.directions = (directions.first, directions.dropFirst().first)
    places.segmentColumn = places.idColumn == nil ? nil : try find(TicketWords.segment, nil)
    places.spamColumn = try find(TicketWords.spam, nil)
    places.closedWhenCreatedColumn = try find(TicketWords.closedWhenCreated, nil)
    places.answeredByBotColumn = try find(TicketWords.answeredByBot, nil)
    places.handle = try find(TicketWords.handleTime, map.handleTime).map { DurationColumn($0, in: sample, &notes) }
    places.tracked = try find(TicketWords.trackedTime, map.trackedTime).map { DurationColumn($0, in: sample, &notes) }
    places.repliesColumn = try find(TicketWords.replies, map.replies)
    if !saysNoID,
      let note = try IdentityNotes.note(
        of: places.idColumn, isStated: map.id != nil, segment: places.segmentColumn, in: sample)
    {
      notes.append(note)
    }
    self.uses = uses
    self.notes = notes
  }
}
