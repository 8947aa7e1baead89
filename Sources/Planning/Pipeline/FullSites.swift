internal import Calendars
internal import Workforce

/// The dates on which as many people of a site start as may, and who could start there besides.
struct FullSites {
  private let request: RosterRequest
  private var people: [PersonID: Person] = [:]
  private var sites: [SiteID: Site] = [:]
  private var most: [SiteID: Int] = [:]
  private var starting: [SiteID: [CivilDate: Set<PersonID>]] = [:]
  private var duties: [PersonID: [Duty]] = [:]

  init(_ request: RosterRequest, _ rota: Rota) {
    self.request = request
    for site in request.sites {
      sites[site.id] = site
      most[site.id] = site.maximumStartsPerDay
    }
    guard !most.isEmpty else { return }
    for person in request.people where most[person.site] != nil { people[person.id] = person }
    for assigned in rota.duties {
      guard let site = people[assigned.person]?.site else { continue }
      starting[site, default: [:]][assigned.duty.date, default: []].insert(assigned.person)
      duties[assigned.person, default: []].append(assigned.duty)
    }
  }

  /// What kept somebody out in the week from `monday`, as the beginning of a cure; nil where nothing did.
  func words(for person: PersonID?, from monday: CivilDate?) -> String? {
    guard let monday, let person = person.flatMap({ people[$0] }), let most = most[person.site] else { return nil }
    let dates = (0..<7).map { monday.adding(days: $0) }.filter { date in
      let there = starting[person.site]?[date] ?? []
      return there.count >= most && !there.contains(person.id) && hasRoom(person, on: date, inWeekFrom: monday)
    }
    guard !dates.isEmpty else { return nil }
    return
      "more than \(most) starts a day at '\(person.site)' ('maximumStartsPerDay' in rota.json), which leave them out on "
      + (dates.count == 1 ? "\(dates[0])" : "\(dates.count) dates")
  }

  /// Whether somebody's own rules leave room for one more duty on a date, beside those that they have.
  private func hasRoom(_ person: Person, on date: CivilDate, inWeekFrom monday: CivilDate) -> Bool {
    let own = duties[person.id] ?? []
    let week = own.filter { monday <= $0.date && $0.date < monday.adding(days: 7) }
    guard person.canStart(on: date), Set(week.map(\.date)).count < 7 - person.rules.minimumDaysOff,
      run(of: person, with: date) <= person.rules.maximumConsecutiveDays, let site = sites[person.site]
    else { return false }
    let credited = person.creditedMinutes(inWeekFrom: monday)
    let left = person.rules.mostWeekly.rawValue - credited - week.reduce(0) { $0 + $1.paid.rawValue }
    let rest = person.rules.minimumRest
    let before = own.filter { $0.date < date }.map(\.end).max() ?? person.history.lastEnd
    let after = own.filter { $0.date > date }.map(\.start).min() ?? person.ahead?.firstStart
    return request.templates.contains { template in
      guard person.rules.templates.isEmpty || person.rules.templates.contains(template.id),
        template.sites.isEmpty || template.sites.contains(site.id), template.weekdays.contains(date.weekday)
      else { return false }
      let first = site.zone.instant(of: date, template.earliestStart)
      var start = before.map { max(first, $0 + rest) } ?? first
      if let earliest = person.hours?.earliestStart { start = max(start, person.zone.instant(of: date, earliest)) }
      guard start <= site.zone.instant(of: date, template.latestStart) else { return false }
      return template.lengths.contains { length in
        template.paidMinutes(of: length) <= left && after.map { start + length + rest <= $0 } ?? true
          && person.hours?.hold(start..<(start + length), in: person.zone) ?? true
      }
    }
  }

  /// Days in a row that a duty on `date` would make, with those of the plans beside this one.
  private func run(of person: Person, with date: CivilDate) -> Int {
    let worked = Set((duties[person.id] ?? []).map(\.date))
    var (first, last) = (date, date)
    while worked.contains(first.adding(days: -1)) { first = first.adding(days: -1) }
    while worked.contains(last.adding(days: 1)) { last = last.adding(days: 1) }
    let before = first == request.firstDate ? min(person.history.consecutiveDays, 10_000) : 0
    let after = last == request.dates.upperBound.adding(days: -1) ? min(person.ahead?.consecutiveDays ?? 0, 10_000) : 0
    return last - first + 1 + before + after
  }
}
