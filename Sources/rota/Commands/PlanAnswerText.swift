internal import Calendars
internal import Planning
internal import Plans
internal import Words
internal import Workforce

/// What `rota explain` prints of a plan, in sentences.
struct PlanAnswerText {
  var plan: PlanDocument

  var words: Words { .plain }
  /// Duties of others that are named one by one.
  private static let mostChanges = 8

  // MARK: - A day of a person

  func text(_ answer: DayExplanation) -> String {
    let who = "\(answer.name) (\(answer.person)), \(words.day(answer.date))"
    var lines = [
      answer.duty.map { "\(who): \($0.words) (shift \($0.shift)), \(answer.zone)." } ?? "\(who): off."
    ]
    if answer.isOptimal { lines.append("The plan is proven to be the best: any other day costs as much or more.") }
    for alternative in answer.alternatives { lines += ["", title(alternative.kind)] + body(alternative, answer) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func title(_ kind: DayAlternative.Kind) -> String {
    switch kind {
    case .dayOff: "A day off"
    case .work: "Working that day"
    case .otherStart: "Another start"
    }
  }

  private func body(_ way: DayAlternative, _ answer: DayExplanation) -> [String] {
    guard way.forbiddenBy.isEmpty else {
      return ["  \(impossible(way.forbiddenBy))"]
    }
    var lines: [String] = []
    if let alone = way.dayAlone {
      lines.append("  If only this day changed: \(duty(alone, answer))\(price(alone.cost)).")
    } else if let first = way.breaks.first {
      lines.append(
        "  If only this day changed, \(first.duty.words) would break: \(way.breaks.map(\.message).joined(separator: "; "))."
      )
    }
    if let fixed = way.othersFixed {
      if fixed.changes == way.dayAlone?.changes {
        lines.append("  With everybody else as they are, nothing is cheaper (exact).")
      } else {
        lines.append("  With everybody else as they are (exact): \(price(fixed.cost)).")
        lines += changes(fixed, answer.person)
      }
    }
    if let free = way.everybodyFree {
      let time = answer.secondsEach.map { " for \(words.seconds($0))" } ?? ""
      lines.append("  With everybody free\(time), the best found: \(price(free.cost)).")
      lines += changes(free, answer.person)
    }
    if let least = way.atLeast {
      lines.append(
        least > 0.0005
          ? "  Any rota with it costs at least \(money(least)) more than the plan (proven)."
          : "  No rota with it costs less than the plan by more than \(money(-least)) (proven).")
    }
    return lines
  }

  private func duty(_ change: PricedChange, _ answer: DayExplanation) -> String {
    guard let own = change.changes.first(where: { $0.date == answer.date }), let after = own.after else { return "" }
    return "\(after.words), "
  }

  // MARK: - A gap

  func text(_ answer: GapExplanation) -> String {
    let missing = answer.required - answer.scheduled
    var lines = ["\(answer.name), \(answer.words) (\(answer.zone)): \(answer.scheduled) of \(answer.required) heads."]
    guard missing > 0 else { return lines[0] + "\nNobody is missing at that time.\n" }
    lines.append(
      "Missing from \(answer.fromLocal) to \(answer.toLocal): \(words.tenthsOfHours(minutes: answer.missingMinutes)), which "
        + "costs \(money(answer.price)) by the plan's prices.")
    if let best = answer.people.first(where: { $0.fills }), let way = best.way {
      let name = "\(best.name) (\(best.person))"
      if way.cost.total > 0.0005 {
        lines.append(
          "It is cheaper to leave it: the cheapest way, everybody else as they are, is \(name); it would cost "
            + "\(money(best.costsElsewhere)) and the missing heads \(money(abs(best.saves))) "
            + "\(best.saves < 0 ? "more" : "less").")
      } else if way.cost.total < -0.0005 {
        lines.append(
          "It could be filled and the plan be cheaper by \(money(-way.cost.total)): by \(name). Plan again with more time."
        )
      } else {
        lines.append("It could be filled by \(name) at the same cost.")
      }
      lines += changes(way, best.person)
    } else {
      lines.append("Nobody can fill it, everybody else's duties as they are.")
    }
    lines.append("No rota costs less than the plan by more than \(money(answer.mostSaving)) (proven).")
    if answer.people.isEmpty { lines.append("Nobody in the team can take the queue.") }
    lines.append("")
    lines += answer.people.map { "  \($0.name) (\($0.person)): \(standing($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func standing(_ helper: GapExplanation.Helper) -> String {
    let duty = helper.duty.map(\.words)
    switch helper.standing {
    case .there: return "is there (\(duty ?? "-"))"
    case .elsewhere:
      let heads = helper.otherRequired.flatMap { required in
        helper.otherScheduled.map { ", which has \($0) of \(required) heads" }
      }
      return "is on \(helper.otherQueue?.rawValue ?? "another queue")\(heads ?? "")"
    case .pausing, .attending, .off:
      let now =
        switch helper.standing {
        case .pausing: "is on a break"
        case .attending: "is in '\(helper.attends ?? "")'"
        default: duty.map { "works \($0)" } ?? "is off"
        }
      guard helper.forbiddenBy.isEmpty else {
        return "\(now); can't be there: \(words.and(helper.forbiddenBy.map(\.words)))"
      }
      guard let way = helper.way else { return now }
      let moved = way.changes.map(\.words).joined(separator: "; ")
      let change = moved.isEmpty ? "breaks at other times" : moved
      return "\(now); could be there: \(change): \(price(way.cost))"
        + (helper.fills ? "" : ", but is needed more elsewhere")
    }
  }

  // MARK: - A rule

  func text(_ answer: RuleExplanation) -> String {
    var lines = [
      "Without \(answer.words) (\(answer.rule)), which holds for \(answer.holdsFor) of \(plan.request.people.count) people:"
    ]
    let time = answer.seconds.map { " in \(words.seconds($0))" } ?? ""
    lines.append("  The best rota found\(time): \(price(answer.found.cost)).")
    lines.append(
      answer.atMost > 0.0005
        ? "  The rule costs the plan at most \(money(answer.atMost)) (proven)."
        : "  The rule costs the plan nothing (proven).")
    if answer.atLeast > 0.0005 {
      lines.append(
        "  The best rota with it costs at least \(money(answer.atLeast)) more than the best without (proven).")
    }
    if answer.people.isEmpty {
      lines.append("  It binds nobody: with everybody else as they are, no one's cheapest duties would be other ones.")
    } else {
      lines.append("  It binds, everybody else as they are (exact):")
      lines += answer.people.map { "    \($0.name) (\($0.person)): \(money($0.saving)) less without it" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Conflicts

  func text(_ answer: ConflictReport) -> String {
    var lines: [String] = []
    if answer.conflicts.isEmpty {
      lines.append("Nothing in the plan is in conflict: what is short could be had at a price.")
    }
    for conflict in answer.conflicts {
      lines.append("\(conflict.words).")
      if !conflict.facts.isEmpty {
        lines.append(conflict.facts.count == 1 ? "  Because of:" : "  Because of these together, each is needed:")
        lines += conflict.facts.map { "    \(conflict.person == nil ? "\(name($0.person)): " : "")\($0.words)" }
      }
      lines.append(
        conflict.ways.isEmpty
          ? "  Relaxing a single one of these is not enough."
          : "  Ways out, cheapest first, everybody else as they are:")
      lines += conflict.ways.map { way in
        "    \(way.words): " + (way.price.map { price($0.cost) } ?? "outside this plan")
      }
      let open = conflict.facts.filter { fact in !conflict.ways.contains { $0.key == fact.key } }
      if conflict.kind == .weeklyHours, !conflict.ways.isEmpty, !open.isEmpty {
        lines.append("    relaxing another of these alone is not enough: something else stands in the way, too")
      }
      lines.append("")
    }
    if answer.furtherStretches > 0 {
      lines.append("\(answer.furtherStretches) shorter stretches like these are left out.")
    }
    if !answer.choices.isEmpty {
      lines.append(
        "Below their least hours, but only because more is dearer; to reach them, everybody else as they are:")
      lines += answer.choices.map {
        "  \($0.name) (\($0.person)), week from \(words.day($0.monday)), \(words.duration(minutes: $0.plannedMinutes)) planned: "
          + price($0.way.cost)
      }
    }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: - Prices and changes

  func impossible(_ facts: [NamedFact]) -> String {
    "isn't possible, whatever else they work"
      + (facts.count == 1 ? ": " : ". Together these forbid it, each is needed: ") + "\(words.and(facts.map(\.words)))."
  }

  private func money(_ amount: Double) -> String { words.money(amount, currency: plan.currency) }

  private func name(_ id: PersonID) -> String {
    "\(plan.request.people.first { $0.id == id }?.name ?? id.rawValue) (\(id))"
  }

  /// `EUR 35 more (missing heads +EUR 40, pay -EUR 5), phone 0.5 h more uncovered`.
  func price(_ cost: CostChange) -> String {
    let total =
      abs(cost.total) < 0.0005 ? "the same cost" : "\(money(abs(cost.total))) \(cost.total > 0 ? "more" : "less")"
    let parts: [(String, Double)] = [
      ("pay", cost.pay), ("night premium", cost.nightPremium), ("wishes", cost.wishes),
      ("hours below the least", cost.contractShortfall), ("missing heads", cost.understaffing),
      ("superfluous heads", cost.overstaffing), ("fairness", cost.fairness ?? 0), ("overtime", cost.overtime ?? 0),
      ("time off", cost.timeOff ?? 0),
    ]
    let said = parts.filter { abs($0.1) >= 0.0005 }.map { "\($0.0) \($0.1 > 0 ? "+" : "-")\(money(abs($0.1)))" }
    let uncovered = cost.uncovered.map {
      "\($0.queue) \(words.tenthsOfHours(minutes: abs($0.minutes))) \($0.minutes > 0 ? "more" : "less") uncovered"
    }
    return ([total + (said.count > 0 ? " (\(words.list(said)))" : "")] + uncovered).joined(separator: ", ")
  }

  /// Whose days become which; the person asked about first.
  func changes(_ change: PricedChange, _ first: PersonID) -> [String] {
    let sorted = change.changes.filter { $0.person == first } + change.changes.filter { $0.person != first }
    var lines = sorted.prefix(Self.mostChanges).map { "    \($0.name) (\($0.person)), \($0.words)" }
    if sorted.count > Self.mostChanges {
      lines.append("    and \(sorted.count - Self.mostChanges) more; --json lists every change")
    }
    return lines
  }
}
