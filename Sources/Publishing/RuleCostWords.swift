public import Workforce
public import Words

extension RuleCost {
  /// `days off in a row: 2 breaches`.
  public func words(_ words: Words) -> String {
    if rule == ShiftPattern.ruleName {
      return
        "\(words.whole(breaches)) \(breaches == 1 ? "duty that isn't its pattern's" : "duties that aren't their patterns'")"
    }
    guard let name = LabourRule.all.first(where: { $0.name == rule })?.words else {
      return
        "\(rule): \(words.whole(breaches)) \(breaches == 1 ? "head too few or too many" : "heads too few or too many"), "
        + "an interval each"
    }
    return "\(name): \(words.whole(breaches)) \(breaches == 1 ? "breach" : "breaches")"
  }

  /// The same with what was paid: `days off in a row: 2 breaches, 100 EUR`.
  public func paidWords(_ words: Words, currency: String) -> String {
    "\(self.words(words)), \(words.short(cost)) \(currency)"
  }
}
