import Searching
import Testing

@testable import Rostering

@Suite struct TourOracleTests {
  /// Rewards between a penalty and a large gain.
  static func rewards(_ roster: CompiledRoster, random: inout SeededGenerator) -> [Int32] {
    (0..<roster.extent + 64).map { _ in Int32(random.nextIndex(below: 9000)) - 2000 }
  }

  /// The oracle's tour against every tour there is: same least cost, legal by two readings of the rules.
  static func expectBest(_ roster: CompiledRoster, rewards: [Int32], _ label: Comment) {
    let field = PriceField(roster: roster)
    rewards.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress { field.build(from: base, first: 0, end: roster.extent) }
    }
    func net(_ tour: [DutyChoice]) -> Int64 {
      TinyRosters.cost(roster, person: 0, tour: tour)
        - TinyRosters.presence(roster, tour: tour).reduce(0) { $0 + Int64(rewards[$1]) }
    }
    let least = TinyRosters.tours(roster, person: 0).map(net).min()
    let found = TourOracle(roster: roster).bestTour(person: 0, field: field)
    #expect(Int64(found.cost) == least, label)
    #expect(net(found.tour) == least, label)
    #expect(TinyRosters.isLegal(roster, person: 0, tour: found.tour), label)
    #expect(TourCheck(roster: roster).faults(in: found.tour).isEmpty, label)
  }

  @Test("the week oracle finds the least cost of all tours, and a tour that has it")
  func equalsBruteForce() {
    var random = SeededGenerator(seed: 7)
    for round in 0..<300 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = 1 + random.nextIndex(below: 3)
      shape.starts = 1 + random.nextIndex(below: 3)
      let roster = TinyRosters.make(shape, random: &random)
      Self.expectBest(roster, rewards: Self.rewards(roster, random: &random), "round \(round)")
    }
  }

  @Test("the week oracle joins weeks: consecutive days and rest run across, paid time starts anew")
  func severalWeeks() {
    var random = SeededGenerator(seed: 23)
    for round in 0..<40 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = 9
      shape.starts = 1
      var roster = TinyRosters.make(shape, random: &random)
      // Only the days around the end of the first week, so that brute force stays small.
      for day in 0..<9 where !(5...8).contains(day) { roster.people[0].days[day].isAllowed = false }
      Self.expectBest(roster, rewards: Self.rewards(roster, random: &random), "round \(round)")
    }
  }

  @Test("the day response is the best of all duties that keep the tour legal")
  func dayResponse() {
    var random = SeededGenerator(seed: 31)
    for round in 0..<150 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      let roster = TinyRosters.make(shape, random: &random)
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      improver.respond(person: 0)
      let day = random.nextIndex(below: shape.days)
      state.set(0, day, to: .off)
      let others = state.tour(0)
      improver.respond(person: 0, day: day)
      var best = Int64.max
      for duty in TinyRosters.duties(roster, person: 0, day: day) {
        var tour = others
        tour[day] = duty
        if TinyRosters.isLegal(roster, person: 0, tour: tour) {
          best = min(best, TinyRosters.objective(roster, tours: [tour]))
        }
      }
      #expect(state.cost == best, "round \(round)")
      #expect(TinyRosters.objective(roster, tours: [state.tour(0)]) == best, "round \(round)")
    }
  }

  @Test("the response of two days is the best of all pairs of duties that keep the tour legal")
  func pairResponse() {
    var random = SeededGenerator(seed: 37)
    var bothWorked = 0
    for round in 0..<200 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = round % 5 == 0 ? 9 : 3 + random.nextIndex(below: 2)
      shape.starts = 3
      let roster = TinyRosters.make(shape, random: &random)
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      improver.respond(person: 0)
      // Around the end of a week where there is one.
      let first = shape.days == 9 ? 5 + random.nextIndex(below: 3) : random.nextIndex(below: shape.days - 1)
      let second = first + 1 + random.nextIndex(below: shape.days - first - 1)
      state.set(0, first, to: .off)
      state.set(0, second, to: .off)
      let others = state.tour(0)
      improver.respond(person: 0, days: (first, second))
      var best = Int64.max
      let seconds = TinyRosters.duties(roster, person: 0, day: second)
      for one in TinyRosters.duties(roster, person: 0, day: first) {
        var tour = others
        tour[first] = one
        guard TinyRosters.isLegal(roster, person: 0, tour: tour) else { continue }
        for two in seconds {
          tour[second] = two
          if TinyRosters.isLegal(roster, person: 0, tour: tour) {
            best = min(best, TinyRosters.objective(roster, tours: [tour]))
          }
        }
      }
      #expect(state.cost == best, "round \(round)")
      #expect(TinyRosters.objective(roster, tours: [state.tour(0)]) == best, "round \(round)")
      #expect(TourCheck(roster: roster).faults(in: state.tour(0)).isEmpty, "round \(round)")
      if state.duty(0, first).isWorked, state.duty(0, second).isWorked { bothWorked += 1 }
    }
    #expect(bothWorked > 15)
  }

  @Test("the response of a week is the best of all its duties that keep the whole tour legal")
  func weekResponse() {
    var random = SeededGenerator(seed: 43)
    var worked = 0
    for round in 0..<200 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = [9, 12, 16][round % 3]
      shape.starts = 2
      var roster = TinyRosters.make(shape, random: &random)
      let week = round % (shape.days / 7 + 1)
      let days = week * 7..<min(shape.days, week * 7 + 7)
      // Three days of the week, so that brute force stays small: at its borders and inside.
      let free = [days.lowerBound, days.lowerBound + (days.count > 3 ? 3 : 1), days.upperBound - 1]
      for day in days where !free.contains(day) { roster.people[0].days[day].isAllowed = false }
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      improver.respond(person: 0)
      for day in days { state.set(0, day, to: .off) }
      let others = state.tour(0)
      improver.respond(person: 0, week: week)
      let best = Self.leastCost(roster, others, on: Set(free).sorted())
      #expect(state.cost == best, "round \(round)")
      #expect(TinyRosters.objective(roster, tours: [state.tour(0)]) == best, "round \(round)")
      #expect(TourCheck(roster: roster).faults(in: state.tour(0)).isEmpty, "round \(round)")
      worked += days.count { state.duty(0, $0).isWorked }
    }
    #expect(worked > 60, "\(worked)")
  }

  /// The least cost of all legal tours that differ on some days alone.
  private static func leastCost(_ roster: CompiledRoster, _ tour: [DutyChoice], on days: [Int]) -> Int64 {
    var best = Int64.max
    func enumerate(_ tour: [DutyChoice], _ left: ArraySlice<Int>) {
      guard let day = left.first else {
        if TinyRosters.isLegal(roster, person: 0, tour: tour) {
          best = min(best, TinyRosters.objective(roster, tours: [tour]))
        }
        return
      }
      for duty in TinyRosters.duties(roster, person: 0, day: day) {
        var next = tour
        next[day] = duty
        if TinyRosters.isLegal(roster, person: 0, tour: next) { enumerate(next, left.dropFirst()) }
      }
    }
    enumerate(tour, days[...])
    return best
  }

  @Test("the response of a stretch of a week is the best of all its duties, those before and behind as they are")
  func stretchResponse() {
    var random = SeededGenerator(seed: 47)
    var (worked, beside) = (0, 0)
    for round in 0..<200 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = [7, 9, 14][round % 3]
      shape.starts = 2
      let roster = TinyRosters.make(shape, random: &random)
      let week = random.nextIndex(below: (shape.days + 6) / 7) * 7
      let most = min(3, shape.days - week)
      let length = 1 + random.nextIndex(below: most)
      let first = week + random.nextIndex(below: min(7, shape.days - week) - length + 1)
      let days = first..<first + length
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      improver.respond(person: 0)
      for day in days { state.set(0, day, to: .off) }
      let others = state.tour(0)
      improver.respond(person: 0, stretch: days)
      let best = Self.leastCost(roster, others, on: Array(days))
      #expect(state.cost == best, "round \(round)")
      #expect(TinyRosters.objective(roster, tours: [state.tour(0)]) == best, "round \(round)")
      #expect(TourCheck(roster: roster).faults(in: state.tour(0)).isEmpty, "round \(round)")
      worked += days.count { state.duty(0, $0).isWorked }
      if (week..<first).contains(where: { state.duty(0, $0).isWorked }) { beside += 1 }
    }
    #expect(worked > 60 && beside > 40, "\(worked), \(beside)")
  }

  @Test("responses that are blurred and drawn by chance keep every rule, however hot", arguments: [1, 3000, 500_000])
  func drawnResponses(heat: Int32) {
    var random = SeededGenerator(seed: 41)
    var changes = 0
    for round in 0..<60 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.hasLetters = round % 3 == 2
      shape.priced = PricedKind.draw(round, &random)
      shape.days = round % 3 == 0 ? 9 : 4
      let roster = TinyRosters.make(shape, random: &random)
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      improver.respond(person: 0)
      let check = TourCheck(roster: roster)
      for _ in 0..<12 {
        let first = random.nextIndex(below: shape.days - 1)
        let second = first + 1 + random.nextIndex(below: shape.days - first - 1)
        let before = state.tour(0)
        let draw = BoltzmannNoise.Draw(heat: heat, place: random.nextIndex(below: 1 << 40))
        let noise = random.nextIndex(below: 2) == 0 ? nil : random.next()
        state.set(0, first, to: .off)
        if random.nextIndex(below: 2) == 0 {
          state.set(0, second, to: .off)
          improver.respond(person: 0, days: (first, second), noise: noise, draw: draw)
        } else {
          improver.respond(person: 0, day: first, noise: noise, draw: draw)
        }
        #expect(check.faults(in: state.tour(0)).isEmpty, "round \(round)")
        #expect(TinyRosters.isLegal(roster, person: 0, tour: state.tour(0)), "round \(round)")
        #expect(TinyRosters.objective(roster, tours: [state.tour(0)]) == state.cost, "round \(round)")
        if state.tour(0) != before { changes += 1 }
      }
    }
    #expect(changes > 20)
  }
}
