internal import Calendars
internal import Workforce

/// One duty a local date.
enum OneDutyADayCheck: RotaCheck {
  static let rules = ["duty.one-a-day"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      Dictionary(grouping: tour.duties, by: \.date).filter { $0.value.count > 1 }.map { date, duties in
        tour.breach("duty.one-a-day", on: date, "has \(duties.count) duties on one date; one is allowed")
      }
    }
  }
}
