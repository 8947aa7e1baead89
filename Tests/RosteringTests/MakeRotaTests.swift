import Calendars
import Checking
import Rostering
import Searching
import Synchronization
import Tables
import Testing
import Workforce

/// Whole requests, read back by the independent checker and by a plain test-side reading of the rules.
@Suite struct MakeRotaTests {
  static let monday = CivilDate(dayNumber: 20_745)  // 2026-10-19, the week of Europe's autumn clock change

  /// Two sites that cover two queues, nights included; people with every rule.
  static func request(weeks: Int = 1, firstDate: CivilDate = monday) throws -> RosterRequest {
    let warsaw = try Zone("Europe/Warsaw")
    let bogota = try Zone("America/Bogota")
    let start = Instant(secondsSince1970: (firstDate.dayNumber - 1) * 86_400)
    let grid = IntervalGrid(start: start, interval: 15, count: (weeks * 7 + 3) * 96)
    let rest = BreakRule(kind: .rest, length: 15, paid: true, anchor: .start, from: 60, to: 105)
    let lunch = BreakRule(
      kind: .lunch, length: 30, paid: false, anchor: .middle, from: -30, to: 30, minimumShift: 360)
    let day = ShiftTemplate(
      id: "day", earliestStart: ClockTime(hour: 7), latestStart: ClockTime(hour: 13), lengths: [240, 480, 510],
      latestEnd: ClockTime(hour: 21), breaks: [rest, lunch])
    let night = ShiftTemplate(
      id: "night", sites: ["krakow"], earliestStart: ClockTime(hour: 21), latestStart: ClockTime(hour: 22),
      step: 60, lengths: [480], breaks: [rest, lunch])
    var rules = PersonRules(minimumWeekly: .hours(30), maximumWeekly: .hours(40))
    rules.maximumConsecutiveDays = 4
    let full = rules
    func person(_ id: PersonID, _ site: SiteID, _ zone: Zone, _ queues: [QueueID]) -> Person {
      Person(
        id: id, name: "Agent \(id.rawValue)", site: site, zone: zone, queues: queues, contract: .hours(40), rules: full
      )
    }
    var people = [
      person("ann", "krakow", warsaw, ["phone", "chat"]), person("ben", "krakow", warsaw, ["phone"]),
      person("cai", "bogota", bogota, ["chat"]), person("dan", "bogota", bogota, ["phone", "chat"]),
      person("eve", "krakow", warsaw, ["chat"]), person("fay", "krakow", warsaw, ["post"]),
    ]
    people[0].fixedDaysOff = [.sunday]
    people[0].wishes = [Wish(kind: .start(ClockTime(hour: 9)), price: 3)]
    people[1].absences = [Absence(first: firstDate.adding(days: 2), last: firstDate.adding(days: 3))]
    people[1].history = WorkHistory(
      consecutiveDays: 3, lastEnd: warsaw.instant(of: firstDate.adding(days: -1), ClockTime(hour: 23)))
    people[2].wishes = [Wish(kind: .dayOff, date: firstDate.adding(days: 5), price: 40)]
    people[3].rules.templates = ["day"]
    people[4].absences = [Absence(first: firstDate.adding(days: 5), last: firstDate.adding(days: 9), paid: false)]
    let demand = [("phone", 6, 23), ("chat", 12, 26)].map { name, open, close in
      QueueDemand(
        queue: QueueID(name),
        required: (0..<grid.count).map { slot in
          let hour = slot / 4 % 24
          return (hour >= open && hour < close) || hour + 24 < close ? 1 + (hour % 5 == 0 ? 1 : 0) : 0
        })
    }
    let carried = CarriedDuty(
      queues: ["phone"],
      duty: Duty(
        template: "night", date: firstDate.adding(days: -1),
        start: warsaw.instant(of: firstDate.adding(days: -1), ClockTime(hour: 22)), length: 480,
        breaks: [PlacedBreak(kind: .rest, offset: 60, length: 15, paid: true)]))
    return RosterRequest(
      firstDate: firstDate, days: weeks * 7, grid: grid,
      sites: [
        Site(id: "krakow", name: "Kraków", zone: warsaw, payPerHour: 18.35, nightPremiumPerHour: 4.2),
        Site(id: "bogota", name: "Bogotá", zone: bogota, payPerHour: 9.1),
      ],
      templates: [day, night], people: people, demand: demand, carriedIn: [carried])
  }

  static func options(iterations: Int = 300, seed: UInt64 = 1, threads: Int = 1) -> SearchLimits {
    SearchLimits(timeLimit: nil, iterations: iterations, seed: seed, threads: threads)
  }

