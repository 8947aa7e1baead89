internal import Calendars
internal import Workforce

/// On which dates of a horizon people find something open that they can take, and which weekdays they work as a rule.
struct DeskDays {
  private let project: Project
  private let horizon: Horizon
  private let open: OpenSpans
  private let openWithoutHolidays: OpenSpans

  private struct Key: Hashable {
    var site: SiteID
    var zone: Zone
    var templates: [TemplateID]
    var queues: [QueueID]
    var hours: DayHours?
  }

  init(project: Project, horizon: Horizon) {
    self.project = project
    self.horizon = horizon
    open = OpenSpans(project, dates: horizon.dates, withHolidays: true)
    openWithoutHolidays = OpenSpans(project, dates: horizon.dates, withHolidays: false)
  }

  /// The people with their usual days, where somebody is away on a day of theirs, and the dates on which everything they
  /// can take is closed: for a holiday, or always. Who can take nothing at all has no date, and owes no hours.
  func people() -> [Person] {
    let last = horizon.firstDate.adding(days: horizon.days - 1)
    return withReach(project.people) { person, reach in
      var person = person
      if !reach.holidays.isEmpty
        || person.absences.contains(where: { $0.first <= last && horizon.firstDate <= $0.last })
      {
        person.usualDays = usualDays(
          of: person, possible: reach.datesWithoutHolidays.prefix { $0 < horizon.firstDate.adding(days: 7) })
      }
      person.closedDays = closedDays(of: person, reach)
      if person.queues.isEmpty { person.rules.minimumWeekly = 0 }
      return person
    }
  }

  /// People of the project whose work before and after the horizon has become known since, with the dates that are closed
  /// for them then.
  func closing(_ people: [Person]) -> [Person] {
    withReach(people) { person, reach in
      var person = person
      person.closedDays = closedDays(of: person, reach)
      return person
    }
  }

  /// The dates on which nothing that somebody can take is ever open.
  func ordinaryDates(of people: [Person]) -> [PersonID: [CivilDate]] {
    Dictionary(withReach(people) { ($0.id, $1.ordinary) }) { first, _ in first }
  }

  private func withReach<Result>(_ people: [Person], _ body: (Person, DeskReach) -> Result) -> [Result] {
    var known: [Key: DeskReach] = [:]
    return people.map { person in
      let key = Key(
        site: person.site, zone: person.zone, templates: person.rules.templates.sorted(), queues: person.queues,
        hours: person.hours)
      let reach = known[key] ?? reach(of: person)
      known[key] = reach
      return body(person, reach)
    }
  }

  /// Nil where none is.
  private func closedDays(of person: Person, _ reach: DeskReach) -> ClosedDays? {
    let isCredited = project.creditsHolidays && !reach.holidays.isEmpty
    let closed = ordinary(person, reach, besideCredit: isCredited) + reach.holidays
    return closed.isEmpty ? nil : ClosedDays(dates: closed.sorted(), credited: isCredited)
  }

