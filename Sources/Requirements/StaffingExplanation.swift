public import Calendars
public import Forecasting
public import Workforce
internal import Words

/// The reckoning behind the agents that a queue needs in one interval: load, model, target, and the staff levels beside
/// the one required. Times in seconds, shares 0…1.
public struct StaffingExplanation: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// Beginning of the interval.
  public var start: Instant
  public var isOpen: Bool
  /// Contacts that arrive in the interval (for e-mail: that are worked on), and their mean handle time.
  public var contacts: Double
  public var handleTime: Double
  /// Contacts × handle time ÷ interval, in erlangs: the load if this rate had always been.
  public var stationaryLoad: Double
  /// The load that the requirement rests on, in erlangs; see `QueueRequirement.offeredLoad`.
  public var offeredLoad: Double
  public var model: String
  public var reason: String
  /// Agents in position required, the shrinkage of the hour, and heads on the rota.
  public var positions: Int
  public var shrinkage: Double
  public var heads: Int
  /// One agent less (where that is not negative), as many as required, and one more.
  public var levels: [Level]
  /// The parts of a joint target that one agent less would miss, in words: they decide the requirement.
  public var binding: [String] { positions > 0 && levels.count == 3 ? levels[0].missed : [] }
  /// The kinds of the shrinkage that apply at this time; empty where it is a single share.
  public var shrinkageParts: [ShrinkagePart] = []
  /// Why there are so many heads, where the queue counts presence by chance; nil elsewhere.
  public var presence: HeadsByChance?
  /// What deadlines ask by the end of the interval; nil for live queues and e-mail without a response time.
  public var deadlines: Deadlines?

  /// What a staff achieves in the interval.
  public struct Level: Hashable, Codable, Sendable {
    public var agents: Int
    /// By the target's definition; nil for e-mail.
    public var serviceLevel: Double?
    public var meanWait: Double?
    public var abandonment: Double?
    /// Share that a full waiting room turns away; nil for queues without one.
    public var turnedAway: Double?
    public var occupancy: Double
    /// E-mail with a response time: contacts that its own staff works on in the interval.
    public var worked: Double?
    /// Contacts that live people who are free work on in the interval; nil where the queue is not blended.
    public var workedByIdle: Double?
    /// The parts of the target that this staff misses, in words; empty where it meets all of them.
    public var missed: [String]
  }

  /// A kind of shrinkage at the time that is explained; shares of rostered time, 0…1, as means over the interval.
  public struct ShrinkagePart: Hashable, Codable, Sendable {
    public var name: String
    public var share: Double
    /// What of it adds heads; the rest the rota sees by name.
    public var added: Double
    public var isPaid: Bool
    public var isPlanned: Bool
  }

  /// Deferrable work around the interval, in contacts.
  public struct Deadlines: Hashable, Codable, Sendable {
    /// That wait when the plan begins, when the interval does, when the interval ends and when the plan does, if the
    /// required staff works on them.
    public var waitingAtOpening: Double
    public var waitingBefore: Double
    public var waitingAfter: Double
    public var waitingAtClosing: Double
    /// Counted from the beginning of the plan, by the end of the interval:
    ///
    /// That can have been done by then: the opening backlog and what has arrived.
    public var available: Double
    /// That must have been done by then.
    public var due: Double
    /// That the required staff has done.
    public var done: Double
  }
}

