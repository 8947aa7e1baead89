internal import Tables

/// Where a count file keeps what matters.
struct CountColumns {
  let start: TimeColumns
  let contactsColumn: Int
  /// A second column that counts beside it: contacts abandoned beside those answered.
  let furtherColumn: Int?
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
    let contacts: [Int]
    if let set = map.contacts {
      contacts = try ColumnPurpose.columns(set, in: header, file: sample.file)
    } else if let found = Self.contacts(in: sample) {
      contacts = found
    } else {
      contacts = [try header.column(named: "calls", in: sample.file)]
    }
    contactsColumn = contacts[0]
    furtherColumn = contacts.dropFirst().first
    uses.append(
      ImportReport.ColumnUse(
        purpose: TicketWords.contacts.name, column: contacts.map { header.names[$0] }.joined(separator: "+")))
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

  /// The column that says how many contacts came, or the two that say how many were answered and how many were not;
  /// nil where none is known.
  static func contacts(in sample: TableSample) -> [Int]? {
    if let known = TicketWords.contacts.candidates(in: sample.header).first { return [known] }
    func numbers(_ purpose: ColumnPurpose, blankIsZero: Bool = false) -> Int? {
      purpose.candidates(in: sample.header).first {
        CountsInDisguise.holdsCounts($0, in: sample, blankIsZero: blankIsZero)
      }
    }
    // Words that may be something else in an export of tickets.
    if let likely = numbers(TicketWords.likelyContacts), !CountsInDisguise.hasIDs(sample) { return [likely] }
    if let answered = numbers(TicketWords.handled), let abandoned = numbers(TicketWords.abandoned, blankIsZero: true),
      !CountsInDisguise.hasIDs(sample)
    {
      return [answered, abandoned]
    }
    return nil
  }
}
