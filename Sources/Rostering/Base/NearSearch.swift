internal import Calendars
internal import Optimization
internal import Searching
internal import Tables
internal import Workforce

/// Searches beside a known rota.
struct NearSearch {
  /// Tries to keep the changes below a cap, after the first search.
  static let mostTries = 6
  /// The first price of a change for that, and the most one, in currency units.
  static let leastPrice = 60.0
  static let mostPrice = leastPrice * 32

  struct Found {
    var duties: [DutyChoice]
    var objective: Double
    var disturbance: Double
    var bound: Double
    var changes: Int
    /// Pay and premiums.
    var money: Double
    var status: SolveStatus
    var moves = 0
    var rounds = 0
    var trouble: [Diagnostic] = []
    var total: Double { objective + disturbance }
  }

  let request: RosterRequest
  let base: RotaBase
  private let plain: CompiledRoster
  let priced: HeldRoster
  /// By which the search goes: the same, or with dearer money.
  private var searched: CompiledRoster
  private var held: HeldRoster
  /// Room for prices of changes, in currency units.
  private let spare: Double

  init(_ request: RosterRequest, base: RotaBase) throws(Diagnostic) {
    self.request = request
    self.base = base
    let prices = base.prices
    let dearest = prices.duty + 48 * prices.start + Double(DutyChoice.mostBreaks) * prices.breaks
    spare =
      Double(request.days) * (DisturbancePrices.nearFactor * dearest + (base.mostChanges == nil ? 0 : Self.mostPrice))
    let usual = try compileRoster(request)
    plain = try compileRoster(request, room: 2, spare: spare)
    guard plain.scale == usual.scale else {
      throw Diagnostic(
        "prices.too-large", "the prices of disturbance don't fit beside what a person's duties can cost",
        cure: "Use smaller prices in 'disturbance' of rota.json.")
    }
    priced = HeldRoster(plain, request: request, base: base)
    (searched, held) = (plain, priced)
  }

  /// Of price, in currency units.
  var unit: Double { 1 / plain.scale.unitsPerCurrency }

  /// What one of the searches for a cap on changes may take.
  func share(of options: SearchLimits) -> SearchLimits {
    guard base.mostChanges != nil else { return options }
    var part = options
    part.timeLimit = options.timeLimit.map { $0 / Double(Self.mostTries + 1) }
    return part
  }

  /// The same with everything that is paid `1 + price` times as dear; nil where that can't be computed with as exactly.
  func dear(by price: Double) -> NearSearch? {
    guard price > 0 else { return self }
    guard let dear = try? compileRoster(request.dear(by: price), room: 2, spare: spare), dear.scale == plain.scale
    else {
      return nil
    }
    var search = self
    search.searched = dear
    search.held = HeldRoster(dear, request: request, base: base)
    return search
  }

  /// The rota as it is proposed is within the changes that may be, or the nearest that is.
  func capped(_ options: SearchLimits, _ run: (SearchLimits) -> SearchRun, stop: StopFlag) -> Found {
    let best = self.run(run(share(of: options)))
    guard let most = base.mostChanges, best.changes > most else { return best }
    // The cap as a price: what it takes away from a rota's cost is what as many changes as are allowed would pay.
    var (low, high): (Double, Double?) = (0, nil)
    var bound = best.bound
    var kept = untouched()
    for _ in 0..<Self.mostTries where !stop.isRaised {
      let price = high.map { (low + $0) / 2 } ?? max(Self.leastPrice, 2 * low)
      let found = self.run(run(share(of: options)), changePrice: price)
      bound = max(bound, found.bound - price * Double(most))
      if found.changes <= most {
        if found.total < kept.total { kept = found }
        high = price
      } else {
        low = price
      }
    }
    kept.moves += best.moves
    kept.status = kept.status == .interrupted ? .interrupted : options.iterations == nil ? .timeLimit : .iterationLimit
    kept.bound = bound
    return kept
  }

  /// The known rota less what is impossible.
  func untouched() -> Found {
    found(priced.start, bound: -.infinity, status: .iterationLimit)
  }

  /// - Parameter changePrice: what each changed duty costs beside its own price; it is in the bound.
  func run(_ run: SearchRun, changePrice: Double = 0) -> Found {
    let held =
      changePrice > 0 ? HeldRoster(searched, request: request, base: base, changePrice: changePrice) : held
    var solver = RosterSolver(roster: held.roster, run: run, start: held.begin)
    solver.tuning.start = 0.2
    let solution = solver.solve()
    var trouble = solution.trouble.map(\.warning)
    var duties = solution.duties
    if held.frozen.contains(where: { duties[$0] != held.start[$0] }) {
      trouble.append(
        Diagnostic(
          "roster.search-refused", "the search changed a frozen duty; its rota was refused, the known one stands",
          cure: "Report this: it is a fault of the program.", severity: .warning))
      duties = held.start
    }
    var found = found(duties, bound: plain.scale.currency(solution.bound), status: solution.status)
    (found.moves, found.rounds, found.trouble) = (solution.moves, solution.boundRounds, trouble)
    return found
  }

  func found(_ duties: [DutyChoice], bound: Double, status: SolveStatus) -> Found {
    let both = cost(duties, in: priced.roster)
    let objective = cost(duties, in: plain)
    return Found(
      duties: duties, objective: plain.scale.currency(objective), disturbance: plain.scale.currency(both - objective),
      bound: bound, changes: changes(in: duties),
      money: OutcomeBuilder(request: request, roster: plain).costs(duties).money, status: status)
  }

  private func cost(_ duties: [DutyChoice], in roster: CompiledRoster) -> Int64 {
    let state = SearchState(roster: roster)
    state.restore(duties)
    return state.cost
  }

  /// Duties that are others than known, breaks aside, of those that could have stayed.
  private func changes(in duties: [DutyChoice]) -> Int {
    let known = KnownDuties(base.rota, request: request)
    return duties.indices.count { place in
      let (person, day) = (place / plain.dayCount, place % plain.dayCount)
      let (before, after) = (priced.start[place], duties[place])
      if known.duty(person, day) != nil, !before.isWorked { return false }
      return before.row != after.row || before.start != after.start
    }
  }

  func outcome(_ found: Found, seconds: Double) -> RosterOutcome {
    let builder = OutcomeBuilder(request: request, roster: plain)
    let costs = builder.costs(found.duties)
    // Bounds of several searches together can prove what none of them did.
    let isProven = found.bound >= found.total
    var outcome = RosterOutcome(
      rota: builder.rota(found.duties, near: base.begin ?? base.rota), status: isProven ? .optimal : found.status,
      objective: costs.total, bound: min(found.total, found.bound), costs: costs, moves: found.moves,
      boundRounds: found.rounds, seconds: seconds)
    outcome.disturbance = found.disturbance
    outcome.notes = found.trouble
    return outcome
  }
}
