/// Raises the Lagrangian bound step by step along averaged subgradients.
///
/// Needs no solver, and gets within a few thousandths of the best bound in seconds: it gives the first bound, good prices
/// and useful tours for the master program to start from, and the only bound where the solver fails. A queue's slope is
/// divided by its need, since prices of large and small queues move over the same range; so is that of a site's starts by
/// their limit. Steps aim a little above the
/// best value so far; the distance shrinks when the bound stalls.
///
/// Source: Held, Wolfe & Crowder, *Validation of subgradient optimization*, Mathematical Programming 6 (1974); averaged
/// directions after Camerini, Fratta & Maffioli (1975); the moving target after Goffin & Kiwiel, Mathematical
/// Programming 85 (1999). The constants were measured on the benchmark tours.
struct DualAscent {
  private let bound: LagrangianBound
  private let lowest: [Double]
  private let highest: [Double]
  private let weights: [Double]
  /// Asked about in the next round.
  private(set) var prices: [Double]
  private var direction: [Double]
  private var distance: Double
  private let leastDistance: Double
  /// Less than this share of the best value does not count as progress.
  private let leastGain: Double
  private var stalled = 0
  private var bestValue = -Double.greatestFiniteMagnitude

  /// - Parameters:
  ///   - start: prices to start from; see `LagrangianBound.evaluate`.
  ///   - target: the cost of the best rota known.
  ///   - reach: how far above the best value the first steps aim, as a share of the target.
  init(bound: LagrangianBound, start: [Double], target: Int64, reach: Double = 0.02) {
    self.bound = bound
    let table = bound.roster.coverage
    let needs = (0..<table.cellCount).map { table.full($0) }
    let (leastWorth, mostWorth) = (Double(table.leastWorth), Double(table.mostWorth))
    let startPrice = Double(bound.highestStartPrice)
    let limits = bound.roster.startLimits.most.flatMap { [Int](repeating: $0, count: bound.roster.dayCount) }
    lowest = needs.map { _ in leastWorth } + limits.map { _ in 0 }
    highest = needs.map { _ in mostWorth } + limits.map { _ in startPrice }
    prices = start
    direction = [Double](repeating: 0, count: start.count)
    // A start's price moves over a range as much wider than that of presence.
    weights =
      needs.map { 1 / (Double($0) + 1) }
      + limits.map { startPrice / max(1, mostWorth) / (Double($0) + 1) }
    distance = reach * max(1, abs(Double(target)))
    leastGain = min(1e-4, reach / 200)
    leastDistance = 2e-6 * max(1, abs(Double(target)))
  }

  /// Steps have become too small to matter.
  var isExhausted: Bool { distance < leastDistance }

  /// One evaluation and one step.
  mutating func round() -> LagrangianBound.Answer {
    let answer = bound.evaluate(prices: prices.map { Int32($0.rounded()) })
    let value = Double(answer.value)
    stalled = value > bestValue + leastGain * abs(bestValue) ? 0 : stalled + 1
    bestValue = max(bestValue, value)
    if stalled > 30 {
      distance *= 0.7
      stalled = 0
    }
    var squares = 0.0
    for index in direction.indices {
      direction[index] = 0.95 * direction[index] + answer.slope[index] * weights[index]
      // Pushing against the limits of the prices leads nowhere.
      if (prices[index] >= highest[index] && direction[index] > 0)
        || (prices[index] <= lowest[index] && direction[index] < 0)
      {
        continue
      }
      squares += direction[index] * direction[index] / weights[index]
    }
    guard squares > 0 else { return answer }
    let step = max(0, bestValue + distance - value) / squares
    for index in prices.indices {
      prices[index] = min(highest[index], max(lowest[index], prices[index] + step * direction[index]))
    }
    return answer
  }
}
