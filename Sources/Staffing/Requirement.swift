public import Calendars
public import Forecasting

/// Agents that a queue needs in each interval of the planning grid.
///
/// The forecast's intervals (of any width) are spread evenly over their open minutes. Phone and chat: the smallest staff
/// that meets the target in each interval taken for itself (stationary; Erlang C, or Erlang A where a patience is given).
/// E-mail: each local day's work, levelled over that day's opening hours at the occupancy cap. Heads on the rota are
/// positions ÷ (1 − shrinkage), rounded up.
///
/// Contacts that arrive while a live queue is closed are left out and counted in the notes; e-mail is carried to the next
/// opening. For e-mail, `contacts` of the result are those worked on, not those that arrive.
///
/// - Parameters:
///   - grid: intervals of any width; 15 minutes as a rule.
///   - closedDates: local dates in the queue's zone on which no opening begins, for example holidays.
/// - Precondition: `settings.diagnostics()` is empty.
/// - Complexity: 672 intervals in a quarter of a millisecond.
public func requirement(
  for settings: QueueSettings, forecast: QueueForecast, grid: IntervalGrid, closedDates: Set<CivilDate> = []
) -> QueueRequirement {
  let model = StaffingModel(for: settings)
  var isLive = true
  if case .levelWork = model { isLive = false }
  let demand = GridDemand(
    forecast, for: settings, on: grid, closedDates: closedDates, keepsClosedArrivals: !isLive)
  var result = QueueRequirement(
    queue: settings.id, open: demand.openSeconds.map { $0 > 0 }, contacts: demand.contacts,
    handleTime: (0..<grid.count).map { demand.openSeconds[$0] > 0 ? demand.meanHandleTime(at: $0) : 0 },
    positions: Array(repeating: 0, count: grid.count), required: [], model: model.name(for: settings), notes: [])
  switch model {
  case .queueing(let model):
    for index in 0..<grid.count where demand.contacts[index] > 0 {
      let load = min(demand.work[index] / Double(demand.openSeconds[index]), ErlangB.largestLoad)
      result.positions[index] = model.requiredAgents(
        for: settings.target, of: Traffic(load: load, handleTime: result.handleTime[index]))
    }
  case .levelWork:
    level(demand, of: settings, on: grid, into: &result)
  }
  result.required = result.positions.map { heads(for: $0, shrinkage: settings.shrinkage) }
  result.notes = notes(on: demand, of: settings, isLive: isLive)
  return result
}

/// Heads on the rota that leave `positions` in position: positions ÷ (1 − shrinkage), rounded up except for rounding
/// errors of the division (21 positions at 30 % are 30 heads, not 31).
///
/// - Precondition: positions ≥ 0, 0 ≤ shrinkage < 1.
public func heads(for positions: Int, shrinkage: Double) -> Int {
  precondition(positions >= 0 && shrinkage >= 0 && shrinkage < 1, "heads need positions >= 0 and a shrinkage in 0..<1")
  return Int(min((Double(positions) / (1 - shrinkage) - 1e-9).rounded(.up), 1e15))
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
      result.positions[index] = Int(min(max(0, (work / open / cap - 1e-9).rounded(.up)), ErlangB.largestLoad))
    }
    first = end
  }
}

private func notes(on demand: GridDemand, of settings: QueueSettings, isLive: Bool) -> [String] {
  var notes: [String] = []
  switch settings.channel {
  case .phone: break
  case .chat: notes.append("A chat agent is counted as holding one conversation at a time.")
  case .email:
    notes.append(
      "E-mail is planned as level work: each day's work is spread evenly over that day's opening hours, without Erlang "
        + "and without an answer-time target.")
  }
  // Fractions of a contact are rounding, not news.
  if demand.closedContacts >= 0.05 {
    let count = decimal((demand.closedContacts * 10).rounded() / 10)
    notes.append(
      isLive
        ? "\(count) contacts are expected while the queue is closed; they are not staffed."
        : "\(count) contacts are expected while the queue is closed; they are carried to the next opening.")
  }
  if demand.leftOver >= 0.05 {
    notes.append(
      "\(decimal((demand.leftOver * 10).rounded() / 10)) of them find no further opening within the plan and stay over."
    )
  }
  let open = demand.openSeconds.indices.filter { demand.openSeconds[$0] > 0 }
  let unknown = open.count { !demand.isForecast[$0] }
  if open.isEmpty {
    notes.append("The queue is closed for the whole of the plan.")
  } else if unknown > 0 {
    notes.append("\(unknown) of \(open.count) open intervals have no forecast; nobody is required in them.")
  }
  return notes
}
