public import Tables

extension SolverTrouble {
  /// What the reader of a plan or a staffing is told.
  public var warning: Diagnostic {
    Diagnostic(
      "solver.trouble", "\(message); what it had proven until then counts",
      cure: "What was found keeps every rule; how good it is may be proven less closely. Give more time or memory, or "
        + "report it where it comes again.", severity: .warning)
  }
}
