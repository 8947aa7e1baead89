import Calendars

/// Holidays by date, as the day models see them.
struct SpecialDays {
  private let byDate: [CivilDate: Holiday]
  /// Every class, sorted.
  let classes: [String]

  init(_ holidays: [Holiday]) {
    // Two holidays on one date: the first one named counts.
    byDate = Dictionary(holidays.map { ($0.date, $0) }) { first, _ in first }
    classes = Set(holidays.map(\.dayClass)).sorted()
  }

  var dates: Set<CivilDate> { Set(byDate.keys) }
  func holiday(on date: CivilDate) -> Holiday? { byDate[date] }
}

/// A day as the day models see it: what is known of it without its contacts.
struct DayTraits {
  var date: CivilDate
  /// Monday is 0.
  var weekday: Int
  /// Index into `SpecialDays.classes`; nil on an ordinary day.
  var holidayClass: Int?
  /// The first open day after a day that is usually open but was closed, or was a holiday.
  var followsClosure: Bool
  /// Whether anything is expected at all.
  var isOpen: Bool

  /// The grid's days and those after it up to `last`, in order. Days to come are open if their weekday is, holidays too:
  /// whether a queue closes on one is for its planner to say, and past closures are a poor guide to it.
  static func all(of grid: DayGrid, through last: CivilDate, special: SpecialDays) -> [DayTraits] {
    var result: [DayTraits] = []
    var closureBefore = false
    for offset in 0...max(0, last - grid.first) {
      let date = grid.date(offset)
      let weekday = date.weekday.index
      let holiday = special.holiday(on: date)
      let holidayClass = holiday.flatMap { special.classes.firstIndex(of: $0.dayClass) }
      let isUsual = grid.isOpen(weekday: weekday)
      let isOpen = offset < grid.dayCount ? grid.isRecorded[offset] : isUsual
      result.append(
        DayTraits(
          date: date, weekday: weekday, holidayClass: holidayClass, followsClosure: closureBefore && isOpen,
          isOpen: isOpen))
      // A closure lasts until the next open day: the weekend after a closed Friday does not end it.
      if isOpen { closureBefore = holiday?.dayClass == "holiday" } else if isUsual { closureBefore = true }
    }
    return result
  }
}
