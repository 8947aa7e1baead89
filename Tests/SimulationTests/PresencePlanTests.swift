import Searching
import Testing
import Workforce

@testable import Simulation

@Suite("who is in position")
struct PresencePlanTests {
  /// Duties of eight hours in quarter-hours, a break of half an hour after four; two days.
  private static let slots = 2 * 96
  private static let day = 32..<66

  /// - Parameters:
  ///   - shrinkage, planned: by slot.
  private func model(_ shrinkage: [Double], planned: [Double] = [], agents: Int = 8_000) -> SimulationModel {
    let none = Array(repeating: 0.0, count: Self.slots)
    let queue = SimulatedQueue(
      key: 1, arrivals: none, dayOfSlot: (0..<Self.slots).map { $0 / 96 }, handleTime: none, threshold: 20,
      open: Array(repeating: true, count: Self.slots), shrinkage: shrinkage, plannedShrinkage: planned)
    return SimulationModel(
      slotSeconds: 900, slotCount: Self.slots, queues: [queue],
      agents: (0..<agents).map { number in
        SimulatedAgent(
          key: UInt64(number), skills: [0],
          presences: (0..<2).flatMap { day in
            let start = Double(day * 96 + Self.day.lowerBound) * 900
            return [
              Presence(start: start, end: start + 4 * 3600, queue: 0, duty: UInt64(day)),
              Presence(start: start + 4.5 * 3600, end: start + 8.5 * 3600, queue: 0, duty: UInt64(day)),
            ]
          })
      }, bucketOfSlot: Array(repeating: 0, count: Self.slots), bucketCount: 1)
  }

  private func level(_ share: Double) -> [Double] { Array(repeating: share, count: Self.slots) }

  /// Slots of a day's duty, its break left out.
  private var worked: [Int] { Self.day.filter { !(48..<50).contains($0) } }

  /// Of each agent, of each slot: whether they are in position throughout.
  private func isThere(_ model: SimulationModel, seed: UInt64 = 1, absence: Double = 1800) -> [[Bool]] {
    let plan = PresencePlan(model, seed: seed, absence: absence)
    return model.agents.indices.map { agent in
      var there = Array(repeating: false, count: Self.slots)
      for segment in plan.segments[plan.offsets[agent]..<plan.offsets[agent + 1]] {
        for slot in Int(segment.start / 900)..<Int(segment.end / 900) { there[slot] = true }
      }
      return there
    }
  }

  /// 8 % all day, 5 % more from slot 40 to 44; meetings of 10 %, and of 30 % from slot 42 to 46.
  private var mixed: (all: [Double], planned: [Double]) {
    let planned = (0..<Self.slots).map { (42..<46).contains($0 % 96) ? 0.3 : 0.1 }
    return ((0..<Self.slots).map { planned[$0] + ((40..<44).contains($0 % 96) ? 0.13 : 0.08) }, planned)
  }

  @Test("in every slot the share that is missing is the sum of the unplanned and the planned")
  func shares() {
    let (all, planned) = mixed
    let there = isThere(model(all, planned: planned))
    for slot in worked.flatMap({ [$0, $0 + 96] }) {
      let missing = Double(there.count { !$0[slot] }) / Double(there.count)
      let deviation = (all[slot] * (1 - all[slot]) / Double(there.count)).squareRoot()
      #expect(abs(missing - all[slot]) < 4 * deviation, "slot \(slot): \(missing) of \(all[slot])")
    }
  }

