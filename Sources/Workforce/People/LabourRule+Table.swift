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
      "weeklyTolerance", .duration(0...2400, in: .team(\.weeklyTolerance)), "hours", each: "a week",
      words: "the weekly tolerance", meaning: "how far paid time may differ from the contract, up and down"),
    LabourRule(
      "shortfallPrice", .price(0...100_000, in: .person(\.shortfallPrice)), "price", each: "an hour",
      words: "the price of missing hours", meaning: "for each paid hour below the least weekly hours"),
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
      "wholeWeekends", column: "whole_weekends", .flag(in: .person(\.wholeWeekends)), "yes or no",
      words: "whole weekends",
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
