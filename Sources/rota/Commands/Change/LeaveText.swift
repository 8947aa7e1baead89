internal import Calendars
internal import Planning
internal import Plans
internal import Words
internal import Workforce

/// What `rota leave` prints.
struct LeaveText {
  var answer: LeaveAnswer
  /// Whether it was to be granted.
  var asked: Bool
  var project: String
  private let words = Words.plain

  init(answer: LeaveAnswer, asked: Bool, project: String) {
    self.answer = answer
    self.asked = asked
    self.project = project
  }

  var text: String {
    let absence = answer.absence
    let dates =
      absence.first == absence.last
      ? "\(words.day(absence.first))" : "\(words.day(absence.first)) to \(words.day(absence.last))"
    var lines = ["\(answer.name) (\(answer.person)), \(dates): \(absence.kind), \(absence.paid ? "paid" : "unpaid")"]
    lines.append(
      row(
        "days",
        "\(count(answer.days, "day")), \(count(answer.workdays, "workday"))"
          + (absence.paid ? ", \(words.hours(minutes: answer.paidMinutes)) of the contract" : "")))
    if let most = answer.mostAway {
      lines.append(
        row(
          "away",
          "at most \(most.people) of \(most.team) who share a queue, on \(words.day(most.date)), this leave included"))
    }
    for week in answer.planned { lines += planned(week) }
    for week in answer.unplanned { lines += unplanned(week) }
    lines += verdict
    return lines.joined(separator: "\n") + "\n"
  }

  private func planned(_ week: PlannedLeave) -> [String] {
    let name = "\(week.plan) (\(week.isDraft ? "draft" : "published"))"
    guard week.dutiesLost > 0 || week.othersChanged > 0 || week.cost != 0 else {
      return ["\(name): no duty on these dates; nothing changes"]
    }
    var lines = [
      "\(name): \(count(week.dutiesLost, "duty", "duties")) less, \(count(week.othersChanged, "duty", "duties")) of others "
        + "changed"
    ]
    if let mended = week.mendedAnyway {
      lines.append(
        row(
          "  besides",
          "\(count(mended, "duty", "duties")) could change for the better without the leave as well; nothing here counts that"
        ))
    }
    lines.append(row("  short", "\(signed(minutes: week.uncoveredMinutes)) uncovered" + contacts(week)))
    if let before = week.serviceLevel.before, let after = week.serviceLevel.after {
      lines.append(row("  service", "\(ShareText.text(before, against: nil)) → \(ShareText.text(after, against: nil))"))
    }
    lines.append(
      row(
        "  cost",
        "\(money(week.cost)) by the plan's prices, of which pay \(money(week.pay))"
          + (week.leavePay == 0 ? "" : " with \(money(week.leavePay)) for the leave")))
    if let proof = week.proof { lines.append(row("  proof", proof)) }
    return lines
  }

  private func contacts(_ week: PlannedLeave) -> String {
    guard let late = week.contactsLate else { return "" }
    return ", \(words.decimal(abs(late), places: 1)) contacts \(late < 0 ? "more" : "fewer") within the target"
  }

  private func unplanned(_ week: UnplannedLeave) -> [String] {
    var lines = ["\(week.week): not planned yet"]
    let others = week.others.map { other in
      let (first, last) = (other.absence.first, other.absence.last)
      return "\(other.name) (\(other.person), \(other.absence.kind), \(first)\(first == last ? "" : " to \(last)"))"
    }
    lines.append(row("  also away", others.isEmpty ? "nobody who shares a queue" : words.list(others)))
    if let outlook = week.outlook {
      let spare = outlook.spareMinutes
      lines.append(
        row(
          "  capacity",
          "\(words.hours(minutes: outlook.contractMinutesWithLeave)) by contract (without the leave "
            + "\(words.hours(minutes: outlook.contractMinutes))) of \(outlook.people) people for "
            + words.list(outlook.queues.map(\.rawValue))))
      lines.append(
        row(
          "  required",
          "\(words.hours(minutes: outlook.requiredMinutes)) by the forecast: \(words.hours(minutes: abs(spare))) "
            + (spare < 0 ? "short" : "to spare")))
    }
    if let reason = week.withoutForecast { lines.append(row("  capacity", "no forecast: \(reason)")) }
    return lines
  }

  private var verdict: [String] {
    var lines: [String] = []
    if let cost = answer.cost, answer.planned.count > 1 { lines.append(row("cost", "\(money(cost)) in all")) }
    for other in answer.others {
      let dates =
        other.first == other.last ? words.day(other.first) : "\(words.day(other.first)) to \(words.day(other.last))"
      lines.append(row("or", "\(dates): \(money(other.cost)), \(signed(minutes: other.uncoveredMinutes)) uncovered"))
    }
    for refusal in answer.refusals { lines.append(row("no", refusal)) }
    guard answer.mayBeGranted else {
      lines.append("It may not be granted" + (asked ? "; nothing was written." : "."))
      return lines
    }
    guard let granted = answer.granted else {
      lines.append(
        asked ? "Interrupted: nothing was written." : "It may be granted: nothing forbids it. --grant writes it down.")
      return lines
    }
    lines.append(
      granted.rows == 0
        ? "Granted already: absences.csv knows these dates."
        : "Granted: absences.csv has \(count(granted.rows, "row")) more.")
    for plan in granted.replan {
      lines.append("next: rota replan \(ShellWord.quoted("\(project)/\(plan)")) --absences")
    }
    return lines
  }

  private func row(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, 16 - name.count)) + value
  }

  private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(words.whole(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  private func signed(minutes: Int) -> String {
    "\(words.tenthsOfHours(minutes: abs(minutes))) \(minutes < 0 ? "less" : "more")"
  }

  private func money(_ amount: Double) -> String { words.money(amount, currency: answer.currency) }
}
