import RotaFixtures
import Calendars
import Testing

@testable import Checking
@testable import Workforce

/// A legal rota broken in one way, and what must be found: exactly that.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let expected: [String]
  let change: @Sendable (inout CheckFixture) -> Void
  /// Whether the spans of work follow the changed duties.
  var retiles = true

  init(
    _ name: String, _ expected: String..., retiles: Bool = true,
    change: @escaping @Sendable (inout CheckFixture) -> Void
  ) {
    self.name = name
    self.expected = expected
    self.retiles = retiles
    self.change = change
  }

  var testDescription: String { name }

  static let all: [Mutation] = requests + names + duties + breaks + tours + work + fairness + activities

  static let requests = [
    Mutation("the horizon starts on a Tuesday", "request.horizon") { fixture in
      fixture.request.firstDate = fixture.date(1)
      fixture.rota.duties = []
    },
    Mutation("eight days", "request.horizon") { $0.request.days = 8 },
    Mutation("a person listed twice", "request.duplicate") { $0.request.people.append($0.request.people[0]) },
    Mutation("a template listed twice", "request.duplicate") { $0.request.templates.append($0.request.templates[0]) },
    Mutation("a person at a site that isn't there", "request.site cai") { $0.request.sites.removeLast() },
    Mutation("a grid that ends before Saturday night does", "request.grid ben 2026-10-24") { fixture in
      let count = 7 * 96
      fixture.request.grid.count = count
      for queue in 0..<2 { fixture.request.demand[queue].required.removeLast(10 * 96 - count) }
    },
    Mutation("a demand shorter than the grid", "rota.unreadable") { $0.request.demand[0].required.removeLast() },
    Mutation("a start beyond all years", "rota.unreadable ann") { $0.rota.duties[0].duty.start.rawValue = .max },
  ]

  /// Ann and Ben share weekend days; Cai is alone. A week of 40 h beside one of 24: their first lies half a duty on.
  private static func share(_ fixture: inout CheckFixture) {
    fixture.request.fairness = FairnessTerms(
      kinds: [.init(kind: .weekends, price: 20, told: 2), .init(kind: .nights, price: 5, told: 3)], holidays: [])
    fixture.request.people[0].fixedDaysOff = []
    fixture.request.people[1].queues = fixture.request.people[0].queues
    for index in 0..<3 { fixture.request.people[index].fairness = PersonFairness(carriedIn: DutyCounts()) }
    fixture.request.people[0].fairness?.steps = [[0, 10], [0, 10, 20]]
    fixture.request.people[1].fairness?.steps = [[3, 20], [3, 20, 36]]
  }

  /// Lets somebody attend something on Monday by Warsaw's clock, off their queue meanwhile or still counted on it.
  private static func meet(
    _ fixture: inout CheckFixture, _ hour: Int, _ minute: Int = 0, of person: PersonID = "ann", length: Minutes = 30,
    kind: Attendance.Kind = .meeting, id: String = "weekly", isOff: Bool = true
  ) {
    let start = fixture.warsaw.instant(of: fixture.date(0), ClockTime(hour: hour, minute: minute))
    let activity = Attendance(
      id: id, series: "weekly", title: "Weekly", kind: kind, person: person, start: start, length: length)
    fixture.rota.activities = (fixture.rota.activities ?? []) + [activity]
    guard isOff else { return }
    fixture.rota.work = fixture.rota.work.flatMap { span -> [WorkSpan] in
      guard span.person == person, span.start < activity.end, start < span.end else { return [span] }
      return [(span.start, start), (activity.end, span.end)].filter { $0.0 < $0.1 }.map {
        WorkSpan(person: person, queue: span.queue, start: $0.0, end: $0.1)
      }
    }
  }

  static let activities = [
    Mutation("nothing wrong with a meeting", retiles: false) { meet(&$0, 12) },
    Mutation("a meeting at the beginning of a duty", retiles: false) { meet(&$0, 8) },
    Mutation("a meeting before the duty", "activities.outside ann 2026-10-19", retiles: false) { meet(&$0, 7) },
    Mutation("a meeting that runs into the duty", "activities.outside ann 2026-10-19", retiles: false) {
      meet(&$0, 7, 45)
    },
    Mutation("a meeting over lunch", "activities.break ann 2026-10-19", retiles: false) { meet(&$0, 10, 45) },
    Mutation("two at once", "activities.overlap ann 2026-10-19", retiles: false) { fixture in
      meet(&fixture, 12)
      meet(&fixture, 12, 15, id: "other")
    },
    Mutation(
      "a meeting off the grid", "activities.grid ann 2026-10-19", "work.grid ann 2026-10-19",
      "work.grid ann 2026-10-19", retiles: false
    ) { meet(&$0, 12, 5) },
    Mutation("counted on a queue in a meeting", "work.outside ann 2026-10-19", retiles: false) {
      meet(&$0, 12, isOff: false)
    },
    Mutation("neither counted nor in a meeting", "work.missing ann 2026-10-19", retiles: false) { fixture in
      meet(&fixture, 12)
      fixture.rota.activities = nil
    },
    Mutation("one meeting at two times", "activities.together cai", retiles: false) { fixture in
      meet(&fixture, 12)
      meet(&fixture, 18, of: "cai")
    },
    Mutation("a one-to-one of one", "activities.one-to-one ann", retiles: false) { meet(&$0, 12, kind: .oneToOne) },
    Mutation("a stranger in a meeting", "person.unknown zoe", retiles: false) { meet(&$0, 12, of: "zoe") },
    Mutation("a meeting beyond all years", "rota.unreadable ann", retiles: false) { fixture in
      meet(&fixture, 12)
      fixture.rota.activities?[0].length.rawValue = .max
    },
  ]

  static let fairness = [
    Mutation("nothing wrong with shares") { share(&$0) },
    Mutation("a balance that steps don't follow from", "fairness.steps ann", "fairness.steps ben") { fixture in
      share(&fixture)
      fixture.request.people[0].fairness?.carriedIn.weekendDays = 1
    },
    Mutation("a step too low", "fairness.steps ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.steps?[1][2] = 35
    },
    Mutation("steps of somebody who is alone", "fairness.steps cai") { fixture in
      share(&fixture)
      fixture.request.people[2].fairness?.steps = [[0, 10], [0, 10, 20]]
    },
    Mutation("somebody without a balance", "fairness.steps ann") { fixture in
      share(&fixture)
      fixture.request.people[0].fairness = nil
    },
    Mutation("a balance where none is counted", "fairness.steps ann") {
      $0.request.people[0].fairness = PersonFairness(carriedIn: DutyCounts())
    },
    Mutation("a step that falls", "rota.unreadable ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.steps?[0] = [3, 2]
    },
    Mutation("a balance beyond a working life", "rota.unreadable ben") { fixture in
      share(&fixture)
      fixture.request.people[1].fairness?.carriedIn.nights = .max
    },
  ]

  static let names = [
    Mutation("a duty of somebody unknown", "person.unknown zoe 2026-10-19") {
      $0.add("zoe", "day", 0, hour: 8, length: 240)
    },
    Mutation("work of somebody unknown", "person.unknown zoe", retiles: false) { fixture in
      var span = fixture.rota.work[0]
      span.person = "zoe"
      fixture.rota.work.append(span)
    },
    Mutation("a template that isn't there", "template.unknown ann 2026-10-19") {
      $0.rota.duties[0].duty.template = "evening"
    },
    Mutation("a template of another site", "template.site cai 2026-10-22") {
      $0.add("cai", "night", 3, hour: 22, length: 480)
      $0.request.people[2].rules.minimumRest = 0
    },
    Mutation(
      "a template that the person doesn't work", "template.person cai 2026-10-19", "template.person cai 2026-10-21",
      "template.person cai 2026-10-23"
    ) { $0.request.people[2].rules.templates = ["night"] },
    Mutation("a night on a Wednesday", "template.weekday ben 2026-10-21") {
      $0.add("ben", "night", 2, hour: 22, length: 480)
      $0.request.people[1].rules.maximumWeekly = .hours(60)
    },
  ]

  static let duties = [
    Mutation("a second duty on one date", "duty.one-a-day cai 2026-10-19") {
      $0.add("cai", "day", 0, hour: 8, length: 240)
      $0.rota.duties[$0.rota.duties.count - 1].duty.start = $0.bogota.instant(of: $0.date(0), ClockTime(hour: 14))
      $0.request.people[2].rules.minimumRest = 0
      $0.request.templates[0].latestStart = ClockTime(hour: 14)
    },
    Mutation("a duty after the horizon", "duty.horizon cai 2026-10-26") {
      $0.add("cai", "day", 7, hour: 9, length: 240)
    },
    Mutation("a duty before the horizon", "duty.horizon cai 2026-10-18") {
      $0.add("cai", "day", -1, hour: 9, length: 240)
      $0.request.people[2].history.consecutiveDays = 4
    },
    Mutation("a date that isn't the start's", "duty.date cai 2026-10-20") {
      $0.rota.duties[$0.place("cai", 0)].duty.date = $0.date(1)
    },
    Mutation("a start before the window", "duty.start cai 2026-10-23") { fixture in
      fixture.rota.duties[fixture.place("cai", 4)].duty.start = fixture.bogota.instant(
        of: fixture.date(4), ClockTime(hour: 7, minute: 30))
    },
    Mutation("a start after the window", "duty.start cai 2026-10-23") { fixture in
      fixture.rota.duties[fixture.place("cai", 4)].duty.start = fixture.bogota.instant(
        of: fixture.date(4), ClockTime(hour: 12, minute: 30))
    },
    Mutation("a start off the step", "duty.start cai 2026-10-23") { fixture in
      let place = fixture.place("cai", 4)
      fixture.rota.duties[place].duty.start = fixture.rota.duties[place].duty.start + 15
    },
    Mutation(
      "a start off the grid", "duty.grid cai 2026-10-23", "duty.start cai 2026-10-23",
      "work.grid cai 2026-10-23", "work.grid cai 2026-10-23"
    ) { fixture in
      let place = fixture.place("cai", 4)
      fixture.rota.duties[place].duty.start = fixture.rota.duties[place].duty.start + 5
    },
    Mutation("a length that isn't offered", "duty.length cai 2026-10-23") { fixture in
      fixture.rota.duties[fixture.place("cai", 4)].duty.length = 270
    },
    Mutation("an end after the latest", "duty.latest-end cai 2026-10-23") { fixture in
      let place = fixture.place("cai", 4)
      fixture.rota.duties[place].duty = fixture.duty("cai", "day", fixture.date(4), ClockTime(hour: 12), 510)
    },
  ]

  static let breaks = [
    Mutation("no lunch", "breaks.demanded ann 2026-10-19") { $0.rota.duties[0].duty.breaks.remove(at: 1) },
    Mutation("one rest more", "breaks.demanded cai 2026-10-19") {
      $0.rota.duties[$0.place("cai", 0)].duty.breaks.append(
        PlacedBreak(kind: .rest, offset: 180, length: 15, paid: true))
    },
    Mutation("an unpaid rest", "breaks.demanded ann 2026-10-19") { $0.rota.duties[0].duty.breaks[0].paid = false },
    Mutation(
      "a rest too short", "breaks.demanded ann 2026-10-19", "breaks.grid ann 2026-10-19",
      "work.grid ann 2026-10-19"
    ) { $0.rota.duties[0].duty.breaks[0].length = 10 },
    Mutation("a lunch before the window of a middle between two intervals", "breaks.window ann 2026-10-19") { fixture in
      // 8 h 15 min: the window begins 3 h 7.5 min after the start.
      fixture.request.templates[0].lengths.append(495)
      fixture.rota.duties[0].duty.length = 495
      for index in 0..<3 { fixture.rota.duties[0].duty.breaks[index].offset = Minutes([60, 180, 390][index]) }
    },
    Mutation("a lunch before its window", "breaks.window ann 2026-10-19") {
      $0.rota.duties[0].duty.breaks[1].offset = 165
    },
    Mutation("a lunch after its window", "breaks.window ann 2026-10-19") {
      $0.rota.duties[0].duty.breaks[1].offset = 285
    },
    Mutation("a last rest after its window", "breaks.window ann 2026-10-19") {
      $0.rota.duties[0].duty.breaks[2].offset = 420
    },
    Mutation(
      "a break off the grid", "breaks.grid ann 2026-10-19", "work.grid ann 2026-10-19", "work.grid ann 2026-10-19"
    ) {
      $0.rota.duties[0].duty.breaks[0].offset = 65
    },
    Mutation("two breaks that overlap", "breaks.order ann 2026-10-19") { fixture in
      fixture.request.templates[0].breaks[0].to = 240
      fixture.rota.duties[0].duty.breaks[0].offset = 180
    },
    Mutation("breaks in the wrong order", "breaks.demanded ann 2026-10-19", "breaks.order ann 2026-10-19") {
      $0.rota.duties[0].duty.breaks.swapAt(0, 1)
    },
    Mutation("a break after the end", "breaks.inside ann 2026-10-19", "breaks.window ann 2026-10-19") {
      $0.rota.duties[0].duty.breaks[2].offset = 480
    },
  ]

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

  static let work = [
    Mutation("a stretch that isn't counted", "work.missing ann 2026-10-19", retiles: false) {
      $0.rota.work.remove(at: 1)
    },
    Mutation("a quarter counted on a break", "work.outside ann 2026-10-19", retiles: false) {
      $0.rota.work[0].end = $0.rota.work[0].end + 15
    },
    Mutation("work counted after the duty", "work.outside ann 2026-10-19", retiles: false) {
      $0.rota.work[3].end = $0.rota.work[3].end + 15
    },
    Mutation(
      "work that ends before it starts", "work.missing ann 2026-10-19", "work.outside ann 2026-10-19",
      retiles: false
    ) { fixture in
      let span = fixture.rota.work[0]
      fixture.rota.work[0].start = span.end
      fixture.rota.work[0].end = span.start
    },
    Mutation("a stretch counted twice", "work.overlap ann 2026-10-19", retiles: false) { fixture in
      var span = fixture.rota.work[0]
      span.queue = "chat"
      fixture.rota.work.append(span)
    },
    Mutation("a queue that the person can't take", "work.queue ben 2026-10-22", retiles: false) {
      $0.rota.work[$0.span("ben", 0)].queue = "chat"
    },
    Mutation("nobody's queue while one has demand", "work.idle ann 2026-10-19", retiles: false) {
      $0.rota.work[0].queue = nil
    },
    Mutation("spans that meet off the grid", "work.grid ann 2026-10-19", "work.grid ann 2026-10-19", retiles: false) {
      fixture in
      var span = fixture.rota.work[0]
      fixture.rota.work[0].end = span.start + 20
      span.start = span.start + 20
      span.queue = "chat"
      fixture.rota.work.append(span)
    },
  ]
}

