public import Calendars
public import Forecasting
public import Workforce
internal import Words

/// Agents that a queue needs in each interval of the planning grid.
///
/// Phone and chat: the smallest staff with which the contacts of each interval meet the target. By default on the
/// modified offered load in slots of three to five minutes (`RequirementMethod`), the forecast's totals turned into a rate
/// that moves linearly; or each interval taken for itself. Erlang C, Erlang A where a patience is given, the birth–death
/// chain for chat with concurrency. Robust mode averages over the forecast's day-level spread.
///
/// E-mail with a response time: the level plan that meets every deadline with the least peak (`DeferrableDemand`);
/// without one, each local day's work levelled over that day's opening hours at the occupancy cap.
///
/// Heads on the rota are positions ÷ (1 − shrinkage of that hour), rounded up; for work with deadlines they are the level
/// plan of people who are there for 1 − shrinkage of their time. Contacts that arrive while a live queue is
/// closed are left out and counted in the notes; e-mail is carried to the next opening. For e-mail, `contacts` of the
/// result are those worked on, not those that arrive.
///
/// - Parameters:
///   - grid: intervals of any width; 15 minutes as a rule.
///   - closedDates: local dates in the queue's zone on which no opening begins, for example holidays.
///   - idleCapacity: for e-mail with a response time that is blended with live work: agent-seconds of each interval in
///     which the live staff is free to work on it (`idleSeconds`); empty = ring-fenced, staff of its own only.
///   - earlier: what arrived, or is expected to, before `forecast` begins, as far back as `QueueSettings.earlierDays`. For
///     e-mail with a response time and no stated backlog: whatever of it is not yet due waits when the plan begins. For
///     e-mail without one: what came after the last opening is carried to the plan's first. For phone and chat on the
///     modified offered load: those of it who are still being served are in progress then.
///   - withSlopes: whether `slopes` is wanted of a live queue.
///   - dates: those of the plan by the queue's calendar. E-mail of other dates that the grid reaches is left to their
///     plans: nobody is required for it, and what is due after the last of them isn't due here. Nil = the whole grid.
/// - Precondition: `settings.diagnostics()` is empty.
/// - Complexity: 672 intervals of 10 erlangs in a few milliseconds.
/// - SeeAlso: O. B. Jennings, A. Mandelbaum, W. A. Massey, W. Whitt, *Server staffing to meet time-varying demand*,
///   Management Science 42 (1996); `stationary` is what planners' tables call SIPP (L. V. Green, P. J. Kolesar, J.
///   Soares, *Improving the SIPP approach*, Operations Research 49 (2001)).
public func requirement(
  for settings: QueueSettings, forecast: QueueForecast, grid: IntervalGrid, closedDates: Set<CivilDate> = [],
  idleCapacity: [Double] = [], earlier: [QueueForecast] = [], dates: Range<CivilDate>? = nil, withSlopes: Bool = false
) -> QueueRequirement {
  reckoning(
    for: settings, forecast: forecast, grid: grid, closedDates: closedDates, idleCapacity: idleCapacity,
    earlier: earlier, dates: dates, withSlopes: withSlopes
  ).requirement
}

/// A requirement, and how its heads came about.
struct Reckoning {
  var requirement: QueueRequirement
  /// Of a live queue that counts presence by chance; nil for others.
  var heads: LiveHeads?
}

