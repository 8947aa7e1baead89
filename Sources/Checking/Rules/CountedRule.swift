internal import Calendars
internal import Workforce

/// A rule of work whose breaches may have a price, as the checker counts them: what is priced forbids nothing, and is no
/// finding.
struct CountedRule: Sendable {
  /// Its key in `rules` of `rota.json`.
  let name: String
  /// The stable name of the findings of those for whom it holds; nil where it always has a price.
  let finding: String?
  /// How often a tour breaks it.
  let count: @Sendable (PersonTour, RotaReading) -> Int

  static let all: [CountedRule] =
    RunLimit.all.map { limit in
      CountedRule(name: limit.name, finding: limit.rule) { limit.excess(of: $0, in: $1) }
    }
    + WeeklyDutiesCheck.limits.map { limit in
      CountedRule(name: limit.name, finding: limit.rule) { limit.excess(of: $0, in: $1) }
    }
    + DateRule.named.map { name, rule in
      CountedRule(name: name, finding: rule.rule) { rule.count(of: $0, in: $1) }
    } + [
      CountedRule(name: "sameStart", finding: "starts.same") {
        SameStartCheck.far(of: $0, in: $1).count
      },
      CountedRule(name: "minimumDaysOff", finding: "days.off") { DaysOffCheck.missing(of: $0, in: $1) },
      CountedRule(name: "minimumConsecutiveDaysOff", finding: nil) { ShortGaps.missing(of: $0, in: $1) },
      CountedRule(name: "minimumConsecutiveDays", finding: nil) { ShortRuns.missing(of: $0, in: $1) },
      CountedRule(name: "wholeWeekends", finding: nil) { TornWeekends.count(of: $0, in: $1) },
    ]

  private static let nameOfFinding = Dictionary(
    uniqueKeysWithValues: all.compactMap { rule in rule.finding.map { ($0, rule.name) } })

  /// Findings less those that have a price for their person.
  static func unpriced(_ breaches: [Breach], in reading: RotaReading) -> [Breach] {
    let priced = Dictionary(
      uniqueKeysWithValues: reading.tours.compactMap { tour in
        tour.person.rules.prices.map { (tour.person.id, Set($0.keys)) }
      })
    guard !priced.isEmpty else { return breaches }
    return breaches.filter { breach in
      guard let name = nameOfFinding[breach.rule], let person = breach.person else { return true }
      return priced[person]?.contains(name) != true
    }
  }
}

extension RotaReading {
  /// What everybody's breaches of priced rules come to, in the order of the table of rules; rules that nobody breaks are left
  /// out.
  /// - Parameter unit: what the price of a breach counts as.
  func ruleCosts(_ unit: (Double) -> Double) -> [RuleCost] {
    let rules = Dictionary(uniqueKeysWithValues: CountedRule.all.map { ($0.name, $0) })
    return LabourRule.all.compactMap { row in
      guard let rule = rules[row.name] else { return nil }
      var paid = RuleCost(rule: row.name, breaches: 0, cost: 0)
      for tour in tours {
        guard let price = tour.person.rules.price(of: row.name) else { continue }
        let breaches = rule.count(tour, self)
        paid.breaches += breaches
        paid.cost += Double(breaches) * unit(price)
      }
      return paid.breaches > 0 ? paid : nil
    }
  }
}
