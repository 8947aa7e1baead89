import RotaFixtures
import Calendars
import Testing
@testable import Checking
@testable import Workforce

/// Names, duties and breaks.
extension Mutation {
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
}
