internal import Calendars
internal import Shifts
public import Publishing
public import Rostering

/// Reads a finished plan with the independent checker: the rota against every rule, and the figures that the plan states
/// against the rota.
public struct PlanCheck {
  var plan: PlanDocument

  public init(_ plan: PlanDocument) { self.plan = plan }

  /// Breaches and notes; rules first, then figures.
  public func findings() -> [Breach] { checkRota(plan.request, plan.rota) + figures() }

  private func figures() -> [Breach] {
    var findings: [Breach] = []
    func breach(_ rule: String, _ message: String) {
      findings.append(Breach(rule: rule, severity: .breach, person: nil, date: nil, message: message))
    }
    let costs = countedCosts(plan.request, plan.rota)
    let stated = plan.result.costs
    let parts: [(String, Double, Double)] = [
      ("pay", stated.pay, costs.pay), ("night premium", stated.nightPremium, costs.nightPremium),
      ("wishes", stated.wishes, costs.wishes),
      ("contract shortfall", stated.contractShortfall, costs.contractShortfall),
      ("understaffing", stated.understaffing, costs.understaffing),
      ("overstaffing", stated.overstaffing, costs.overstaffing), ("objective", plan.result.objective, costs.total),
    ]
    // Prices are rounded to a thousandth of the currency unit an interval once, so that sums are exact; a plan of a
    // million interval prices may differ by that much.
    for (name, claimed, counted) in parts where abs(claimed - counted) > 1e-6 * max(1, abs(counted)) + tolerance {
      breach("figures.cost", "the plan states \(claimed) for \(name), the rota comes to \(counted)")
    }
    if plan.result.bound > plan.result.objective + 1e-6 {
      breach("figures.bound", "the bound \(plan.result.bound) lies above the objective \(plan.result.objective)")
    }
    for (stated, counted) in zip(plan.coverage, countedCoverage(plan.request, plan.rota)) {
      guard stated.queue == counted.queue, stated.scheduled.count == counted.heads.count else {
        breach("figures.coverage", "the coverage of '\(counted.queue)' is missing")
        continue
      }
      if let slot = counted.heads.indices.first(where: { stated.scheduled[$0] != counted.heads[$0] }) {
        let at = plan.request.grid.instant(at: slot).utcText
        breach(
          "figures.coverage",
          "the plan counts \(stated.scheduled[slot]) people on '\(stated.queue)' at \(at), the rota has "
            + "\(counted.heads[slot])")
      }
    }
    return findings
  }

  /// Half a thousandth for each interval of work and of demand.
  private var tolerance: Double {
    let work = plan.rota.duties.reduce(0) { $0 + $1.duty.length.rawValue } / max(1, plan.request.grid.interval.rawValue)
    return 0.0005 * Double(work + plan.request.grid.count * max(1, plan.request.demand.count)) * 0.01 + 0.001
  }
}
