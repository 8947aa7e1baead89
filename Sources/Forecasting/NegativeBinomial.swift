#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Counts whose mean itself varies: variance m + φ·m². With φ = 0 it is the Poisson distribution, the floor below which
/// no forecast of independent contacts can be uncertain.
struct NegativeBinomial {
  /// m ≥ 0.
  let mean: Double
  /// φ ≥ 0: squared relative spread of the mean.
  let dispersion: Double

  /// The smallest count that is reached with probability `share` or more, for a share that goes with the standard
  /// normal quantile `z` (1.2816 for 0.9).
  ///
  /// Summed exactly up to a mean of 300; beyond, by Cornish and Fisher's expansion, off by less than a contact or two.
  func quantile(_ share: Double, z: Double) -> Double {
    guard mean > 0 else { return 0 }
    if mean > 300 || dispersion > 50 {
      let spread = (mean * (1 + dispersion * mean)).squareRoot()
      let skew = (1 + 2 * dispersion * mean) / spread
      return max(0, (mean + spread * (z + (z * z - 1) * skew / 6)).rounded())
    }
    var count = 0.0
    var term = dispersion < 1e-9 ? exp(-mean) : exp(-log1p(dispersion * mean) / dispersion)
    var sum = term
    let ratio = mean / (1 + dispersion * mean)
    while sum < share && count < 1e6 {
      term *= ratio * (1 + dispersion * count) / (count + 1)
      count += 1
      sum += term
    }
    return count
  }

  /// How much of the interval between the quantiles of `low` and `high` a count fills when each count is spread evenly over
  /// the probabilities that it stands for: 1 well inside, 0 outside, a share at its ends. Its mean over counts of this very
  /// distribution is `high − low`, however few there are, where the plain share inside is larger.
  ///
  /// Beyond a mean of 300 a count stands for so little that it is just in or out.
  /// - SeeAlso: C. Czado, T. Gneiting, L. Held, *Predictive model assessment for count data*, Biometrics 65 (2009).
  func inside(_ value: Double, low: (share: Double, z: Double), high: (share: Double, z: Double)) -> Double {
    let value = value.rounded()
    guard mean > 0 else { return value == 0 ? high.share - low.share : 0 }
    if mean > 300 || dispersion > 50 {
      return value >= quantile(low.share, z: low.z) && value <= quantile(high.share, z: high.z) ? 1 : 0
    }
    var count = 0.0
    var term = dispersion < 1e-9 ? exp(-mean) : exp(-log1p(dispersion * mean) / dispersion)
    var below = 0.0
    let ratio = mean / (1 + dispersion * mean)
    while count < value && below < high.share {
      below += term
      term *= ratio * (1 + dispersion * count) / (count + 1)
      count += 1
    }
    guard count >= value, term > 0 else { return 0 }
    return max(0, min(below + term, high.share) - max(below, low.share)) / term
  }
}
