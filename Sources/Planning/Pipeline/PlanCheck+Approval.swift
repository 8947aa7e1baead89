internal import Calendars
internal import Checking
internal import Plans
public import Tables
internal import Words

extension PlanCheck {
  /// The breaches that a refusal names.
  private static let named = 3

  /// Lets a plan pass that keeps every rule and states what its rota comes to: only such a one is handed to people.
  /// - Parameter file: how messages name the plan.
  /// - Throws: `plan.refused` with the first breaches.
  public func approve(as file: String) throws(Diagnostic) {
    let breaches = findings().filter { $0.severity == .breach }
    let cure = "See all with 'rota check', and plan the week again."
    if let refusal = Self.refusal(of: breaches, as: file, cure: cure) { throw refusal }
  }

  /// Nil where there are no breaches.
  static func refusal(of breaches: [Breach], as file: String, cure: String) -> Diagnostic? {
    guard !breaches.isEmpty else { return nil }
    let first = breaches.prefix(named).map { breach in
      Words.plain.list([breach.person?.rawValue, breach.date?.description, breach.rule].compactMap(\.self))
        + ": " + breach.message
    }
    let rest = breaches.count - first.count
    return Diagnostic(
      "plan.refused",
      "the checker refuses the plan: \(first.joined(separator: "; "))" + (rest > 0 ? "; and \(rest) more" : ""),
      at: SourcePosition(file: file), cure: cure)
  }
}
