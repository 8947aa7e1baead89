#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Erlang's loss function B(n, a) as its reciprocal, for any number of servers.
///
/// I(n) = 1/B(n, a) = ∫₀^∞ (1 + u/a)ⁿ e^(−u) du, from which partial integration gives I(n + 1) = 1 + (n + 1)/a · I(n). The
/// integral is taken for the fraction of n, where it is tame, in w = ln(1 + u/a); the rest is the recursion.
/// - SeeAlso: D. L. Jagerman, *Some properties of the Erlang loss function*, Bell System Technical Journal 53 (1974).
enum LossReciprocal {
  /// - Parameters:
  ///   - servers: n ≥ 0, also fractional.
  ///   - load: a > 0, in erlangs.
  /// - Returns: ≥ 1; infinite where a full house is beyond any number.
  /// - Complexity: O(n).
  static func value(servers: Double, load: Double) -> Double {
    let whole = servers.rounded(.down)
    let fraction = servers - whole
    var value = fraction > 0 ? integral(exponent: fraction, load: load) : 1
    var number = fraction
    while number + 0.5 < servers {
      number += 1
      value = 1 + number / load * value
      if value > 1e300 { return .infinity }
    }
    return value
  }

  private static func integral(exponent: Double, load: Double) -> Double {
    let end = log1p(45 / load)
    return Quadrature.sum(from: 0, to: end, panels: max(8, Int((end / 0.5).rounded(.up)))) { w in
      load * exp((exponent + 1) * w - load * expm1(w))
    }
  }
}

/// Erlang's loss function of one load as its reciprocal, for as many staffs as are asked for: whole numbers share one
/// recursion.
struct LossReciprocals {
  let load: Double
  private var whole = [1.0]

  init(load: Double) { self.load = load }

  /// - Parameter servers: n ≥ 0, also fractional.
  mutating func value(servers: Double) -> Double {
    guard servers == servers.rounded(), servers < 1e5 else {
      return LossReciprocal.value(servers: servers, load: load)
    }
    while Double(whole.count) <= servers { whole.append(1 + Double(whole.count) / load * (whole.last ?? 1)) }
    return whole[Int(servers)]
  }
}

/// Integrals of smooth functions: Gauss–Legendre with ten points on equal panels.
enum Quadrature {
  private static let points: [(x: Double, weight: Double)] = [
    (0.148874338981631211, 0.295524224714752870), (0.433395394129247191, 0.269266719309996355),
    (0.679409568299024406, 0.219086362515982044), (0.865063366688984511, 0.149451349150580593),
    (0.973906528517171720, 0.066671344308688138),
  ]

  /// Points between two bounds, with weights that sum to their distance.
  static func nodes(from: Double, to: Double) -> [(x: Double, weight: Double)] {
    let (middle, half) = ((from + to) / 2, (to - from) / 2)
    return points.flatMap { point in
      [(middle - half * point.x, half * point.weight), (middle + half * point.x, half * point.weight)]
    }
  }

  static func sum(from: Double, to: Double, panels: Int, of function: (Double) -> Double) -> Double {
    let width = (to - from) / Double(panels)
    return (0..<panels).reduce(0) { sum, panel in
      let low = from + width * Double(panel)
      return nodes(from: low, to: low + width).reduce(sum) { $0 + $1.weight * function($1.x) }
    }
  }
}
