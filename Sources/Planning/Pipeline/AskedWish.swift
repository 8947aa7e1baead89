internal import Calendars
internal import Workforce

/// What a wish asks of somebody's duties: once for a day off, of each duty that it speaks of for a time.
struct AskedWish {
  var date: CivilDate
  var isMet: Bool
  /// The duty that the wish speaks of, or that is in its way; nil where there is none, or it lies before the plan.
  var duty: Duty?
}

extension Wish {
  /// A day off counts when no duty starts on it or reaches well into it, those of the days before the plan included; a
  /// start counts when it lies within half an hour; an earliest start and a latest end when they are kept.
  ///
  /// - Parameter duties: of the person.
  /// - Returns: by date; nothing of a date outside the plan's.
  func asked(of person: Person, _ duties: [Duty], in dates: Range<CivilDate>) -> [AskedWish] {
    if let date, !dates.contains(date) { return [] }
    let meant = duties.filter { date == nil || $0.date == date }.sorted { $0.start < $1.start }
    switch kind {
    case .dayOff:
      let worked = duties.filter { isDayOffBroken(by: $0.date, end: person.zone.civil(at: $0.end)) }
        .max { $0.start < $1.start }
      let isReached = person.history.lastEnd.map { end in
        isDayOffBroken(by: dates.lowerBound.adding(days: -1), end: person.zone.civil(at: end))
      }
      return [
        AskedWish(
          date: date ?? worked?.date ?? dates.lowerBound, isMet: worked == nil && (date == nil || isReached != true),
          duty: worked)
      ]
    case .start(let clock):
      return meant.map { duty in
        let isNear = abs(person.zone.civil(at: duty.start).minuteOfDay - clock.minutes) <= 30
        return AskedWish(date: duty.date, isMet: isNear, duty: duty)
      }
    case .notBefore, .notAfter:
      return meant.map { duty in
        let (start, end) = (person.zone.civil(at: duty.start), person.zone.civil(at: duty.end))
        let missed = minutesMissed(
          start: (start.date - duty.date) * 1440 + start.minuteOfDay,
          end: (end.date - duty.date) * 1440 + end.minuteOfDay)
        return AskedWish(date: duty.date, isMet: missed == 0, duty: duty)
      }
    }
  }
}
