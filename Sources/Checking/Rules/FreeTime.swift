internal import Calendars
internal import Workforce

/// Gaps between duties of fewer dates than the rule asks for: the dates that are missing. Of a duty beside the horizon it is
/// known where the last one before it and the first one after it lie, or it isn't counted.
enum ShortGaps {
  static func missing(of tour: PersonTour, in reading: RotaReading) -> Int {
    guard let least = tour.person.rules.minimumConsecutiveDaysOff else { return 0 }
    let dates = reading.dates
    var worked = tour.dates(in: dates).sorted()
    let eve = dates.lowerBound.adding(days: -1)
    if tour.person.history.consecutiveDays > 0 {
      worked.insert(eve, at: 0)
    } else if let last = tour.person.history.lastDate {
      worked.insert(min(last, eve), at: 0)
    }
    if let ahead = tour.person.ahead {
      worked.append(max(tour.person.zone.date(at: ahead.firstStart), dates.upperBound.adding(days: 1)))
    }
    return zip(worked, worked.dropFirst()).reduce(0) { missing, pair in
      let free = pair.1 - pair.0 - 1
      return free > 0 && free < least ? missing + least - free : missing
    }
  }
}

/// Runs of dates with a duty, one of the horizon among them, that are shorter than the rule asks for: the dates that are
/// missing.
enum ShortRuns {
  static func missing(of tour: PersonTour, in reading: RotaReading) -> Int {
    guard let least = tour.person.rules.minimumConsecutiveDays else { return 0 }
    let dates = reading.dates
    let worked = tour.dates(in: dates)
    var missing = 0
    for first in worked where !worked.contains(first.adding(days: -1)) {
      var last = first
      while worked.contains(last.adding(days: 1)) { last = last.adding(days: 1) }
      var length = last - first + 1
      if first == dates.lowerBound { length += tour.person.history.consecutiveDays }
      if last == dates.upperBound {
        // What follows isn't known where nothing is planned.
        guard let ahead = tour.person.ahead else { continue }
        length += ahead.consecutiveDays
      }
      missing += max(0, least - length)
    }
    return missing
  }
}

/// Weekends of which a date has a duty and another has none.
enum TornWeekends {
  static func count(of tour: PersonTour, in reading: RotaReading) -> Int {
    let weekend = Set(reading.sites[tour.person.site]?.weekendDays ?? [.saturday, .sunday])
    guard tour.person.rules.wholeWeekends == true, weekend.count < 7 else { return 0 }
    let dates = reading.dates
    let worked = tour.dates(in: dates)
    /// Nil where nobody knows.
    func works(_ date: CivilDate) -> Bool? {
      if date < dates.lowerBound { return dates.lowerBound - date <= tour.person.history.consecutiveDays }
      if date > dates.upperBound { return tour.person.ahead.map { date - dates.upperBound <= $0.consecutiveDays } }
      return worked.contains(date)
    }
    var count = 0
    var first = dates.lowerBound
    while first <= dates.upperBound {
      guard weekend.contains(first.weekday) else {
        first = first.adding(days: 1)
        continue
      }
      // All of the weekend, dates outside the horizon too.
      var begin = first
      while weekend.contains(begin.adding(days: -1).weekday) { begin = begin.adding(days: -1) }
      var end = first
      while weekend.contains(end.adding(days: 1).weekday) { end = end.adding(days: 1) }
      let days = (0...end - begin).map { begin.adding(days: $0) }
      func seen(_ days: [CivilDate]) -> Set<Bool> { Set(days.compactMap(works)) }
      // What is torn on one side of a border alone is none of this rota's.
      let before = seen(days.filter { $0 < dates.lowerBound })
      let after = seen(days.filter { $0 > dates.upperBound })
      let known = before.union(seen(days.filter(dates.contains)))
      let isTorn = known.count > 1 || after.count < 2 && known.union(after).count > 1
      if isTorn, before.count < 2 { count += 1 }
      first = end.adding(days: 1)
    }
    return count
  }
}
