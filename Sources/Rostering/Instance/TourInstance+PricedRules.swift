extension TourInstance {
  /// The same tours with four rules that may be broken for a price: four days in a row at most, days off in pairs, three
  /// days of work in a row, whole weekends. What `rota-bench` measures prices on the arcs of rules by.
  public func withPricedRules() -> TourInstance {
    var priced = self
    priced.pricedRules = Dictionary(
      uniqueKeysWithValues: Set(agents.map(\.hist)).map { history in
        let rules: [(name: String, rule: any DayRule)] = [
          ("maximumConsecutiveDays", ConsecutiveDays(maximum: 4, history: history)),
          ("minimumConsecutiveDaysOff", LeastDaysOff(minimum: 2, history: history > 0 ? 0 : nil)),
          ("minimumConsecutiveDays", LeastDays(minimum: 3, history: history)),
          ("wholeWeekends", WholeWeekends(weekend: [5, 6])),
        ]
        return (history, rules.map { PricedRule(name: $0.name, rule: $0.rule, price: 15) })
      })
    return priced
  }
}
