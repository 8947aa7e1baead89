internal import Tables

/// Where a count file keeps what matters.
struct CountColumns {
  let start: TimeColumns
  let contactsColumn: Int
  let queueColumn: Int?
  let channelColumn: Int?
  let groupColumn: Int?
  let languageColumn: Int?
  /// Mean handle time of the interval's contacts.
  let mean: DurationColumn?
  let total: DurationColumn?
  let handledColumn: Int?
  let uses: [ImportReport.ColumnUse]
  /// What the planner should know about the choice.
  let notes: [Diagnostic]

  /// - Throws: `csv.missing-column` with the columns found; what `TimeColumns.find` throws.
  init(_ sample: TableSample, map: ColumnMap) throws(Diagnostic) {
    let header = sample.header
    var uses: [ImportReport.ColumnUse] = []
    func find(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int? {
      guard let column = try purpose.column(in: header, named: set, file: sample.file) else { return nil }
      uses.append(ImportReport.ColumnUse(purpose: purpose.name, column: header.names[column]))
      return column
    }
    guard let start = try TimeColumns.find(TicketWords.start, set: map.start, in: sample, allowsDays: true) else {
      _ = try header.column(named: "ts_local", in: sample.file)
      throw Diagnostic("csv.missing-column", "no column says when an interval starts")
    }
    self.start = start
    uses.append(ImportReport.ColumnUse(purpose: TicketWords.start.name, column: start.name))
    let contacts = try find(TicketWords.contacts, map.contacts)
    contactsColumn = if let contacts { contacts } else { try header.column(named: "calls", in: sample.file) }
    queueColumn = try find(TicketWords.queue, map.queue)
    channelColumn = try find(TicketWords.channel, map.channel)
    groupColumn = try find(TicketWords.countGroup, map.group)
    languageColumn = try find(TicketWords.language, map.language)
    let total = try find(TicketWords.handleTotal, nil)
    var notes: [Diagnostic] = []
    self.total = total.map { DurationColumn($0, in: sample, &notes) }
    handledColumn = try find(TicketWords.handled, nil)
    let mean = try find(TicketWords.handleTime, map.handleTime)
    self.mean = mean == total ? nil : mean.map { DurationColumn($0, in: sample, &notes) }
    self.uses = uses
    self.notes = notes
  }
}
