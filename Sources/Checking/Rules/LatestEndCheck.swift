internal import Calendars
internal import Workforce

/// No duty ends later than its template allows, read on the site's wall clock at its start: the clock time at which it starts
/// plus its elapsed length, whatever the clocks do in between.
enum LatestEndCheck: RotaCheck {
  static let rules = ["duty.latest-end"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty in
        guard let template = reading.templates[duty.template], let latest = template.latestEnd else { return nil }
        let zone = reading.siteZone(of: tour.person)
        // Of several skipped clock times that mean one start, the first is the most lenient.
        let start =
          template.nominalStarts(of: duty, in: zone).first
          ?? zone.civil(at: duty.start).clock
        let end = ClockTime(minutes: start.minutes + duty.length.rawValue)
        guard end > latest else { return nil }
        return tour.breach(
          "duty.latest-end", on: duty.date, "ends at \(end); template \(template.id) ends at \(latest) at the latest")
      }
    }
  }
}
