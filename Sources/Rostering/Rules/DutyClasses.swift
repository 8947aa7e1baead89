internal import Calendars
internal import Workforce

/// Classes of duties that rules over days tell apart; a duty may be of several, or of none.
struct DutyClasses: OptionSet, Hashable, Sendable {
  let rawValue: Int

  /// At least three hours in the site's night.
  static let night = DutyClasses(rawValue: 1)

  /// How each class is told from when a duty lies.
  private static let readings: [(of: DutyClasses, holds: @Sendable (Range<Instant>, Site) -> Bool)] = [
    (
      .night,
      { duty, site in
        NightHours(site: site, around: site.zone.date(at: duty.lowerBound)).minutes(in: duty) >= .hours(3)
      }
    )
  ]

  /// Those of `told` that a duty is of.
  init(of duty: Range<Instant>, at site: Site, told: DutyClasses) {
    self = Self.readings.reduce(into: []) { classes, reading in
      if told.contains(reading.of), reading.holds(duty, site) { classes.formUnion(reading.of) }
    }
  }

  init(rawValue: Int) { self.rawValue = rawValue }
}
