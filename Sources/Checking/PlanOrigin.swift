public import Publishing
internal import Rostering
internal import Shifts

/// Which program wrote a plan: what it may be expected to hold.
public struct PlanOrigin {
  /// The plan names the very program that reads it.
  public let isOurs: Bool
  /// Besides, it holds something that earlier programs of that name didn't write; what they left out it must hold, too.
  public let isOfToday: Bool

  /// - Parameter tool: name and version of the program that reads the plan.
  public init(_ plan: PlanDocument, readBy tool: String) {
    isOurs = plan.tool == tool
    isOfToday =
      isOurs
      && (plan.clocks != nil || plan.coverage.contains { $0.basis != nil }
        || plan.request.sites.contains { $0.nightPremiumOn != nil }
        || plan.assumptions.contains { $0.hasPrefix("Time-zone rules: ") && $0.hasSuffix(").") })
  }
}
