package import Calendars
public import Plans
public import Searching
public import Simulation
public import Tables
internal import Workforce
internal import Words

/// A finished plan, read for the simulation: who is there when, and what arrives.
public struct PlanSimulator: Sendable {
  public let plan: PlanDocument
  public let model: SimulationModel
  /// The first whole hour (UTC) of the plan's grid: hour `n` of the outcome begins `n` hours later.
  let firstHour: Int

  /// Relative standard deviation of handle times where the history doesn't say.
  public static let usualVariation = 0.9
  /// Within what time e-mail without a promise of its own is to be done.
  static let usualResponse = 24.0 * 3600

  /// The most contacts of a plan that are played; each takes half a microsecond, each time that it is played.
  static let mostContacts = 2e7

  /// - Throws: `simulate.old-plan` for a plan that doesn't say what was asked of its queues, `simulate.too-much` for one
  ///   with more contacts than can be played in reasonable time.
  public init(_ plan: PlanDocument) throws(Diagnostic) {
    var settings: [QueueSettings] = []
    for queue in plan.queues {
      guard let known = queue.settings else {
        throw Diagnostic(
          "simulate.old-plan", "the plan doesn't say what was asked of the queue '\(queue.id)'",
          cure: "It was made by an older version; run `rota plan` again.")
      }
      settings.append(known)
    }
    let contacts = zip(plan.queues, plan.coverage).reduce(0) { sum, queue in
      let arrivals = queue.1.arrivals ?? queue.1.contacts
      return sum + arrivals.reduce(0, +) + (queue.0.backlog?.opening ?? queue.0.settings?.openingBacklog ?? 0)
    }
    guard contacts <= Self.mostContacts else {
      throw Diagnostic(
        "simulate.too-much",
        "the plan expects \(Words.plain.short(contacts, places: 0)) contacts; at most 20 million can be played",
        cure: "Check the contacts of its queues in coverage.csv; a plan that is right can be played a week at a time.")
    }
    self.plan = plan
    let grid = plan.request.grid
    let hour = { (slot: Int) in grid.instant(at: slot).rawValue / 3600 }
    firstHour = hour(0)
    let first = firstHour
    model = SimulationModel(
      slotSeconds: Double(grid.interval.seconds), slotCount: grid.count,
      queues: plan.queues.indices.map { Self.queue(plan, $0, settings[$0]) }, agents: Self.agents(plan),
      bucketOfSlot: (0..<grid.count).map { hour($0) - first },
      bucketCount: grid.count > 0 ? hour(grid.count - 1) - first + 1 : 0)
  }

  /// - Returns: nil when stopped at once.
  public func run(_ options: SimulationOptions, stop: StopFlag = StopFlag()) -> SimulationOutcome? {
    simulate(model, options: options, stop: stop)
  }

  /// The rota played as the plan's expectation sees it, everybody on their own queue, with the same luck: `outcome` itself
  /// where that was played so.
  public func runAlike(
    _ options: SimulationOptions, _ outcome: SimulationOutcome, stop: StopFlag = StopFlag()
  ) -> SimulationOutcome {
    guard options.routing != .assigned else { return outcome }
    var apart = options
    apart.routing = .assigned
    return run(apart, stop: stop) ?? outcome
  }

