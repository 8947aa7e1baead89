internal import Searching
internal import Synchronization

/// What the threads of a solve tell each other: the best solution, the best bound, and the prices behind it.
public final class SearchExchange<Solution: Sendable, Price: Sendable>: Sendable {
  public struct Content: Sendable {
    /// The best legal solution so far, and its cost in whole units of a price.
    public var solution: Solution
    public var cost: Int64
    /// No solution costs less.
    public var bound: Int64
    /// How often a bound was offered.
    public var rounds = 0
    /// The prices for the search to be guided by, and how often they were replaced.
    public var guide: [Price] = []
    public var guideVersion = 0
    /// What went wrong in the solver.
    public var trouble: [SolverTrouble] = []
    /// What was wrong with the first solution of the search that the plain reading of the rules refused; a fault of the
    /// search, which costs at most quality.
    public var refusal: String?

    public init(solution: Solution, cost: Int64, bound: Int64) {
      self.solution = solution
      self.cost = cost
      self.bound = bound
    }
  }

  private let content: Mutex<Content>

  public init(_ content: Content) { self.content = Mutex(content) }

  public var now: Content { content.withLock { $0 } }
  public var cost: Int64 { content.withLock { $0.cost } }

  /// - Parameter isPreferred: counts before others that cost as much, so that the answer does not depend on who was first.
  /// - Returns: whether it is the best so far.
  @discardableResult
  public func offer(_ solution: @autoclosure () -> Solution, cost: Int64, isPreferred: Bool = false) -> Bool {
    content.withLock { content in
      guard cost < content.cost || isPreferred && cost == content.cost else { return false }
      content.cost = cost
      content.solution = solution()
      return true
    }
  }

  public func offer(bound: Int64) {
    content.withLock { content in
      content.bound = max(content.bound, bound)
      content.rounds += 1
    }
  }

  /// Hands the search prices to be guided by.
  public func offer(guide prices: [Price]) {
    content.withLock { content in
      content.guide = prices
      content.guideVersion += 1
    }
  }

  /// The latest prices to be guided by; nil when there are none newer than `version`, which is brought up to date.
  public func guide(newerThan version: inout Int) -> [Price]? {
    let known = version
    let newer = content.withLock { content in
      content.guideVersion > known ? (content.guide, content.guideVersion) : nil
    }
    guard let newer else { return nil }
    version = newer.1
    return newer.0
  }

  public func note(_ trouble: SolverTrouble) { content.withLock { $0.trouble.note(trouble) } }

  public func refuse(_ fault: String) {
    content.withLock { content in content.refusal = content.refusal ?? fault }
  }

  /// Whether the best solution is proven to lie within `gap` of the best possible.
  /// - Parameter cost: of a better one that has not been offered yet.
  public func isReached(gap: Double, cost: Int64 = .max) -> Bool {
    content.withLock { content in
      isProven(objective: min(cost, content.cost), bound: content.bound, within: gap)
    }
  }
}
