package import Calendars
package import Plans
internal import Workforce

/// A plan as the ledger counts it, so that its document need not be kept.
package struct CountedPlan: Sendable {
  /// For the `inputs` of `plan.json`.
  package var file: InputFile
  package var weeks: [CountedWeek]

  /// - Parameters:
  ///   - changed: dates on which somebody's duty was another one after they had been told, once for each time.
  ///   - isMeant: the weeks, by their Mondays, for which this plan counts.
  init(
    _ plan: PlanDocument, file: InputFile, changed: [PersonID: [CivilDate]] = [:], where isMeant: (CivilDate) -> Bool
  ) {
    self.file = file
    let duties = Dictionary(grouping: plan.rota.duties, by: \.person).mapValues { $0.map(\.duty) }
    let sites = Dictionary(plan.request.sites.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let mondays = stride(from: 0, to: plan.request.days, by: 7).map { plan.request.firstDate.adding(days: $0) }
    weeks = mondays.filter(isMeant).flatMap { monday in
      let wishes = plan.wishes(inWeekFrom: monday)
      return plan.request.people.enumerated().compactMap { number, person in
        sites[person.site].map { site in
          CountedWeek(
            of: person, from: monday, duties: duties[person.id] ?? [], at: site, wishes: wishes[number],
            changed: changed[person.id] ?? [])
        }
      }
    }
  }
}

/// A week of one person, counted from a plan.
package struct CountedWeek: Sendable {
  package var person: PersonID
  package var week: ISOWeek
  /// Without holidays, which the project knows.
  private var counts: DutyCounts
  private var dates: [CivilDate]
  private var wishes: (met: Int, asked: Int)
  private var changes: Int

  fileprivate init(
    of person: Person, from monday: CivilDate, duties: [Duty], at site: Site, wishes: (met: Int, asked: Int),
    changed: [CivilDate]
  ) {
    let days = monday..<monday.adding(days: 7)
    let own = duties.filter { days.contains($0.date) }
    self.person = person.id
    week = ISOWeek(containing: monday)
    counts = DutyCounts(of: own, at: site, holidays: [])
    counts.contractMinutes = person.availableMinutes(inWeekFrom: monday)
    dates = own.map(\.date)
    self.wishes = wishes
    // Whoever is away themselves isn't disturbed.
    changes = changed.count { date in
      days.contains(date) && !person.absences.contains { $0.first <= date && date <= $0.last }
    }
  }

  /// - Parameter holidays: of the project.
  func row(holidays: Set<CivilDate>) -> LedgerRow {
    var counts = counts
    counts.holidays = dates.count(where: holidays.contains)
    return LedgerRow(
      person: person, week: .week(week), counts: counts, wishesMet: wishes.met, wishesAsked: wishes.asked,
      changes: changes)
  }
}

extension PlanDocument {
  /// Wishes of one week by person, in the order of `request.people`.
  fileprivate func wishes(inWeekFrom monday: CivilDate) -> [(met: Int, asked: Int)] {
    var week = request
    (week.firstDate, week.days) = (monday, 7)
    for index in week.people.indices {
      let before = rota.duties.filter { $0.person == week.people[index].id && $0.duty.date < monday }.map(\.duty.end)
      week.people[index].history.lastEnd = before.max() ?? week.people[index].history.lastEnd
    }
    let own = rota.duties.filter { week.dates.contains($0.duty.date) }
    return PeopleStage(request: week, rota: Rota(duties: own, work: [])).run().map {
      ($0.preferencesMet, $0.preferencesAsked)
    }
  }
}