  @Test("a rota keeps every rule, costs what the checker counts, and lies above its bound", arguments: [1, 2])
  func checked(weeks: Int) throws {
    let request = try Self.request(weeks: weeks)
    let outcome = try makeRota(request, options: Self.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(!outcome.rota.duties.isEmpty)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    let counted = countedCosts(request, outcome.rota)
    // Each duty and wish is rounded to a thousandth.
    #expect(abs(counted.pay - outcome.costs.pay) < 0.1)
    #expect(abs(counted.nightPremium - outcome.costs.nightPremium) < 0.1)
    #expect(abs(counted.wishes - outcome.costs.wishes) < 0.1)
    #expect(abs(counted.contractShortfall - outcome.costs.contractShortfall) < 0.1)
    #expect(abs(counted.understaffing - outcome.costs.understaffing) < 0.1)
    #expect(abs(counted.overstaffing - outcome.costs.overstaffing) < 0.1)
    #expect(outcome.objective == outcome.costs.total)
    #expect(outcome.bound > 0)
    #expect(outcome.bound <= outcome.objective)
    #expect(outcome.status == .iterationLimit || outcome.status == .optimal)
  }

  @Test("the same request, seed and iterations give the same outcome with one thread and with two")
  func repeatable() throws {
    let request = try Self.request()
    func make(_ threads: Int) throws -> RosterOutcome {
      try makeRota(
        request, options: Self.options(iterations: 500, threads: threads), stop: StopFlag(), clock: { 0 },
        progress: { _ in })
    }
    let first = try make(1)
    #expect(try make(2) == first)
    #expect(try make(1) == first)
  }

  @Test("raising the stop flag ends a search without end and returns the best rota so far")
  func interrupted() throws {
    let request = try Self.request()
    let stop = StopFlag()
    let seen = Mutex(0)
    let outcome = try makeRota(
      request, options: SearchLimits(timeLimit: nil, iterations: .max / 2, threads: 2), stop: stop, clock: { 0 }
    ) { progress in
      let count = seen.withLock { count in
        count += 1
        return count
      }
      if progress.stage == "sweeps" || count > 50 { stop.raise() }
    }
    #expect(outcome.status == .interrupted)
    #expect(!outcome.rota.duties.isEmpty)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.isEmpty)
  }

  @Test("stopped before it begins, a rota still comes out: nobody works")
  func stoppedAtOnce() throws {
    let request = try Self.request()
    let stop = StopFlag()
    stop.raise()
    let outcome = try makeRota(request, options: Self.options(), stop: stop, clock: { 0 }, progress: { _ in })
    #expect(outcome.rota.duties.isEmpty)
    #expect(outcome.status == .interrupted)
    #expect(outcome.costs.understaffing > 0)
    #expect(outcome.bound <= outcome.objective)
  }

  @Test("a time limit of the clock ends the search")
  func timeLimit() throws {
    let request = try Self.request()
    let ticks = Mutex(0.0)
    let outcome = try makeRota(
      request, options: SearchLimits(timeLimit: 1, iterations: nil, threads: 1), stop: StopFlag(),
      clock: {
        ticks.withLock { now in
          now += 0.02
          return now
        }
      }, progress: { _ in })
    #expect([.timeLimit, .optimal].contains(outcome.status))
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.isEmpty)
  }

  @Test("what cannot be planned is named")
  func diagnostics() throws {
    func code(_ change: (inout RosterRequest) -> Void, options: SearchLimits? = nil) throws -> String? {
      var request = try Self.request()
      change(&request)
      do {
        _ = try makeRota(
          request, options: options ?? Self.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
        return nil
      } catch {
        return error.code
      }
    }
    #expect(try code { $0.people[0].site = "lund" } == "roster.unknown-site")
    #expect(try code { $0.people[0].rules.templates = ["late"] } == "roster.unknown-template")
    #expect(try code { $0.prices.underNext = 1 } == "prices.not-convex")
    #expect(try code { $0.days = 6 } == "roster.horizon")
    #expect(try code { $0.demand[0].required.removeLast() } == "roster.demand-length")
    #expect(try code { $0.people[0].rules.shortfallPrice = 1e9 } == "prices.too-large")
    #expect(try code({ _ in }, options: SearchLimits(timeLimit: nil, iterations: nil)) == "roster.no-limit")
  }

  @Test("nobody, nothing needed and no queue are rotas too")
  func empty() throws {
    var request = try Self.request()
    request.demand = []
    let idle = try makeRota(request, options: Self.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(idle.rota.work.allSatisfy { $0.queue == nil })
    request.people = []
    let nobody = try makeRota(request, options: Self.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(nobody.objective == 0)
    #expect(nobody.status == .optimal)
  }
}
