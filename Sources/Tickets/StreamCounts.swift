internal import Calendars
internal import Tables

/// A row's numbers, or the sum of several rows'.
struct Count {
  var contacts = 0.0
  var timedContacts = 0.0
  var handleSeconds = 0.0
  /// The file's row.
  var row = 0

  static func += (left: inout Self, right: Self) {
    left.contacts += right.contacts
    left.timedContacts += right.timedContacts
    left.handleSeconds += right.handleSeconds
  }
}

/// The counts of one combination of channel, group, language and queue.
struct StreamCounts {
  private(set) var byStart: [Int: Count] = [:]
  /// Of counts by day, by day number.
  private(set) var byDay: [Int: Count] = [:]
  /// How many rows are later, or earlier, than the row before them.
  private(set) var steps = (rises: 0, falls: 0)
  private var last: Int?
  /// Times that happen twice and have a row for each pass, as both instants.
  private(set) var twice: [(earlier: Int, later: Int)] = []
  /// Counts for times that clocks skip, to be added where a clock that was not moved has them.
  private var skipped: [(start: Int, count: Count)] = []

  /// All counts in an order that does not change from run to run, since sums of fractions depend on it.
  var inOrder: [(start: Int, count: Count)] {
    byStart.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + skipped
  }

  /// Puts a count at its instant or day. The second row for a time that happens twice is the second pass; for any other
  /// time it is a duplicate.
  /// - Returns: whether it counts.
  mutating func place(
    _ count: Count, _ start: WrittenTime, reader: borrowing CSVReader, zone: Zone?, columns: TimeCells,
    _ tally: inout ImportTally
  ) throws(Diagnostic) -> Bool {
    var count = count
    count.row = reader.row
    if columns.isDaily, case .local(let civil) = start {
      // Read at midnight UTC for the report: the zone's own midnight is a few hours off.
      let midnight = Instant(rawValue: civil.wallSeconds)
      guard Self.add(count, civil.date.dayNumber, to: &byDay, reader, columns, &tally) else { return false }
      tally.keep(at: midnight)
      return true
    }
    var (instant, doubt) = try LocalTimes.instant(of: start, zone: zone, file: reader.file, row: reader.row)
    if let last {
      if instant.rawValue > last { steps.rises += 1 } else if instant.rawValue < last { steps.falls += 1 }
    }
    last = instant.rawValue
    switch doubt {
    case .none: break
    case .ambiguous:
      tally.ambiguous(at: reader.position(column: columns.date), columns.text(reader), rule: ImportTally.secondPass)
      if byStart[instant.rawValue] != nil, case .local(let civil) = start, let zone,
        case .ambiguous(_, let later) = zone.reading(of: civil)
      {
        if byStart[later.rawValue] == nil { twice.append((instant.rawValue, later.rawValue)) }
        instant = later
      }
    case .skipped:
      tally.impossible(at: reader.position(column: columns.date), columns.text(reader))
      tally.keep(at: instant)
      // Tools that know no clock changes write a zero here: that is no interval.
      if count.contacts > 0 { skipped.append((instant.rawValue, count)) }
      return true
    }
    guard Self.add(count, instant.rawValue, to: &byStart, reader, columns, &tally) else { return false }
    tally.keep(at: instant)
    return true
  }

  /// Where rows are listed newest first, the first of two rows is the second pass.
  mutating func exchangePasses() {
    for (earlier, later) in twice { (byStart[earlier], byStart[later]) = (byStart[later], byStart[earlier]) }
  }

  /// - Returns: false for a time that has a count.
  private static func add(
    _ count: Count, _ key: Int, to counts: inout [Int: Count], _ reader: borrowing CSVReader, _ columns: TimeCells,
    _ tally: inout ImportTally
  ) -> Bool {
    guard let known = counts[key] else {
      counts[key] = count
      return true
    }
    let position = reader.position(column: columns.date)
    let text = columns.text(reader)
    tally.drop(.duplicate, at: position, "\(text) was counted before in row \(known.row)")
    if known.contacts != count.contacts {
      tally.contradict(
        at: position,
        "\(text) has \(CountText.text(known.contacts)) contacts in row \(known.row) and "
          + "\(CountText.text(count.contacts)) in row \(count.row)")
    }
    return false
  }
}
