import Calendars
import Tickets
internal import Words

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What a planner should know about a forecast, in words and in a fixed order.
struct ForecastNotes {
  let run: ForecastRun
  let result: QueueForecast
  let prediction: Prediction
  let hasHandleTimes: Bool

  var request: ForecastRequest { run.request }
  var grid: DayGrid { run.grid }
  var past: Past { run.past }
  var special: SpecialDays { run.special }
  var origin: CivilDate { run.origin }

  var all: [String] {
    span + gaps + outliers + misplacedHolidays + holidays + events + drivers + distance + level + intervals
  }

  /// Days that are far from what is usual around them.
  private var outliers: [String] {
    guard result.method != ForecastMethod.eightWeekAverage.rawValue else { return [] }
    // A silence at the end has a note of its own.
    let found = Cleansing(run: run).outliers.filter { finding in
      !grid.silences.contains { $0.isLast && ($0.first...$0.last).contains(finding.first) }
    }
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
      let ofClass = (0..<past.end).filter { past.traits[$0].holidayClass == day.holidayClass }
      let alike = ofClass.count { grid.isRecorded[$0] && !past.traits[$0].isClosedHoliday }
      let ordinary = result.method == ForecastMethod.eightWeekAverage.rawValue || alike == 0
      if !day.isOpen { continue }
      if let multiplier = run.unseenMultiplier(date - grid.first) {
        notes.append(
          "\(date) (\(holiday.name)): no day of class '\(holiday.dayClass)' is recorded; forecast as "
            + "\(Words.plain.percent(multiplier)) of an ordinary \(date.weekday.title), as its planner says.")
      } else if ordinary {
        let closed = ofClass.count { !grid.isRecorded[$0] && grid.isOpen(weekday: past.traits[$0].weekday) }
        notes.append(
          "\(date) (\(holiday.name)): forecast as an ordinary \(date.weekday.title)"
            + (alike == 0 && closed > 0
              ? ", though the queue was closed on the last \(closed) of class '\(holiday.dayClass)'." : "."))
      } else {
        notes.append(
          "\(date) (\(holiday.name)): forecast from \(alike) past day\(alike == 1 ? "" : "s") of class "
            + "'\(holiday.dayClass)'\(closedWords(ofClass)).")
      }
    }
    return notes
  }

  /// Past days of a class that the queue was closed on while it was open on others.
  private func closedWords(_ days: [Int]) -> String {
    let closed = days.filter { past.traits[$0].isClosedHoliday }.map(grid.date)
    guard !closed.isEmpty else { return "" }
    return "; \(list(closed)), without a contact, count\(closed.count == 1 ? "s" : "") as closed"
  }

  private var misplacedHolidays: [String] {
    guard let found = MisplacedHolidays(past).finding else { return [] }
    let words = found.shift < 0 ? "after" : "before"
    let dates = list(found.dates.map(grid.date))
    let question = "is the holiday file in another time zone, or a day off?"
    if found.looked == 1 {
      return [
        "\(dates), the one special day of the past, stands one day \(words) a day on which contacts were far from usual, and "
          + "is usual itself: \(question)"
      ]
    }
    return [
      "\(found.dates.count) of the \(found.looked) special days of the past (\(dates)) stand one day \(words) days on which "
        + "contacts were far from usual, and are usual themselves: \(question)"
    ]
  }

  /// What past events brought, and what those to come are taken to bring.
  private var events: [String] { keptIn + eachEvent }

  /// Marked days that are learned from all the same.
  private var keptIn: [String] {
    guard !run.leavesEventsOut else { return [] }
    let marked = (0..<past.end).filter {
      grid.isRecorded[$0] && past.traits[$0].isOpen && run.events.touches(past.traits[$0].date)
    }
    guard let first = marked.first, let last = marked.last else { return [] }
    let open = (0..<past.end).count { past.traits[$0].isOpen }
    return [
      "Events mark \(marked.count) of the \(open) days of the past (\(grid.date(first)) to \(grid.date(last))). Fewer than "
        + "15 would be left to learn from, so all days are learned from, the marked ones too: shorten the events."
    ]
  }

  private var eachEvent: [String] {
    zip(run.events.events, run.events.learned).compactMap { event, lesson in
      let days = (event.dates.lowerBound - grid.first)...(event.dates.upperBound - grid.first)
      let learned = (0..<past.end).filter { days.contains($0) && past.traits[$0].isExcluded && grid.isRecorded[$0] }
      let span =
        event.dates.lowerBound == event.dates.upperBound
        ? "on \(event.dates.lowerBound)" : "from \(event.dates.lowerBound) to \(event.dates.upperBound)"
      let horizon = run.target.lowerBound...max(run.target.lowerBound, run.target.upperBound - 1)
      if days.overlaps(horizon) {
        if !days.clamped(to: horizon).contains(where: { past.traits[$0].isOpen }) {
          return "The \(event.title) \(span) changes nothing: the queue is closed on "
            + "\(event.dates.lowerBound == event.dates.upperBound ? "that day" : "its days")."
        }
        if !run.isReached(by: event) {
          return "The \(event.title) \(span) changes nothing: the queue is closed at its hours."
        }
        if let lesson { return "The \(event.title) \(span) \(words(lesson, kind: event.kind))" }
        switch event.uplift {
        case nil: return "The \(event.title) \(span) has no uplift: its days are forecast as ever."
        case .share(let share):
          return "The \(event.title) \(span) is taken to bring \(Words.note.change(share)) of contacts."
        case .contacts(let contacts):
          return "The \(event.title) \(span) is taken to bring \(signedContacts(contacts)) contacts a day."
        }
      }
      guard !learned.isEmpty else { return nil }
      let came = learned.reduce(0) { $0 + grid.totals[$1] }
      let usual = learned.reduce(0) { $0 + past.ordinary.contacts(on: past.traits[$1]) }
      let effect = usual > 0 ? " It brought \(Words.note.change(came / usual - 1)) against other days." : ""
      return "The \(event.title) \(span) is kept out of the ordinary days.\(effect)"
    }
  }

  private func words(_ learned: LearnedUplift, kind: DemandEvent.Kind) -> String {
    func share(_ value: Double) -> String { Words.note.change(value) }
    let number = learned.past.count
    let last = Words.plain.list(learned.past.suffix(5).map(share))
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
        "Drivers: \(Words.plain.list(drivers.names)); models that use them have \(Words.plain.percent(share)) of "
          + "the weight, as the last weeks say.")
    }
    for driver in drivers.known {
      if let listed = driver.listed {
        notes.append(
          "Driver \(driver.name) is listed on \(listed) days of the past and \(driver.ahead) to come; on every other day it is "
            + "taken as 0.")
      } else if driver.ahead < drivers.horizon {
        notes.append(
          driver.last.map { last in
            "Driver \(driver.name) is known on \(driver.ahead) of the \(drivers.horizon) days to come, the last of them "
              + "\(last); on the others it is itself forecast from its weekdays."
          } ?? "Driver \(driver.name) isn't known ahead; it is itself forecast from its weekdays.")
      }
      if !driver.beyond.isEmpty {
        notes.append(
          "Driver \(driver.name) is given beyond what the history has seen (\(Cleansing.amount(driver.seen.lowerBound)) to "
            + "\(Cleansing.amount(driver.seen.upperBound))) on \(list(driver.beyond)): what it does there isn't known, so it "
            + "is taken as the nearest that was seen.")
      }
    }
    for driver in drivers.unused { notes.append("Driver \(driver.name) is left out: \(driver.reason).") }
    return notes
  }

  /// How models are weighed for days far ahead.
  private var distance: [String] {
    let lead = run.target.upperBound - past.end
    guard result.method == ForecastMethod.combination.rawValue, lead > DistantTrials.block else { return [] }
    guard let distant = prediction.distant else {
      guard past.end >= DayRegression.seasonDays else {
        return [
          "The last day is \(lead) days ahead, and the history of \(past.end) days is too short to know a year's season: days "
            + "far ahead are forecast at the level of the last weeks."
        ]
      }
      return [
        "The last day is \(lead) days ahead; the history of \(past.end) days is too short to try forecasts that far ahead, so "
          + "models are weighed by how they would have done a week ahead."
      ]
    }
    let last = distant.weights(lead: lead - 1, near: prediction.dayWeights.last ?? [])
    let share = zip(prediction.models, last).reduce(0) { sum, pair in
      sum + ((pair.0.regressionShape?.season ?? 0) > 0 ? pair.1 : 0)
    }
    return [
      "The last day is \(lead) days ahead: models are weighed by how they would have done up to \(distant.reach) days ahead "
        + "from \(distant.origins.count) past days (\(grid.date(distant.origins[0])) to "
        + "\(grid.date(distant.origins[distant.origins.count - 1]))); those with a year's season have "
        + "\(Words.plain.percent(share)) of the last day's forecast."
    ]
  }

  private func signed(_ value: Double) -> String {
    value < 0 ? "−\(Cleansing.whole(-value))" : "+\(Cleansing.whole(value))"
  }

  /// A few contacts with a tenth.
  private func signedContacts(_ value: Double) -> String {
    let isWhole = value == value.rounded() || abs(value) >= 10
    return isWhole ? signed(value) : (value < 0 ? "−" : "+") + Cleansing.amount(abs(value))
  }

  /// A queue that has nearly nothing, or has stopped.
  private var level: [String] {
    let recorded = (0..<past.end).filter { grid.isRecorded[$0] }
    let whole = recorded.reduce(0) { $0 + grid.totals[$1] }
    if whole == 0 { return ["The history holds no contacts at all; the forecast is zero."] }
    let recent = recorded.suffix(14)
    let silence = grid.silences.last { $0.isLast }
    if silence != nil || recent.count == 14 && recent.allSatisfy({ grid.totals[$0] == 0 }),
      let last = recorded.last(where: { grid.totals[$0] > 0 })
    {
      let open = max(1, run.target.count { past.traits[$0].isOpen })
      return [
        "No contact has come since \(grid.date(last))"
          + (silence.map { " (\($0.openDays) days on which about \(Cleansing.amount($0.usual)) were usual)" } ?? "")
          + ": has the queue been closed or renamed? It is forecast at "
          + "\(Cleansing.amount(result.contacts.reduce(0, +) / Double(open))) contacts an open day; leave the queue out if it "
          + "is gone, mark the days as an outage in events.csv if it is not."
      ]
    }
    let mean = recorded.suffix(56).reduce(0) { $0 + grid.totals[$1] } / Double(min(56, recorded.count))
    if mean < 5 { return ["Fewer than five contacts come a day: only the day's total means anything."] }
    return []
  }

  private var intervals: [String] {
    var notes: [String] = []
    if result.interval < request.history.interval {
      notes.append(
        "The history has intervals of \(Words.plain.minutesInFull(request.history.interval)); "
          + "they are split evenly into "
          + "\(result.interval.rawValue).")
    }
    if !hasHandleTimes { notes.append("The history holds no handle times.") }
    return notes
  }

  func names(_ weekdays: [Weekday]) -> String { Words.plain.list(weekdays.map(\.title)) }

  /// The last few dates, with how many came before.
  func list(_ dates: [CivilDate]) -> String {
    let shown = Words.plain.list(dates.suffix(5).map(\.description))
    return dates.count > 5 ? "\(shown) and \(dates.count - 5) earlier days" : shown
  }
}
