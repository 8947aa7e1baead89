internal import Calendars
public import Workforce

/// The parts of a rota's objective in whole units of price, counted from the rota and the request alone.
///
/// A rota is made with whole prices: each duty's pay, its premium and what it costs in wishes, each week's shortfall, overtime and
/// time off, and
/// what one person costs in one interval are rounded once, half away from zero. A stated part is a sum of those whole
/// numbers, and exact; no tolerance would be both wide enough for many intervals and too narrow for a wrong figure.
public struct RoundedCosts: Sendable {
  /// Price units in one currency unit.
  public let unitsPerCurrency: Double
  /// What each part comes to, in units.
  private let parts: [(name: String, units: Double)]
  /// Of rules, in units.
  private let rules: [RuleCost]
  /// In units; nil where `fairness` is off, or no rule asks for them.
  private let optional: [(name: String, path: any KeyPath<CostParts, Double?> & Sendable, units: Double?)]

  /// What they come to in currency units.
  public var costs: CostParts {
    func amount(_ number: Int) -> Double { parts[number].units / unitsPerCurrency }
    func currency(_ number: Int) -> Double? { optional[number].units.map { $0 / unitsPerCurrency } }
    let paid = rules.map { RuleCost(rule: $0.rule, breaches: $0.breaches, cost: $0.cost / unitsPerCurrency) }
    return CostParts(
      pay: amount(0), nightPremium: amount(1), wishes: amount(2), contractShortfall: amount(3),
      understaffing: amount(4),
      overstaffing: amount(5), rules: paid.isEmpty ? nil : paid, fairness: currency(0), overtime: currency(1),
      timeOff: currency(2))
  }

  /// The parts that are stated as something else, with what they come to in currency units.
  public func differences(from costs: CostParts) -> [(name: String, stated: Double, expected: Double)] {
    let stated = [
      costs.pay, costs.nightPremium, costs.wishes, costs.contractShortfall, costs.understaffing, costs.overstaffing,
    ]
    return zip(parts, stated).compactMap { part, stated in
      difference(part.name, stated, units: part.units)
    } + ruleDifferences(from: costs.rules ?? [])
      + optional.flatMap { optionalDifferences($0.name, costs[keyPath: $0.path], units: $0.units) }
  }

  private func optionalDifferences(
    _ name: String, _ stated: Double?, units: Double?
  ) -> [(name: String, stated: Double, expected: Double)] {
    guard let stated, let units else {
      return (stated == nil) == (units == nil) ? [] : [(name, stated ?? 0, (units ?? 0) / unitsPerCurrency)]
    }
    return [difference(name, stated, units: units)].compactMap { $0 }
  }

  private func difference(
    _ name: String, _ stated: Double, units: Double
  ) -> (name: String, stated: Double, expected: Double)? {
    let expected = units / unitsPerCurrency
    // The last digit of a division.
    return abs(stated - expected) <= 1e-14 * abs(expected) ? nil : (name, stated, expected)
  }

  private func ruleDifferences(from stated: [RuleCost]) -> [(name: String, stated: Double, expected: Double)] {
    guard stated.map(\.rule) == rules.map(\.rule) else {
      let unlike = Set(stated.map(\.rule)).symmetricDifference(rules.map(\.rule)).sorted()
      func breaches(_ costs: [RuleCost], _ rule: String) -> Double {
        Double(costs.first { $0.rule == rule }?.breaches ?? 0)
      }
      return unlike.isEmpty
        ? [("costs.rules", Double(stated.count), Double(rules.count))]
        : unlike.map { ("costs.rules.\($0)", breaches(stated, $0), breaches(rules, $0)) }
    }
    return zip(stated, rules).enumerated().flatMap { number, pair in
      let (stated, counted) = pair
      let place = "costs.rules[\(number)]"
      return [difference("\(place).cost", stated.cost, units: counted.cost)].compactMap { $0 }
        + (stated.breaches == counted.breaches
          ? [] : [("\(place).breaches", Double(stated.breaches), Double(counted.breaches))])
    }
  }

