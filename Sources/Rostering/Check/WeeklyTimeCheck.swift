internal import Calendars
internal import Shifts

/// Paid time a week, Monday to Sunday on the person's calendar, duties counted on the date on which they start.
///
/// The maximum is hard. The minimum is a price (`PersonRules.shortfallPrice`), so falling short of it is a note.
/// Paid absence takes a fifth of the contract off both for each absent Monday to Friday.
enum WeeklyTimeCheck: RotaCheck {
  static let rules = ["week.maximum", "week.minimum"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      reading.mondays.flatMap { monday -> [Breach] in
        let week = PaidWeek(tour, from: monday)
        var found: [Breach] = []
        if week.plannedFifths > week.maximumFifths {
          found.append(
            tour.breach(
              "week.maximum", on: monday,
              "has \(CheckWords.length(week.planned)) of paid time in the week; at most "
                + "\(CheckWords.length(week.maximumFifths / 5)) are allowed\(week.absenceWords)"))
        }
        if week.plannedFifths < week.minimumFifths {
          found.append(
            tour.breach(
              "week.minimum", .note, on: monday,
              "has \(CheckWords.length(week.planned)) of paid time in the week; at least "
                + "\(CheckWords.length((week.minimumFifths + 4) / 5)) are meant\(week.absenceWords)"))
        }
        return found
      }
    }
  }
}

/// What a person is paid for in one week, in fifths of a minute, so that a fifth of any contract is exact.
struct PaidWeek {
  /// Paid minutes of the duties that start in the week.
  let planned: Int
  /// Mondays to Fridays of paid absence, 0…5.
  let absentDays: Int
  let absentFifths: Int
  let minimumFifths: Int
  let maximumFifths: Int

  var plannedFifths: Int { planned * 5 }
  /// Minutes below the week's minimum; 0 when it is met.
  var shortfall: Double { Double(max(0, minimumFifths - plannedFifths)) / 5 }

  init(_ tour: PersonTour, from monday: CivilDate) {
    planned = tour.duties(inWeekFrom: monday).reduce(0) { $0 + $1.paid.rawValue }
    absentDays = (0..<5).count { day in
      let date = monday.adding(days: day)
      return tour.person.absences.contains { $0.paid && $0.first <= date && date <= $0.last }
    }
    absentFifths = absentDays * tour.person.contract.rawValue
    minimumFifths = max(0, tour.person.rules.minimumWeekly.rawValue * 5 - absentFifths)
    maximumFifths = max(0, tour.person.rules.maximumWeekly.rawValue * 5 - absentFifths)
  }

  var absenceWords: String {
    absentDays == 0 ? "" : ", \(CheckWords.length(absentFifths / 5)) of paid absence taken off"
  }
}
