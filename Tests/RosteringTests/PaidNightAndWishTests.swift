import RotaFixtures
import Calendars
import Checking
import Rostering
import Searching
import Testing
import Workforce

/// Rules whose reading depends on where a duty ends or its breaks lie: the search, the checker and a plain count agree.
@Suite struct PaidNightAndWishTests {
  private static func request(_ change: (inout RosterRequest) -> Void) throws -> RosterRequest {
    var request = try MakeRotaTests.request()
    change(&request)
    return request
  }

  private static func outcome(_ request: RosterRequest) throws -> RosterOutcome {
    try makeRota(
      request, options: MakeRotaTests.options(iterations: 400), stop: StopFlag(), clock: { 0 }, progress: { _ in })
  }

  /// Seconds of a duty in the night of its site that aren't an unpaid break, minute by minute.
  private static func paidNight(_ duty: Duty, at site: Site) -> Int {
    (0..<duty.length.rawValue).count { minute in
      let civil = site.zone.civil(at: duty.start + Minutes(minute))
      let isNight = civil.minuteOfDay >= site.nightFrom.minutes || civil.minuteOfDay < site.nightTo.minutes - 1440
      let isUnpaid = duty.breaks.contains {
        !$0.paid && $0.offset.rawValue <= minute && minute < ($0.offset + $0.length).rawValue
      }
      return isNight && !isUnpaid
    } * 60
  }

