import Calendars
import Checking
import Foundation
import Searching
import Testing
import Workforce

@testable import Rostering

@Suite("Rotas near to a known one") struct NearRotaTests {
  private static let rounds = ProcessInfo.processInfo.environment["ROTA_SLOW"] == nil ? 60 : 400

  private static func outcome(
    _ near: NearRotas, iterations: Int = 400, threads: Int = 1
  ) throws -> RosterOutcome {
    try makeRota(
      near.request, near: near.base, options: MakeRotaTests.options(iterations: iterations, threads: threads),
      stop: StopFlag(), clock: { 0 }, progress: { _ in })
  }

  @Test("objective and disturbance together are those of full enumeration, and the bound lies below")
  func enumerated() throws {
    var random = SeededGenerator(seed: 91)
    var (seen, reached) = (0, 0)
    for round in 0..<Self.rounds {
      let near = try NearRotas(&random)
      guard let optimum = near.optimum() else { continue }
      seen += 1
      let found = try Self.outcome(near)
      let sum = found.objective + (try #require(found.disturbance))
      #expect(sum * 1000 > Double(optimum) - 0.5, "round \(round)")
      #expect(found.bound * 1000 < Double(optimum) + 0.5, "round \(round)")
      if sum * 1000 < Double(optimum) + 0.5 { reached += 1 }
      // What is said of the disturbance is what a plain reading of the duties says.
      let tours = Self.tours(of: found.rota, near)
      let read = tours.indices.reduce(Int64(0)) { $0 + near.disturbance($1, tours[$1]) }
      #expect(abs(Double(read) - (found.disturbance ?? 0) * 1000) < 0.5, "round \(round)")
      for person in tours.indices { #expect(near.keepsFrozen(person, tours[person]), "round \(round)") }
      #expect(checkRota(near.request, found.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    }
    #expect(seen > Self.rounds / 2)
    #expect(reached == seen)
  }

  @Test("begun from another rota than people know, the prices and the proof are those of what they know")
  func begunElsewhere() throws {
    var random = SeededGenerator(seed: 94)
    var seen = 0
    for round in 0..<Self.rounds / 2 {
      var near = try NearRotas(&random)
      guard let optimum = near.optimum() else { continue }
      let tours = near.plain.people.indices.compactMap { person -> [DutyChoice]? in
        let legal = TinyRosters.tours(near.plain, person: person).filter { near.keepsFrozen(person, $0) }
        return legal.isEmpty ? nil : legal[random.nextIndex(below: legal.count)]
      }
      guard tours.count == near.plain.people.count else { continue }
      seen += 1
      near.base.begin = OutcomeBuilder(request: near.request, roster: near.plain).rota(Array(tours.joined()))
      let held = HeldRoster(near.plain, request: near.request, base: near.base)
      for place in held.frozen { #expect(held.begin[place] == held.start[place], "round \(round)") }
      let found = try Self.outcome(near)
      let sum = found.objective + (try #require(found.disturbance))
      #expect(abs(sum * 1000 - Double(optimum)) < 0.5, "round \(round)")
      #expect(found.bound * 1000 < Double(optimum) + 0.5, "round \(round)")
      #expect(found.notes.isEmpty, "round \(round)")
    }
    #expect(seen > Self.rounds / 5)
  }

  private static func tours(of rota: Rota, _ near: NearRotas) -> [[DutyChoice]] {
    let all = StartRota(request: near.request, roster: near.plain).duties(of: rota)
    return near.plain.people.indices.map { Array(all[$0 * 7..<$0 * 7 + 7]) }
  }

  @Test("the oracle answers with the least of all tours at any prices")
  func oracle() throws {
    var random = SeededGenerator(seed: 92)
    for round in 0..<Self.rounds {
      let near = try NearRotas(&random)
      let held = HeldRoster(near.plain, request: near.request, base: near.base)
      let roster = held.roster
      let rewards = FlatBuffer<Int32>(count: roster.extent + 8, filledWith: 0)
      for slot in 0..<roster.extent { rewards[slot] = Int32(random.nextIndex(below: 30_000)) - 8000 }
      let field = PriceField(roster: roster)
      field.build(from: rewards.base, first: 0, end: roster.extent)
      let oracle = TourOracle(roster: roster)
      for person in roster.people.indices {
        func net(_ tour: [DutyChoice]) -> Int64 {
          roster.cost(of: tour, person: person)
            - TinyRosters.presence(roster, tour: tour).reduce(0) { $0 + Int64(rewards[$1]) }
        }
        let legal = TinyRosters.tours(near.plain, person: person).filter { near.keepsFrozen(person, $0) }
        let (cost, tour) = oracle.bestTour(person: person, field: field)
        let least = legal.map(net).min()
        #expect(least == Int64(cost), "round \(round)")
        #expect(net(tour) == Int64(cost), "round \(round)")
        // Prices of tours differ from the plain ones by the disturbance alone.
        let constant = legal.map { near.disturbance(person, $0) + near.plain.cost(of: $0, person: person) }
        let differences = Set(zip(legal, constant).map { $1 - roster.cost(of: $0, person: person) })
        #expect(differences.count == 1, "round \(round)")
      }
    }
  }

  @Test("no more duties change than may, and the bound holds for the cap")
  func capped() throws {
    var random = SeededGenerator(seed: 93)
    for _ in 0..<Self.rounds / 3 {
      var near = try NearRotas(&random)
      near.base.prices = DisturbancePrices(duty: 1, start: 0, breaks: 0)
      let free = try Self.outcome(near)
      near.base.mostChanges = 1
      let capped = try Self.outcome(near, iterations: 100)
      let (few, many) = (Self.changes(capped.rota, near), Self.changes(free.rota, near))
      #expect(few <= 1)
      #expect(capped.bound <= capped.objective + (capped.disturbance ?? 0) + 1e-6)
      if many <= 1 { #expect(capped.objective + (capped.disturbance ?? 0) <= free.objective + 100) }
    }
  }

  /// Changed duties of those that could stay.
  private static func changes(_ rota: Rota, _ near: NearRotas) -> Int {
    let held = HeldRoster(near.plain, request: near.request, base: near.base)
    let known = KnownDuties(near.base.rota, request: near.request)
    let after = StartRota(request: near.request, roster: near.plain).duties(of: rota)
    return after.indices.count { place in
      let before = held.start[place]
      if known.duty(place / 7, place % 7) != nil, !before.isWorked { return false }
      return before.row != after[place].row || before.start != after[place].start
    }
  }

  @Test("a rota planned to proof stays as it is, with its queues", arguments: 1...6)
  func unchanged(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var near = try NearRotas(&random)
    for index in near.request.people.indices { near.request.people[index].absences = [] }
    let planned = try makeRota(
      near.request, options: MakeRotaTests.options(iterations: 2000), stop: StopFlag(), clock: { 0 }, progress: { _ in }
    )
    near.base = RotaBase(rota: planned.rota)
    let again = try Self.outcome(near)
    #expect(again.rota == planned.rota)
    #expect(again.disturbance == 0)
  }

  @Test("one absent person of a team: the same plan with any number of threads, no break moves for nothing")
  func teamAbsence() throws {
    var request = try MakeRotaTests.request()
    let planned = try makeRota(
      request, options: MakeRotaTests.options(iterations: 2000), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    let duty = try #require(planned.rota.duties.first { $0.person == "dan" })
    request.people[3].absences = [Absence(first: duty.duty.date, last: duty.duty.date, kind: "sick")]
    let base = RotaBase(rota: planned.rota, from: request.grid.start)
    func again(threads: Int) throws -> RosterOutcome {
      try makeRota(
        request, near: base, options: MakeRotaTests.options(iterations: 600, threads: threads), stop: StopFlag(),
        clock: { 0 }, progress: { _ in })
    }
    let (one, two) = (try again(threads: 1), try again(threads: 2))
    #expect(one == two)
    #expect(checkRota(request, one.rota).filter { $0.severity == .breach }.map(\.rule) == [])
    #expect(!one.rota.duties.contains { $0.person == "dan" && $0.duty.date == duty.duty.date })
    let untouched = Set(planned.rota.duties).subtracting([duty]).intersection(one.rota.duties)
    #expect(untouched.count >= planned.rota.duties.count - 8)
  }
}