  init(_ reading: RotaReading, coverage: [QueueHeads], unitsPerCurrency: Double) {
    func whole(_ price: Double) -> Double { Self.whole(price * unitsPerCurrency) }
    var pay = 0.0
    var night = 0.0
    var wishes = 0.0
    var shortfall = 0.0
    var overtime: Double?
    var timeOff: Double?
    for tour in reading.tours {
      for duty in tour.duties {
        if let site = reading.sites[tour.person.site] {
          let counted = CountedDuty(duty, at: site)
          pay += whole(counted.pay)
          night += whole(counted.nightPremium)
        }
        let wished = tour.person.wishCosts(of: duty)
        for price in [wished.dayOff, wished.reached, wished.start, wished.end] { wishes += whole(price) }
      }
      for monday in reading.mondays {
        let week = PricedWeek(tour, from: monday, at: reading.sites[tour.person.site])
        shortfall += whole(week.shortfall)
        overtime = week.overtime.map { whole($0) + (overtime ?? 0) } ?? overtime
        timeOff = week.timeOff.map { whole($0) + (timeOff ?? 0) } ?? timeOff
      }
    }
    let hours = Double(reading.request.grid.interval.rawValue) / 60
    let prices = reading.request.prices.mapped { whole($0 * hours) }
    var under = 0.0
    var over = 0.0
    for (demand, counted) in zip(reading.request.demand, coverage) {
      for (slot, heads) in counted.heads.enumerated() {
        let hour = prices.hour(of: demand, at: slot, heads: heads)
        under += hour.missing
        over += hour.superfluous
      }
    }
    self.unitsPerCurrency = unitsPerCurrency
    rules = reading.ruleCosts(whole) + reading.patternCosts(whole) + reading.teamCosts(whole)
    optional = [
      ("costs.fairness", \.fairness, FairnessReading(reading)?.cost(whole)), ("costs.overtime", \.overtime, overtime),
      ("costs.timeOff", \.timeOff, timeOff),
    ]
    parts = [
      ("costs.pay", pay), ("costs.nightPremium", night), ("costs.wishes", wishes),
      ("costs.contractShortfall", shortfall), ("costs.understaffing", under), ("costs.overstaffing", over),
    ]
  }

  /// Half away from zero; what misses the middle by no more than binary arithmetic may is the middle.
  static func whole(_ units: Double) -> Double {
    let size = abs(units)
    let rounded = (size + 1e-9 + 1e-12 * size).rounded()
    return units < 0 ? -rounded : rounded
  }
}

/// What a rota costs, counted in each unit that its prices may be rounded to, the finest first.
///
/// That is a thousandth of the currency unit. A coarser one is used only where what one person can cost doesn't fit
/// in the finer one; that is estimated from above, so that no unit in use is left out.
///
/// - Returns: empty when the request can't be read (`rota.unreadable`).
public func roundedCosts(_ request: RosterRequest, _ rota: Rota) -> [RoundedCosts] {
  guard ReadableValuesCheck.breaches(request, rota).isEmpty else { return [] }
  let reading = RotaReading(request, rota)
  let coverage = countedCoverage(request, rota)
  let most = request.mostCostOfPerson
  var found: [RoundedCosts] = []
  for units in [1000.0, 100, 10, 1] {
    found.append(RoundedCosts(reading, coverage: coverage, unitsPerCurrency: units))
    // Whatever costs 2^28 units is impossible.
    if most * units < 268_435_456 { break }
  }
  return found
}

extension RosterRequest {
  /// No person's days can cost more than this, in currency units: the longest duty every day at the dearest site, each
  /// hour of it missing or superfluous, no wish granted and the contract missed.
  fileprivate var mostCostOfPerson: Double {
    let longest = templates.flatMap(\.lengths).map(\.rawValue).max() ?? 0
    let hourly =
      (sites.map { max(0, $0.payPerHour) }.max() ?? 0) + (sites.map { max(0, $0.nightPremiumPerHour) }.max() ?? 0)
      + max(0, prices.dearest)
      + (teamRules ?? []).reduce(0) { $0 + max(0, $1.price) * Double(max(1, $1.people.count)) }
    let duty = hourly * Double(longest) / 60
    let most = people.map { person in
      let wishes = person.wishes.reduce(0.0) { $0 + abs($1.price) * ($1.kind == .dayOff ? 1 : 48) }
      let pay = sites.first { $0.id == person.site }?.payPerHour ?? 0
      let week =
        max(0, person.rules.shortfallPrice) * Double(person.rules.minimumWeekly.rawValue) / 60
        + max(0, person.rules.premium(ofHourPaid: pay)) * Double(max(0, person.rules.maximumOvertime?.rawValue ?? 0))
        / 60
      // No day breaks a rule more than eight times; the end of a run may be held against it once more.
      let breaches = LabourRule.all.filter { $0.figure(of: person.rules) != nil }.reduce(0.0) { sum, rule in
        sum + max(0, person.rules.price(of: rule.name) ?? 0) * (8 * Double(days) + 64)
      }
      // No duty costs more than the last step.
      let shares = zip(fairness?.kinds ?? [], person.fairness?.steps ?? []).reduce(0.0) { sum, entry in
        sum + max(0, entry.0.price) / 10 * Double(max(0, entry.1.last ?? 0)) * Double(days)
      }
      return (duty + wishes) * Double(days) + week * Double(days) / 7 + breaches + shares
        + max(0, person.pattern?.price ?? 0) * Double(days)
    }
    return (most.max() ?? 0) * (1 + 1e-9)
  }
}
