import RotaFixtures
import Calendars
import Testing
@testable import Checking
@testable import Workforce

/// Weeks, runs of days, and money.
extension Mutation {
  static let tours = [
    Mutation("a duty too soon after the last", "rest.minimum ann 2026-10-20", "rest.minimum ann 2026-10-22") {
      fixture in
      fixture.request.people[0].rules.minimumRest = Minutes(16 * 60 + 15)
    },
    Mutation("a first duty too soon after the week before", "rest.minimum ann 2026-10-19") { fixture in
      fixture.request.people[0].history.lastEnd = fixture.rota.duties[0].duty.start - Minutes(11 * 60 - 1)
    },
    Mutation("15 minutes too many in the week", "week.maximum ann 2026-10-19") {
      $0.request.people[0].rules.maximumWeekly = Minutes(4 * 450 - 15)
    },
    Mutation("too many hours beside paid absence", "week.maximum ben 2026-10-19") {
      // 40 h less two fifths of 40 h is 24 h; three nights pay 24 h.
      $0.request.people[1].rules.maximumWeekly = Minutes(40 * 60 - 15)
    },
    Mutation("too few hours, which is a note", "week.minimum ann 2026-10-19") {
      $0.request.people[0].rules.minimumWeekly = Minutes(4 * 450 + 1)
    },
    Mutation("a sixth day in a row with history", "days.consecutive ann 2026-10-22") {
      $0.request.people[0].history.consecutiveDays = 2
    },
    Mutation("a third night in a row", "nights.consecutive ben 2026-10-24") {
      $0.request.people[1].rules.maximumConsecutiveNights = 2
    },
    Mutation("a third night in a week", "nights.weekly ben 2026-10-24") {
      $0.request.people[1].rules.maximumNightsWeekly = 2
    },
    Mutation("a second early duty in a week", "earlies.weekly ann 2026-10-20") {
      $0.request.sites[0].earlyBefore = ClockTime(hour: 9)
      $0.request.people[0].rules.maximumEarliesWeekly = 1
    },
    Mutation("a second late duty in a week", "lates.weekly ann 2026-10-22") {
      $0.request.sites[0].lateAfter = ClockTime(hour: 16)
      $0.request.people[0].rules.maximumLatesWeekly = 1
    },
    Mutation("a second late duty in a row", "lates.consecutive ann 2026-10-22") {
      $0.request.sites[0].lateAfter = ClockTime(hour: 16)
      $0.request.people[0].rules.maximumConsecutiveLates = 1
    },
    Mutation("an early duty after a late one", "duties.early-after-late ann 2026-10-22") {
      $0.request.sites[0].earlyBefore = ClockTime(hour: 10)
      $0.request.sites[0].lateAfter = ClockTime(hour: 16, minute: 30)
      $0.request.people[0].rules.noEarlyAfterLate = true
    },
    Mutation("back to an early duty from a late one before the horizon", "duties.rotation ann 2026-10-19") { fixture in
      fixture.request.sites[0].earlyBefore = ClockTime(hour: 8, minute: 30)
      fixture.request.people[0].rules.forwardRotation = true
      fixture.request.people[0].history.consecutiveDays = 1
      fixture.request.people[0].history.lastDuties = [fixture.settled(-1, hour: 13, in: fixture.warsaw)]
    },
    Mutation("a day after nights too soon, beyond the horizon", "nights.days-off ben 2026-10-24") { fixture in
      let next = fixture.settled(7, hour: 9, in: fixture.warsaw)
      fixture.request.people[1].rules.daysOffAfterNights = 2
      fixture.request.people[1].ahead = WorkAhead(consecutiveDays: 1, firstStart: next.start, nextDuties: [next])
    },
    Mutation("a start far from that of the week's other duties", "starts.same cai 2026-10-21") { fixture in
      fixture.request.people[2].rules.sameStart = .hours(2)
      fixture.rota.duties[fixture.place("cai", 2)].duty = fixture.duty(
        "cai", "day", fixture.date(2), ClockTime(hour: 12), 240)
    },
    Mutation("a start within 24 hours of that of the duty before the horizon", "starts.working-day ann 2026-10-19") {
      fixture in
      fixture.request.people[0].rules.workingDay24h = true
      fixture.request.people[0].history.lastDuties = [fixture.settled(-1, hour: 9, in: fixture.warsaw)]
    },
    Mutation("a duty of another kind than the pattern's", "pattern.duty ann 2026-10-21") { fixture in
      let (early, off) = (ShiftPattern.Day(kinds: [.any]), ShiftPattern.Day())
      fixture.request.people[0].pattern = ShiftPattern(
        name: "A", from: fixture.date(-7), weeks: [[off], [early, early, off, early, off, off, off]])
    },
    Mutation("a weekend that is to be off", "weekends.off ben 2026-10-24") {
      $0.request.people[1].rules.weekendsOff = WeekendsOff(fewest: 1, of: 1)
    },
    Mutation("a second weekend in a row", "weekends.consecutive ben 2026-10-24") { fixture in
      fixture.request.people[1].rules.maximumConsecutiveWeekends = 1
      fixture.request.people[1].history.lastDuties = [fixture.settled(-2, hour: 9, in: fixture.warsaw)]
    },
    Mutation("a run that goes on after the horizon", "days.consecutive cai 2026-10-25") {
      $0.add("cai", "day", 6, hour: 9, length: 240)
      $0.request.people[2].ahead = WorkAhead(
        consecutiveDays: 5, firstStart: $0.bogota.instant(of: $0.date(7), ClockTime(hour: 12)))
    },
    Mutation("a last duty too soon before the week after", "rest.minimum cai 2026-10-23") { fixture in
      let end = fixture.rota.duties[fixture.place("cai", 4)].duty.end
      fixture.request.people[2].ahead = WorkAhead(consecutiveDays: 0, firstStart: end + Minutes(11 * 60 - 1))
    },
    Mutation("too few people at night", "team.least 2026-10-24") {
      $0.ask(.least, ["ann", "ben", "cai"], heads: 1, hours: "sat")
    },
    Mutation("too many people in the morning", "team.most 2026-10-22") {
      $0.ask(.most, ["ann", "ben"], heads: 0, hours: "thu")
    },
    Mutation("a trainee alone", "team.only-with 2026-10-19") {
      $0.ask(.onlyWith, ["ann"], beside: ["ben"], hours: "mon")
    },
    Mutation("two beside each other", "team.apart 2026-10-21") { $0.ask(.apart, ["ann", "cai"], hours: "wed") },
    Mutation("one of two alone", "team.together 2026-10-20") { $0.ask(.together, ["ann", "ben"], hours: "tue") },
    Mutation("a week without a rest of three days", "rest.weekly ann 2026-10-19") {
      $0.request.people[0].rules.weeklyRest = .hours(96)
    },
    Mutation("too few days off", "days.off ann 2026-10-19") { $0.request.people[0].rules.minimumDaysOff = 4 },
    Mutation("a duty during leave", "absence.work ann 2026-10-20") {
      $0.request.people[0].absences = [Absence(first: $0.date(1), last: $0.date(1), paid: false)]
    },
    Mutation("a night into leave, which is a note", "absence.overrun ben 2026-10-24") {
      $0.request.people[1].absences.append(Absence(first: $0.date(6), last: $0.date(9)))
    },
    Mutation("a day on which everything is closed", "days.closed ann 2026-10-21") {
      $0.request.people[0].closedDays = ClosedDays(dates: [$0.date(2), $0.date(6)], credited: false)
    },
    Mutation("too many hours beside a credited closed day", "week.maximum ben 2026-10-19") { fixture in
      // A sixth of 40 h more than the two fifths, which are sixths now: 20 h are left of 40; three nights pay 24 h.
      fixture.request.people[1].usualDays = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday]
      fixture.request.people[1].closedDays = ClosedDays(dates: [fixture.date(2)])
    },
    Mutation("more starts of a site than it has desks", "site.starts 2026-10-22") {
      $0.request.sites[0].maximumStartsPerDay = 1
    },
    Mutation("a number of desks that no site has", "rota.unreadable") { $0.request.sites[0].maximumStartsPerDay = -1 },
    Mutation("starts before the person's day", "hours.start ann 2026-10-19", "hours.start ann 2026-10-20") {
      $0.request.people[0].hours = DayHours(earliestStart: ClockTime(hour: 9), latestEnd: ClockTime(hour: 17))
    },
    Mutation("a night that ends after the person's", "hours.end ben 2026-10-22", "hours.end ben 2026-10-23") {
      // The clocks of the third night go back: it ends at five.
      $0.request.people[1].hours = DayHours(latestEnd: ClockTime(hour: 29, minute: 45))
    },
    Mutation("a fixed day off", "days.fixed-off ann 2026-10-21") {
      $0.request.people[0].fixedDaysOff.append(.wednesday)
    },
  ]

  static let money = [
    Mutation("overtime within what is allowed, which is a note", "week.overtime ann 2026-10-19") {
      $0.request.people[0].rules.maximumWeekly = .hours(28)
      $0.request.people[0].rules.maximumOvertime = .hours(2)
    },
    Mutation("15 minutes of overtime too many", "week.maximum ann 2026-10-19") {
      $0.request.people[0].rules.maximumWeekly = .hours(28)
      $0.request.people[0].rules.maximumOvertime = Minutes(105)
    },
    Mutation("time off that is offered, which is a note", "week.time-off ann 2026-10-19") {
      $0.request.people[0].rules.minimumWeekly = .hours(33)
      $0.request.people[0].rules.voluntaryTimeOff = .hours(3)
    },
    Mutation(
      "less than the least and what is offered, two notes", "week.minimum ann 2026-10-19",
      "week.time-off ann 2026-10-19"
    ) {
      $0.request.people[0].rules.minimumWeekly = .hours(33)
      $0.request.people[0].rules.voluntaryTimeOff = .hours(2)
    },
    Mutation("more money than the budget, which is a note", "budget.over") { $0.request.budget = 100 },
  ]
}
