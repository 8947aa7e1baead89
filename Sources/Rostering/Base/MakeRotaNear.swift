internal import Calendars
internal import Optimization
public import Searching
public import Tables
public import Workforce

/// Makes the best rota that differs as little as it is worth from one that people know, with a bound that no rota can beat.
///
/// What counts is the objective and the disturbance together (`DisturbancePrices`); the bound is one of both. Dates that are
/// frozen stay as they are unless a rule, an absence or a lost shift forbids that. The search begins with the known rota
/// less what is impossible. Work on queues is nearest to the known one among what costs least.
///
/// - Parameters:
///   - base: the rota that is known; people and dates that the request doesn't know are passed over.
///   - request: as it is now; see `makeRota` for the other parameters.
/// - Throws: as `makeRota`; also `prices.too-large` where prices of disturbance don't fit beside the others.
public func makeRota(
  _ request: RosterRequest, near base: RotaBase, options: SearchLimits, stop: StopFlag,
  clock: @escaping @Sendable () -> Double, progress: @escaping @Sendable (SearchProgress) -> Void
) throws(Diagnostic) -> RosterOutcome {
  guard options.timeLimit != nil || options.iterations != nil else {
    throw Diagnostic(
      "roster.no-limit", "neither a time limit nor a number of iterations is set", cure: "Set one of them.",
      kind: .usage)
  }
  let search = try NearSearch(request, base: base)
  let begin = clock()
  var best = search.run(SearchRun(search.share(of: options), stop: stop, clock: clock, progress: progress))
  if let most = base.mostChanges, best.changes > most {
    // The cap as a price: what it takes away from a rota's cost is what as many changes as are allowed would pay.
    var (low, high): (Double, Double?) = (0, nil)
    var bound = best.bound
    var kept = search.untouched()
    for _ in 0..<NearSearch.mostTries where !stop.isRaised {
      let price = high.map { (low + $0) / 2 } ?? max(NearSearch.leastPrice, 2 * low)
      let found = search.run(
        SearchRun(search.share(of: options), stop: stop, clock: clock, progress: progress), changePrice: price)
      bound = max(bound, found.bound - price * Double(most))
      if found.changes <= most {
        if found.objective + found.disturbance < kept.objective + kept.disturbance { kept = found }
        high = price
      } else {
        low = price
      }
    }
    kept.moves += best.moves
    kept.status = kept.status == .interrupted ? .interrupted : options.iterations == nil ? .timeLimit : .iterationLimit
    kept.bound = bound
    best = kept
  }
  return search.outcome(best, seconds: clock() - begin)
}

/// Searches beside a known rota.
private struct NearSearch {
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
    var status: SolveStatus
    var moves = 0
    var rounds = 0
    var trouble: [Diagnostic] = []
  }

  let request: RosterRequest
  let base: RotaBase
  private let plain: CompiledRoster
  private let priced: HeldRoster

  init(_ request: RosterRequest, base: RotaBase) throws(Diagnostic) {
    self.request = request
    self.base = base
    let prices = base.prices
    let dearest = prices.duty + 48 * prices.start + Double(DutyChoice.mostBreaks) * prices.breaks
    let spare =
      Double(request.days) * (DisturbancePrices.nearFactor * dearest + (base.mostChanges == nil ? 0 : Self.mostPrice))
    let usual = try compileRoster(request)
    plain = try compileRoster(request, room: 2, spare: spare)
    guard plain.scale == usual.scale else {
      throw Diagnostic(
        "prices.too-large", "the prices of disturbance don't fit beside what a person's duties can cost",
        cure: "Use smaller prices in 'disturbance' of rota.json.")
    }
    priced = HeldRoster(plain, request: request, base: base)
  }

  /// What one of the searches may take.
  func share(of options: SearchLimits) -> SearchLimits {
    guard base.mostChanges != nil else { return options }
    var part = options
    part.timeLimit = options.timeLimit.map { $0 / Double(Self.mostTries + 1) }
    return part
  }

  /// The known rota less what is impossible.
  func untouched() -> Found {
    found(priced.start, bound: -.infinity, status: .iterationLimit)
  }

  /// - Parameter changePrice: what each changed duty costs beside its own price; it is in the bound.
  func run(_ run: SearchRun, changePrice: Double = 0) -> Found {
    let held =
      changePrice > 0 ? HeldRoster(plain, request: request, base: base, changePrice: changePrice) : priced
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

  private func found(_ duties: [DutyChoice], bound: Double, status: SolveStatus) -> Found {
    let both = cost(duties, in: priced.roster)
    let objective = cost(duties, in: plain)
    return Found(
      duties: duties, objective: plain.scale.currency(objective), disturbance: plain.scale.currency(both - objective),
      bound: bound, changes: changes(in: duties), status: status)
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
    var outcome = RosterOutcome(
      rota: builder.rota(found.duties, near: base.begin ?? base.rota), status: found.status, objective: costs.total,
      bound: min(found.objective + found.disturbance, found.bound), costs: costs, moves: found.moves,
      boundRounds: found.rounds, seconds: seconds)
    outcome.disturbance = found.disturbance
    outcome.notes = found.trouble
    return outcome
  }
}
