/// The Lagrangian bound: what the rota costs at least when presence is bought and sold at given prices.
///
/// Let λ[q, t] be the price of one person on queue q in slot t, and π[g, t] the highest λ of the queues of skill group
/// g. Letting go of the rule that presence and counted presence agree, and charging π for the difference, splits the
/// program into one tour a person (the oracle) and one small problem a queue and slot: min over n of c(n) + n·m, where m
/// is the lowest π of the groups that take the queue. The sum is a bound for *any* λ; prices are whole numbers here and
/// every part is solved exactly, so the value is valid to the last digit.
///
/// Limits on starts are let go of in the same way: a start of a limited site costs a price μ[site, day] ≥ 0 in its tour,
/// and as many starts as are allowed are paid back. At μ = 0 that is the program without the limits, which costs no more.
///
/// Source: Geoffrion, *Lagrangean relaxation for integer programming*, Mathematical Programming Study 2 (1974).
final class LagrangianBound {
  let roster: CompiledRoster
  private let oracle: TourOracle
  private let fields: [PriceField]
  private let groupPrices: [FlatBuffer<Int32>]
  private let queuesOfGroup: [[Int]]
  private let groupsOfQueue: [[Int]]
  /// The most people who could be on each queue.
  private let mostPresent: [Int]
  private let startPrices: FlatBuffer<Int32>
  /// The most contract time that one duty can bring, priced; and more than any start is worth, coverage with it.
  let contractStartPrice: Int32
  let highestStartPrice: Int32
  /// Prices of presence, after which those of starts lie: `startCell(limit, day)`.
  let coverageCells: Int

  /// A bound without any work: every tour costs at least what its cheapest duties and wishes can, and cover at least
  /// nothing.
  static func trivial(_ roster: CompiledRoster) -> Int64 {
    roster.people.reduce(roster.fixedCost) { sum, person in
      let perDay = person.days.indices.reduce(Int64(0)) { total, day in
        var least = 0
        for row in roster.menus[person.menu].days[day].rows.map({ roster.rows[$0] }) {
          for cell in row.cost..<row.cost + row.count { least = min(least, Int(roster.rowCosts[cell])) }
        }
        return total + Int64(least) + Int64(min(0, person.days[day].dayOffPrice))
      }
      return sum + perDay
    }
  }

  /// One answer of the relaxed program.
  struct Answer {
    /// No rota costs less.
    var value: Int64
    /// A best tour of each class at the prices, and its cost less what its presence earns.
    var tours: [(tour: [DutyChoice], netCost: Int32)]
    /// Where the value grows, parallel to the prices: people bought by less people offered to each queue, and starts less
    /// starts allowed.
    var slope: [Double]
  }

  init(roster: CompiledRoster) {
    self.roster = roster
    oracle = TourOracle(roster: roster)
    let table = roster.coverage
    fields = (0..<table.groupCount).map { _ in PriceField(roster: roster) }
    groupPrices = (0..<table.groupCount).map { _ in FlatBuffer(count: roster.extent + 8, filledWith: 0) }
    var members = [Int](repeating: 0, count: table.groupCount)
    for person in roster.people { members[person.group] += 1 }
    for group in 0..<table.groupCount {
      members[group] += (0..<roster.slotCount).reduce(0) {
        max($0, Int(table.carried[$1 * table.groupCount + group]))
      }
    }
    queuesOfGroup = table.groupQueues.map { mask in (0..<table.queueCount).filter { mask & (1 << UInt64($0)) != 0 } }
    groupsOfQueue = (0..<table.queueCount).map { queue in
      (0..<table.groupCount).filter { table.groupQueues[$0] & (1 << UInt64(queue)) != 0 }
    }
    coverageCells = roster.slotCount * table.queueCount
    startPrices = FlatBuffer(count: roster.startLimits.most.count * roster.dayCount, filledWith: 0)
    let dearest = roster.people.lazy.flatMap(\.weeks).map(\.unitPrice).max() ?? 0
    let contract = dearest * roster.scale.unitsPerCurrency * Double(roster.rows.map(\.paid).max() ?? 0)
    let coverage = Double(table.mostWorth) * Double(roster.rows.map(\.length).max() ?? 0)
    contractStartPrice = Int32(min(Double(PriceScale.possibleLimit / 4), contract))
    highestStartPrice = Int32(min(Double(PriceScale.possibleLimit / 4), contract + coverage))
    mostPresent = (0..<table.queueCount).map { queue in
      (0..<table.groupCount).reduce(0) {
        table.groupQueues[$1] & (1 << UInt64(queue)) != 0 ? $0 + members[$1] : $0
      }
    }
  }

