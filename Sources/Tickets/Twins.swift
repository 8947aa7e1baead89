internal import Calendars
internal import Tables

/// What an import has added to a source with ids.
struct FreshTickets {
  var marks = DatedMarks()
  var cells: [IntervalHistory] = []
}

/// Finds other sources that have the same contacts: a column more or less in an export makes it another source.
struct Twins {
  private let source: SourceHistory
  private let fresh: FreshTickets
  private let known: SourceHistory?
  private let rule: OverlapRule

  /// - Parameters:
  ///   - fresh: what the import has added to the source.
  ///   - known: the source before the import.
  init(of source: SourceHistory, fresh: FreshTickets, known: SourceHistory?, rule: OverlapRule) {
    self.source = source
    self.fresh = fresh
    self.known = known
    self.rule = rule
  }

  /// - Throws: `import.twin` where most of the ids on the days that both have are another source's at the same times, unless
  ///   both are to count.
  func warnings(among others: [SourceHistory]) throws(Diagnostic) -> [Diagnostic] {
    guard source.contacts > known?.contacts ?? 0 else { return [] }
    var warnings: [Diagnostic] = []
    for other in others where other.name != source.name && other.name != SourceHistory.before {
      let (shared, of, dates) = Self.shared(fresh.marks, with: other)
      if shared * 2 > of, atSameTimes(as: other, on: dates) >= 0.95 * Double(shared) {
        let twin = Diagnostic(
          "import.twin",
          "\(shared) of \(of) tickets are in the history already, as those of '\(other.name)', on the same days at the same "
            + "times: a column more or less in an export makes it another source",
          cure: "Say --source \(other.name) if they are the same tickets, --add to count both (in rota.json: source, "
            + "overlap).")
        // Those who have said once that both count need not say it again.
        let before = Self.shared(known?.marks ?? DatedMarks(), with: other)
        guard rule == .add || before.shared * 2 > before.of else { throw twin }
        warnings.append(twin)
      } else if fresh.marks.count == 0 || other.marks.count == 0, let twin = twinByDays(other) {
        warnings.append(twin)
      } else if shared == 0, let counts = TwinCounts(source, other) {
        warnings.append(twin(other, counts))
      }
    }
    return warnings
  }

  /// How many of the tickets are the other source's, and of how many, on days that both have.
  private static func shared(
    _ marks: DatedMarks, with other: SourceHistory
  ) -> (shared: Int, of: Int, dates: Set<CivilDate>) {
    guard other.marks.count > 0 else { return (0, 0, []) }
    var (shared, of) = (0, 0)
    var dates: Set<CivilDate> = []
    for (date, marks) in marks.days where other.marks.days[date] != nil || other.days.contains(date) {
      of += marks.count
      shared +=
        (other.marks.days[date] ?? IdentityMarks()).shared(with: marks) + other.marks.undated.shared(with: marks)
      dates.insert(date)
    }
    return (shared, of, dates)
  }

  /// How many of the contacts that are new have one of the other source at the same time.
  private func atSameTimes(as other: SourceHistory, on dates: Set<CivilDate>) -> Double {
    let theirs = Self.times(other.streams.filter { $0.form == .ids }.map(\.cells))
    return Self.times(fresh.cells).reduce(0) { sum, mine in
      guard let there = theirs[mine.key], dates.contains(source.zone.date(at: mine.key)) else { return sum }
      return sum + min(mine.value, there)
    }
  }

  private static func times(_ cells: [IntervalHistory]) -> [Instant: Double] {
    var times: [Instant: Double] = [:]
    for cells in cells {
      for row in cells.starts.indices { times[cells.starts[row], default: 0] += cells.contacts[row] }
    }
    return times
  }

  /// Where ids tell nothing (counts and tickets of the same calls, say): whether nearly every day has as many contacts.
  private func twinByDays(_ other: SourceHistory) -> Diagnostic? {
    let (mine, theirs) = (byDay(source), byDay(other))
    let both = mine.keys.filter { theirs[$0] != nil }
    let total = both.reduce(0) { $0 + (mine[$1] ?? 0) }
    let equal = both.count { date in
      let (one, two) = (mine[date] ?? 0, theirs[date] ?? 0)
      return abs(one - two) <= 0.02 * max(one, two)
    }
    guard both.count >= 2, total >= 20, equal * 10 >= both.count * 9 else { return nil }
    return Diagnostic(
      "import.twin",
      "'\(source.name)' has as many contacts as '\(other.name)' on \(equal) of the \(both.count) days that both have: if they "
        + "are the same contacts, they count twice",
      cure: "If they are the same, take the import back (rota import --undo --into DIR) and keep one of the two.")
  }

  /// Two systems of which each misses some of the same calls, and whose ids are their own.
  private func twin(_ other: SourceHistory, _ counts: TwinCounts) -> Diagnostic {
    Diagnostic(
      "import.twin",
      "the contacts of '\(source.name)' rise and fall with those of '\(other.name)' more closely than chance explains "
        + "(\(CountText.text(counts.sums.mine)) and \(CountText.text(counts.sums.theirs)) on the days that both have): if "
        + "they are the same contacts, they count twice",
      cure: "If they are the same, take the import back (rota import --undo --into DIR) and keep one of the two.")
  }

  private func byDay(_ other: SourceHistory) -> [CivilDate: Double] {
    var days: [CivilDate: Double] = [:]
    for stream in other.streams {
      for row in stream.cells.starts.indices where stream.cells.contacts[row] > 0 {
        days[source.zone.date(at: stream.cells.starts[row]), default: 0] += stream.cells.contacts[row]
      }
    }
    return days
  }
}
