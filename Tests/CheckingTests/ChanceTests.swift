import Calendars
import Foundation
import Plans
import Requirements
import Testing
import Workforce

@testable import Checking
@testable import Planning

/// Service expected of heads who are there by chance, from the product's models and plain sums over every number.
private struct ByHand {
  let settings: QueueSettings
  let coverage: QueueCoverage
  let demand: SlotDemand
  /// Multipliers of a day's demand with their weights.
  var points: [(Double, Double)] = [(1, 1)]

  func level(_ heads: Int, _ slot: Int, missing: Double) -> Double {
    var (answered, lost, contacts) = (0.0, 0.0, 0.0)
    for number in 0...heads {
      var chance = pow(1 - missing, Double(number)) * pow(missing, Double(heads - number))
      for k in 0..<number { chance *= Double(heads - k) / Double(number - k) }
      guard chance > 1e-14 else { continue }
      for part in demand.range(slot) where demand.needed.contacts[part] > 0 {
        for (factor, weight) in points {
          let traffic = Traffic(load: demand.needed.load[part] * factor, handleTime: coverage.handleTime[slot])
          let within = settings.target.withinSeconds
          let met =
            settings.patience.map {
              ErlangA(patience: $0).performance(of: traffic, agents: Double(number), answeredWithin: within)
            } ?? ErlangC().performance(of: traffic, agents: Double(number), answeredWithin: within)
          let here = chance * demand.needed.contacts[part] * factor * weight
          contacts += here
          answered += here * met.serviceLevel
          lost += here * met.abandonment
        }
      }
    }
    guard answered > 0 else { return 0 }
    return settings.target.definition == .ofAnswered ? answered / (contacts - lost) : answered / contacts
  }

  /// Whether the mean number in position is above the load and within the cap.
  func isSteady(_ heads: Int, _ slot: Int, load: Double, missing: Double) -> Bool {
    let agents = Double(heads) * (1 - missing)
    let cap = settings.target.maximumOccupancy ?? 1
    guard let patience = settings.patience else { return agents > load && agents * cap >= load - 1e-9 }
    return agents > 0
      && ErlangA(patience: patience).performance(
        of: Traffic(load: load, handleTime: coverage.handleTime[slot]), agents: agents, answeredWithin: 0
      ).occupancy <= cap
  }
}

@Suite("heads by chance, targets over the day, prices by contacts")
struct ChanceTests {
  /// A plan whose queue `number` counts presence by chance, staffed by hand.
  private struct Made {
    var plan: PlanDocument
    let number: Int
    let busy: [Int]
    fileprivate let hand: ByHand
    let missing: Double