  private static func queue(_ plan: PlanDocument, _ index: Int, _ settings: QueueSettings) -> SimulatedQueue {
    let grid = plan.request.grid
    let coverage = plan.coverage[index]
    let isDeferrable = settings.channel == .email
    let arrivals = (isDeferrable ? coverage.arrivals : nil) ?? coverage.contacts
    // A chat agent's times are given for each number of open conversations; the model wants them relative to the last.
    let concurrency = settings.channel == .chat ? settings.concurrency : 1
    let times = concurrency > 1 ? settings.concurrentHandleTimes : nil
    let full = times?.last ?? 1
    let days = (0..<grid.count).map { settings.zone.date(at: grid.instant(at: $0)) }
    // E-mail of other dates that the grid reaches is left to their plans: nobody takes it up there, and no clock counts
    // them. What waits when the plan begins has waited since the grid does, what is due after its last date isn't late.
    let isOwn = days.map { !isDeferrable || plan.request.dates.contains($0) }
    let open = zip(coverage.open, isOwn).map { $0 && $1 }
    var clock: [Double]?
    let countsOpen = settings.responseTime?.clock == .openingHours
    if isDeferrable, countsOpen || isOwn.contains(false) {
      var shown = [0.0]
      for counts in countsOpen ? open : isOwn {
        shown.append(shown[shown.count - 1] + (counts ? Double(grid.interval.seconds) : 0))
      }
      clock = shown
    }
    return SimulatedQueue(
      key: stableKey(settings.id.rawValue), arrivals: arrivals.map { max(0, $0) },
      dayOfSlot: days.map(\.dayNumber),
      daySpread: plan.queues[index].daySpread ?? 0,
      handleTime: coverage.handleTime.map { $0 > 0 ? $0 : settings.handleTime },
      shape: .logNormal(variation: plan.queues[index].handleTimeVariation ?? usualVariation),
      patience: settings.patience, concurrency: concurrency,
      pace: (0..<concurrency).map { level in times.map { $0[level] / full } ?? 1 },
      waitingRoom: settings.channel == .chat ? settings.waitingRoom : nil,
      threshold: isDeferrable ? settings.responseTime?.seconds ?? usualResponse : settings.target.withinSeconds,
      isDeferrable: isDeferrable, clock: clock,
      openingBacklog: isDeferrable
        ? Int(
          (plan.queues[index].backlog?.opening ?? settings.openingBacklog ?? carriedIn(plan, index)).rounded()) : 0,
      open: open,
      shrinkage: (0..<grid.count).map { settings.shrinkage(of: $0, on: grid) },
      blendedWith: (plan.queues[index].blendedWith ?? []).compactMap { live in
        plan.queues.firstIndex { $0.id == live }
      }, usableIdleShare: plan.queues[index].usableIdleShare ?? 0, serviceBase: serviceBase(settings),
      plannedShrinkage: (0..<grid.count).map { settings.plannedShrinkage(of: $0, on: grid) })
  }

  /// Contacts of level e-mail that came after the last opening before the plan: what is worked on beyond what its own days
  /// bring, less what these leave after the plan's last opening.
  private static func carriedIn(_ plan: PlanDocument, _ index: Int) -> Double {
    let coverage = plan.coverage[index]
    let dates = plan.request.firstDate..<plan.request.firstDate.adding(days: plan.request.days)
    let grid = plan.request.grid
    guard coverage.arrivals != nil,
      let forecast = plan.forecasts?.first(where: { $0.queue == coverage.queue }),
      let last = coverage.open.indices.last(where: {
        coverage.open[$0] && dates.contains(plan.queues[index].zone.date(at: grid.instant(at: $0)))
      })
    else { return 0 }
    let rest = grid.instant(at: last + 1)
    let own = zip(forecast.starts, forecast.contacts).reduce(0) { $0 + ($1.0 < rest ? max(0, $1.1) : 0) }
    return max(0, coverage.contacts.reduce(0, +) - own)
  }

  /// The simulation sees nobody's offered wait who gives up; of all offered is the nearest that it can count.
  private static func serviceBase(_ settings: QueueSettings) -> ServiceBase {
    guard settings.channel != .email else { return .offered }
    switch settings.target.definition {
    case .ofOffered, .offeredWait: return .offered
    case .ofAnswered: return .answered
    case .withoutShortAbandons: return .withoutShortAbandons
    }
  }

