/// Raises the Lagrangian bound step by step along deflected subgradients.
///
/// Needs no solver: it gives the first bound within a second, good prices and useful tours for the master program to
/// start from, and the only bound where the solver fails. Steps follow Polyak's rule towards the cost of the rota in
/// hand; the step factor is halved when the bound stalls.
///
/// Source: Held, Wolfe & Crowder, *Validation of subgradient optimization*, Mathematical Programming 6 (1974); deflection
/// after Camerini, Fratta & Maffioli (1975).
struct DualAscent {
  private let bound: LagrangianBound
  private let lowest: Double
  private let highest: Double
  /// Asked about in the next round.
  private(set) var prices: [Double]
  private var direction: [Double]
  private var factor = 1.0
  private var stalled = 0
  private(set) var bestValue = Int64.min / 4
  private(set) var bestPrices: [Int32]

  /// - Parameter start: prices to start from; see `LagrangianBound.evaluate`.
  init(bound: LagrangianBound, start: [Int32]) {
    self.bound = bound
    let table = bound.roster.coverage
    lowest = -Double(table.levelPrices[3])
    highest = -Double(table.levelPrices[0])
    prices = start.map(Double.init)
    direction = [Double](repeating: 0, count: start.count)
    bestPrices = start
  }

  /// One evaluation and one step.
  /// - Parameter target: the cost of the best rota known.
  mutating func round(target: Int64) -> LagrangianBound.Answer {
    let whole = prices.map { Int32($0.rounded()) }
    let answer = bound.evaluate(prices: whole)
    if answer.value > bestValue {
      if answer.value > bestValue + abs(bestValue) / 10_000 { stalled = 0 } else { stalled += 1 }
      bestValue = answer.value
      bestPrices = whole
    } else {
      stalled += 1
    }
    if stalled >= 12 {
      factor /= 2
      stalled = 0
      prices = bestPrices.map(Double.init)
      direction = [Double](repeating: 0, count: prices.count)
    }
    var squares = 0.0
    for index in direction.indices {
      direction[index] = 0.7 * direction[index] + answer.slope[index]
      // Pushing against the limits of the prices leads nowhere.
      if (prices[index] >= highest && direction[index] > 0) || (prices[index] <= lowest && direction[index] < 0) {
        continue
      }
      squares += direction[index] * direction[index]
    }
    guard squares > 0 else { return answer }
    let step = factor * max(1, Double(target - answer.value)) / squares
    for index in prices.indices {
      prices[index] = min(highest, max(lowest, prices[index] + step * direction[index]))
    }
    return answer
  }
}
