internal import Calendars
internal import Forecasting
internal import Workforce

/// What the service that heads give is averaged over beside who is there: the forecast's spread in the robust mode, and
/// where a target holds over the day, in fewer steps.
///
/// - Parameter daySpread: standard deviation ÷ mean of a day's total, as the forecast says.
func presenceSpread(_ settings: QueueSettings, daySpread: Double) -> DemandSpread {
  let deviation = daySpread.isFinite ? max(0, daySpread) : 0
  if settings.coversForecastSpread { return DemandSpread(relativeDeviation: deviation) }
  return settings.target.holdsOver == .day ? DemandSpread(relativeDeviation: deviation, step: 1) : .none
}

/// A live queue's positions, and its heads where it counts presence by chance.
///
/// - Returns: those heads, nil where presence is in proportion; slots × erlangs in service while the queue is closed.
func staff(
  _ demand: GridDemand, _ model: any QueueingModel, _ settings: QueueSettings, forecast: QueueForecast,
  earlier: [QueueForecast], closedDates: Set<CivilDate>, spread: DemandSpread, on grid: IntervalGrid, withSlopes: Bool,
  into result: inout QueueRequirement
) -> (heads: LiveHeads?, rest: Double) {
  let followed = presenceSpread(settings, daySpread: forecast.daySpread)
  switch settings.requirementMethod {
  case .stationary:
    let intervals = stationary(demand, model, settings, spread, on: grid, into: &result)
    let heads = ask(
      LiveHeads(settings: settings, intervals: intervals, spread: followed), withSlopes: withSlopes, into: &result)
    return (heads, 0)
  case .modifiedOfferedLoad:
    let live = LiveDemand(
      forecast, earlier: earlier, for: settings, grid: grid, closedDates: closedDates, isPlanned: demand.isForecast)
    let (rest, intervals) = modified(
      live, isPlanned: demand.isForecast, model, settings, spread, on: grid, into: &result)
    let heads = ask(
      LiveHeads(
        settings: settings, intervals: intervals, spread: followed,
        chat: live.chat(model, settings, followed, resuming: result.inProgress?.chat), firstOfChat: live.warmUp),
      withSlopes: withSlopes, into: &result)
    return (heads, rest)
  }
}

/// Heads by chance, where the queue counts presence so; nil where it doesn't.
private func ask(_ heads: LiveHeads, withSlopes: Bool, into result: inout QueueRequirement) -> LiveHeads? {
  guard heads.settings.presence == .random else { return nil }
  var heads = heads
  heads.run(withSlopes: withSlopes)
  result.required = result.positions.indices.map { heads.required[$0] ?? 0 }
  guard !heads.slopes.isEmpty else { return heads }
  result.slopes = ServiceSlopes(
    floor: result.required.indices.map { heads.slopes[$0]?.floor ?? result.required[$0] },
    gains: result.required.indices.map { heads.slopes[$0]?.gains ?? [] },
    lastGain: result.required.indices.map { heads.slopes[$0]?.lastGain ?? 0 })
  return heads
}

/// Each interval by itself.
///
/// - Returns: the open intervals, for those who ask for heads.
private func stationary(
  _ demand: GridDemand, _ model: any QueueingModel, _ settings: QueueSettings, _ spread: DemandSpread,
  on grid: IntervalGrid, into result: inout QueueRequirement
) -> [LiveInterval] {
  let target = settings.target
  var intervals: [LiveInterval] = []
  for index in demand.contacts.indices where demand.openSeconds[index] > 0 {
    let contacts = demand.contacts[index]
    let isAsked = contacts > 0 && !isNegligible(contacts, in: Double(demand.openSeconds[index]))
    let load = isAsked ? min(demand.work[index] / Double(demand.openSeconds[index]), ErlangB.largestLoad) : 0
    let traffic = Traffic(load: load, handleTime: result.handleTime[index])
    let interval = IntervalService(model: model, contacts: contacts, traffic: traffic)
    if isAsked {
      result.offeredLoad[index] = load
      result.positions[index] =
        spread.points.count == 1
        ? model.requiredAgents(for: target, of: traffic) : interval.requiredAgents(for: target, spread: spread)
    }
    intervals.append(
      settings.liveInterval(
        index, on: grid, interval, contacts: contacts, isPlanned: demand.isForecast[index], isNegligible: !isAsked,
        positions: result.positions[index]))
  }
  return intervals
}

