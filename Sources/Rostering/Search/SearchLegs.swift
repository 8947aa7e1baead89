import Foundation
internal import Optimization
internal import Searching
import Synchronization

/// The annealings of one solve: all from the same rota, each with chance of its own; the cheapest answer counts.
///
/// Past some two thousand moves a person and day a longer annealing ends no lower, and two of them differ by more than
/// twice the length is worth (`docs/decisions/guided-search.md`), so a long budget is shared by several. A second thread
/// takes part when it has nothing left to prove. With iterations the legs and their lengths follow from the iterations,
/// and the answer does not depend on who ran which.
final class SearchLegs: Sendable {
  /// Moves a person and day after which a new annealing is worth more than a longer one.
  static let enoughMoves = 2000
  static let mostLegs = 8

  private let options: SearchLimits
  private let roster: CompiledRoster
  private let start: [DutyChoice]
  /// Of all legs together, polish included.
  private let budget: SearchBudget
  private let exchange: BoundExchange
  private let tuning: Annealing.Tuning
  private let shared = Mutex(Shared())

  private struct Shared {
    var next = 0
    /// Seconds of a leg; nil before the first thread knows.
    var slice: Double?
    var moves = 0
    var best: Answer?
  }

  struct Answer: Sendable {
    var leg: Int
    var cost: Int64
    var duties: [DutyChoice]
  }

  /// - Parameters:
  ///   - start: the rota that every leg starts from.
  ///   - budget: of all legs together. With a clock the last thirtieth is for the polish, which needs little.
  init(
    roster: CompiledRoster, options: SearchLimits, start: [DutyChoice], budget: SearchBudget, exchange: BoundExchange,
    tuning: Annealing.Tuning = Annealing.Tuning()
  ) {
    self.tuning = tuning
    self.roster = roster
    self.options = options
    self.start = start
    self.budget = budget
    self.exchange = exchange
  }

  /// Moves of all legs that have ended.
  var moves: Int { shared.withLock { $0.moves } }
  /// The cheapest of the legs that have ended, among equals the first.
  var best: Answer? { shared.withLock { $0.best } }

  /// Runs legs until none is left or the time is over.
  /// - Parameters:
  ///   - improver: holds `start` or any other rota of the same roster.
  ///   - isFirst: the caller's own thread, which shares out the time; another one takes what is left.
  ///   - report: called now and then with the best cost of the leg; returning true ends the search.
  func run(improver: Improver, isFirst: Bool, report: (Int64) -> Bool, ended: (Answer) -> Void) {
    if let iterations = budget.iterations {
      let count = legCount(moves: Double(iterations))
      while !budget.isOver {
        let leg = shared.withLock { shared in
          defer { shared.next += 1 }
          return shared.next
        }
        guard leg < count else { return }
        var part = budget
        part.iterations = iterations / count + (leg < iterations % count ? 1 : 0)
        runLeg(leg, improver: improver, budget: part, report: report, ended: ended)
      }
      return
    }
    let count: Int
    if isFirst {
      let isReached = exchange.isReached(gap: options.gap)
      let speed = isReached ? 0 : movesPerSecond(improver)
      count = legCount(moves: speed * timeLeft)
      shared.withLock { $0.slice = isReached ? .infinity : timeLeft / Double(count) }
      if isReached { return }
    } else {
      // The first thread is at work on it.
      while shared.withLock({ $0.slice == nil }), !budget.isOver { Thread.sleep(forTimeInterval: 0.005) }
      guard let slice = shared.withLock({ $0.slice }), timeLeft > slice / 3 else { return }
      count = max(1, Int(min(Double(Self.mostLegs), (timeLeft / slice).rounded())))
    }
    let begin = budget.clock()
    let left = timeLeft
    for leg in 0..<count where !budget.isOver {
      var part = budget
      part.begin = leg == 0 ? begin : begin + left * Double(leg) / Double(count)
      part.deadline = begin + left * Double(leg + 1) / Double(count)
      let isOver = runLeg(
        isFirst ? leg : Self.mostLegs + leg, improver: improver, budget: part, report: report, ended: ended)
      if isOver { return }
    }
  }

  /// Seconds until the last annealing ends.
  private var timeLeft: Double { budget.until(0.97).left ?? 0 }

  private func legCount(moves: Double) -> Int {
    let days = roster.people.reduce(0) { sum, person in sum + person.days.count { $0.isAllowed } }
    guard moves.isFinite else { return 1 }
    return max(1, Int(min(Double(Self.mostLegs), moves / Double(max(1, days) * Self.enoughMoves))))
  }

  /// Measured on hot moves, for a fiftieth of the time at most.
  private func movesPerSecond(_ improver: Improver) -> Double {
    var trial = budget.lasting(timeLeft / 50)
    trial.iterations = 2048
    var guideVersion = 0
    follow(improver, newerThan: &guideVersion)
    var hot = tuning
    hot.end = tuning.start
    var annealing = Annealing(improver: improver, seed: options.seed, leg: 4 * Self.mostLegs, tuning: hot)
    annealing.run(budget: trial) { _ in false }
    return Double(annealing.moves) / max(1e-6, trial.elapsed)
  }

  /// Brings the prices that the search is guided by up to date.
  private func follow(_ improver: Improver, newerThan version: inout Int) {
    if let prices = exchange.guide(newerThan: &version) { improver.follow(prices) }
  }

  /// - Returns: whether the search is to end.
  @discardableResult
  private func runLeg(
    _ leg: Int, improver: Improver, budget part: SearchBudget, report: (Int64) -> Bool, ended: (Answer) -> Void
  ) -> Bool {
    let state = improver.state
    state.restore(start)
    var guideVersion = 0
    follow(improver, newerThan: &guideVersion)
    var annealing = Annealing(improver: improver, seed: options.seed, leg: leg, tuning: tuning)
    var isOver = false
    annealing.run(budget: part) { cost in
      if part.iterations == nil { follow(improver, newerThan: &guideVersion) }
      isOver = report(cost)
      return isOver
    }
    if !isOver {
      improver.sweepDays { budget.isOver }
      improver.sweep { budget.isOver }
      improver.sweepDays { budget.isOver }
    }
    let answer = Answer(leg: leg, cost: state.cost, duties: state.snapshot())
    shared.withLock { shared in
      shared.moves += annealing.moves
      if let best = shared.best, (best.cost, best.leg) <= (answer.cost, answer.leg) { return }
      shared.best = answer
    }
    ended(answer)
    return isOver
  }
}
