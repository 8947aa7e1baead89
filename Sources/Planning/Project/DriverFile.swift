public import Calendars
public import Forecasting
public import Tables
internal import Words

/// A CSV file of daily or hourly measures that go with contacts: one column of times, any number of columns of numbers.
///
/// Exports of Google Analytics are read as they come: the comment lines before the table, dates without punctuation
/// (`20260105`, `2026010513`), days counted from a start date that a comment names, thousands separators, and the totals
/// and further tables after the first blank line, the grand totals of explorations above the days. Hours are added up to
/// days, and so are rows that a column of words (a channel, a country) tells apart. A column `queue` directs a row to a
/// queue.
public enum DriverFile {
  /// - Parameter queues: those that a column `queue` may name; nil where they aren't known.
  /// - Throws: `drivers.…` with the place.
  public static func read(
    _ bytes: [UInt8], file: String, queues: [QueueID]? = nil
  ) throws(Diagnostic) -> [Driver] {
    let source = try content(of: bytes, file: file)
    let table = try Table.read(Array(source.text.utf8), file: file)
    guard let time = table.header.firstIndex(where: { TimeColumn(name: $0) != nil }),
      let kind = TimeColumn(name: table.header[time])
    else {
      throw Diagnostic(
        "drivers.no-time", "none of the columns \(Words.plain.list(table.header)) is a date or time",
        at: SourcePosition(file: file, row: source.skipped + 1), cure: "Name one of them 'date'.")
    }
    if kind != .written, source.start == nil {
      throw Diagnostic(
        "drivers.no-start", "'\(table.header[time])' counts from a start that no comment names",
        at: SourcePosition(file: file, row: source.skipped + 1),
        cure: "Add a line '# Start date: 20260101' at the top, or export dates.")
    }
    let queue = table.header.firstIndex { $0.lowercased() == "queue" }
    if queue == nil,
      let meant = table.header.indices.first(where: {
        $0 != time && NearestName.of(table.header[$0], among: ["queue"]) != nil
      })
    {
      throw Diagnostic(
        "table.unknown-column", "there is no column '\(table.header[meant])' here",
        at: SourcePosition(file: file, row: source.skipped + 1, column: meant + 1), cure: "Did you mean 'queue'?")
    }
    // A column without any number, such as the channel of a session, splits the days: its rows are added up.
    let columns = table.header.indices.filter { $0 != time && $0 != queue && !table.header[$0].isEmpty }
    let numeric = columns.filter { column in table.rows.contains { DriverNumbers.isNumber($0[column]) } }
    let measures = numeric.isEmpty ? columns : numeric
    guard !measures.isEmpty else {
      throw Diagnostic(
        "drivers.no-measure", "there is no column of numbers beside '\(table.header[time])'",
        at: SourcePosition(file: file, row: source.skipped + 1), cure: "Add the measure, for example sessions.")
    }
    let divides: Character = source.text.prefix { !$0.isNewline }.contains(";") ? ";" : ","
    let numbers = measures.map { DriverNumbers($0, of: table, divides: divides) }
    var drivers: [String: Driver] = [:]
    for row in table.rows.indices {
      let fields = table.rows[row]
      func position(_ column: Int) -> SourcePosition {
        var place = table.position(row: row, column: column)
        place.row = place.row.map { $0 + source.skipped }
        return place
      }
      // "Grand total" and its like: a row without a time.
      if fields[time].isEmpty { continue }
      guard let date = kind.date(fields[time], start: source.start) else {
        throw Diagnostic(
          "drivers.time", "'\(fields[time])' isn't a date", at: position(time),
          cure: "Write 2026-01-05, 20260105 or 2026-01-05 13:00.")
      }
      let owner = queue.map { fields[$0] } ?? ""
      if !owner.isEmpty, let queues, !queues.contains(QueueID(owner)) {
        throw Diagnostic(
          "drivers.unknown-queue", "there is no queue '\(owner)'", at: position(queue ?? time),
          cure: NearestName.of(owner, among: queues.map(\.rawValue)).map { "Did you mean '\($0)'?" }
            ?? "Known: \(Words.plain.list(queues.prefix(20).map(\.rawValue))). Leave the cell empty for all queues."
        )
      }
      for (column, numbers) in zip(measures, numbers) where !fields[column].isEmpty {
        let value: Double
        switch numbers.reading(fields[column]) {
        case .number(let number): value = number
        case .doubtful(let whole, let fraction):
          throw TableNumbers.doubt(fields[column], whole: whole, fraction: fraction, at: position(column))
        case .none:
          throw Diagnostic(
            "drivers.number", "'\(fields[column])' isn't a number", at: position(column), cure: "For example 1234.5.")
        }
        let name = table.header[column]
        drivers[
          name + "\u{0}" + owner, default: Driver(name: name, queue: owner.isEmpty ? nil : QueueID(owner), daily: [:])
        ].daily[date, default: 0] += value
      }
    }
    // A measure without a value is kept, so that whoever uses it can say that it is left out.
    for column in measures where !drivers.values.contains(where: { $0.name == table.header[column] }) {
      drivers[table.header[column]] = Driver(name: table.header[column], daily: [:])
    }
    return drivers.keys.sorted().compactMap { drivers[$0] }
  }