/// What `requirement` says of the same, with what it rests on.
func reckoning(
  for settings: QueueSettings, forecast: QueueForecast, grid: IntervalGrid, closedDates: Set<CivilDate>,
  idleCapacity: [Double], earlier: [QueueForecast], dates: Range<CivilDate>?, withSlopes: Bool = false
) -> Reckoning {
  let model = StaffingModel(for: settings)
  var isLive = true
  if case .queueing = model {} else { isLive = false }
  if !isLive, let dates {
    let part = grid.intervals(of: dates, in: settings.zone)
    let hours = OpenTime(hours: settings.hours, zone: settings.zone, closedDates: closedDates)
    let found = requirement(
      for: settings, forecast: forecast, grid: grid.part(part), closedDates: closedDates,
      idleCapacity: idleCapacity.isEmpty ? [] : Array(idleCapacity[part]), earlier: earlier
    ).widened(
      from: part,
      isOpen: (0..<grid.count).map { hours.openSeconds(grid.instant(at: $0), seconds: grid.interval.seconds) > 0 },
      usual: settings.handleTime)
    return Reckoning(requirement: found)
  }
  var demand = GridDemand(
    forecast, for: settings, on: grid, closedDates: closedDates, keepsClosedArrivals: !isLive)
  if case .levelWork = model { demand.carryIn(earlier, for: settings, on: grid, closedDates: closedDates) }
  var spread: Double?
  if isLive && settings.coversForecastSpread { spread = max(0, forecast.daySpread.isFinite ? forecast.daySpread : 0) }
  var result = QueueRequirement(
    queue: settings.id, open: demand.openSeconds.map { $0 > 0 }, contacts: demand.contacts,
    handleTime: (0..<grid.count).map { demand.openSeconds[$0] > 0 ? demand.meanHandleTime(at: $0) : 0 },
    positions: Array(repeating: 0, count: grid.count), required: [], model: model.name(for: settings, spread: spread),
    reason: model.reason(for: settings, isBlended: !idleCapacity.isEmpty), notes: [],
    offeredLoad: Array(repeating: 0, count: grid.count))
  var notes = notes(on: demand, of: settings, isLive: isLive)
  var byChance: LiveHeads?
  switch model {
  case .queueing(let model):
    let rest: Double
    (byChance, rest) = staff(
      demand, model, settings, forecast: forecast, earlier: earlier, closedDates: closedDates,
      spread: DemandSpread(relativeDeviation: spread ?? 0), on: grid, withSlopes: withSlopes, into: &result)
    let hours = rest * Double(LoadProfile.slotWidth(of: grid.interval.rawValue)) / 60
    if hours >= 1 {
      notes.append(
        "Contacts in progress at closing keep \(Words.plain.short((hours * 10).rounded() / 10)) person-hours busy "
          + "after it; those "
          + "are not staffed.")
    }
  case .levelWork: level(demand, of: settings, on: grid, into: &result)
  case .deadlines(let response):
    let deferrable = DeferrableDemand(
      demand, of: settings, within: response, on: grid, earlier: earlier, closedDates: closedDates)
    // Live people who are free while the e-mail queue is closed don't help it.
    let idle = deferrable.usable(idleCapacity)
    let plan = deferrable.levelPlan(idleCapacity: idle)
    // Work that may wait is done whoever is away today: heads are planned with what is left of each, not rounded up from
    // positions interval by interval, which would add half a team to two people.
    var onRota = deferrable
    for index in onRota.capacityOfAgent.indices {
      onRota.capacityOfAgent[index] *= 1 - settings.shrinkage(of: index, on: grid)
    }
    result.required = onRota.levelPlan(idleCapacity: idle).agents
    let handleTime = demand.meanHandleTime ?? settings.handleTime
    result.adopt(plan, of: deferrable, handleTime: handleTime, intervalSeconds: grid.interval.seconds)
    notes += deferrable.notes(
      on: plan, handleTime: handleTime, isStated: settings.openingBacklog != nil)
    result.levelling = onRota.levelling(heads: result.required, idle: idle, interval: grid.interval)
    if !idleCapacity.isEmpty { result.model += ", blended with live work" }
  }
  if result.deferrable == nil, result.required.isEmpty {
    result.required = result.positions.indices.map {
      heads(for: result.positions[$0], shrinkage: settings.shrinkage(of: $0, on: grid))
    }
  }
  result.notes = notes
  return Reckoning(requirement: result, heads: byChance)
}

