public import Workforce

/// Reads a finished rota against its request, rule by rule, and returns everything that is wrong with it.
///
/// It shares no code with the optimiser: it works on instants, civil dates and the types of the request alone, so that
/// a fault in the search or in its compiled rules cannot hide itself here.
///
/// - Returns: sorted by person, date and rule; empty when the rota is legal and nothing is worth a note. When a value
///   lies outside every sensible range (`rota.unreadable`), only those findings are returned.
/// - Complexity: O((people + duties + spans) · log) plus O(grid · queues); 1,000 people and a week take well under a second.
public func checkRota(_ request: RosterRequest, _ rota: Rota) -> [Breach] {
  let unreadable = ReadableValuesCheck.breaches(request, rota)
  guard unreadable.isEmpty else { return unreadable.sorted() }
  let reading = RotaReading(request, rota)
  return CountedRule.unpriced(RotaChecks.all.flatMap { $0.breaches(in: reading) }, in: reading).sorted()
}

/// One rule as the checker reads it. Each stands in a file of its own and knows neither solver nor grid program.
protocol RotaCheck: Sendable {
  /// The stable names of the findings that it can report.
  static var rules: [String] { get }
  static func breaches(in reading: RotaReading) -> [Breach]
}

enum RotaChecks {
  /// Every rule, in the order in which a reader would ask: is it about known things, is each duty right, is each
  /// person's week right, does the plan count people where they are.
  static let all: [any RotaCheck.Type] = [
    RequestCheck.self, KnownNamesCheck.self, OneDutyADayCheck.self, HorizonCheck.self, TemplateAllowedCheck.self,
    StartWindowCheck.self, LengthCheck.self, LatestEndCheck.self, DemandedBreaksCheck.self, BreakPlacesCheck.self,
    MinimumRestCheck.self, WeeklyRestCheck.self, WeeklyTimeCheck.self, RunsCheck.self, DaysOffCheck.self,
    WeeklyDutiesCheck.self, SameStartCheck.self, PatternCheck.self,
    DateRulesCheck.self, AbsenceCheck.self, FixedDaysOffCheck.self, DayHoursCheck.self, ClosedDaysCheck.self,
    StartsPerDayCheck.self, TeamRuleCheck.self, FairnessCheck.self, BudgetCheck.self,
    ActivityCheck.self, WorkTilingCheck.self, WorkQueueCheck.self,
  ]
}
