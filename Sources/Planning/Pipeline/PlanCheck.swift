public import Checking
public import Plans

/// Reads a finished plan with the independent checker: the rota against every rule, and the figures that the plan states
/// against the rota.
public struct PlanCheck {
  var plan: PlanDocument

  public init(_ plan: PlanDocument) { self.plan = plan }

  /// Breaches and notes; rules first, then figures.
  public func findings() -> [Breach] {
    let rules = checkRota(plan.request, plan.rota)
    // Numbers beyond every range: nothing may be computed with them.
    return rules.contains { $0.rule == "rota.unreadable" } ? rules : rules + checkFigures(plan, readBy: Tool.signature)
  }
}
