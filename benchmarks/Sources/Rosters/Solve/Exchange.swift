internal import Optimization
internal import Searching
internal import Synchronization

/// The best roster and the best bound so far, shared by the threads of a solve.
final class Exchange: Sendable {
  struct Content: Sendable {
    var rows: [Int16]
    var cost: Int
    var bound: Int
    /// The prices of cover behind the best bound, `day * types + type`, for the search to be guided by.
    var guide: [Double]?
    var trouble: [SolverTrouble] = []
  }

  private let content: Mutex<Content>

  init(rows: [Int16], cost: Int, bound: Int) { content = Mutex(Content(rows: rows, cost: cost, bound: bound)) }

  func copy() -> Exchange {
    let now = self.now
    return Exchange(rows: now.rows, cost: now.cost, bound: now.bound)
  }

  /// Takes over what `other` knows better.
  func join(_ other: Exchange) {
    let theirs = other.now
    offer(theirs.rows, cost: theirs.cost)
    content.withLock {
      $0.bound = max($0.bound, theirs.bound)
      for trouble in theirs.trouble { $0.trouble.note(trouble) }
    }
  }

  var now: Content { content.withLock { $0 } }

  /// True when it's the best so far.
  @discardableResult
  func offer(_ rows: [Int16], cost: Int) -> Bool {
    content.withLock {
      guard cost < $0.cost else { return false }
      $0.cost = cost
      $0.rows = rows
      return true
    }
  }

  func offer(guide prices: [Double]) { content.withLock { $0.guide = prices } }

  /// Prices that nobody has taken yet.
  func takeGuide() -> [Double]? {
    content.withLock { content in
      defer { content.guide = nil }
      return content.guide
    }
  }

  /// - Parameter bound: of the whole objective; a whole objective can't lie below its next whole number.
  func raise(_ bound: Double) {
    guard bound.isFinite, abs(bound) < 1e15 else { return }
    let whole = Int((bound - 1e-5).rounded(.up))
    content.withLock { $0.bound = max($0.bound, min(whole, $0.cost)) }
  }

  func isDone(gap: Double) -> Bool {
    content.withLock { isProven(objective: Int64($0.cost), bound: Int64($0.bound), within: gap) }
  }

  func note(_ trouble: SolverTrouble) { content.withLock { $0.trouble.note(trouble) } }

  var cost: Int { content.withLock { $0.cost } }
}
