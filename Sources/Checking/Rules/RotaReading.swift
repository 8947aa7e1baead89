internal import Calendars
internal import Workforce
internal import Words

/// A rota laid out for reading: each person's duties in order of time, names resolved.
struct RotaReading {
  let request: RosterRequest
  let rota: Rota
  /// Duties of people whom the request knows, people in the request's order, duties by start.
  let tours: [PersonTour]
  let templates: [TemplateID: ShiftTemplate]
  let sites: [SiteID: Site]
  let knownPeople: Set<PersonID>

  init(_ request: RosterRequest, _ rota: Rota) {
    self.request = request
    self.rota = rota
    templates = Dictionary(request.templates.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    sites = Dictionary(request.sites.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let duties = Dictionary(grouping: rota.duties, by: \.person)
    let work = Dictionary(grouping: rota.work, by: \.person)
    let activities = Dictionary(grouping: rota.activities ?? [], by: \.person)
    var known: Set<PersonID> = []
    tours = request.people.compactMap { person in
      guard known.insert(person.id).inserted else { return nil }
      return PersonTour(
        person: person,
        duties: (duties[person.id] ?? []).map(\.duty).sorted { ($0.start, $0.length) < ($1.start, $1.length) },
        work: (work[person.id] ?? []).sorted { ($0.start, $0.end) < ($1.start, $1.end) },
        activities: (activities[person.id] ?? []).sorted { ($0.start, $0.id) < ($1.start, $1.id) })
    }
    knownPeople = known
  }

  /// The wall clock on which shift templates are written: the site's, also for somebody who lives elsewhere.
  func siteZone(of person: Person) -> Zone { sites[person.site]?.zone ?? person.zone }

  /// The horizon's dates, first and last included.
  var dates: ClosedRange<CivilDate> {
    request.firstDate...request.firstDate.adding(days: max(1, request.days) - 1)
  }

  /// The Mondays of the horizon.
  var mondays: [CivilDate] {
    stride(from: 0, to: request.days, by: 7).map { request.firstDate.adding(days: $0) }
  }
}

/// One person with their duties and work, each in order of time.
struct PersonTour {
  let person: Person
  let duties: [Duty]
  let work: [WorkSpan]
  let activities: [Attendance]

  /// Duties that start on one of the seven dates from `monday`.
  func duties(inWeekFrom monday: CivilDate) -> [Duty] {
    duties.filter { (0..<7).contains($0.date - monday) }
  }

  /// Those of `dates` on which a duty starts.
  func dates(in dates: ClosedRange<CivilDate>) -> Set<CivilDate> { Set(duties.map(\.date).filter(dates.contains)) }

  /// A finding about this person.
  func breach(_ rule: String, _ severity: Breach.Severity = .breach, on date: CivilDate, _ message: String) -> Breach {
    Breach(rule: rule, severity: severity, person: person.id, date: date, message: message)
  }

  /// `Mon 2026-11-30 08:00 (Europe/Warsaw)`: the person's wall clock, with the offset where it says a time twice.
  func clock(_ instant: Instant) -> String {
    "\(Words.plain.moment(instant, in: person.zone)) (\(person.zone))"
  }
}
