package import Calendars

/// How people write a labour rule, or a price that belongs to one, and read about it: a row of `LabourRule.all`.
package struct LabourRule: Sendable {
  /// Its key in `rules` of `rota.json`, and in the rules of a person in `plan.json`.
  package let name: String
  /// Its column in `agents.csv`; nil where nobody has a value of their own.
  package let column: String?
  package let values: Values
  /// What is counted in tables: `hours`, `days`, `price`.
  package let unit: String
  /// For each of what: `a week`.
  package let each: String?
  /// What it asks for, in short: "rest and days in a row are kept".
  package let words: String
  /// What it is, for a page.
  package let meaning: String
  /// What holds where nothing is said and there is no default.
  package let otherwise: String
  /// Whether what people do before and after the planned weeks counts for it.
  package let reachesBeyondPlan: Bool
  /// What a breach costs where nothing else is said, in currency units, of a rule that has a price always; nil of one that
  /// holds unless it is given a price.
  package let usualPrice: Double?
  /// Of a length of time: whether breaches are counted one by one, so that they can have a price.
  private let countsBreaches: Bool
  /// Whether a larger value asks for less although the name doesn't begin with `maximum`.
  let moreAllowsMore: Bool

  /// The values that make sense, and where they are kept.
  package enum Values: Sendable {
    /// Minutes. With its unit in `rota.json` (`"11h"`), in hours in tables.
    case duration(ClosedRange<Int>, in: Place<Minutes>)
    case whole(ClosedRange<Int>, in: Place<Int>)
    case price(ClosedRange<Double>, in: Place<Double>)
    /// `true` or `false` in `rota.json`, `yes` or `no` in tables.
    case flag(in: Place<Bool>)
    /// `"1 in 2"`.
    case weekends(in: Place<WeekendsOff>)
  }

  /// Prices of a breach that make sense, in currency units.
  package static let breachPrices = 0.0...100_000

  /// Whether a breach can have a price: of those that count or ask for something of a person's days, and whose breaches
  /// can be counted one by one.
  package var canBePriced: Bool {
    switch values {
    case .whole(_, let place): place.isPersonal
    case .flag(let place): place.isPersonal
    case .weekends(let place): place.isPersonal
    case .duration(_, let place): place.isPersonal && countsBreaches
    case .price: false
    }
  }

  init(
    _ name: String, column: String? = nil, _ values: Values, _ unit: String = "", each: String? = nil, words: String,
    meaning: String, otherwise: String = "no limit", reachesBeyondPlan: Bool = false, usualPrice: Double? = nil,
    countsBreaches: Bool = false, moreAllowsMore: Bool = false
  ) {
    self.name = name
    self.column = column
    self.values = values
    self.unit = unit
    self.each = each
    self.words = words
    self.meaning = meaning
    self.otherwise = otherwise
    self.reachesBeyondPlan = reachesBeyondPlan
    self.usualPrice = usualPrice
    self.countsBreaches = countsBreaches
    self.moreAllowsMore = moreAllowsMore
  }

  /// `hours a week`, `days`.
  package var fullUnit: String { each.map { "\(unit) \($0)" } ?? unit }
}

extension LabourRule {
  /// Where a value of a rule is kept. A rule that need not be said has an optional property; nil is no limit.
  package struct Place<Value: Sendable>: Sendable {
    package let get: @Sendable (TeamRules) -> Value?
    package let set: @Sendable (inout TeamRules, Value) -> Void
    /// Lets go of it; nil where a value always stands.
    let clear: (@Sendable (inout TeamRules) -> Void)?
    /// Whether it is a property of `PersonRules`.
    let isPersonal: Bool

    static func person(_ path: any WritableKeyPath<PersonRules, Value> & Sendable) -> Self {
      Self(get: { $0.person[keyPath: path] }, set: { $0.person[keyPath: path] = $1 }, clear: nil, isPersonal: true)
    }

    static func person(_ path: any WritableKeyPath<PersonRules, Value?> & Sendable) -> Self {
      Self(
        get: { $0.person[keyPath: path] }, set: { $0.person[keyPath: path] = $1 },
        clear: { $0.person[keyPath: path] = nil }, isPersonal: true)
    }

    static func team(_ path: any WritableKeyPath<TeamRules, Value> & Sendable) -> Self {
      Self(get: { $0[keyPath: path] }, set: { $0[keyPath: path] = $1 }, clear: nil, isPersonal: false)
    }
  }

  /// A value of a rule of one person.
  package enum Figure: Hashable, Sendable {
    case minutes(Int)
    case count(Int)
    case price(Double)
    case flag(Bool)
    case weekends(WeekendsOff)
  }

  /// Whether it asks anything of a person.
  package func isInForce(for person: PersonRules) -> Bool {
    switch figure(of: person) {
    case .flag(let isOn): isOn
    case .minutes, .count, .price, .weekends: true
    case nil: false
    }
  }

  /// Whether everybody has a value of their own; else it belongs to the team.
  package var isOfOnePerson: Bool {
    switch values {
    case .duration(_, let place): place.isPersonal
    case .whole(_, let place): place.isPersonal
    case .price(_, let place): place.isPersonal
    case .flag(let place): place.isPersonal
    case .weekends(let place): place.isPersonal
    }
  }

  /// Nil where it is no rule of one person, or isn't said and there is no limit.
  package func figure(of person: PersonRules) -> Figure? {
    var rules = TeamRules()
    rules.person = person
    switch values {
    case .duration(_, let place): return place.isPersonal ? place.get(rules).map { .minutes($0.rawValue) } : nil
    case .whole(_, let place): return place.isPersonal ? place.get(rules).map { .count($0) } : nil
    case .price(_, let place): return place.isPersonal ? place.get(rules).map { .price($0) } : nil
    case .flag(let place): return place.isPersonal ? place.get(rules).map { .flag($0) } : nil
    case .weekends(let place): return place.isPersonal ? place.get(rules).map { .weekends($0) } : nil
    }
  }
}
