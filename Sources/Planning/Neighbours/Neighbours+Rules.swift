internal import Calendars
internal import Plans
internal import Tables

extension Neighbours {
  /// A sentence a draft whose duties count for dates within reach: it may be another one tomorrow.
  func draftWords(around dates: Range<CivilDate>) -> [String] {
    let reach = reached(around: dates)
    return plans.filter { plan in
      plan.place.isDraft
        && (counts(plan.place, onAnyOf: reach.before) || counts(plan.place, onAnyOf: reach.after))
    }.map { "plans/\($0.place.name), whose duties this plan keeps rest from, is a draft." }
  }

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
