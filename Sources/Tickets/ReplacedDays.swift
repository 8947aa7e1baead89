internal import Calendars
internal import Tables
internal import Words

/// The days on which an import with `--replace` puts its tickets in place of those that are recorded: from its first to its
/// last, and other days of which it has all tickets, where another zone explains that these have moved.
struct ReplacedDays {
  private(set) var dates: Set<CivilDate> = []
  let span: ClosedRange<CivilDate>
  /// Tickets of the import that are recorded on days of which it doesn't have all, and these days.
  private(set) var moved = 0
  private var torn: [CivilDate] = []
  /// Days of which the import has all tickets, and those of them that lie outside of its own.
  private(set) var whole: Set<CivilDate> = []
  private(set) var outside: [CivilDate] = []
  private var outsideTickets = 0
  /// Of days outside: by how many quarters of an hour their tickets have moved; nil where that isn't known.
  private var shift: Int?
  private let has: (UInt64) -> Bool

  /// - Parameter has: whether the import has the ticket.
  init(_ span: ClosedRange<CivilDate>, of marks: DatedMarks, has: @escaping (UInt64) -> Bool) {
    self.span = span
    self.has = has
    for (date, marks) in marks.days {
      var shared = 0
      marks.forEachRun { run in shared += run.count { has($0) } }
      if shared == marks.count { whole.insert(date) }
      if span.contains(date) {
        dates.insert(date)
      } else if shared == marks.count {
        dates.insert(date)
        outside.append(date)
        outsideTickets += shared
      } else if shared > 0 {
        moved += shared
        torn.append(date)
      }
    }
    torn.sort()
    outside.sort()
  }

  /// Days outside of the import's own go where another zone explains it. Else their tickets have moved, or their ids are
  /// those of other tickets, which only who knows the files can tell.
  mutating func settleOutside(shift: Int?) {
    self.shift = shift
    guard shift == nil else { return }
    dates.subtract(outside)
    moved += outsideTickets
  }

  /// What is said of days outside of the import's own that were taken out.
  func note(source: String) -> Diagnostic? {
    guard let shift, !outside.isEmpty else { return nil }
    let shown = Words.plain.list(outside.prefix(10).map(\.description))
    return Diagnostic(
      "import.days-moved",
      "\(outsideTickets) tickets of '\(source)' were taken out of \(shown)"
        + (outside.count > 10 ? " and \(outside.count - 10) more days" : "")
        + ": the files have them \(CountText.exact(Double(abs(shift)) / 4)) h \(shift > 0 ? "earlier" : "later"), as read in "
        + "another zone",
      cure: "If these days are others' tickets, take the import back (rota import --undo).", severity: .warning)
  }

  /// - Parameter hasDateOrder: whether day and month of its dates may have been taken the other way.
  /// - Throws: `import.moved`.
  func check(source: String, hasDateOrder: Bool) throws(Diagnostic) {
    let back =
      hasDateOrder
      ? " If earlier imports took day and month the other way round, remove the source's file from the project's history "
        + "folder and import all of its exports again."
      : ""
    if let first = outside.first, let last = outside.last, shift == nil {
      throw Diagnostic(
        "import.moved",
        "\(outsideTickets) tickets of the files are recorded in '\(source)' on other days, "
          + (first == last ? "\(first)" : "\(first) to \(last)")
          + ", and no other zone explains it; nothing was changed",
        cure:
          "If ids begin anew each day, say --column id=none. If the tickets have moved, say --from and --to with all "
          + "days that the files stand for." + back)
    }
    guard let first = torn.first, let last = torn.last else { return }
    throw Diagnostic(
      "import.moved",
      "\(moved) tickets of the files are recorded in '\(source)' on days that these don't have as a whole, "
        + (first == last ? "\(first)" : "\(first) to \(last)") + ": they would count twice; nothing was changed",
      cure: "Export these days too and import all with --replace, or take the earlier import back "
        + "(rota import --undo) if it read the times wrong. If ids begin anew each day, say --column id=none." + back)
  }

  fileprivate func left(of undated: IdentityMarks) -> IdentityMarks {
    var left: [UInt64] = []
    undated.forEachRun { run in left += run.filter { !has($0) } }
    return IdentityMarks(sorted: left)
  }
}

extension SourceHistory {
  /// Takes the tickets with ids out of these days.
  mutating func forget(_ replaced: ReplacedDays) {
    removeCells { replaced.span.contains($0) || replaced.dates.contains($0) }
    marks.forget(replaced.dates)
    marks.undated = replaced.left(of: marks.undated)
    if !streams.contains(where: { $0.form == .ids && !$0.cells.starts.isEmpty }) { marks.undated = IdentityMarks() }
    if !streams.contains(where: { $0.form == .rows }) {
      days = days.subtracting(replaced.dates).subtracting(replaced.span)
    }
  }

  private mutating func removeCells(where isReplaced: (CivilDate) -> Bool) {
    for index in streams.indices where streams[index].form == .ids {
      let cells = streams[index].cells
      var left = IntervalHistory(queue: "", zone: cells.zone, interval: cells.interval)
      for row in cells.starts.indices where !isReplaced(cells.zone.date(at: cells.starts[row])) {
        left.append(cells, at: row)
      }
      streams[index].cells = left
    }
  }

  /// Takes the tickets with ids out of days that come without ids now.
  private mutating func forgetIds(on dates: Set<CivilDate>) {
    removeCells { dates.contains($0) }
    marks.forget(dates)
  }

