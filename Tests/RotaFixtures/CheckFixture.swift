package import Calendars
internal import Checking
package import Workforce

/// A small legal rota to break in every way: Warsaw and Bogotá in the week of Europe's autumn clock change, a carried-in
/// night, a person back from leave, history on both sides of every limit.
package struct CheckFixture {
  package var request: RosterRequest
  package var rota: Rota

  package static let monday = CivilDate(dayNumber: 20_745)  // 2026-10-19
  package let warsaw: Zone
  package let bogota: Zone
  /// Built once for all tests: a zone's table takes a while.
  private static let zones = Result { (try Zone("Europe/Warsaw"), try Zone("America/Bogota")) }

  package init(firstDate: CivilDate = monday, weeks: Int = 1) throws {
    (warsaw, bogota) = try Self.zones.get()
    let start = Instant(secondsSince1970: (firstDate.dayNumber - 1) * 86_400)
    let grid = IntervalGrid(start: start, interval: 15, count: (weeks * 7 + 3) * 96)
    let short = BreakRule(
      kind: .rest, length: 15, paid: true, anchor: .start, from: 60, to: 120, minimumShift: 240)
    let lunch = BreakRule(
      kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 30, minimumShift: 360)
    let late = BreakRule(
      kind: .rest, length: 15, paid: true, anchor: .end, from: -120, to: -75, minimumShift: 360, maximumShift: 600)
    let day = ShiftTemplate(
      id: "day", weekdays: Weekday.allCases, earliestStart: ClockTime(hour: 8), latestStart: ClockTime(hour: 12),
      lengths: [240, 300, 480, 510], latestEnd: ClockTime(hour: 20), breaks: [short, lunch, late])
    let night = ShiftTemplate(
      id: "night", sites: ["krakow"], weekdays: [.thursday, .friday, .saturday], earliestStart: ClockTime(hour: 21),
      latestStart: ClockTime(hour: 23), lengths: [480, 540], latestEnd: ClockTime(hour: 31), breaks: [short])
    var rules = PersonRules(minimumWeekly: 0, maximumWeekly: .hours(40))
    rules.maximumConsecutiveDays = 5
    let ann = Person(
      id: "ann", name: "Ann", site: "krakow", zone: warsaw, queues: ["phone", "chat"], contract: .hours(40),
      rules: rules, fixedDaysOff: [.sunday])
    let ben = Person(
      id: "ben", name: "Ben", site: "krakow", zone: warsaw, queues: ["phone"], contract: .hours(40), rules: rules,
      absences: [Absence(first: firstDate, last: firstDate.adding(days: 1))])
    let cai = Person(
      id: "cai", name: "Cai", site: "bogota", zone: bogota, queues: ["chat"], contract: .hours(20), rules: rules)
    let demand = ["phone", "chat"].map { queue in
      QueueDemand(queue: QueueID(queue), required: Array(repeating: 1, count: grid.count))
    }
    request = RosterRequest(
      firstDate: firstDate, days: weeks * 7, grid: grid,
      sites: [
        Site(id: "krakow", name: "Kraków", zone: warsaw, payPerHour: 30, nightPremiumPerHour: 6),
        Site(id: "bogota", name: "Bogotá", zone: bogota, payPerHour: 12, nightPremiumPerHour: 4),
      ],
      templates: [day, night], people: [ann, ben, cai], demand: demand)
    rota = Rota(duties: [], work: [])
    // Four long days and 7.5 paid hours each for Ann; nights from Thursday on for Ben; mornings for Cai.
    for weekday in 0..<4 { add("ann", "day", weekday, hour: 8 + weekday / 2, length: 480) }
    for weekday in 3..<6 { add("ben", "night", weekday, hour: 22, length: 480) }
    for weekday in [0, 2, 4] { add("cai", "day", weekday, hour: 9, length: 300) }
    tile()
  }

  package func date(_ day: Int) -> CivilDate { request.firstDate.adding(days: day) }

  /// Adds a duty with its breaks where the template's windows begin.
  package mutating func add(_ person: PersonID, _ template: TemplateID, _ day: Int, hour: Int, length: Minutes) {
    rota.duties.append(
      AssignedDuty(person: person, duty: duty(person, template, date(day), ClockTime(hour: hour), length)))
  }

  package func duty(
    _ person: PersonID, _ template: TemplateID, _ date: CivilDate, _ clock: ClockTime, _ length: Minutes
  )
    -> Duty
  {
    let rules = request.templates.first { $0.id == template }?.breaks ?? []
    let breaks = rules.filter { length >= $0.minimumShift && length <= $0.maximumShift ?? length }.map { rule in
      let anchor =
        switch rule.anchor {
        case .start: 0
        case .middle: length.rawValue / 2 / 15 * 15
        case .end: length.rawValue
        }
      return PlacedBreak(
        kind: rule.kind, offset: Minutes(anchor) + rule.from, length: rule.length, paid: rule.paid)
    }
    let zone = request.people.first { $0.id == person }?.zone ?? .utc
    return Duty(template: template, date: date, start: zone.instant(of: date, clock), length: length, breaks: breaks)
  }

  /// A duty beside the plan.
  package func settled(_ day: Int, hour: Int, length: Minutes = .hours(8), in zone: Zone) -> SettledDuty {
    let start = zone.instant(of: date(day), ClockTime(hour: hour))
    return SettledDuty(date: date(day), start: start, end: start + length)
  }

  /// Asks for something of who is at work at the same time, on one weekday in Warsaw from eight to twenty.
  package mutating func ask(
    _ kind: TeamRule.Kind, _ people: [PersonID], beside: [PersonID] = [], heads: Int = 0, hours weekday: String
  ) {
    let day = Weekday.allCases.first { "\($0)".lowercased().hasPrefix(weekday) } ?? .monday
    let rule = TeamRule(
      name: kind.rawValue, kind: kind, people: people, beside: beside, heads: heads,
      hours: OpeningHours(ClockTime(hour: 8)..<ClockTime(hour: 20), on: [day]), zone: warsaw, price: 10)
    request.teamRules = (request.teamRules ?? []) + [rule]
  }

  /// Counts everybody on their first queue whenever they work.
  package mutating func tile() {
    rota.work = rota.duties.flatMap { assigned in
      let queue = request.people.first { $0.id == assigned.person }?.queues.first
      let duty = assigned.duty
      var spans: [WorkSpan] = []
      var start = duty.start
      for pause in duty.breaks.sorted(by: { $0.offset < $1.offset }) {
        let from = duty.start + pause.offset
        if start < from { spans.append(WorkSpan(person: assigned.person, queue: queue, start: start, end: from)) }
        start = max(start, from + pause.length)
      }
      if start < duty.end {
        spans.append(WorkSpan(person: assigned.person, queue: queue, start: start, end: duty.end))
      }
      return spans
    }
  }

  package func person(_ id: PersonID) -> Int { request.people.firstIndex { $0.id == id } ?? 0 }

  /// The place of a person's duty on a day of the horizon.
  package func place(_ id: PersonID, _ day: Int) -> Int {
    rota.duties.firstIndex { $0.person == id && $0.duty.date == date(day) } ?? 0
  }

  /// The place of a person's n-th span of work.
  package func span(_ id: PersonID, _ n: Int) -> Int { rota.work.indices.filter { rota.work[$0].person == id }[n] }

  /// What the checker finds, as `rule person date`.
  package func findings() -> [String] {
    checkRota(request, rota).map { breach in
      ([breach.rule] + [breach.person?.rawValue, breach.date.map(\.description)].compactMap(\.self))
        .joined(separator: " ")
    }
  }
}
