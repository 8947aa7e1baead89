internal import Calendars
internal import Workforce

/// The most dates with a duty of a kind from Monday to Sunday. Each week with too many is reported once, on the first date
/// that is one too many.
enum WeeklyDutiesCheck: RotaCheck {
  private struct Limit: Sendable {
    let rule: String
    /// What is counted, in words.
    let unit: String
    let most: @Sendable (PersonRules) -> Int?
    let counts: @Sendable (Site, Range<Instant>) -> Bool
  }

  private static let limits = [
    Limit(rule: "nights.weekly", unit: "nights", most: { $0.maximumNightsWeekly }, counts: { $0.isNight($1) }),
    Limit(rule: "lates.weekly", unit: "late duties", most: { $0.maximumLatesWeekly }, counts: { $0.isLate($1) }),
    Limit(rule: "earlies.weekly", unit: "early duties", most: { $0.maximumEarliesWeekly }, counts: { $0.isEarly($1) }),
  ]

  static let rules = limits.map(\.rule)

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let site = reading.sites[tour.person.site] else { return [] }
      return limits.flatMap { limit -> [Breach] in
        guard let most = limit.most(tour.person.rules) else { return [] }
        return reading.mondays.compactMap { monday in
          let counted = tour.duties(inWeekFrom: monday).filter {
            $0.start < $0.end && limit.counts(site, $0.start..<$0.end)
          }
          let dates = Set(counted.map(\.date)).sorted()
          guard dates.count > most, let first = dates.dropFirst(max(0, most)).first else { return nil }
          return tour.breach(
            limit.rule, on: first,
            "works \(dates.count) \(limit.unit) in the week from \(monday); \(most) are allowed")
        }
      }
    }
  }
}
