internal import Calendars
internal import Workforce

/// Time without a duty in a row that each week holds, Monday to Sunday on the person's calendar: what of a rest lies in
/// another week doesn't count.
///
/// It reads when duties begin and end, so it is no automaton over days. The oracle and the bound know nothing of it and
/// cost too little at most; the search takes care of it (`Improver`), the whole program of a small team states it.
struct WeeklyRest: Hashable, Sendable {
  /// Slots in a row.
  var slots: Int
  /// Slots of each week, without what the last duty before the horizon and the first one after it take of them.
  var weeks: [Range<Int>]

  init(slots: Int, weeks: [Range<Int>]) {
    self.slots = slots
    self.weeks = weeks
  }

  /// Nil where nothing is asked for.
  init?(of person: Person, request: RosterRequest) {
    guard let rest = person.rules.weeklyRest, rest.rawValue > 0 else { return nil }
    let grid = request.grid
    slots = ceilingDivision(rest.rawValue, grid.interval.rawValue)
    weeks = (0..<request.days / 7).map { week in
      let monday = request.firstDate.adding(days: 7 * week)
      var first = person.zone.instant(of: monday)
      var end = person.zone.instant(of: monday.adding(days: 7))
      if let last = person.history.lastEnd { first = max(first, last) }
      if let next = person.ahead?.firstStart { end = min(end, next) }
      let begin = ceilingDivision(first - grid.start, grid.interval.seconds)
      return begin..<max(begin, -ceilingDivision(-(end - grid.start), grid.interval.seconds))
    }
  }

  /// - Parameter duties: by start, none in another.
  func isKept(week: Int, duties: some Sequence<Range<Int>>) -> Bool {
    let slots = slots
    let week = weeks[week]
    var free = week.lowerBound
    for duty in duties {
      guard duty.lowerBound < week.upperBound else { break }
      if duty.lowerBound - free >= slots { return true }
      free = max(free, duty.upperBound)
    }
    return week.upperBound - free >= slots
  }

  /// Slots of a week at which its rest may begin: the week's first, and where a duty ends.
  /// - Parameter ends: of duties, in any order.
  func begins(week: Int, ends: some Sequence<Int>) -> [Int] {
    let week = weeks[week]
    let last = week.upperBound - slots
    return Set(ends.filter { $0 > week.lowerBound && $0 <= last } + [week.lowerBound]).sorted()
  }
}
