/// The rules over days of one person.
struct DayRules: Hashable, Sendable {
  /// Those that hold whatever it costs.
  var rules: [any DayRule]
  /// Those that may be broken for a price.
  var priced: [PricedRule]

  init(_ rules: [any DayRule], priced: [PricedRule] = []) {
    self.rules = rules
    self.priced = priced
  }

  /// Adds a rule.
  /// - Parameters:
  ///   - name: its name in the table of rules.
  ///   - price: of a breach, in currency units; nil where the rule holds.
  mutating func take(_ rule: any DayRule, as name: String, price: Double?) {
    if let price {
      priced.append(PricedRule(name: name, rule: rule, price: price))
    } else {
      rules.append(rule)
    }
  }

  /// Classes of duties that one of them tells apart.
  var classes: DutyClasses { (rules + priced.map(\.rule)).reduce(into: []) { $0.formUnion($1.classes) } }

  /// Starts of duties that one of them tells apart.
  var starts: ToldStarts { (rules + priced.map(\.rule)).reduce(into: ToldStarts()) { $0.formUnion($1.starts) } }

  /// What all breaches of so many days can cost at most, in currency units.
  func mostCost(in days: Int) -> Double {
    priced.reduce(0) { $0 + $1.price * Double($1.rule.mostBreaches(in: days)) }
  }

  static func == (left: Self, right: Self) -> Bool { left.key == right.key && left.priced == right.priced }
  func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(priced)
  }
  private var key: [AnyHashable] { rules.map { AnyHashable($0) } }
}

/// A rule over days whose breaches cost a price each, and forbid nothing.
struct PricedRule: Hashable, Sendable {
  /// Its name in the table of rules (`LabourRule`).
  var name: String
  var rule: any DayRule
  /// Of a breach, in currency units.
  var price: Double

  static func == (left: Self, right: Self) -> Bool { left.key == right.key }
  func hash(into hasher: inout Hasher) { hasher.combine(key) }
  private var key: [AnyHashable] { [name, AnyHashable(rule), price] }
}

extension CompiledRoster {
  /// How often a finished tour breaks each priced rule of its person, and the price of a breach in price units: the plain
  /// reading, from the duties' letters alone.
  func breaches(
    of tour: some Sequence<DutyChoice>, person index: Int
  ) -> [(name: String, count: Int, price: Int32)] {
    let priced = people[index].dayRules.priced
    guard !priced.isEmpty else { return [] }
    let letters = tour.map(letter)
    return priced.map { ($0.name, $0.rule.breaches(in: letters), scale.units($0.price)) }
  }
}
