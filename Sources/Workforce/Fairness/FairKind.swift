/// A kind of unpopular duty that people share: a row of `fairness` in `rota.json`.
public enum FairKind: String, Hashable, Codable, Sendable, CaseIterable {
  /// Dates of the site's weekend with a duty.
  case weekends
  case nights
  case lates
  case earlies
  /// Public holidays with a duty.
  case holidays

  /// What a duty beyond the share of whoever has the least costs where nothing else is said, in currency units.
  public var usualPrice: Double {
    switch self {
    case .weekends, .nights, .holidays: 20
    case .lates, .earlies: 10
    }
  }

  /// Its count's name in `DutyCounts`.
  package var countName: String {
    switch self {
    case .weekends: "weekendDays"
    case .nights: "nights"
    case .lates: "late"
    case .earlies: "early"
    case .holidays: "holidays"
    }
  }

  /// What is counted, in words.
  public var words: String {
    switch self {
    case .weekends: "weekend days"
    case .nights: "nights"
    case .lates: "late duties"
    case .earlies: "early duties"
    case .holidays: "holidays"
    }
  }
}

/// `fairness` of `rota.json`: what a duty beyond the share of whoever has the least costs, by kind.
public struct FairnessPrices: Hashable, Sendable {
  /// In currency units; a kind that costs 0 isn't counted.
  private var prices: [FairKind: Double]

  /// What `fairness: true` means.
  public init() { prices = Dictionary(uniqueKeysWithValues: FairKind.allCases.map { ($0, $0.usualPrice) }) }

  public subscript(kind: FairKind) -> Double {
    get { prices[kind] ?? 0 }
    set { prices[kind] = newValue }
  }

  /// What a price can be.
  public static let range = 0.0...100_000
}
