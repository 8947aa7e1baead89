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
  /// Where no day of the class has been recorded: the planner's word for it.
  func multiplier(on date: CivilDate) -> Double? { byDate[date]?.multiplier }
  func holiday(on date: CivilDate) -> Holiday? { byDate[date] }
}

/// A day as the day models see it: what is known of it without its contacts.
struct DayTraits {
  var date: CivilDate
  /// Monday is 0.
  var weekday: Int
  /// Index into `SpecialDays.classes`; nil on an ordinary day.
  var holidayClass: Int?
  /// The first open day after a day that is usually open but was closed: by rule, without a row, or a holiday without a
  /// contact.
  var followsClosure: Bool
  /// The open weekday that follows the weekly closure; nil for a queue that has none.
  var weekdayAfterClosure: Int?
  /// Open days of the month before and after it.
  var fromMonthStart = Int.max
  var fromMonthEnd = Int.max
  /// Whether anything is expected at all.
  var isOpen: Bool
  /// A past holiday on which nothing came, though contacts came on others of its class: the queue was closed, which says
  /// nothing about how busy an open one is.
  var isClosedHoliday = false
  /// Whether its planner has marked the day as one from which nothing about other days can be learned.
  var isExcluded = false
  /// The drivers' values, each centred and scaled.
  var drivers: [Double] = []

  /// Whether the day tells something about other days.
  var isOrdinary: Bool { isOpen && !isExcluded }

  /// The grid's days and those after it up to `last`, in order. Days to come are open if their weekday is, holidays too:
  /// whether a queue closes on one is for its planner to say, and past closures are a poor guide to it.
  static func all(
    of grid: DayGrid, through last: CivilDate, special: SpecialDays, hours: OpeningHours? = nil,
    closedDates: Set<CivilDate> = []
  ) -> [DayTraits] {
    func isUsuallyOpen(_ weekday: Int) -> Bool { hours?.isOpen(weekday: weekday) ?? grid.isOpen(weekday: weekday) }
    var result: [DayTraits] = []
    var closureBefore = false
    let closed = closedHolidays(of: grid, special: special)
    let afterClosure = (0..<7).first { isUsuallyOpen($0) && !isUsuallyOpen(($0 + 6) % 7) }
    let ofHolidays = grid.totals.indices.filter {
      special.holiday(on: grid.date($0))?.dayClass == "holiday" && isUsuallyOpen(grid.weekday($0))
    }
    let isAlwaysClosed = !ofHolidays.isEmpty && ofHolidays.allSatisfy { grid.totals[$0] == 0 }
    for offset in 0...max(0, last - grid.first) {
      let date = grid.date(offset)
      let weekday = date.weekday.index
      let holiday = special.holiday(on: date)
      let holidayClass = holiday.flatMap { special.classes.firstIndex(of: $0.dayClass) }
      let isUsual = isUsuallyOpen(weekday)
      let wouldBeOpen =
        offset < grid.dayCount
        ? grid.isRecorded[offset] && (hours == nil || isUsual) && !closed.contains(offset) : isUsual
      let isOpen = wouldBeOpen && (!closedDates.contains(date) || grid.wasOpen(offset))
      result.append(
        DayTraits(
          date: date, weekday: weekday, holidayClass: holidayClass, followsClosure: closureBefore && isOpen,
          weekdayAfterClosure: afterClosure, isOpen: isOpen, isClosedHoliday: closed.contains(offset)))
      // A closure lasts until the next open day: the weekend after a closed Friday does not end it.
      if !isOpen {
        if isUsual { closureBefore = true }
      } else {
        // A holiday that the queue was open on is no closure, whatever the calendar calls it.
        closureBefore =
          holiday?.dayClass == "holiday" && (offset < grid.dayCount ? grid.totals[offset] == 0 : isAlwaysClosed)
      }
    }
    let known = result.prefix(grid.dayCount).map(\.isOpen)
    countOpenDays(in: &result) { date in
      let index = date - grid.first
      if known.indices.contains(index) { return known[index] }
      return isUsuallyOpen(date.weekday.index) && special.holiday(on: date)?.dayClass != "holiday"
    }
    return result
  }

  private static func closedHolidays(of grid: DayGrid, special: SpecialDays) -> Set<Int> {
    let days = grid.isRecorded.indices.filter { grid.isRecorded[$0] && special.holiday(on: grid.date($0)) != nil }
    let open = Set(days.filter { grid.totals[$0] > 0 }.compactMap { special.holiday(on: grid.date($0))?.dayClass })
    return Set(
      days.filter { day in
        grid.totals[day] == 0 && grid.zeroChances[grid.weekday(day)] < 0.05
          && open.contains(special.holiday(on: grid.date(day))?.dayClass ?? "")
      })
  }

  /// Finds how many open days of its month lie before and after each day. Months that reach beyond the days are taken to
  /// go on as the weekdays usually do.
  private static func countOpenDays(in days: inout [DayTraits], isOpen: (CivilDate) -> Bool) {
    var index = 0
    while index < days.count {
      let (year, month, day) = days[index].date.parts
      let length = CivilDate.daysIn(month: month, year: year)
      let first = days[index].date.adding(days: 1 - day)
      let open = (0..<length).map { isOpen(first.adding(days: $0)) }
      let whole = open.count { $0 }
      var before = open[..<(day - 1)].count { $0 }
      for position in (day - 1)..<length where index < days.count {
        if open[position] {
          days[index].fromMonthStart = before
          before += 1
          days[index].fromMonthEnd = whole - before
        }
        index += 1
      }
    }
  }
}

extension OpeningHours {
  /// Whether any time of the weekday is open, be it the end of a span that began the day before. Monday is 0.
  func isOpen(weekday: Int) -> Bool {
    !spans[weekday].isEmpty || spans[(weekday + 6) % 7].contains { $0.upperBound > 1440 }
  }
}
