internal import Calendars
internal import Checking
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words
internal import Workforce

/// What the commands that change a plan print.
struct RevisedPlanText {
  var revised: RevisedPlan
  /// Where the plan was written; nil where it wasn't.
  var folder: String?

  func show(on console: Console) throws(Diagnostic) {
    if console.json {
      try console.answer(
        json: RevisedPlanAnswer(
          folder: folder, accepted: revised.keepsRules, changes: revised.changes,
          queues: revised.queueChanges, absences: revised.newAbsences, breaches: revised.breaches,
          remaining: revised.remaining.isEmpty ? nil : revised.remaining,
          dropped: revised.dropped.isEmpty ? nil : revised.dropped,
          objective: Pair(revised, \.result.objective), disturbance: revised.plan.result.disturbance,
          bound: revised.plan.result.bound, proof: revised.proofWords, cost: Pair(revised, \.summary.cost),
          serviceLevel: Pair(revised, \.summary.serviceLevel),
          uncoveredMinutes: Pair(revised, \.summary.uncoveredMinutes)))
    } else {
      console.answer(text)
    }
  }

  var text: String {
    let plan = revised.plan
    var lines: [String] = []
    let queues = revised.queueChanges
    let count = revised.changes.count + queues.count
    lines.append(
      "\(plan.team), \(plan.week): "
        + (revised.isSame
          ? "nothing to change" : count == 0 ? "nothing changes" : "\(count) \(count == 1 ? "change" : "changes")"))
    for number in revised.changes.indices {
      let words = revised.words(of: number)
      lines.append("  \(words.what)")
      if !words.why.isEmpty { lines.append("      \(words.why)") }
    }
    for change in queues {
      lines.append("  \(revised.words(of: change))")
      if let why = change.why { lines.append("      \(why)") }
    }
    for absent in revised.newAbsences {
      let (first, last) = (absent.absence.first, absent.absence.last)
      lines.append(
        "absent: \(absent.person), \(first)\(first == last ? "" : " to \(last)") (\(absent.absence.kind)); publishing writes "
          + "it into absences.csv")
    }
    lines += pinLines
    lines += breachLines
    lines += revised.droppedWords.map { "drops: \($0)" }
    if !revised.droppedWords.isEmpty { lines.append("      'rota meet' finds another time for them") }
    if revised.isSame {
      if revised.former.request.carriedIn != plan.request.carriedIn {
        let hours = [revised.former, plan].map { Words.plain.tenthsOfHours(minutes: $0.summary.uncoveredMinutes) }
        lines.append(
          "who is there from the plans beside it has changed (uncovered \(hours[0]) → \(hours[1])), and no change is worth it"
        )
      }
      lines.append("nothing was written")
      return lines.joined(separator: "\n") + "\n"
    }
    if count == 0, revised.isResettled { lines.append("the plans beside it are others now, and the draft knows of it") }
    lines += figures
    if let folder { lines.append(row("written to", folder)) }
    if !revised.isWritable {
      lines.append(
        "The plan broke a rule before and would break more; nothing was written. Mend it first, or 'rota undo'.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Dates that were pinned, or let go of, without another change.
  private var pinLines: [String] {
    let (old, new) = (revised.former.revised?.pins ?? [], revised.plan.revised?.pins ?? [])
    func words(_ pins: [RevisionRecord.Pin], besides others: [RevisionRecord.Pin], _ word: String) -> [String] {
      pins.filter { pin in
        !others.contains(pin) && !revised.changes.contains { $0.person == pin.person && $0.date == pin.date }
          && !revised.queueChanges.contains { $0.person == pin.person && $0.date == pin.date }
      }.map { "\(word): \($0.person), \(Words.plain.day($0.date))" }
    }
    return words(new, besides: old, "pinned") + words(old, besides: new, "no longer pinned")
  }

  /// What is broken now, and what was broken before and still is.
  var breachLines: [String] {
    func line(_ word: String, _ breach: Breach) -> String {
      let place = [breach.person?.rawValue, breach.date?.description, breach.rule].compactMap(\.self)
      return "\(word): \(Words.plain.list(place)): \(breach.message)"
    }
    return revised.breaches.map { line("breaks", $0) } + revised.remaining.map { line("still breaks", $0) }
  }

  /// Service and costs, before and after.
  var figures: [String] {
    let (former, plan) = (revised.former, revised.plan)
    var lines: [String] = []
    if let old = former.summary.serviceLevel, let new = plan.summary.serviceLevel {
      lines.append(row("service level", "\(ShareText.text(old, against: nil)) → \(ShareText.text(new, against: nil))"))
    }
    for (number, queue) in plan.queues.enumerated() {
      guard let old = former.summary.serviceLevelByQueue[number], let new = plan.summary.serviceLevelByQueue[number],
        old != new
      else { continue }
      lines.append(row("  \(queue.id)", "\(ShareText.text(old, against: nil)) → \(ShareText.text(new, against: nil))"))
    }
    lines.append(
      row(
        "uncovered",
        "\(Words.plain.tenthsOfHours(minutes: former.summary.uncoveredMinutes)) → "
          + "\(Words.plain.tenthsOfHours(minutes: plan.summary.uncoveredMinutes))"))
    lines.append(
      row(
        "cost",
        "\(Words.plain.rounded(former.summary.cost)) → \(Words.plain.rounded(plan.summary.cost)) \(plan.currency)"))
    if let budget = plan.budgetWords { lines.append(row("budget", budget)) }
    // Rules with prices: what they come to now, where that is another sum than before.
    let old = former.result.costs.rules ?? []
    for (number, rule) in (plan.result.costs.rules ?? []).filter({ !old.contains($0) }).enumerated() {
      lines.append(row(number == 0 ? "rules broken" : "", rule.paidWords(.plain, currency: plan.currency)))
    }
    var objective =
      "\(Words.plain.rounded(former.result.objective)) → \(Words.plain.rounded(plan.result.objective))"
    if let disturbance = plan.result.disturbance {
      objective += ", disturbance \(Words.plain.rounded(disturbance))"
      // A draft that was changed before is priced as a whole.
      let all = plan.revised?.changes.count ?? 0
      if plan.revised?.changes != revised.changes {
        objective += " for \(all) \(all == 1 ? "change" : "changes") of what is published"
      }
    }
    lines.append(row("objective", objective))
    if let proof = revised.proofWords { lines.append(row("proof", proof)) }
    return lines
  }

  func row(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 16 - name.count)) + value
  }
}

/// A figure before a change and after it.
struct Pair<Value: Codable>: Codable {
  var before: Value
  var after: Value

  init(_ revised: RevisedPlan, _ path: KeyPath<PlanDocument, Value>) {
    (before, after) = (revised.former[keyPath: path], revised.plan[keyPath: path])
  }
}

/// What the commands that change a plan print with `--json`.
struct RevisedPlanAnswer: Codable {
  var schema = 1
  /// Nil where nothing was written.
  var folder: String?
  /// Whether every rule is kept that was kept before.
  var accepted: Bool
  var changes: [ChangedDuty]
  /// Dates set by hand on which the queues alone are others.
  var queues: [PlanChange]
  /// Absences that are new; publishing writes them into absences.csv.
  var absences: [RevisionRecord.AbsentPerson]
  var breaches: [Breach]
  /// Breaches of the draft before that are there still; nil where there are none.
  var remaining: [Breach]?
  /// What people no longer attend; nil where they attend all that they did.
  var dropped: [Attendance]?
  var objective: Pair<Double>
  var disturbance: Double?
  /// Of objective and disturbance together.
  var bound: Double
  var proof: String?
  /// Pay and night premium.
  var cost: Pair<Double>
  var serviceLevel: Pair<Double?>
  var uncoveredMinutes: Pair<Int>
}
