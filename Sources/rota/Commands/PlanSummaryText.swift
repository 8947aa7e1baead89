internal import Calendars
internal import Optimization
internal import Plans
internal import Publishing
internal import Searching
internal import Workforce
internal import Words

/// What `rota plan` prints when it is done.
struct PlanSummaryText {
  var plan: PlanDocument
  var folder: String
  /// Whether it was there already.
  var isKept = false

  var text: String {
    let summary = plan.summary
    let result = plan.result
    let last = plan.week.monday.adding(days: plan.weeks * 7 - 1)
    var lines = ["\(plan.team), \(plan.week) (\(plan.week.monday) to \(last))"]
    if let level = summary.serviceLevel {
      lines.append(row("service level", "\(ShareText.text(level, against: nil)) expected over all live contacts"))
    }
    if let simulation = plan.simulation, let level = simulation.serviceLevel {
      lines.append(
        row("  simulated", "\(SimulationText.share(level)) in \(simulation.replications) replications"))
      if let apart = simulation.withoutHelp {
        lines.append(row("", "\(SimulationText.share(apart)) if nobody helped out on another queue"))
      }
      lines += simulation.notes.map { row("", $0) }
    }
    for (number, (queue, level)) in zip(plan.queues, summary.serviceLevelByQueue).enumerated() {
      var expected = level.map { "\(ShareText.text($0, against: queue.targetServiceLevel)) expected, " } ?? ""
      if let backlog = queue.backlog {
        expected =
          backlog.overdueFrom == nil
          ? "every deadline met, " : "up to \(Int(backlog.largestOverdue.rounded(.up))) contacts overdue, "
        expected +=
          "\(Int(backlog.opening.rounded())) waiting at the start, \(Int(backlog.closing.rounded())) left at the end"
        if let next = nextOpening(queue: number), next != Int(backlog.closing.rounded()) {
          expected += " (the next plan begins with the \(next) not yet due)"
        }
        expected += ", "
      }
      lines.append(row("  \(queue.id)", "\(expected)target \(queue.target)"))
      lines.append(row("", "by \(queue.model)"))
      if let reason = queue.modelReason { lines.append(row("", reason)) }
      let presence = PresenceSentences(queue, words: .plain, reader: queue.zone)
      lines += (presence?.all ?? []).map { row("", $0) }
    }
    let share = summary.requiredMinutes > 0 ? Double(summary.uncoveredMinutes) / Double(summary.requiredMinutes) : 0
    lines.append(
      row(
        "uncovered",
        "\(Words.plain.tenthsOfHours(minutes: summary.uncoveredMinutes)) of \(Words.plain.tenthsOfHours(minutes: summary.requiredMinutes)) required (\(ShareText.text(share, against: 0)))"
          + (PresenceSentences.missed(plan.missedContacts, words: .plain).map { ", \($0)" } ?? "")
      ))
    lines.append(
      row(
        "paid",
        "\(Words.plain.tenthsOfHours(minutes: summary.paidMinutes)), cost \(Words.plain.rounded(summary.cost)) \(plan.currency)"
      ))
    if let budget = plan.budgetWords { lines.append(row("budget", budget)) }
    for (number, rule) in (result.costs.rules ?? []).enumerated() {
      lines.append(row(number == 0 ? "rules broken" : "", rule.paidWords(.plain, currency: plan.currency)))
    }
    if let fairness = result.costs.fairness {
      lines.append(
        row(
          "fairness", "\(Words.plain.short(fairness)) \(plan.currency) for unpopular duties out of turn")
      )
    }
    if let overtime = result.costs.overtime, overtime > 0 {
      lines.append(row("overtime", "\(Words.plain.short(overtime)) \(plan.currency) of premium"))
    }
    if let timeOff = result.costs.timeOff, timeOff > 0 {
      lines.append(row("time off", "\(Words.plain.short(timeOff)) \(plan.currency) for what is offered"))
    }
    lines.append(
      row(
        "objective",
        ProofText.text(
          objective: result.objective, bound: result.bound, gap: result.gap, isOptimal: result.status == .optimal)))
    var search = "\(Words.plain.rounded(Double(result.moves))) moves, \(result.boundRounds) bound rounds"
    if let seconds = result.seconds { search += ", \(Words.plain.seconds(seconds.rounded()))" }
    lines.append(row("search", search + (result.status == .interrupted ? ", stopped early" : "")))
    lines.append(
      row(
        "state",
        plan.isDraft
          ? "draft; 'rota publish' makes it what people hold" : "published, revision \(plan.publishedRevision)"))
    lines.append(row("written to", folder + (isKept ? " (kept)" : "")))
    return lines.joined(separator: "\n") + "\n"
  }

  /// Contacts that aren't due within the plan, which the next one takes to be waiting whatever these people have done of
  /// them; nil where the planner states what waits.
  private func nextOpening(queue number: Int) -> Int? {
    guard plan.queues[number].settings?.openingBacklog == nil, plan.coverage.indices.contains(number),
      let work = plan.coverage[number].basis?.deferrable,
      let first = plan.coverage[number].open.firstIndex(of: true), plan.coverage[number].handleTime[first] > 0
    else { return nil }
    return Int((max(0, work.total - (work.due.last ?? 0)) / plan.coverage[number].handleTime[first]).rounded())
  }

  private func row(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 16 - name.count)) + value
  }

  private func money(_ amount: Double) -> String { Words.plain.rounded(amount) }
}

/// What `plan --json` prints.
struct PlanAnswer: Codable {
  var schema = 1
  var folder: String
  var state: PlanState
  var revision: Int
  /// Whether it was there already, from the same inputs with the same options.
  var kept: Bool
  var week: ISOWeek
  var weeks: Int
  var result: PlanResult
  var summary: PlanSummary
  /// With `--verify`.
  var simulation: PlanSimulation?
}

extension PlanDocument {
  /// `18,500 EUR, 26 left`, `18,500 EUR, 54 over`; nil where there is none.
  var budgetWords: String? {
    guard let budget = request.budget else { return nil }
    let left = budget - result.costs.money
    return "\(Words.plain.rounded(budget)) \(currency), "
      + (left < -0.005 ? "\(Words.plain.rounded(-left)) over" : "\(Words.plain.rounded(max(0, left))) left")
  }
}
