import Calendars

/// Absences and fixed days off of one person over the horizon.
///
/// No duty starts on such a date. A duty may not reach into an absence either: whoever is on leave from Saturday does
/// not work the night to Saturday. A fixed day off only forbids starts, because a duty belongs to the date on which it
/// starts.
struct AbsentDays: Hashable, Sendable {
  var isAbsent: [Bool]
  var isFixedOff: [Bool]
  /// Paid absence in each week in fifths of a minute, so that a fifth of any contract is exact: a fifth of the contract
  /// for each weekday Monday to Friday, at most five.
  var creditFifths: [Int]

  init(person: Person, firstDate: CivilDate, days: Int) {
    var isPaid = [Bool](repeating: false, count: days)
    isAbsent = [Bool](repeating: false, count: days)
    for absence in person.absences {
      let first = max(0, absence.first - firstDate)
      let last = min(days - 1, absence.last - firstDate)
      guard first <= last else { continue }
      for day in first...last {
        isAbsent[day] = true
        if absence.paid { isPaid[day] = true }
      }
    }
    isFixedOff = (0..<days).map { person.fixedDaysOff.contains(firstDate.adding(days: $0).weekday) }
    creditFifths = stride(from: 0, to: days, by: 7).map { monday in
      let paidDays = (monday..<min(days, monday + 7)).count { day in
        isPaid[day] && !firstDate.adding(days: day).weekday.isWeekend
      }
      return person.contract.rawValue * min(5, paidDays)
    }
  }

  func permits(day: Int) -> Bool { !isAbsent[day] && !isFixedOff[day] }

  static func statement(_ absence: Absence) -> String {
    "\(absence.kind) from \(absence.first) to \(absence.last)"
  }
}
