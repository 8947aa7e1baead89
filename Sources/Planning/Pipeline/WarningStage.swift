internal import Calendars
internal import Checking
internal import Plans
internal import Tables
internal import Workforce
internal import Words

/// What a manager should know before publishing: hours that are short, people below contract, what was assumed.
struct WarningStage: Stage {
  /// In the project's order.
  var queues: [CoveredQueue]
  var request: RosterRequest
  var rota: Rota
  var breaches: [Breach]

  func run() -> [Diagnostic] {
    var warnings = shortHours() + queues.compactMap(overdue)
    let full = FullSites(request, rota)
    for breach in breaches {
      let place = [breach.person.map { name(of: $0) }, breach.date.map(\.description)].compactMap { $0 }
      warnings.append(
        Diagnostic(
          "plan.\(breach.rule)", (place.isEmpty ? "" : Words.plain.list(place) + ": ") + breach.message,
          cure: breach.rule == "week.minimum"
            ? (request.budget == nil
              ? "" : "Raise the budget, or offer voluntaryTimeOff, where that leaves no money for it. ")
              + "Give room for it: \(full.words(for: breach.person, from: breach.date).map { "\($0); " } ?? "")more or longer "
              + "'shifts' in rota.json, longer hours of the queues, or what the person may work; or correct contract_hours in "
              + "agents.csv. 'rota explain PLAN --conflict' names what forbids it."
            : breach.rule == "budget.over" ? Self.budgetCure : nil,
          severity: Self.intended.contains(breach.rule) ? .note : .warning))
    }
    for queue in queues.map(\.plan.queue)
    where !request.people.contains(where: { $0.queues.contains(queue.settings.id) }) {
      warnings.append(
        Diagnostic(
          "plan.nobody", "nobody can take the queue '\(queue.settings.id)'",
          cure: "Give somebody its skills in agents.csv: \(Words.plain.list(queue.skills)).",
          severity: .warning))
    }
    return warnings + withoutContacts()
  }

  /// What rules allow on purpose: said, but no cause for worry.
  private static let intended: Set<String> = ["week.overtime", "week.time-off"]

  private static let budgetCure =
    "Contracts and hard rules leave nothing cheaper: offer voluntaryTimeOff, plan fewer hours, or raise the budget."

  /// A history of zeros makes a plan for nobody.
  private func withoutContacts() -> [Diagnostic] {
    let isExpected = queues.contains { queue in
      queue.coverage.contacts.contains { $0 > 0 } || (queue.coverage.arrivals ?? []).contains { $0 > 0 }
        || (queue.backlog?.opening ?? 0) > 0
    }
    guard !isExpected else { return [] }
    return [
      Diagnostic(
        "plan.no-contacts", "no contact is expected in any queue, so nobody is required at any time of the plan",
        cure: "Check the history (rota forecast shows what it says) and the queues' opening hours.", severity: .warning)
    ]
  }

  private func overdue(_ covered: CoveredQueue) -> Diagnostic? {
    guard let backlog = covered.backlog, let from = backlog.overdueFrom else { return nil }
    let queue = covered.plan.settings
    return Diagnostic(
      "plan.overdue",
      "\(queue.name) misses its response time from \(Words.plain.moment(from, in: queue.zone)) (\(queue.zone)): up to "
        + "\(Int(backlog.largestOverdue.rounded(.up))) contacts are overdue, \(Int(backlog.closing.rounded())) wait at "
        + "the end",
      cure: "Add people or hours to the queue, or promise a longer response time.", severity: .warning)
  }

  private func name(of id: PersonID) -> String { request.people.first { $0.id == id }?.name ?? id.rawValue }

  /// Runs of intervals whose expected service is below target because people are missing, worst first, at most twelve.
  private func shortHours() -> [Diagnostic] {
    struct Run {
      var queue: Int
      var slots: Range<Int>
      var missing: Int
    }
    var runs: [Run] = []
    for (index, queue) in queues.map(\.coverage).enumerated() {
      var start: Int?
      for slot in 0...queue.required.count {
        let short = slot < queue.required.count && queue.scheduled[slot] < queue.required[slot]
        if short, start == nil { start = slot }
        if !short, let first = start {
          let missing = (first..<slot).reduce(0) { $0 + queue.required[$1] - queue.scheduled[$1] }
          runs.append(Run(queue: index, slots: first..<slot, missing: missing))
          start = nil
        }
      }
    }
    runs.sort { ($1.missing, $0.queue, $0.slots.lowerBound) < ($0.missing, $1.queue, $1.slots.lowerBound) }
    let minutes = request.grid.interval.rawValue
    var found = runs.prefix(12).map { run in
      let queue = queues[run.queue].plan.settings
      let row = queues[run.queue].coverage
      let start = request.grid.instant(at: run.slots.lowerBound)
      let from = queue.zone.civil(at: start)
      let end = Self.end(request.grid.instant(at: run.slots.upperBound), after: from, in: queue.zone)
      let peak =
        run.slots.max { row.required[$0] - row.scheduled[$0] < row.required[$1] - row.scheduled[$1] }
        ?? run.slots.lowerBound
      return Diagnostic(
        "plan.short",
        "\(queue.name) is short on \(Words.plain.day(from.date)) from \(queue.zone.clockText(of: start)) to "
          + "\(end) (\(queue.zone)): up to "
          + "\(row.required[peak] - row.scheduled[peak]) of \(row.required[peak]) missing "
          + "(\(Words.plain.tenthsOfHours(minutes: run.missing * minutes)) in all)"
          + (queues[run.queue].unanswered(in: run.slots).map { ": \($0)" } ?? ""),
        cure: "Offer extra hours, allow a shift that covers this time, or accept the wait.", severity: .warning)
    }
    if runs.count > 12 {
      let rest = runs.dropFirst(12).reduce(0) { $0 + $1.missing }
      found.append(
        Diagnostic(
          "plan.short",
          "\(runs.count - 12) shorter gaps add up to \(Words.plain.tenthsOfHours(minutes: rest * minutes))",
          severity: .note))
    }
    return found
  }

  /// `14:30`, `24:00`, or with its date where it lies on a later day: `Wed 2026-11-25 06:00`.
  private static func end(_ instant: Instant, after from: CivilTime, in zone: Zone) -> String {
    let to = zone.civil(at: instant)
    if to.date == from.date { return zone.clockText(of: instant) }
    if to.minuteOfDay == 0, to.date == from.date.adding(days: 1) { return "24:00" }
    return Words.plain.moment(instant, in: zone)
  }
}

extension CoveredQueue {
  /// `about 14 contacts fewer are answered within 20 s`: of a promised service level, where heads are missing.
  fileprivate func unanswered(in slots: Range<Int>) -> String? {
    guard let presence, plan.settings.target.serviceLevel != nil else { return nil }
    let lost = slots.reduce(0.0) { sum, slot in
      guard let full = presence.requiredService[slot], let here = coverage.service[slot] else { return sum }
      return sum + max(0, full - here) * coverage.contacts[slot]
    }
    let within = "answered within \(Words.plain.seconds(plan.settings.target.withinSeconds))"
    let count = Words.plain.rounded(lost)
    if count == "0" { return "less than one contact fewer is \(within)" }
    return "about \(count) \(count == "1" ? "contact fewer is" : "contacts fewer are") \(within)"
  }
}