  /// The first table of the file, how many lines stand before it, and the start date that they name.
  private static func content(
    of bytes: [UInt8], file: String
  ) throws(Diagnostic) -> (text: String, skipped: Int, start: CivilDate?) {
    var body = bytes[...]
    if body.starts(with: [0xEF, 0xBB, 0xBF]) { body = body.dropFirst(3) }
    let lines = String(decoding: body, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" })
    func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == "," || $0.isWhitespace } }
    let first = lines.firstIndex { !isBlank($0) && !$0.hasPrefix("#") } ?? lines.count
    guard first < lines.count else {
      throw Diagnostic(
        "drivers.empty", "the file holds no table", at: SourcePosition(file: file),
        cure: "Export it again, with a row a day or an hour.", kind: .badData)
    }
    var start: CivilDate?
    for line in lines[..<first] where start == nil {
      let digits = line.filter { $0.isASCII && $0.isNumber || $0 == "-" }
      if line.lowercased().contains("end date") { continue }
      let compact = String(digits.filter { $0 != "-" }.prefix(8))
      if compact.count == 8 { start = compactDate(compact) }
    }
    var table: [Substring] = []
    for line in lines[first...] {
      if isBlank(line) || line.hasPrefix("#") { break }
      // Totals of explorations stand above the days, with a field more than these.
      if line.lowercased().hasSuffix("grand total") { continue }
      table.append(line)
    }
    return (table.joined(separator: "\n") + "\n", first, start)
  }
}

/// `20260105…`
private func compactDate(_ text: String) -> CivilDate? {
  let digits = Array(text)
  guard digits.count >= 8, let year = Int(String(digits[0..<4])), let month = Int(String(digits[4..<6])),
    let day = Int(String(digits[6..<8]))
  else { return nil }
  return CivilDate(year: year, month: month, day: day)
}

/// `1/5/26`, month first, as Universal Analytics writes days.
private func shortDate(_ text: String) -> CivilDate? {
  let parts = text.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count == 3, parts[2].count == 2, let month = Int(parts[0]), let day = Int(parts[1]),
    let year = Int(parts[2])
  else { return nil }
  return CivilDate(year: 2000 + year, month: month, day: day)
}

/// What a column says about time.
private enum TimeColumn {
  case written, nthDay, nthHour

  init?(name: String) {
    let plain = name.lowercased().filter { $0.isLetter }
    switch plain {
    case "nthday", "ntag": self = .nthDay
    case "nthhour": self = .nthHour
    case "date", "day", "dayindex", "datehour", "datehouryyyymmddhh", "hour", "hourindex", "time", "timestamp", "ts",
      "tslocal", "startlocal", "datetime", "week", "datum", "fecha", "data":
      self = .written
    default: return nil
    }
  }

  func date(_ text: String, start: CivilDate?) -> CivilDate? {
    switch self {
    case .nthDay: return Int(text).flatMap { number in start?.adding(days: number) }
    case .nthHour: return Int(text).flatMap { number in start?.adding(days: number / 24) }
    case .written:
      if text.allSatisfy({ $0.isASCII && $0.isNumber }), text.count >= 8 { return compactDate(text) }
      if let date = CivilDate(text) ?? shortDate(text) { return date }
      switch TimeReader(dateOrder: .monthFirst).read(text) {
      case .local(let civil)?: return civil.date
      case .instant(let instant)?: return Zone.utc.date(at: instant)
      case nil: return nil
      }
    }
  }
}
