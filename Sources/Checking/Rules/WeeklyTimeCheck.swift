internal import Calendars
internal import Workforce
internal import Words

/// Paid time a week, Monday to Sunday on the person's calendar, duties counted on the date on which they start.
///
/// The maximum, with the overtime that a person may work, is hard. The minimum is a price (`PersonRules.shortfallPrice`), so
/// falling short of it is a note; so are overtime, and time off below the minimum that was offered.
/// Paid absence, and days on which everything is closed where they are credited, take off both an equal part of the
/// contract for each of the person's usual days.
enum WeeklyTimeCheck: RotaCheck {
  static let rules = ["week.maximum", "week.minimum", "week.overtime", "week.time-off"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      reading.mondays.flatMap { monday -> [Breach] in
        let week = PaidWeek(tour, from: monday)
        var found: [Breach] = []
        if week.plannedParts > week.mostParts {
          found.append(
            tour.breach(
              "week.maximum", on: monday,
              "has \(Words.plain.duration(minutes: week.planned)) of paid time in the week; at most "
                + "\(Words.plain.duration(minutes: week.mostParts / week.parts)) are allowed\(week.absenceWords)"))
        } else if week.overtime > 0 {
          found.append(
            tour.breach(
              "week.overtime", .note, on: monday,
              "has \(Words.plain.duration(minutes: week.planned)) of paid time in the week, of which "
                + "\(Words.plain.duration(minutes: week.overtime.roundedUp)) are overtime\(week.absenceWords)"))
        }
        if week.timeOff > 0 {
          found.append(
            tour.breach(
              "week.time-off", .note, on: monday,
              "is offered \(Words.plain.duration(minutes: week.timeOff.roundedUp)) of time off in the week"
                + week.absenceWords))
        }
        if week.shortfall > 0 {
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
  /// The maximum, overtime included.
  let mostParts: Int
  /// The part of the minimum that may be offered as time off.
  private let offeredParts: Int

  var plannedParts: Int { planned * parts }
  /// Minutes below the week's minimum that nobody was offered as time off; 0 when it is met.
  var shortfall: Double { Double(max(0, minimumParts - offeredParts - plannedParts)) / Double(parts) }
  /// Whether overtime may be planned, and time off offered, in this week.
  let mayOvertime: Bool
  var mayOffer: Bool { offeredParts > 0 }
  /// Minutes of time off.
  var timeOff: Double { Double(min(offeredParts, max(0, minimumParts - plannedParts))) / Double(parts) }
  /// Minutes above the usual maximum.
  var overtime: Double { Double(max(0, plannedParts - maximumParts)) / Double(parts) }

  init(_ tour: PersonTour, from monday: CivilDate) {
    let person = tour.person
    planned = tour.duties(inWeekFrom: monday).reduce(0) { $0 + $1.paid.rawValue }
    let away = AwayTime(person)
    parts = away.parts
    absentParts = away.credited(inWeekFrom: monday)
    minimumParts = max(0, person.rules.minimumWeekly.rawValue * parts - absentParts)
    maximumParts = max(0, person.rules.maximumWeekly.rawValue * parts - absentParts)
    let overtime = max(0, person.rules.maximumOvertime?.rawValue ?? 0)
    mayOvertime = overtime > 0
    mostParts = max(0, (person.rules.maximumWeekly.rawValue + overtime) * parts - absentParts)
    offeredParts = min(minimumParts, max(0, person.rules.voluntaryTimeOff?.rawValue ?? 0) * parts)
  }

  var absenceWords: String {
    absentParts == 0 ? "" : ", \(Words.plain.duration(minutes: absentParts / parts)) of paid absence taken off"
  }
}

/// What one week's paid time costs beyond its pay, in currency units.
struct PricedWeek {
  let shortfall: Double
  /// Premium and price; nil where the person may not.
  let overtime: Double?
  let timeOff: Double?

  init(_ tour: PersonTour, from monday: CivilDate, at site: Site?) {
    let week = PaidWeek(tour, from: monday)
    let rules = tour.person.rules
    shortfall = rules.shortfallPrice * week.shortfall / 60
    overtime = week.mayOvertime ? rules.premium(ofHourPaid: site?.payPerHour ?? 0) * week.overtime / 60 : nil
    timeOff = week.mayOffer ? rules.hourOff * week.timeOff / 60 : nil
  }
}

extension Double {
  /// Whole minutes, begun ones counted.
  fileprivate var roundedUp: Int { Int((self - 1e-9).rounded(.up)) }
}

extension PersonRules {
  /// What overtime and time off cost an hour, in currency units.
  func premium(ofHourPaid pay: Double) -> Double { pay * max(0, (overtimeRate ?? 1.5) - 1) }
  var hourOff: Double { min(shortfallPrice, timeOffPrice ?? 5) }
}
