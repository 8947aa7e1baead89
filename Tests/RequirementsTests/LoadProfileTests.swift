import Calendars
import Foundation
import Testing

@testable import Requirements
@testable import Workforce

@Suite("the modified offered load and what is built on it")
struct LoadProfileTests {
  @Test("the rate keeps every interval's total, stays between its neighbours and follows straight lines")
  func reconstruction() {
    let means = [2.0, 5, 9, 13, 12, 3, 0, 0, 4, 4]
    let rises = RateReconstruction.rises(means: means, isJoined: means.indices.map { $0 > 0 })
    for (mean, rise) in zip(means, rises) { #expect(mean - abs(rise) / 2 >= -1e-12) }
    #expect(rises[2] == 4 && rises[3] == 0 && rises[6] == 0)
    let line = (0..<6).map { 10 + 3 * Double($0) }
    #expect(RateReconstruction.rises(means: line, isJoined: line.indices.map { $0 > 0 }).allSatisfy { $0 == 3 })
    #expect(RateReconstruction.rises(means: [5, 9], isJoined: [false, false]) == [0, 0])
    // Total of the requirement's contacts is the forecast's, and the half-hours keep theirs.
    let shape = DayShape(load: 37, handleTime: 420)
    let plan = requirement(
      for: shape.settings(.phone, .modifiedOfferedLoad, target: ServiceTarget()), forecast: shape.forecast(),
      grid: DayShape.grid)
    let halves = shape.contacts(every: 30)
    for half in 0..<48 {
      #expect(abs(plan.contacts[2 * half] + plan.contacts[2 * half + 1] - halves[half]) < 1e-9)
    }
    #expect(plan.contacts[36] < plan.contacts[37])
  }

  @Test("the load of a constant rate grows as 1 − e^(−t/h) and loses no work", arguments: [30.0, 300, 2400])
  func exponential(handleTime: Double) {
    let slots = 400
    let contacts = (0..<slots).map { $0 < 40 ? 10.0 : 0 }
    let profile = LoadProfile(contacts: contacts, work: contacts.map { $0 * handleTime }, seconds: 300)
    let full = 10 * handleTime / 300
    for slot in 0..<40 {
      let from = Double(slot) * 300 / handleTime
      let to = Double(slot + 1) * 300 / handleTime
      let mean = full * (1 - (exp(-from) - exp(-to)) / (to - from))
      #expect(isClose(profile.load[slot], mean, absolute: 1e-9 * full))
    }
    #expect(isClose(profile.load.reduce(0, +) * 300, 400 * handleTime, relative: 1e-6))
  }

  @Test("contacts of changing handle times lose no work either")
  func cohorts() {
    var generator = SimulationGenerator(seed: 3)
    let contacts = (0..<2000).map { $0 < 200 ? generator.unit() * 20 : 0 }
    let work = contacts.map { $0 * (100 + 900 * generator.unit()) }
    let profile = LoadProfile(contacts: contacts, work: work, seconds: 180)
    #expect(isClose(profile.load.reduce(0, +) * 180, work.reduce(0, +), relative: 1e-6))
  }

  @Test("a steady rate needs what the stationary formula says, once the day has filled up")
  func steady() {
    for model in [ErlangC(), ErlangA(patience: 90)] as [any QueueingModel] {
      for load in [0.2, 3, 44.0] {
        let contacts = [Double](repeating: load, count: 300)
        let profile = LoadProfile(contacts: contacts, work: contacts.map { $0 * 300 }, seconds: 300)
        let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, meanWait: 15, maximumOccupancy: 0.88)
        let needed = IntervalService(model: model, profile: profile, slots: 297..<300).requiredAgents(for: target)
        #expect(needed == model.requiredAgents(for: target, of: Traffic(load: load, handleTime: 300)))
        let first = IntervalService(model: model, profile: profile, slots: 0..<3).requiredAgents(for: target)
        #expect(first <= needed)
      }
    }
  }

