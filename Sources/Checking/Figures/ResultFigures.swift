internal import Calendars
internal import Plans
internal import Searching
internal import Workforce

extension PlanFigures {
  /// The objective with its parts, the bound, the gap between them, and what the status claims.
  mutating func checkResult(_ counted: CostParts) {
    let result = plan.result
    checkCosts(counted)
    let sum = result.costs.total
    if !Shown.agree(result.objective, sum, within: 1e-9) {
      say("figures.cost", "result.objective", "found \(result.objective), expected \(sum): the sum of its parts")
    }
    if !(result.bound <= result.total + 1e-6) {
      say("figures.bound", "result.bound", "found \(result.bound), above the objective \(result.total)")
    }
    checkDisturbance()
    checkGap()
    checkStatus()
    for (name, count) in [("moves", result.moves), ("boundRounds", result.boundRounds)] where count < 0 {
      say("figures.form", "result.\(name)", "found \(count), expected at least 0")
    }
    if (result.seconds == nil) != (plan.options.iterations != nil) || (result.seconds ?? 0) < 0 {
      say(
        "figures.form", "result.seconds",
        "found \(Shown.number(result.seconds)), expected seconds of search where no iterations are counted")
    }
  }

  /// Each part is the sum of whole prices that the rota comes to, to the last unit. How another program rounds isn't
  /// known, but that half a unit is the most that one price can lose.
  private mutating func checkCosts(_ counted: CostParts) {
    let costs = plan.result.costs
    let differences = roundedCosts(plan.request, plan.rota).map { $0.differences(from: costs) }
    guard let finest = differences.first, !differences.contains(where: \.isEmpty) else { return }
    if !reading.origin.isOurs, costs.agrees(with: counted, roundings: roundings) { return }
    for part in finest {
      say(
        "figures.cost", "result.\(part.name)",
        "found \(part.stated), expected \(part.expected): what the rota comes to")
    }
  }

  /// How many prices are rounded: pay, premium and wishes of duties, weeks, people missing or too many in an interval.
  private var roundings: Int {
    plan.rota.duties.count * 5 + plan.request.people.count * (plan.request.days / 7)
      + zip(plan.request.demand, plan.coverage).reduce(0) { sum, queue in
        sum + queue.1.scheduled.indices.reduce(0) { $0 + abs(queue.0.full(at: $1) - queue.1.scheduled[$1]) }
      }
  }

  /// How far the rota may lie above the best possible, as a share of the bound; nothing where no bound above 0 is proven.
  private mutating func checkGap() {
    let (objective, bound) = (plan.result.total, plan.result.bound)
    agree("figures.gap", "result.gap", plan.result.gap, bound > 0 ? objective / bound - 1 : nil)
  }

  private mutating func checkStatus() {
    let result = plan.result
    func refuse(_ why: String, into figures: inout PlanFigures) {
      figures.say("figures.status", "result.status", "found \(result.status.rawValue), but \(why)")
    }
    if reading.origin.isOurs, result.status != .optimal, result.total > 0, result.bound >= result.total {
      refuse("the bound proves that nothing is better", into: &self)
    }
    let isAsked = plan.options.gap > 0 && (result.gap.map { $0 <= plan.options.gap - 1e-9 } ?? false)
    if reading.origin.isOurs, isAsked, result.status == .timeLimit || result.status == .iterationLimit {
      refuse("the gap that was asked for, \(plan.options.gap), is reached", into: &self)
    }
    let isClosed = result.total - result.bound <= 1e-6 * max(1, abs(result.total))
    switch result.status {
    case .optimal: if !isClosed { refuse("the bound lies below the objective", into: &self) }
    case .gapReached:
      let asked = max(plan.options.gap, 0.001)
      if !isClosed, !(result.gap.map { $0 <= asked + 1e-9 } ?? false) {
        refuse("the gap is \(Shown.number(result.gap))", into: &self)
      }
    case .iterationLimit:
      if plan.options.iterations == nil { refuse("no iterations were counted", into: &self) }
    case .timeLimit: if plan.options.timeLimit == nil { refuse("there was no limit of time", into: &self) }
    case .interrupted: break
    case .exhausted, .numericalTrouble:
      if reading.origin.isOurs { refuse("the search for a rota never ends so", into: &self) }
    case .infeasible, .unbounded, .outOfMemory: refuse("there is a rota", into: &self)
    }
  }
}

extension CostParts {
  fileprivate func agrees(with other: CostParts, roundings: Int) -> Bool {
    let pairs = [
      (pay, other.pay), (nightPremium, other.nightPremium), (wishes, other.wishes),
      (contractShortfall, other.contractShortfall), (understaffing, other.understaffing),
      (overstaffing, other.overstaffing),
    ]
    guard (fairness == nil) == (other.fairness == nil), (overtime == nil) == (other.overtime == nil),
      (timeOff == nil) == (other.timeOff == nil)
    else { return false }
    let (rules, others) = (rules ?? [], other.rules ?? [])
    guard rules.map(\.rule) == others.map(\.rule), rules.map(\.breaches) == others.map(\.breaches) else { return false }
    let further =
      zip(rules, others).map { ($0.cost, $1.cost) } + [
        (fairness ?? 0, other.fairness ?? 0), (overtime ?? 0, other.overtime ?? 0), (timeOff ?? 0, other.timeOff ?? 0),
      ]
    return (pairs + further).allSatisfy {
      abs($0 - $1) <= 0.0005 * Double(roundings) + 1e-9 * abs($1)
    }
  }
}
