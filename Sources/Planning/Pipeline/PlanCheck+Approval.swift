internal import Calendars
internal import Checking
internal import Plans
public import Tables
internal import Words

extension PlanCheck {
  /// The breaches that a refusal names.
  private static let named = 3

  /// Lets a plan pass that keeps every rule and states what its rota comes to: only such a one is handed to people.
  /// - Parameters:
  ///   - file: how messages name the plan.
  ///   - allowsBreaches: whether its rota may break rules, as a draft may that is being changed; its figures must be right all
  ///     the same.
  /// - Throws: `plan.refused` with the first breaches.
  public func approve(as file: String, allowsBreaches: Bool = false) throws(Diagnostic) {
    var breaches = findings().filter { $0.severity == .breach }
    if allowsBreaches {
      let ofRules = Set(checkRota(plan.request, plan.rota).filter { $0.rule != "rota.unreadable" })
      breaches.removeAll { ofRules.contains($0) }
    }
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