extension QueueSettings {
  /// An open interval as heads are asked for it.
  fileprivate func liveInterval(
    _ index: Int, on grid: IntervalGrid, _ service: IntervalService, contacts: Double, isPlanned: Bool,
    isNegligible: Bool, positions: Int
  ) -> LiveInterval {
    let missing = shrinkage(of: index, on: grid)
    return LiveInterval(
      index: index, service: service, contacts: contacts, isPlanned: isPlanned, isNegligible: isNegligible,
      isOpen: true, missing: missing, guess: heads(for: positions, shrinkage: missing),
      day: target.holdsOver == .day ? openingDate(of: index, on: grid) : zone.date(at: grid.instant(at: index)))
  }
}

/// By the modified offered load. Contacts, handle times and load of the result become those of the profile.
///
/// - Returns: slots × erlangs in service while the queue is closed, and the intervals for those who ask for heads.
private func modified(
  _ live: LiveDemand, isPlanned: [Bool], _ model: any QueueingModel, _ settings: QueueSettings, _ spread: DemandSpread,
  on grid: IntervalGrid, into result: inout QueueRequirement
) -> (rest: Double, [LiveInterval]) {
  var intervals: [LiveInterval] = []
  let profile = live.profile
  var rest = 0.0
  let target = settings.target
  var day = live.chatDay(model, settings, spread)
  result.inProgress = live.inProgress(day)
  result.slotContacts = Array(profile.contacts[(live.warmUp * live.slots)...])
  for index in result.open.indices where live.warmUp + index >= live.lead {
    let range = live.range(index)
    let interval = IntervalService(model: model, profile: profile, slots: range)
    guard result.open[index] else {
      rest += interval.meanLoad * Double(live.slots)
      day = day?.advanced(over: live.warmUp + index, agents: 0, answeredWithin: target.withinSeconds).1
      if day != nil {
        intervals.append(
          LiveInterval(
            index: index, service: interval, contacts: 0, isPlanned: false, isNegligible: true, isOpen: false,
            missing: 0, guess: 0, day: CivilDate(dayNumber: 0)))
      }
      continue
    }
    let contacts = profile.contacts[range].reduce(0, +)
    result.contacts[index] = contacts
    if contacts > 0 { result.handleTime[index] = live.work[range].reduce(0, +) / contacts }
    guard isPlanned[index] else { continue }
    result.offeredLoad[index] = interval.meanLoad
    // Below 0.05 erlangs what is in progress asks for nobody either.
    let asksForNobody =
      isNegligible(contacts, in: Double(live.slots) * profile.slotSeconds) && interval.meanLoad < 0.05
    defer {
      intervals.append(
        settings.liveInterval(
          index, on: grid, interval, contacts: contacts, isPlanned: true, isNegligible: asksForNobody,
          positions: result.positions[index]))
    }
    if asksForNobody {
      day = day?.advanced(over: live.warmUp + index, agents: 0, answeredWithin: target.withinSeconds).1
      continue
    }
    if let now = day {
      let least = interval.leastAgents(for: target)
      let guess = index > 0 && result.positions[index - 1] > 0 ? result.positions[index - 1] : max(1, least)
      (result.positions[index], day) = now.requiredAgents(
        over: live.warmUp + index, target: target, least: least, guess: guess)
    } else {
      result.positions[index] = interval.requiredAgents(for: target, spread: spread)
    }
  }
  return (rest, intervals)
}
