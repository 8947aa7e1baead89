internal import Calendars
internal import Workforce

/// The share of rostered time that a queue's people are not in position, read from its settings.
struct ShrinkageReading {
  let settings: QueueSettings
  let grid: IntervalGrid

  /// Mean over an interval of the grid, of what the rota doesn't know itself; 0…0.95.
  func share(_ slot: Int) -> Double {
    guard let plan = settings.shrinkagePlan else { return settings.shrinkage }
    let begin = settings.zone.civil(at: grid.instant(at: slot))
    let width = max(1, grid.interval.rawValue)
    var sum = 0.0
    for part in plan.components where !part.isKnownToRota {
      let booked = part.booked?.first { $0.first <= begin.date && begin.date <= $0.last }?.share ?? 0
      let left = max(0, part.share - booked)
      var minutes = width
      if part.weekdays != nil || part.minutes != nil {
        minutes = 0
        for minute in begin.minuteOfDay..<(begin.minuteOfDay + width) {
          let date = begin.date.adding(days: minute / 1440)
          if part.weekdays?.contains(date.weekday) ?? true, part.minutes?.contains(minute % 1440) ?? true {
            minutes += 1
          }
        }
      }
      sum += left * Double(minutes) / Double(width)
    }
    return min(sum, 0.95)
  }

  /// Whole heads of whom at least `positions` are in position.
  func heads(for positions: Int, _ slot: Int) -> Double {
    (Double(positions) / (1 - share(slot)) - 1e-9).rounded(.up)
  }
}

/// When a queue is open by its hours, holidays left aside, minute by minute on its own clock.
struct OpenReading {
  let settings: QueueSettings
  let grid: IntervalGrid

  /// Minutes of an interval in which the hours say open.
  func minutes(_ slot: Int) -> Int {
    let begin = grid.instant(at: slot)
    return (0..<grid.interval.rawValue).count { minute in
      let wall = settings.zone.civil(at: begin.adding(seconds: minute * 60))
      return isOpen(wall.date, wall.minuteOfDay) || isOpen(wall.date.adding(days: -1), wall.minuteOfDay + 1440)
    }
  }

  /// The local date on which the opening begins that an interval is part of, over midnight too; its own where the hours say
  /// closed.
  func day(_ slot: Int) -> CivilDate {
    let begin = grid.instant(at: slot)
    for minute in 0..<grid.interval.rawValue {
      let wall = settings.zone.civil(at: begin.adding(seconds: minute * 60))
      if isOpen(wall.date, wall.minuteOfDay) { return wall.date }
      let before = wall.date.adding(days: -1)
      if isOpen(before, wall.minuteOfDay + 1440) { return before }
    }
    return settings.zone.date(at: begin)
  }

  /// Whether a span that begins on `date` holds `minute`, counted from its midnight.
  private func isOpen(_ date: CivilDate, _ minute: Int) -> Bool {
    settings.hours.spans.indices.contains(date.weekday.index)
      && settings.hours.spans[date.weekday.index].contains { $0.lowerBound <= minute && minute < $0.upperBound }
  }
}
