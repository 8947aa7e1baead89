internal import Calendars
internal import Workforce

/// What a person's days of absence are worth.
///
/// A date is worth what the absence says a day is, or else an equal part of the contract where it is a usual day; a closed
/// day the latter. Counted in parts of a minute as many as the contract has days, so that a day of any contract is exact.
struct AwayTime {
  let person: Person
  private let usual: Set<Weekday>

  init(_ person: Person) {
    self.person = person
    usual = Set(person.usualDays ?? [.monday, .tuesday, .wednesday, .thursday, .friday])
  }

  /// Parts of a minute.
  var parts: Int { max(1, usual.count) }

  /// Paid absence and credited closed days.
  func credited(inWeekFrom monday: CivilDate) -> Int {
    dates(from: monday).reduce(0) { sum, date in
      if let closed = person.closedDays, closed.credited, closed.dates.contains(date) {
        return sum + (usual.contains(date.weekday) ? person.contract.rawValue : 0)
      }
      return sum + worth(of: date) { $0.paid }
    }
  }

  /// All absence, paid or not.
  func absent(inWeekFrom monday: CivilDate) -> Int {
    dates(from: monday).reduce(0) { $0 + worth(of: $1) { _ in true } }
  }

  private func dates(from monday: CivilDate) -> [CivilDate] { (0..<7).map { monday.adding(days: $0) } }

  private func worth(of date: CivilDate, where counts: (Absence) -> Bool) -> Int {
    for absence in person.absences where counts(absence) && absence.first <= date && date <= absence.last {
      if let minutes = absence.minutesADay { return minutes.rawValue * parts }
      return usual.contains(date.weekday) ? person.contract.rawValue : 0
    }
    return 0
  }
}
