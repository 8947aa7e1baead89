import Optimization
import Searching
import Synchronization

/// What search and bound tell each other, and what they tell the caller.
final class BoundExchange: Sendable {
  struct Content: Sendable {
    /// Cost of the best legal rota so far, in price units.
    var incumbent: Int64
    var duties: [DutyChoice]
    /// No rota costs less.
    var bound: Int64
    var rounds = 0
    /// The prices behind the best bound, for the search to be guided by, and how often they were replaced.
    var guide: [Int32] = []
    var guideVersion = 0
    /// What went wrong in the solver.
    var trouble: [SolverTrouble] = []
    /// What was wrong with the first rota of the search that the plain reading of the rules refused; a fault of the
    /// search, which costs at most quality.
    var refusal: String?
  }
  private let content: Mutex<Content>

  init(_ content: Content) { self.content = Mutex(content) }

  var now: Content { content.withLock { $0 } }

  func offer(incumbent: Int64, duties: @autoclosure () -> [DutyChoice]) {
    content.withLock { content in
      guard incumbent < content.incumbent else { return }
      content.incumbent = incumbent
      content.duties = duties()
    }
  }

  /// A rota from the solve of the whole program: it counts before others that cost as much, so that the answer does not
  /// depend on who was first.
  func offer(exact duties: [DutyChoice], cost: Int64) {
    content.withLock { content in
      guard cost <= content.incumbent else { return }
      content.incumbent = cost
      content.duties = duties
    }
  }

  func refuse(_ fault: String) {
    content.withLock { content in content.refusal = content.refusal ?? fault }
  }

  func offer(bound: Int64) {
    content.withLock { content in
      content.bound = max(content.bound, bound)
      content.rounds += 1
    }
  }

  /// Hands the search prices to be guided by.
  func offer(guide prices: [Int32]) {
    content.withLock { content in
      content.guide = prices
      content.guideVersion += 1
    }
  }

  /// The latest prices to be guided by; nil when there are none newer than `version`, which is brought up to date.
  func guide(newerThan version: inout Int) -> [Int32]? {
    let known = version
    let newer = content.withLock { content in
      content.guideVersion > known ? (content.guide, content.guideVersion) : nil
    }
    guard let newer else { return nil }
    version = newer.1
    return newer.0
  }

  func note(_ trouble: SolverTrouble) { content.withLock { $0.trouble.note(trouble) } }

  /// Whether the incumbent is proven to lie within `gap` of the best.
  /// - Parameter incumbent: the cost of a better rota that has not been offered yet.
  func isReached(gap: Double, incumbent: Int64 = .max) -> Bool {
    content.withLock { content in
      isProven(objective: min(incumbent, content.incumbent), bound: content.bound, within: gap)
    }
  }
}
