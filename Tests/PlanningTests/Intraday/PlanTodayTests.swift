import Calendars
import Checking
import Forecasting
import Foundation
import Plans
import ProjectFixtures
import Requirements
import Searching
import Tables
import Testing
import Tickets
import Workforce

@testable import Planning

@Suite("A day of a plan that is half over") struct PlanTodayTests {
  /// The desk of `ReplanningTests`, planned, and its Wednesday at noon.
  private static let made = try? ReplanningTests.make()

  private struct Day {
    var plan: PlanDocument
    var project: Project
    var date: CivilDate
    var noon: Instant

    init() throws {
      let made = try #require(PlanTodayTests.made)
      (plan, project) = (made.plan, made.project)
      // A made-up history is as regular as none that is real.
      for index in (plan.forecasts ?? []).indices {
        plan.forecasts?[index].daySpread = 0.15
        plan.forecasts?[index].dispersion = 0.04
      }
      date = made.plan.request.firstDate.adding(days: 2)
      noon = plan.readerZone.instant(of: date, ClockTime(hour: 12))
    }

    /// Counts of the phone by half-hours: the forecast times a factor, those that `isKnown` says.
    func counts(
      _ factor: Double, queue: QueueID = "phone", until end: Instant? = nil, isKnown: (Int) -> Bool = { _ in true }
    ) throws -> [TicketSource] {
      let kept = try #require(plan.forecasts?.first { $0.queue == queue })
      var text = "start,queue,contacts\n"
      var number = 0
      for (start, contacts) in zip(kept.starts, kept.contacts) where kept.zone.date(at: start) == date {
        guard start + kept.interval <= end ?? noon else { continue }
        if isKnown(number) {
          text +=
            "\(kept.zone.localText(of: start).prefix(16).replacing("T", with: " ")),\(queue),"
            + "\(Int((contacts * factor).rounded()))\n"
        }
        number += 1
      }
      return [TicketSource(bytes: Array(text.utf8), name: "today.csv")]
    }

    func answer(_ request: TodayRequest, project: Project? = nil) throws -> TodayAnswer {
      try PlanToday(plan, project: project).answer(request)
    }

    func answer(_ factor: Double, incident: IncidentReading? = nil, levels: [QueueID?: Double] = [:]) throws
      -> TodayAnswer
    {
      try answer(
        TodayRequest(actual: try counts(factor), moment: .instant(noon), incident: incident, levels: levels),
        project: project)
    }
  }

  @Test("contacts as forecast ask for what the plan asks")
  func sameDemand() throws {
    let day = try Day()
    let kept = Dictionary(
      uniqueKeysWithValues: (day.plan.forecasts ?? []).map { kept in
        var forecast = kept.asForecast
        forecast.daySpread = day.plan.queues.first { $0.id == kept.queue }?.daySpread ?? 0
        return (kept.queue, forecast)
      })
    let demand = try Demand(of: day.plan, forecasts: kept)
    for (queue, coverage) in zip(demand.queues, day.plan.coverage) {
      #expect(queue.requirement.required == coverage.required, "\(queue.settings.id)")
      #expect(queue.requirement.open == coverage.open)
    }
  }

