internal import Calendars
internal import Workforce

/// No duty starts before a person's day begins, and none ends after it does, by the clock on the person's wall at that time.
enum DayHoursCheck: RotaCheck {
  static let rules = ["hours.start", "hours.end"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let hours = tour.person.hours else { return [] }
      return tour.duties.flatMap { duty -> [Breach] in
        let zone = tour.person.zone
        let date = zone.date(at: duty.start)
        var found: [Breach] = []
        if let earliest = hours.earliestStart, zone.civil(at: duty.start) < CivilTime(date: date, clock: earliest) {
          found.append(
            tour.breach(
              "hours.start", on: duty.date,
              "starts at \(tour.clock(duty.start)); the person starts at \(earliest) at the earliest"))
        }
        if let latest = hours.latestEnd, CivilTime(date: date, clock: latest) < zone.civil(at: duty.end) {
          found.append(
            tour.breach(
              "hours.end", on: duty.date,
              "ends at \(tour.clock(duty.end)); the person ends at \(latest) at the latest"))
        }
        return found
      }
    }
  }
}
