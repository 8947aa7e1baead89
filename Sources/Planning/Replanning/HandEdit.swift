public import Calendars
internal import Plans
internal import Rostering
internal import Workforce

/// A change of a plan by hand.
public enum HandEdit: Hashable, Sendable {
  /// A duty's times on the person's wall clock; an end at or before the start lies on the next date.
  case move(PersonID, CivilDate, from: ClockTime, to: ClockTime)
  /// The duty goes to somebody else, who is off that day.
  case give(PersonID, CivilDate, to: PersonID)
  case remove(PersonID, CivilDate)
  case add(PersonID, CivilDate, from: ClockTime, to: ClockTime)
  /// A break begins at another time; which one where there are several is said by the time at which it begins now.
  case breakTime(PersonID, CivilDate, of: ClockTime?, to: ClockTime)
  /// The duty, or some hours of it, is counted on a queue wherever that asks for anybody.
  case queue(PersonID, CivilDate, QueueID, hours: WallHours?)
  /// Paid leave; a duty of that date goes.
  case absent(PersonID, CivilDate)
  /// The date stays as it is when the plan is changed again.
  case pin(PersonID, CivilDate)
  case unpin(PersonID, CivilDate)
}

/// From when to when on a person's wall clock; an end at or before the start lies on the next date.
public struct WallHours: Hashable, Sendable {
  public var start: ClockTime
  public var end: ClockTime

  public init(from start: ClockTime, to end: ClockTime) {
    self.start = start
    self.end = end
  }
}

extension HandEdit {
  /// Whom and which date it is about.
  var place: (PersonID, CivilDate) {
    switch self {
    case .move(let id, let date, _, _), .give(let id, let date, _), .remove(let id, let date),
      .add(let id, let date, _, _), .breakTime(let id, let date, _, _), .queue(let id, let date, _, _),
      .absent(let id, let date),
      .pin(let id, let date), .unpin(let id, let date):
      (id, date)
    }
  }

  /// Whether the duty as a whole changes, so that it must not have begun. A break and hours on a queue may be changed in
  /// what is left of it.
  var changesDuties: Bool {
    switch self {
    case .move, .give, .remove, .add, .absent, .queue(_, _, _, nil): true
    case .breakTime, .queue, .pin, .unpin: false
    }
  }
}

/// What edits have made of a plan so far.
struct HandWork {
  var hand: HandRota
  var pins: [RevisionRecord.Pin]
  /// Dates of new absences.
  var absent: [DutyDay] = []

  init(rota: HandRota, pins: [RevisionRecord.Pin]) {
    hand = rota
    self.pins = pins
  }

  func duty(of person: PersonID, on date: CivilDate) -> Duty? {
    hand.rota.duties.first { $0.person == person && $0.duty.date == date }?.duty
  }

  mutating func pin(_ person: PersonID, _ date: CivilDate) {
    let new = RevisionRecord.Pin(person: person, date: date)
    if !pins.contains(new) { pins.append(new) }
  }

  /// The new absences, dates in a row together.
  var absences: [RevisionRecord.AbsentPerson] {
    let dates = Dictionary(grouping: absent, by: \.person).mapValues { Set($0.map(\.date)).sorted() }
    return dates.sorted { $0.key < $1.key }.flatMap { person, dates in
      CivilDate.stretches(of: dates).map {
        RevisionRecord.AbsentPerson(
          person: person, absence: Absence(first: $0.lowerBound, last: $0.upperBound))
      }
    }
  }
}
