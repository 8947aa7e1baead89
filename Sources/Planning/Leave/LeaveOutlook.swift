internal import Calendars
internal import Plans
internal import Requirements
internal import Searching
internal import Tables
internal import Workforce

/// Weeks that nobody has planned: who else is away, and what contracts leave against the forecast.
struct LeaveOutlook {
  let project: Project
  let person: Person
  let absence: Absence

  /// Everybody else who shares a queue with the person.
  var colleagues: [Person] {
    project.people.filter { $0.id != person.id && $0.queues.contains(where: person.queues.contains) }
  }

  func week(_ week: ISOWeek) -> UnplannedLeave {
    let dates = max(week.monday, absence.first)...min(week.monday.adding(days: 6), absence.last)
    let others = colleagues.flatMap { colleague in
      colleague.absences.filter { $0.first <= dates.upperBound && dates.lowerBound <= $0.last }.map {
        UnplannedLeave.AwayPerson(person: colleague.id, name: colleague.name, absence: $0)
      }
    }
    var answer = UnplannedLeave(
      week: week, others: others.sorted { ($0.person, $0.absence.first) < ($1.person, $1.absence.first) })
    do throws(Diagnostic) { answer.outlook = try outlook(week) } catch { answer.withoutForecast = error.message }
    return answer
  }

  /// The date of the leave on which most are away, themselves included; the first of several.
  /// - Parameter known: absences that plans know of and the project doesn't, by person.
  func mostAway(_ known: [PersonID: [Absence]]) -> AwayCount? {
    let colleagues = colleagues
    let counts = (0...(absence.last - absence.first)).map { day -> AwayCount in
      let date = absence.first.adding(days: day)
      let away = colleagues.count { colleague in
        (colleague.absences + (known[colleague.id] ?? [])).contains { $0.first <= date && date <= $0.last }
      }
      return AwayCount(date: date, people: away + 1, team: colleagues.count + 1)
    }
    return person.queues.isEmpty ? nil : counts.max { ($0.people, $1.date) < ($1.people, $0.date) }
  }

  /// - Throws: why there is no forecast.
  private func outlook(_ week: ISOWeek) throws(Diagnostic) -> CapacityOutlook {
    let settings = PlanSettings(week: week, options: SearchLimits(iterations: 1), command: "rota leave")
    // As the week's plan will see it: with the leave.
    let pipeline = try Pipeline(project: project.granting(absence, to: person.id), settings: settings)
    let (queues, people) = joined(pipeline.project.people)
    let demand = try pipeline.demand()
    let asked = demand.queues.filter { queues.contains($0.settings.id) }
    guard asked.contains(where: { $0.forecast != nil }) else {
      throw Diagnostic("leave.no-forecast", "none of the person's queues has a history")
    }
    let heads = asked.reduce(0) { $0 + $1.requirement.required.reduce(0, +) }
    let monday = week.monday
    func contract(_ person: Person) -> Int { person.leftOfContract(inWeekFrom: monday) }
    // Hours of unpaid leave are no more there than those of paid leave.
    let away = people.first { $0.id == person.id } ?? person
    var here = away
    here.absences.removeAll { $0 == absence }
    let all = people.reduce(0) { $0 + contract($1) }
    return CapacityOutlook(
      queues: queues, people: people.count, contractMinutes: all - contract(away) + contract(here),
      contractMinutesWithLeave: all,
      requiredMinutes: heads * project.interval.rawValue)
  }

  /// The person's queues with those that people join to them, in the project's order, and all who take one.
  private func joined(_ people: [Person]) -> (queues: [QueueID], people: [Person]) {
    var queues = Set(person.queues)
    while true {
      let more = queues.union(people.filter { $0.queues.contains(where: queues.contains) }.flatMap(\.queues))
      if more == queues { break }
      queues = more
    }
    return (
      project.queues.map(\.settings.id).filter(queues.contains),
      people.filter { $0.queues.contains(where: queues.contains) }
    )
  }
}

extension Person {
  /// What absences and closed desks leave of a week's contract, in minutes.
  fileprivate func leftOfContract(inWeekFrom monday: CivilDate) -> Int {
    let away = awayParts(inWeekFrom: monday, closed: closedDays?.dates ?? []) { _ in true }
    return max(0, contract.rawValue - away / usualDayCount)
  }
}
