internal import Searching

extension PlanResult {
  /// Brings the gap of a plan from before to today's definition: it used to be a share of the objective. A gap that fits
  /// neither is left as it stands, for the checker to find.
  mutating func bringGapUpToDate() {
    let today = relativeGap(objective: total, bound: bound)
    guard disturbance == nil, let stated = gap, today != stated else { return }
    let former = objective == bound ? 0 : abs(objective - bound) / abs(objective)
    if former.isFinite, abs(stated - former) <= 1e-9 * max(1, former) || today == nil && stated == 1 { gap = today }
  }
}
