internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// A queue that answers live: positions meet the target and one less doesn't, heads leave them in position, and the
  /// people who are there give the service that the plan expects of them.
  mutating func checkLive(_ live: LiveQueue, _ queue: PlanQueue, _ coverage: QueueCoverage, _ path: String) {
    let shrinkage = ShrinkageReading(settings: live.settings, grid: reading.grid)
    let isByChance = live.settings.countsChance
    if !isByChance { checkHeads(coverage, shrinkage, path) }
    guard !live.isTooLarge else {
      return unchecked(
        path, "positions and service of more than \(Int(LiveQueue.largestLoad)) erlangs weren't worked out again")
    }
    let isStationary = live.settings.requirementMethod == .stationary
    let forecast = plan.forecasts?.first { $0.queue == queue.id }
    if live.knowsNeed, let forecast {
      let planned = ForecastRows(forecast, on: reading.grid).isForecast
      if !isStationary {
        let begin = coverage.basis?.inProgress?.interval ?? 0
        along("figures.contacts", "\(path).contacts", zone: queue.zone, found: { "\(coverage.contacts[$0])" }) { slot in
          guard coverage.open[slot], planned[slot], slot >= begin else { return nil }
          let sum = live.slotContacts(slot)
          return Shown.agree(coverage.contacts[slot], sum, within: 1e-6) ? nil : "\(sum), the sum of its slots"
        }
      }
      along("figures.positions", "\(path).positions", zone: queue.zone, found: { "\(coverage.positions[$0])" }) {
        slot in
        let positions = coverage.positions[slot]
        guard coverage.open[slot] else { return nil }
        guard planned[slot] else { return positions == 0 ? nil : "0, because nothing is forecast" }
        if isStationary, coverage.contacts[slot] <= 0 { return positions == 0 ? nil : "0, because nothing arrives" }
        guard (0...live.mostPositions(slot)).contains(positions) else { return "a number that the target asks for" }
        let asksForNobody = live.isNegligible(slot)
        if !live.isEnough(positions, slot, slack: 1e-7), positions > 0 || !asksForNobody {
          return "more: the target is missed"
        }
        if positions == 1 && asksForNobody || positions > 0 && live.isEnough(positions - 1, slot, slack: -1e-7) {
          return "fewer: the target is met by less"
        }
        return nil
      }
      if isByChance {
        let needs = needs(of: live, coverage, shrinkage, planned: planned)
        checkNeeds(needs, live.settings, coverage, path)
      }
    }
    let expected = (0..<reading.grid.count).map { slot in
      coverage.open[slot] && coverage.scheduled[slot] <= mostHeads
        ? live.service(slot, heads: coverage.scheduled[slot], missing: shrinkage.share(slot)) : (nil, nil, nil)
    }
    checkService(
      coverage, queue.zone, path, levels: expected.map(\.0), occupancies: expected.map(\.1),
      expected: isByChance ? expected.map(\.2) : nil)
  }

  /// Nobody is counted twice at once.
  var mostHeads: Int { plan.request.people.count + plan.request.carriedIn.count }

  /// Heads for the positions; more where a simulation has asked for more.
  mutating func checkHeads(_ coverage: QueueCoverage, _ shrinkage: ShrinkageReading, _ path: String) {
    let isRaised = (plan.simulation?.rounds ?? 0) > 0
    along("figures.required", "\(path).required", zone: shrinkage.settings.zone, found: { "\(coverage.required[$0])" })
    {
      let heads = shrinkage.heads(for: coverage.positions[$0], $0)
      let stated = Double(coverage.required[$0])
      return stated == heads || isRaised && stated > heads ? nil : "\(Int(exactly: heads) ?? -1) for its positions"
    }
  }

  /// - Parameter expected: service expected over who may be there; nil where nobody is there by chance.
  mutating func checkService(
    _ coverage: QueueCoverage, _ zone: Zone, _ path: String, levels: [Double?]?, occupancies: [Double?],
    expected: [Double?]? = nil
  ) {
    func differ(_ stated: Double?, _ expected: Double?) -> String? {
      if stated == nil, expected == nil { return nil }
      if let stated, let expected, Shown.agree(stated, expected, within: 1e-7) { return nil }
      return Shown.number(expected)
    }
    if let levels {
      along("figures.service", "\(path).serviceLevel", zone: zone, found: { Shown.number(coverage.serviceLevel[$0]) }) {
        differ(coverage.serviceLevel[$0], levels[$0])
      }
    }
    if let expected, let stated = coverage.expectedService {
      along("figures.service", "\(path).expectedService", zone: zone, found: { Shown.number(stated[$0]) }) {
        differ(stated[$0], expected[$0])
      }
    }
    along("figures.service", "\(path).occupancy", zone: zone, found: { Shown.number(coverage.occupancy[$0]) }) {
      differ(coverage.occupancy[$0], occupancies[$0])
    }
  }
}

/// Fewer than one contact in a thousand hours, and next to nothing in progress: a target, which is a share of contacts, asks
/// for nobody.
func isHardlyAny(_ contacts: Double, load: Double, in interval: Minutes) -> Bool {
  contacts < 0.001 * Double(interval.rawValue) / 60 && load < 0.05
}
