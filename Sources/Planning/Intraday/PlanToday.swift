public import Calendars
public import Forecasting
public import Plans
internal import Requirements
public import Tables
public import Tickets
internal import Words
internal import Workforce

/// What is asked of a day that is half over.
public struct TodayRequest: Sendable {
  /// When it is.
  public enum Moment: Hashable, Sendable {
    case instant(Instant)
    /// On the plan's clock, of the last date of the plan on which anything came.
    case clock(ClockTime)
  }

  /// What has come: exports, read as an import reads them.
  public var actual: [TicketSource]
  public var moment: Moment
  /// What becomes of an unusual stretch that goes on; nil = nobody knows.
  public var incident: IncidentReading?
  /// The rest of the day ÷ its forecast, by queue, as somebody who knows says; the queue nil is every one.
  public var levels: [QueueID?: Double]
  /// The most that anybody is asked to stay longer or to come earlier.
  public var longestOvertime: Minutes

  public init(
    actual: [TicketSource], moment: Moment, incident: IncidentReading? = nil, levels: [QueueID?: Double] = [:],
    longestOvertime: Minutes = .hours(2)
  ) {
    self.actual = actual
    self.moment = moment
    self.incident = incident
    self.levels = levels
    self.longestOvertime = longestOvertime
  }
}

/// Looks at a day of a plan that is half over: what will still come, who is missing and who is too many, what can be done.
///
/// Changes no plan.
public struct PlanToday: Sendable {
  public let plan: PlanDocument
  /// Nil where none is known: exports are then read without its matches, and no newer history is looked at.
  public let project: Project?

  /// - Parameter plan: one that the checker passes.
  public init(_ plan: PlanDocument, project: Project? = nil) {
    self.plan = plan
    self.project = project
  }

  /// - Throws: what reading an export throws; `today.…` with what is missing in the plan or in what was asked.
  /// - Complexity: a forecast a queue where newer counts are known; then a prediction of a day's service for each action.
  public func answer(_ asked: TodayRequest) throws(Diagnostic) -> TodayAnswer {
    let counts = try TodayCounts(asked.actual, of: queues, zone: project?.zone ?? plan.readerZone)
    try checkLevels(asked.levels)
    let moment = try instant(asked.moment, counts)
    let forecasts = try forecasts(asked, counts, at: moment)
    let demand = try Demand(of: plan, forecasts: forecasts.mapValues(whole))
    let day = try day(at: moment)
    let next = plan.request.grid.index(of: moment.adding(seconds: plan.request.grid.interval.seconds - 1))
    let from = max(day.lowerBound, min(next, day.upperBound))
    let before = board(try Demand(of: plan), over: day, from: from, at: moment)
    let now = board(demand, over: day, from: from, at: moment)
    var rota = TodayRota(plan, board: now, from: from - day.lowerBound)
    rota.moveBreaks()
    rota.callBack()
    rota.callBackFromTraining()
    rota.addOvertime(longest: asked.longestOvertime)
    let boards = (before: before, now: now, then: rota.board)
    rota.offerTimeOff()
    return TodayAnswer(
      team: plan.team, week: plan.week, isDraft: plan.isDraft, atLocal: plan.readerZone.localText(of: moment),
      zone: plan.readerZone,
      queues: demand.queues.indices.map { index in
        queue(index, forecasts[plan.queues[index].id], demand.queues[index].forecast, boards, at: moment)
      }, actions: rota.actions, notes: notes(asked, counts, forecasts, demand, at: moment), warnings: counts.warnings)
  }

  // MARK: What is known

  /// Those of the project, else as the plan knows them.
  private var queues: [ProjectQueue] {
    project?.queues
      ?? plan.queues.compactMap(\.settings).map {
        ProjectQueue(settings: $0, skills: [], matches: [], closedOnHolidays: false)
      }
  }

