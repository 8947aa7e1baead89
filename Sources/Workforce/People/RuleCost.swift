/// What the breaches of a priced rule came to, of everybody together.
public struct RuleCost: Hashable, Codable, Sendable {
  /// The rule's key in `rules` of `rota.json`, or the name of a team rule.
  public var rule: String
  /// How often it was broken; of a team rule by how many heads, summed over the intervals of the grid.
  public var breaches: Int
  /// Currency units.
  public var cost: Double

  public init(rule: String, breaches: Int, cost: Double) {
    self.rule = rule
    self.breaches = breaches
    self.cost = cost
  }
}
