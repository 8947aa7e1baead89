package import Calendars
package import Forecasting
package import Tables
internal import Words

/// `events.csv`: what its planner knows of and the history cannot.
///
///     kind,name,queue,start_local,end_local,uplift,half_life_days
///     campaign,Spring sale,phone,2026-12-01,2026-12-05,+20%,
///     recall,Charger,,2026-12-02 09:00,2026-12-09,+150,2.5
///
/// A date alone means the whole day, for the end inclusive. The uplift is in percent of contacts, or in contacts a day.
package enum EventsReader {
  package static func read(
    _ bytes: [UInt8], file: String, queues: [QueueID]
  ) throws(Diagnostic) -> [DemandEvent] {
    let rows = try TableRows(
      bytes, file: file, required: ["kind", "start_local", "end_local"],
      optional: ["name", "queue", "uplift", "half_life_days"])
    var events: [DemandEvent] = []
    for row in 0..<rows.count {
      let text = try rows.needed(row, "kind")
      let words = text.lowercased().map { $0 == "_" || $0 == "-" ? " " : $0 }
      guard let kind = DemandEvent.Kind(rawValue: String(words)) else {
        throw rows.fail(
          row, "kind", "events.kind", "'\(text)' isn't a kind of event",
          cure: "Known: \(Words.plain.list(DemandEvent.Kind.allCases.map(\.rawValue))).")
      }
      var event = DemandEvent(
        kind: kind, name: rows.text(row, "name") ?? "", start: try time(rows, row, "start_local", isEnd: false),
        end: try time(rows, row, "end_local", isEnd: true))
      if event.end <= event.start {
        throw rows.fail(
          row, "end_local", "events.order", "the event ends before it begins", cure: "Swap the times, or correct one.")
      }
      if event.end.date - event.start.date > 3660 {
        throw rows.fail(
          row, "end_local", "events.length", "the event lasts more than ten years", cure: "Check the year.")
      }
      if let name = rows.text(row, "queue") {
        guard queues.contains(QueueID(name)) else {
          throw rows.fail(
            row, "queue", "events.unknown-queue", "there is no queue '\(name)' in rota.json",
            cure: NearestName.of(name, among: queues.map(\.rawValue)).map { "Did you mean '\($0)'?" }
              ?? "Leave the cell empty for all queues.")
        }
        event.queue = QueueID(name)
      }
      event.uplift = try uplift(rows, row)
      event.halfLife = try rows.number(row, "half_life_days", in: 0.01...3660, unit: "a number of days")
      events.append(event)
    }
    return events.sorted { ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name) }
  }

  private static func time(
    _ rows: TableRows, _ row: Int, _ column: String, isEnd: Bool
  ) throws(Diagnostic) -> CivilTime {
    let text = try rows.needed(row, column)
    if let date = CivilDate(text), TableRows.years.contains(date.year) {
      return CivilTime(date: isEnd ? date.adding(days: 1) : date, clock: ClockTime(minutes: 0))
    }
    let parts = text.split { $0 == " " || $0 == "T" }
    if parts.count == 2, let date = CivilDate(String(parts[0])), TableRows.years.contains(date.year),
      let clock = ClockTime(String(parts[1])), clock.minutes <= 1440
    {
      return CivilTime(date: date, clock: clock)
    }
    throw rows.fail(
      row, column, "events.time",
      "'\(text)' is neither a date nor a date with a time of \(TableRows.years.lowerBound) to \(TableRows.years.upperBound)",
      cure: "Write 2026-12-01, or 2026-12-01 09:00.")
  }

  private static func uplift(_ rows: TableRows, _ row: Int) throws(Diagnostic) -> DemandEvent.Uplift? {
    guard let text = rows.text(row, "uplift") else { return nil }
    // The typographic minus, as documents write it.
    var plain = text.replacing("−", with: "-").filter { $0 != " " && $0 != "\u{A0}" }
    let isShare = plain.hasSuffix("%")
    if isShare { plain.removeLast() }
    var number = 0.0
    switch rows.table.numbers.reading(plain, where: { !isShare && abs($0) <= 1e7 }) {
    case .number(let value) where abs(value) <= 1e7 && (!isShare || value >= -100): number = value
    case .doubtful(let whole, let fraction):
      throw TableNumbers.doubt(text, whole: whole, fraction: fraction, at: rows.position(row, "uplift"))
    default:
      throw rows.fail(
        row, "uplift", "events.uplift", "'\(text)' is neither a percentage from -100 % on nor a number of contacts",
        cure: "Write +20% or -30% for a share of contacts, +150 for contacts a day.")
    }
    // 1.5 may be a factor, 20 per cent or contacts: what is neither signed nor many needs a word more.
    let isSigned = plain.hasPrefix("+") || plain.hasPrefix("-")
    if !isShare, number != 0, abs(number) < (isSigned ? 1 : 10) {
      throw rows.fail(
        row, "uplift", "events.uplift-unit",
        "'\(text)' has no % sign and would be \(Words.plain.short(number, places: 2)) contacts a day",
        cure:
          "Write +50% for half as many again, or with its sign, as +\(max(1, Int(abs(number).rounded()))), for contacts a "
          + "day.")
    }
    return isShare ? .share(number / 100) : .contacts(number)
  }
}
