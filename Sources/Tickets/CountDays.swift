internal import Calendars
internal import Tables

/// Counts by day, spread over the hours in which the queue is open.
enum CountDays {
  /// A history with every interval of each day, the day's contacts divided evenly over its open hours; where the queue
  /// is closed all day, over all hours at which it is ever open.
  ///
  /// - Parameter days: by day number, on the wall clock of `zone`.
  static func history(
    of queue: QueueID, days: [Int: Count], zone: Zone, hours: OpeningHours, interval: Minutes
  ) -> IntervalHistory {
    var history = IntervalHistory(queue: queue, zone: zone, interval: interval)
    let whenever = OpeningHours(
      spans: Array(repeating: hours.spans.flatMap { $0 }.sorted { $0.lowerBound < $1.lowerBound }, count: 7))
    for (number, day) in days.sorted(by: { $0.key < $1.key }) {
      let date = CivilDate(dayNumber: number)
      let starts = starts(of: date, zone: zone, interval: interval)
      func open(_ hours: OpeningHours) -> [Bool] { starts.map { hours.isOpen(at: zone.civil(at: $0)) } }
      var isOpen = open(hours)
      if !isOpen.contains(true), day.contacts > 0 { isOpen = open(whenever) }
      if !isOpen.contains(true) { isOpen = starts.map { _ in true } }
      let share = 1 / Double(isOpen.count { $0 })
      for (start, isOpen) in zip(starts, isOpen) where history.starts.last.map({ $0 < start }) ?? true {
        history.starts.append(start)
        history.contacts.append(isOpen ? day.contacts * share : 0)
        history.timedContacts.append(isOpen ? day.timedContacts * share : 0)
        history.handleSeconds.append(isOpen ? day.handleSeconds * share : 0)
      }
    }
    return history
  }

  /// The starts of a local day's intervals, 92 to 100 of a quarter of an hour.
  private static func starts(of date: CivilDate, zone: Zone, interval: Minutes) -> [Instant] {
    func midnight(_ date: CivilDate) -> Int {
      let civil = CivilTime(date: date, secondOfDay: 0)
      switch zone.reading(of: civil) {
      case .unique(let instant), .ambiguous(let instant, _): return instant.rawValue
      case .skipped(let change): return change.rawValue
      }
    }
    return stride(from: midnight(date), to: midnight(date.adding(days: 1)), by: interval.seconds)
      .map { Instant(rawValue: $0) }
  }

  /// The step from day to day: 1 where some days follow each other, 7 for weeks, about 30 for months.
  static func step(_ days: some Sequence<Int>) -> Int {
    let sorted = Set(days).sorted()
    return zip(sorted, sorted.dropFirst()).map { $1 - $0 }.min() ?? 1
  }
}
