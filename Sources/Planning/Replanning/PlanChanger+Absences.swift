internal import Calendars
internal import Plans
internal import Tables
internal import Words
public import Workforce

extension PlanChanger {
  /// - Throws: `replan.person`, `replan.date`, `replan.frozen`, `replan.absent`: absences that can't be.
  func requireAbsences(_ asked: ReplanRequest) throws(Diagnostic) {
    var people = request.people
    for absent in asked.absences {
      let place = try index(of: absent.person)
      let dates = absent.absence.first...absent.absence.last
      guard request.dates.overlaps(dates) else {
        try require(absent.absence.first)
        continue
      }
      guard absent.absence.last >= people[place].zone.date(at: asked.from) else {
        throw Diagnostic(
          "replan.frozen", "'\(absent.person)' is to be absent until \(absent.absence.last), which is over",
          cure: "Give an earlier moment with --from, if the plan is to change there still.")
      }
      if let other = people[place].absences.first(where: { $0.first <= dates.upperBound && dates.lowerBound <= $0.last }
      ) {
        throw Diagnostic(
          "replan.absent", "'\(absent.person)' is absent from \(other.first) to \(other.last) already (\(other.kind))",
          cure: "Leave these dates out.")
      }
      people[place].absences.append(absent.absence)
    }
  }

  /// What each day of a new sick call is worth: the duty that it takes away, and nothing where there is none, so that
  /// nobody's week falls short because they are sick on an unusual day. Dates beyond the plan, and leave, are worth a part of
  /// the contract.
  func credited(_ absences: [RevisionRecord.AbsentPerson]) -> [RevisionRecord.AbsentPerson] {
    absences.flatMap { absent -> [RevisionRecord.AbsentPerson] in
      guard absent.absence.kind == Absence.sickKind, absent.absence.paid, absent.absence.minutesADay == nil else {
        return [absent]
      }
      var parts: [RevisionRecord.AbsentPerson] = []
      func add(_ dates: ClosedRange<CivilDate>, _ worth: Minutes?) {
        if let last = parts.last, last.absence.minutesADay == worth {
          parts[parts.count - 1].absence.last = dates.upperBound
        } else {
          var part = absent
          (part.absence.first, part.absence.last) = (dates.lowerBound, dates.upperBound)
          part.absence.minutesADay = worth
          parts.append(part)
        }
      }
      let (first, last) = (absent.absence.first, absent.absence.last)
      let (planned, end) = (request.dates.lowerBound, request.dates.upperBound.adding(days: -1))
      if first < planned { add(first...planned.adding(days: -1), nil) }
      for day in max(0, first - planned)...max(0, min(last, end) - planned) {
        let date = planned.adding(days: day)
        add(date...date, duty(of: absent.person, on: date)?.paid ?? 0)
      }
      if last > end { add(end.adding(days: 1)...last, nil) }
      return parts
    }
  }
}

extension Absence {
  /// What a sick call is called in `absences.csv`.
  public static let sickKind = "sick"
}
