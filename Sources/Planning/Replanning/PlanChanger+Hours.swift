internal import Calendars
internal import Plans
internal import Tables
internal import Words
internal import Workforce

/// Edits inside a duty: where its breaks lie, and which queue its hours are on. They may be made in what is left of a duty
/// that has begun.
extension PlanChanger {
  /// The duty with one break at another time.
  ///
  /// - Parameters:
  ///   - present: when the break begins now; nil = the only one that may begin at `to`.
  ///   - from: neither the break nor its new time may lie before.
  /// - Throws: `replan.no-break`, `replan.which-break`, `replan.break-window`, `replan.frozen`.
  func moved(
    _ duty: Duty, of person: Person, breakAt present: ClockTime?, to clock: ClockTime, from: Instant
  ) throws(Diagnostic) -> Duty {
    let width = request.grid.interval.rawValue
    let windows = try breakWindows(of: duty)
    // Of an hour that a clock change repeats, the pass at which a break may begin.
    let passes = moments(clock, in: duty, of: person)
    let wanted =
      passes.first { pass in windows.contains { $0?.contains((pass - duty.start) / 60) ?? false } }
      ?? moment(clock, in: duty, of: person)
    let day = "\(Words.plain.day(duty.date)) of '\(person.id)'"
    let there = Words.plain.list(duty.breaks.map { person.zone.clockText(of: duty.start + $0.offset) })
    guard !duty.breaks.isEmpty else {
      throw Diagnostic(
        "replan.no-break", "the duty on \(day) has no break", cure: "Check the person and the date in activities.csv.")
    }
    func mayLie(_ number: Int) -> Bool {
      windows[number].map { $0.contains((wanted - duty.start) / 60) } ?? false
    }
    var chosen = Array(duty.breaks.indices)
    if let present {
      let now = moments(present, in: duty, of: person)
      chosen = chosen.filter { now.contains(duty.start + duty.breaks[$0].offset) }
      guard !chosen.isEmpty else {
        throw Diagnostic(
          "replan.no-break", "no break on \(day) begins at \(present)", cure: "There, breaks begin at \(there).")
      }
    } else if chosen.count > 1 {
      chosen = chosen.filter(mayLie)
      guard chosen.count == 1 || chosen.isEmpty else {
        throw Diagnostic(
          "replan.which-break", "on \(day) several breaks may begin at \(clock)",
          cure: "Say which by its time now, one of \(there): \(person.id):\(duty.date)@"
            + "\(person.zone.clockText(of: duty.start + duty.breaks[0].offset))=\(clock).")
      }
    }
    guard let number = chosen.first, mayLie(number) else {
      let asked = chosen.first.map { [$0] } ?? Array(duty.breaks.indices)
      throw Diagnostic(
        "replan.break-window", "no break on \(day) may begin at \(clock)",
        cure: asked.map {
          "The one at \(person.zone.clockText(of: duty.start + duty.breaks[$0].offset)) "
            + windowWords(windows[$0], of: duty, person)
        }.joined(separator: " "))
    }
    var placed = duty.breaks[number]
    try requireToCome(duty.start + placed.offset, person, from: from, what: "the break")
    try requireToCome(wanted, person, from: from, what: "the new time of the break")
    guard ((wanted - duty.start) / 60).isMultiple(of: width) else {
      throw Diagnostic(
        "replan.break-window", "\(clock) lies between two intervals of \(Words.plain.minutes(request.grid.interval))",
        cure: "Take a time at which an interval begins.")
    }
    placed.offset = Minutes((wanted - duty.start) / 60)
    var next = duty
    next.breaks[number] = placed
    return next
  }

