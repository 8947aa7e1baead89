internal import Foundation

extension TourInstance {
  /// Prices of missing people, falling, and of each the people by queue and slot before one more is worth less.
  struct Ladder: Sendable {
    var prices: [Double]
    var heads: [[[Int]]]
  }

  /// The same tours with the same needs, whose missing people are priced by a ladder of 14 prices, sixteen levels with those
  /// of superfluous ones: what `rota-bench` measures ladders against flat prices by.
  ///
  /// The slopes are like those of expected service. Up to 0.6 of the need people are worth `under2`. From there on each tenth
  /// of the need lowers a slope of `under1` to `under2` by a fixed factor, which leaves `under1` at 0.9 of the need and a
  /// third of it at the need, and ends at a fiftieth. Slopes are rounded down onto the ladder.
  public func pricedByLadder() -> TourInstance {
    let least = cost.under1 / 50
    let below = (0..<12).map { cost.under1 * pow(cost.under1 / least, -Double($0) / 11) }
    let prices = [cost.under2, (cost.under1 * cost.under2).squareRoot()] + below
    func slope(_ head: Int, need: Int) -> Double {
      let share = (Double(head) + 0.5) / Double(need)
      return share < 0.6 ? cost.under2 : min(cost.under2, cost.under1 * pow(3, (0.9 - share) / 0.1))
    }
    let mostNeed = demand.joined().max() ?? 0
    /// The people before one more is worth less than a price.
    func worth(_ price: Double, need: Int) -> Int {
      (0..<2 * need).first { slope($0, need: need) < price * (1 - 1e-9) } ?? 2 * need
    }
    let heads = (0...mostNeed).map { need in prices.map { worth($0, need: need) } }
    var priced = self
    priced.ladder = Ladder(
      prices: prices,
      heads: prices.indices.map { level in demand.map { needs in needs.map { heads[$0][level] } } })
    return priced
  }
}