  /// People in the plan's order, then whoever is at work from a neighbouring rota.
  private static func agents(_ plan: PlanDocument) -> [SimulatedAgent] {
    let grid = plan.request.grid
    let horizon = Double(grid.count * grid.interval.seconds)
    let places = Dictionary(
      plan.queues.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    func seconds(_ instant: Instant) -> Double { min(horizon, max(0, Double(instant - grid.start))) }
    let work = Dictionary(grouping: plan.rota.work, by: \.person)
    let duties = Dictionary(grouping: plan.rota.duties, by: \.person)
    var agents: [SimulatedAgent] = []
    for person in plan.request.people {
      let spans = (work[person.id] ?? []).sorted { $0.start < $1.start }
      let own = (duties[person.id] ?? []).map(\.duty).sorted { $0.start < $1.start }
      var at = 0
      let presences = spans.compactMap { span -> Presence? in
        while at + 1 < own.count, own[at].end <= span.start { at += 1 }
        let day = own.isEmpty ? 0 : own[at].date.dayNumber
        let (from, to) = (seconds(span.start), seconds(span.end))
        guard from < to else { return nil }
        return Presence(
          start: from, end: to, queue: span.queue.flatMap { places[$0] } ?? -1, duty: UInt64(truncatingIfNeeded: day))
      }
      let skills = person.queues.compactMap { places[$0] }
      if !presences.isEmpty, !skills.isEmpty {
        agents.append(SimulatedAgent(key: stableKey(person.id.rawValue), skills: skills, presences: presences))
      }
    }
    return agents + carriedAgents(plan, horizon: horizon)
  }

  /// The beginning of an hour of the outcome.
  package func start(ofHour hour: Int) -> Instant { Instant(rawValue: (firstHour + hour) * 3600) }

  /// The intervals of the grid in an hour of the outcome.
  func slots(ofHour hour: Int) -> [Int] { model.bucketOfSlot.indices.filter { model.bucketOfSlot[$0] == hour } }

  /// Hours in which a live queue with a promised service level misses it beyond chance: the 99 % interval lies below.
  public func weakHours(_ outcome: SimulationOutcome) -> [WeakHour] {
    var weak: [WeakHour] = []
    for (index, queue) in plan.queues.enumerated() {
      guard let target = queue.targetServiceLevel else { continue }
      let coverage = plan.coverage[index]
      for (hour, figures) in outcome.queues[index].hours.enumerated() {
        guard let level = figures.serviceLevel, level.mean + Self.widening * level.margin < target else { continue }
        let slots = slots(ofHour: hour)
        guard
          let tightest = slots.filter({ coverage.contacts[$0] > 0 }).max(by: {
            coverage.required[$0] - coverage.scheduled[$0] < coverage.required[$1] - coverage.scheduled[$1]
          })
        else { continue }
        weak.append(
          WeakHour(
            queue: queue.id, start: start(ofHour: hour), target: target, serviceLevel: level,
            required: coverage.required[tightest], scheduled: coverage.scheduled[tightest]))
      }
    }
    return weak
  }

  /// From the 95 % interval of the outcome to one of 99 %.
  private static let widening = 1.32

  /// What the plan keeps of a simulation.
  public func summary(_ outcome: SimulationOutcome, options: SimulationOptions) -> PlanSimulation {
    PlanSimulation(
      replications: outcome.replications, seed: options.seed, routing: options.routing,
      serviceLevel: outcome.live.serviceLevel, abandonment: outcome.live.abandonment,
      queues: zip(plan.queues, outcome.queues).map { queue, found in
        PlanSimulatedQueue(
          queue: queue.id, serviceLevel: found.total.serviceLevel, abandonment: found.total.abandonment,
          occupancy: found.total.occupancy, waitAnswered: found.total.waitAnswered, waitingAtEnd: found.waitingAtEnd)
      }, weakHours: weakHours(outcome))
  }
}

/// A number that stays with a name (FNV-1a, 64 bits).
package func stableKey(_ name: String) -> UInt64 {
  name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
