internal import Calendars
public import Tables

/// A source as it is kept in a project: a CSV file whose first column says what a row is.
///
///     record,stream,from,contacts,timed_contacts,handle_seconds,to,channel,group,language,queue_name,queue,interval_minutes,form
///     history,2,tickets: id, created, channel
///     zone,,Europe/Warsaw
///     order,,day-first,,,,,,,,,,,proven
///     days,,2026-01-05,,,,2026-03-31
///     stream,0,,,,,,Phone,Billing,en,,,15,ids
///     whole,0,2026-01-05,,,,2026-01-09
///     count,0,2026-01-05T07:00Z,3,2,540
///     ids,,BAgH…,,,,2026-01-05
///
/// A stream says its zone where it differs from the source's, and the dates that are counted as a whole where there are some. Only times with something to say have a row. Ids stand under
/// the day on which their tickets are counted; a file of version 1 doesn't say the day. Equal histories give equal bytes.
public enum SourceFile {
  static let columns = [
    "record", "stream", "from", "contacts", "timed_contacts", "handle_seconds", "to", "channel", "group", "language",
    "queue_name", "queue", "interval_minutes", "form",
  ]
  /// Rises where an older program would read the file wrong.
  static let version = 2
  private static let idsPerRow = 4096

  public static func text(of source: SourceHistory) -> [UInt8] {
    var bytes = Array((columns.joined(separator: ",") + "\n").utf8)
    func put(_ fields: String...) {
      bytes += Array(fields.joined(separator: ",").utf8)
      bytes.append(0x0A)
    }
    put("history", "\(version)", CSVText.quoted(source.words))
    put("zone", "", source.zone.identifier)
    put("grain", "", "\(source.grain.rawValue)")
    if let dates = source.dateOrder {
      put(
        "order", "", dates.order.rawValue, "", "", "", "", "", "", "", "", "", "", dates.isProven ? "proven" : "likely")
      if let readings = dates.readings {
        for (order, span) in [(DateOrder.dayFirst, readings.dayFirst), (.monthFirst, readings.monthFirst)] {
          let (first, last) = ("\(span.lowerBound)", "\(span.upperBound)")
          put("reading", "", first, "", "", "", last, "", "", "", "", "", "", order.rawValue)
        }
      }
    }
    for (record, spans) in [("days", source.days), ("declared", source.declared)] {
      for span in spans.spans { put(record, "", "\(span.lowerBound)", "", "", "", "\(span.upperBound)") }
    }
    var times = UTCTimeWriter()
    for (index, stream) in source.streams.enumerated() {
      put(
        "stream", "\(index)", stream.cells.zone == source.zone ? "" : stream.cells.zone.identifier, "", "", "", "",
        CSVText.quoted(stream.name.channel), CSVText.quoted(stream.name.group),
        CSVText.quoted(stream.name.language), CSVText.quoted(stream.name.queueName),
        CSVText.quoted(stream.name.queue?.rawValue ?? ""),
        "\(stream.cells.interval.rawValue)", stream.form.rawValue)
      for span in stream.wholeDays.spans {
        put("whole", "\(index)", "\(span.lowerBound)", "", "", "", "\(span.upperBound)")
      }
      let begin = Array("count,\(index),".utf8)
      let cells = stream.cells
      for row in cells.starts.indices {
        bytes += begin
        times.append(cells.starts[row], to: &bytes)
        for value in [cells.contacts[row], cells.timedContacts[row], cells.handleSeconds[row]] {
          bytes.append(UInt8(ascii: ","))
          CountText.appendExact(value, to: &bytes)
        }
        bytes.append(0x0A)
      }
    }
    func put(ids marks: IdentityMarks, _ end: String) {
      for start in stride(from: 0, to: marks.text.count, by: idsPerRow) {
        bytes += Array("ids,,".utf8) + marks.text[start..<min(start + idsPerRow, marks.text.count)]
        bytes += Array((end + "\n").utf8)
      }
    }
    put(ids: source.marks.undated, "")
    for date in source.marks.dates { put(ids: source.marks.days[date] ?? IdentityMarks(), ",,,,\(date)") }
    return bytes
  }

