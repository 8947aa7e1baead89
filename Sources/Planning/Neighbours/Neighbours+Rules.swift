internal import Calendars
internal import Plans
internal import Tables

extension Neighbours {
  /// What is to be said where a plan beside the new one was made under other clock rules: its duties are taken as the
  /// instants that it states, which are off where its people's clocks go differently.
  ///
  /// - Returns: a warning a plan.
  func warnings(underRules choice: ZoneChoice) -> [Diagnostic] {
    plans.compactMap { plan in
      guard let found = plan.document.findings(underRules: choice).first(where: { $0.severity != .note }) else {
        return nil
      }
      return Diagnostic(
        found.code, "plans/\(plan.place.name), whose duties this plan keeps rest from: \(found.message)",
        cure: "Plan \(plan.place.week) again under the rules of today, then this plan.", severity: .warning)
    }
  }
}
