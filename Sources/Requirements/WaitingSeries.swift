#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Sums over the weights wⱼ = yʲ / ((x+1)…(x+j)), j = 0, 1, …, of the states of Erlang A in which j contacts wait.
///
/// The largest weight, at j ≈ y − x, may be far beyond any number, so every sum is relative to it and its logarithm is
/// kept apart. The sums run outwards from there until the terms vanish.
struct WaitingSeries {
  /// ln of the largest weight.
  private(set) var logPeak = 0.0
  /// w₀ relative to the largest weight; 0 where it vanishes beside it.
  private(set) var first = 1.0
  /// Σ wⱼ over all j, relative to the largest weight.
  private(set) var sum = 0.0
  /// Σ wⱼ over j ≥ 1, relative to the largest weight.
  private(set) var sumWaiting = 0.0
  /// Mean of j.
  private(set) var meanWaiting = 0.0
  /// Mean wait until service of a contact that finds all busy, counted only if it is answered, as a multiple of the
  /// mean patience; and the same for a contact of unlimited patience.
  private(set) var meanAnsweredWait = 0.0
  private(set) var meanOfferedWait = 0.0

  /// - Parameters:
  ///   - x: n·patience/AHT, > 0.
  ///   - y: a·patience/AHT, ≥ 0.
  ///   - withWaits: whether the two mean waits are needed, which cost a division a term.
  init(x: Double, y: Double, withWaits: Bool) {
    let peak = max(0, (y - x).rounded(.down))
    logPeak = Self.logWeight(peak, x: x, y: y)
    first = exp(-logPeak)
    guard withWaits else {
      sumQuickly(from: peak, x: x, y: y)
      return
    }
    let peakHarmonic = withWaits ? Self.harmonic(through: peak, x: x) : 0
    var ratioSum = 0.0
    var answered = 0.0
    var offered = 0.0

    /// `harmonic` is Σ 1/(x+k+1) over k = 0…j, the mean time (in patiences) until a contact with j ahead is served.
    func add(_ weight: Double, _ j: Double, _ harmonic: Double) {
      sum += weight
      if j > 0 { sumWaiting += weight }
      ratioSum += weight * j
      if withWaits {
        answered += weight * harmonic / (x + j + 1)
        offered += weight * (harmonic - 1 / (x + j + 1))
      }
    }

    var weight = 1.0
    var j = peak
    var harmonic = peakHarmonic
    while true {
      add(weight, j, harmonic)
      if weight * (j + 1) <= 1e-18 * (ratioSum + sum) { break }
      j += 1
      weight *= y / (x + j)
      if withWaits { harmonic += 1 / (x + j + 1) }
    }
    weight = 1
    j = peak
    harmonic = peakHarmonic
    while j >= 1 {
      weight *= (x + j) / y
      if withWaits { harmonic -= 1 / (x + j + 1) }
      j -= 1
      if weight <= 1e-19 * sum { break }
      add(weight, j, harmonic)
    }
    meanWaiting = ratioSum / sum
    meanAnsweredWait = answered * x / sum
    meanOfferedWait = offered / sum + 1 / x
  }

  /// The sums alone, four terms for one division; the mean follows from Σ (x + j)·wⱼ = y·Σ wⱼ + x·w₀.
  private mutating func sumQuickly(from peak: Double, x: Double, y: Double) {
    let (y2, y4) = (y * y, y * y * y * y)
    var total = 1.0
    var weight = 1.0
    var d = x + peak
    while weight > 1e-18 * total {
      let d2 = d + 2
      let d3 = d + 3
      let d4 = d + 4
      let low = (d + 1) * d2
      let high = d3 * d4
      let inverse = 1 / (low * high)
      total += weight * inverse * (y * d2 * high + y2 * (high + y * (d4 + y)))
      weight *= y4 * inverse
      d = d4
    }
    weight = 1
    let scale = 1 / y
    var j = peak
    while j >= 4, weight > 1e-19 * total {
      let f1 = (x + j) * scale
      let f2 = (x + j - 1) * scale
      let f3 = (x + j - 2) * scale
      let f4 = (x + j - 3) * scale
      total += weight * f1 * (1 + f2 * (1 + f3 * (1 + f4)))
      weight *= (f1 * f2) * (f3 * f4)
      j -= 4
    }
    while j >= 1, weight > 1e-19 * total {
      weight *= (x + j) * scale
      total += weight
      j -= 1
    }
    sum = total
    sumWaiting = max(0, total - first)
    meanWaiting = max(0, (y - x) + x * first / total)
  }

  /// ln wⱼ through Stirling's series, arranged so that nothing large cancels.
  private static func logWeight(_ j: Double, x: Double, y: Double) -> Double {
    guard j > 0 else { return 0 }
    if j <= 16 {
      var weight = 1.0
      for k in 1...Int(j) { weight *= y / (x + Double(k)) }
      return log(weight)
    }
    // ln Γ(z) = (z − ½) ln z − z + ½ ln 2π + s(z), and z₂ − z₁ = j.
    var low = x + 1
    var shift = 0.0
    var count = j
    while low < 12 {
      shift += log(y / low)
      low += 1
      count -= 1
    }
    let high = x + j + 1
    return shift + count * log1p((y - high) / high) - (low - 0.5) * log1p(count / low) + count
      - stirlingRemainder(high) + stirlingRemainder(low)
  }

  /// Σ 1/(x+k+1) over k = 0…j = ψ(x+j+2) − ψ(x+1).
  private static func harmonic(through j: Double, x: Double) -> Double {
    var sum = 0.0
    var low = x + 1
    let high = x + j + 2
    // Beyond a million million a step of one may be lost in rounding, and the logarithm alone has twelve digits.
    guard low < 1e12 else { return log1p((j + 1) / low) }
    while low < 12 || high - low < 16 {
      guard low < high - 0.5 else { return sum }
      sum += 1 / low
      low += 1
    }
    return sum + log1p((high - low) / low) + digammaRemainder(high) - digammaRemainder(low)
  }

  /// ln Γ(z) less the leading terms of Stirling's formula, z ≥ 12: error below 1e-15. DLMF 5.11.1.
  private static func stirlingRemainder(_ z: Double) -> Double {
    let r = 1 / (z * z)
    return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / z
  }

  /// ψ(z) − ln z, z ≥ 12: error below 1e-15. DLMF 5.11.2.
  private static func digammaRemainder(_ z: Double) -> Double {
    let r = 1 / (z * z)
    return -0.5 / z - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r / 132))))
  }
}
