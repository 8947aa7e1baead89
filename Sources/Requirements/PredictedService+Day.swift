public import Calendars
public import Workforce

/// The service that `heads` people give in each interval of a whole plan, as `requirement` sees it: on the modified
/// offered load where the queue's requirement is made so, with the shrinkage of each hour.
///
/// - Parameters:
///   - requirement: what `requirement` returned for the queue, or anything with the same open times, contacts and handle
///     times.
///   - heads: people on the rota in each interval of `grid`.
///   - daySpread: of the forecast, over which the expected level is averaged where the requirement's is: in the robust mode,
///     and where the target holds over the day.
///   - assumedPatience: mean patience in seconds for a queue that gives none, so that a what-if with too few people shows
///     a service level that falls step by step (Erlang A) instead of 0; nil = as planned.
/// - Precondition: `settings.diagnostics()` is empty; all arrays are as long as the grid.
/// - Returns: one entry an interval; for e-mail with deadlines the occupancy only.
/// - SeeAlso: O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt, *Server staffing to meet time-varying demand*,
///   Management Science 42 (1996).
public func predictedService(
  for settings: QueueSettings, requirement: QueueRequirement, grid: IntervalGrid, heads: [Int], daySpread: Double = 0,
  assumedPatience: Double? = nil
) -> [PredictedService] {
  precondition(
    requirement.contacts.count == grid.count && heads.count == grid.count,
    "a prediction needs arrays of the grid's size")
  var settings = settings
  if settings.patience == nil, settings.channel != .email { settings.patience = assumedPatience }
  let proportional = serviceInProportion(settings, requirement, grid, heads: heads)
  guard settings.presence == .random, case .queueing(let model) = StaffingModel(for: settings) else {
    return proportional
  }
  let expected = ExpectedService(
    settings: settings, model: model, requirement: requirement, grid: grid,
    spread: presenceSpread(settings, daySpread: daySpread)
  ).levels(heads)
  return zip(proportional, expected).map { here, level in
    var here = here
    here.expectedLevel = here.serviceLevel == nil ? nil : level
    return here
  }
}

/// The service of the mean number in position.
private func serviceInProportion(
  _ settings: QueueSettings, _ requirement: QueueRequirement, _ grid: IntervalGrid, heads: [Int]
) -> [PredictedService] {
  guard case .queueing(let model) = StaffingModel(for: settings), settings.requirementMethod == .modifiedOfferedLoad
  else {
    return heads.indices.map { index in
      var hour = settings
      hour.shrinkage = settings.shrinkage(of: index, on: grid)
      hour.presence = .proportional
      return predictedService(
        for: hour, contacts: requirement.contacts[index], handleTime: max(requirement.handleTime[index], 1e-9),
        interval: grid.interval, heads: heads[index])
    }
  }
  let profile = LoadProfile(of: requirement, interval: grid.interval)
  let slots = grid.count > 0 ? profile.contacts.count / grid.count : 0
  var day = ChatDay.follows(model, settings, profile).map {
    ChatDay(
      model: $0, profile: profile, slots: slots, slotSeconds: profile.slotSeconds,
      resuming: requirement.inProgress?.chat)
  }
  let begin = requirement.inProgress?.interval ?? 0
  return heads.indices.map { index in
    let interval = IntervalService(model: model, profile: profile, slots: index * slots..<(index + 1) * slots)
    let agents = Double(heads[index]) * (1 - settings.shrinkage(of: index, on: grid))
    let followed =
      index < begin
      ? nil : day.map { $0.advanced(over: index, agents: agents, answeredWithin: settings.target.withinSeconds) }
    if let followed { day = followed.1 }
    guard requirement.contacts[index] > 0 else {
      let places = agents * Double(settings.channel == .chat ? settings.concurrency : 1)
      let share = agents > 0 ? min(1, interval.meanLoad / places) : nil
      return PredictedService(serviceLevel: nil, occupancy: share)
    }
    if agents > 0, let result = followed?.0 {
      return PredictedService(
        serviceLevel: result.serviceLevel(settings.target.definition), occupancy: result.occupancy)
    }
    let result = interval.performance(agents: agents, answeredWithin: settings.target.withinSeconds)
    return PredictedService(
      serviceLevel: result.serviceLevel(settings.target.definition), occupancy: result.occupancy)
  }
}

