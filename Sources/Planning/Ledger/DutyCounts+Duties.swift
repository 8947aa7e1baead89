internal import Calendars
internal import Rostering
internal import Workforce

extension DutyCounts {
  /// Of duties by the clock of the site, as rules of work have them; no minutes.
  init(of duties: [Duty], at site: Site, holidays: Set<CivilDate>) {
    self.init()
    for duty in duties {
      let classes = DutyClasses(of: duty.start..<max(duty.start, duty.end), at: site, told: .all)
      if site.weekendDays.contains(duty.date.weekday) { weekendDays += 1 }
      if classes.contains(.night) { nights += 1 }
      if classes.contains(.early) { early += 1 }
      if classes.contains(.late) { late += 1 }
      if holidays.contains(duty.date) { self.holidays += 1 }
    }
  }
}

extension Person {
  func availableMinutes(in request: RosterRequest) -> Int {
    stride(from: 0, to: request.days, by: 7).reduce(0) {
      $0 + availableMinutes(inWeekFrom: request.firstDate.adding(days: $1))
    }
  }
}

extension Project {
  /// Dates on which work counts as work on a holiday.
  var holidayDates: Set<CivilDate> { Set(holidays.filter { $0.dayClass == "holiday" }.map(\.date)) }
}
