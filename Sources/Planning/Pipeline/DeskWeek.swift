internal import Calendars
internal import Rostering
internal import Shifts

/// Whether a person's least hours of a week fit on the dates on which something is open that they can take.
struct DeskWeek {
  /// With the holidays that count towards the contract.
  var person: Person
  var monday: CivilDate
  var reach: DeskReach

  /// The dates on which everything is closed, whatever the calendar says, that the hours need all the same: the earliest,
  /// and no more than it takes. Empty where the hours fit, or would but for an absence: nobody makes up for leave at a
  /// closed desk.
  func closedDatesNeeded() -> [CivilDate] {
    let week = (0..<7).map { monday.adding(days: $0) }
    let open = Set(reach.dates).intersection(week)
    let least = leastMinutes
    var present = self
    present.person.absences = []
    guard capacity(open) < least, present.capacity(open) < present.leastMinutes else { return [] }
    let ordinary = Set(reach.ordinary)
    var needed: [CivilDate] = []
    for date in week where ordinary.contains(date) && mayStart(on: date) {
      let before = capacity(open.union(needed))
      guard before < least else { break }
      if capacity(open.union(needed + [date])) > before { needed.append(date) }
    }
    return needed
  }

  /// What the rules mean the week to hold at least.
  private var leastMinutes: Int {
    let credited = person.creditedDates(inWeekFrom: monday).count
    return person.rules.minimumWeekly.rawValue - person.contractMinutes(of: credited)
  }

  /// Paid minutes that fit on these dates of the week, as far as days off and days in a row go.
  private func capacity(_ dates: Set<CivilDate>) -> Int {
    var run = 0
    var paid: [Int] = []
    for day in 0..<7 {
      let date = monday.adding(days: day)
      guard dates.contains(date), mayStart(on: date), run < max(1, person.rules.maximumConsecutiveDays),
        let longest = reach.longest[date]
      else {
        run = 0
        continue
      }
      run += 1
      paid.append(longest)
    }
    let most = max(0, 7 - max(0, person.rules.minimumDaysOff))
    return paid.sorted(by: >).prefix(most).reduce(0, +)
  }

  private func mayStart(on date: CivilDate) -> Bool {
    reach.longest[date] != nil && !person.fixedDaysOff.contains(date.weekday)
      && !person.absences.contains { $0.first <= date && date <= $0.last }
  }
}
