internal import Calendars
internal import Workforce

/// The duties that a person has beside a horizon, by day from its first on: −1 is the eve.
struct SettledDays {
  private let classesOfDay: [Int: DutyClasses]
  private let days: Int
  /// When the duties of the eve and of the day after the horizon start, in minutes after midnight of the person's clock.
  let eveStart: Int?
  let morrowStart: Int?

  /// - Parameter dates: of the horizon.
  init(of person: Person, at site: Site, around dates: Range<CivilDate>) {
    days = dates.upperBound - dates.lowerBound
    let duties = (person.history.lastDuties ?? []) + (person.ahead?.nextDuties ?? [])
    func starts(on date: CivilDate) -> [Int] {
      duties.filter { $0.date == date && $0.start < $0.end }.map { person.zone.civil(at: $0.start).minuteOfDay }
    }
    eveStart = starts(on: dates.lowerBound.adding(days: -1)).max()
    morrowStart = starts(on: dates.upperBound).min()
    classesOfDay = Dictionary(
      duties.map { duty in
        let hours = duty.start..<max(duty.start, duty.end)
        return (duty.date - dates.lowerBound, DutyClasses(of: hours, at: site, told: .all))
      }, uniquingKeysWith: { $0.union($1) })
  }

  /// Of the duties of the eve and of the day after the horizon; nil where there are none.
  var eve: DutyClasses? { classesOfDay[-1] }
  var morrow: DutyClasses? { classesOfDay[days] }

  /// Days with a duty in a row up to the eve, the last first, and from the day after the horizon on.
  var runBefore: [DutyClasses] { run((1...Int.max).lazy.map { -$0 }) }
  var runAfter: [DutyClasses] { run((0..<Int.max).lazy.map { days + $0 }) }

  private func run(_ places: some Sequence<Int>) -> [DutyClasses] {
    var run: [DutyClasses] = []
    for place in places {
      guard let classes = classesOfDay[place] else { break }
      run.append(classes)
    }
    return run
  }

  /// The last day before the horizon with a night.
  var lastNight: Int? { classesOfDay.filter { $0 < 0 && $1.contains(.night) }.keys.max() }

  /// Days after the horizon with a duty, up to the first night there; rising, 0 is the day after the horizon.
  var daysUntilNight: [Int] {
    classesOfDay.filter { $0.key >= days }.sorted { $0.key < $1.key }.prefix { !$0.value.contains(.night) }
      .map { $0.key - days }
  }

  /// Weeks with a duty on one of these days (Monday is 0), before the horizon and after it; rising, 0 is its first.
  func weeks(with weekdays: Set<Int>) -> (before: [Int], after: [Int]) {
    var weeks: Set<Int> = []
    for day in classesOfDay.keys {
      let weekday = ((day % 7) + 7) % 7
      if weekdays.contains(weekday) { weeks.insert((day - weekday) / 7) }
    }
    return (weeks.filter { $0 < 0 }.sorted(), weeks.filter { 7 * $0 >= days }.sorted())
  }
}