  /// Whether the bytes begin as a file of this kind does.
  public static func isSource(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("record,stream,from,".utf8)) }

  /// Reads what `text(of:)` writes.
  ///
  /// - Parameter name: of the source.
  /// - Throws: `history.…` or `csv.…` with the place.
  public static func read(_ bytes: [UInt8], name: String, file: String) throws(Diagnostic) -> SourceHistory {
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: file),
      options: CSVOptions(encoding: .utf8, delimiter: UInt8(ascii: ","), raggedRows: .accept))
    var column: [Int] = []
    for name in columns { column.append(try reader.column(named: name)) }
    var rows = SourceRows(column: column, source: SourceHistory(name: name, words: "", zone: .utc))
    while try reader.next() { try rows.take(reader) }
    return try rows.finish(file: file)
  }
}

/// Puts the rows of a source's file together.
private struct SourceRows {
  let column: [Int]
  var source: SourceHistory
  /// By day; nil is the ids that have none.
  private var marks: [CivilDate?: [UInt8]] = [:]
  private var hasVersion = false
  private var hasZone = false
  private var days: [ClosedRange<CivilDate>] = []
  private var declared: [ClosedRange<CivilDate>] = []
  /// What the source's dates mean in each order.
  private var readings: [DateOrder: ClosedRange<CivilDate>] = [:]
  private let times = TimeReader()

  init(column: [Int], source: SourceHistory) {
    self.column = column
    self.source = source
  }

  mutating func take(_ reader: borrowing CSVReader) throws(Diagnostic) {
    // The one that there are most of, without making text.
    if reader.withBytes(column[0], { ByteText.equals($0, "count") }) { return try takeCount(reader) }
    let record = reader.text(column[0])
    switch record {
    case "ids":
      let date = reader.isBlank(column[6]) ? nil : try date(reader, column[6])
      reader.withBytes(column[2]) { $0.withUnsafeBufferPointer { marks[date, default: []] += $0 } }
    case "stream": try takeStream(reader)
    case "order":
      source.dateOrder = SourceDates.Kept(
        order: try order(reader, column[2]), isProven: reader.text(column[13]) == "proven")
    case "reading": readings[try order(reader, column[13])] = try span(reader)
    case "whole":
      let stream = try place(reader)
      source.streams[stream].wholeDays = source.streams[stream].wholeDays.union(DaySpans([try span(reader)]))
    case "days": days.append(try span(reader))
    case "declared": declared.append(try span(reader))
    case "history":
      guard let version = try reader.integer(column[1]), (1...SourceFile.version).contains(version) else {
        throw reader.badValue(
          column[1], code: "history.version", expected: "1 or \(SourceFile.version): a newer program wrote it")
      }
      hasVersion = true
      source.words = reader.text(column[2])
    case "zone":
      source.zone = try zone(reader)
      hasZone = true
    case "grain":
      guard let grain = try reader.integer(column[2]), [15, 30, 60].contains(grain) else {
        throw reader.badValue(column[2], code: "history.bad-interval", expected: "15, 30 or 60 minutes")
      }
      source.grain = Minutes(grain)
    default:
      throw reader.badValue(
        column[0], code: "history.record",
        expected: "history, zone, grain, order, reading, days, declared, stream, whole, count or ids"
      )
    }
  }

  private func order(_ reader: borrowing CSVReader, _ column: Int) throws(Diagnostic) -> DateOrder {
    guard let order = DateOrder(rawValue: reader.text(column)) else {
      throw reader.badValue(column, code: "history.order", expected: "day-first or month-first")
    }
    return order
  }

  private func span(_ reader: borrowing CSVReader) throws(Diagnostic) -> ClosedRange<CivilDate> {
    let first = try date(reader, column[2])
    let last = try date(reader, column[6])
    guard first <= last else {
      throw reader.badValue(column[6], code: "history.bad-date", expected: "a date from \(first) on")
    }
    return first...last
  }

