internal import Calendars
internal import Plans
internal import Rostering
internal import Words
internal import Workforce

/// What each change of a plan is for, in words.
struct ChangeReasons {
  private let former: PlanDocument
  private let people: [PersonID: Person]
  private let late: [DutyDay: Instant]
  /// Duties that can't be as they were.
  private let lost: [(person: Person, duty: Duty)]

  init(former: PlanDocument, request: RosterRequest, late: [DutyDay: Instant]) {
    self.former = former
    self.late = late
    let known = Dictionary(request.people.map { ($0.id, $0) }) { first, _ in first }
    people = known
    lost = former.rota.duties.compactMap { assigned in
      guard let person = known[assigned.person] else { return nil }
      let isAway = person.absences.contains { $0.first <= assigned.duty.date && assigned.duty.date <= $0.last }
      let isLate = late[DutyDay(assigned.person, assigned.duty.date)].map { assigned.duty.start < $0 } ?? false
      return isAway || isLate ? (person, assigned.duty) : nil
    }
  }

  func words(for change: ChangedDuty, in rota: Rota) -> String {
    guard let person = people[change.person] else { return "" }
    if let absence = person.absences.first(where: { $0.first <= change.date && change.date <= $0.last }) {
      return "absent (\(absence.kind))"
    }
    if let moment = late[DutyDay(change.person, change.date)] {
      return "can't begin before \(person.zone.clockText(of: moment))"
    }
    guard change.changesDuty else { return "a break that leaves fewer gaps" }
    guard let after = change.after else {
      let week = change.date.adding(days: -change.date.weekday.index)
      let isWorkedElsewhere = rota.duties.contains {
        $0.person == change.person && week <= $0.duty.date && $0.duty.date < week.adding(days: 7)
          && !former.rota.duties.contains($0)
      }
      return isWorkedElsewhere ? "the hours go to another day, where they are needed more" : "no longer worth its price"
    }
    let covered = lost.filter { gone in
      gone.person.id != change.person && gone.duty.start < after.end && after.start < gone.duty.end
        && gone.person.queues.contains(where: person.queues.contains)
    }.map { "\($0.person.name) (\($0.person.id))" }
    if !covered.isEmpty { return "covers for \(Words.plain.and(covered))" }
    return "leaves fewer gaps after the changes"
  }
}