    init?(queue id: QueueID, isOverDay: Bool = false) throws {
      guard let held = HeldPlans.everyKind, let number = held.plan.queues.firstIndex(where: { $0.id == id }) else {
        return nil
      }
      var plan = held.plan
      plan.queues[number].settings?.presence = .random
      if isOverDay { plan.queues[number].settings?.target.holdsOver = .day }
      let (coverage, grid) = (plan.coverage[number], plan.request.grid)
      guard let settings = plan.queues[number].settings, let basis = coverage.basis,
        let live = LiveQueue(settings, coverage, on: grid, daySpread: plan.queues[number].daySpread)
      else { return nil }
      var hand = ByHand(settings: settings, coverage: coverage, demand: SlotDemand(coverage, basis, on: grid))
      let deviation = plan.queues[number].daySpread ?? 0
      if isOverDay, deviation > 1e-6 {
        let scale = log(1 + deviation * deviation).squareRoot()
        let raw = (-4...4).map { (exp(scale * Double($0)), exp(-Double($0 * $0) / 2)) }
        let sum = raw.reduce(0) { $0 + $1.1 }
        let mean = raw.reduce(0) { $0 + $1.0 * $1.1 } / sum
        hand.points = raw.map { ($0.0 / mean, $0.1 / sum) }
      }
      let missing = ShrinkageReading(settings: settings, grid: grid).share(coverage.open.firstIndex(of: true) ?? 0)
      let goal = (isOverDay ? settings.target.intervalFloor : settings.target.serviceLevel) ?? 0
      let busy = (0..<grid.count).filter {
        coverage.open[$0] && live.arrives($0) && !live.isNegligible($0) && coverage.positions[$0] > 0
      }
      var heads = coverage.required.map { _ in 0 }
      for slot in busy {
        while !hand.isSteady(heads[slot], slot, load: live.meanLoad(slot), missing: missing)
          || hand.level(heads[slot], slot, missing: missing) < goal
        { heads[slot] += 1 }
      }
      if isOverDay, let goal = settings.target.dayGoal {
        let floor = heads
        for slots in Dictionary(grouping: busy, by: { settings.zone.date(at: grid.instant(at: $0)) }).values {
          let all = slots.reduce(0) { $0 + live.slotContacts($1) }
          func level(_ heads: [Int]) -> Double {
            slots.reduce(0) { $0 + live.slotContacts($1) * hand.level(heads[$1], $1, missing: missing) } / all
          }
          for slot in slots.sorted() + slots.sorted() where level(heads) < goal { heads[slot] += 1 }
          for slot in slots where heads[slot] > floor[slot] {
            heads[slot] -= 1
            if level(heads) < goal { heads[slot] += 1 }
          }
        }
      }
      for slot in coverage.open.indices where !busy.contains(slot) {
        heads[slot] = coverage.open[slot] && coverage.positions[slot] > 0 ? coverage.required[slot] : 0
      }
      plan.coverage[number].required = heads
      plan.request.demand[number].required = heads
      plan.coverage[number].expectedService = coverage.serviceLevel.indices.map { slot in
        coverage.serviceLevel[slot] == nil ? nil : hand.level(coverage.scheduled[slot], slot, missing: missing)
      }
      (self.plan, self.number, self.busy, self.hand, self.missing) = (plan, number, busy, hand, missing)
    }

    /// What is said of the queue's heads, service and steps.
    ///
    /// - Parameter isWhole: whether the other figures of the plan are looked at, too.
    func findings(_ plan: PlanDocument, isWhole: Bool = false) -> [Breach] {
      var all: [Breach] = []
      let (queue, coverage) = (plan.queues[number], plan.coverage[number])
      if isWhole {
        all = checkFigures(plan, readBy: Tool.signature)
      } else if let settings = queue.settings,
        let live = LiveQueue(settings, coverage, on: plan.request.grid, daySpread: queue.daySpread)
      {
        var figures = PlanFigures(PlanReading(plan, readBy: Tool.signature))
        figures.checkLive(live, queue, coverage, "coverage[\(number)]")
        all = figures.findings.list
      }
      let rules = ["figures.required", "figures.service", "figures.steps", "figures.missing", "figures.positions"]
      return all.filter { rules.contains($0.rule) && ($0.column ?? "").contains("[\(number)]") }
    }
  }

  @Test("chances of a binomial number") func chances() {
    for (heads, missing) in [(0, 0.3), (1, 0.08), (7, 0.3), (40, 0.05), (400, 0.35), (3, 0)] {
      let presence = PresenceChances(heads: heads, missing: missing)
      let sum = presence.chances.reduce(0, +)
      let mean = presence.chances.enumerated().reduce(0) { $0 + Double(presence.least + $1.offset) * $1.element }
      #expect(abs(sum - 1) < 1e-11 && abs(mean - Double(heads) * (1 - missing)) < 1e-9 * Double(max(1, heads)))
    }
    let three = PresenceChances(heads: 3, missing: 0.25)
    #expect(three.least == 0 && zip(three.chances, [1, 9, 27, 27]).allSatisfy { abs($0 * 64 - $1) < 1e-12 })
  }