  private func date(_ reader: borrowing CSVReader, _ column: Int) throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(reader.text(column)), QuarterHours.plausibleDates.contains(date) else {
      throw reader.badValue(
        column, code: "history.bad-date", expected: "a date such as 2026-01-05 between 1990 and 2059")
    }
    return date
  }

  private func zone(_ reader: borrowing CSVReader) throws(Diagnostic) -> Zone {
    do { return try Zone(reader.text(column[2])) } catch {
      var fault = error
      fault.position = reader.position(column: column[2])
      throw fault
    }
  }

  private mutating func takeStream(_ reader: borrowing CSVReader) throws(Diagnostic) {
    guard hasZone else {
      throw Diagnostic(
        "history.record", "a stream comes before the zone", at: reader.position(column: column[0]),
        cure: "Import the tickets again.")
    }
    guard try reader.integer(column[1]) == source.streams.count else {
      throw reader.badValue(column[1], code: "history.stream", expected: "\(source.streams.count), the next stream")
    }
    guard let width = try reader.integer(column[12]), width >= 1, width <= 60, 60 % width == 0 else {
      throw reader.badValue(column[12], code: "history.bad-interval", expected: "5, 10, 15, 20, 30 or 60 minutes")
    }
    guard let form = SourceHistory.Form(rawValue: reader.text(column[13])) else {
      throw reader.badValue(column[13], code: "history.form", expected: "ids, rows or counts")
    }
    let queue = reader.text(column[11])
    let zone = reader.isBlank(column[2]) ? source.zone : try zone(reader)
    source.streams.append(
      SourceHistory.Stream(
        name: StreamName(
          channel: reader.text(column[7]), group: reader.text(column[8]), language: reader.text(column[9]),
          queueName: reader.text(column[10]), queue: queue.isEmpty ? nil : QueueID(queue)), form: form,
        cells: IntervalHistory(queue: "", zone: zone, interval: Minutes(width))))
  }

  private func place(_ reader: borrowing CSVReader) throws(Diagnostic) -> Int {
    guard let stream = try reader.integer(column[1]), source.streams.indices.contains(stream) else {
      throw reader.badValue(column[1], code: "history.stream", expected: "a stream that is named above")
    }
    return stream
  }

  private mutating func takeCount(_ reader: borrowing CSVReader) throws(Diagnostic) {
    let stream = try place(reader)
    guard case .instant(let start)? = reader.withBytes(column[2], { times.read($0) }),
      QuarterHours.plausible.contains(start)
    else {
      throw reader.badValue(column[2], code: "history.bad-start", expected: "a UTC time such as 2026-01-05T07:00Z")
    }
    if let last = source.streams[stream].cells.starts.last, start <= last {
      throw Diagnostic(
        "history.not-rising", "the interval \(start.utcText) does not come after \(last.utcText) of the same stream",
        at: reader.position(column: column[2]), cure: "Sort the file, and keep one row for each interval and stream.")
    }
    let contacts = try amount(column[3], of: reader)
    let timed = try amount(column[4], of: reader)
    let seconds = try amount(column[5], of: reader)
    source.streams[stream].cells.starts.append(start)
    source.streams[stream].cells.contacts.append(contacts)
    source.streams[stream].cells.timedContacts.append(timed)
    source.streams[stream].cells.handleSeconds.append(seconds)
  }

  private func amount(_ column: Int, of reader: borrowing CSVReader) throws(Diagnostic) -> Double {
    guard let value = try reader.decimal(column), value >= 0, value <= 1e15 else {
      throw reader.badValue(
        column, code: "history.bad-amount", expected: "a number of at least 0 and at most 1,000,000,000,000,000")
    }
    return value
  }

  mutating func finish(file: String) throws(Diagnostic) -> SourceHistory {
    guard hasVersion, hasZone else {
      throw Diagnostic(
        "history.record", "the file says neither its version nor its zone", at: SourcePosition(file: file),
        cure: "Take the former state (rota import --undo), or import the tickets again.")
    }
    source.days = DaySpans(days)
    source.declared = DaySpans(declared)
    if let dayFirst = readings[.dayFirst], let monthFirst = readings[.monthFirst] {
      source.dateOrder?.readings = DateOrder.Readings(dayFirst: dayFirst, monthFirst: monthFirst)
    }
    var days: [CivilDate: IdentityMarks] = [:]
    for date in marks.keys.sorted(by: { ($0?.dayNumber ?? .min) < ($1?.dayNumber ?? .min) }) {
      guard let marks = IdentityMarks(text: marks[date, default: []]) else {
        throw Diagnostic(
          "history.ids", "the ids \(date.map { "of \($0) " } ?? "")are damaged", at: SourcePosition(file: file),
          cure: "Take the former state (rota import --undo), or import the tickets again.")
      }
      if let date { days[date] = marks } else { source.marks.undated = marks }
    }
    source.marks = DatedMarks(days: days, undated: source.marks.undated)
    return source
  }
}
