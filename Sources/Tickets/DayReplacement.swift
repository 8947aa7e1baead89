internal import Calendars
internal import Tables
internal import Words

/// What happens where a file has a day that is recorded already and there are no ids to tell its contacts apart by.
public enum OverlapRule: Hashable, Sendable {
  /// The file's day stands if it has all that is recorded; else the import is refused.
  case refuse
  /// The file's day stands.
  case replace
  /// Both count.
  case add
}

/// Puts the days of a file without ids in the place of those that are recorded.
struct DayReplacement {
  /// A day on which contacts would get fewer.
  struct Loss: Hashable {
    var stream: String
    var date: CivilDate
    var recorded: Double
    var found: Double
    /// A time at which there would be fewer, with what is recorded there and what was found.
    var example = ""
  }

  let rule: OverlapRule
  private(set) var losses: [Loss] = []

  init(_ rule: OverlapRule) { self.rule = rule }

  /// - Parameter wholeDays: recorded days of which only the count is known: they can't lose at a time of the day.
  /// - Returns: what is recorded with the days of `newer`, in the wider of the two widths.
  mutating func unite(
    _ recorded: IntervalHistory, with newer: IntervalHistory, wholeDays: DaySpans = DaySpans(), stream: String
  ) -> IntervalHistory {
    if recorded.starts.isEmpty { return newer }
    if newer.starts.isEmpty { return recorded }
    if rule == .add { return recorded.adding(newer) }
    let whole = Set(wholeDays.dates)
    let width = Self.commonWidth(recorded.interval, newer.interval)
    let (old, new) = (recorded.coarsened(to: width), newer.coarsened(to: width))
    let (oldDays, newDays) = (Self.days(of: old, zone: old.zone), Self.days(of: new, zone: old.zone))
    var result = IntervalHistory(queue: recorded.queue, zone: recorded.zone, interval: width)
    var (one, two) = (0, 0)
    while one < oldDays.count || two < newDays.count {
      if two == newDays.count || one < oldDays.count && oldDays[one].date < newDays[two].date {
        for row in oldDays[one].rows { result.append(old, at: row) }
        one += 1
        continue
      }
      if one < oldDays.count, oldDays[one].date == newDays[two].date {
        compare(
          new, newDays[two].rows, with: old, oldDays[one].rows, on: oldDays[one].date,
          isWhole: whole.contains(oldDays[one].date), stream: stream)
        one += 1
      }
      for row in newDays[two].rows { result.append(new, at: row) }
      two += 1
    }
    return result
  }

  /// - Returns: what is recorded without the dates on which `newer` stands for it.
  mutating func yield(
    _ recorded: IntervalHistory, to newer: IntervalHistory, on dates: Set<CivilDate>, wholeDays: DaySpans = DaySpans(),
    stream: String
  ) -> IntervalHistory {
    let whole = Set(wholeDays.dates)
    let width = Self.commonWidth(recorded.interval, newer.interval)
    let (old, new) = (recorded.coarsened(to: width), newer.coarsened(to: width))
    var newDays: [CivilDate: Range<Int>] = [:]
    for day in Self.days(of: new, zone: old.zone) { newDays[day.date] = day.rows }
    var result = IntervalHistory(queue: recorded.queue, zone: recorded.zone, interval: recorded.interval)
    var dropped: Set<CivilDate> = []
    for day in Self.days(of: old, zone: old.zone) where dates.contains(day.date) {
      guard let rows = newDays[day.date] else { continue }
      dropped.insert(day.date)
      compare(new, rows, with: old, day.rows, on: day.date, isWhole: whole.contains(day.date), stream: stream)
    }
    for row in recorded.starts.indices where !dropped.contains(recorded.zone.date(at: recorded.starts[row])) {
      result.append(recorded, at: row)
    }
    return result
  }

  /// What a file spells in several ways is one.
  static func united(
    _ read: [(name: StreamName, cells: IntervalHistory)]
  ) -> [(name: StreamName, cells: IntervalHistory)] {
    var result: [(name: StreamName, cells: IntervalHistory)] = []
    var places: [StreamName: Int] = [:]
    for (name, cells) in read {
      if let known = places[name] {
        result[known].cells = result[known].cells.adding(cells)
      } else {
        places[name] = result.count
        result.append((name, cells))
      }
    }
    return result
  }