  /// Where the planner says that there are no ids, a day that was imported with some is not counted beside them.
  /// - Throws: `import.with-ids`.
  mutating func replaceIds(
    on read: [IntervalHistory], rule: OverlapRule, file: String
  ) throws(Diagnostic) {
    guard rule != .add else { return }
    let dates = Set(read.flatMap { cells in cells.starts.map(zone.date) })
    let both = dates.filter { marks.days[$0] != nil }.sorted()
    guard let first = both.first, let last = both.last else { return }
    guard rule == .replace else {
      throw Diagnostic(
        "import.with-ids",
        "'\(name)' has tickets with ids on \(first == last ? "\(first)" : "\(both.count) days of the file, \(first) to \(last)"): "
          + "without ids they would count twice; nothing was changed",
        at: SourcePosition(file: file),
        cure: "Say --replace to put the file's days in their place, --add to count both.")
    }
    forgetIds(on: Set(both))
  }

  /// The contacts with ids of some dates.
  func cellsWithIds(on isWanted: (CivilDate) -> Bool) -> [ZoneShift.Cell] {
    streams.filter { $0.form == .ids }.flatMap { stream in
      ZoneShift.cells(of: stream.cells).filter {
        isWanted(stream.cells.zone.date(at: Instant(rawValue: $0.quarter * 900)))
      }
    }
  }

  /// A source of before the days of ids were kept doesn't know which ids its replaced days had.
  var undatedNote: Diagnostic? {
    guard marks.undated.count > 0 else { return nil }
    return Diagnostic(
      "import.undated-ids",
      "'\(name)' has \(marks.undated.count) ids of which the day isn't known: those that were replaced without standing in "
        + "the files still count as imported before",
      cure: "Import all of the source once with --replace.", severity: .warning)
  }

  /// Moves contacts that nobody had said a queue for to the queue that is said now.
  ///
  /// - Parameters:
  ///   - cells: tickets that are kept already.
  ///   - name: with a queue.
  /// - Returns: how many contacts moved: as many as stand at these times without a queue and not yet in it; and how many
  ///   are in other queues, where they stay.
  mutating func move(_ cells: IntervalHistory, to name: StreamName) -> (moved: Double, others: Double) {
    var former = name
    former.queue = nil
    let to = place(of: name, form: .ids, interval: cells.interval)
    var there: [Instant: Double] = [:]
    for row in streams[to].cells.starts.indices {
      there[streams[to].cells.starts[row]] = streams[to].cells.contacts[row]
    }
    let missing = cells.starts.indices.reduce(0) {
      $0 + max(0, cells.contacts[$1] - there[cells.starts[$1], default: 0])
    }
    guard let from = streams.firstIndex(where: { $0.form == .ids && $0.name == former }),
      streams[from].cells.interval == cells.interval, streams[to].cells.interval == cells.interval
    else { return (0, missing) }
    var asked: [Instant: Int] = [:]
    for row in cells.starts.indices { asked[cells.starts[row]] = row }
    let old = streams[from].cells
    var left = IntervalHistory(queue: "", zone: old.zone, interval: old.interval)
    var moved = IntervalHistory(queue: "", zone: zone, interval: old.interval)
    for row in old.starts.indices {
      let count =
        asked[old.starts[row]].map {
          min(old.contacts[row], max(0, cells.contacts[$0] - there[old.starts[row], default: 0]))
        } ?? 0
      let rest = old.contacts[row] - count
      // As many as the file has a handle time of, so far as those that stay and those that go can have them.
      let known = asked[old.starts[row]].map { cells.timedContacts[$0] } ?? 0
      let timed = max(old.timedContacts[row] - rest, min(old.timedContacts[row], known, count))
      let seconds =
        timed == old.timedContacts[row]
        ? old.handleSeconds[row]
        : IntervalHistory.exact(old.handleSeconds[row] * timed / old.timedContacts[row])
      if rest > 0 {
        left.append(old, at: row)
        left.contacts[left.starts.count - 1] = rest
        if count > 0 {
          left.timedContacts[left.starts.count - 1] -= timed
          left.handleSeconds[left.starts.count - 1] -= seconds
        }
      }
      if count > 0 {
        moved.starts.append(old.starts[row])
        moved.contacts.append(count)
        moved.timedContacts.append(timed)
        moved.handleSeconds.append(seconds)
      }
    }
    streams[from].cells = left
    streams[to].cells = streams[to].cells.adding(moved)
    let count = moved.contacts.reduce(0, +)
    return (count, missing - count)
  }
}

extension SourceIntake {
  /// The days of tickets with ids that `--replace` forgets.
  var replaced: ReplacedDays? {
    guard let span else { return nil }
    let dates = source.zone.date(at: span.lowerBound)...source.zone.date(at: span.upperBound)
    let (from, to) = (options.intake.from ?? dates.lowerBound, options.intake.to ?? dates.upperBound)
    var days = ReplacedDays(
      min(from, dates.lowerBound)...max(to, dates.upperBound), of: known.marks
    ) { [counted, passed] in counted.contains($0) || passed.contains($0) }
    guard !days.outside.isEmpty else { return days }
    var table = identified
    let read = streams(of: &table).flatMap { ZoneShift.cells(of: $0.cells) }
    // What is recorded must be found in the files, which may have more.
    let whole = days.whole
    days.settleOutside(shift: ZoneShift.quarters(from: known.cellsWithIds { whole.contains($0) }, to: read).map { -$0 })
    return days
  }
}
