public import Calendars
public import Workforce

/// Prices of heads by the contacts that they bring in time, for all queues of a plan on one ladder.
///
/// The last head that a day's promise needs is worth `headPrice` an hour, so a contact in time is worth that ÷ its gain,
/// and every other head of the day what it brings. Those values are rounded down onto at most `CoveragePrices.mostSteps`
/// prices; heads below the floor cost `underNext`.
public struct ServiceLadder: Hashable, Sendable {
  /// The prices of the plan, with the ladder where any queue has steps.
  public var prices: CoveragePrices
  /// Of each queue, in the order given.
  public var steps: [ServiceSteps?]

  /// Prices of the ladder relative to that of the last head needed. Each is a quarter to a third below the one before, so
  /// that rounding takes about an eighth; nearer 1, where rotas are decided, they are closer.
  private static let ratios = [4, 2.6, 1.8, 1.4, 1.15, 1, 0.86, 0.7, 0.52, 0.36, 0.22, 0.11]

  /// Where the promise needs no head any more, because others ask for all of them, what one more brings is as good as nothing.
  private static let highestContactPrice = 1e6

  /// - Parameters:
  ///   - slopes: what heads bring, by queue; nil for a queue that is priced by heads.
  ///   - prices: of missing and superfluous heads.
  ///   - headPrice: what an hour of the last head is worth that a day's promise needs, in currency units, > 0.
  ///   - interval: width of the grid.
  /// - SeeAlso: docs/staffing.md, *Prices by service*.
  public init(slopes: [ServiceSlopes?], prices: CoveragePrices, headPrice: Double, interval: Minutes) {
    self.prices = prices
    guard slopes.contains(where: { $0 != nil }), headPrice > 0 else {
      steps = slopes.map { _ in nil }
      return
    }
    let between = Self.ratios.map { $0 * headPrice }.filter { $0 < prices.underNext && $0 != prices.underFirst }
    let ladder = [prices.underNext] + (between + [prices.underFirst]).sorted(by: >)
    self.prices.ladder = ladder
    let hours = Double(interval.rawValue) / 60
    steps = slopes.map { slopes in
      guard let slopes else { return nil }
      let contactPrice = slopes.lastGain.map { $0 > 0 ? min(headPrice * hours / $0, Self.highestContactPrice) : 0 }
      let heads = ladder.map { price in
        slopes.floor.indices.map { slot in
          // A gain that meets a price to the last digits is worth it.
          let least = price * hours * (1 - 1e-12)
          return slopes.floor[slot] + slopes.gains[slot].prefix { $0 * contactPrice[slot] >= least }.count
        }
      }
      return ServiceSteps(contactPrice: contactPrice, heads: heads)
    }
  }
}
