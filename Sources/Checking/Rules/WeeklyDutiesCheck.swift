internal import Calendars
internal import Workforce

/// The most dates with a duty of a kind from Monday to Sunday. Each week with too many is reported once, on the first date
/// that is one too many.
enum WeeklyDutiesCheck: RotaCheck {
  struct Limit: Sendable {
    /// Its key in `rules` of `rota.json`.
    let name: String
    let rule: String
    /// What is counted, in words.
    let unit: String
    let most: @Sendable (PersonRules) -> Int?
    let counts: @Sendable (Site, Range<Instant>) -> Bool

    /// Dates of a week that count, rising.
    func dates(of tour: PersonTour, from monday: CivilDate, at site: Site) -> [CivilDate] {
      let counted = tour.duties(inWeekFrom: monday).filter { $0.start < $0.end && counts(site, $0.start..<$0.end) }
      return Set(counted.map(\.date)).sorted()
    }

    /// Dates of all weeks that are too many.
    func excess(of tour: PersonTour, in reading: RotaReading) -> Int {
      guard let most = most(tour.person.rules), let site = reading.sites[tour.person.site] else { return 0 }
      return reading.mondays.reduce(0) { $0 + max(0, dates(of: tour, from: $1, at: site).count - most) }
    }
  }

  static let limits = [
    Limit(
      name: "maximumNightsWeekly", rule: "nights.weekly", unit: "nights", most: { $0.maximumNightsWeekly },
      counts: { $0.isNight($1) }),
    Limit(
      name: "maximumLatesWeekly", rule: "lates.weekly", unit: "late duties", most: { $0.maximumLatesWeekly },
      counts: { $0.isLate($1) }),
    Limit(
      name: "maximumEarliesWeekly", rule: "earlies.weekly", unit: "early duties", most: { $0.maximumEarliesWeekly },
      counts: { $0.isEarly($1) }),
  ]

  static let rules = limits.map(\.rule)

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let site = reading.sites[tour.person.site] else { return [] }
      return limits.flatMap { limit -> [Breach] in
        guard let most = limit.most(tour.person.rules) else { return [] }
        return reading.mondays.compactMap { monday in
          let dates = limit.dates(of: tour, from: monday, at: site)
          guard dates.count > most, let first = dates.dropFirst(max(0, most)).first else { return nil }
          return tour.breach(
            limit.rule, on: first,
            "works \(dates.count) \(limit.unit) in the week from \(monday); \(most) are allowed")
        }
      }
    }
  }
}
