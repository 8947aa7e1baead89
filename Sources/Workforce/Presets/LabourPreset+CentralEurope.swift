internal import Calendars

extension LabourPreset {
  static let poland = LabourPreset(
    "pl", "Poland",
    [
      LabourFact(
        "dailyRest", "11 hours of rest in each working day", source: "Kodeks pracy", .official,
        .rule("minimumRest", .minutes(11 * 60), .least)),
      LabourFact(
        "weeklyRest",
        "35 hours of rest in a row in each week, the daily rest in it; 24 in some cases; it should hold the Sunday",
        source: "Kodeks pracy", .official, .rule("weeklyRest", .minutes(35 * 60), .least)),
      LabourFact(
        "breaks",
        "a paid break of 15 minutes from 6 hours of work on, one more above 9 hours and another above 16",
        source: "Kodeks pracy, art. 134, sip.lex.pl, version of 31 July 2023", .official,
        .breaks([
          BreakNeed(over: .hours(6), includingEqual: true, total: 15, paid: true),
          BreakNeed(over: .hours(9), total: 30, paid: true), BreakNeed(over: .hours(16), total: 45, paid: true),
        ])),
      LabourFact(
        "dailyNorm", "8 hours a day; more is overtime unless a system of working time says otherwise",
        source: "Kodeks pracy, art. 129, eures.praca.gov.pl", .official, .mostDaily(.hours(8))),
      LabourFact(
        "weekWithOvertime", "48 hours a week at most on average, overtime included", source: "Kodeks pracy", .official,
        .mostWeekly(.hours(48))),
      LabourFact(
        "workingDay",
        "a working day is 24 hours from the scheduled start: who starts earlier on the next day starts within the old one",
        source: "Kodeks pracy, art. 128 § 3", .official, .startsApart(.hours(24))),
      LabourFact(
        "averageWeek",
        "40 hours in an average week of five days, over up to 4 months of settlement, 12 where that was extended",
        source: "Kodeks pracy, art. 129, eures.praca.gov.pl", .official),
      LabourFact(
        "week", "a week is 7 days from the first day of the settlement period, not Monday to Sunday",
        source: "Kodeks pracy", .official),
      LabourFact(
        "notice", "a schedule for a month or longer, known 7 days before", source: "Kodeks pracy, art. 129 § 3",
        .unconfirmed),
      LabourFact(
        "night", "the night is 8 hours chosen between 21:00 and 7:00: 'night' of the site", source: "Kodeks pracy",
        .secondary),
    ])

  static let czechia = LabourPreset(
    "cz", "Czechia",
    [
      LabourFact(
        "dailyRest",
        "11 hours of rest in each 24; 8 for adults in some cases, made up for by the next rest",
        source: "Zákoník práce § 90, as amended from 1 October 2023, podnikatel.cz", .secondary,
        .rule("minimumRest", .minutes(11 * 60), .least)),
      LabourFact(
        "weeklyRest", "24 hours of rest in a row beside the 11 of daily rest, 35 in all, in each week",
        source: "Zákoník práce § 92, from 1 January 2024, yab.cz, platove-tabulky.cz", .secondary,
        .rule("weeklyRest", .minutes(35 * 60), .least)),
      LabourFact(
        "breaks",
        "an unpaid break of 30 minutes after 6 hours of work at the latest, in parts of 15 or more, not at either end",
        source: "Zákoník práce § 88, ley.cz", .official,
        .breaks([BreakNeed(over: .hours(6), total: 30, part: 15, startBy: .hours(6))])),
      LabourFact(
        "longestShift", "a shift has 12 hours of work at most", source: "Zákoník práce § 83", .secondary,
        .mostDaily(.hours(12))),
      LabourFact(
        "averaging", "hours are averaged over 26 weeks, 52 by collective agreement", source: "Zákoník práce", .secondary
      ),
      LabourFact(
        "notice", "a schedule is known 14 days before, 7 with a working time account, unless otherwise agreed",
        source: "Zákoník práce § 84, agentka.cz, an older text", .secondary),
      LabourFact(
        "week", "40 hours a week, 38.75 in two shifts, 37.5 in three or without a stop", source: "Zákoník práce",
        .unconfirmed),
      LabourFact(
        "nightWork", "night is 22:00 to 6:00; night workers at most 8 hours in each 24 on average over 26 weeks",
        source: "Zákoník práce", .secondary),
    ])

  static let slovakia = LabourPreset(
    "sk", "Slovakia",
    [
      LabourFact(
        "dailyRest",
        "12 hours of rest in each 24; 8 for adults in some cases, with equal rest within 30 days",
        source: "Zákonník práce § 92, ip.gov.sk", .official, .rule("minimumRest", .minutes(12 * 60), .least)),
      LabourFact(
        "weeklyRest",
        "2 days in a row without work in each week, Saturday and Sunday or Sunday and Monday, else 2 others; that they lie "
          + "side by side is not in this number",
        source: "Zákonník práce § 93, ip.gov.sk", .official, .rule("minimumDaysOff", .count(2), .least)),
      LabourFact(
        "leastWeeklyRest",
        "where that can't be, 35 hours of rest in a row; 24 with a Sunday by agreement, made up for within 8 months",
        source: "Zákonník práce § 93, ip.gov.sk", .official),
      LabourFact(
        "breaks", "30 minutes where a shift is longer than 6 hours", source: "Zákonník práce § 91", .official,
        .breaks([BreakNeed(over: .hours(6), total: 30)])),
      LabourFact(
        "weekWithOvertime", "48 hours a week at most on average over 4 months, overtime included",
        source: "Zákonník práce", .secondary, .mostWeekly(.hours(48))),
      LabourFact(
        "week", "40 hours a week, 38.75 in two shifts, 37.5 in three or without a stop",
        source: "Zákonník práce, irglobal", .secondary),
      LabourFact(
        "overtime", "150 hours of ordered overtime a year, 400 in all", source: "Zákonník práce", .secondary),
    ])
}
