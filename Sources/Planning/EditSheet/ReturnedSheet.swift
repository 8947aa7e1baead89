internal import Calendars
internal import Plans
internal import Publishing
internal import Tables
internal import Words
internal import Workforce

/// An edit sheet as it came back: whose row is which, which column is which date, every cell's text.
///
/// The first line, the header and the rows are found wherever sorting has put them.
struct ReturnedSheet {
  struct Row {
    /// In the sheet's `people`.
    var person: Int
    /// One text a column of `dates`.
    var texts: [(text: String, position: SourcePosition)]
  }

  private(set) var rows: [Row] = []
  private(set) var dates: [CivilDate] = []
  /// What was read in a way that could be asked about.
  private(set) var notes: [Diagnostic] = []

  private typealias Record = (row: Int, cells: [String])
  private let file: String

  /// - Throws: `edits.…` with row and column: another plan, a stale one, unknown people or dates.
  init(_ bytes: [UInt8], file: String, of sheet: EditSheet) throws(Diagnostic) {
    self.file = file
    var records = try Self.records(bytes, file: file)
    try Self.requireSame(sheet, Self.taken(from: &records) { $0.first == EditSheet.title }, file: file)
    let header = Self.taken(from: &records) { Header(names: $0).columns(named: EditSheet.columns[0]).count == 1 }
    guard let header else {
      throw Diagnostic(
        "edits.header", "no line names the columns agent_id, agent and dates", at: SourcePosition(file: file),
        cure: "Keep the header as 'rota export --format edit-csv' writes it.")
    }
    try read(header, records, of: sheet)
  }

  // MARK: The plan that it is of

  private static func requireSame(_ sheet: EditSheet, _ first: Record?, file: String) throws(Diagnostic) {
    guard let first else {
      throw Diagnostic(
        "edits.no-plan", "no line says which plan the sheet is of", at: SourcePosition(file: file, row: 1),
        cure: "Keep the line that begins with '\(EditSheet.title)'.")
    }
    let place = SourcePosition(file: file, row: first.row)
    guard first.cells.contains(sheet.week.description) else {
      let other = first.cells.first { ISOWeek($0) != nil }
      throw Diagnostic(
        "edits.other-plan", "the sheet is of \(other ?? "another plan"), not of \(sheet.week)", at: place,
        cure: "Name the plan that it is of.")
    }
    func said(_ word: String) -> String? { first.cells.first { $0.hasPrefix(word + " ") } }
    guard said(EditSheet.revisionWord) == sheet.revisionText, said(EditSheet.markWord) == sheet.mark else {
      let revision = said(EditSheet.revisionWord) ?? "no revision"
      if sheet.isDraft, first.cells.contains(EditSheet.stateWords.published) {
        throw Diagnostic(
          "edits.stale", "the sheet is of what is published, and there is a draft, which would be changed", at: place,
          cure: "Write it anew with 'rota export --draft --format edit-csv', or take the draft back with 'rota undo'.")
      }
      throw Diagnostic(
        "edits.stale",
        revision == sheet.revisionText
          ? "the plan has changed since the sheet was written"
          : "the sheet is of \(revision), the plan is of \(sheet.revisionText)", at: place,
        cure: "Write it anew with 'rota export --format edit-csv', and change that one.")
    }
  }

  // MARK: Rows and columns

  private mutating func read(_ header: Record, _ records: [Record], of sheet: EditSheet) throws(Diagnostic) {
    let names = Header(names: header.cells)
    let id = names.columns(named: EditSheet.columns[0])[0]
    let name = names.columns(named: EditSheet.columns[1]).first
    let file = file
    func place(_ row: Int, _ column: Int) -> SourcePosition { SourcePosition(file: file, row: row, column: column + 1) }
    let columns = header.cells.indices.filter { $0 != id && $0 != name && !header.cells[$0].isEmpty }
    guard let first = sheet.dates.first, let last = sheet.dates.last else { return }
    let read = try SheetDates(
      columns.map { .init(text: header.cells[$0], position: place(header.row, $0)) }, in: first..<last.adding(days: 1))
    dates = read.dates
    var notes = read.notes
    let finder = SheetPeople(sheet.people)
    var seen: [Int: Int] = [:]
    for record in records {
      func text(_ column: Int) -> String { column < record.cells.count ? record.cells[column] : "" }
      if let strange = record.cells.indices.first(where: { column in
        !record.cells[column].isEmpty && column != id && column != name && !columns.contains(column)
      }) {
        throw Diagnostic(
          "edits.column", "'\(record.cells[strange])' stands in a column without a date",
          at: place(record.row, strange),
          cure: "Remove it, or write the date into the header.")
      }
      let found = try finder.person(
        id: text(id), name: name.map(text), at: place(record.row, id), nameAt: place(record.row, name ?? id),
        notes: &notes)
      if let earlier = seen.updateValue(record.row, forKey: found) {
        throw Diagnostic(
          "edits.person-twice", "'\(sheet.people[found].id)' is already in row \(earlier)", at: place(record.row, id),
          cure: "Remove one of the rows.")
      }
      rows.append(Row(person: found, texts: columns.map { (text($0), place(record.row, $0)) }))
    }
    self.notes = notes
  }

  /// Takes the only record out of which `isMeant` says so.
  private static func taken(from records: inout [Record], where isMeant: ([String]) -> Bool) -> Record? {
    guard let place = records.firstIndex(where: { isMeant($0.cells) }) else { return nil }
    return records.remove(at: place)
  }

  /// Everything but lines of nothing but delimiters.
  private static func records(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [Record] {
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: file), options: CSVOptions(hasHeader: false, raggedRows: .accept))
    var records: [Record] = []
    while try reader.next() {
      let cells = (0..<reader.fieldCount).map { Header.trimmed(reader.text($0)) }
      if cells.contains(where: { !$0.isEmpty }) { records.append((reader.row, cells)) }
    }
    if var foreign = reader.foreignText {
      foreign.cure = "Save the file as UTF-8."
      throw foreign
    }
    return records
  }
}
