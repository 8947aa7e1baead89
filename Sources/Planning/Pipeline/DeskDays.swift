internal import Calendars
internal import Rostering
internal import Shifts
internal import Staffing

/// On which dates of a horizon people find something open that they can take, and which weekdays they work as a rule.
struct DeskDays {
  private let project: Project
  private let horizon: Horizon
  /// Open spans of each queue by the date on which they start, in the project's order: with holidays and without.
  private let open: [[CivilDate: [Range<Instant>]]]
  private let openWithoutHolidays: [[CivilDate: [Range<Instant>]]]

  /// Dates on which a duty of a person can meet an open hour.
  private struct Reach {
    var dates: [CivilDate]
    var datesWithoutHolidays: [CivilDate]
  }

  private struct Key: Hashable {
    var site: SiteID
    var zone: Zone
    var templates: [TemplateID]
    var queues: [QueueID]
  }

  init(project: Project, horizon: Horizon) {
    self.project = project
    self.horizon = horizon
    // A duty may start on the site's date before or after the person's, and a span reach over midnight.
    let dates = (-3...horizon.days + 2).map { horizon.firstDate.adding(days: $0) }
    func spans(_ queue: ProjectQueue, closed: Set<CivilDate>) -> [CivilDate: [Range<Instant>]] {
      let zone = queue.settings.zone
      var spans: [CivilDate: [Range<Instant>]] = [:]
      for date in dates where !closed.contains(date) {
        spans[date] = queue.settings.hours.spans[date.weekday.index].compactMap { span in
          let from = zone.instant(of: date, ClockTime(minutes: span.lowerBound))
          let to = zone.instant(of: date, ClockTime(minutes: span.upperBound))
          return from < to ? from..<to : nil
        }
      }
      return spans
    }
    open = project.queues.map { spans($0, closed: project.closedDates(for: $0)) }
    openWithoutHolidays = project.queues.map { spans($0, closed: []) }
  }

  /// The people with their usual days, where somebody is away on a day of theirs, and the dates on which everything they
  /// can take is closed for a holiday.
  func people() -> [Person] {
    var known: [Key: Reach] = [:]
    return project.people.map { person in
      let key = Key(
        site: person.site, zone: person.zone, templates: person.rules.templates.sorted(), queues: person.queues)
      let reach = known[key] ?? reach(of: person)
      known[key] = reach
      var person = person
      let closed = reach.datesWithoutHolidays.filter { !reach.dates.contains($0) }
      if !closed.isEmpty { person.closedDays = ClosedDays(dates: closed, credited: project.creditsHolidays) }
      let last = horizon.firstDate.adding(days: horizon.days - 1)
      if !closed.isEmpty || person.absences.contains(where: { $0.first <= last && horizon.firstDate <= $0.last }) {
        person.usualDays = usualDays(
          of: person, possible: reach.datesWithoutHolidays.prefix { $0 < horizon.firstDate.adding(days: 7) })
      }
      return person
    }
  }

  /// The weekdays that the contract is spread over: those on which the person may find something to do, the weekend left
  /// out where the rest of the week holds the five days of a contract. Nil where that is Monday to Friday.
  private func usualDays(of person: Person, possible dates: some Sequence<CivilDate>) -> [Weekday]? {
    let possible = Set(dates.map(\.weekday)).subtracting(person.fixedDaysOff)
    guard !possible.isEmpty else { return nil }
    let weekend = project.sites.first { $0.id == person.site }?.weekendDays ?? []
    let core = possible.subtracting(weekend)
    let days = core.count >= min(5, 7 - person.rules.minimumDaysOff) ? core : possible
    let usual = Weekday.allCases.filter(days.contains)
    return usual == Array(Weekday.allCases[..<5]) ? nil : usual
  }

  private func reach(of person: Person) -> Reach {
    let queues = project.queues.indices.filter { person.queues.contains(project.queues[$0].settings.id) }
    let templates = project.templates.filter { template in
      (template.sites.isEmpty || template.sites.contains(person.site))
        && (person.rules.templates.isEmpty || person.rules.templates.contains(template.id))
    }
    guard let site = project.sites.first(where: { $0.id == person.site }) else {
      return Reach(dates: [], datesWithoutHolidays: [])
    }
    var reach = Reach(dates: [], datesWithoutHolidays: [])
    for day in 0..<horizon.days {
      let date = horizon.firstDate.adding(days: day)
      let duties = (-1...1).flatMap { offset in
        templates.flatMap { $0.longestDuties(on: date.adding(days: offset), in: site.zone) }
      }.filter { person.zone.date(at: $0.lowerBound) == date }
      func meets(_ open: [[CivilDate: [Range<Instant>]]]) -> Bool {
        queues.contains { queue in
          (-3...2).contains { offset in
            (open[queue][date.adding(days: offset)] ?? []).contains { span in duties.contains { $0.overlaps(span) } }
          }
        }
      }
      if meets(open) { reach.dates.append(date) }
      if meets(openWithoutHolidays) { reach.datesWithoutHolidays.append(date) }
    }
    return reach
  }
}

extension Project {
  /// The project as a horizon finds it: nobody comes to a closed desk, and a day of leave is what its person would have
  /// worked.
  func atOpenDesks(in horizon: Horizon) -> Project {
    var project = self
    project.people = DeskDays(project: self, horizon: horizon).people()
    return project
  }
}

extension ShiftTemplate {
  /// The longest duty of each start on a date of the site's clock.
  fileprivate func longestDuties(on date: CivilDate, in zone: Zone) -> [Range<Instant>] {
    guard weekdays.contains(date.weekday), earliestStart <= latestStart else { return [] }
    return stride(from: earliestStart.minutes, through: latestStart.minutes, by: max(1, step.rawValue)).compactMap {
      minute in
      let longest = lengths.last { length in latestEnd.map { minute + length.rawValue <= $0.minutes } ?? true }
      guard let longest, longest > 0 else { return nil }
      let start = zone.instant(of: date, ClockTime(minutes: minute))
      return start..<(start + longest)
    }
  }
}
