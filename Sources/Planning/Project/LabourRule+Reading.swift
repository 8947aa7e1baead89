internal import Calendars
internal import Tables
internal import Words
internal import Workforce

extension TeamRules {
  /// - Parameter node: `rules` of `rota.json`.
  init(_ node: SettingsNode) throws(Diagnostic) {
    self.init()
    try read(node)
  }

  /// Takes what is written, and leaves the rest as it is.
  mutating func read(_ node: SettingsNode) throws(Diagnostic) {
    let fields = try node.object(LabourRule.ofTeam.map(\.name))
    for rule in LabourRule.ofTeam {
      if let node = fields[rule.name] { try rule.read(node, into: &self) }
    }
  }
}

extension LabourRule {
  /// A warning for each rule that has a price, and a limit for nobody: it does nothing.
  static func pricedAlone(for people: [Person]) -> [Diagnostic] {
    all.filter { rule in
      let priced = people.filter { $0.rules.prices?[rule.name] != nil }
      return rule.canBePriced && !priced.isEmpty && !priced.contains { rule.isInForce(for: $0.rules) }
    }.map { rule in
      Diagnostic(
        "rules.price-alone", "'\(rule.name)' has a price and no limit for anybody, and so does nothing",
        at: SourcePosition(file: "rota.json: rules.\(rule.name)"),
        cure: "Say both, for example { limit: 3, price: 100 }"
          + (rule.column.map { ", or the limit in the column \($0) of agents.csv" } ?? "") + ".", severity: .warning)
    }
  }

  /// A value, or `{ limit: 3, price: 100 }` where breaches can have a price. A value alone holds, whatever price was said
  /// before: a site's limit in place of the project's priced one.
  fileprivate func read(_ node: SettingsNode, into rules: inout TeamRules) throws(Diagnostic) {
    guard canBePriced, case .object = node.value else {
      rules.person.prices?[name] = nil
      if rules.person.prices?.isEmpty == true { rules.person.prices = nil }
      return try readLimit(node, into: &rules)
    }
    let fields = try node.object(["limit", "price"])
    guard !fields.isEmpty else { throw node.expected("a limit and a price", example: "{ limit: 3, price: 100 }") }
    if let limit = fields["limit"] {
      try readLimit(limit, into: &rules)
    } else if case .flag(let place) = values {
      place.set(&rules, true)
    }
    if let price = fields["price"] {
      rules.person.prices = rules.person.prices ?? [:]
      rules.person.prices?[name] = try price.number(in: Self.breachPrices, unit: "price a breach")
    }
  }

  private func readLimit(_ node: SettingsNode, into rules: inout TeamRules) throws(Diagnostic) {
    switch values {
    case .duration(let range, let place): place.set(&rules, try node.minutes(in: range))
    case .whole(let range, let place): place.set(&rules, try node.integer(in: range, unit: fullUnit))
    case .price(let range, let place): place.set(&rules, try node.number(in: range, unit: fullUnit))
    case .flag(let place): place.set(&rules, try node.flag())
    case .weekends(let place): place.set(&rules, try node.weekendsOff())
    }
  }

  /// Takes what a row of `agents.csv` says of its person, if it says anything.
  func read(_ rows: TableRows, _ row: Int, into rules: inout TeamRules) throws(Diagnostic) {
    guard let column else { return }
    switch values {
    case .duration(let range, let place):
      let hours = Double(range.lowerBound) / 60...Double(range.upperBound) / 60
      if let value = try rows.number(row, column, in: hours, unit: fullUnit) {
        place.set(&rules, Minutes(Int((value * 60).rounded())))
      }
    case .whole(let range, let place):
      if let value = try rows.integer(row, column, in: range, unit: fullUnit) { place.set(&rules, value) }
    case .price(let range, let place):
      if let value = try rows.number(row, column, in: range, unit: fullUnit) { place.set(&rules, value) }
    case .flag(let place):
      if let value = try rows.flag(row, column) { place.set(&rules, value) }
    case .weekends(let place):
      guard let text = rows.text(row, column) else { return }
      guard let value = WeekendsOff(text) else {
        throw rows.fail(
          row, column, "table.weekends", SettingsNode.noWeekends(text), cure: SettingsNode.weekendsExample)
      }
      place.set(&rules, value)
    }
  }

  /// Says the price of a rule that always has one and holds for the person, so that a plan states what it was made with.
  func sayPrice(of person: inout PersonRules) {
    guard let usualPrice, person.prices?[name] == nil, let figure = figure(of: person), figure != .flag(false) else {
      return
    }
    person.prices = person.prices ?? [:]
    person.prices?[name] = usualPrice
  }

  /// A value as it stands in `rota.json`: `"11h"`, `6`; nil where there is none.
  func written(_ rules: TeamRules) -> String? {
    switch values {
    case .duration(_, let place): place.get(rules).map { "\"\(SettingsNode.durationText($0.seconds))\"" }
    case .whole(_, let place): place.get(rules).map { "\($0)" }
    case .price(_, let place): place.get(rules).map { Words.plain.short($0) }
    case .flag(let place): place.get(rules).map { "\($0)" }
    case .weekends(let place): place.get(rules).map { "\"\($0)\"" }
    }
  }
}

extension SettingsNode {
  fileprivate static let weekendsExample = "Write for example 1 in 2: every other weekend off."

  fileprivate static func noWeekends(_ text: String) -> String {
    "'\(text)' isn't so many weekends off in so many; expected n in m, with 1 ≤ n ≤ m ≤ \(WeekendsOff.longest)"
  }

  /// `"1 in 2"`
  fileprivate func weekendsOff() throws(Diagnostic) -> WeekendsOff {
    let text = try text()
    guard let weekends = WeekendsOff(text) else {
      throw fail("project.range", Self.noWeekends(text), cure: Self.weekendsExample)
    }
    return weekends
  }
}