  @Test("heads and expected service by hand are right, one more or less is not", arguments: ["phone", "line"])
  func interval(_ queue: String) throws {
    let made = try #require(try Made(queue: QueueID(queue)))
    #expect(made.findings(made.plan, isWhole: true) == [])
    #expect(made.busy.count > 20)
    for slot in [made.busy.first, made.busy[made.busy.count / 2], made.busy.last].compactMap(\.self) {
      for change in [1, -1] {
        var plan = made.plan
        plan.coverage[made.number].required[slot] += change
        plan.request.demand[made.number].required[slot] += change
        #expect(made.findings(plan).map(\.rule) == ["figures.required"], "\(slot) \(change)")
      }
      for change in [0.001, -0.001, 1e-6] {
        var plan = made.plan
        let level = try #require(plan.coverage[made.number].expectedService?[slot])
        plan.coverage[made.number].expectedService?[slot] = level > 0.5 ? level - abs(change) : level + abs(change)
        #expect(made.findings(plan).map(\.rule) == ["figures.service"], "\(slot) \(change)")
      }
    }
    var plan = made.plan
    plan.coverage[made.number].expectedService = nil
    #expect(made.findings(plan, isWhole: true).map(\.rule) == ["figures.missing"])
    plan = made.plan
    plan.queues[made.number].settings?.minimumHeads = 40
    #expect(made.findings(plan).map(\.rule) == ["figures.required"])
    plan = made.plan
    plan.queues[made.number].settings?.presence = .proportional
    #expect(Set(made.findings(plan, isWhole: true).map(\.rule)) == ["figures.required", "figures.service"])
  }

  @Test("over the day the goal holds and no head above a floor can go") func day() throws {
    let made = try #require(try Made(queue: "phone", isOverDay: true))
    #expect(made.findings(made.plan) == [])
    for slot in [made.busy[1], made.busy[made.busy.count / 2]] {
      for change in [2, -1] {
        var plan = made.plan
        plan.coverage[made.number].required[slot] += change
        plan.request.demand[made.number].required[slot] += change
        #expect(made.findings(plan).map(\.rule) == ["figures.required"], "\(slot) \(change)")
      }
    }
  }

  @Test("prices lie below what the next head brings, never above") func steps() throws {
    let made = try #require(try Made(queue: "phone"))
    var plan = made.plan
    let ladder = [120.0, 48, 20, 5, 1]
    plan.request.prices.ladder = ladder
    let contacts = plan.coverage[made.number].contacts
    var heads = ladder.map { _ in plan.coverage[made.number].required }
    for slot in made.busy {
      let floor = heads[0][slot]
      let levels = (floor...(floor + 30)).map { made.hand.level($0, slot, missing: made.missing) }
      var present = floor
      for level in ladder.indices.dropFirst() {
        func gain(_ head: Int) -> Double {
          (floor...head).map { from in
            ((head + 1)...(floor + 30)).map { (levels[$0 - floor] - levels[from - floor]) / Double($0 - from) }.max()
              ?? 0
          }.min() ?? 0
        }
        while present < floor + 20, 30 * contacts[slot] * gain(present) * 4 >= ladder[level] { present += 1 }
        heads[level][slot] = present
      }
    }
    plan.request.demand[made.number].steps = ServiceSteps(
      contactPrice: contacts.map { _ in 30 }, heads: heads)
    #expect(made.findings(plan) == [])
    let slot = try #require(made.busy.first { heads[4][$0] > heads[0][$0] })
    for level in 1..<5 {
      var wrong = plan
      for higher in level..<5 {
        wrong.request.demand[made.number].steps?.heads[higher][slot] = max(
          heads[higher][slot], heads[level][slot] + 1)
      }
      #expect(made.findings(wrong).map(\.rule).first == "figures.steps", "level \(level)")
    }
    var wrong = plan
    wrong.request.prices.ladder = ladder.map { $0 * 1.5 }
    #expect(made.findings(wrong).contains { $0.rule == "figures.steps" })
  }
}
