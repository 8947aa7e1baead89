/// Where the simplex method stands: the state of each row and column in GLPK's own codes (1 basic, 2…5 at a bound).
public struct LinearBasis: Hashable, Sendable {
  public let rows: [Int8]
  public let columns: [Int8]
}

extension Duration {
  var inSeconds: Double { Double(components.seconds) + 1e-18 * Double(components.attoseconds) }
}
