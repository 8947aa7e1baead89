import Calendars

/// When the queue is open, by its hours or else by its history.
extension ForecastRun {
  /// What comes while a queue is closed isn't its forecast's business.
  /// - Returns: by day, what was taken out.
  func closeOutsideHours(_ means: inout [Double]) -> [Double] {
    var closed = target.map { _ in 0.0 }
    if request.hours == nil { return closed }
    for (index, day) in target.enumerated() {
      let date = grid.date(day)
      for slot in 0..<grid.slotCount where !isSlotOpen(on: date, slot: slot) {
        closed[index] += means[index * grid.slotCount + slot]
        means[index * grid.slotCount + slot] = 0
      }
    }
    return closed
  }

  /// Whether any minute of a slot is open.
  func isSlotOpen(on date: CivilDate, slot: Int) -> Bool {
    isOpen(on: date, minutes: slot * grid.slotMinutes..<(slot + 1) * grid.slotMinutes)
  }

  /// Whether the queue is open at any of the minutes, which lie in one slot of a day that is open.
  func isOpen(on date: CivilDate, minutes: Range<Int>) -> Bool {
    guard let hours = request.hours else {
      return isSlotOpen(weekday: date.weekday.index, slot: minutes.lowerBound / grid.slotMinutes)
    }
    return minutes.contains { hours.isOpen(at: CivilTime(date: date, clock: ClockTime(minutes: $0))) }
  }

  /// Without opening hours, a slot is open where it is usually recorded; on a weekday of which nothing is known, where
  /// any weekday is.
  func isSlotOpen(weekday: Int, slot: Int) -> Bool {
    if grid.isOpen(weekday: weekday) { return grid.isUsuallyOpen[weekday * grid.slotCount + slot] }
    return (0..<7).contains { grid.isUsuallyOpen[$0 * grid.slotCount + slot] }
  }

  /// Whether an event falls into hours of the horizon in which the queue is open.
  func isReached(by event: DemandEvent) -> Bool {
    target.contains { day in
      let date = past.traits[day].date
      return past.traits[day].isOpen && event.dates.contains(date)
        && (0..<grid.slotCount).contains { slot in
          let minutes = event.minutes(of: slot, on: date, grid)
          return !minutes.isEmpty && isOpen(on: date, minutes: minutes)
        }
    }
  }
}

extension OpeningHours {
  /// By weekday and slot of so many minutes, flattened: whether any minute of it is open.
  func openSlots(of minutes: Int) -> [Bool] {
    let slots = 1440 / minutes
    return (0..<7 * slots).map { index in
      let (weekday, first) = (index / slots, index % slots * minutes)
      return spans[weekday].contains { $0.overlaps(first..<first + minutes) }
        || spans[(weekday + 6) % 7].contains { $0.overlaps(first + 1440..<first + 1440 + minutes) }
    }
  }
}
