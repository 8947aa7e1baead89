internal import Searching
internal import Tables

extension SearchRun {
  /// What relaxations may take together; nil where time limits them.
  var effort: RelaxationEffort? { budget.deadline == nil ? limits.iterations.map(RelaxationEffort.init) : nil }

  /// A run from now on for so many seconds (a hundredth at least; nil = no limit) on a part of the problem, whose progress
  /// is told as `scaled` says: from its objective to the whole problem's, and the bound that is proven for it.
  func part(
    lasting seconds: Double?, scaled: @escaping @Sendable (Double) -> Double, bound: Double
  ) -> SearchRun {
    var part = self
    part.budget = budget.lasting(seconds.map { max(0.01, $0) })
    part.progress = { inner in
      report(inner.stage, objective: scaled(inner.objective ?? .infinity), bound: bound)
    }
    return part
  }

  /// How the run ended.
  /// - Parameter isOutOfTime: whether the clock ended it.
  func status(objective: Double, bound: Double, isInfeasible: Bool, isOutOfTime: Bool) -> SolveStatus {
    isInfeasible
      ? .infeasible
      : budget.status(
        isOptimal: isProven(objective: objective, bound: bound, within: 1e-9),
        isWithinGap: isProven(objective: objective, bound: bound, within: limits.gap), isOutOfTime: isOutOfTime)
  }
}

extension StaffingCheck {
  /// - Throws: `staffing.internal` when the staffing that was found breaks a rule after all.
  func confirm() throws(Diagnostic) {
    guard let breach = breaches.first else { return }
    throw Diagnostic(
      "staffing.internal", "the staffing found breaks a rule: \(breach)", cure: "Please report this.", kind: .internal)
  }
}