  private func checkLevels(_ levels: [QueueID?: Double]) throws(Diagnostic) {
    let known = plan.queues.map(\.id.rawValue)
    for case .some(let id) in levels.keys.sorted(by: { ($0?.rawValue ?? "") < ($1?.rawValue ?? "") })
    where !known.contains(id.rawValue) {
      throw Diagnostic(
        "today.queue", "the plan has no queue '\(id)'",
        cure: (NearestName.of(id.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
          + "Known: \(Words.plain.list(known)).", kind: .usage)
    }
  }

  private func instant(_ moment: TodayRequest.Moment, _ counts: TodayCounts) throws(Diagnostic) -> Instant {
    switch moment {
    case .instant(let instant): return instant
    case .clock(let clock):
      guard let date = counts.lastDate(in: plan.request.dates, zone: plan.readerZone) else {
        throw Diagnostic(
          "today.no-counts",
          "nothing in the files came on \(plan.request.dates.lowerBound) to "
            + "\(plan.request.dates.upperBound.adding(days: -1)), the dates of the plan",
          cure: "Name the export of the day, or say the date: --at \(plan.request.dates.lowerBound)T\(clock).")
      }
      return plan.readerZone.instant(of: date, clock)
    }
  }

  /// The day's part of the plan's grid: the local dates of every queue at that moment.
  private func day(at moment: Instant) throws(Diagnostic) -> Range<Int> {
    let grid = plan.request.grid
    let zones = plan.queues.map(\.zone) + [plan.readerZone]
    let starts = zones.map { $0.instant(of: $0.date(at: moment)) }
    let ends = zones.map { $0.instant(of: $0.date(at: moment).adding(days: 1)) }
    let first = max(0, grid.index(of: starts.min() ?? moment))
    let end = min(grid.count, grid.index(of: (ends.max() ?? moment).adding(seconds: grid.interval.seconds - 1)))
    guard plan.request.dates.contains(plan.readerZone.date(at: moment)), first < end else {
      throw Diagnostic(
        "today.outside",
        "\(plan.readerZone.localText(of: moment)) lies outside the plan of \(plan.request.dates.lowerBound) to "
          + "\(plan.request.dates.upperBound.adding(days: -1))",
        cure: "Give a moment of it with --at, or name the plan of that week.")
    }
    return first..<end
  }

  // MARK: Forecasts

  /// The day of each queue that has a forecast of it.
  private func forecasts(
    _ asked: TodayRequest, _ counts: TodayCounts, at moment: Instant
  ) throws(Diagnostic) -> [QueueID: TodayForecast] {
    let newer = try newerForecasts(at: moment)
    var bases: [(base: QueueForecast, isNewer: Bool, date: CivilDate)] = []
    for kept in plan.forecasts ?? [] {
      let date = kept.zone.date(at: moment)
      let base = newer.first { $0.queue == kept.queue } ?? kept.asForecast.part(of: date)
      guard !base.starts.isEmpty else { continue }
      bases.append((base, newer.contains { $0.queue == kept.queue }, date))
    }
    let midnight = plan.readerZone.instant(of: plan.readerZone.date(at: moment))
    let told = bases.map(\.base).filter { counts.history(of: $0.queue) != nil }
    let end = counts.end(from: midnight, to: moment) { range in
      told.reduce(0) { sum, base in
        base.starts.indices.reduce(sum) {
          $0
            + (range.contains(base.starts[$1]) && base.starts[$1] + base.interval <= range.upperBound
              ? base.contacts[$1] : 0)
        }
      }
    }
    var found: [QueueID: TodayForecast] = [:]
    for (base, isNewer, date) in bases {
      found[base.queue] = try TodayForecast(
        base, isNewer: isNewer, counts: counts, date: date, at: moment, until: end,
        said: TodayForecast.Said(
          incident: asked.incident, level: asked.levels[base.queue] ?? asked.levels[QueueID?.none]))
    }
    return found
  }

  /// The day forecast anew from what has come since the plan was made, where that is known: of all queues that the project
  /// can forecast, together.
  private func newerForecasts(at moment: Instant) throws(Diagnostic) -> [QueueForecast] {
    guard let project, let forecasts = plan.forecasts else { return [] }
    let isNewer = forecasts.contains { kept in
      let midnight = kept.zone.instant(of: kept.zone.date(at: moment))
      return project.histories.first { $0.queue == kept.queue }?.starts.contains {
        kept.madeFrom <= $0 && $0 < midnight
      } ?? false
    }
    guard isNewer else { return [] }
    let requests = project.queues.compactMap { queue -> ForecastRequest? in
      let date = queue.settings.zone.date(at: moment)
      guard var request = project.forecastRequest(for: queue, first: date, days: 1),
        let kept = forecasts.first(where: { $0.queue == queue.settings.id })
      else { return nil }
      request.asOf = date
      request.interval = kept.interval
      return request
    }
    return try ForecastShelf().forecasts(for: requests)
  }

  /// The plan's forecast with the day's intervals as they are known now.
  private func whole(_ today: TodayForecast) -> QueueForecast {
    let updated = today.updated
    guard let kept = plan.forecasts?.first(where: { $0.queue == updated.queue })?.asForecast else { return updated }
    let next = updated.zone.instant(of: updated.zone.date(at: today.midnight).adding(days: 1))
    var result = kept.filtered { $0 < today.midnight }
    result.append(updated)
    result.append(kept.filtered { $0 >= next })
    result.daySpread = updated.daySpread
    return result
  }

  // MARK: The board

  private func board(_ demand: Demand, over day: Range<Int>, from: Int, at moment: Instant) -> TodayBoard {
    let grid = plan.request.grid
    let part = IntervalGrid(start: grid.instant(at: day.lowerBound), interval: grid.interval, count: day.count)
    return TodayBoard(
      grid: part, first: day.lowerBound,
      queues: demand.queues.enumerated().map { index, queue in
        let zone = queue.settings.zone
        let next = zone.instant(of: zone.date(at: moment).adding(days: 1))
        let end = min(day.upperBound, grid.index(of: next))
        let rest = from..<max(from, end)
        return TodayBoard.Queue(
          id: queue.settings.id, settings: queue.settings, requirement: queue.requirement.part(day),
          daySpread: queue.forecast?.daySpread ?? 0, heads: Array(plan.coverage[index].scheduled[day]),
          rest: rest.lowerBound - day.lowerBound..<rest.upperBound - day.lowerBound)
      })
  }
}

extension QueueForecast {
  /// The intervals of one local date.
  fileprivate func part(of date: CivilDate) -> QueueForecast { filtered { zone.date(at: $0) == date } }

  /// The intervals whose starts are asked for.
  fileprivate func filtered(_ isAsked: (Instant) -> Bool) -> QueueForecast {
    let rows = starts.indices.filter { isAsked(starts[$0]) }
    var result = self
    result.starts = rows.map { starts[$0] }
    result.contacts = rows.map { contacts[$0] }
    result.p10 = rows.map { p10[$0] }
    result.p50 = rows.map { p50[$0] }
    result.p90 = rows.map { p90[$0] }
    result.handleTime = nil
    return result
  }

  /// Adds intervals that come after its own.
  fileprivate mutating func append(_ other: QueueForecast) {
    starts += other.starts
    contacts += other.contacts
    p10 += other.p10
    p50 += other.p50
    p90 += other.p90
  }
}
