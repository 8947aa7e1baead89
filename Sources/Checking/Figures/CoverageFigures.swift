internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// Who is needed, who is there, and what that makes of the service, queue by queue and interval by interval.
  mutating func checkCoverage() {
    if plan.request.demand.map(\.queue) != plan.coverage.map(\.queue) {
      say("figures.coverage", "request.demand", "the queues aren't those of the coverage, in that order")
    }
    let counted = countedCoverage(plan.request, plan.rota)
    var live: [QueueID: LiveQueue] = [:]
    for (queue, coverage) in zip(plan.queues, plan.coverage) {
      guard let settings = queue.settings else { continue }
      live[queue.id] = LiveQueue(settings, coverage, on: reading.grid, daySpread: queue.daySpread)
    }
    for (number, (queue, coverage)) in zip(plan.queues, plan.coverage).enumerated() {
      let path = "coverage[\(number)]"
      checkForm(of: coverage, zone: queue.zone, isByChance: queue.settings?.countsChance, path)
      if let demand = plan.request.demand.first(where: { $0.queue == queue.id }) {
        compare("\(path).required", coverage.required, demand.required, "figures.required", zone: queue.zone)
      }
      if let heads = counted.first(where: { $0.queue == queue.id })?.heads {
        compare("\(path).scheduled", coverage.scheduled, heads, "figures.coverage", zone: queue.zone)
      }
      checkForecast(of: queue, coverage, path)
      guard let settings = queue.settings, settings.id == queue.id else { continue }
      checkOpen(settings, coverage, path)
      if let live = live[queue.id] {
        checkLive(live, queue, coverage, path)
      } else if settings.channel == .email {
        checkDeferrable(queue, settings, coverage, path, live: live)
      } else {
        checkChat(queue, settings, coverage, path)
      }
    }
  }

  private mutating func compare(_ path: String, _ stated: [Int], _ counted: [Int], _ rule: String, zone: Zone) {
    guard stated.count == counted.count else {
      return say(rule, path, "found \(stated.count) values, expected \(counted.count)")
    }
    along(rule, path, zone: zone, found: { "\(stated[$0])" }) { stated[$0] == counted[$0] ? nil : "\(counted[$0])" }
  }

  /// Signs, shares, and zeros where the queue is closed.
  ///
  /// - Parameter isByChance: whether service is expected over who may be there; nil where the plan doesn't say.
  private mutating func checkForm(of coverage: QueueCoverage, zone: Zone, isByChance: Bool?, _ path: String) {
    func isShare(_ value: Double?) -> Bool { value.map { $0 >= 0 && $0 <= 1 } ?? true }
    let arrays: [(String, (Int) -> String, (Int) -> Bool)] = [
      ("contacts", { "\(coverage.contacts[$0])" }, { coverage.contacts[$0] >= 0 && coverage.contacts[$0].isFinite }),
      (
        "handleTime", { "\(coverage.handleTime[$0])" },
        { coverage.handleTime[$0] >= 0 && coverage.handleTime[$0].isFinite }
      ),
      ("positions", { "\(coverage.positions[$0])" }, { coverage.positions[$0] >= 0 }),
      ("required", { "\(coverage.required[$0])" }, { coverage.required[$0] >= 0 }),
      ("serviceLevel", { Shown.number(coverage.serviceLevel[$0]) }, { isShare(coverage.serviceLevel[$0]) }),
      ("occupancy", { Shown.number(coverage.occupancy[$0]) }, { isShare(coverage.occupancy[$0]) }),
      (
        "expectedService", { Shown.number(coverage.expectedService?[$0]) }, { isShare(coverage.expectedService?[$0]) }
      ),
    ]
    for (name, found, holds) in arrays {
      along("figures.form", "\(path).\(name)", zone: zone, found: found) { holds($0) ? nil : "a sensible value" }
    }
    along("figures.closed", "\(path).positions", zone: zone, found: { "\(coverage.positions[$0])" }) {
      coverage.open[$0] || coverage.positions[$0] == 0 ? nil : "0, because the queue is closed"
    }
    along("figures.closed", "\(path).serviceLevel", zone: zone, found: { Shown.number(coverage.serviceLevel[$0]) }) {
      coverage.open[$0] || (coverage.serviceLevel[$0] == nil && coverage.occupancy[$0] == nil)
        ? nil : "nothing, because the queue is closed"
    }
    guard let expected = coverage.expectedService else { return }
    along("figures.service", "\(path).expectedService", zone: zone, found: { Shown.number(expected[$0]) }) {
      let isThere = expected[$0] != nil
      if isByChance == false { return isThere ? "nothing, because nobody is counted by chance" : nil }
      // The same contacts by another reckoning of who is there.
      if isThere, coverage.serviceLevel[$0] == nil { return "nothing" }
      return !isThere && isByChance == true && coverage.serviceLevel[$0] != nil ? "a share" : nil
    }
  }

  /// Open only when the hours say so. The other way round days that are closed by name are not in the plan.
  private mutating func checkOpen(_ settings: QueueSettings, _ coverage: QueueCoverage, _ path: String) {
    let hours = OpenReading(settings: settings, grid: reading.grid)
    along("figures.open", "\(path).open", zone: settings.zone, found: { "\(coverage.open[$0])" }) {
      coverage.open[$0] && hours.minutes($0) == 0 ? "false, by the opening hours" : nil
    }
  }

  /// The band around the contacts, and arrivals of work that waits, in proportion to the kept forecast.
  private mutating func checkForecast(of queue: PlanQueue, _ coverage: QueueCoverage, _ path: String) {
    guard let forecast = plan.forecasts?.first(where: { $0.queue == queue.id }) else { return }
    let rows = ForecastRows(forecast, on: reading.grid)
    let band = [
      ("contactsLow", coverage.contactsLow, forecast.p10), ("contactsHigh", coverage.contactsHigh, forecast.p90),
    ]
    for (name, stated, quantile) in band where stated.count == reading.grid.count {
      along("figures.contacts", "\(path).\(name)", zone: queue.zone, found: { "\(stated[$0])" }) { slot in
        let expected = rows.row(slot).map { coverage.contacts[slot] * quantile[$0] / forecast.contacts[$0] } ?? 0
        return Shown.agree(stated[slot], expected) ? nil : "\(expected)"
      }
    }
    guard let arrivals = coverage.arrivals, arrivals.count == reading.grid.count else { return }
    let expected = rows.evenly(forecast.contacts)
    along("figures.contacts", "\(path).arrivals", zone: queue.zone, found: { "\(arrivals[$0])" }) {
      Shown.agree(arrivals[$0], expected[$0]) ? nil : "\(expected[$0])"
    }
  }
}

