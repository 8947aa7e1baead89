internal import Calendars

extension LabourPreset {
  static let california = LabourPreset(
    "us-ca", "California",
    [
      LabourFact(
        "meals",
        "an unpaid meal of 30 minutes above 5 hours of work, begun before the end of the fifth, and a second above 10; the "
          + "first can be waived up to 6 hours, the second up to 12 if the first was taken",
        source: "Labor Code 512, as reported", .secondary,
        .breaks([
          BreakNeed(over: .hours(5), total: 30, part: 30, paid: false, startBy: .hours(5)),
          BreakNeed(over: .hours(10), total: 60, part: 30, paid: false, startBy: .hours(5)),
        ])),
      LabourFact(
        "rests",
        "a paid rest of 10 minutes for each 4 hours of work or the greater part of them, near their middle; none below 3.5 "
          + "hours",
        source: "California law, as reported", .secondary,
        .breaks([
          BreakNeed(over: 210, includingEqual: true, total: 10, part: 10, paid: true),
          BreakNeed(over: .hours(6), total: 20, part: 10, paid: true),
          BreakNeed(over: .hours(10), total: 30, part: 10, paid: true),
        ])),
      LabourFact(
        "premium", "an hour's pay a day for a missed meal, and one for a missed rest", source: "Labor Code 226.7",
        .secondary),
      LabourFact(
        "overtimeDay", "time and a half above 8 hours a day", source: "Labor Code 510", .secondary,
        .mostDaily(.hours(8))),
      LabourFact(
        "doubleTime", "twice the pay above 12 hours a day", source: "Labor Code 510", .secondary,
        .mostDaily(.hours(12))),
      LabourFact(
        "overtimeWeek", "time and a half above 40 hours a week", source: "Labor Code 510", .secondary,
        .mostWeekly(.hours(40))),
      LabourFact(
        "seventhDay", "on a seventh day in a row time and a half for 8 hours, twice the pay above",
        source: "Labor Code 510", .secondary),
      LabourFact(
        "dayOfRest", "one day of rest in 7", source: "Labor Code 551 and 552", .unconfirmed,
        .rule("minimumDaysOff", .count(1), .least)),
    ])
}
