import Calendars

/// The text of a day number.
package enum CivilDateText {
  package static func of(_ dayNumber: Int) -> String { CivilDate(dayNumber: dayNumber).description }
}
