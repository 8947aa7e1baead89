import Optimization
import Searching

/// Proves how good a rota can be: by dual ascent, by column generation on the aggregated master program, and by dual ascent
/// from its prices.
///
/// Every round prices tours on true slots and reports the Lagrangian value, valid whether or not the master is solved to
/// the end. The prices asked about are a mix of the best so far and the master's (Wentges' smoothing); the mix moves
/// towards the master's when a round brings no new tour. When the master is done at one aggregation, dual ascent goes on
/// from its prices: they are alike over whole blocks, and slot by slot there is more to prove than the next finer master
/// would in many times the time. That master starts from all tours so far, where there is time for it.
///
/// Source: Wentges, *Weighted Dantzig–Wolfe decomposition for linear mixed-integer programming*, ITOR 4 (1997).
struct BoundSearch {
  /// When to stop: rounds where the answer must not depend on the machine, else the clock.
  struct Limits: Sendable {
    var ascentRounds: Int
    /// Column-generation rounds; nil = until nothing improves.
    var masterRounds: Int?
    var budget: SearchBudget
    var gap: Double
  }

  private let roster: CompiledRoster
  private let limits: Limits
  private let exchange: BoundExchange
  private let start: BoundExchange.Content
  private let bound: LagrangianBound
  private var bestValue = Int64.min
  private var center: [Double] = []
  private var isGuideOld = false
  private var pool: [(classIndex: Int, tour: [DutyChoice], cost: Int64)] = []

  /// - Parameter start: the rota whose tours the master starts from. Taken by the caller, so that it does not depend on
  ///   how far the search is when this thread begins.
  init(roster: CompiledRoster, limits: Limits, start: BoundExchange.Content, exchange: BoundExchange) {
    self.start = start
    self.roster = roster
    self.limits = limits
    self.exchange = exchange
    bound = LagrangianBound(roster: roster)
  }

  /// Works until a limit; call on a thread of its own (`onOwnThread`), as the solver asks for.
  /// - Parameter ascended: called once, when the prices that the search is to start from have been handed over.
  mutating func run(ascended: () -> Void) {
    offerIncumbent()
    ascend()
    offerGuide()
    ascended()
    do throws(SolverFailure) {
      var rounds = limits.masterRounds ?? Int.max
      var took = 0.0
      for blockSize in blockSizes() where !isDone && rounds > 0 && isTimeLeft(after: took) {
        // Time is left for what the ascent adds to even half a master.
        let part = limits.budget.lasting(limits.budget.left.map { 0.6 * $0 })
        rounds = try generateColumns(blockSize: blockSize, rounds: rounds, budget: part)
        took = part.elapsed
        if blockSize > 1 { refine() }
      }
    } catch {
      exchange.note(SolverTrouble(while: "proving the bound", error))
      refine()
    }
  }

  private var isDone: Bool {
    limits.budget.isOver || (limits.masterRounds == nil && exchange.isReached(gap: limits.gap))
  }

  /// Coarse first: most of the bound for a fraction of the time.
  private func blockSizes() -> [Int] {
    let work = roster.classes.count * roster.coverage.queueCount * roster.weekCount
    let sizes = [4, 2, 1].filter { roster.slotCount >= 32 || $0 == 1 }
    return limits.masterRounds == nil ? sizes : [work > 40 ? sizes[0] : sizes[sizes.count - 1]]
  }

  /// Whether a master of half the block size, which takes several times as long as the one before, is worth beginning.
  private func isTimeLeft(after took: Double) -> Bool {
    guard let left = limits.budget.left else { return true }
    return 5 * took < left
  }

  private mutating func note(_ answer: LagrangianBound.Answer, prices: [Double]) {
    if answer.value > bestValue {
      bestValue = answer.value
      center = prices
      isGuideOld = true
    }
    exchange.offer(bound: answer.value)
  }

  /// Lets the search know the best prices so far, if they are new to it. Those of the ascent only: the master's prove
  /// more but are alike over whole blocks and jump from slot to slot, and led to dearer rotas (`docs/decisions`).
  private mutating func offerGuide() {
    guard isGuideOld else { return }
    isGuideOld = false
    exchange.offer(guide: center.map { Int32($0.rounded()) })
  }

  /// Puts a tour of each class into the pool.
  private mutating func collect(_ tours: [[DutyChoice]]) {
    for (index, tour) in tours.enumerated() { collect(classIndex: index, tour: tour) }
  }

  private mutating func collect(classIndex: Int, tour: [DutyChoice]) {
    let person = roster.classes[classIndex].members[0]
    pool.append((classIndex, tour, roster.cost(of: tour, person: person)))
  }

  private mutating func offerIncumbent() {
    let duties = start.solution
    for (index, personClass) in roster.classes.enumerated() {
      for person in personClass.members {
        collect(
          classIndex: index, tour: Array(duties[person * roster.dayCount..<(person + 1) * roster.dayCount]))
      }
    }
  }

  // MARK: Dual ascent

