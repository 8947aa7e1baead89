import Calendars
import Tickets

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What a planner should know about a forecast, in words and in a fixed order.
struct ForecastNotes {
  let run: ForecastRun
  let result: QueueForecast
  let hasHandleTimes: Bool

  private var request: ForecastRequest { run.request }
  private var grid: DayGrid { run.grid }
  private var past: Past { run.past }
  private var special: SpecialDays { run.special }
  private var origin: CivilDate { run.origin }

  var all: [String] {
    span + gaps + outliers + misplacedHolidays + holidays + events + drivers + level + intervals
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
    var notes = Cleansing(run: run).gaps.map(\.reason)
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
    let found = Cleansing(run: run).outliers
    var notes = found.suffix(10).map(\.reason)
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
      if let multiplier = run.unseenMultiplier(date - grid.first) {
        notes.append(
          "\(date) (\(holiday.name)): no day of class '\(holiday.dayClass)' is recorded; forecast as "
            + "\(Cleansing.whole(multiplier * 100)) % of an ordinary \(date.weekday.title), as its planner says.")
      } else if ordinary {
        let closed = (0..<past.end).count {
          !grid.isRecorded[$0] && past.traits[$0].holidayClass == day.holidayClass
            && grid.isOpen(weekday: past.traits[$0].weekday)
        }
        notes.append(
          "\(date) (\(holiday.name)): forecast as an ordinary \(date.weekday.title)"
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

  /// Holidays that look like ordinary days next to days that don't: a file of another zone, or made a day off.
  private var misplacedHolidays: [String] {
    let dates = (0..<past.end).filter {
      past.traits[$0].holidayClass != nil && special.holiday(on: grid.date($0))?.dayClass == "holiday"
    }
    /// How many of the days so far from the holidays are far from the usual.
    func unusual(_ shift: Int) -> Int {
      dates.count { day in
        let other = day + shift
        guard (0..<past.end).contains(other), grid.isRecorded[other] else { return false }
        if shift != 0, past.traits[other].holidayClass != nil { return false }
        let expected = past.ordinary.logarithm(of: plain(other))
        return log(grid.totals[other] + 0.5) - expected < log(0.7)
      }
    }
    guard dates.count >= 3, 4 * unusual(0) < dates.count else { return [] }
    for (shift, words) in [(-1, "one day after"), (1, "one day before")] where 2 * unusual(shift) > dates.count {
      return [
        "Most holidays of the past stand \(words) the days on which contacts were low: is the holiday file in another "
          + "time zone, or a day off?"
      ]
    }
    return []
  }

  /// The day as if it were no holiday and followed none.
  private func plain(_ day: Int) -> DayTraits {
    var trait = past.traits[day]
    trait.holidayClass = nil
    trait.followsClosure = false
    return trait
  }

  /// What past events brought, and what those to come are taken to bring.
  private var events: [String] {
    zip(run.events.events, run.events.learned).compactMap { event, lesson in
      let days = (event.dates.lowerBound - grid.first)...(event.dates.upperBound - grid.first)
      let learned = (0..<past.end).filter { days.contains($0) && past.traits[$0].isExcluded && grid.isRecorded[$0] }
      let span =
        event.dates.lowerBound == event.dates.upperBound
        ? "on \(event.dates.lowerBound)" : "from \(event.dates.lowerBound) to \(event.dates.upperBound)"
      if days.overlaps(run.target.lowerBound...max(run.target.lowerBound, run.target.upperBound - 1)) {
        if let lesson { return "The \(event.title) \(span) \(words(lesson, kind: event.kind))" }
        switch event.uplift {
        case nil: return "The \(event.title) \(span) has no uplift: its days are forecast as ever."
        case .share(let share):
          return "The \(event.title) \(span) is taken to bring \(signed(share * 100)) % of contacts."
        case .contacts(let contacts):
          return "The \(event.title) \(span) is taken to bring \(signed(contacts)) contacts a day."
        }
      }
      guard !learned.isEmpty else { return nil }
      let came = learned.reduce(0) { $0 + grid.totals[$1] }
      let usual = learned.reduce(0) { $0 + max(0, exp(past.ordinary.logarithm(of: past.traits[$1])) - 0.5) }
      let effect = usual > 0 ? " It brought \(signed((came / usual - 1) * 100)) % against other days." : ""
      return "The \(event.title) \(span) is kept out of the ordinary days.\(effect)"
    }
  }

  private func words(_ learned: LearnedUplift, kind: DemandEvent.Kind) -> String {
    func share(_ value: Double) -> String { "\(signed(value * 100)) %" }
    let number = learned.past.count
    let last = learned.past.suffix(5).map(share).joined(separator: ", ")
    let plural = kind == .other ? "ones" : "\(kind.rawValue)s"
    let past = "\(number == 1 ? "a past one" : "\(number) past \(plural)") brought (\(last))"
    guard let stated = learned.stated else {
      return "is taken to bring \(share(learned.taken)) of contacts, from what \(past)."
    }
    return "is taken to bring \(share(stated)) of contacts, as its planner says; \(past)."
  }

  private var drivers: [String] {
    guard let drivers = past.drivers else { return [] }
    var notes: [String] = []
    if !drivers.names.isEmpty {
      let share = result.weights.filter { $0.model.hasSuffix("drivers)") }.reduce(0) { $0 + $1.weight }
      notes.append(
        "Drivers: \(drivers.names.joined(separator: ", ")); models that use them have \(Cleansing.whole(share * 100)) % of "
          + "the weight, as the last weeks say.")
    }
    if !drivers.unused.isEmpty {
      notes.append(
        "Drivers left out, since they have too few values or the same all along: "
          + "\(drivers.unused.joined(separator: ", ")).")
    }
    return notes
  }

  private func signed(_ value: Double) -> String {
    value < 0 ? "−\(Cleansing.whole(-value))" : "+\(Cleansing.whole(value))"
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

  private func names(_ weekdays: [Weekday]) -> String { weekdays.map(\.title).joined(separator: ", ") }

  /// The last few dates, with how many came before.
  private func list(_ dates: [CivilDate]) -> String {
    let shown = dates.suffix(5).map(\.description).joined(separator: ", ")
    return dates.count > 5 ? "\(shown) and \(dates.count - 5) earlier days" : shown
  }
}
