internal import Calendars

extension LabourPreset {
  static let europeanUnion = LabourPreset(
    "eu", "European Union",
    [
      LabourFact(
        "dailyRest", "11 hours of rest in each 24 hours", source: "Directive 2003/88/EC, art. 3; CJEU C-477/21",
        .official, .rule("minimumRest", .minutes(11 * 60), .least)),
      LabourFact(
        "weeklyRest",
        "24 hours of rest in a row in each 7 days after the 11 hours of daily rest, 35 in all; may be averaged over 14 days",
        source: "Directive 2003/88/EC, art. 5 and 16; CJEU C-477/21", .official,
        .rule("weeklyRest", .minutes(35 * 60), .least)),
      LabourFact(
        "breaks", "a break where work lasts more than 6 hours; how long is for national law",
        source: "Directive 2003/88/EC, art. 4", .official, .breaks([BreakNeed(over: .hours(6), total: nil)])),
      LabourFact(
        "averageWeek", "48 hours a week at most on average over 4 months, overtime included",
        source: "Directive 2003/88/EC, art. 6 and 16", .official, .mostWeekly(.hours(48))),
      LabourFact(
        "nightWork", "night workers at most 8 hours in each 24 on average", source: "Directive 2003/88/EC, art. 8",
        .official),
      LabourFact("annualLeave", "4 weeks of paid leave a year", source: "Directive 2003/88/EC, art. 7", .official),
      LabourFact(
        "notice", "hours and days of work are known in advance, with reasonable notice; late cancellation is paid",
        source: "Directive (EU) 2019/1152, art. 10", .secondary),
    ])

  static let unitedKingdom = LabourPreset(
    "uk", "United Kingdom",
    [
      LabourFact(
        "dailyRest", "11 hours of rest in each 24 hours; not where a shift pattern changes",
        source: "Working Time Regulations 1998, xperthr.co.uk", .secondary,
        .rule("minimumRest", .minutes(11 * 60), .least)),
      LabourFact(
        "weeklyRest", "24 hours of rest in a row in each 7 days, or 48 (or twice 24) in each 14",
        source: "Working Time Regulations 1998, as reported", .secondary,
        .rule("weeklyRest", .minutes(24 * 60), .least)),
      LabourFact(
        "breaks", "20 minutes where work lasts more than 6 hours",
        source: "Working Time Regulations 1998, as reported", .secondary,
        .breaks([BreakNeed(over: .hours(6), total: 20, part: 20)])),
      LabourFact(
        "averageWeek", "48 hours a week at most on average over 17 weeks; a person may opt out in writing",
        source: "Working Time Regulations 1998, as reported", .secondary, .mostWeekly(.hours(48))),
      LabourFact(
        "nightWork", "night workers at most 8 hours in each 24 on average",
        source: "Working Time Regulations 1998, as reported", .secondary),
    ])
}
