package import Calendars

/// What days of absence are worth, in parts of a minute: as many a minute as the contract has days (`usualDayCount`), so
/// that a day of any contract is exact.
extension Person {
  /// The dates of a week over which the contract is spread.
  package func usualDates(inWeekFrom monday: CivilDate) -> [CivilDate] {
    (0..<7).map { monday.adding(days: $0) }.filter(isUsual)
  }

  /// The days over which a week's contract is spread.
  package var usualDayCount: Int { max(1, usualDays?.count ?? 5) }

  /// Time by which paid absence and credited closed days shorten a week.
  package func creditedParts(inWeekFrom monday: CivilDate) -> Int {
    awayParts(inWeekFrom: monday, closed: closedDays.flatMap { $0.credited ? $0.dates : nil } ?? []) { $0.paid }
  }

  /// The same in whole minutes.
  package func creditedMinutes(inWeekFrom monday: CivilDate) -> Int {
    creditedParts(inWeekFrom: monday) / usualDayCount
  }

  /// A week's minutes by contract without the time of absences, paid or not.
  package func availableMinutes(inWeekFrom monday: CivilDate) -> Int {
    max(0, contract.rawValue - awayParts(inWeekFrom: monday) { _ in true } / usualDayCount)
  }

  /// Time that absences of some kinds take out of a week.
  /// - Parameter closed: dates that count like an absence, whether there is one or not.
  package func awayParts(
    inWeekFrom monday: CivilDate, closed: [CivilDate] = [], where counts: (Absence) -> Bool
  ) -> Int {
    (0..<7).reduce(0) { sum, day in
      let date = monday.adding(days: day)
      let usual = isUsual(date) ? contract.rawValue : 0
      if closed.contains(date) { return sum + usual }
      guard let absence = absences.first(where: { $0.first <= date && date <= $0.last && counts($0) }) else {
        return sum
      }
      return sum + (absence.minutesADay.map { $0.rawValue * usualDayCount } ?? usual)
    }
  }

  private func isUsual(_ date: CivilDate) -> Bool {
    usualDays?.contains(date.weekday) ?? (date.weekday != .saturday && date.weekday != .sunday)
  }
}

extension Person {
  /// What overtime costs beyond its usual pay where so many minutes are worked in a week, in currency units.
  package func overtimePay(_ minutes: Int, inWeekFrom monday: CivilDate, at site: Site) -> Double {
    guard rules.overtimeAllowed > 0 else { return 0 }
    let usual = max(0, rules.maximumWeekly.rawValue * usualDayCount - creditedParts(inWeekFrom: monday))
    return rules.overtimePremium(payPerHour: site.payPerHour)
      * Double(max(0, minutes * usualDayCount - usual)) / Double(60 * usualDayCount)
  }
}
