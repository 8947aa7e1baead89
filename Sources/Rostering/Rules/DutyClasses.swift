package import Calendars
package import Workforce

/// Classes of duties that rules over days tell apart; a duty may be of several, or of none.
package struct DutyClasses: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  /// At least three hours in the site's night.
  package static let night = DutyClasses(rawValue: 1)
  /// No night, and starts before `Site.earlyBefore`.
  package static let early = DutyClasses(rawValue: 2)
  /// No night, and ends after `Site.lateAfter`. A long duty may be early and late.
  package static let late = DutyClasses(rawValue: 4)

  /// Not what the person's pattern has for the date: told of by menus, not by the hours.
  package static let outside = DutyClasses(rawValue: 8)

  /// Those that are told by when a duty lies.
  package static let all: DutyClasses = [.night, .early, .late]

  /// How each class is told from when a duty lies.
  private static let readings: [(of: DutyClasses, holds: @Sendable (Range<Instant>, Site) -> Bool)] = [
    (.night, isNight),
    (.early, { duty, site in isEarly(duty, site) && !isNight(duty, site) }),
    (.late, { duty, site in isLate(duty, site) && !isNight(duty, site) }),
  ]

  private static func isNight(_ duty: Range<Instant>, _ site: Site) -> Bool {
    NightHours(site: site, around: site.zone.date(at: duty.lowerBound)).minutes(in: duty) >= .hours(3)
  }

  private static func isEarly(_ duty: Range<Instant>, _ site: Site) -> Bool {
    site.zone.civil(at: duty.lowerBound).minuteOfDay < site.earlyLimit.minutes
  }

  private static func isLate(_ duty: Range<Instant>, _ site: Site) -> Bool {
    CivilTime(date: site.zone.date(at: duty.lowerBound), clock: site.lateLimit) < site.zone.civil(at: duty.upperBound)
  }

  /// Those of `told` that a duty is of.
  package init(of duty: Range<Instant>, at site: Site, told: DutyClasses) {
    self = Self.readings.reduce(into: []) { classes, reading in
      if told.contains(reading.of), reading.holds(duty, site) { classes.formUnion(reading.of) }
    }
  }

  package init(rawValue: Int) { self.rawValue = rawValue }
}
