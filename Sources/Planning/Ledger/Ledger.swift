internal import Calendars
internal import Workforce

/// What everybody has worked: counted from plans, and for weeks without a plan what `ledger.csv` says.
struct Ledger {
  /// By week, then person.
  let rows: [LedgerRow]
  /// Rows of the file for weeks of plans that say something else than the plans; the plans count.
  let contradicted: [LedgerRow]

  /// - Parameters:
  ///   - kept: rows of `ledger.csv`.
  ///   - plans: each week of one plan at most.
  ///   - holidays: of the project.
  init(kept: [LedgerRow], plans: [CountedPlan], holidays: Set<CivilDate>) {
    let made = plans.flatMap(\.weeks).map { $0.row(holidays: holidays) }
    let planned = Set(made.map(\.week))
    let known = Set(made.map(\.withoutChanges))
    rows = (made + kept.filter { !planned.contains($0.week) }).sorted(by: LedgerRow.precedes)
    contradicted = kept.filter { planned.contains($0.week) && !known.contains($0.withoutChanges) }
      .sorted(by: LedgerRow.precedes)
  }

  /// Each person's duties before a date.
  func balances(before date: CivilDate) -> [PersonID: DutyCounts] {
    var balances: [PersonID: DutyCounts] = [:]
    for row in rows {
      if case .week(let week) = row.week, week.monday >= date { continue }
      balances[row.person] = (balances[row.person] ?? DutyCounts()) + row.counts
    }
    return balances
  }
}

extension LedgerRow {
  /// As a plan alone could say it.
  fileprivate var withoutChanges: Self {
    var row = self
    row.changes = 0
    return row
  }
}