@Suite("The checker on a rota broken in every way")
struct CheckMutationTests {
  @Test("a legal rota has no findings") func legal() throws {
    #expect(try CheckFixture().findings() == [])
  }

  @Test("a legal rota of several weeks has no findings", arguments: [1, 2, 3])
  func legalWeeks(weeks: Int) throws { #expect(try CheckFixture(weeks: weeks).findings() == []) }

  @Test("each breach is found, and nothing else", arguments: Mutation.all)
  func found(mutation: Mutation) throws {
    var fixture = try CheckFixture()
    mutation.change(&fixture)
    if mutation.retiles, !mutation.expected.contains(where: { $0.hasPrefix("rota.unreadable") }) { fixture.tile() }
    #expect(fixture.findings().sorted() == mutation.expected.sorted())
  }

  @Test("every rule that the checker knows is broken by some mutation") func complete() {
    let broken = Set(Mutation.all.flatMap(\.expected).map { String($0.prefix { $0 != " " }) })
    let known = Set(RotaChecks.all.flatMap { $0.rules } + [ReadableValuesCheck.rule])
    #expect(broken == known)
  }

  @Test("only falling short of the week, running on into an absence and what team rules lack are notes")
  func notes() throws {
    for mutation in Mutation.all {
      var fixture = try CheckFixture()
      mutation.change(&fixture)
      for breach in checkRota(fixture.request, fixture.rota) {
        let isNote = ["week.minimum", "absence.overrun"].contains(breach.rule) || breach.rule.hasPrefix("team.")
        #expect((breach.severity == .note) == isNote)
      }
    }
  }

  @Test("findings come by person, then date, then rule") func order() throws {
    var fixture = try CheckFixture()
    fixture.request.firstDate = fixture.date(1)
    for person in 0..<3 { fixture.request.people[person].rules.minimumRest = .hours(300) }
    let found = checkRota(fixture.request, fixture.rota)
    #expect(found.count > 8)
    #expect(found == found.sorted())
    #expect(found.first?.person == nil)
  }
}