  /// The dates on which nothing that somebody can take is ever open, but for those on which hours of theirs are left that
  /// fit nowhere else.
  private func ordinary(_ person: Person, _ reach: DeskReach, besideCredit isCredited: Bool) -> [CivilDate] {
    guard !person.queues.isEmpty else { return reach.ordinary }
    var credited = person
    credited.closedDays = ClosedDays(dates: reach.holidays, credited: isCredited)
    let needed = DeskTour(
      person: credited, firstDate: horizon.firstDate, weeks: horizon.weeks, reach: reach
    ).closedDatesNeeded()
    let usual = Set(credited.usualDays ?? Array(Weekday.allCases[..<5]))
    return reach.ordinary.filter { date in
      // A usual day would count towards the contract with the holidays.
      !needed.contains(date) && !(isCredited && usual.contains(date.weekday))
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

  private func reach(of person: Person) -> DeskReach {
    let queues = project.queues.indices.filter { person.queues.contains(project.queues[$0].settings.id) }
    let templates = project.templates.filter { template in
      (template.sites.isEmpty || template.sites.contains(person.site))
        && (person.rules.templates.isEmpty || person.rules.templates.contains(template.id))
    }
    var reach = DeskReach()
    guard let site = project.sites.first(where: { $0.id == person.site }) else { return reach }
    func duties(on date: CivilDate) -> [(span: Range<Instant>, paid: Int, least: Int)] {
      (-1...1).flatMap { offset in
        templates.flatMap { template in
          template.longestDuties(on: date.adding(days: offset), in: site.zone) { span in
            person.hours?.hold(span, in: person.zone) ?? true
          }
        }
      }.filter { person.zone.date(at: $0.span.lowerBound) == date }
    }
    var next = duties(on: horizon.firstDate)
    for day in 0..<horizon.days {
      let date = horizon.firstDate.adding(days: day)
      let own = next
      next = duties(on: date.adding(days: 1))
      let midnight = person.zone.instant(of: date.adding(days: 1))
      func meets(_ open: OpenSpans) -> Bool {
        queues.contains { queue in
          open.around(date, queue: queue).contains { span in
            own.contains { duty in
              guard duty.span.overlaps(span) else { return false }
              let met = duty.span.clamped(to: span)
              // What is open after midnight makes no working day where duties of the next date reach it as well.
              return met.lowerBound < midnight
                || !next.contains { $0.span.lowerBound <= met.lowerBound && met.upperBound <= $0.span.upperBound }
            }
          }
        }
      }
      reach.longest[date] = own.map(\.paid).max()
      reach.shortest[date] = own.map(\.least).min()
      if meets(open) {
        reach.dates.append(date)
      } else if !meets(openWithoutHolidays) {
        reach.ordinary.append(date)
      } else {
        reach.holidays.append(date)
      }
    }
    return reach
  }
}

/// What a person finds open on the dates of a horizon. Rising; every date is in one of the lists.
struct DeskReach {
  /// A duty can meet an open hour of something that they can take, on the date or where duties of the next don't reach.
  var dates: [CivilDate] = []
  /// It could, were it no holiday.
  var holidays: [CivilDate] = []
  /// It never can on this weekday.
  var ordinary: [CivilDate] = []
  /// Paid minutes of the longest duty of a date; nothing where none may start.
  var longest: [CivilDate: Int] = [:]
  /// The same of the shortest.
  var shortest: [CivilDate: Int] = [:]

  var datesWithoutHolidays: [CivilDate] { (dates + holidays).sorted() }
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

extension RosterRequest {
  /// The request with the dates that are closed for its people, now that the plans beside it say what they work before and
  /// after it.
  ///
  /// - Parameter project: at open desks already (`Project.atOpenDesks`), as far as its own files say.
  func atOpenDesks(of project: Project, in horizon: Horizon) -> RosterRequest {
    let isKnown = zip(people, project.people).allSatisfy { person, known in
      person.history.consecutiveDays == known.history.consecutiveDays
        && person.ahead?.consecutiveDays == known.ahead?.consecutiveDays
    }
    guard !isKnown else { return self }
    var request = self
    request.people = DeskDays(project: project, horizon: horizon).closing(people)
    return request
  }
}

extension ShiftTemplate {
  /// The longest duty of each start on a date of the site's clock, with its paid minutes and those of the shortest.
  /// - Parameter fits: whether somebody may work a span.
  fileprivate func longestDuties(
    on date: CivilDate, in zone: Zone, fits: (Range<Instant>) -> Bool
  ) -> [(span: Range<Instant>, paid: Int, least: Int)] {
    guard weekdays.contains(date.weekday), earliestStart <= latestStart else { return [] }
    return stride(from: earliestStart.minutes, through: latestStart.minutes, by: max(1, step.rawValue)).compactMap {
      minute in
      let start = zone.instant(of: date, ClockTime(minutes: minute))
      func canLast(_ length: Minutes) -> Bool {
        length > 0 && (latestEnd.map { minute + length.rawValue <= $0.minutes } ?? true)
          && fits(start..<(start + length))
      }
      guard let longest = lengths.last(where: canLast), let shortest = lengths.first(where: canLast) else { return nil }
      return (start..<(start + longest), paidMinutes(of: longest), paidMinutes(of: shortest))
    }
  }
}
