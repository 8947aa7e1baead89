internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Words
internal import Workforce

/// What `rota today` prints.
struct TodayText {
  var answer: TodayAnswer
  /// Whether a row of the table is an interval, not an hour.
  var byInterval: Bool
  var currency: String

  private var words: Words { .plain }

  var text: String {
    var lines = [
      "\(answer.team), \(answer.week)\(answer.isDraft ? " (DRAFT)" : ""): \(clock(answer.atLocal)) on "
        + words.day(answer.queues.first?.date ?? answer.zone.date(at: Instant(rawValue: 0)))
    ]
    for queue in answer.queues { lines += self.lines(of: queue) }
    lines.append("")
    lines += actionLines
    if !answer.notes.isEmpty { lines.append("") }
    lines += answer.notes.map { "note: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Queues

  private func lines(of queue: TodayAnswer.Queue) -> [String] {
    var lines = ["", "\(queue.name) (\(queue.queue))"]
    if let forecast = queue.forecast {
      if forecast.knownIntervals > 0 {
        lines.append(
          "  so far       \(words.rounded(forecast.came)) contacts, \(words.rounded(forecast.expectedSoFar)) expected "
            + "(\(change(forecast.came, forecast.expectedSoFar)))")
      }
      lines.append(
        "  still to come \(words.rounded(forecast.rest.mean)) (\(words.rounded(forecast.rest.p10)) to "
          + "\(words.rounded(forecast.rest.p90))), \(words.rounded(forecast.restBefore)) "
          + (forecast.isNewer ? "by a forecast made anew" : "as planned")
          + " (\(change(forecast.rest.mean, forecast.restBefore)))\(reading(forecast.reading))")
      if let step = forecast.step {
        lines.append(
          "  since \(clock(step.from))  \(words.short(step.factor, places: 1)) times what was to be expected. If it ends now, "
            + "\(range(step.restIfEnds)) are to come; if it lasts, \(range(step.restIfLasts))."
            + (forecast.reading == .counts ? " Say which with --incident ends or lasts." : ""))
      }
    }
    let service = queue.service
    if let now = service.now {
      var parts = [service.planned.map { "\(words.percent($0)) as planned" }, "\(words.percent(now)) expected now"]
        .compactMap(\.self)
      if let then = service.withActions, bringsPeople {
        parts.append("\(words.percent(then)) with what is listed below")
      }
      lines.append("  service      " + words.list(parts))
    }
    if queue.missingMinutes.now > 0 || queue.missingMinutes.planned > 0 {
      lines.append(
        "  missing      \(words.tenthsOfHours(minutes: queue.missingMinutes.planned)) as planned, "
          + "\(words.tenthsOfHours(minutes: queue.missingMinutes.now)) now"
          + (bringsPeople
            ? ", \(words.tenthsOfHours(minutes: queue.missingMinutes.withActions)) with what is listed below" : ""))
    }
    return lines + table(of: queue)
  }

  /// Whether something is listed that isn't time off.
  private var bringsPeople: Bool { answer.actions.contains { $0.kind != .timeOff } }

  private func table(of queue: TodayAnswer.Queue) -> [String] {
    guard !queue.intervals.isEmpty else { return ["  closed for the rest of the day"] }
    let keys = queue.intervals.map { key(of: $0.startLocal) }
    // An hour that a clock change repeats is two rows: each with its offset.
    let passes = Dictionary(grouping: Set(keys), by: clock)
    var rows: [TodayRow] = []
    for (index, interval) in queue.intervals.enumerated() {
      let key = keys[index]
      if index == 0 || keys[index - 1] != key {
        let isRepeated = (passes[clock(key)]?.count ?? 1) > 1
        rows.append(TodayRow(name: clock(key) + (isRepeated ? String(key.dropFirst(16)) : "")))
      }
      rows[rows.count - 1].add(interval)
      let hour = queue.forecast?.hours.first { self.key(of: $0.startLocal) == key }?.contacts
      // When e-mail comes isn't when it is worked on.
      guard queue.channel != "email" else { continue }
      rows[rows.count - 1].band =
        byInterval ? (interval.low, interval.high) : hour.map { ($0.p10, $0.p90) }
    }
    let cells =
      [["", "planned", "now", "10-90 %", "required", "on rota", "net", "service"]] + rows.map { $0.cells(words) }
    let widths = (0..<8).map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      "  "
        + row.enumerated().map { column, cell in
          let blanks = String(repeating: " ", count: widths[column] - cell.count)
          return column == 0 ? cell + blanks : blanks + cell
        }.joined(separator: "  ")
    }
  }

  /// The local time, with offset, of the row that a time belongs to.
  private func key(of local: String) -> String {
    byInterval ? local : "\(local.prefix(14))00\(local.dropFirst(16))"
  }

  private func reading(_ reading: TodayAnswer.Reading) -> String {
    switch reading {
    case .counts: ""
    case .ends: ", if what is unusual ends now"
    case .lasts: ", if what is unusual lasts"
    case .level: ", as --level says"
    }
  }

  private func range(_ contacts: RestOfDay.Contacts) -> String {
    "\(words.rounded(contacts.mean)) (\(words.rounded(contacts.p10)) to \(words.rounded(contacts.p90)))"
  }

  private func change(_ now: Double, _ before: Double) -> String { before > 0 ? words.change(now / before - 1) : "–" }

  // MARK: Actions

  private var actionLines: [String] {
    guard !answer.actions.isEmpty else { return ["nothing to do: nobody is missing whom a change would bring"] }
    var lines = ["what to do, each on top of those before it"]
    for (number, action) in answer.actions.enumerated() {
      lines.append("\(number + 1). \(sentence(action))")
      lines.append("     \(effect(action))")
      if let command = command(action) { lines.append("     rota edit … \(command)") }
    }
    return lines
  }

  private func sentence(_ action: TodayAction) -> String {
    let who = "\(action.name) (\(action.person))"
    let when = "\(clock(action.now.from))-\(clock(action.now.to))"
    switch action.kind {
    case .moveBreak:
      return "move the \(action.breakKind == .lunch ? "lunch" : "break") of \(who) from "
        + "\(action.was.map { "\(clock($0.from))-\(clock($0.to))" } ?? "") to \(when)"
    case .callBack:
      let place =
        action.activity.map { "back from \($0)" } ?? action.fromQueue.map { "from \($0)" } ?? "who is on no queue"
      return "put \(who), \(place), on \(action.queue?.rawValue ?? "") \(when)"
    case .overtime:
      return
        "ask \(who) to work \(when), too: \(words.duration(minutes: action.paidMinutes)), \(money(action))\(week(action))"
    case .timeOff:
      return "let \(who) go \(when) if they like: \(words.duration(minutes: -action.paidMinutes)) of pay less, "
        + "\(money(action))\(week(action))"
    }
  }

  /// What does it, where it is a change of the plan and no agreement.
  private func command(_ action: TodayAction) -> String? {
    let whose = "\(action.person):\(action.date)@"
    switch action.kind {
    case .moveBreak: return action.was.map { "--break \(whose)\(clock($0.from))=\(clock(action.now.from))" }
    case .callBack:
      guard action.activity == nil, let queue = action.queue else { return nil }
      return "--queue \(whose)\(clock(action.now.from))-\(clock(action.now.to))=\(queue)"
    case .overtime, .timeOff: return nil
    }
  }

  private func money(_ action: TodayAction) -> String { "\(words.decimal(abs(action.cost), places: 2)) \(currency)" }

  private func week(_ action: TodayAction) -> String {
    guard let week = action.weekMinutes, let least = action.leastMinutes, let most = action.mostMinutes else {
      return ""
    }
    return "; week \(words.hours(minutes: week)) of \(words.hours(minutes: least)) to \(words.hours(minutes: most))"
  }

  private func effect(_ action: TodayAction) -> String {
    var parts: [String] = []
    for queue in answer.queues {
      let hours = action.hours.filter { $0.queue == queue.queue }.compactMap { hour -> String? in
        guard let before = hour.before, let after = hour.after else { return nil }
        return "\(clock(hour.startLocal)) \(words.percent(before)) → \(words.percent(after))"
      }
      if !hours.isEmpty { parts.append("\(queue.queue) \(words.list(hours))") }
    }
    if abs(action.contactsInTime) >= 0.05 {
      let sign = action.contactsInTime < 0 ? "" : "+"
      parts.append("\(sign)\(words.decimal(action.contactsInTime, places: 1)) contacts in time")
    }
    if action.missingMinutes != 0 {
      parts.append(
        "\(words.duration(minutes: abs(action.missingMinutes))) of heads \(action.missingMinutes < 0 ? "fewer" : "more") missing"
      )
    }
    return parts.isEmpty ? "no contact in time more or less" : parts.joined(separator: "; ")
  }

  /// The time of a local time with offset.
  private func clock(_ local: String) -> String { String(local.dropFirst(11).prefix(5)) }
}

/// A row of the table: an interval, or an hour of them.
struct TodayRow {
  var name: String
  private var planned = 0.0
  private var contacts = 0.0
  /// Of all intervals together.
  var band: (low: Double, high: Double)?
  private var intervals = 0
  private var required = 0
  private var scheduled = 0
  private var inTime = 0.0
  private var promised = 0.0

  init(name: String) { self.name = name }

  mutating func add(_ interval: TodayAnswer.Interval) {
    planned += interval.planned
    contacts += interval.contacts
    intervals += 1
    required += interval.required
    scheduled += interval.scheduled
    guard let service = interval.service else { return }
    inTime += service * interval.contacts
    promised += interval.contacts
  }

  func cells(_ words: Words) -> [String] {
    func mean(_ sum: Int) -> String { words.short(Double(sum) / Double(max(1, intervals)), places: 1) }
    return [
      name, words.decimal(planned, places: 1), words.decimal(contacts, places: 1),
      band.map { "\(words.rounded($0.low))-\(words.rounded($0.high))" } ?? "", mean(required), mean(scheduled),
      mean(scheduled - required), promised > 0 ? words.percent(inTime / promised) : "–",
    ]
  }
}