/// Which row of a kept forecast speaks of an interval of the grid.
struct ForecastRows {
  private let rows: [Int?]
  private let forecast: KeptForecast
  private let grid: IntervalGrid

  init(_ forecast: KeptForecast, on grid: IntervalGrid) {
    self.forecast = forecast
    self.grid = grid
    var rows = [Int?](repeating: nil, count: grid.count)
    let width = max(1, grid.interval.seconds)
    for (row, start) in forecast.starts.enumerated() where forecast.contacts.indices.contains(row) {
      var instant = start
      while instant < start + forecast.interval {
        let slot = grid.index(of: instant)
        if rows.indices.contains(slot), forecast.contacts[row] > 0 { rows[slot] = row }
        instant = instant.adding(seconds: width)
      }
    }
    self.rows = rows
  }

  /// The last row with contacts that reaches into an interval.
  func row(_ slot: Int) -> Int? { rows[slot] }

  /// Intervals about which the forecast says anything.
  var isForecast: [Bool] {
    var said = [Bool](repeating: false, count: grid.count)
    for start in forecast.starts {
      let end = start + forecast.interval
      guard end > grid.start, start < grid.end else { continue }
      let last = grid.index(of: end.adding(seconds: -1))
      for slot in max(0, grid.index(of: start))...max(0, last) where said.indices.contains(slot) { said[slot] = true }
    }
    return said
  }

  /// Each row spread evenly over its minutes.
  func evenly(_ contacts: [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    let minutes = max(1, forecast.interval.rawValue)
    for (row, start) in forecast.starts.enumerated() where contacts[row] > 0 {
      for minute in 0..<minutes {
        let slot = grid.index(of: start.adding(seconds: 60 * minute))
        if sum.indices.contains(slot) { sum[slot] += contacts[row] / Double(minutes) }
      }
    }
    return sum
  }
}