/// How the requirement of one interval comes about; for planners who ask why.
///
/// - Parameters:
///   - idleCapacity, earlier, dates: as given to `requirement`.
///   - index: an interval of `grid`.
/// - Precondition: `settings.diagnostics()` is empty; `index` lies in the grid.
/// - Complexity: that of `requirement`.
/// - SeeAlso: that of `requirement`.
public func explainRequirement(
  for settings: QueueSettings, forecast: QueueForecast, grid: IntervalGrid, closedDates: Set<CivilDate> = [],
  idleCapacity: [Double] = [], earlier: [QueueForecast] = [], dates: Range<CivilDate>? = nil, at index: Int
) -> StaffingExplanation {
  precondition((0..<grid.count).contains(index), "interval \(index) lies outside the grid")
  let reckoning = reckoning(
    for: settings, forecast: forecast, grid: grid, closedDates: closedDates, idleCapacity: idleCapacity,
    earlier: earlier, dates: dates)
  let result = reckoning.requirement
  let seconds = Double(grid.interval.seconds)
  var explanation = StaffingExplanation(
    queue: settings.id, start: grid.instant(at: index), isOpen: result.open[index], contacts: result.contacts[index],
    handleTime: result.handleTime[index], stationaryLoad: result.contacts[index] * result.handleTime[index] / seconds,
    offeredLoad: result.offeredLoad[index], model: result.model, reason: result.reason,
    positions: result.positions[index], shrinkage: settings.shrinkage(of: index, on: grid),
    heads: result.required[index], levels: [])
  explanation.presence = reckoning.heads?.explanation(at: index, positions: result.positions[index])
  let civil = settings.zone.civil(at: grid.instant(at: index))
  explanation.shrinkageParts = (settings.shrinkagePlan?.components ?? []).compactMap {
    let overlap = $0.overlap(from: civil, over: grid.interval)
    guard overlap > 0 else { return nil }
    return StaffingExplanation.ShrinkagePart(
      name: $0.name, share: $0.share * overlap, added: $0.addedShare(on: civil.date) * overlap, isPaid: $0.isPaid,
      isPlanned: $0.isPlanned)
  }
  let staffs = [result.positions[index] - 1, result.positions[index], result.positions[index] + 1].filter { $0 >= 0 }
  switch StaffingModel(for: settings) {
  case .queueing(let model):
    let spread = DemandSpread(
      relativeDeviation: settings.coversForecastSpread && forecast.daySpread.isFinite ? max(0, forecast.daySpread) : 0)
    let interval: IntervalService
    var day: ChatDay?
    var firstOfDay = 0
    if settings.requirementMethod == .modifiedOfferedLoad {
      let planned = GridDemand(
        forecast, for: settings, on: grid, closedDates: closedDates, keepsClosedArrivals: false
      ).isForecast
      let live = LiveDemand(
        forecast, earlier: earlier, for: settings, grid: grid, closedDates: closedDates, isPlanned: planned)
      interval = IntervalService(model: model, profile: live.profile, slots: live.range(index))
      if var now = live.chatDay(model, settings, spread) {
        for before in 0..<index where live.warmUp + before >= live.lead {
          now =
            now.advanced(
              over: live.warmUp + before, agents: result.open[before] ? Double(result.positions[before]) : 0,
              answeredWithin: settings.target.withinSeconds
            ).1
        }
        day = now
        firstOfDay = live.warmUp
      }
    } else {
      interval = IntervalService(
        model: model, contacts: result.contacts[index],
        traffic: Traffic(load: result.offeredLoad[index], handleTime: result.handleTime[index]))
    }
    guard result.open[index], result.contacts[index] > 0 else { return explanation }
    explanation.levels = staffs.map { staff in
      let followed =
        staff > 0
        ? day?.advanced(over: firstOfDay + index, agents: Double(staff), answeredWithin: settings.target.withinSeconds)
          .0 : nil
      return interval.level(agents: staff, target: settings.target, spread: spread, followed: followed)
    }
  case .levelWork:
    let cap = settings.target.maximumOccupancy ?? 1
    explanation.levels = staffs.map { agents in
      let occupancy = result.offeredLoad[index] / max(1e-9, Double(agents))
      return StaffingExplanation.Level(
        agents: agents, occupancy: min(1, occupancy),
        missed: occupancy > cap + 1e-9 ? ["the day's work at an occupancy of at most \(Words.plain.share(cap))"] : [])
    }
  case .deadlines:
    guard let deferrable = result.deferrable else { return explanation }
    let idle = deferrable.usable(idleCapacity)
    let handleTime = max(1e-9, result.handleTime[index] > 0 ? result.handleTime[index] : settings.handleTime)
    let planned = deferrable.workDone(agents: result.positions, idleCapacity: idle)
    let doneBefore = index > 0 ? planned[index - 1] : 0
    let arrived = index + 1 < grid.count ? deferrable.available[index + 1] : deferrable.total
    explanation.deadlines = StaffingExplanation.Deadlines(
      waitingAtOpening: deferrable.opening / handleTime,
      waitingBefore: max(0, deferrable.available[index] - doneBefore) / handleTime,
      waitingAfter: max(0, arrived - planned[index]) / handleTime,
      waitingAtClosing: max(0, deferrable.total - (planned.last ?? 0)) / handleTime,
      available: deferrable.available[index] / handleTime, due: deferrable.due[index] / handleTime,
      done: planned[index] / handleTime)
    guard deferrable.capacityOfAgent[index] > 0 else { return explanation }
    explanation.levels = staffs.map { agents in
      var positions = result.positions
      positions[index] = agents
      let done = deferrable.workDone(agents: positions, idleCapacity: idle)
      let all = max(0, done[index] - (index > 0 ? done[index - 1] : 0))
      // Live people who are free take it up first.
      let byIdle = idle.isEmpty ? 0 : min(all, max(0, idle[index]))
      let worked = all - byIdle
      let capacity = Double(agents) * seconds
      var missed: [String] = []
      if let late = done.indices.first(where: { deferrable.due[$0] > done[$0] + 1e-6 }) {
        let overdue = (deferrable.due[late] - done[late]) / handleTime
        // After the last opening before it nothing can be done any more.
        let last = result.open[...late].lastIndex(of: true) ?? late
        missed = [
          "the deadline at \(settings.zone.localText(of: grid.instant(at: last + 1))) by "
            + "\(Words.plain.short(max(0.01, overdue))) contacts"
        ]
      }
      return StaffingExplanation.Level(
        agents: agents, occupancy: capacity > 0 ? min(1, worked / capacity) : 0,
        worked: worked / handleTime, workedByIdle: idle.isEmpty ? nil : byIdle / handleTime, missed: missed)
    }
  }
  return explanation
}

