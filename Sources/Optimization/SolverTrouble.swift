/// A failure of the solver that an engine survived: its answer stands, and what it proves is what was proven until then.
/// It travels with the answer to whoever reads it.
public struct SolverTrouble: Hashable, Sendable {
  /// What was being done, to stand behind "while": `proving the bound`.
  public var work: String
  public var failure: SolverFailure

  public init(while work: String, _ failure: SolverFailure) {
    self.work = work
    self.failure = failure
  }

  /// For people: `the solver failed while proving the bound (…)`.
  public var message: String { "the solver failed while \(work): \(failure)" }
}

extension [SolverTrouble] {
  /// Adds what is not there yet: a thousand windows that fail alike are one piece of news, and a program that was lost is
  /// none beside the failure that lost it.
  public mutating func note(_ trouble: SolverTrouble) {
    if !contains(trouble), isEmpty || trouble.failure != .lost { append(trouble) }
  }
}
