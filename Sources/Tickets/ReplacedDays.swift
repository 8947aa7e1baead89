internal import Calendars
internal import Tables

/// The days on which an import with `--replace` puts its tickets in place of those that are recorded: from its first to its
/// last, and every other day of which it has all tickets, which have moved then.
struct ReplacedDays {
  private(set) var dates: Set<CivilDate> = []
  let span: ClosedRange<CivilDate>
  /// Tickets of the import that are recorded on days of which it doesn't have all, and these days.
  private(set) var moved = 0
  private var torn: [CivilDate] = []
  private let has: (UInt64) -> Bool

  /// - Parameter has: whether the import has the ticket.
  init(_ span: ClosedRange<CivilDate>, of marks: DatedMarks, has: @escaping (UInt64) -> Bool) {
    self.span = span
    self.has = has
    for (date, marks) in marks.days {
      if span.contains(date) {
        dates.insert(date)
        continue
      }
      var shared = 0
      marks.forEachRun { run in shared += run.count { has($0) } }
      if shared == marks.count {
        dates.insert(date)
      } else if shared > 0 {
        moved += shared
        torn.append(date)
      }
    }
    torn.sort()
  }

  /// - Throws: `import.moved`.
  func check(source: String) throws(Diagnostic) {
    guard let first = torn.first, let last = torn.last else { return }
    throw Diagnostic(
      "import.moved",
      "\(moved) tickets of the files are recorded in '\(source)' on days that these don't have as a whole, "
        + (first == last ? "\(first)" : "\(first) to \(last)") + ": they would count twice; nothing was changed",
      cure: "Export these days too and import all with --replace, or take the earlier import back "
        + "(rota import --undo) if it read the times wrong.")
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
    func isReplaced(_ date: CivilDate) -> Bool { replaced.span.contains(date) || replaced.dates.contains(date) }
    for index in streams.indices where streams[index].form == .ids {
      let cells = streams[index].cells
      var left = IntervalHistory(queue: "", zone: cells.zone, interval: cells.interval)
      for row in cells.starts.indices where !isReplaced(cells.zone.date(at: cells.starts[row])) {
        left.append(cells, at: row)
      }
      streams[index].cells = left
    }
    marks.forget(replaced.dates)
    marks.undated = replaced.left(of: marks.undated)
    if !streams.contains(where: { $0.form == .ids && !$0.cells.starts.isEmpty }) { marks.undated = IdentityMarks() }
    if !streams.contains(where: { $0.form == .rows }) {
      days = days.subtracting(replaced.dates).subtracting(replaced.span)
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