extension IntervalService {
  /// What a staff achieves, and which parts of the target it misses. Misses nothing exactly where `requiredAgents` would
  /// be at most `agents`.
  ///
  /// - Parameter followed: what the contacts meet where the queue is followed through the day (`ChatDay`).
  func level(
    agents: Int, target: ServiceTarget, spread: DemandSpread, followed: QueuePerformance? = nil
  ) -> StaffingExplanation.Level {
    let staff = Double(agents)
    let result = followed ?? performance(agents: staff, answeredWithin: target.withinSeconds, spread: spread)
    let meanWait = followed?.meanWait ?? meanWait(averaged: result, agents: staff, spread: spread)
    let mean = ofMeanLoad(agents: staff, answeredWithin: target.withinSeconds)
    return StaffingExplanation.Level(
      agents: agents, serviceLevel: result.serviceLevel(target.definition), meanWait: meanWait,
      abandonment: result.abandonment, turnedAway: hasRoom ? result.turnedAway : nil, occupancy: mean.occupancy,
      missed: missed(of: target, by: result, meanWait: meanWait, mean: mean))
  }

  /// Whether a waiting room of limited size can turn contacts away.
  var hasRoom: Bool { (model as? ConcurrentChat)?.waitingRoom != nil }

  /// The figures of the interval's mean load, of which steadiness and the occupancy cap are asked.
  func ofMeanLoad(agents: Double, answeredWithin seconds: Double) -> QueuePerformance {
    let mean = Traffic(load: meanLoad, handleTime: slots.first?.traffic.handleTime ?? 1)
    var figures = model.performance(of: mean, agents: agents, answeredWithin: seconds)
    guard let chat = model as? ConcurrentChat, agents > 0, agents != agents.rounded() else { return figures }
    let chain = chat.steadyShare(of: mean, agents: agents)
    figures.meanWait = chain.isSteady ? 0 : .infinity
    figures.occupancy = chain.occupancy
    return figures
  }

  /// The parts of a target that are missed, in words.
  ///
  /// - Parameters:
  ///   - result: what the contacts meet or expect.
  ///   - meanWait: the one that the target is about.
  ///   - mean: the figures of the mean load.
  ///   - isFloor: whether the service level is the floor of a day's.
  func missed(
    of target: ServiceTarget, by result: QueuePerformance, meanWait: Double, mean: QueuePerformance,
    isFloor: Bool = false
  ) -> [String] {
    var missed: [String] = []
    if !mean.meanWait.isFinite { missed.append("a staff above the load") }
    if let level = target.serviceLevel, 1 - result.serviceLevel(target.definition) > target.shareThatMayWait {
      let share = "\(Words.plain.share(level)) within \(Words.plain.seconds(target.withinSeconds))"
      missed.append(isFloor ? "the floor of \(share)" : share)
    }
    if let wait = target.meanWait, meanWait > target.longestMeanWait * (1 + 1e-12) {
      missed.append("a mean wait of at most \(Words.plain.seconds(wait))")
    }
    if let cap = target.maximumAbandonment, result.losesMore(than: target) {
      missed.append("at most \(Words.plain.share(cap)) \(hasRoom ? "lost" : "abandoned")")
    }
    if let cap = target.largestTurnedAway, result.turnsAwayMore(than: target) {
      missed.append("at most \(Words.plain.share(cap)) turned away")
    }
    if let cap = target.maximumOccupancy, mean.occupancy > cap + 1e-9 {
      let holdsSeveral = ((model as? ConcurrentChat)?.concurrency ?? 1) > 1
      missed.append(
        holdsSeveral
          ? "at most \(Words.plain.share(cap)) of the places for conversations taken"
          : "an occupancy of at most \(Words.plain.share(cap))")
    }
    return missed
  }
}
