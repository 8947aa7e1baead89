internal import Calendars
internal import Tables

/// Which row is the last version of a ticket that comes several times, and whether the versions are of one ticket: a
/// ticket's time doesn't change.
///
/// The last version is that of the latest update. Of tickets with a version that doesn't say when it was updated, and of
/// versions of one time, it is the one read last.
struct VersionTimes {
  private let last: [UInt64: Int]
  /// The number of the file that is being read.
  var file = 0
  private var first: [UInt64: (file: Int, time: Int)] = [:]
  /// Rows whose id an earlier file has, and those of them that have another time there.
  private var repeated = 0
  private var differing = 0
  private var example: Instant?
  /// Rows whose id came before in any file, and those of them that are far from the first.
  private var again = 0
  private var distant = 0
  /// The last versions of the tickets that come several times, so far as they were read.
  private var latest: [UInt64: (row: Int, update: Int?)] = [:]

  init(last: [UInt64: Int]) { self.last = last }

  /// Whether it is known which ids come several times.
  var knowsRepeats: Bool { !last.isEmpty }

  /// Their last versions, once all files were read.
  var lastRows: [UInt64: Int] { latest.mapValues(\.row) }

  /// - Parameter update: when the version was made, in seconds; nil where that isn't known.
  /// - Returns: nil where the id comes once, or it isn't known yet how often.
  mutating func isLast(_ identity: UInt64, row: Int, at instant: Instant?, update: Int?) -> Bool? {
    guard !last.isEmpty, let lastRow = last[identity] else { return nil }
    if let known = latest[identity] {
      if let update, let best = known.update {
        if update >= best { latest[identity] = (row, update) }
      } else {
        latest[identity] = (row, nil)
      }
    } else {
      latest[identity] = (row, update)
    }
    if let instant {
      if let known = first[identity] {
        again += 1
        if abs(known.time - instant.rawValue) >= RecurringIds.far { distant += 1 }
        if known.file != file {
          repeated += 1
          // One of the files may leave seconds out.
          if abs(known.time - instant.rawValue) >= 60 {
            differing += 1
            if example == nil { example = instant }
          }
        }
      } else {
        first[identity] = (file, instant.rawValue)
      }
    }
    return lastRow == row
  }

  /// - Parameters:
  ///   - rows: that have ids.
  ///   - isStated: whether the planner has named the column of the id.
  /// - Returns: a warning where few ids have another time in another file, or begin anew in a column that was named.
  /// - Throws: `import.other-system` where most have; `import.ids-anew`.
  func check(source: String, rows: Int, isStated: Bool) throws(Diagnostic) -> Diagnostic? {
    let recurring = RecurringIds(repeated: again, distant: distant, rows: rows)
    if recurring.beginAnew {
      let seen = "stand in rows before"
      guard isStated else { throw recurring.fault(source: source, seen: seen) }
      if differing * 2 <= repeated || differing < 2 { return recurring.warning(source: source, seen: seen) }
    }
    guard differing > 0 else { return nil }
    let seen = example.map { ", the first at \($0.utcText)" } ?? ""
    let note = Diagnostic(
      "import.other-system",
      "\(differing) of \(repeated) tickets whose id stands in two of the files have another time in each\(seen)",
      cure:
        "If the files come from two systems, import each with --source NAME of its own: ids count within a source only."
    )
    if differing > 1, differing * 2 > repeated { throw note }
    return note
  }
}
