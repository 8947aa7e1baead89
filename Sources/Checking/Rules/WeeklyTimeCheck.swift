internal import Calendars
internal import Workforce
internal import Words

/// Paid time a week, Monday to Sunday on the person's calendar, duties counted on the date on which they start.
///
/// The maximum is hard. The minimum is a price (`PersonRules.shortfallPrice`), so falling short of it is a note.
/// Paid absence, and days on which everything is closed where they are credited, take off both an equal part of the
/// contract for each of the person's usual days.
enum WeeklyTimeCheck: RotaCheck {
  static let rules = ["week.maximum", "week.minimum"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      reading.mondays.flatMap { monday -> [Breach] in
        let week = PaidWeek(tour, from: monday)
        var found: [Breach] = []
        if week.plannedParts > week.maximumParts {
          found.append(
            tour.breach(
              "week.maximum", on: monday,
              "has \(Words.plain.duration(minutes: week.planned)) of paid time in the week; at most "
                + "\(Words.plain.duration(minutes: week.maximumParts / week.parts)) are allowed\(week.absenceWords)"))
        }
        if week.plannedParts < week.minimumParts {
          found.append(
            tour.breach(
              "week.minimum", .note, on: monday,
              "has \(Words.plain.duration(minutes: week.planned)) of paid time in the week; at least "
                + "\(Words.plain.duration(minutes: (week.minimumParts + week.parts - 1) / week.parts)) are meant\(week.absenceWords)"
            ))
        }
        return found
      }
    }
  }
}

/// What a person is paid for in one week, in parts of a minute as many as the contract has days, so that a day of any
/// contract is exact.
struct PaidWeek {
  /// Paid minutes of the duties that start in the week.
  let planned: Int
  /// Parts of a minute: the days over which the contract is spread.
  let parts: Int
  let absentParts: Int
  let minimumParts: Int
  let maximumParts: Int

  var plannedParts: Int { planned * parts }
  /// Minutes below the week's minimum; 0 when it is met.
  var shortfall: Double { Double(max(0, minimumParts - plannedParts)) / Double(parts) }

  init(_ tour: PersonTour, from monday: CivilDate) {
    let person = tour.person
    planned = tour.duties(inWeekFrom: monday).reduce(0) { $0 + $1.paid.rawValue }
    let away = AwayTime(person)
    parts = away.parts
    absentParts = away.credited(inWeekFrom: monday)
    minimumParts = max(0, person.rules.minimumWeekly.rawValue * parts - absentParts)
    maximumParts = max(0, person.rules.maximumWeekly.rawValue * parts - absentParts)
  }

  var absenceWords: String {
    absentParts == 0 ? "" : ", \(Words.plain.duration(minutes: absentParts / parts)) of paid absence taken off"
  }
}
