internal import Calendars
public import Tables
internal import Words

extension HistoryStore {
  /// What people should know of sources that don't know all days of a queue: which days it does without, and which count
  /// without a source.
  ///
  /// - Parameter names: only of queues that one of these sources feeds; nil = of all.
  public func absenceNotes(routing: QueueRouting, of names: [String]? = nil) -> [Diagnostic] {
    let together = sources(by: routing.knowing(self.names))
    return together.keys.sorted().flatMap { queue -> [Diagnostic] in
      guard let found = together[queue],
        names.map({ names in found.parts.contains { names.contains($0.source) } }) ?? true
      else { return [] }
      return found.notes(of: queue)
    }
  }
}

extension QueueSources {
  /// What has ended longer ago is known by now.
  private static let newsworthy = 91
  private static let mostNotes = 3
  /// A share that a plan misses.
  private static let noticed = 0.1

  fileprivate func notes(of queue: QueueID) -> [Diagnostic] {
    let absences = absences
    let warnings = absences.filter { $0.fate == .leftOut }.sorted { $1.end < $0.end }
    var notes = warnings.prefix(Self.mostNotes).map { warning(of: $0, queue) }
    if warnings.count > Self.mostNotes {
      let rest = DaySpans(warnings.dropFirst(Self.mostNotes).flatMap(\.days.spans))
      notes.append(
        Diagnostic(
          "history.source-missing",
          "queue '\(queue)' does without \(rest.count) more days, since \(warnings.count - Self.mostNotes) more stretches of "
            + "its sources are unknown: \(Self.words(rest))",
          cure: "Import what is missing.", severity: .warning))
    }
    return notes + absences.compactMap { note(of: $0, queue) } + beginnings(besides: absences, queue)
  }

  private func warning(of absence: Absence, _ queue: QueueID) -> Diagnostic {
    let part = parts[absence.part].words
    guard absence.isLast, let last = absence.days.last else {
      return Diagnostic(
        "history.source-missing",
        "\(part) doesn't know \(Self.words(absence.days)), which other sources of queue '\(queue)' have: the queue's "
          + "history does without, since its sum isn't known",
        cure: "Import what is missing; if nothing came there, import the days around again with --from and --to.",
        severity: .warning)
    }
    return Diagnostic(
      "history.source-ends",
      "\(part) ends on \(absence.end), \(Self.distance(absence.end, last)) before the others of queue '\(queue)': "
        + "\(Self.words(absence.days)) \(absence.days.count == 1 ? "is" : "are") left out of the queue's history until it is "
        + "imported",
      cure: "Import its newer exports. If nothing comes from it any more, import its last one again with --to \(last) "
        + "(to in an entry of 'tickets').",
      severity: .warning)
  }

  private func note(of absence: Absence, _ queue: QueueID) -> Diagnostic? {
    guard let end = days.last, let last = absence.days.last else { return nil }
    guard absence.isLast else {
      guard absence.fate == .ended, end - last < Self.window else { return nil }
      return Diagnostic(
        "history.source-away",
        "\(parts[absence.part].words) doesn't know \(Self.words(absence.days)), which other sources of queue '\(queue)' have: "
          + "so long a stretch is taken as none of its, and the days count without it",
        cure: "Import what is missing.", severity: .note)
    }
    guard end - absence.end <= Self.newsworthy else { return nil }
    let begin =
      "\(parts[absence.part].words) ends on \(absence.end), \(Self.distance(absence.end, last)) before the others of queue "
      + "'\(queue)'"
    switch absence.fate {
    case .leftOut: return nil
    case .ended:
      return Diagnostic(
        "history.source-ended",
        "\(begin): it is taken as ended, the days after it count without it, and the forecast follows within some weeks",
        cure: "If it goes on, import its newer exports. If nothing comes from it any more, import its last one again "
          + "with --to \(last) (to in an entry of 'tickets').", severity: .warning)
    case .silent(let said):
      return Diagnostic(
        "history.source-ended",
        "\(parts[absence.part].words) has brought nothing since \(absence.end), as was said up to \(said): it has ended for "
          + "queue '\(queue)', the days after it count without it, and the forecast follows within some weeks",
        cure: "If it goes on, import its newer exports.", severity: .note)
    case .small(let share):
      return Diagnostic(
        "history.source-ends",
        "\(begin): with \(Words.plain.share(share, places: 1)) of the contacts it is small, and the days after "
          + "it count without it", cure: "Import its newer exports.", severity: .note)
    case .replaced(let others):
      return Diagnostic(
        "history.source-replaced",
        "\(begin): \(Words.plain.list(others.prefix(3).map { parts[$0].words })) \(others.count == 1 ? "has" : "have") "
          + "its place from \(absence.days.first ?? last) on, so that the days after it count",
        cure: "If it goes on, import its newer exports.", severity: .note)
    }
  }

  /// Sources that began of late: the days before count without them.
  private func beginnings(besides absences: [Absence], _ queue: QueueID) -> [Diagnostic] {
    var successors: Set<Int> = []
    for case .replaced(let others) in absences.map(\.fate) { successors.formUnion(others) }
    return parts.indices.compactMap { place in
      let part = parts[place]
      guard !successors.contains(place), let end = days.last, let first = part.known.first,
        end - first < Self.window, let start = days.first, first - start >= Self.longestEnd
      else { return nil }
      let known = part.known(in: first...end)
      let whole = known.dates.reduce(0) { $0 + (totals[$1] ?? 0) }
      guard whole > 0, known.contacts / whole >= Self.leastShare else { return nil }
      // In its first weeks a forecast has hardly seen it.
      let isYoung =
        end - first < Self.longestEnd && end - (part.known.last ?? first) <= Self.silentEnd
        && known.busy >= Self.fewDates && known.contacts >= Self.noticed * whole
        && whole >= usual(on: known.dates, before: first) * (1 + known.contacts / whole / 2)
      guard isYoung || known.busy >= Self.leastDates / 2 else { return nil }
      return Diagnostic(
        "history.source-begins",
        "\(part.words) begins on \(first), with \(Words.plain.percent(known.contacts / whole)) of queue "
          + "'\(queue)' since: the days before it count without it, and the forecast "
          + (isYoung ? "is too low until it follows, within some weeks" : "follows within some weeks"),
        cure: "If it brought contacts before, import its earlier exports."
          + (isYoung ? " If it is new, say what it brings: an event with an uplift in events.csv." : ""),
        severity: isYoung ? .warning : .note)
    }
  }

  /// What the queue usually had on the weekdays of the dates, in the weeks before a date: a source that takes over another's
  /// contacts adds none.
  private func usual(on dates: [CivilDate], before first: CivilDate) -> Double {
    let former = (1...Self.window).map { first.adding(days: -$0) }.filter(days.contains)
    let byWeekday = Dictionary(grouping: former, by: \.weekday.index).mapValues { same in
      same.reduce(0) { $0 + (totals[$1] ?? 0) } / Double(same.count)
    }
    return dates.reduce(0) { $0 + (byWeekday[$1.weekday.index] ?? 0) }
  }

  private static func distance(_ first: CivilDate, _ last: CivilDate) -> String {
    switch last - first {
    case 1: "a day"
    case 7: "a week"
    case let days: "\(days) days"
    }
  }

  private static func words(_ days: DaySpans) -> String {
    let words = days.spans.prefix(3).map { span in
      span.lowerBound == span.upperBound ? "\(span.lowerBound)" : "\(span.lowerBound) to \(span.upperBound)"
    }
    return Words.plain.list(words) + (days.spans.count > 3 ? " and \(days.spans.count - 3) stretches more" : "")
  }
}
