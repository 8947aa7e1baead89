/// How far an objective lies above its bound, as a share of the bound: objective ÷ bound − 1, the one definition of the
/// gap. "At most 5 % above the best possible" is then true, since the best possible is at least the bound.
///
/// For a program that maximises the two change places.
/// - Returns: 0 when the two are equal; nil where no share can be said: the smaller one isn't above zero, or either isn't
///   finite.
public func relativeGap(objective: Double, bound: Double) -> Double? {
  let (low, high) = (min(objective, bound), max(objective, bound))
  guard low > 0, high.isFinite else { return nil }
  let gap = high / low - 1
  return gap.isFinite ? gap : nil
}

/// Whether an objective is proven to lie within `gap` of the best: it has met its bound, or `relativeGap` is at most `gap`.
public func isProven(objective: Double, bound: Double, within gap: Double) -> Bool {
  guard objective.isFinite, bound.isFinite else { return false }
  return objective == bound || relativeGap(objective: objective, bound: bound).map { $0 <= gap } ?? false
}

/// The same in whole units of a price, where objectives can't fall between two.
public func isProven(objective: Int64, bound: Int64, within gap: Double) -> Bool {
  objective <= bound || bound > 0 && Double(objective - bound) <= gap * Double(bound)
}
