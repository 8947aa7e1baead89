internal import Calendars
public import Tables

extension HistoryStore {
  /// So many contacts are usual on days that have none: e^-10 of all such stretches are so by chance.
  private static let unlikely = 10.0

  /// What people should know of some sources: stretches of which nothing is known, and what stray dates make of them.
  public func notes(of names: [String]) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    for source in sources where names.contains(source.name) {
      let gaps = source.coverage.unknown
      for gap in gaps.prefix(3) { notes.append(Self.note(of: gap, in: source, isLast: gap == gaps.last)) }
      if gaps.count > 3 {
        notes.append(
          Diagnostic(
            "import.gap",
            "'\(source.name)' has \(gaps.count - 3) more stretches without a ticket that are taken as unknown",
            cure: "Say what the exports cover with --from and --to.", severity: .warning))
      }
      if let note = Self.note(ofQuiet: source.coverage.quiet, in: source) { notes.append(note) }
      if let note = source.declaredNote { notes.append(note) }
      if let note = source.brokenDayNote { notes.append(note) }
      if source.lacksZeros {
        notes.append(
          Diagnostic(
            "import.zeros-omitted",
            "'\(source.name)' has days that lack their zeros: intervals without a row are taken as zeros there where few contacts come",
            cure: "Export intervals without contacts too if the system can.", severity: .note))
      }
    }
    return notes
  }

  /// Stretches that are as long as one another: a desk may close each winter, and two weekly files may be missing. Those that
  /// chance explains are not said.
  private static func note(ofQuiet stretches: [ClosedRange<CivilDate>], in source: SourceHistory) -> Diagnostic? {
    guard !stretches.isEmpty else { return nil }
    let usual = source.ticketsByWeekday
    let stretches = stretches.filter { stretch in
      DaySpans([stretch]).dates.reduce(0) { $0 + usual[$1.weekday.index] } >= Self.unlikely
    }
    guard let last = stretches.last else { return nil }
    let days = stretches.reduce(0) { $0 + ($1.upperBound - $1.lowerBound + 1) }
    return Diagnostic(
      "import.quiet",
      "'\(source.name)': no ticket on \(days) days in \(stretches.count) stretches of five days and more, the last from "
        + "\(last.lowerBound) to \(last.upperBound): taken as days without contacts",
      cure: "If exports are missing, import them; if nothing came, say so with --from and --to.", severity: .warning)
  }

  private static func note(
    of gap: ClosedRange<CivilDate>, in source: SourceHistory, isLast: Bool
  ) -> Diagnostic {
    let days = gap.upperBound - gap.lowerBound + 1
    let border = source.zone.instant(of: gap.upperBound.adding(days: 1))
    var message = "no ticket from \(gap.lowerBound) to \(gap.upperBound), \(days) days: taken as unknown"
    var cure = "Import what is missing; if nothing came on these days, say so with --from and --to."
    let after = source.contacts(from: border)
    let few = max(3, source.contacts / 50)
    if isLast, after <= few {
      let week = ISOWeek(containing: gap.lowerBound.adding(days: -1)).adding(weeks: 1)
      message +=
        "; only \(CountText.text(after)) come\(after == 1 ? "s" : "") after it, on \(gap.upperBound.adding(days: 1))"
        + "\(source.days.last == gap.upperBound.adding(days: 1) ? "" : " and later")"
      cure = "If these dates are mistakes, --week \(week) is likely meant. " + cure
    } else if source.contacts - after <= few {
      message += "; only \(CountText.text(source.contacts - after)) came before it"
      cure = "Check for stray dates. " + cure
    }
    return Diagnostic("import.gap", message + " ('\(source.name)')", cure: cure, severity: .warning)
  }

  /// Settles what an import has in common with the history of before there were sources, whose tickets can't be told
  /// apart: where a day of a queue has all that was kept, it stands for it.
  ///
  /// - Throws: `import.shrinks` where it has less.
  mutating func settleBefore(
    since store: HistoryStore, options: ImportOptions, file: String
  ) throws(Diagnostic) {
    guard var before = source(named: SourceHistory.before), options.intake.overlap != .add else { return }
    let routing = options.routing.knowing(names)
    var days = DayReplacement(options.intake.overlap)
    for index in before.streams.indices {
      let stream = before.streams[index]
      guard let queue = routing.queue(of: stream.name) else { continue }
      let now = cells(of: queue, by: routing)
      let then = store.cells(of: queue, by: routing)
      guard now != then else { continue }
      let changed = Self.changedDays(from: then, to: now, zone: before.zone)
      before.streams[index].cells = days.yield(stream.cells, to: now, on: changed, stream: "'\(queue)'")
    }
    if let refusal = days.refusal(file: file, isFormer: true) { throw refusal }
    before.sortStreams()
    if before.streams.isEmpty { sources.removeAll { $0.name == before.name } } else { set(before) }
  }

  /// The contacts of a queue from all sources that have a name, without zeros.
  private func cells(of queue: QueueID, by routing: QueueRouting) -> IntervalHistory {
    var sum = IntervalHistory(queue: queue, zone: .utc, interval: 15)
    for source in sources where source.name != SourceHistory.before {
      for stream in source.streams where routing.queue(of: stream.name) == queue { sum = sum.adding(stream.cells) }
    }
    return sum
  }

  private static func changedDays(
    from then: IntervalHistory, to now: IntervalHistory, zone: Zone
  ) -> Set<CivilDate> {
    var old: [Instant: Double] = [:]
    for row in then.starts.indices { old[then.starts[row]] = then.contacts[row] }
    var dates: Set<CivilDate> = []
    for row in now.starts.indices where now.contacts[row] > 0 && old[now.starts[row]] != now.contacts[row] {
      dates.insert(zone.date(at: now.starts[row]))
    }
    return dates
  }
}

extension SourceHistory {
  func contacts(from start: Instant) -> Double {
    streams.reduce(0) { total, stream in
      stream.cells.starts.indices.reduce(total) {
        stream.cells.starts[$1] >= start ? $0 + stream.cells.contacts[$1] : $0
      }
    }
  }
}

extension SourceHistory {
  /// Further from its rows nothing is said to be covered by intent.
  private static let farthest = 31

  /// The dates on which something is recorded.
  private var recorded: ClosedRange<CivilDate>? {
    var dates = [days.first, days.last].compactMap(\.self)
    for stream in streams {
      dates += [stream.cells.starts.first, stream.cells.starts.last].compactMap { $0 }.map(zone.date)
    }
    guard let first = dates.min(), let last = dates.max() else { return nil }
    return first...last
  }

  /// What it means that dates far from every row are said to be covered; nil where none are.
  var declaredNote: Diagnostic? {
    guard let recorded, let first = declared.first, let last = declared.last else { return nil }
    var parts: [String] = []
    if last - recorded.upperBound > Self.farthest {
      parts.append(
        "from \(recorded.upperBound.adding(days: 1)) to \(last), \(last - recorded.upperBound) days after its last row: "
          + "they count as days without contacts, and plans begin after them")
    }
    if recorded.lowerBound - first > Self.farthest {
      parts.append(
        "from \(first) to \(recorded.lowerBound.adding(days: -1)), \(recorded.lowerBound - first) days before its first "
          + "row: they count as days without contacts")
    }
    guard !parts.isEmpty else { return nil }
    return Diagnostic(
      "import.declared", "'\(name)' was said to cover (--from, --to) the dates \(parts.joined(separator: "; "))",
      cure: "If that is a mistake, import again with --replace and the right --from and --to.", severity: .warning)
  }
}
