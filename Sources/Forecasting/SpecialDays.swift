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

  /// The days of the past and the days to forecast, in order.
  ///
  /// - Parameter days: days after the grid's end that are wanted, as dates; the grid's own come first.
  static func all(of grid: DayGrid, through last: CivilDate, special: SpecialDays) -> [DayTraits] {
    var closedClasses: Set<Int> = []
    for (index, name) in special.classes.enumerated() {
      let past = (0..<grid.dayCount).filter {
        special.holiday(on: grid.date($0))?.dayClass == name && grid.isOpen(weekday: grid.weekday($0))
      }
      if !past.isEmpty && past.allSatisfy({ !grid.isRecorded[$0] }) { closedClasses.insert(index) }
    }
    var result: [DayTraits] = []
    var closureBefore = false
    for offset in 0...max(0, last - grid.first) {
      let date = grid.date(offset)
      let weekday = date.weekday.index
      let holiday = special.holiday(on: date)
      let holidayClass = holiday.flatMap { special.classes.firstIndex(of: $0.dayClass) }
      let isUsual = grid.isOpen(weekday: weekday)
      let isOpen: Bool
      if offset < grid.dayCount {
        isOpen = grid.isRecorded[offset]
      } else {
        isOpen = isUsual && !(holidayClass.map(closedClasses.contains) ?? false)
      }
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
