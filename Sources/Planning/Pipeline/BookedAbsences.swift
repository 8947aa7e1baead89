internal import Calendars
internal import Workforce

extension Project {
  /// The project as a rota with names sees these weeks: planned shrinkage of a kind that people have booked in
  /// `absences.csv` counts as far as it is booked, week by week, and only the rest adds heads. Kinds that say themselves
  /// whether the rota knows of them stay as they are.
  ///
  /// What is booked is measured as the rota credits it: an equal part of the contract for each usual day, over the
  /// contracts of all who can take the queue.
  func bookingAbsences(in horizon: Horizon) -> Project {
    var project = self
    for index in queues.indices {
      guard let parts = queues[index].settings.shrinkagePlan?.components else { continue }
      let team = people.filter { $0.queues.contains(queues[index].settings.id) }
      for number in queues[index].unsettledShrinkage where parts[number].isPlanned {
        let weeks = (0..<horizon.weeks).map { horizon.firstDate.adding(days: 7 * $0) }
        let booked = weeks.map { monday in
          BookedShare(
            first: monday, last: monday.adding(days: 6), share: team.shareAway(parts[number].name, weekOf: monday))
        }.filter { $0.share > 0 }
        if !booked.isEmpty { project.queues[index].settings.shrinkagePlan?.components[number].booked = booked }
      }
    }
    return project
  }
}

extension [Person] {
  /// The part of the contracts that absences of a kind take out of a week, 0…1.
  func shareAway(_ kind: String, weekOf monday: CivilDate) -> Double {
    let contracts = Double(reduce(0) { $0 + $1.contract.rawValue })
    guard contracts > 0 else { return 0 }
    let away = reduce(0.0) { sum, person in
      let away = person.awayParts(inWeekFrom: monday) { $0.kind.lowercased() == kind.lowercased() }
      return sum + Double(away) / Double(person.usualDayCount)
    }
    return away / contracts
  }
}
