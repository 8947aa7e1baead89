/// The table of rules. Readers of settings and people, scenarios, checks of documents, the first `rota.json` and the page in
/// `docs/` follow it. A new rule is a property of `PersonRules` (optional where it need not be said) and a row here.
extension LabourRule {
  /// Follow from each person's contract; `agents.csv` alone says otherwise.
  package static let weekly = [
    LabourRule(
      "minimumWeekly", column: "min_hours", .duration(0...4800, in: .person(\.minimumWeekly)), "hours", each: "a week",
      words: "the least weekly hours", meaning: "the least paid time; falling short has a price",
      otherwise: "the contract less `weeklyTolerance`"),
    LabourRule(
      "maximumWeekly", column: "max_hours", .duration(0...4800, in: .person(\.maximumWeekly)), "hours", each: "a week",
      words: "the most weekly hours", meaning: "the most paid time",
      otherwise: "the contract and `weeklyTolerance`"),
  ]

  /// Keys of `rules` in `rota.json`, in the order in which they are listed.
  package static let ofTeam = [
    LabourRule(
      "minimumRest", column: "min_rest_hours", .duration(0...2880, in: .person(\.minimumRest)), "hours",
      words: "rest", meaning: "the least time from the end of a duty to the start of the next", reachesBeyondPlan: true),
    LabourRule(
      "weeklyRest", column: "weekly_rest_hours", .duration(0...5760, in: .person(\.weeklyRest)), "hours",
      each: "a week", words: "the weekly rest",
      meaning: "the least time in a row without a duty, inside Monday to Sunday", otherwise: "none",
      reachesBeyondPlan: true),
    LabourRule(
      "weeklyTolerance", .duration(0...2400, in: .team(\.weeklyTolerance)), "hours", each: "a week",
      words: "the weekly tolerance", meaning: "how far paid time may differ from the contract, up and down"),
    LabourRule(
      "shortfallPrice", .price(0...100_000, in: .person(\.shortfallPrice)), "price", each: "an hour",
      words: "the price of missing hours", meaning: "for each paid hour below the least weekly hours"),
    LabourRule(
      "maximumOvertime", column: "max_overtime_hours", .duration(0...2400, in: .person(\.maximumOvertime)), "hours",
      each: "a week", words: "overtime", meaning: "the most paid time above the most weekly hours", otherwise: "none"),
    LabourRule(
      "overtimeRate", .price(1...10, in: .person(\.overtimeRate)), "times the pay", each: "an hour",
      words: "the rate of overtime", meaning: "what an hour of overtime costs, as a multiple of an hour's pay",
      otherwise: "1.5"),
    LabourRule(
      "voluntaryTimeOff", column: "max_time_off_hours", .duration(0...2400, in: .person(\.voluntaryTimeOff)), "hours",
      each: "a week", words: "voluntary time off",
      meaning: "the most time below the least weekly hours that may be offered as time off without pay",
      otherwise: "none"),
    LabourRule(
      "timeOffPrice", .price(0...100_000, in: .person(\.timeOffPrice)), "price", each: "an hour",
      words: "the price of time off", meaning: "for each hour offered as time off; at most `shortfallPrice`",
      otherwise: "5"),
    LabourRule(
      "maximumConsecutiveDays", column: "max_consecutive_days",
      .whole(1...31, in: .person(\.maximumConsecutiveDays)), "days",
      words: "days in a row", meaning: "the most days in a row with a duty", reachesBeyondPlan: true),
    LabourRule(
      "maximumConsecutiveNights", column: "max_consecutive_nights",
      .whole(1...28, in: .person(\.maximumConsecutiveNights)), "nights",
      words: "nights in a row",
      meaning: "the most dates in a row with a duty of at least three hours in the site's night",
      reachesBeyondPlan: true),
    LabourRule(
      "minimumDaysOff", column: "min_days_off", .whole(0...7, in: .person(\.minimumDaysOff)), "days", each: "a week",
      words: "days off", meaning: "the fewest dates without a start of a duty, from Monday to Sunday"),
    LabourRule(
      "maximumNightsWeekly", column: "max_nights_weekly", .whole(0...7, in: .person(\.maximumNightsWeekly)), "nights",
      each: "a week", words: "nights a week", meaning: "the most nights, from Monday to Sunday"),
    LabourRule(
      "maximumLatesWeekly", column: "max_lates_weekly", .whole(0...7, in: .person(\.maximumLatesWeekly)),
      "late duties", each: "a week", words: "late duties a week",
      meaning: "the most late duties, from Monday to Sunday"),
    LabourRule(
      "maximumEarliesWeekly", column: "max_earlies_weekly", .whole(0...7, in: .person(\.maximumEarliesWeekly)),
      "early duties", each: "a week", words: "early duties a week",
      meaning: "the most early duties, from Monday to Sunday"),
    LabourRule(
      "maximumConsecutiveLates", column: "max_consecutive_lates",
      .whole(1...28, in: .person(\.maximumConsecutiveLates)), "late duties", words: "late duties in a row",
      meaning: "the most dates in a row with a late duty", reachesBeyondPlan: true),
    LabourRule(
      "daysOffAfterNights", column: "days_off_after_nights",
      .whole(0...PersonRules.mostDaysOff, in: .person(\.daysOffAfterNights)), "days", words: "days off after nights",
      meaning: "the fewest dates after the last night of a run on which no other duty starts", otherwise: "none",
      reachesBeyondPlan: true),
    LabourRule(
      "noEarlyAfterLate", column: "no_early_after_late", .flag(in: .person(\.noEarlyAfterLate)),
      words: "no early duty after a late one",
      meaning: "no early duty on the date after a late one or a night", otherwise: "no", reachesBeyondPlan: true),
    LabourRule(
      "forwardRotation", column: "forward_rotation", .flag(in: .person(\.forwardRotation)), words: "forward rotation",
      meaning: "within days in a row, duties go from early to late to night, never back", otherwise: "no",
      reachesBeyondPlan: true),
    LabourRule(
      "weekendsOff", column: "weekends_off", .weekends(in: .person(\.weekendsOff)), words: "weekends off",
      meaning: "of so many weekends in a row, the fewest without a duty on any of their dates", otherwise: "none",
      reachesBeyondPlan: true),
    LabourRule(
      "maximumConsecutiveWeekends", column: "max_consecutive_weekends",
      .whole(1...PersonRules.mostWeekends, in: .person(\.maximumConsecutiveWeekends)), "weekends",
      words: "weekends in a row", meaning: "the most weekends in a row with a duty", reachesBeyondPlan: true),
    LabourRule(
      "sameStart", column: "same_start_hours", .duration(0...720, in: .person(\.sameStart)), "hours",
      words: "the difference of starts in a week",
      meaning: "the most time between the starts of any two duties of a week by the person's clock, Monday to Sunday",
      countsBreaches: true, moreAllowsMore: true),
    LabourRule(
      "workingDay24h", column: "working_day_24h", .flag(in: .person(\.workingDay24h)), words: "the working day of 24 h",
      meaning: "no duty within 24 hours by the clock of the start of the one on the date before", otherwise: "no",
      reachesBeyondPlan: true),
    LabourRule(
      "minimumConsecutiveDaysOff", column: "min_consecutive_days_off",
      .whole(1...7, in: .person(\.minimumConsecutiveDaysOff)), "days", words: "days off in a row",
      meaning: "the fewest dates in a row without a duty between two duties; each missing one costs 50, or `price`",
      reachesBeyondPlan: true, usualPrice: 50),
    LabourRule(
      "minimumConsecutiveDays", column: "min_consecutive_days",
      .whole(1...7, in: .person(\.minimumConsecutiveDays)), "days", words: "days of work in a row",
      meaning: "the fewest dates in a row with a duty; each missing one costs 50, or `price`",
      reachesBeyondPlan: true, usualPrice: 50),
    LabourRule(
      "wholeWeekends", column: "whole_weekends", .flag(in: .person(\.wholeWeekends)), words: "whole weekends",
      meaning: "of the dates of a weekend all have a duty or none; a weekend that is torn costs 50, or `price`",
      otherwise: "no", reachesBeyondPlan: true, usualPrice: 50),
    LabourRule(
      "dayOffWishPrice", .price(0...100_000, in: .team(\.dayOffWishPrice)), "price",
      words: "the price of days off", meaning: "of a day off that was asked for and isn't granted"),
    LabourRule(
      "startWishPricePerHour", .price(0...100_000, in: .team(\.startWishPricePerHour)), "price", each: "an hour",
      words: "the price of starts", meaning: "of each hour between a start that was asked for and the real one"),
  ]

  package static let all = weekly + ofTeam

  /// Prices of the rules that always have one, by name.
  static let usualPrices = Dictionary(
    uniqueKeysWithValues: all.compactMap { rule in rule.usualPrice.map { (rule.name, $0) } })
}
