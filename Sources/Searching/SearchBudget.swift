/// How long a search may go on and how far it is: by moves, by the clock, or by whichever of the two is nearer to its end.
public struct SearchBudget: Sendable {
  /// Moves; nil = no limit.
  public var iterations: Int?
  /// Seconds on `clock` at which the search began and must end; nil = no limit.
  public var begin: Double
  public var deadline: Double?
  /// Ends the search from outside.
  public var stop: StopFlag?
  /// Monotonic seconds.
  public var clock: @Sendable () -> Double

  public init(
    iterations: Int? = nil, begin: Double = 0, deadline: Double? = nil, stop: StopFlag? = nil,
    clock: @escaping @Sendable () -> Double = MonotonicClock.seconds
  ) {
    self.iterations = iterations
    self.begin = begin
    self.deadline = deadline
    self.stop = stop
    self.clock = clock
  }

  /// The same budget for a part that ends when `share` of the time is over.
  public func until(_ share: Double) -> SearchBudget {
    var part = self
    part.deadline = deadline.map { begin + share * ($0 - begin) }
    return part
  }

  /// The same budget for a part that begins now and has so many seconds; nil = no limit.
  public func lasting(_ seconds: Double?) -> SearchBudget {
    var part = self
    part.begin = clock()
    part.deadline = seconds.map { part.begin + $0 }
    return part
  }

  /// Seconds since the beginning.
  public var elapsed: Double { clock() - begin }

  /// Seconds until the deadline, below 0 after it; nil = no limit.
  public var left: Double? { deadline.map { $0 - clock() } }

  /// Whether somebody asked to stop or the time is over. Moves don't count here.
  public var isOver: Bool {
    if stop?.isRaised == true { return true }
    guard let left else { return false }
    return left <= 0
  }

  /// Share of the budget that is used up after `moves` moves, 1 when it is over or when there is no limit at all. Without
  /// a deadline it depends on nothing else, unless somebody asks to stop.
  public func used(moves: Int) -> Double {
    if stop?.isRaised == true { return 1 }
    var share = iterations.map { Double(moves) / Double(max(1, $0)) }
    if let deadline { share = max(share ?? 0, deadline > begin ? elapsed / (deadline - begin) : 1) }
    return min(1, share ?? 1)
  }

  /// Why a search under this budget ended, and what it proves.
  /// - Parameters:
  ///   - isOptimal: its objective has met its bound.
  ///   - isWithinGap: its objective is proven to lie within the gap that was asked for.
  ///   - isOutOfTime: the clock ended it, if nothing else did.
  public func status(isOptimal: Bool, isWithinGap: Bool, isOutOfTime: Bool) -> SolveStatus {
    if isOptimal { return .optimal }
    if isWithinGap { return .gapReached }
    if stop?.isRaised == true { return .interrupted }
    if isOutOfTime { return .timeLimit }
    return iterations == nil ? .exhausted : .iterationLimit
  }
}
