internal import Workforce
internal import Words

/// Whether pay and premiums stay within the budget of the plan. A budget gives way where rules and contracts leave nothing
/// cheaper, so what lies above it is a note.
enum BudgetCheck: RotaCheck {
  static let rules = ["budget.over"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    guard let budget = reading.request.budget else { return [] }
    let money = reading.money
    // Prices are whole thousandths at the finest, each rounded once.
    guard money > budget + 0.001 * Double(reading.tours.reduce(1) { $0 + 2 * $1.duties.count }) else { return [] }
    return [
      Breach(
        rule: "budget.over", severity: .note,
        message:
          "pay and premiums come to \(Words.plain.short(money)), \(Words.plain.short(money - budget)) above the budget of "
          + Words.plain.short(budget))
    ]
  }
}

extension RotaReading {
  /// Pay, night premium and the premium of overtime, in currency units.
  fileprivate var money: Double {
    tours.reduce(0.0) { sum, tour in
      guard let site = sites[tour.person.site] else { return sum }
      let duties = tour.duties.reduce(0.0) { sum, duty in
        let counted = CountedDuty(duty, at: site)
        return sum + counted.pay + counted.nightPremium
      }
      let overtime = mondays.reduce(0.0) { $0 + (PricedWeek(tour, from: $1, at: site).overtime ?? 0) }
      return sum + duties + overtime
    }
  }
}
