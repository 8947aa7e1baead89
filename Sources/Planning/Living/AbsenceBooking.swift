internal import Calendars
public import Plans
public import Tables
internal import Workforce

/// Absences that a plan knows of and `absences.csv` doesn't: what was said to `rota replan` is written down when the plan is
/// published, so that nobody who is sick is planned again.
public struct AbsenceBooking: Sendable {
  static let file = "absences.csv"
  private static let hours = "hours_a_day"

  /// Rows that were added.
  public internal(set) var rows = 0
  /// Rows that were taken out again.
  public internal(set) var takenOut = 0
  /// Whoever is away and stands in agents.csv no more: of them no row is written.
  public internal(set) var leavers: [RevisionRecord.AbsentPerson] = []
  /// Why none could be; the plan is published all the same.
  public internal(set) var trouble: Diagnostic?

  /// Adds the rows to the project's file, which is replaced as a whole or stays as it is. Asked again it adds nothing. Who
  /// has left gets no row: the project couldn't be read with it.
  ///
  /// - Parameter released: whoever comes after all; rows that say they are away are taken out.
  /// - Precondition: `ProjectLock` is held for writing.
  static func book(
    _ absent: [RevisionRecord.AbsentPerson], releasing released: [RevisionRecord.AbsentPerson] = [], in project: String
  ) -> AbsenceBooking {
    var booking = AbsenceBooking()
    let people = people(of: project)
    let isKnown = { (absent: RevisionRecord.AbsentPerson) in people?.contains(absent.person.rawValue) ?? true }
    booking.leavers = absent.filter { !isKnown($0) }
    let absent = absent.filter(isKnown)
    guard !absent.isEmpty || !released.isEmpty else { return booking }
    do throws(Diagnostic) {
      let bytes = try FolderFiles(project).bytes(of: file)
      let less = try bytes.flatMap { bytes throws(Diagnostic) in try removing(released, from: bytes) }
      let more = try adding(absent, to: less?.text ?? bytes)
      guard let text = more?.text ?? less?.text else { return booking }
      try AtomicFile.write(text, to: "\(project)/\(file)", named: file)
      booking.rows = more?.rows ?? 0
      booking.takenOut = less?.rows ?? 0
    } catch {
      let rows = absent.map {
        "\($0.person),\($0.absence.first),\($0.absence.last),\($0.absence.kind),\($0.absence.paid ? "yes" : "no")"
      }
      booking.trouble = Diagnostic(
        "publish.absences", "\(file) doesn't know who is absent by this plan: \(error.message)", at: error.position,
        cure: rows.isEmpty
          ? "Take out by hand the rows of whoever comes after all."
          : "Write by hand, or the next plan has them at work: \(rows.joined(separator: "; ")).", severity: .warning)
    }
    return booking
  }

  /// Who stands in `agents.csv`; nil where it can't be read.
  private static func people(of project: String) -> Set<String>? {
    let name = "agents.csv"
    guard let bytes = try? FolderFiles(project).bytes(of: name), let table = try? Table.read(bytes, file: name),
      let column = try? table.optionalColumn(named: "agent_id")
    else { return nil }
    return Set(table.rows.map { $0[column] })
  }

  /// The file with rows for dates that it has no absence for; nil where none is missing.
  /// - Throws: what is wrong with the file, or that its columns can't say it.
  static func adding(
    _ absent: [RevisionRecord.AbsentPerson], to bytes: [UInt8]?
  ) throws(Diagnostic) -> (text: [UInt8], rows: Int)? {
    let usual = "agent_id,first_date,last_date,kind,paid,\(hours)\n"
    var bytes = bytes ?? [UInt8](usual.utf8)
    var rows = try read(bytes)
    var known = try dates(of: rows)
    guard let line = bytes.split(separator: 0x0A).first, String(validating: bytes, as: UTF8.self) != nil else {
      throw Diagnostic(
        "absences.encoding", "the file isn't UTF-8 text", at: SourcePosition(file: file), cure: "Save it as UTF-8.")
    }
    let delimiter = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].first(where: line.contains) ?? 0x2C
    if !rows.has(hours), absent.contains(where: { $0.absence.minutesADay != nil }),
      let wider = widened(bytes, by: delimiter, rows: rows.count)
    {
      bytes = wider
      rows = try read(bytes)
    }
    var text = bytes
    if text.last != 0x0A { text.append(0x0A) }
    var added = 0
    for person in absent {
      if !person.absence.paid, !rows.has("paid") {
        throw Diagnostic(
          "absences.paid", "the file has no column 'paid'", at: SourcePosition(file: file), cure: "Add the column.")
      }
      let dates = (0...max(0, person.absence.last - person.absence.first)).map { person.absence.first.adding(days: $0) }
      let missing = dates.filter { known[person.person.rawValue]?.contains($0) != true }
      for stretch in CivilDate.stretches(of: missing) {
        let cells = rows.table.header.map { column -> String in
          switch column.lowercased() {
          case "agent_id": CSVText.quoted(person.person.rawValue)
          case "first_date": stretch.lowerBound.description
          case "last_date": stretch.upperBound.description
          case "kind": CSVText.quoted(person.absence.kind)
          case hours: person.absence.minutesADay.map { CSVText.decimalText(Double($0.rawValue) / 60, places: 4) } ?? ""
          default: person.absence.paid ? "yes" : "no"
          }
        }
        text += [UInt8](cells.joined(separator: String(UnicodeScalar(delimiter))).utf8) + [0x0A]
        added += 1
      }
      known[person.person.rawValue, default: []].formUnion(missing)
    }
    return added == 0 ? nil : (text, added)
  }

  /// - Throws: what is wrong with the file's columns.
  static func read(_ bytes: [UInt8]) throws(Diagnostic) -> TableRows {
    try TableRows(
      bytes, file: file, required: ["agent_id", "first_date", "last_date"], optional: ["kind", "paid", hours])
  }

  /// Dates on which the file has somebody away, by ID.
  static func dates(of rows: TableRows) throws(Diagnostic) -> [String: Set<CivilDate>] {
    var known: [String: Set<CivilDate>] = [:]
    for row in 0..<rows.count {
      let (first, last) = (try rows.date(row, "first_date"), try rows.date(row, "last_date"))
      guard first <= last, last - first <= 3660 else { continue }
      known[try rows.needed(row, "agent_id"), default: []].formUnion(
        (0...(last - first)).map { first.adding(days: $0) })
    }
    return known
  }

  /// The file with a further, empty column for hours a day; nil where a row isn't a line.
  private static func widened(_ bytes: [UInt8], by delimiter: UInt8, rows: Int) -> [UInt8]? {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { [UInt8]($0) }
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count == rows + 1 else { return nil }
    for index in lines.indices {
      let isWindows = lines[index].last == 0x0D
      if isWindows { lines[index].removeLast() }
      lines[index] += [delimiter] + (index == 0 ? [UInt8](hours.utf8) : []) + (isWindows ? [0x0D] : [])
    }
    return [UInt8](lines.joined(separator: [0x0A])) + [0x0A]
  }
}
