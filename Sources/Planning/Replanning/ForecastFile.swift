internal import Calendars
internal import Forecasting
internal import Foundation
public import Plans
public import Tables
internal import Words
internal import Workforce

/// Expected contacts that somebody states for the dates of a plan: a file as `rota forecast` writes it, or a table with as
/// little as `queue`, `start_local` and `contacts`.
public struct ForecastFile: Sendable {
  /// By queue, in the plan's order.
  public private(set) var queues: [StatedForecast] = []

  /// Reads CSV with the columns `queue`, `contacts`, one of `start_utc` and `start_local` (without an offset on the queue's
  /// own clock), and perhaps `p10`, `p50`, `p90`; or the JSON of `rota forecast --json`. What lies outside the plan's dates is
  /// passed over.
  ///
  /// - Throws: `forecast.…` with row and column; `forecast.dates` where nothing of it lies in the plan.
  public init(_ bytes: [UInt8], file: String, for plan: PlanDocument) throws(Diagnostic) {
    let first = bytes.first { !" \t\r\n\u{FEFF}".utf8.contains($0) }
    let read = try first == UInt8(ascii: "{") ? Self.json(bytes, file, plan) : Self.table(bytes, file, plan)
    for queue in plan.queues {
      guard var stated = read[queue.id] else { continue }
      stated.rows.removeAll { !plan.request.grid.range.contains($0.start) }
      stated.rows.sort { $0.start < $1.start }
      if !stated.rows.isEmpty { queues.append(stated) }
    }
    guard !queues.isEmpty else {
      throw Diagnostic(
        "forecast.dates",
        "the file has nothing of the plan's dates, \(plan.request.firstDate) to "
          + "\(plan.request.dates.upperBound.adding(days: -1))", at: SourcePosition(file: file),
        cure: "Write it with 'rota forecast DIR --as-of \(plan.request.firstDate) --days \(plan.request.days)'.")
    }
  }

  // MARK: CSV

  private static func table(
    _ bytes: [UInt8], _ file: String, _ plan: PlanDocument
  ) throws(Diagnostic) -> [QueueID: StatedForecast] {
    let rows = try TableRows(
      bytes, file: file, required: ["queue", "contacts"], optional: ["start_local", "start_utc", "p10", "p50", "p90"])
    let column = rows.has("start_utc") ? "start_utc" : "start_local"
    guard rows.has(column) else {
      throw Diagnostic(
        "forecast.columns", "the file has neither 'start_utc' nor 'start_local'",
        at: SourcePosition(file: file, row: 1),
        cure: "Take what 'rota forecast' prints.")
    }
    var found: [QueueID: StatedForecast] = [:]
    for row in 0..<rows.count {
      let queue = try self.queue(try rows.needed(row, "queue"), of: plan, at: rows.position(row, "queue"))
      let start = try start(rows, row, column, queue.zone)
      guard plan.request.grid.range.contains(start) else { continue }
      let range = 0.0...10_000_000
      guard let contacts = try rows.number(row, "contacts", in: range, unit: "a number of contacts") else {
        throw rows.fail(row, "contacts", "table.empty-cell", "'contacts' is empty", cure: "Fill in the cell.")
      }
      func quantile(_ name: String) throws(Diagnostic) -> Double? {
        try rows.number(row, name, in: range, unit: "a number of contacts")
      }
      let (p10, p50, p90) = (try quantile("p10"), try quantile("p50"), try quantile("p90"))
      let one = StatedForecast.Row(
        start: start, contacts: contacts, p10: p10 ?? contacts, p50: p50 ?? contacts, p90: p90 ?? contacts)
      guard one.p10 <= one.p90 else {
        throw rows.fail(row, "p10", "forecast.band", "p10 lies above p90", cure: "Swap the two.")
      }
      guard found[queue.id, default: StatedForecast(queue.id)].add(one) else {
        throw rows.fail(
          row, column, "forecast.twice", "'\(queue.id)' has contacts at this time already",
          cure: "Keep one of the rows.")
      }
    }
    return found.mapValues { stated in
      var stated = stated
      stated.width = Self.width(of: stated) ?? plan.request.grid.interval
      return stated
    }
  }

  private static func start(
    _ rows: TableRows, _ row: Int, _ column: String, _ zone: Zone
  ) throws(Diagnostic) -> Instant {
    let text = try rows.needed(row, column)
    switch TimeReader(dateOrder: .dayFirst).read(text) {
    case .instant(let instant): return instant
    case .local(let civil):
      return zone.instant(of: civil.date, civil.clock)
    case nil:
      throw rows.fail(
        row, column, "forecast.time", "'\(text)' isn't \(TimeReader.expected)", cure: "Write 2026-11-30T08:00.")
    }
  }

  /// The least distance of two starts, a day at most; nil where there is none.
  private static func width(of stated: StatedForecast) -> Minutes? {
    let starts = stated.rows.map(\.start).sorted()
    let least = zip(starts, starts.dropFirst()).map { $1 - $0 }.min()
    return least.flatMap { $0 >= 60 ? Minutes(min(86_400, $0) / 60) : nil }
  }

  private static func queue(
    _ name: String, of plan: PlanDocument, at place: SourcePosition
  ) throws(Diagnostic) -> PlanQueue {
    if let queue = plan.queues.first(where: { $0.id.rawValue == name }) { return queue }
    let known = plan.queues.map(\.id.rawValue)
    throw Diagnostic(
      "forecast.queue", "the plan has no queue '\(name)'", at: place,
      cure: (NearestName.of(name, among: known).map { "Did you mean '\($0)'? " } ?? "")
        + "Its queues are \(Words.plain.list(known)).")
  }

  // MARK: JSON

  private struct Answer: Decodable {
    var forecasts: [QueueForecast]
  }

  private static func json(
    _ bytes: [UInt8], _ file: String, _ plan: PlanDocument
  ) throws(Diagnostic) -> [QueueID: StatedForecast] {
    let place = SourcePosition(file: file)
    let answer: Answer
    do { answer = try JSONDecoder().decode(Answer.self, from: Data(bytes)) } catch {
      throw Diagnostic(
        "forecast.json", "the file isn't what 'rota forecast --json' prints", at: place,
        cure: "Write it with 'rota forecast DIR --json'.")
    }
    var found: [QueueID: StatedForecast] = [:]
    for forecast in answer.forecasts {
      let queue = try self.queue(forecast.queue.rawValue, of: plan, at: place)
      var stated = StatedForecast(queue.id)
      let lists = [forecast.contacts, forecast.p10, forecast.p50, forecast.p90]
      let isSound =
        lists.allSatisfy { $0.count == forecast.starts.count && $0.allSatisfy { (0...10_000_000).contains($0) } }
        && (forecast.handleTime ?? []).allSatisfy { (0...1_000_000).contains($0) }
        && [nil, forecast.starts.count].contains(forecast.handleTime?.count) && (1...1440).contains(forecast.interval)
      var isOnce = true
      if isSound {
        stated.width = forecast.interval
        for (row, start) in forecast.starts.enumerated() {
          isOnce =
            stated.add(
              StatedForecast.Row(
                start: start, contacts: forecast.contacts[row], p10: forecast.p10[row], p50: forecast.p50[row],
                p90: forecast.p90[row], handleTime: forecast.handleTime?[row])) && isOnce
        }
      }
      guard isSound, isOnce, found[queue.id] == nil else {
        throw Diagnostic(
          "forecast.json", "the forecast of '\(queue.id)' has missing, impossible or double figures", at: place,
          cure: "Write it again with 'rota forecast DIR --json'.")
      }
      found[queue.id] = stated
    }
    return found
  }
}
