#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The loss system M/M/n/n: contacts that find every agent (or trunk) busy go away at once.
///
/// Everything rests on the reciprocal of Erlang's B, I(n) = 1 + (n/a)·I(n−1), which has no cancellation and no factorial.
/// For a fractional number of servers the recursion starts at I(f) = eᵃ a⁻ᶠ Γ(f+1, a), f the fraction.
/// - SeeAlso: D. L. Jagerman, *Some properties of the Erlang loss function*, Bell System Technical Journal 53 (1974).
public enum ErlangB {
  /// Probability that an arriving contact finds all servers busy and is lost.
  ///
  /// - Parameters:
  ///   - servers: n ≥ 0, also fractional.
  ///   - load: a, offered load in erlangs, ≥ 0 and at most `largestLoad`.
  /// - Returns: 0…1; 1 for no servers, 0 for no load and at least part of a server.
  /// - Complexity: O(min(n, √a)) time; 6 µs at 20,000 erlangs.
  /// - SeeAlso: D. L. Jagerman, *Some properties of the Erlang loss function*, Bell System Technical Journal 53
  ///   (1974).
  public static func blocking(servers: Double, load: Double) -> Double { 1 / inverse(servers: servers, load: load) }

  /// The smallest whole number of servers that loses at most the share `blocking` of contacts.
  ///
  /// - Parameters:
  ///   - load: offered load in erlangs, ≥ 0.
  ///   - blocking: the most that may be lost, 0…1. 0 is read as one contact in a thousand million millions (1e-15),
  ///     since no number of servers loses none at all.
  /// - Returns: 0 when there is no load or everything may be lost.
  /// - SeeAlso: D. L. Jagerman, *Some properties of the Erlang loss function*, Bell System Technical Journal 53
  ///   (1974), for B ≥ 1 − n/a.
  public static func requiredServers(load: Double, blocking: Double) -> Int {
    precondition(load >= 0 && load <= largestLoad, "an offered load of \(load) erlangs is out of range")
    precondition((0...1).contains(blocking), "a share lost of \(blocking) isn't in 0...1")
    guard load > 0 else { return 0 }
    let goal = (1 - 1e-12) / max(blocking, 1e-15)
    // B(n, a) ≥ 1 − n/a, so fewer than a·(1 − B) servers never suffice.
    var servers = max(0, (load * (1 - blocking)).rounded(.down) - 1)
    var inverse = inverse(servers: servers, load: load)
    while inverse < goal {
      servers += 1
      inverse = 1 + servers / load * inverse
    }
    return Int(servers)
  }

  /// The largest load in erlangs of which `servers` lose at most the share `blocking`, to twelve digits.
  ///
  /// - Parameters:
  ///   - servers: n ≥ 0, also fractional.
  ///   - blocking: 0…1, 0 read as in `requiredServers`.
  /// - Returns: infinity where everything may be lost, or loads beyond `largestLoad` are carried; 0 for no servers
  ///   otherwise.
  /// - Complexity: about 50 times that of `blocking`.
  /// - SeeAlso: D. L. Jagerman, *Some properties of the Erlang loss function*, Bell System Technical Journal 53
  ///   (1974), for the bound; B rises with the load, so bisection finds it.
  public static func carriedLoad(servers: Double, blocking: Double) -> Double {
    precondition(servers >= 0 && servers <= largestLoad, "\(servers) servers are out of range")
    precondition((0...1).contains(blocking), "a share lost of \(blocking) isn't in 0...1")
    let goal = max(blocking, 1e-15)
    guard goal < 1 else { return .infinity }
    guard servers > 0 else { return 0 }
    // B(n, a) ≥ 1 − n/a bounds the answer from above, but for rounding.
    return largest(upTo: [min(largestLoad, servers / (1 - goal) * (1 + 1e-9))]) {
      Self.blocking(servers: servers, load: $0) <= goal * (1 + 1e-12)
    }
  }

  /// Loads above this are refused: no support team has a thousand million agents.
  public static let largestLoad = 1e9

  /// 1 / B(n, a), infinite where B is below the smallest number.
  static func inverse(servers: Double, load: Double) -> Double {
    precondition(servers >= 0 && load >= 0 && load <= largestLoad, "Erlang B needs servers >= 0 and 0 <= load <= 1e9")
    guard servers > 0 else { return 1 }
    guard load > 0 else { return .infinity }
    let whole = servers.rounded(.down)
    let fraction = servers - whole
    // Below a the recursion forgets its start like exp(−(steps)²/2a), so 9√a steps reach double precision.
    let late = (min(servers, load) - 9 * load.squareRoot()).rounded(.down)
    if late >= 16 {
      return advance(1 / (1 - (late + fraction) / load), from: late, to: whole, fraction: fraction, load: load)
    }
    let start = fraction == 0 ? 1 : inverseOfFraction(fraction, load: load)
    return advance(start, from: 0, to: whole, fraction: fraction, load: load)
  }

  /// Carries I(from + f) to I(to + f). Four steps at a time, so that the products of the next steps are ready before
  /// the value that they multiply: the chain of dependent operations is a quarter as long.
  @inline(__always)
  static func advance(_ start: Double, from: Double, to: Double, fraction: Double, load: Double) -> Double {
    var value = start
    var servers = from + fraction
    let last = to + fraction
    let scale = 1 / load
    while servers + 4 <= last {
      let f1 = (servers + 1) * scale
      let f2 = (servers + 2) * scale
      let f3 = (servers + 3) * scale
      let f4 = (servers + 4) * scale
      let constant = 1 + f4 * (1 + f3 * (1 + f2))
      value = constant + (f1 * f2) * (f3 * f4) * value
      servers += 4
      if value > 1e290 { return .infinity }
    }
    while servers + 0.5 <= last {
      servers += 1
      value = 1 + servers * scale * value
    }
    return value
  }

  /// I(f) = eᵃ a⁻ᶠ Γ(f+1, a) for 0 < f < 1: by the power series of the lower incomplete gamma function for small loads,
  /// by Legendre's continued fraction (modified Lentz) otherwise. DLMF 8.7.1 and 8.9.2.
  private static func inverseOfFraction(_ fraction: Double, load: Double) -> Double {
    let shape = fraction + 1
    if load < 1.5 {
      var term = 1 / shape
      var sum = term
      var index = shape
      while term > sum * 1e-17 {
        index += 1
        term *= load / index
        sum += term
      }
      return exp(load - fraction * log(load)) * tgamma(shape) - load * sum
    }
    var denominator = load + 1 - shape
    var c = 1e300
    var d = 1 / denominator
    var value = d
    for index in 1...10_000 {
      let numerator = -Double(index) * (Double(index) - shape)
      denominator += 2
      d = 1 / (numerator * d + denominator)
      c = denominator + numerator / c
      let factor = c * d
      value *= factor
      if abs(factor - 1) < 1e-16 { break }
    }
    return load * value
  }
}