extension QueueRequirement {
  /// The mean load of each interval in erlangs, worked out from contacts and handle times as whoever made the requirement
  /// did.
  package func meanLoads(for settings: QueueSettings, grid: IntervalGrid) -> [Double] {
    guard case .queueing(let model) = StaffingModel(for: settings), settings.requirementMethod == .modifiedOfferedLoad
    else { return [] }
    var profile = LoadProfile(of: self, interval: grid.interval)
    let slots = grid.count > 0 ? profile.contacts.count / grid.count : 0
    if let slotContacts, slotContacts.count == profile.contacts.count, slots > 0 {
      profile = LoadProfile(
        contacts: slotContacts, work: slotContacts.indices.map { slotContacts[$0] * handleTime[$0 / slots] },
        seconds: profile.slotSeconds, carried: inProgress?.cohorts ?? [], from: (inProgress?.interval ?? 0) * slots)
    }
    return open.indices.map { index in
      guard open[index], contacts[index] > 0 || positions[index] > 0 else { return 0 }
      return IntervalService(model: model, profile: profile, slots: index * slots..<(index + 1) * slots).meanLoad
    }
  }
}

/// Agent-seconds of each interval in which a live staff is free for deferrable work: the time in position that contacts
/// leave, less what switching between the two costs.
///
/// - Parameters:
///   - positions: agents in position in each interval, also fractional; those of the requirement as a rule.
///   - usableShare: share of the idle time that can be used, 0…1.
/// - SeeAlso: docs/staffing.md derives it, *Blended*.
public func idleSeconds(
  of requirement: QueueRequirement, positions: [Double], interval: Minutes, usableShare: Double = 0.8
) -> [Double] {
  precondition((0...1).contains(usableShare), "a usable share of \(usableShare) isn't in 0...1")
  return positions.indices.map { index in
    let load =
      requirement.offeredLoad.isEmpty
      ? requirement.contacts[index] * requirement.handleTime[index] / Double(interval.seconds)
      : requirement.offeredLoad[index]
    return requirement.open[index]
      ? max(0, positions[index] - load) * usableShare * Double(interval.seconds) : 0
  }
}

extension LoadProfile {
  /// The profile of a finished requirement, from its contacts and handle times by interval.
  init(of requirement: QueueRequirement, interval: Minutes) {
    let width = Self.slotWidth(of: interval.rawValue)
    let slots = interval.rawValue / width
    let open = requirement.open
    // The interval before the first is known where the queue was open then.
    let begin = requirement.inProgress?.interval ?? 0
    let before = requirement.inProgress?.contactsBefore
    let rises = RateReconstruction.rises(
      means: [before ?? 0] + requirement.contacts[min(begin, open.count)...],
      isJoined: [false]
        + (begin..<max(begin, open.count)).map {
          open[$0] && ($0 > begin ? open[$0 - 1] : before != nil)
        })
    var contacts: [Double] = []
    var work: [Double] = []
    for index in open.indices {
      for slot in 0..<slots {
        let middle = (Double(slot) + 0.5) / Double(slots) - 0.5
        let share =
          max(0, requirement.contacts[index] + (index < begin ? 0 : rises[index - begin + 1]) * middle) / Double(slots)
        contacts.append(share)
        work.append(share * requirement.handleTime[index])
      }
    }
    self.init(
      contacts: contacts, work: work, seconds: Double(width * 60), carried: requirement.inProgress?.cohorts ?? [],
      from: begin * slots)
  }
}