  /// Puts some hours of a duty, or all of it, on a queue.
  /// - Throws: `replan.queue`, `replan.queue-hours`, `replan.queue-idle`, `replan.frozen`.
  func set(
    _ duty: Duty, of person: Person, on queue: QueueID, hours: WallHours?, in work: inout HandWork, from: Instant
  ) throws(Diagnostic) {
    guard person.queues.contains(queue) else {
      throw Diagnostic(
        "replan.queue", "'\(person.id)' can't take '\(queue)'",
        cure: "They can take \(Words.plain.list(person.queues.map(\.rawValue))); skills stand in agents.csv.")
    }
    guard let hours else { return work.hand.set(person, duty, on: queue) }
    let span =
      moment(
        hours.start, in: duty, of: person)..<max(
        moment(hours.start, in: duty, of: person), moment(hours.end, in: duty, of: person, isEnd: true))
    let words = "\(hours.start) to \(hours.end)"
    let grid = request.grid
    guard !span.isEmpty, duty.start <= span.lowerBound, span.upperBound <= duty.end,
      [span.lowerBound, span.upperBound].allSatisfy({ grid.instant(at: grid.index(of: $0)) == $0 })
    else {
      throw Diagnostic(
        "replan.queue-hours",
        "\(words) are no hours of the duty of '\(person.id)' on \(Words.plain.day(duty.date)), which lasts from "
          + "\(person.zone.clockText(of: duty.start)) to \(person.zone.clockText(of: duty.end))",
        cure: "Name hours inside it, in steps of \(Words.plain.minutes(grid.interval)).")
    }
    try requireToCome(span.lowerBound, person, from: from, what: "what was asked for")
    let slots = grid.index(of: span.lowerBound)..<grid.index(of: span.upperBound)
    guard slots.contains(where: { work.hand.asks(queue, at: $0) }) else {
      throw Diagnostic(
        "replan.queue-idle", "'\(queue)' asks for nobody from \(words) on \(Words.plain.day(duty.date))",
        cure: "Name hours at which it is open and contacts are expected; coverage.csv lists them.")
    }
    work.hand.adjust(person, duty, hours: span, on: queue)
  }

  /// A time of the person's clock that is meant in a duty: of its date, or of the next one where that lies before its start.
  private func moment(_ clock: ClockTime, in duty: Duty, of person: Person, isEnd: Bool = false) -> Instant {
    let moment = person.zone.instant(of: duty.date, clock)
    let isNext = isEnd ? moment <= duty.start : moment < duty.start
    return isNext ? person.zone.instant(of: duty.date.adding(days: 1), clock) : moment
  }

  /// Every moment in a duty at which the person's clock shows a time: two in an hour that a clock change repeats.
  private func moments(_ clock: ClockTime, in duty: Duty, of person: Person) -> [Instant] {
    [duty.date, duty.date.adding(days: 1)].flatMap { person.zone.instants(of: $0, clock) }
      .filter { duty.start <= $0 && $0 < duty.end }
  }

  /// - Throws: `replan.frozen` where a moment is over.
  private func requireToCome(
    _ moment: Instant, _ person: Person, from: Instant, what: String
  ) throws(Diagnostic) {
    guard moment < from else { return }
    throw Diagnostic(
      "replan.frozen",
      "\(what) lies at \(person.zone.clockText(of: moment)) on \(Words.plain.day(person.zone.date(at: moment))), and what "
        + "begins before \(person.zone.localText(of: from)) stays",
      cure: "Give an earlier moment with --from, if the plan is to change there still.")
  }

  /// Minutes after the duty's start at which each of its breaks may begin; nil where its shift has none like it.
  private func breakWindows(of duty: Duty) throws(Diagnostic) -> [ClosedRange<Int>?] {
    let width = request.grid.interval.rawValue
    let windows =
      try request.templates.first { $0.id == duty.template }?
      .breakWindows(length: duty.length, interval: request.grid.interval) ?? []
    return duty.breaks.indices.map { number in
      guard windows.count == duty.breaks.count else { return nil }
      return windows[number].earliestOffset * width...windows[number].latestOffset * width
    }
  }

  private func windowWords(_ window: ClosedRange<Int>?, of duty: Duty, _ person: Person) -> String {
    guard let window else { return "is none of the shift '\(duty.template)'." }
    let (first, last) = (duty.start + Minutes(window.lowerBound), duty.start + Minutes(window.upperBound))
    return "may begin from \(person.zone.clockText(of: first)) to \(person.zone.clockText(of: last))."
  }
}
