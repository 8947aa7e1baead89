internal import Calendars
internal import Workforce

/// A limit of dates in a row on which somebody has duties of some class, as the checker reads it.
struct RunLimit: Sendable {
  /// Its key in `rules` of `rota.json`.
  let name: String
  /// The finding's stable name.
  let rule: String
  /// What is counted, in words: `1 day`, `2 days`.
  let units: @Sendable (Int) -> String
  /// The most in a row; nil where the person has no such limit.
  let most: @Sendable (PersonRules) -> Int?
  /// Whether a duty counts.
  let counts: @Sendable (Range<Instant>, Site?) -> Bool
  /// In a row up to the day before the horizon, and from the day after it on.
  let before: @Sendable (Person, Site?, ClosedRange<CivilDate>) -> Int
  let after: @Sendable (Person, Site?, ClosedRange<CivilDate>) -> Int

  static let all: [RunLimit] = [days, nights, lates]

  static let days = RunLimit(
    name: "maximumConsecutiveDays", rule: "days.consecutive", units: { $0 == 1 ? "day" : "days" },
    most: { $0.maximumConsecutiveDays },
    counts: { _, _ in true },
    before: { person, _, _ in person.history.consecutiveDays },
    after: { person, _, _ in person.ahead?.consecutiveDays ?? 0 })

  /// Duties with three hours or more of the site's night.
  static let nights = RunLimit(
    name: "maximumConsecutiveNights", rule: "nights.consecutive", units: { $0 == 1 ? "night" : "nights" },
    most: { $0.maximumConsecutiveNights }, settled: { duty, site in site?.isNight(duty) ?? false })

  static let lates = RunLimit(
    name: "maximumConsecutiveLates", rule: "lates.consecutive", units: { $0 == 1 ? "late duty" : "late duties" },
    most: { $0.maximumConsecutiveLates },
    settled: { duty, site in site?.isLate(duty) ?? false })

  /// Dates of a person's duties that count.
  func dates(of duties: [Duty], at site: Site?) -> Set<CivilDate> {
    Set(duties.filter { counts($0.start..<max($0.start, $0.end), site) }.map(\.date))
  }

  /// Dates by which runs with a date of the horizon are too long. Of a run beside the horizon no more than the limit counts:
  /// the rest is another rota's.
  func excess(of tour: PersonTour, in reading: RotaReading) -> Int {
    guard let most = most(tour.person.rules) else { return 0 }
    let site = reading.sites[tour.person.site]
    let counted = dates(of: tour.duties, at: site)
    var excess = 0
    var run = min(most, before(tour.person, site, reading.dates))
    var isOwn = false
    for day in 0..<reading.request.days {
      if counted.contains(reading.request.firstDate.adding(days: day)) {
        run += 1
        isOwn = true
      } else {
        if isOwn { excess += max(0, run - most) }
        run = 0
        isOwn = false
      }
    }
    return isOwn ? excess + max(0, run + min(most, after(tour.person, site, reading.dates)) - most) : excess
  }
}

extension RunLimit {
  /// Of duties of a class, read beside the horizon from the duties that are settled there.
  private init(
    name: String, rule: String, units: @escaping @Sendable (Int) -> String,
    most: @escaping @Sendable (PersonRules) -> Int?,
    settled counts: @escaping @Sendable (Range<Instant>, Site?) -> Bool
  ) {
    self.init(
      name: name, rule: rule, units: units, most: most, counts: counts,
      before: { person, site, dates in
        Self.run(person.history.lastDuties ?? [], from: dates.lowerBound, by: -1, at: site, counts)
      },
      after: { person, site, dates in
        Self.run(person.ahead?.nextDuties ?? [], from: dates.upperBound, by: 1, at: site, counts)
      })
  }

  /// Dates with a settled duty that counts, from beside a date on, without a gap.
  private static func run(
    _ duties: [SettledDuty], from date: CivilDate, by step: Int, at site: Site?,
    _ counts: (Range<Instant>, Site?) -> Bool
  ) -> Int {
    let counted = Set(duties.filter { $0.start < $0.end && counts($0.start..<$0.end, site) }.map(\.date))
    var length = 0
    while counted.contains(date.adding(days: step * (length + 1))) { length += 1 }
    return length
  }
}
