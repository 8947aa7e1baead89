internal import Calendars
internal import Workforce

/// The dates on which as many people of a site start as may, and who they are.
struct FullSites {
  private var people: [PersonID: Person] = [:]
  private var most: [SiteID: Int] = [:]
  private var starting: [SiteID: [CivilDate: Set<PersonID>]] = [:]

  init(_ request: RosterRequest, _ rota: Rota) {
    for site in request.sites { most[site.id] = site.maximumStartsPerDay }
    guard !most.isEmpty else { return }
    for person in request.people where most[person.site] != nil { people[person.id] = person }
    for assigned in rota.duties {
      guard let site = people[assigned.person]?.site else { continue }
      starting[site, default: [:]][assigned.duty.date, default: []].insert(assigned.person)
    }
  }

  /// What kept somebody out in the week from `monday`, as the beginning of a cure; nil where nothing did.
  func words(for person: PersonID?, from monday: CivilDate?) -> String? {
    guard let monday, let person = person.flatMap({ people[$0] }), let most = most[person.site] else { return nil }
    let dates = (0..<7).map { monday.adding(days: $0) }.filter { date in
      let there = starting[person.site]?[date] ?? []
      return there.count >= most && !there.contains(person.id) && person.canStart(on: date)
    }
    guard !dates.isEmpty else { return nil }
    return
      "more than \(most) starts a day at '\(person.site)' ('maximumStartsPerDay' in rota.json), which leave them out on "
      + (dates.count == 1 ? "\(dates[0])" : "\(dates.count) dates")
  }
}
