internal import Calendars
internal import Planning
internal import Plans
internal import Tables
internal import Words
internal import Workforce

/// What `rota meet` prints.
struct MeetingText {
  var answer: MeetingAnswer
  /// Where the plan was written; nil where it wasn't.
  var folder: String?

  private var plan: PlanDocument { answer.revised.plan }

  func show(on console: Console) throws(Diagnostic) {
    guard console.json else { return console.answer(text) }
    let revised = answer.revised
    try console.answer(
      json: MeetCommandAnswer(
        folder: folder, changed: answer.isChanged, complete: answer.isComplete, meetings: answer.meetings,
        objective: Pair(revised, \.result.objective), bound: plan.result.bound,
        serviceLevel: Pair(revised, \.summary.serviceLevel),
        uncoveredMinutes: Pair(revised, \.summary.uncoveredMinutes)))
  }

  var text: String {
    var lines = ["\(plan.team), \(plan.week): \(headline)"]
    for meeting in answer.meetings {
      lines.append("  \(meeting.title): \(words(of: meeting))")
      if !meeting.leftOut.isEmpty { lines.append("      left out: \(list(meeting.leftOut))") }
      if meeting.status == .impossible { lines += offer(meeting) }
    }
    if answer.isChanged {
      let figures = RevisedPlanText(revised: answer.revised)
      lines += figures.breachLines + figures.figures
      if let folder { lines.append(figures.row("written to", folder)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headline: String {
    let counts = MeetingOutcome.Status.allCases.compactMap { status -> String? in
      let count = answer.meetings.count { $0.status == status }
      return count == 0 ? nil : "\(count) \(Self.name(of: status))"
    }
    let all = counts.isEmpty ? "no meetings" : Words.plain.list(counts)
    return answer.isChanged ? all : "nothing changes (\(all))"
  }

  private static func name(of status: MeetingOutcome.Status) -> String {
    switch status {
    case .placed: "placed"
    case .moved: "moved"
    case .kept: "kept"
    case .removed: "removed"
    case .impossible: "without a time"
    case .heldElsewhere: "in another plan"
    case .notInPlan: "on other dates"
    }
  }

  /// `Tue 2026-12-01 10:00 to 10:45 (Europe/Warsaw), 17 people, costs 12.50 EUR`.
  private func words(of meeting: MeetingOutcome) -> String {
    let people = meeting.people.count == 1 ? "1 person" : "\(meeting.people.count) people"
    let now = meeting.start.map { "\(time($0, meeting)), \(people)" } ?? ""
    let before = meeting.before.map { "was \(Words.plain.moment($0, in: meeting.zone))" }
    switch meeting.status {
    case .placed, .moved:
      let cost = meeting.cost.map { cost in
        "\(cost < 0 ? "saves" : "costs") \(Words.plain.decimal(abs(cost), places: 2)) \(plan.currency) in coverage"
      }
      return Words.plain.list([now, before, cost].compactMap(\.self))
    case .kept: return "stays, \(now)"
    case .removed: return Words.plain.list(["taken out", before].compactMap(\.self))
    case .impossible:
      return meeting.start == nil
        ? Words.plain.list(["its people can't be together", before].compactMap(\.self))
        : "stays, \(now), but not all can come"
    case .heldElsewhere:
      return "is once, and held \(meeting.start.map { Words.plain.moment($0, in: meeting.zone) } ?? "") by another plan"
    case .notInPlan: return "none of its days lies in the plan"
    }
  }

  private func offer(_ meeting: MeetingOutcome) -> [String] {
    guard let best = meeting.best else {
      return [
        meeting.people.isEmpty && !meeting.leftOut.isEmpty
          ? "      nobody is left whom it could be held with"
          : "      at no allowed time \(meeting.kind == .oneToOne ? "are both" : "is anybody") on duty for "
            + "\(Words.plain.hours(minutes: meeting.length.rawValue)) without a break"
      ]
    }
    return [
      "      best: \(time(best.start, meeting)), with \(best.people.count) of \(best.people.count + best.missing.count)",
      "      not there: \(list(best.missing))",
    ]
  }

  private func time(_ start: Instant, _ meeting: MeetingOutcome) -> String {
    "\(Words.plain.moment(start, in: meeting.zone)) to \(meeting.zone.clockText(of: start + meeting.length)) "
      + "(\(meeting.zone))"
  }

  private func list(_ missing: [MeetingOutcome.Missing]) -> String {
    Words.plain.list(
      missing.map { one in
        let person = plan.request.people.first { $0.id == one.person }
        return "\(person?.name ?? "") (\(one.person)): \(one.why)"
      })
  }
}

/// What `meet --json` prints.
struct MeetCommandAnswer: Codable {
  var schema = 1
  /// Nil where nothing was written.
  var folder: String?
  var changed: Bool
  /// Whether every meeting has a time at which all its people can come.
  var complete: Bool
  var meetings: [MeetingOutcome]
  var objective: Pair<Double>
  var bound: Double
  var serviceLevel: Pair<Double?>
  var uncoveredMinutes: Pair<Int>
}