/// Heads on the rota that leave `positions` in position: positions ÷ (1 − shrinkage), rounded up except for rounding
/// errors of the division (21 positions at 30 % are 30 heads, not 31).
///
/// - Precondition: positions ≥ 0, 0 ≤ shrinkage < 1.
/// - SeeAlso: planners' usual shrinkage formula; docs/staffing.md, *Numbers*, on the rounding.
public func heads(for positions: Int, shrinkage: Double) -> Int {
  precondition(positions >= 0 && shrinkage >= 0 && shrinkage < 1, "heads need positions >= 0 and a shrinkage in 0..<1")
  return Int(min((Double(positions) / (1 - shrinkage) - 1e-9).rounded(.up), 1e15))
}

/// Contacts an hour below which an interval needs nobody: one in a thousand hours. A target is a share of contacts, and
/// who is there for the one would wait for it for half a year of opening hours.
let fewestContactsAnHour = 0.001

/// Whether so few contacts are expected that a live interval, or a day of work without deadlines, needs nobody.
func isNegligible(_ contacts: Double, in seconds: Double) -> Bool {
  contacts * 3600 < fewestContactsAnHour * seconds
}

/// Spreads each local day's work over that day's open seconds.
private func level(
  _ demand: GridDemand, of settings: QueueSettings, on grid: IntervalGrid, into result: inout QueueRequirement
) {
  let cap = settings.target.maximumOccupancy ?? 1
  let dates = (0..<grid.count).map { settings.zone.date(at: grid.instant(at: $0)) }
  var first = 0
  while first < grid.count {
    let end = dates[first...].firstIndex { $0 != dates[first] } ?? grid.count
    let day = first..<end
    let open = Double(demand.openSeconds[day].reduce(0, +))
    let contacts = demand.contacts[day].reduce(0, +)
    let work = demand.work[day].reduce(0, +)
    for index in day where demand.openSeconds[index] > 0 {
      result.contacts[index] = contacts * Double(demand.openSeconds[index]) / open
      if contacts > 0 { result.handleTime[index] = work / contacts }
      result.offeredLoad[index] = work / open
      if isNegligible(contacts, in: open) { continue }
      result.positions[index] = Int(min(max(0, (work / open / cap - 1e-9).rounded(.up)), ErlangB.largestLoad))
    }
    first = end
  }
}

private func notes(on demand: GridDemand, of settings: QueueSettings, isLive: Bool) -> [String] {
  var notes: [String] = []
  switch settings.channel {
  case .phone: break
  case .chat:
    if settings.concurrency == 1 { notes.append("A chat agent is counted as holding one conversation at a time.") }
  case .email:
    guard settings.responseTime == nil else { break }
    notes.append(
      "E-mail is planned as level work: each day's work is spread evenly over that day's opening hours, without Erlang "
        + "and without an answer-time target.")
  }
  // Fractions of a contact are rounding, not news.
  if demand.closedContacts >= 0.05 {
    let count = Words.plain.short((demand.closedContacts * 10).rounded() / 10)
    notes.append(
      isLive
        ? "\(count) contacts are expected while the queue is closed; they are not staffed."
        : "\(count) contacts are expected while the queue is closed; they are carried to the next opening.")
  }
  if demand.leftOver >= 0.05 {
    notes.append(
      "\(Words.plain.short((demand.leftOver * 10).rounded() / 10)) of them find no further opening within the plan and stay over."
    )
  }
  if demand.carriedIn >= 0.05 {
    notes.append(
      "\(Words.plain.short((demand.carriedIn * 10).rounded() / 10)) contacts that came after the last opening before the plan are "
        + "carried to its first.")
  }
  let open = demand.openSeconds.indices.filter { demand.openSeconds[$0] > 0 }
  let unknown = open.count { !demand.isForecast[$0] }
  if open.isEmpty {
    notes.append("The queue is closed for the whole of the plan.")
  } else if unknown > 0 {
    notes.append("\(unknown) of \(open.count) open intervals have no forecast; nobody is required in them.")
  }
  let few = open.count {
    demand.contacts[$0] > 0 && isNegligible(demand.contacts[$0], in: Double(demand.openSeconds[$0]))
  }
  if isLive, few > 0 {
    notes.append(
      "In \(few) of \(open.count) open intervals fewer than one contact in a thousand hours is expected; nobody is "
        + "required in them.")
  }
  return notes
}
