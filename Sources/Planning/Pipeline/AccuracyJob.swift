public import Calendars
public import Forecasting
internal import Plans
public import Tables
internal import Tickets
internal import Workforce

/// How the forecasts that were kept with the plans of a project did against the tickets that have come in since.
public struct AccuracyJob: Sendable {
  /// A queue of a plan.
  public struct Row: Hashable, Codable, Sendable {
    /// The plan's folder.
    public var plan: String
    public var queue: QueueID
    public var method: String
    /// The end of the history that the forecast was made from.
    public var madeFrom: Instant
    public var score: ForecastScore
    /// Interval error of the 8-week average made from the same history, in percent of contacts; nil where there is none.
    public var averageWape: Double?
  }

  public var rows: [Row]
  /// Plans whose forecasts can't be scored yet, and why.
  public var warnings: [Diagnostic]

  /// Reads every `plans/*/plan.json` of the project and scores what was forecast for times after its history ended.
  ///
  /// - Throws: `accuracy.no-plans` (missing input) where the project has no plan; what is wrong with a plan.
  public init(project: Project, files: any ProjectFiles) throws(Diagnostic) {
    rows = []
    warnings = []
    var found = 0
    // A draft beside a published plan: what people hold is what is scored.
    for name in try files.files(in: "plans") where PlanPlace.home(of: name) == name {
      let path = "plans/\(name)/\(PlanFile.plan)"
      guard let bytes = try files.bytes(of: path) else { continue }
      found += 1
      let plan = try readPlan(bytes, file: path)
      guard let forecasts = plan.forecasts else {
        warnings.append(
          Diagnostic(
            "accuracy.no-forecast", "'\(path)' holds no forecast: an older program wrote it",
            cure: "Plan the week again to keep one.", severity: .warning))
        continue
      }
      let before = rows.count
      for kept in forecasts { try score(kept, plan: name, path: path, project: project) }
      if rows.count == before { warnings.append(Self.nothingNew(path, forecasts, project: project)) }
    }
    guard found > 0 else {
      throw Diagnostic(
        "accuracy.no-plans", "there is no plan in \(files.name)/plans, so no forecast has been kept",
        cure: "Make one with 'rota plan'.", kind: .missingInput)
    }
  }

  /// Why none of a plan's forecasts can be scored.
  private static func nothingNew(_ path: String, _ forecasts: [KeptForecast], project: Project) -> Diagnostic {
    let leftOut = forecasts.flatMap { kept -> [CivilDate] in
      guard let first = kept.starts.first.map(kept.zone.date), let last = kept.starts.last.map(kept.zone.date),
        first <= last, let history = project.histories.first(where: { $0.queue == kept.queue })
      else { return [] }
      return history.leftOut.dates.filter { (first...last).contains($0) }
    }
    guard let first = leftOut.min(), let last = leftOut.max() else {
      return Diagnostic(
        "accuracy.nothing-new", "no ticket of the days that '\(path)' is for has come in since it was made",
        cure: "Import the newer tickets first.", severity: .note)
    }
    return Diagnostic(
      "accuracy.left-out",
      "'\(path)' can't be compared yet: \(first == last ? "\(first) is" : "\(first) to \(last) are") left out of the "
        + "history, since a source of the queue doesn't know \(first == last ? "it" : "these days")",
      cure: "Import what is missing first.", severity: .note)
  }

  private mutating func score(
    _ kept: KeptForecast, plan: String, path: String, project: Project
  ) throws(Diagnostic) {
    let count = kept.starts.count
    guard [kept.contacts, kept.p10, kept.p50, kept.p90].allSatisfy({ $0.count == count }) else {
      throw Diagnostic(
        "accuracy.inconsistent", "the forecast of '\(kept.queue)' has lists of different lengths",
        at: SourcePosition(file: path), cure: "Plan the week again.")
    }
    guard let history = project.histories.first(where: { $0.queue == kept.queue }), let first = kept.starts.first,
      let last = kept.starts.last, let end = history.starts.last
    else { return }
    let from = max(first, kept.madeFrom)
    let to = min(last + kept.interval, end + history.interval)
    guard from < to else { return }
    var tally = ScoreTally()
    // Contacts at times that the forecast has no interval for came to a closed queue: they are not the forecast's.
    let came = history.inside(kept.starts, width: kept.interval)
    let request = yardstick(kept, last: last, project: project)
    tally.add(
      kept.asForecast, against: came, in: from..<to,
      weekBefore: request.flatMap { weekBeforeError($0, before: kept.zone.date(at: kept.madeFrom)) })
    guard let score = tally.score else { return }
    var average = ScoreTally()
    if let request, let made = try? forecast(request) { average.add(made, against: came, in: from..<to) }
    rows.append(
      Row(
        plan: plan, queue: kept.queue, method: kept.method, madeFrom: kept.madeFrom, score: score,
        averageWape: average.score?.wape))
  }

  /// What most tools would have said, from the whole days that were known then; nil where the queue has left the project.
  private func yardstick(_ kept: KeptForecast, last: Instant, project: Project) -> ForecastRequest? {
    guard let queue = project.queues.first(where: { $0.settings.id == kept.queue }), let start = kept.starts.first
    else {
      return nil
    }
    let first = kept.zone.date(at: start)
    let days = min(400, kept.zone.date(at: last) - first + 1)
    var request = project.forecastRequest(for: queue, first: first, days: days)
    request?.asOf = min(first, kept.zone.date(at: kept.madeFrom))
    request?.interval = kept.interval
    request?.method = .eightWeekAverage
    return request
  }
}

extension IntervalHistory {
  /// The rows that begin inside one of the intervals.
  fileprivate func inside(_ intervals: [Instant], width: Minutes) -> IntervalHistory {
    var result = IntervalHistory(queue: queue, zone: zone, interval: interval)
    var next = 0
    for row in starts.indices {
      while next < intervals.count, intervals[next] + width <= starts[row] { next += 1 }
      guard next < intervals.count, intervals[next] <= starts[row] else { continue }
      result.starts.append(starts[row])
      result.contacts.append(contacts[row])
    }
    return result
  }
}
