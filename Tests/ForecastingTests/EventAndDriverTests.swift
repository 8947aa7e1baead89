import Calendars
import Foundation
import Searching
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("events, drivers, seasons and siblings")
struct EventAndDriverTests {
  static let monday = ForecastTests.monday
  static let end = monday.adding(days: 84)

  private func total(_ result: QueueForecast, on date: CivilDate) -> Double {
    zip(result.starts, result.contacts).reduce(0) { $0 + (result.zone.date(at: $1.0) == date ? $1.1 : 0) }
  }

  private func event(
    _ first: Int, _ last: Int, _ uplift: DemandEvent.Uplift?, halfLife: Double? = nil, queue: QueueID? = nil
  ) -> DemandEvent {
    DemandEvent(
      kind: .campaign, name: "Sale", queue: queue,
      start: CivilTime(date: Self.monday.adding(days: first), clock: ClockTime(minutes: 0)),
      end: CivilTime(date: Self.monday.adding(days: last + 1), clock: ClockTime(minutes: 0)), uplift: uplift,
      halfLife: halfLife)
  }

  @Test("an event to come changes its days by its uplift, and no others")
  func uplift() throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let plain = try forecast(ForecastRequest(history: history, first: Self.end))
    let share = try forecast(
      ForecastRequest(history: history, events: [event(85, 86, .share(0.2))], first: Self.end))
    let contacts = try forecast(
      ForecastRequest(history: history, events: [event(85, 86, .contacts(150))], first: Self.end))
    let other = try forecast(
      ForecastRequest(history: history, events: [event(85, 86, .share(0.2), queue: "other")], first: Self.end))
    for offset in 0..<7 {
      let date = Self.end.adding(days: offset)
      let inside = (1...2).contains(offset)
      #expect(abs(total(share, on: date) / total(plain, on: date) - (inside ? 1.2 : 1)) < 1e-9)
      #expect(abs(total(contacts, on: date) - total(plain, on: date) - (inside ? 150 : 0)) < 1e-6)
    }
    #expect(other.contacts == plain.contacts)
    #expect(share.notes.contains { $0.contains("campaign 'Sale'") && $0.contains("+20 %") }, "\(share.notes)")
  }

  @Test("an uplift with a half-life is halved after so many days; all contacts can be taken away, never more")
  func decay() throws {
    let history = Histories.made(from: Self.monday, days: 84, contacts: Histories.typical)
    let plain = try forecast(ForecastRequest(history: history, first: Self.end, method: .eightWeekAverage))
    let decaying = try forecast(
      ForecastRequest(
        history: history, events: [event(84, 90, .share(1), halfLife: 2)], first: Self.end, method: .eightWeekAverage))
    for (row, start) in decaying.starts.enumerated() where plain.contacts[row] > 0 {
      let days = Double(start - Zone.utc.instant(of: Self.end)) / 86_400 + 0.25 / 24
      let strength = decaying.contacts[row] / plain.contacts[row] - 1
      #expect(abs(strength - pow(2, -days / 2)) < 1e-9)
    }
    let none = try forecast(
      ForecastRequest(
        history: history, events: [event(84, 90, .share(-1)), event(84, 90, .contacts(-1e6))], first: Self.end))
    #expect(none.contacts.allSatisfy { $0 == 0 })
  }

  @Test(
    "an event to come brings what its planner says, and what past ones of its kind brought where nothing is said")
  func learnedUplift() throws {
    let sales = [30...31, 52...53].map { $0.map { Self.monday.adding(days: $0) } }.flatMap { $0 }
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    var raised = history
    for row in raised.starts.indices where sales.contains(Zone.utc.date(at: raised.starts[row])) {
      raised.contacts[row] = (1.5 * raised.contacts[row]).rounded()
    }
    let past = [event(30, 31, nil), event(52, 53, .share(0.1))]
    let plain = try forecast(ForecastRequest(history: raised, events: past, first: Self.end))
    func uplift(_ coming: DemandEvent, with events: [DemandEvent]) throws -> (share: Double, notes: [String]) {
      let made = try forecast(ForecastRequest(history: raised, events: events + [coming], first: Self.end))
      return (total(made, on: Self.end) / total(plain, on: Self.end) - 1, made.notes)
    }
    // Two events of a half each and silence that counts as one: 1.5^(2/3).
    let silent = try uplift(event(84, 84, nil), with: past)
    #expect(abs(silent.share - 0.31) < 0.04, "\(silent)")
    #expect(silent.notes.contains { $0.contains("from what 2 past campaigns brought") }, "\(silent.notes)")
    // The planner's word stands, with the past beside it.
    let stated = try uplift(event(84, 84, .share(0.2)), with: past)
    #expect(abs(stated.share - 0.2) < 0.05, "\(stated)")
    #expect(stated.notes.contains { $0.contains("as its planner says; 2 past campaigns brought") }, "\(stated.notes)")
    #expect(try abs(uplift(event(84, 84, .share(0.2)), with: []).share - 0.2) < 0.05)
    let contacts = try forecast(
      ForecastRequest(history: raised, events: past + [event(84, 84, .contacts(100))], first: Self.end))
    #expect(abs(total(contacts, on: Self.end) - total(plain, on: Self.end) - 100) < 1e-6)
    // Another kind teaches nothing.
    var outage = event(84, 84, nil)
    outage.kind = .outage
    #expect(try abs(uplift(outage, with: past).share) < 1e-9)
  }

  @Test("the days of a past event are kept out of the base, in the average too, and what it brought is told")
  func pastEvent() throws {
    let days = (70...74).map { Self.monday.adding(days: $0) }
    let calm = Histories.made(from: Self.monday, days: 84, contacts: Histories.typical)
    let history = Histories.made(from: Self.monday, days: 84) {
      Histories.typical($0) * (days.contains($0.date) ? 1.3 : 1)
    }
    for method in [ForecastMethod.eightWeekAverage, .combination] {
      let undisturbed = try forecast(ForecastRequest(history: calm, first: Self.end, method: method))
      let known = try forecast(
        ForecastRequest(history: history, events: [event(70, 74, nil)], first: Self.end, method: method))
      let unknown = try forecast(ForecastRequest(history: history, first: Self.end, method: method))
      let whole = undisturbed.contacts.reduce(0, +)
      #expect(abs(known.contacts.reduce(0, +) / whole - 1) < 0.002)
      if method == .eightWeekAverage { #expect(unknown.contacts.reduce(0, +) / whole > 1.02) }
      #expect(known.notes.contains { $0.contains("+30 % against other days") }, "\(known.notes)")
      #expect(known.findings.count { $0.kind == .event } == 5)
    }
  }

  @Test("a mailing that is known ahead is followed, one that isn't known is forecast from its weekdays")
  func drivers() throws {
    // A mailing every nine days doubles the contacts of its day.
    func mails(_ date: CivilDate) -> Bool { (date - Self.monday) % 9 == 2 }
    let history = Histories.made(from: Self.monday, days: 168) { Histories.typical($0) * (mails($0.date) ? 2 : 1) }
    let first = Self.monday.adding(days: 168)
    func driver(days: Int) -> Driver {
      let dates = (0..<days).map { Self.monday.adding(days: $0) }
      return Driver(name: "mailings", daily: Dictionary(uniqueKeysWithValues: dates.map { ($0, mails($0) ? 5000 : 0) }))
    }
    let plain = Histories.made(from: first, days: 7, contacts: Histories.typical)
    let known = try forecast(ForecastRequest(history: history, drivers: [driver(days: 175)], first: first))
    let unknown = try forecast(ForecastRequest(history: history, drivers: [driver(days: 168)], first: first))
    let mailing = (0..<7).map { first.adding(days: $0) }.first(where: mails)
    let date = try #require(mailing)
    let ordinary = zip(plain.starts, plain.contacts).reduce(0) { $0 + (Zone.utc.date(at: $1.0) == date ? $1.1 : 0) }
    #expect(abs(total(known, on: date) / ordinary - 2) < 0.25, "\(total(known, on: date) / ordinary)")
    #expect(total(unknown, on: date) / ordinary < 1.4)
    #expect(known.weights.contains { $0.model.hasSuffix("drivers)") && $0.weight > 0.1 })
    #expect(known.notes.contains { $0.hasPrefix("Drivers: mailings") }, "\(known.notes)")
    let constant = Driver(
      name: "flat", daily: Dictionary(uniqueKeysWithValues: (0..<175).map { (Self.monday.adding(days: $0), 1) }))
    let useless = try forecast(ForecastRequest(history: history, drivers: [constant], first: first))
    #expect(
      useless.notes.contains("Driver flat is left out: it has the same value all along."), "\(useless.notes)")
  }

  @Test("a driver known for some days to come is used on those, and forecast on the others")
  func driverKnownInPart() throws {
    // Sessions follow no calendar, and contacts follow the sessions.
    var generator = SeededGenerator(seed: 5)
    let sessions: [Double] = (0..<182).map { _ in 1000 * exp(0.5 * (generator.nextUnit() - 0.5)) }
    let history = Histories.made(from: Self.monday, days: 168) { civil in
      Histories.typical(civil) * sessions[civil.date - Self.monday] / 1000
    }
    let first = Self.monday.adding(days: 168)
    func driver(_ known: Int) -> Driver {
      Driver(
        name: "sessions",
        daily: Dictionary(uniqueKeysWithValues: (0..<known).map { (Self.monday.adding(days: $0), sessions[$0]) }))
    }
    func error(_ known: Int, _ days: Range<Int>) throws -> Double {
      let result = try forecast(
        ForecastRequest(history: history, drivers: [driver(known)], first: first, days: 14))
      return days.reduce(0) { sum, day in
        let date = Self.monday.adding(days: day)
        let truth = Histories.made(from: date, days: 1, contacts: Histories.typical).contacts.reduce(0, +)
        let share = total(result, on: date) / (truth * sessions[day] / 1000)
        return sum + abs(log(share)) / Double(days.count)
      }
    }
    let (known, unknown) = (try error(174, 168..<174), try error(168, 168..<174))
    #expect(known < 0.5 * unknown, "\(known) against \(unknown)")
    let part = try forecast(ForecastRequest(history: history, drivers: [driver(174)], first: first, days: 14))
    #expect(
      part.notes.contains {
        $0.hasPrefix("Driver sessions is known on 6 of the 14 days to come, the last of them \(first.adding(days: 5))")
      }, "\(part.notes)")
  }

  @Test("mailings listed on mailing days alone are 0 on the others")
  func listedDriver() throws {
    func mails(_ date: CivilDate) -> Bool { (date - Self.monday) % 9 == 2 }
    let history = Histories.made(from: Self.monday, days: 168) { Histories.typical($0) * (mails($0.date) ? 2 : 1) }
    let first = Self.monday.adding(days: 168)
    let dates = (0..<175).map { Self.monday.adding(days: $0) }
    let whole = Driver(name: "mails", daily: Dictionary(uniqueKeysWithValues: dates.map { ($0, mails($0) ? 5000 : 0) }))
    let listed = Driver(name: "mails", daily: whole.daily.filter { $0.value > 0 })
    let expected = try forecast(ForecastRequest(history: history, drivers: [whole], first: first))
    let result = try forecast(ForecastRequest(history: history, drivers: [listed], first: first))
    #expect(result.contacts == expected.contacts)
    #expect(
      result.notes.contains {
        $0.hasPrefix("Driver mails is listed on 19 days of the past and 1 to come; on every other day it is taken as 0")
      }, "\(result.notes)")
    let few = Driver(name: "few", daily: [dates[3]: 1, dates[90]: 1])
    let refused = try forecast(ForecastRequest(history: history, drivers: [few], first: first))
    #expect(
      refused.notes.contains { $0.contains("few is left out: it has 2 values in the past; 3 or more are needed") })
  }

  @Test("half a year ahead the season of two years counts, not the level of the last weeks")
  func seasonFarAhead() throws {
    let start = CivilDate(dayNumber: 20_454)
    var generator = SeededGenerator(seed: 3)
    func level(_ date: CivilDate) -> Double { exp(0.5 * cos(2 * Double.pi * Double(date - start) / 365.25)) }
    func mean(_ civil: CivilTime) -> Double { 8 * Histories.typical(civil) * level(civil.date) }
    let history = Histories.made(interval: 240, from: start, days: 760) { Histories.poisson(mean($0), &generator) }
    let first = start.adding(days: 760)
    let result = try forecast(ForecastRequest(history: history, first: first, days: 180))
    for week in [4, 12, 20, 24] {
      let days = first.adding(days: 7 * week)..<first.adding(days: 7 * week + 7)
      let truth = Histories.made(interval: 240, from: days.lowerBound, days: 7, contacts: mean).contacts.reduce(0, +)
      let rows = result.starts.indices.filter { days.contains(Zone.utc.date(at: result.starts[$0])) }
      let made = rows.reduce(0.0) { $0 + result.contacts[$1] }
      #expect(abs(made / truth - 1) < 0.08, "week \(week): \(made / truth)")
    }
    #expect(
      result.notes.contains {
        $0.hasPrefix("The last day is 180 days ahead: models are weighed by how they would have")
      },
      "\(result.notes)")
    let short = try forecast(ForecastRequest(history: history, first: first, days: 60, maximumWeeks: 26))
    #expect(short.notes.contains { $0.contains("too short to know a year's season") }, "\(short.notes)")
  }

  @Test("an event of closed days is said to change nothing")
  func closedEvent() throws {
    let history = Histories.made(
      from: Self.monday, days: 84, isOpen: { $0.date.weekday.index < 5 }, contacts: Histories.typical)
    let result = try forecast(ForecastRequest(history: history, events: [event(89, 90, .share(0.5))], first: Self.end))
    #expect(
      result.notes.contains { $0.contains("changes nothing: the queue is closed on its days") }, "\(result.notes)")
  }

  @Test("an event brings its contacts whatever the intervals asked for, or is said to bring nothing")
  func eventOfMinutes() throws {
    let hours = OpeningHours(ClockTime(minutes: 480)..<ClockTime(minutes: 1080), on: Array(Weekday.allCases.prefix(5)))
    let history = Histories.made(interval: 15, from: Self.monday, days: 84, contacts: Histories.typical)
    let date = Self.end.adding(days: 2)
    func made(_ times: Range<Int>, _ uplift: DemandEvent.Uplift, _ interval: Minutes) throws -> QueueForecast {
      let event = DemandEvent(
        kind: .campaign, name: "X", start: CivilTime(date: date, clock: ClockTime(minutes: times.lowerBound)),
        end: CivilTime(date: date, clock: ClockTime(minutes: times.upperBound)), uplift: uplift)
      return try forecast(
        ForecastRequest(history: history, hours: hours, events: [event], first: Self.end, interval: interval))
    }
    for interval in [15, 30, 60] as [Minutes] {
      let plain = total(try made(0..<60, .share(0), interval), on: date)
      // Ten minutes; hours that begin before the queue opens; all of its day.
      for times in [480..<490, 420..<500, 0..<1440] {
        let result = try made(times, .contacts(30), interval)
        #expect(abs(total(result, on: date) - plain - 30) < 1e-9, "\(interval) \(times)")
        #expect(result.notes.contains { $0.contains("is taken to bring +30 contacts a day") })
      }
      for times in [360..<420, 1080..<1200] {
        let result = try made(times, .contacts(30), interval)
        #expect(total(result, on: date) == plain)
        #expect(result.notes.contains { $0.contains("changes nothing: the queue is closed at its hours") })
      }
    }
    // A share of the contacts of twenty minutes, in quarters that hold a third of them and in half-hours that hold a part.
    let quarter = try made(485..<505, .share(1), 15)
    let half = try made(485..<505, .share(1), 30)
    let none = try made(0..<60, .share(0), 15)
    #expect(abs(total(quarter, on: date) / total(half, on: date) - 1) < 1e-3)
    let rate = zip(none.starts, none.contacts).first { none.zone.date(at: $0.0) == date }?.1 ?? 0
    #expect(abs(total(quarter, on: date) - total(none, on: date) - rate * 20 / 15) < 0.05 * rate)
  }

  @Test(
    "a year's season is found in two years, and not looked for in half of one",
    .enabled(if: BenchmarkTests.isSlow, "slow; set ROTA_SLOW=1"))
  func season() throws {
    let start = CivilDate(dayNumber: 20_454)  // 2026-01-01
    func level(_ date: CivilDate) -> Double { exp(0.5 * cos(2 * Double.pi * Double(date - start) / 365.25)) }
    let days = 670  // to 2027-11-01
    let history = Histories.made(interval: 60, from: start, days: days) { Histories.typical($0) * level($0.date) }
    let first = start.adding(days: days)
    let result = try forecast(ForecastRequest(history: history, first: first, days: 45))
    let seasonal = result.weights.filter { $0.model.contains("season") }.reduce(0) { $0 + $1.weight }
    #expect(seasonal > 0.5, "\(result.weights)")
    let truth = Histories.made(interval: 60, from: first, days: 45) { Histories.typical($0) * level($0.date) }
    let far = first.adding(days: 38)..<first.adding(days: 45)
    func last(_ starts: [Instant], _ contacts: [Double]) -> Double {
      zip(starts, contacts).reduce(0) { $0 + (far.contains(Zone.utc.date(at: $1.0)) ? $1.1 : 0) }
    }
    let expected = last(truth.starts, truth.contacts)
    #expect(abs(last(result.starts, result.contacts) / expected - 1) < 0.1)
    let short = try forecast(
      ForecastRequest(history: history, first: first, days: 45, maximumWeeks: 26))
    #expect(last(short.starts, short.contacts) / expected < 0.9)
    #expect(!short.weights.contains { $0.model.contains("season") })
  }

  @Test("a holiday of a class never seen is forecast as its planner says")
  func multiplier() throws {
    let history = Histories.made(from: Self.monday, days: 84, contacts: Histories.typical)
    let date = Self.end.adding(days: 2)
    let plain = try forecast(
      ForecastRequest(history: history, holidays: [Holiday(date: date, name: "Feast")], first: Self.end))
    let told = try forecast(
      ForecastRequest(
        history: history, holidays: [Holiday(date: date, name: "Feast", multiplier: 0.4)], first: Self.end))
    #expect(abs(total(told, on: date) / total(plain, on: date) - 0.4) < 1e-9)
    #expect(told.notes.contains { $0.contains("40 % of an ordinary Wednesday") }, "\(told.notes)")
    // Seen once, the history speaks.
    let past = Holiday(date: Self.monday.adding(days: 30), name: "Feast")
    let seen = try forecast(
      ForecastRequest(
        history: history, holidays: [past, Holiday(date: date, name: "Feast", multiplier: 0.4)], first: Self.end))
    #expect(total(seen, on: date) / total(plain, on: date) > 0.7)
  }

  @Test("a queue without history has its sibling's shape and the planner's level")
  func newQueue() throws {
    let sibling = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let empty = IntervalHistory(queue: "new", zone: .utc, interval: 30)
    let result = try forecast(
      ForecastRequest(history: empty, sibling: sibling, dailyContacts: 100, first: Self.end))
    let model = try forecast(ForecastRequest(history: sibling, first: Self.end))
    #expect(result.queue == "new" && result.method == "sibling")
    #expect(abs(result.contacts.reduce(0, +) - 700) < 1e-6)
    let scale = 700 / model.contacts.reduce(0, +)
    #expect(zip(result.contacts, model.contacts).allSatisfy { abs($0 - $1 * scale) < 1e-9 })
    #expect(result.notes.count == 1 && result.notes[0].contains("'made'"))
    #expect(throws: Diagnostic.self) { try forecast(ForecastRequest(history: empty, first: Self.end)) }
  }

  @Test("a new queue that is open when its sibling isn't has the planner's contacts, evenly, and says so")
  func newQueueElsewhere() throws {
    let sibling = Histories.made(
      from: Self.monday, days: 84, isOpen: { $0.date.weekday.index < 5 && (480..<1080).contains($0.minuteOfDay) },
      contacts: Histories.typical)
    let empty = IntervalHistory(queue: "chat", zone: .utc, interval: 30)
    func made(_ hours: String) throws -> (day: [Double], contacts: [Double], note: String) {
      let result = try forecast(
        ForecastRequest(
          history: empty, hours: try OpeningHours(text: hours), sibling: sibling, dailyContacts: 30, first: Self.end))
      let days = (0..<7).map { total(result, on: Self.end.adding(days: $0)) }
      return (days, result.contacts, result.notes.joined(separator: " "))
    }
    func isClose(_ days: [Double], _ expected: [Double]) -> Bool {
      zip(days, expected).allSatisfy { abs($0 - $1) < 1e-9 }
    }
    let evenings = try made("mon-fri 20:00-22:00")
    #expect(isClose(evenings.day, [30, 30, 30, 30, 30, 0, 0]) && evenings.contacts.allSatisfy { abs($0 - 7.5) < 1e-9 })
    #expect(evenings.note.contains("30 contacts an open day") && evenings.note.contains("evenly over its hours"))
    let saturday = try made("mon-fri 08:00-18:00; sat 19:00-21:00")
    #expect(abs(saturday.day.reduce(0, +) - 180) < 1e-9 && abs(saturday.day[5] - 30) < 1e-9)
    #expect(saturday.note.contains("On Saturday, where 'made' has no contacts in its hours, they come evenly."))
    let longer = try made("mon-fri 12:00-20:00")
    #expect(abs(longer.day.reduce(0, +) - 150) < 1e-9 && longer.note.hasSuffix("in which 'made' has none."))
    let inside = try made("mon-fri 12:00-16:00")
    #expect(abs(inside.day.reduce(0, +) - 150) < 1e-9 && inside.note.hasSuffix("shape of the day from 'made'."))
  }

  @Test("a new queue in another zone than its sibling's is open by its own clock, with the sibling's local habits")
  func newQueueInAnotherZone() throws {
    let (warsaw, york) = (try Zone("Europe/Warsaw"), try Zone("America/New_York"))
    let hours = try OpeningHours(text: "mon-fri 09:00-12:00")
    func made(_ zone: Zone) throws -> QueueForecast {
      let sibling = Histories.made(zone: warsaw, from: Self.monday, days: 84, contacts: Histories.typical)
      let empty = IntervalHistory(queue: "chat", zone: zone, interval: 30)
      return try forecast(
        ForecastRequest(history: empty, hours: hours, sibling: sibling, dailyContacts: 30, first: Self.end))
    }
    let (here, there) = (try made(warsaw), try made(york))
    #expect(there.zone == york && there.starts.count == 30)
    #expect(there.starts.map { york.civil(at: $0) } == here.starts.map { warsaw.civil(at: $0) })
    #expect(zip(here.contacts, there.contacts).allSatisfy { abs($0 - $1) < 1e-3 * $0 })
    #expect(abs(there.contacts.reduce(0, +) - 150) < 1e-9)
  }

  @Test("a sparse queue borrows the shape of the day and keeps its own level")
  func sparse() throws {
    let history = Histories.made(from: Self.monday, days: 84) { $0.minuteOfDay == 600 ? 2 : 0 }
    let sibling = Histories.made(from: Self.monday, days: 84, contacts: Histories.typical)
    let result = try forecast(ForecastRequest(history: history, sibling: sibling, first: Self.end))
    #expect(result.method == "borrowed-profile" && abs(result.contacts.reduce(0, +) - 14) < 1e-9)
    #expect((result.contacts.max() ?? 0) < 0.2)
  }
}
