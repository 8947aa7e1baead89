internal import Calendars
internal import Workforce
internal import Words

/// A duty starts at one of its template's times on the site's wall clock, and on the grid.
///
/// A time that the clocks skip means the moment of the change, a time that comes twice its first pass (`Zone`).
enum StartWindowCheck: RotaCheck {
  static let rules = ["duty.start", "duty.grid"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    let grid = reading.request.grid
    return reading.tours.flatMap { tour in
      tour.duties.flatMap { duty -> [Breach] in
        var found: [Breach] = []
        if !(duty.start - grid.start).isMultiple(of: grid.interval.seconds)
          || !duty.length.rawValue.isMultiple(of: grid.interval.rawValue)
        {
          found.append(
            tour.breach(
              "duty.grid", on: duty.date,
              "starts at \(duty.start.utcText) for \(Words.plain.duration(duty.length)), off the grid of "
                + Words.plain.duration(grid.interval)))
        }
        guard let template = reading.templates[duty.template] else { return found }
        if template.nominalStarts(of: duty, in: reading.siteZone(of: tour.person)).isEmpty {
          found.append(
            tour.breach(
              "duty.start", on: duty.date,
              "starts at \(tour.clock(duty.start)); template \(template.id) starts from \(template.earliestStart) to "
                + "\(template.latestStart) in steps of \(Words.plain.duration(template.step))"))
        }
        return found
      }
    }
  }
}

extension ShiftTemplate {
  /// The clock times of the template that mean the duty's start on that date of the zone: one, or several when the clocks
  /// skip some of them; none when it starts at another time. Rising.
  func nominalStarts(of duty: Duty, in zone: Zone) -> [ClockTime] {
    guard earliestStart <= latestStart else { return [] }
    let date = zone.date(at: duty.start)
    return stride(from: earliestStart.minutes, through: latestStart.minutes, by: step.rawValue)
      .map(ClockTime.init(minutes:)).filter { zone.instant(of: date, $0) == duty.start }
  }
}
