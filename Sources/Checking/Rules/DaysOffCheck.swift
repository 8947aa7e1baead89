internal import Calendars
internal import Workforce

/// Enough whole local dates without a duty start in each week.
enum DaysOffCheck: RotaCheck {
  static let rules = ["days.off"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      reading.mondays.compactMap { monday in
        let free = free(tour, inWeekFrom: monday)
        guard free < tour.person.rules.minimumDaysOff else { return nil }
        return tour.breach(
          "days.off", on: monday,
          "has \(free) \(free == 1 ? "day" : "days") off in the week; the rule asks for \(tour.person.rules.minimumDaysOff)"
        )
      }
    }
  }

  /// Days off that are missing in all weeks together.
  static func missing(of tour: PersonTour, in reading: RotaReading) -> Int {
    reading.mondays.reduce(0) { $0 + max(0, tour.person.rules.minimumDaysOff - free(tour, inWeekFrom: $1)) }
  }

  private static func free(_ tour: PersonTour, inWeekFrom monday: CivilDate) -> Int {
    7 - Set(tour.duties(inWeekFrom: monday).map(\.date)).count
  }
}
