import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Draws that are the same in every run.
struct Draws {
  var state: UInt64

  mutating func unit() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / 0x1p53
  }

  mutating func number(_ range: ClosedRange<Double>) -> Double {
    range.lowerBound + unit() * (range.upperBound - range.lowerBound)
  }

  mutating func one<Value>(of values: [Value]) -> Value { values[Int(unit() * Double(values.count))] }
}

/// The sums over who may be there, term by term.
struct Sums {
  let missing: Double
  let definition: ServiceLevelDefinition
  let performance: (Int) -> QueuePerformance

  func level(_ heads: Int) -> (share: Double, abandoned: Double, turnedAway: Double, wait: Double) {
    var (within, abandoned, away, wait, short, offered) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for number in 0...heads {
      let log = lgamma(Double(heads) + 1) - lgamma(Double(number) + 1) - lgamma(Double(heads - number) + 1)
      let chance = exp(log) * pow(1 - missing, Double(number)) * pow(missing, Double(heads - number))
      let here = performance(number)
      within += chance * here.serviceLevel
      abandoned += chance * here.abandonment
      away += chance * here.turnedAway
      wait += chance * here.meanWait
      short += chance * here.shortAbandonment
      offered += chance * here.offeredWaitWithin
    }
    let share: Double
    switch definition {
    case .ofOffered: share = within
    case .ofAnswered: share = abandoned + away < 1 ? min(1, within / (1 - abandoned - away)) : 0
    case .withoutShortAbandons: share = short < 1 ? min(1, within / (1 - short)) : 0
    case .offeredWait: share = offered
    }
    return (share, abandoned, away, wait)
  }
}

/// One queue over a morning, and the figures of each of its intervals by other means than the explanation's.
struct Morning {
  let settings: QueueSettings
  let forecast: QueueForecast
  let whole: QueueRequirement
  let model: any QueueingModel
  let spread: DemandSpread
  let live: LiveDemand
  private let states: [ChatDay]

  static let grid = DayShape.grid

  init(_ settings: QueueSettings, _ forecast: QueueForecast) throws {
    self.settings = settings
    self.forecast = forecast
    whole = requirement(for: settings, forecast: forecast, grid: Self.grid)
    guard case .queueing(let model) = StaffingModel(for: settings) else { throw CancellationError() }
    self.model = model
    if settings.coversForecastSpread {
      spread = DemandSpread(relativeDeviation: forecast.daySpread)
    } else {
      spread =
        settings.target.holdsOver == .day ? DemandSpread(relativeDeviation: forecast.daySpread, step: 1) : .none
    }
    live = LiveDemand(
      forecast, earlier: [], for: settings, grid: Self.grid, closedDates: [],
      isPlanned: whole.open.map { _ in true })
    var states: [ChatDay] = []
    if let chat = ChatDay.follows(model, settings, live.profile) {
      var state = ChatDay(
        model: chat, profile: live.profile, slots: live.slots, slotSeconds: live.profile.slotSeconds, spread: spread)
      for index in whole.open.indices {
        states.append(state)
        let agents = whole.open[index] ? Double(whole.required[index]) * (1 - settings.shrinkage) : 0
        state = state.advanced(over: index, agents: agents, answeredWithin: settings.target.withinSeconds).1
      }
    }
    self.states = states
  }

  func service(_ index: Int) -> IntervalService {
    settings.requirementMethod == .modifiedOfferedLoad
      ? IntervalService(model: model, profile: live.profile, slots: live.range(index))
      : IntervalService(
        model: model, contacts: whole.contacts[index],
        traffic: Traffic(load: whole.offeredLoad[index], handleTime: whole.handleTime[index]))
  }

  func performance(_ index: Int, agents: Double) -> QueuePerformance {
    let seconds = settings.target.withinSeconds
    guard !states.isEmpty, agents > 0 else {
      return service(index).performance(agents: agents, answeredWithin: seconds, spread: spread)
    }
    return states[index].advanced(over: index, agents: agents, answeredWithin: seconds).0
  }

  func sums(_ index: Int) -> Sums {
    var known: [Int: QueuePerformance] = [:]
    return Sums(missing: settings.shrinkage, definition: settings.target.definition) { number in
      if let found = known[number] { return found }
      let found = performance(index, agents: Double(number))
      known[number] = found
      return found
    }
  }

