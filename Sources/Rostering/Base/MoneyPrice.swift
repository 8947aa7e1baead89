internal import Searching
internal import Workforce

/// The price of a unit of money beyond a budget, found by trying: none at first, then four times as much each time until a
/// rota fits, then halved between.
struct MoneyPrice {
  /// Tries with a price, after the first without one.
  static let mostTries = 6
  private static let first = 0.25
  private static let most = 32.0

  /// To be tried.
  private(set) var next = 0.0
  private var tries = 0
  private var low = 0.0
  private var high: Double?

  /// Whether nothing was tried but no price.
  var isFirst: Bool { tries == 0 }
  private(set) var isOver = false

  mutating func tried(fits: Bool) {
    if fits { high = next } else { low = next }
    isOver = tries == Self.mostTries || !fits && next >= Self.most
    tries += 1
    next = high.map { (low + $0) / 2 } ?? (low == 0 ? Self.first : min(Self.most, 4 * low))
  }
}

extension RosterRequest {
  /// The same without a budget, everything that is paid `1 + price` times as dear.
  func dear(by price: Double) -> RosterRequest {
    var dear = self
    dear.budget = nil
    for index in sites.indices {
      dear.sites[index].payPerHour *= 1 + price
      dear.sites[index].nightPremiumPerHour *= 1 + price
    }
    return dear
  }

  /// What whole prices can differ by from those times `1 + price`: half a unit for each that is rounded.
  /// - Parameter unit: of price, in currency units.
  func rounding(_ price: Double, unit: Double) -> Double {
    price == 0 ? 0 : Double(people.count * (2 * days + (days + 6) / 7)) * (1 + price) * unit
  }
}

extension SearchLimits {
  /// A share of time and iterations.
  func share(_ share: Double) -> SearchLimits {
    var part = self
    part.timeLimit = timeLimit.map { $0 * share }
    part.iterations = iterations.map { max(1, Int(Double($0) * share)) }
    return part
  }
}
