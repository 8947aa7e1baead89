internal import Calendars
public import Tables
internal import Words

/// The history as it is stored: a CSV file with one row an interval, readable in any spreadsheet.
///
///     start_utc,queue,time_zone,interval_minutes,contacts,timed_contacts,handle_seconds
///     2026-01-05T07:00Z,phone-en,Europe/Warsaw,15,3,2,540
///
/// A file may hold several queues. Zone and width stand in each row, so that rows can be cut, joined and filtered.
public enum HistoryFile {
  static let columns = [
    "start_utc", "queue", "time_zone", "interval_minutes", "contacts", "timed_contacts", "handle_seconds",
  ]

  /// The header, then the rows of each history in order. Equal histories give equal bytes.
  public static func text(of histories: [IntervalHistory]) -> String {
    var text = columns.joined(separator: ",") + "\n"
    for history in histories {
      let middle = ",\(CSVText.quoted(history.queue.rawValue)),\(history.zone.identifier),\(history.interval.rawValue),"
      for index in history.starts.indices {
        text += history.starts[index].utcText
        text += middle
        text += number(history.contacts[index])
        text += ","
        text += number(history.timedContacts[index])
        text += ","
        text += number(history.handleSeconds[index])
        text += "\n"
      }
    }
    return text
  }

  /// The file of one queue.
  public static func text(of history: IntervalHistory) -> String { text(of: [history]) }

  /// Reads what `text(of:)` writes: the histories in the order of their ids.
  ///
  /// - Throws: `history.…` or `csv.…` with the place: what does not rise, is negative, or changes its zone or width.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [IntervalHistory] {
    try read(ByteStream(bytes: bytes, name: file))
  }

  static func read(_ stream: ByteStream) throws(Diagnostic) -> [IntervalHistory] {
    var reader = try CSVReader(stream)
    var column: [Int] = []
    for name in columns { column.append(try reader.column(named: name)) }
    var histories: [IntervalHistory] = []
    var byQueue: [String: Int] = [:]
    var zones: [String: Zone] = [:]
    var current = -1
    while try reader.next() {
      let start = try start(column[0], of: reader)
      let isSameQueue =
        current >= 0 && reader.withBytes(column[1]) { Self.equals($0, histories[current].queue.rawValue) }
      if !isSameQueue {
        let queue = reader.text(column[1])
        if let known = byQueue[queue] {
          current = known
        } else {
          guard !reader.isBlank(column[1]) else {
            throw Diagnostic(
              "history.no-queue", "the row names no queue", at: reader.position(column: column[1]),
              cure: "Name it or remove the row.")
          }
          let name = reader.text(column[2])
          let zone: Zone
          if let known = zones[name] {
            zone = known
          } else {
            do { zone = try Zone(name) } catch {
              var fault = error
              fault.position = reader.position(column: column[2])
              throw fault
            }
            zones[name] = zone
          }
          histories.append(
            IntervalHistory(queue: QueueID(queue), zone: zone, interval: try width(column[3], of: reader)))
          current = histories.count - 1
          byQueue[queue] = current
        }
      }
      try checkSame(histories[current], zone: column[2], width: column[3], of: reader)
      if let last = histories[current].starts.last, start <= last {
        throw Diagnostic(
          "history.not-rising", "the interval \(start.utcText) does not come after \(last.utcText) of the same queue",
          at: reader.position(column: column[0]), cure: "Sort the file, and keep one row for each interval and queue.")
      }
      histories[current].starts.append(start)
      histories[current].contacts.append(try amount(column[4], of: reader))
      histories[current].timedContacts.append(try amount(column[5], of: reader))
      histories[current].handleSeconds.append(try amount(column[6], of: reader))
    }
    return histories.sorted { $0.queue < $1.queue }
  }

  private static func start(_ column: Int, of reader: borrowing CSVReader) throws(Diagnostic) -> Instant {
    guard case .instant(let instant)? = reader.withBytes(column, { TimeReader().read($0) }) else {
      throw reader.badValue(column, code: "history.bad-start", expected: "a UTC time such as 2026-01-05T07:00Z")
    }
    return instant
  }

  private static func width(_ column: Int, of reader: borrowing CSVReader) throws(Diagnostic) -> Minutes {
    guard let minutes = try reader.integer(column), minutes >= 1, minutes <= 60, 60 % minutes == 0 else {
      throw reader.badValue(column, code: "history.bad-interval", expected: "5, 10, 15, 20, 30 or 60 minutes")
    }
    return Minutes(minutes)
  }

  private static func amount(_ column: Int, of reader: borrowing CSVReader) throws(Diagnostic) -> Double {
    guard let value = try reader.decimal(column), value >= 0, value <= 1e15 else {
      throw reader.badValue(
        column, code: "history.bad-amount", expected: "a number of at least 0 and at most 1,000,000,000,000,000")
    }
    return value
  }

  private static func checkSame(
    _ history: IntervalHistory, zone: Int, width: Int, of reader: borrowing CSVReader
  ) throws(Diagnostic) {
    guard
      reader.withBytes(zone, { Self.equals($0, history.zone.identifier) || $0.isEmpty })
        || reader.text(zone) == "Etc/UTC"
    else {
      throw Diagnostic(
        "history.two-zones", "the queue '\(history.queue)' is in \(history.zone) above and '\(reader.text(zone))' here",
        at: reader.position(column: zone), cure: "Give all rows of a queue one zone.")
    }
    guard reader.withBytes(width, { FieldNumber.integer($0) }) == history.interval.rawValue else {
      throw Diagnostic(
        "history.two-intervals",
        "the intervals of '\(history.queue)' have \(Words.plain.minutesInFull(history.interval)) above and "
          + "'\(reader.text(width))' here",
        at: reader.position(column: width), cure: "Give all rows of a queue one width.")
    }
  }

  private static func equals(_ bytes: Span<UInt8>, _ text: String) -> Bool {
    guard bytes.count == text.utf8.count else { return false }
    var index = 0
    for byte in text.utf8 {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  /// Whole numbers without a fraction, others in the shortest form that reads back equal.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