  /// Where the price of a start of a limited site on a day lies among the prices.
  func startCell(_ limit: Int, _ day: Int) -> Int { coverageCells + limit * roster.dayCount + day }

  /// The bound at `prices[slot * queueCount + queue]`, with the prices of starts after them. Prices outside the range of
  /// the coverage prices are pulled into it, where the best ones lie.
  /// Cost: one oracle call a class.
  func evaluate(prices: [Int32]) -> Answer {
    let table = roster.coverage
    let queueCount = table.queueCount
    let (lowest, highest) = (table.leastWorth, table.mostWorth)
    for group in 0..<table.groupCount {
      let out = groupPrices[group].base
      for slot in 0..<roster.slotCount { out[slot] = table.price(group: group, slot: slot, prices: prices) }
      for slot in roster.slotCount..<roster.extent { out[slot] = out[slot - roster.slotCount] }
      fields[group].build(from: out, first: 0, end: roster.extent)
    }
    var value = roster.fixedCost
    var tours: [(tour: [DutyChoice], netCost: Int32)] = []
    var slope = [Double](repeating: 0, count: prices.count)
    for (limit, most) in roster.startLimits.most.enumerated() {
      for day in 0..<roster.dayCount {
        let price = min(highestStartPrice, max(0, prices[startCell(limit, day)]))
        startPrices.base[limit * roster.dayCount + day] = price
        value -= Int64(price) * Int64(most)
        slope[startCell(limit, day)] -= Double(most)
      }
    }
    for personClass in roster.classes {
      let person = personClass.members[0]
      let group = roster.people[person].group
      let limit = roster.people[person].startLimit
      let (cost, tour) = oracle.bestTour(
        person: person, field: fields[group],
        startPrices: limit < 0 ? nil : UnsafePointer(startPrices.base + limit * roster.dayCount))
      value += Int64(cost) * Int64(personClass.members.count)
      tours.append((tour, cost))
      let members = Double(personClass.members.count)
      if limit >= 0 {
        for day in tour.indices where tour[day].isWorked { slope[startCell(limit, day)] += members }
      }
      for duty in tour where duty.isWorked {
        for slot in roster.workedSlots(of: duty) {
          // People go to their dearest queue, in equal shares where several are.
          let mask = table.queues(group: group, slot: slot)
          let dearest = queuesOfGroup[group].filter {
            mask & (1 << UInt64($0)) != 0 && prices[slot * queueCount + $0] >= groupPrices[group].base[slot]
          }
          for queue in dearest { slope[slot * queueCount + queue] -= members / Double(dearest.count) }
        }
      }
    }
    for slot in 0..<roster.slotCount {
      for group in 0..<table.groupCount {
        let carried = table.carried[slot * table.groupCount + group]
        if carried != 0 { value -= Int64(carried) * Int64(groupPrices[group].base[slot]) }
      }
      for queue in 0..<queueCount {
        var price = Int32.max
        if table.openQueues[slot] & (1 << UInt64(queue)) != 0 {
          for group in groupsOfQueue[queue] { price = min(price, groupPrices[group].base[slot]) }
        }
        let cell = slot * queueCount + queue
        value += cheapestCount(queue: queue, slot: slot, price: price).cost
        slope[cell] += Double(
          cheapestCount(queue: queue, slot: slot, price: min(highest, max(lowest, prices[cell]))).count)
      }
    }
    return Answer(value: value, tours: tours, slope: slope)
  }

  /// How many people a queue buys in a slot at `price` each, and what that and the uncovered rest cost.
  private func cheapestCount(queue: Int, slot: Int, price: Int32) -> (count: Int, cost: Int64) {
    let table = roster.coverage
    let most = mostPresent[queue]
    guard most > 0, price != Int32.max else { return (0, table.cost(queue: queue, slot: slot, present: 0)) }
    // Prices never fall from level to level: people are bought up to the first level on which one saves too little.
    var level = 0
    while level < table.levelCount, table.levelPrices[level] < -price { level += 1 }
    let first = (slot * table.queueCount + queue) * (table.levelCount - 1)
    let count = level == 0 ? 0 : level == table.levelCount ? most : min(most, Int(table.thresholds[first + level - 1]))
    return (count, table.cost(queue: queue, slot: slot, present: count) + Int64(count) * Int64(price))
  }
}