  /// The mean wait that the target is about.
  func wait(_ index: Int, heads: Int, expected: Double) -> Double {
    if settings.patience != nil { return expected }
    let agents = Double(heads) * (1 - settings.shrinkage)
    return states.isEmpty || agents == 0
      ? service(index).performance(agents: agents, answeredWithin: 0).meanWait
      : MeanNumber.endless(performance(index, agents: agents).meanWait)
  }

  func mean(_ index: Int, heads: Int) -> QueuePerformance {
    MeanNumber.mean(
      model, Traffic(load: service(index).meanLoad, handleTime: whole.handleTime[index]),
      agents: Double(heads) * (1 - settings.shrinkage), within: settings.target.withinSeconds)
  }

  /// Whether heads miss any part of the target, with `share` for its service level.
  func misses(
    _ index: Int, heads: Int, share: Double?,
    _ level: (share: Double, abandoned: Double, turnedAway: Double, wait: Double)
  ) -> Bool {
    let target = settings.target
    let mean = mean(index, heads: heads)
    if !mean.meanWait.isFinite || mean.occupancy > (target.maximumOccupancy ?? 1) + 1e-9 { return true }
    if let share, level.share < share - 1e-11 { return true }
    if let cap = target.maximumAbandonment, level.abandoned + level.turnedAway > cap + 1e-11 { return true }
    if settings.hasWaitingRoom, let cap = target.largestTurnedAway, level.turnedAway > cap + 1e-11 { return true }
    if let longest = target.meanWait, wait(index, heads: heads, expected: level.wait) > longest * (1 + 1e-11) {
      return true
    }
    return heads < settings.minimumHeads ?? 0
  }
}

extension Morning {
  static func drawn(_ round: Int) throws -> Morning {
    var draws = Draws(state: UInt64(round) &* 7919)
    for _ in 0..<5 { _ = draws.unit() }
    let isChat = round % 4 == 2
    let shape = DayShape(load: draws.number(0.4...(isChat ? 4 : 9)), handleTime: draws.one(of: [180, 300, 420]))
    var target = draws.one(of: [
      ServiceTarget(), ServiceTarget(serviceLevel: 0.9, withinSeconds: 30, maximumOccupancy: nil),
      ServiceTarget(serviceLevel: nil, meanWait: 20), ServiceTarget(serviceLevel: 0.7, maximumOccupancy: 0.6),
      ServiceTarget(serviceLevel: 0.75, meanWait: 60, maximumOccupancy: 0.9),
    ])
    let hasPatience = round % 2 == 1
    if hasPatience {
      if round % 3 == 0 { target.maximumAbandonment = 0.05 }
      target.definition = draws.one(of: ServiceLevelDefinition.allCases)
    }
    if round % 3 == 1, target.serviceLevel != nil { target.holdsOver = .day }
    if round % 9 == 1 { (target.dayMargin, target.dayFloor) = (0, 0.2) }
    var settings = shape.settings(
      isChat ? .chat : .phone, round % 7 == 6 ? .stationary : .modifiedOfferedLoad, target: target)
    settings.hours = OpeningHours(ClockTime(hour: 9)..<ClockTime(hour: 12), on: Weekday.allCases)
    settings.shrinkage = draws.number(0.02...0.35)
    if hasPatience { settings.patience = draws.number(40...200) }
    if isChat {
      settings.concurrency = draws.one(of: [1, 2, 3])
      if round % 8 == 2 { settings.waitingRoom = 3 }
    }
    if round % 5 == 0 { settings.minimumHeads = draws.one(of: [1, 2, 5]) }
    settings.coversForecastSpread = round % 11 == 3
    return try Morning(settings, shape.forecast(daySpread: isChat ? 0 : 0.12))
  }
}

/// What is asked of a mean number in position.
enum MeanNumber {
  /// The figures of a mean number in position, of which steadiness and occupancy are asked. A fraction of a chat agent
  /// ends conversations at the mean pace of the whole numbers beside it.
  static func mean(
    _ model: any QueueingModel, _ traffic: Traffic, agents: Double, within: Double
  ) -> QueuePerformance {
    var figures = model.performance(of: traffic, agents: agents, answeredWithin: within)
    guard let chat = model as? ConcurrentChat, agents > 0, agents != agents.rounded() else { return figures }
    let share = chat.steadyShare(of: traffic, agents: agents)
    figures.meanWait = share.isSteady ? 0 : .infinity
    figures.occupancy = share.occupancy
    return figures
  }

  /// A wait of decades is the lack of an end.
  static func endless(_ wait: Double) -> Double { wait > 1e9 ? .infinity : wait }
}
