/// One run of a search: what it may take, and whom it tells how it is doing.
public struct SearchRun: Sendable {
  public let limits: SearchLimits
  public var budget: SearchBudget
  /// Called now and then, from any of the search's threads.
  public var progress: @Sendable (SearchProgress) -> Void

  /// Begins now.
  /// - Parameters:
  ///   - stop: raised from outside, ends the run at once with what it has.
  ///   - clock: monotonic seconds; only read for limits and progress, and not at all for limits where iterations are given.
  public init(
    _ limits: SearchLimits, stop: StopFlag? = nil, clock: @escaping @Sendable () -> Double = MonotonicClock.seconds,
    progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
  ) {
    self.limits = limits
    let seconds = limits.iterations == nil ? limits.timeLimit : nil
    budget = SearchBudget(iterations: limits.iterations, stop: stop, clock: clock).lasting(seconds)
    self.progress = progress
  }

  /// A line of progress, as of now.
  /// - Parameter objective: infinite = nothing found yet.
  public func report(_ stage: String, objective: Double, bound: Double) {
    let time = budget.clock()
    progress(
      SearchProgress(
        stage: stage, objective: objective.isFinite ? objective : nil, bound: bound, elapsed: time - budget.begin,
        remaining: budget.deadline.map { max(0, $0 - time) }))
  }
}
