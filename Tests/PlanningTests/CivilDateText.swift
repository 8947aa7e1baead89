import Calendars

/// The text of a day number.
enum CivilDateText {
  static func of(_ dayNumber: Int) -> String { CivilDate(dayNumber: dayNumber).description }
}