  private mutating func ascend() {
    let table = roster.coverage
    // Where people are needed, their first price is about half what a missing one costs.
    center = (0..<table.cellCount).map { Double(table.full($0) > 0 ? table.firstMissing / 2 : table.leastWorth) }
    center += firstStartPrices()
    climb(DualAscent(bound: bound, start: center, target: start.cost), rounds: limits.ascentRounds)
  }

  /// Of starts: where the rota to begin with fills a site, what a duty more would save of the contracts, if the bound likes
  /// that better than nothing.
  private mutating func firstStartPrices() -> [Double] {
    let none = [Double](repeating: 0, count: roster.startLimits.most.count * roster.dayCount)
    guard !none.isEmpty else { return none }
    let state = SearchState(roster: roster)
    state.restore(start.solution)
    var prices = none
    for (limit, most) in roster.startLimits.most.enumerated() {
      guard let person = roster.people.first(where: { $0.startLimit == limit }) else { continue }
      for day in 0..<roster.dayCount where state.isFull(person, day: day) {
        prices[limit * roster.dayCount + day] = Double(most == 0 ? bound.highestStartPrice : bound.contractStartPrice)
      }
    }
    func value(_ starts: [Double]) -> Int64 {
      bound.evaluate(prices: (center + starts).map { Int32($0.rounded()) }).value
    }
    return value(prices) > value(none) ? prices : none
  }

  /// Goes on from the master's prices, slot by slot; each climb begins with long steps again, which leads further than one.
  private mutating func refine() {
    // With limited rounds all of them together not much more than half of what the first ascent has.
    let rounds = limits.masterRounds == nil ? limits.ascentRounds : limits.ascentRounds / 5
    for reach in [0.001, 0.001, 0.0003] where !isDone {
      let ascent = DualAscent(bound: bound, start: center, target: start.cost, reach: reach)
      climb(ascent, rounds: rounds, isGuiding: false)
    }
  }

  /// - Parameter isGuiding: whether the search is told of better prices on the way.
  private mutating func climb(_ first: DualAscent, rounds limit: Int, isGuiding: Bool = true) {
    var ascent = first
    var recent: [[[DutyChoice]]] = []
    var rounds = 0
    while rounds < limit, !isDone, !ascent.isExhausted {
      rounds += 1
      let prices = ascent.prices
      let answer = ascent.round()
      note(answer, prices: prices)
      // The last rounds' tours are those that the master needs; earlier ones would only slow it down.
      recent.append(answer.tours.map(\.tour))
      if recent.count > 12 { recent.removeFirst() }
      if isGuiding, limits.masterRounds == nil, rounds % 50 == 0 { offerGuide() }
    }
    for tours in recent { collect(tours) }
  }

  // MARK: Column generation

  /// - Returns: rounds that are left.
  private mutating func generateColumns(
    blockSize: Int, rounds: Int, budget: SearchBudget
  ) throws(SolverFailure) -> Int {
    var isOver: Bool { isDone || budget.isOver }
    var master = try MasterProgram(roster: roster, blockSize: blockSize)
    _ = try master.offer(pool)
    var left = rounds
    while left > 0, !isOver {
      let seconds = budget.left.map { max(0.01, $0) }
      guard let duals = try master.solve(SolveLimits(seconds: seconds, stop: budget.stop)) else { return 0 }
      var weight = 0.65
      var added = 0
      while added == 0, left > 0, !isOver {
        if weight < 0.05 { weight = 0 }
        left -= 1
        var prices = duals.prices
        for index in prices.indices { prices[index] += weight * (center[index] - prices[index]) }
        let answer = bound.evaluate(prices: prices.map { Int32($0.rounded()) })
        let first = pool.count
        note(answer, prices: prices)
        collect(answer.tours.map(\.tour))
        added = try master.offer(Array(pool[first...]))
        if weight == 0 { break }
        weight /= 2
      }
      // No new tour at the master's own prices: this aggregation has nothing more to give.
      if added == 0 { return left }
    }
    return left
  }
}

extension CompiledRoster {
  /// Pay, premium, wishes, contract shortfall and prices of rules of a tour, in price units.
  func cost(of tour: [DutyChoice], person index: Int) -> Int64 {
    let person = people[index]
    var cost: Int64 = 0
    var paid = [Int](repeating: 0, count: person.weeks.count)
    for (day, duty) in tour.enumerated() where duty.isWorked {
      let row = rows[Int(duty.row)]
      cost += Int64(price(of: duty, row: row, person: person, day: day))
      paid[day / 7] += row.paid
    }
    for (week, weekly) in person.weeks.enumerated() { cost += Int64(weekly.prices[paid[week]]) }
    return breaches(of: tour, person: index).reduce(cost) { $0 + Int64($1.count) * Int64($1.price) }
  }

  /// Pay, premium, wishes and disturbance of a duty, in price units.
  @inline(__always)
  func price(of duty: DutyChoice, row: ShiftRow, person: CompiledPerson, day: Int) -> Int32 {
    startPrice(of: duty, row: row, person: person, day: day) &+ breakPrice(of: duty, on: person.days[day])
  }
}
