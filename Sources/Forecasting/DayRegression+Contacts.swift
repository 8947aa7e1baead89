#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// From logarithms back to contacts.
extension DayRegression {
  /// Contacts to be expected of a day with this fitted logarithm of its contacts plus a half.
  ///
  /// What the half adds to the mean of the logarithms is what the scatter of a Poisson day takes from it: from two
  /// contacts on, the mean logarithm is that of the mean. So the half comes off again only of fewer contacts, and where
  /// the days scatter less than chance.
  ///
  /// - Parameter chanceShare: how much of the variance that chance gives is in the days, 0…1.
  static func contacts(at logarithm: Double, chanceShare: Double) -> Double {
    let value = exp(logarithm)
    let offset = 0.5 * (1 - chanceShare * (1 - exp(-1.5 * (value - 0.5))))
    return max(0, value - offset)
  }

  func contacts(at logarithm: Double) -> Double { Self.contacts(at: logarithm, chanceShare: chanceShare) }

  /// Contacts to be expected of a day.
  func contacts(on day: DayTraits) -> Double { contacts(at: logarithm(of: day)) }

  /// How much of the variance that chance gives is in what is left unexplained, 0…1.
  ///
  /// - Parameter chance: how far chance alone takes each day.
  static func chanceShare(_ rest: [Double], chance: [Double]) -> Double {
    let scatter = 1.4826 * median(zip(rest, chance).map { abs($0) / $1 })
    return min(1, scatter * scatter)
  }
}
