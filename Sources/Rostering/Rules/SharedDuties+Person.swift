internal import Calendars
internal import Workforce

extension DayRules {
  /// What unpopular duties cost a person beyond their share.
  mutating func addFairness(
    of person: Person, at site: Site, dates: Range<CivilDate>, terms: FairnessTerms?
  ) {
    guard let terms, let steps = person.fairness?.steps else { return }
    let all = (0..<max(0, dates.upperBound - dates.lowerBound)).map { ($0, dates.lowerBound.adding(days: $0)) }
    for (kind, steps) in zip(terms.kinds, steps) where !steps.isEmpty {
      var rule = SharedDuties(steps: steps)
      switch kind.kind {
      case .weekends: rule.days = Set(all.filter { site.weekendDays.contains($0.1.weekday) }.map(\.0))
      case .nights: rule.classes = .night
      case .lates: rule.classes = .late
      case .earlies: rule.classes = .early
      case .holidays: rule.days = Set(all.filter { terms.holidays.contains($0.1) }.map(\.0))
      }
      take(rule, as: kind.kind.ruleName, price: kind.price / Double(FairnessTerms.stepsPerDuty))
    }
  }
}

extension FairKind {
  /// What the rule of its duties is called beside those of the table of rules.
  var ruleName: String { "fairness.\(rawValue)" }
}
