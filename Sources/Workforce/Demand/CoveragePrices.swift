/// What a missing or a superfluous person costs in one hour of one queue, in currency units.
///
/// The first `⌈required · band⌉` missing cost `underFirst` each, further ones `underNext`; likewise above the need. Queues
/// with `ServiceSteps` are priced by the ladder instead, and above its last step like the others.
public struct CoveragePrices: Hashable, Codable, Sendable {
  public var underFirst: Double
  public var underNext: Double
  public var overFirst: Double
  public var overNext: Double
  /// Share of the required number that makes up the first band, 0…1.
  public var band: Double
  /// Every price of a missing head, never rising, `underFirst` and `underNext` among them, at most `mostSteps`; nil where no
  /// queue has `ServiceSteps`.
  public var ladder: [Double]?

  /// With the two prices of superfluous heads sixteen levels.
  public static let mostSteps = 14

  public init(
    underFirst: Double = 48, underNext: Double = 120, overFirst: Double = 2, overNext: Double = 8, band: Double = 0.1,
    ladder: [Double]? = nil
  ) {
    self.underFirst = underFirst
    self.underNext = underNext
    self.overFirst = overFirst
    self.overNext = overNext
    self.band = band
    self.ladder = ladder
  }

  /// What one head more costs in an hour, by level: negative while heads are missing, never falling.
  ///
  /// - Returns: the ladder (or the two prices of missing heads), then the two of superfluous ones; currency units.
  /// - SeeAlso: docs/rostering.md, *Prices of cover*.
  public var levels: [Double] { (ladder ?? [underNext, underFirst]).map { -$0 } + [overFirst, overNext] }

  /// The heads at which each level but the last ends: with fewer present than the first number one head more is on the
  /// first level, and so on. Never falling; as many as `levels` less one. The last but one is the number from which heads
  /// are superfluous.
  ///
  /// The band is ⌈full · band⌉, a product a hair above a whole number rounded down to it (70 · 0.1 is 7).
  ///
  /// - Precondition: `slot` is one of the demand's, which has a list of heads for every price of the ladder.
  /// - SeeAlso: docs/rostering.md, *Prices of cover*.
  public func thresholds(of demand: QueueDemand, at slot: Int) -> [Int] {
    let need = demand.required[slot]
    func width(_ full: Int) -> Int { Int((Double(full) * band - 1e-9).rounded(.up)) }
    guard let ladder else { return [need - width(need), need, need + width(need)] }
    if let steps = demand.steps {
      let heads = steps.heads.map { $0[slot] }
      let full = heads.last ?? 0
      return heads + [full + width(full)]
    }
    // Prices dearer than `underNext` have nobody here; from there on they end at the band, from `underFirst` on at the need.
    return ladder.map { $0 > underNext ? 0 : $0 > underFirst ? need - width(need) : need } + [need + width(need)]
  }
}
