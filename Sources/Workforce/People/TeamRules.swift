package import Calendars

/// `rules` of `rota.json`: what holds for everybody unless `agents.csv` says otherwise.
package struct TeamRules: Sendable {
  /// Everybody's own; their weekly limits follow from each contract.
  package var person = PersonRules(minimumWeekly: 0, maximumWeekly: 0)
  /// Paid time a week may differ from the contract by this much, up and down.
  package var weeklyTolerance = Minutes.hours(2)
  /// Prices of wishes that are not granted, in currency units.
  package var dayOffWishPrice = 60.0
  package var startWishPricePerHour = 2.0

  package init() {}

  /// The same for one person.
  /// - Parameter contract: paid time a week.
  package func around(_ contract: Minutes) -> TeamRules {
    var rules = self
    rules.person.minimumWeekly = max(0, contract - weeklyTolerance)
    rules.person.maximumWeekly = contract + weeklyTolerance
    return rules
  }
}
