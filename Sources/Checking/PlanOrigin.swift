public import Plans

/// Which program wrote a plan: what it may be expected to hold.
public struct PlanOrigin {
  /// The plan names the very program that reads it; what earlier ones left out it must hold, too.
  public let isOurs: Bool

  /// - Parameter tool: name and version of the program that reads the plan.
  public init(_ plan: PlanDocument, readBy tool: String) { isOurs = plan.tool == tool }
}
