internal import Calendars
internal import Workforce

/// A person's duties in a plan and beside it, by date, as rules read them that look from one date to the next.
struct WorkedDates {
  struct Worked {
    let date: CivilDate
    let hours: Range<Instant>
    /// Whether it is a duty of the plan.
    let isOwn: Bool
  }

  /// Rising.
  let duties: [Worked]
  let person: Person
  let site: Site

  /// The duties of a plan, and those before and after it as the plan states them.
  init(_ tour: PersonTour, at site: Site, on dates: ClosedRange<CivilDate>) {
    let settled = ((tour.person.history.lastDuties ?? []) + (tour.person.ahead?.nextDuties ?? []))
      .filter { !dates.contains($0.date) && $0.start < $0.end }
      .map { Worked(date: $0.date, hours: $0.start..<$0.end, isOwn: false) }
    self.init(settled + Self.duties(of: tour) { _ in true }, of: tour.person, at: site)
  }

  /// Duties of several plans.
  init(_ tour: PersonTour, at site: Site, isOwn: (CivilDate) -> Bool) {
    self.init(Self.duties(of: tour, isOwn), of: tour.person, at: site)
  }

  private init(_ duties: [Worked], of person: Person, at site: Site) {
    self.duties = duties.sorted { ($0.date, $0.hours.lowerBound) < ($1.date, $1.hours.lowerBound) }
    self.person = person
    self.site = site
  }

  private static func duties(of tour: PersonTour, _ isOwn: (CivilDate) -> Bool) -> [Worked] {
    tour.duties.filter { $0.start < $0.end }.map {
      Worked(date: $0.date, hours: $0.start..<$0.end, isOwn: isOwn($0.date))
    }
  }

  /// Duties of days in a row, each run by itself.
  var runs: [[Worked]] {
    var runs: [[Worked]] = []
    for duty in duties {
      if let last = runs.last?.last, duty.date - last.date <= 1 {
        runs[runs.count - 1].append(duty)
      } else {
        runs.append([duty])
      }
    }
    return runs
  }

  /// `a night`, `an early duty`, `a late duty`, `a duty`.
  func kind(of duty: Worked) -> String {
    if site.isNight(duty.hours) { return "a night" }
    if site.isLate(duty.hours) { return "a late duty" }
    return site.isEarly(duty.hours) ? "an early duty" : "a duty"
  }
}

/// A breach of a rule that looks from one date to the next.
struct DateFinding {
  /// The duties by which it is broken; where all are other plans', this one can't mend it.
  let duties: [WorkedDates.Worked]
  /// A sentence without its full stop.
  let message: String

  var isOwn: Bool { duties.contains(where: \.isOwn) }
  /// The plan's last date by which it is broken, or the last of all.
  var date: CivilDate? { duties.last(where: \.isOwn)?.date ?? duties.last?.date }
}

/// A rule that looks from one date to the next, over the borders of a plan.
struct DateRule: Sendable {
  /// The finding's stable name.
  let rule: String
  /// Every breach among a person's duties, those of other plans alone included.
  let findings: @Sendable (PersonRules, WorkedDates) -> [DateFinding]

  /// By their keys in `rules` of `rota.json`.
  static let named: [(name: String, rule: DateRule)] = [
    ("noEarlyAfterLate", earlyAfterLate), ("weekendsOff", weekendsOff),
    ("maximumConsecutiveWeekends", consecutiveWeekends), ("daysOffAfterNights", afterNights),
    ("forwardRotation", rotation), ("workingDay24h", workingDay),
  ]
  static let all = named.map(\.rule)

  /// How often a tour breaks it, with what the plan states of the duties beside it.
  func count(of tour: PersonTour, in reading: RotaReading) -> Int {
    guard let site = reading.sites[tour.person.site] else { return 0 }
    return findings(tour.person.rules, WorkedDates(tour, at: site, on: reading.dates)).count(where: \.isOwn)
  }

  /// - Parameter isMeant: of findings, those that are reported.
  func breaches(of tour: PersonTour, _ worked: WorkedDates, where isMeant: (DateFinding) -> Bool) -> [Breach] {
    findings(tour.person.rules, worked).filter(isMeant).compactMap { finding in
      finding.date.map { tour.breach(rule, finding.isOwn ? .breach : .note, on: $0, finding.message) }
    }
  }
}

/// Rules that look from one date to the next, inside a plan and with what the plan states of the duties beside it.
enum DateRulesCheck: RotaCheck {
  static let rules = DateRule.all.map(\.rule)

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let site = reading.sites[tour.person.site] else { return [] }
      let worked = WorkedDates(tour, at: site, on: reading.dates)
      return DateRule.all.flatMap { $0.breaches(of: tour, worked, where: \.isOwn) }
    }
  }
}
