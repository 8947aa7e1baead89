internal import Calendars
internal import Checking
internal import Plans
internal import Rostering
internal import Searching
internal import Workforce

extension Rota {
  /// The rota with those of some activities that still fit into its duties; a one-to-one of which one can't come is dropped.
  func attending(_ activities: [Attendance], in request: RosterRequest) -> Rota {
    let duties = Dictionary(grouping: duties, by: \.person)
    let fitting = activities.filter { activity in
      (duties[activity.person] ?? []).contains { $0.duty.holds(activity.start..<activity.end) }
    }
    var hand = HandRota(request, self)
    hand.attend(fitting)
    return hand.rota.withoutHalves(in: request)
  }

  /// The rota without one-to-ones of one person.
  func withoutHalves(in request: RosterRequest) -> Rota {
    let pairs = Dictionary(grouping: (activities ?? []).filter { $0.kind == .oneToOne }, by: \.id)
    let halves = pairs.values.filter { $0.count != 2 }.flatMap { $0 }
    guard !halves.isEmpty else { return self }
    var hand = HandRota(request, self)
    hand.leave(halves)
    return hand.rota
  }

  /// Minutes for which people are in nothing but what they attend, together.
  var attendedMinutes: Int { (activities ?? []).reduce(0) { $0 + max(0, $1.length.rawValue) } }
}

extension CoveragePrices {
  /// What so many minutes of heads less can save at most, in currency units: nothing but heads that are too many, each
  /// interval's price rounded up.
  func mostSaved(byMinutes minutes: Int, interval: Minutes) -> Double {
    guard minutes > 0 else { return 0 }
    let width = max(1, interval.rawValue)
    let price = max(0, overFirst, overNext) * Double(width) / 60
    return ((price * 1000).rounded(.up) + 1) / 1000 * Double((max(0, minutes) + width - 1) / width)
  }
}

extension RosterOutcome {
  /// What a search found, with what people attend taken out of their queues again: the search doesn't know of it.
  ///
  /// The bound falls by what the heads that are away could have cost too much.
  func attending(_ activities: [Attendance], in request: RosterRequest, options: SearchLimits) -> RosterOutcome {
    guard !activities.isEmpty else { return self }
    var outcome = self
    outcome.rota = rota.attending(activities, in: request)
    guard outcome.rota.activities != nil else { return self }
    outcome.costs = roundedCosts(request, outcome.rota).first?.costs ?? costs
    outcome.objective = outcome.costs.total
    let saved = request.prices.mostSaved(
      byMinutes: outcome.rota.attendedMinutes, interval: request.grid.interval)
    outcome.bound = bound > 0 ? max(0, bound - saved) : bound
    outcome.status = outcome.status.holding(
      objective: outcome.objective + (disturbance ?? 0), bound: outcome.bound, options: options)
    return outcome
  }
}

extension SolveStatus {
  /// What may still be claimed of an objective and a bound that are others than when the search ended.
  func holding(objective: Double, bound: Double, options: SearchLimits) -> SolveStatus {
    if self == .interrupted { return self }
    if objective - bound <= 1e-6 * max(1, abs(objective)) { return .optimal }
    if options.gap > 0, let gap = relativeGap(objective: objective, bound: bound), gap <= options.gap {
      return .gapReached
    }
    return options.iterations == nil ? .timeLimit : .iterationLimit
  }
}