  @Test("a level unplanned share takes whole duties, each day by itself")
  func wholeDuties() {
    let there = isThere(model(level(0.2)))
    var missing = [0, 0]
    var both = 0
    var broken = 0
    for agent in there {
      for day in 0..<2 {
        let slots = worked.map { agent[day * 96 + $0] }
        if Set(slots).count > 1 { broken += 1 }
        if slots.first == false { missing[day] += 1 }
      }
      if !agent[32], !agent[128] { both += 1 }
    }
    #expect(broken == 0)
    for count in missing { #expect(abs(Double(count) / Double(there.count) - 0.2) < 0.018) }
    #expect(abs(Double(both) / Double(there.count) - 0.04) < 0.009)
  }

  @Test("an unplanned share by hour takes its hours only, and all of them")
  func byHour() {
    let hours = 40..<44
    let there = isThere(model((0..<Self.slots).map { hours.contains($0 % 96) ? 0.25 : 0 }))
    let whole = there.allSatisfy { agent in
      (0..<2).allSatisfy { day in
        Set(hours.map { agent[day * 96 + $0] }).count == 1
          && worked.allSatisfy { hours.contains($0) || agent[day * 96 + $0] }
      }
    }
    #expect(whole)
    #expect(there.contains { !$0[41] })
  }

  @Test("a planned share takes single stretches of those who are there")
  func planned() {
    let there = isThere(model(level(0.2), planned: level(0.2)))
    let broken = there.count { agent in Set(worked.map { agent[$0] }).count == 2 }
    // Sixteen half-hours: hardly anybody is away or there throughout.
    #expect(Double(broken) / Double(there.count) > 0.9)
    var stretches = 0
    var missing = 0
    for agent in there {
      for slot in 33..<48 where !agent[slot] {
        missing += 1
        if agent[slot - 1] { stretches += 1 }
      }
    }
    // Luck is drawn anew in a slot with the chance 1 − e^(−1/2), and is another absence then in one case of five.
    let length = Double(missing) / Double(stretches)
    #expect(abs(length - 1 / (0.3935 * 0.8)) < 0.1, "\(length) slots")
  }

  @Test("more shrinkage only ever takes more, of either kind", arguments: 0..<8)
  func onlyMore(number: Int) {
    var generator = SeededGenerator(seed: 900, stream: UInt64(number))
    func share() -> Double { 0.3 * generator.nextUnit() }
    let unplanned = (0..<Self.slots).map { _ in share() }
    let planned = (0..<Self.slots).map { _ in share() }
    let moreUnplanned = unplanned.map { $0 + (number % 2 == 0 ? share() : 0.05) }
    let morePlanned = planned.map { $0 + (number % 3 == 0 ? 0 : share()) }
    let less = isThere(model(zip(unplanned, planned).map(+), planned: planned, agents: 500), seed: UInt64(number))
    let more = isThere(
      model(zip(moreUnplanned, morePlanned).map(+), planned: morePlanned, agents: 500), seed: UInt64(number))
    #expect(zip(less, more).allSatisfy { before, after in before.indices.allSatisfy { !after[$0] || before[$0] } })
  }

  @Test("whoever misses a duty unplanned misses it whatever is planned, and however others are")
  func sameLuck() {
    let alone = isThere(model(level(0.2), agents: 300))
    let withMeetings = isThere(model(level(0.35), planned: level(0.15), agents: 300))
    let fewer = isThere(model(level(0.2), agents: 100))
    #expect(alone.contains { !$0[32] })
    #expect(zip(alone, withMeetings).allSatisfy { $0[32] || !$1[..<96].contains(true) })
    #expect(Array(alone.prefix(100)) == fewer)
  }

  @Test("absence that lasts the duty makes days differ more than absence of half an hour, at the same mean")
  func spreadOfDays() throws {
    var given = model(level(0.15), agents: 12)
    for slot in worked.flatMap({ [$0, $0 + 96] }) { given.queues[0].arrivals[slot] = 25 }
    given.queues[0].handleTime = level(300)
    given.queues[0].patience = 120
    func spread(_ planned: [Double]) throws -> (mean: Double, deviation: Double) {
      given.queues[0].plannedShrinkage = planned
      let outcome = try #require(simulate(given, options: SimulationOptions(replications: 400)))
      let square = outcome.serviceInfluences.reduce(0) { $0 + $1 * $1 }
      return (
        try #require(outcome.live.serviceLevel).mean, (square / Double(outcome.serviceInfluences.count)).squareRoot()
      )
    }
    let duties = try spread([])
    let halfHours = try spread(level(0.15))
    #expect(duties.deviation > 1.3 * halfHours.deviation, "\(duties), \(halfHours)")
    #expect(abs(duties.mean - halfHours.mean) < 0.03)
  }
}
