import Calendars
import Tickets

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What a planner should know about a forecast, in words and in a fixed order.
struct ForecastNotes {
  let request: ForecastRequest
  let grid: DayGrid
  let past: Past
  let special: SpecialDays
  let origin: CivilDate
  let result: QueueForecast
  let hasHandleTimes: Bool

  var all: [String] {
    span + gaps + outliers + holidays + level + intervals
  }

  /// How much history there is.
  private var span: [String] {
    var notes: [String] = []
    let recorded = grid.isRecorded.count { $0 }
    if recorded < 21 {
      notes.append(
        "Only \(recorded) day\(recorded == 1 ? " is" : "s are") recorded (\(grid.date(0)) to "
          + "\(grid.date(grid.dayCount - 1))); weekly patterns need three weeks, reliable ones eight.")
    }
    let unseen = Weekday.allCases.filter { weekday in
      !grid.isOpen(weekday: weekday.index)
        && past.traits[grid.dayCount...].contains { $0.weekday == weekday.index && $0.isOpen }
    }
    if !unseen.isEmpty {
      notes.append("\(names(unseen)): never recorded, so forecast as a mean of the other days.")
    }
    let silence = origin - grid.date(grid.dayCount - 1) - 1
    if silence > 7 {
      notes.append("The history ends on \(grid.date(grid.dayCount - 1)), \(silence) days before \(origin).")
    }
    return notes
  }

  /// Runs of missing days, and days recorded in part.
  private var gaps: [String] {
    var notes: [String] = []
    var day = 0
    while day < grid.dayCount {
      guard !grid.isRecorded[day] else {
        day += 1
        continue
      }
      var end = day
      while end < grid.dayCount && !grid.isRecorded[end] { end += 1 }
      let missing = (day..<end).count {
        grid.isOpen(weekday: grid.weekday($0)) && special.holiday(on: grid.date($0)) == nil
      }
      if missing >= 4 {
        notes.append("Nothing is recorded from \(grid.date(day)) to \(grid.date(end - 1)); the gap is left out.")
      }
      day = end
    }
    if !grid.fragmentDays.isEmpty {
      notes.append("Recorded for less than half the day and left out: \(list(grid.fragmentDays)).")
    }
    if !grid.filledDays.isEmpty {
      notes.append("Recorded with gaps, filled from the day's usual shape: \(list(grid.filledDays)).")
    }
    return notes
  }

  /// Days that are far from what is usual around them.
  private var outliers: [String] {
    guard result.method != ForecastMethod.eightWeekAverage.rawValue else { return [] }
    let regression = past.ordinary
    let found = (0..<past.end).filter { day in
      grid.isRecorded[day] && regression.weights[day] < 0.6 && abs(regression.residuals[day]) > log(1.35)
        && past.traits[day].holidayClass == nil
    }
    var notes = found.suffix(10).map { day in
      let expected = exp(log(grid.totals[day] + 0.5) - regression.residuals[day]) - 0.5
      let counts = regression.weights[day] == 0 ? "counts nothing" : "counts less"
      return "\(grid.date(day)) (\(name(grid.date(day).weekday))): \(round(grid.totals[day])) contacts where about "
        + "\(round(expected)) were usual; the day \(counts)."
    }
    if found.count > 10 {
      notes.insert("\(found.count - 10) earlier days far from the usual count less or nothing.", at: 0)
    }
    return notes
  }

  private var holidays: [String] {
    var notes: [String] = []
    let used = (0..<past.end).count { grid.isRecorded[$0] && past.traits[$0].holidayClass != nil }
    if used > 0, result.method != ForecastMethod.eightWeekAverage.rawValue {
      notes.append("\(used) holidays and other special days of the past are kept out of the ordinary days.")
    }
    for offset in 0..<request.days {
      let date = request.first.adding(days: offset)
      guard let holiday = special.holiday(on: date) else { continue }
      let day = past.traits[date - grid.first]
      let alike = (0..<past.end).count { grid.isRecorded[$0] && past.traits[$0].holidayClass == day.holidayClass }
      let ordinary = result.method == ForecastMethod.eightWeekAverage.rawValue || alike == 0
      if !day.isOpen { continue }
      if ordinary {
        let closed = (0..<past.end).count {
          !grid.isRecorded[$0] && past.traits[$0].holidayClass == day.holidayClass
            && grid.isOpen(weekday: past.traits[$0].weekday)
        }
        notes.append(
          "\(date) (\(holiday.name)): forecast as an ordinary \(name(date.weekday))"
            + (alike == 0 && closed > 0
              ? ", though the queue was closed on the last \(closed) of class '\(holiday.dayClass)'." : "."))
      } else {
        notes.append(
          "\(date) (\(holiday.name)): forecast from \(alike) past day\(alike == 1 ? "" : "s") of class "
            + "'\(holiday.dayClass)'.")
      }
    }
    return notes
  }

  /// A queue that has nearly nothing, or has stopped.
  private var level: [String] {
    let recorded = (0..<past.end).filter { grid.isRecorded[$0] }
    let whole = recorded.reduce(0) { $0 + grid.totals[$1] }
    if whole == 0 { return ["The history holds no contacts at all; the forecast is zero."] }
    let recent = recorded.suffix(14)
    if recent.count == 14, recent.allSatisfy({ grid.totals[$0] == 0 }),
      let last = recorded.last(where: { grid.totals[$0] > 0 })
    {
      return ["No contact has come since \(grid.date(last)): has the queue been closed or renamed?"]
    }
    let mean = recorded.suffix(56).reduce(0) { $0 + grid.totals[$1] } / Double(min(56, recorded.count))
    if mean < 5 { return ["Fewer than five contacts come a day: only the day's total means anything."] }
    return []
  }

  private var intervals: [String] {
    var notes: [String] = []
    if result.interval < request.history.interval {
      notes.append(
        "The history has intervals of \(request.history.interval.rawValue) minutes; they are split evenly into "
          + "\(result.interval.rawValue).")
    }
    if !hasHandleTimes { notes.append("The history holds no handle times.") }
    return notes
  }

  private func round(_ value: Double) -> Int { Int(max(0, min(value, 1e15)).rounded()) }
  private func name(_ weekday: Weekday) -> String { "\(weekday)".prefix(1).uppercased() + "\(weekday)".dropFirst() }
  private func names(_ weekdays: [Weekday]) -> String { weekdays.map(name).joined(separator: ", ") }

  /// The last few dates, with how many came before.
  private func list(_ dates: [CivilDate]) -> String {
    let shown = dates.suffix(5).map(\.description).joined(separator: ", ")
    return dates.count > 5 ? "\(shown) and \(dates.count - 5) earlier days" : shown
  }
}
