import Calendars
internal import Workforce

/// Absences and fixed days off of one person over the horizon.
///
/// No duty starts on such a date. A duty may not reach into an absence either: whoever is on leave from Saturday does
/// not work the night to Saturday. A fixed day off and a day on which everything is closed only forbid starts, because a
/// duty belongs to the date on which it starts.
struct AbsentDays: Hashable, Sendable {
  var isAbsent: [Bool]
  var isFixedOff: [Bool]
  var isClosed: [Bool]
  /// Paid absence and credited closed days of each week, in minutes times `creditParts`, so that a part of any contract
  /// is exact.
  var credit: [Int]
  /// Days over which the contract is spread.
  var creditParts: Int

  init(person: Person, firstDate: CivilDate, days: Int) {
    isAbsent = [Bool](repeating: false, count: days)
    for absence in person.absences {
      let first = max(0, absence.first - firstDate)
      let last = min(days - 1, absence.last - firstDate)
      guard first <= last else { continue }
      for day in first...last {
        isAbsent[day] = true
      }
    }
    isFixedOff = (0..<days).map { person.fixedDaysOff.contains(firstDate.adding(days: $0).weekday) }
    isClosed = [Bool](repeating: false, count: days)
    if let closed = person.closedDays {
      for date in closed.dates where (0..<days).contains(date - firstDate) {
        isClosed[date - firstDate] = true
      }
    }
    creditParts = person.usualDayCount
    credit = stride(from: 0, to: days, by: 7).map { monday in
      person.creditedParts(inWeekFrom: firstDate.adding(days: monday))
    }
  }

  func permits(day: Int) -> Bool { !isAbsent[day] && !isFixedOff[day] && !isClosed[day] }
}