  @Test("without counts the plan's figures stand, and unknown isn't zero")
  func nothingKnown() throws {
    let day = try Day()
    let other = try day.counts(1, queue: "mail", isKnown: { $0 < 4 })
    let answer = try day.answer(TodayRequest(actual: other, moment: .instant(day.noon)))
    let phone = try #require(answer.queues.first { $0.queue == "phone" })
    let forecast = try #require(phone.forecast)
    #expect(forecast.knownIntervals == 0 && forecast.overIntervals > 0)
    #expect(abs(forecast.rest.mean - forecast.restBefore) < 1e-9)
    for interval in phone.intervals { #expect(abs(interval.contacts - interval.planned) < 1e-9) }
    #expect(answer.notes.contains { $0.contains("unknown isn't zero") })
    #expect(answer.atLocal.contains("T12:00"))
  }

  @Test("more contacts in the morning make more in the afternoon, but not by as much, and ask for more")
  func more() throws {
    let day = try Day()
    let (as1, up) = (try day.answer(1), try day.answer(1.5))
    func phone(_ answer: TodayAnswer) throws -> TodayAnswer.Queue {
      try #require(answer.queues.first { $0.queue == "phone" })
    }
    let forecast = try #require(phone(up).forecast)
    #expect(forecast.rest.mean > 1.02 * forecast.restBefore && forecast.rest.mean < 1.5 * forecast.restBefore)
    #expect(forecast.rest.p10 < forecast.rest.mean && forecast.rest.mean < forecast.rest.p90)
    #expect(forecast.knownIntervals == forecast.overIntervals && forecast.silent.isEmpty)
    let required = try (phone(as1), phone(up))
    #expect(required.1.intervals.reduce(0) { $0 + $1.required } >= required.0.intervals.reduce(0) { $0 + $1.required })
    #expect(required.1.missingMinutes.now >= required.0.missingMinutes.now)
    // Hours and the whole have the same mean.
    #expect(abs(forecast.hours.reduce(0) { $0 + $1.contacts.mean } - forecast.rest.mean) < 1e-6)
    // A time alone is that of the last date with counts.
    let clock = try day.answer(
      TodayRequest(actual: try day.counts(1.5), moment: .clock(ClockTime(hour: 12))), project: day.project)
    #expect(clock == up)
  }

  @Test("a level that is stated counts, for one queue or all")
  func level() throws {
    let day = try Day()
    for levels in [[QueueID?.some("phone"): 1.6], [QueueID?.none: 1.6]] {
      let answer = try day.answer(1, levels: levels)
      let forecast = try #require(answer.queues.first { $0.queue == "phone" }?.forecast)
      #expect(forecast.reading == .level && abs(forecast.rest.mean - 1.6 * forecast.restBefore) < 1e-6)
    }
    #expect(throws: Diagnostic.self) { try day.answer(1, levels: ["phon": 2]) }
  }

  @Test("what is to be done keeps every rule, and does what it says", arguments: [1.0, 1.6, 2.5, 0.4])
  func actions(level: Double) throws {
    let day = try Day()
    let answer = try day.answer(1, levels: [nil: level])
    let (request, rota) = (day.plan.request, day.plan.rota)
    for queue in answer.queues {
      #expect(queue.missingMinutes.withActions <= queue.missingMinutes.now, "\(queue.queue)")
      let before = queue.intervals.reduce(0) { $0 + max(0, $1.required - $1.scheduled) }
      #expect(before * request.grid.interval.rawValue == queue.missingMinutes.now)
    }
    if level >= 1.6 { #expect(answer.actions.contains { $0.kind != .timeOff }) }
    if level <= 0.4 { #expect(answer.actions.allSatisfy { $0.kind == .timeOff }) }
    let known = Set(checkRota(request, rota))
    var hand = HandRota(request, rota)
    for action in answer.actions {
      let person = try #require(request.people.first { $0.id == action.person })
      var duty = try #require(
        hand.rota.duties.first { $0.person == person.id && $0.duty.date == day.date }?.duty)
      func minutes(_ local: String) throws -> Int {
        let clock = try #require(ClockTime(String(local.dropFirst(11).prefix(5))))
        return (person.zone.instant(of: day.date, clock) - duty.start) / 60
      }
      let (from, to) = (try minutes(action.now.from), try minutes(action.now.to))
      #expect(duty.start.adding(seconds: from * 60) >= day.noon)
      switch action.kind {
      case .moveBreak:
        let was = try minutes(try #require(action.was).from)
        let index = try #require(duty.breaks.firstIndex { $0.offset.rawValue == was })
        #expect(duty.breaks[index].length.rawValue == to - from && action.contactsInTime > 0)
        duty.breaks[index].offset = Minutes(from)
        hand.set(person, duty)
        let found = checkRota(request, hand.rota).filter {
          !known.contains($0) && $0.severity == .breach && !$0.rule.hasPrefix("work.")
        }
        #expect(found.isEmpty, "\(found)")
      case .callBack: #expect(from >= 0 && to <= duty.length.rawValue && action.contactsInTime > 0)
      case .overtime:
        #expect(to - from <= 120 && (from == duty.length.rawValue || to == 0))
        #expect(action.paidMinutes == to - from && action.cost > 0)
        #expect(try #require(action.weekMinutes) <= person.rules.maximumWeekly.rawValue)
        let end = duty.start.adding(seconds: max(to, duty.length.rawValue) * 60)
        let next = rota.duties.filter { $0.person == person.id && $0.duty.start > duty.start }.map(\.duty.start).min()
        if let next { #expect(end + person.rules.minimumRest <= next) }
      case .timeOff:
        #expect(to == duty.length.rawValue && from > 0 && action.paidMinutes < 0 && action.cost < 0)
        #expect(action.missingMinutes == 0)
      }
    }
    // Where somebody works longer, nobody goes.
    let longer = answer.actions.filter { $0.kind == .overtime }
    for action in answer.actions where action.kind == .timeOff {
      #expect(
        !longer.contains { $0.queue == action.queue && $0.now.from < action.now.to && action.now.from < $0.now.to })
    }
    // Nobody is asked both to stay and to go.
    let asked = Set(answer.actions.filter { $0.kind == .overtime }.map(\.person))
    #expect(answer.actions.allSatisfy { $0.kind != .timeOff || !asked.contains($0.person) })
  }

  @Test("who is in a meeting is called back from it by its title") func meetings() throws {
    var day = try Day()
    var hand = HandRota(day.plan.request, day.plan.rota)
    let start = day.noon.adding(seconds: 2 * 3600)
    let attending = day.plan.rota.duties.filter { $0.duty.holds(start..<start + .hours(1)) }.map(\.person)
    try #require(attending.count > 1)
    hand.attend(
      attending.map {
        Attendance(
          id: "m", series: "m", title: "Weekly", kind: .meeting, person: $0, start: start, length: .hours(1))
      })
    day.plan.rota = hand.rota
    for (index, coverage) in countedCoverage(day.plan.request, hand.rota).enumerated() {
      day.plan.coverage[index].scheduled = coverage.heads
    }
    let called = try day.answer(1, levels: [nil: 2.5]).actions.filter { $0.kind == .callBack }
    let (from, to) = (day.plan.readerZone.localText(of: start), day.plan.readerZone.localText(of: start + .hours(1)))
    let during = called.filter { attending.contains($0.person) && $0.now.from < to && from < $0.now.to }
    #expect(!during.isEmpty && during.allSatisfy { $0.activity == "Weekly" })
    #expect(called.allSatisfy { during.contains($0) || $0.activity == nil })
  }

  @Test("a history that goes further than the plan's makes a forecast of the day anew first")
  func newer() throws {
    let day = try Day()
    var project = day.project
    let place = try #require(project.histories.firstIndex { $0.queue == "phone" })
    let history = project.histories[place]
    let kept = try #require(day.plan.forecasts?.first { $0.queue == "phone" })
    // The Monday and Tuesday of the plan's week, twice as busy as was forecast.
    for (start, contacts) in zip(kept.starts, kept.contacts)
    where kept.zone.date(at: start) < day.date && history.interval == kept.interval {
      project.histories[place].starts.append(start)
      project.histories[place].contacts.append((2 * contacts).rounded())
    }
    try #require(project.histories[place].starts.count > history.starts.count)
    let request = TodayRequest(actual: try day.counts(2), moment: .instant(day.noon))
    let (old, new) = (try day.answer(request, project: day.project), try day.answer(request, project: project))
    let forecasts = try [old, new].map { try #require($0.queues.first { $0.queue == "phone" }?.forecast) }
    #expect(!forecasts[0].isNewer && forecasts[1].isNewer)
    #expect(abs(forecasts[1].restBefore - forecasts[0].restBefore) > 0.01)
  }

  @Test("moments outside the plan, and files that say nothing of it, are refused with what to do")
  func refusals() throws {
    let day = try Day()
    func code(_ body: () throws -> TodayAnswer) -> String? {
      do { _ = try body() } catch { return (error as? Diagnostic)?.code }
      return nil
    }
    let counts = try day.counts(1)
    #expect(
      code {
        try day.answer(TodayRequest(actual: counts, moment: .instant(day.plan.request.grid.end.adding(seconds: 9))))
      } == "today.outside")
    let old = [TicketSource(bytes: Array("start,queue,contacts\n2020-01-06 10:00,phone,4\n".utf8), name: "old.csv")]
    #expect(
      code { try day.answer(TodayRequest(actual: old, moment: .clock(ClockTime(hour: 12)))) } == "today.no-counts")
    let odd = [
      TicketSource(
        bytes: Array("start,queue,contacts\n\(day.date) 09:00,phone,4\n\(day.date) 09:20,phone,4\n".utf8),
        name: "odd.csv")
    ]
    #expect(code { try day.answer(TodayRequest(actual: odd, moment: .instant(day.noon))) } == "today.width")
    var plan = day.plan
    plan.queues[0].settings = nil
    #expect(
      code {
        try PlanToday(plan, project: day.project).answer(TodayRequest(actual: counts, moment: .instant(day.noon)))
      } == "replan.old-plan")
  }
}