  /// The least width that both divide.
  static func commonWidth(_ one: Minutes, _ other: Minutes) -> Minutes {
    var width = max(one, other)
    while width.rawValue % one.rawValue != 0 || width.rawValue % other.rawValue != 0 { width += max(one, other) }
    return width
  }

  /// Rows by local date; both rise.
  private static func days(of history: IntervalHistory, zone: Zone) -> [(date: CivilDate, rows: Range<Int>)] {
    var days: [(date: CivilDate, rows: Range<Int>)] = []
    for row in history.starts.indices {
      let date = zone.date(at: history.starts[row])
      if let last = days.last, last.date == date {
        days[days.count - 1].rows = last.rows.lowerBound..<row + 1
      } else {
        days.append((date, row..<row + 1))
      }
    }
    return days
  }

  /// Notes what would be lost, where that is refused: an interval, or of a whole day the day, with fewer contacts.
  private mutating func compare(
    _ new: IntervalHistory, _ newRows: Range<Int>, with old: IntervalHistory, _ oldRows: Range<Int>, on date: CivilDate,
    isWhole: Bool, stream: String
  ) {
    guard rule == .refuse else { return }
    let recorded = oldRows.reduce(0) { $0 + old.contacts[$1] }
    let found = newRows.reduce(0) { $0 + new.contacts[$1] }
    if isWhole, found >= recorded - 1e-9 * recorded { return }
    guard let less = Self.firstLess(new, newRows, than: old, oldRows) else { return }
    let time = old.zone.civil(at: old.starts[less.row]).clock
    losses.append(
      Loss(
        stream: stream, date: date, recorded: recorded, found: found,
        example: "\(CountText.text(old.contacts[less.row])) and \(CountText.text(less.found)) at \(time)"))
  }

  /// The first interval of the old day of which the new one has less, and what it has.
  private static func firstLess(
    _ new: IntervalHistory, _ newRows: Range<Int>, than old: IntervalHistory, _ oldRows: Range<Int>
  ) -> (row: Int, found: Double)? {
    var row = newRows.lowerBound
    for known in oldRows where old.contacts[known] > 0 {
      while row < newRows.upperBound, new.starts[row] < old.starts[known] { row += 1 }
      guard row < newRows.upperBound, new.starts[row] == old.starts[known] else { return (known, 0) }
      if new.contacts[row] < old.contacts[known] - 1e-9 * old.contacts[known] { return (known, new.contacts[row]) }
    }
    return nil
  }

  /// What would be lost, from what to what, in one sentence; nil where nothing would.
  /// - Parameters:
  ///   - others: files of the same import that what is recorded may come from.
  ///   - isFormer: whether what is recorded is of before there were sources: then it is that which has no ids.
  func refusal(file: String, besides others: [String] = [], isFormer: Bool = false) -> Diagnostic? {
    guard let first = losses.min(by: { ($0.date, $0.stream) < ($1.date, $1.stream) }) else { return nil }
    let recorded = losses.reduce(0) { $0 + $1.recorded }
    let found = losses.reduce(0) { $0 + $1.found }
    let more = losses.count - 1
    return Diagnostic(
      "import.shrinks",
      "\(first.date) has \(CountText.text(first.recorded)) contacts\(first.stream.isEmpty ? "" : " of \(first.stream)")"
        + (isFormer
          ? " in the history of before there were sources, which has no ids to tell them apart by, and "
            + "\(CountText.text(first.found)) now"
          : " in \(others.isEmpty ? "the history" : "the history with \(Words.plain.list(others))") and "
            + "\(CountText.text(first.found)) in the file, which has no ids to tell them apart by")
        + (first.found < first.recorded - 1e-9 * first.recorded ? "" : ", but \(first.example)")
        + (more > 0
          ? "; so have \(more) more days: "
            + (CountText.text(recorded) == CountText.text(found)
              ? "\(CountText.text(recorded)) contacts in all in both, at other times of the day"
              : "from \(CountText.text(recorded)) to \(CountText.text(found)) contacts in all")
          : "") + "; nothing was changed",
      at: SourcePosition(file: file),
      cure: isFormer
        ? "Import whole days; or say --replace to put the file's days in place of those, or --add to count both (in "
          + "rota.json: overlap)."
        : "Import whole days; or say --replace to put the file's days in place of those, --add to count both, or "
          + "--source NAME if they come from another system (in rota.json: overlap, source).")
  }
}