  @Test("the staff is the smallest whose contacts meet the target together")
  func smallest() {
    var generator = SimulationGenerator(seed: 11)
    for _ in 0..<40 {
      let contacts = (0..<9).map { _ in 60 * generator.unit() }
      let profile = LoadProfile(contacts: contacts, work: contacts.map { $0 * 240 }, seconds: 300)
      let target = ServiceTarget(serviceLevel: 0.85, withinSeconds: 30, maximumOccupancy: nil)
      for model in [ErlangC(), ErlangA(patience: 60)] as [any QueueingModel] {
        let interval = IntervalService(model: model, profile: profile, slots: 6..<9)
        let agents = interval.requiredAgents(for: target)
        let slots = 6..<9
        func level(_ agents: Int) -> Double {
          let within = slots.reduce(0) { sum, slot in
            let here = model.performance(
              of: Traffic(load: profile.load[slot], handleTime: 240), agents: Double(agents), answeredWithin: 30)
            return sum + contacts[slot] * here.serviceLevel
          }
          return within / contacts[slots].reduce(0, +)
        }
        #expect(level(agents) >= 0.85)
        #expect(level(agents - 1) < 0.85 || Double(agents - 1) <= interval.meanLoad)
      }
    }
  }

  @Test("the spread's points have the mean 1 and the deviation asked for, and a spread never saves staff")
  func spread() {
    for deviation in [0.02, 0.1, 0.3] {
      let points = DemandSpread(relativeDeviation: deviation).points
      let mean = points.reduce(0) { $0 + $1.multiplier * $1.weight }
      let variance = points.reduce(0) { $0 + pow($1.multiplier - mean, 2) * $1.weight }
      #expect(isClose(mean, 1, absolute: 1e-12) && isClose(variance.squareRoot(), deviation, relative: 2e-3))
    }
    let shape = DayShape(load: 60, handleTime: 300)
    var settings = shape.settings(
      .phone, .modifiedOfferedLoad, target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil))
    let plain = requirement(for: settings, forecast: shape.forecast(daySpread: 0.1), grid: DayShape.grid)
    settings.coversForecastSpread = true
    let robust = requirement(for: settings, forecast: shape.forecast(daySpread: 0.1), grid: DayShape.grid)
    #expect(zip(plain.positions, robust.positions).allSatisfy { $0 <= $1 })
    #expect(robust.positions.reduce(0, +) > plain.positions.reduce(0, +))
    #expect(robust.model.hasSuffix("averaged over a day-level spread of 10 %"))
    // The mean over 2,000 drawn days of the same spread agrees with the quadrature.
    let load = 60.0
    let scale = log1p(0.01).squareRoot()
    var generator = SimulationGenerator(seed: 5)
    let agents = 70.0
    var within = 0.0
    var all = 0.0
    for _ in 0..<4000 {
      let normal = (-2 * log(1 - generator.unit())).squareRoot() * cos(2 * .pi * generator.unit())
      let multiplier = exp(scale * normal - scale * scale / 2)
      let result = ErlangC().performance(
        of: Traffic(load: load * multiplier, handleTime: 300), agents: agents, answeredWithin: 20)
      within += multiplier * result.serviceLevel
      all += multiplier
    }
    let quadrature = IntervalService(model: ErlangC(), contacts: 1, traffic: Traffic(load: load, handleTime: 300))
      .performance(agents: agents, answeredWithin: 20, spread: DemandSpread(relativeDeviation: 0.1))
    #expect(isClose(quadrature.serviceLevel, within / all, absolute: 0.015))
  }

  @Test("the plan's prediction at the required heads meets the target in every interval")
  func prediction() {
    let shape = DayShape(load: 25, handleTime: 600)
    var settings = shape.settings(
      .phone, .modifiedOfferedLoad, target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil))
    settings.shrinkage = 0.2
    let plan = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
    let service = predictedService(for: settings, requirement: plan, grid: DayShape.grid, heads: plan.required)
    for index in 0..<96 where plan.open[index] { #expect((service[index].serviceLevel ?? 0) > 0.76) }
    for index in 0..<96 where !plan.open[index] { #expect(service[index].serviceLevel == nil) }
    // Short of people: nothing without patience, something with.
    let few = plan.required.map { $0 * 7 / 10 }
    let harsh = predictedService(for: settings, requirement: plan, grid: DayShape.grid, heads: few)
    let soft = predictedService(
      for: settings, requirement: plan, grid: DayShape.grid, heads: few, assumedPatience: 180)
    #expect((harsh[45].serviceLevel ?? 1) == 0 && (soft[45].serviceLevel ?? 0) > 0.1)
  }
}