  @Test("the premium is paid on paid time of the night; where a lunch lies across its border, its place is priced")
  func paidNights() throws {
    let request = try Self.request { request in
      for index in request.sites.indices { request.sites[index].nightPremiumOn = .paid }
      // Two people who work nothing but nights and evenings.
      for index in [1, 4] { request.people[index].rules.templates = ["night", "evening"] }
      // Evenings whose lunch can lie before, across or after 22:00.
      request.templates.append(
        ShiftTemplate(
          id: "evening", sites: ["krakow"], earliestStart: ClockTime(hour: 17), latestStart: ClockTime(hour: 18),
          lengths: [510],
          breaks: [
            BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 60, minimumShift: 360)
          ]))
    }
    let outcome = try Self.outcome(request)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    let counted = countedCosts(request, outcome.rota)
    #expect(abs(counted.nightPremium - outcome.costs.nightPremium) < 0.1)
    let plain = outcome.rota.duties.reduce(0.0) { sum, assigned in
      let person = request.people.first { $0.id == assigned.person }
      guard let site = request.sites.first(where: { $0.id == person?.site }) else { return sum }
      return sum + site.nightPremiumPerHour * Double(Self.paidNight(assigned.duty, at: site)) / 3600
    }
    #expect(abs(plain - counted.nightPremium) < 1e-6)
    #expect(outcome.rota.duties.contains { $0.duty.template != "day" })
    #expect(outcome.bound <= outcome.objective)
    // A finished duty is known again, wherever its lunch lies.
    let held = RotaBase(
      rota: outcome.rota, prices: DisturbancePrices(),
      frozen: Set(outcome.rota.duties.map { DutyDay($0.person, $0.duty.date) }))
    let kept = try makeRota(
      request, near: held, options: MakeRotaTests.options(iterations: 20), stop: StopFlag(), clock: { 0 },
      progress: { _ in })
    #expect(Set(kept.rota.duties) == Set(outcome.rota.duties))
    // On elapsed time the same rota earns more.
    var elapsed = request
    for index in elapsed.sites.indices { elapsed.sites[index].nightPremiumOn = .elapsed }
    #expect(countedCosts(elapsed, outcome.rota).nightPremium > counted.nightPremium)
  }

  @Test("options that differ in the place of an unpaid break are priced minute by minute")
  func optionsOfANight() throws {
    let zone = try Zone("Europe/Berlin")
    var site = Site(id: "s", name: "S", zone: zone, payPerHour: 20, nightPremiumPerHour: 6, nightPremiumOn: .paid)
    let template = ShiftTemplate(
      id: "t", earliestStart: ClockTime(hour: 17, minute: 30), latestStart: ClockTime(hour: 22), lengths: [510],
      breaks: [
        BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 30, minimumShift: 360)
      ])
    // The night of the autumn clock change too.
    for date in [MakeRotaTests.monday, MakeRotaTests.monday.adding(days: 5)] {
      let grid = IntervalGrid(start: zone.instant(of: date), interval: 15, count: 4 * 96)
      let options = try shiftOptions(template: template, site: site, date: date, grid: grid)
      for option in options {
        let window = option.breakWindows[0]
        for offset in window.earliestOffset...window.latestOffset {
          let duty = option.duty(breaksAt: [offset], interval: 15)
          #expect(
            option.nightMinutes.rawValue * 60 == Self.paidNight(duty, at: site), "\(option.start.utcText) \(offset)")
        }
      }
      // Every place of the window once.
      let places = Dictionary(grouping: options, by: \.start).mapValues { options in
        options.flatMap { Array($0.breakWindows[0].earliestOffset...$0.breakWindows[0].latestOffset) }
      }
      #expect(places.values.allSatisfy { $0 == Array(13...19) })
      #expect(places.count == 10)
    }
    site.nightPremiumOn = nil
    let grid = IntervalGrid(start: zone.instant(of: MakeRotaTests.monday), interval: 15, count: 4 * 96)
    #expect(try shiftOptions(template: template, site: site, date: MakeRotaTests.monday, grid: grid).count == 10)
  }

  @Test("a night that reaches well into a date wished off breaks the wish, for search and checker alike")
  func nightIntoADayOff() throws {
    let request = try Self.request { request in
      let sunday = request.firstDate.adding(days: 6)
      request.people[1].wishes = [Wish(kind: .dayOff, date: request.firstDate.adding(days: 5), price: 37)]
      request.people[4].wishes = [
        Wish(kind: .dayOff, date: sunday, price: 11), Wish(kind: .start(ClockTime(hour: 22)), price: 2),
        Wish(kind: .dayOff, date: sunday.adding(days: 1), price: 13),
      ]
    }
    let outcome = try Self.outcome(request)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    #expect(abs(countedCosts(request, outcome.rota).wishes - outcome.costs.wishes) < 0.1)
    #expect(outcome.bound <= outcome.objective)

    // Read on a rota made by hand: nights from Thursday on.
    var fixture = try CheckFixture()
    func cost(_ day: Int, _ change: (inout CheckFixture) -> Void = { _ in }) -> Double {
      var changed = fixture
      change(&changed)
      changed.request.people[1].wishes = [Wish(kind: .dayOff, date: changed.date(day), price: 50)]
      return countedCosts(changed.request, changed.rota).wishes
    }
    // Thursday's night costs Thursday's wish and Friday's, into which it reaches; Friday's own night costs once more.
    #expect(cost(2) == 0 && cost(3) == 50 && cost(4) == 100 && cost(6) == 50)
    // Until one o'clock it doesn't reach far.
    let last = fixture.place("ben", 5)
    fixture.rota.duties[last].duty.length = 180
    fixture.rota.duties[last].duty.breaks = []
    #expect(cost(6) == 0)
    fixture.rota.duties[last].duty.length = 195
    #expect(cost(6) == 50)
  }

  @Test("the cheapest rota avoids the night before a day off as soon as the wish outweighs it")
  func wishedNight() throws {
    func nights(_ price: Double) throws -> Bool {
      let request = try Self.request { request in
        request.people.removeAll { $0.id != "ben" }
        request.people[0].absences = []
        request.people[0].history = WorkHistory()
        request.people[0].rules.templates = ["night"]
        request.templates[1].weekdays = [.tuesday]
        request.people[0].wishes = [Wish(kind: .dayOff, date: request.firstDate.adding(days: 2), price: price)]
        request.carriedIn = []
      }
      let rota = try Self.outcome(request).rota
      return rota.duties.contains { $0.duty.date == request.firstDate.adding(days: 1) }
    }
    #expect(try nights(0))
    #expect(try !nights(100_000))
  }

  @Test(
    "nobody works where everything is closed; a usual day counts its part of the contract", arguments: [true, false])
  func closedDays(credited: Bool) throws {
    let request = try Self.request { request in
      let wednesday = request.firstDate.adding(days: 2)
      for index in request.people.indices {
        request.people[index].closedDays = ClosedDays(dates: [wednesday], credited: credited)
      }
      request.people[0].usualDays = [.monday, .tuesday, .wednesday]
      request.people[2].absences = [
        Absence(first: request.firstDate.adding(days: 3), last: request.firstDate.adding(days: 4))
      ]
      request.people[2].usualDays = [.monday, .tuesday, .wednesday]
    }
    let outcome = try Self.outcome(request)
    let wednesday = request.firstDate.adding(days: 2)
    #expect(!outcome.rota.duties.contains { $0.duty.date == wednesday })
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    #expect(abs(countedCosts(request, outcome.rota).contractShortfall - outcome.costs.contractShortfall) < 0.1)
    // A third of 40 h for the one who works three days, a fifth for the others.
    func limit(_ person: Int) -> Double {
      let paid = outcome.rota.duties.filter { $0.person == request.people[person].id }.reduce(0) {
        $0 + $1.duty.paid.rawValue
      }
      return 2400 - Double(paid)
    }
    #expect(limit(0) >= (credited ? 800 : 0))
    #expect(limit(4) >= (credited ? 480 : 0))
    // Leave on days that are never worked takes nothing off beyond the closed day.
    #expect(limit(2) >= (credited ? 800 : 0))
  }
}
