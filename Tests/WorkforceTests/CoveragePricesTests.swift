import Calendars
import Testing
import Workforce

/// One more head priced by level, against the words of `ServiceSteps` and `CoveragePrices` head by head.
@Suite("Prices of cover by level") struct CoveragePricesTests {
  /// What one head more than `present` costs by level.
  static func price(_ prices: CoveragePrices, _ demand: QueueDemand, slot: Int, present: Int) -> Double {
    prices.levels[prices.thresholds(of: demand, at: slot).count { $0 <= present }]
  }

  /// The same from the flat prices.
  static func flatPrice(_ prices: CoveragePrices, need: Int, width: Int, present: Int) -> Double {
    if present < need { return present < need - width ? -prices.underNext : -prices.underFirst }
    return present < need + width ? prices.overFirst : prices.overNext
  }

  @Test("without a ladder there are four levels: a band below the need and one above")
  func flat() {
    let prices = CoveragePrices()
    let demand = QueueDemand(queue: "phone", required: [0, 1, 9, 11, 70])
    #expect(prices.levels == [-120, -48, 2, 8])
    #expect(
      demand.required.indices.map { prices.thresholds(of: demand, at: $0) } == [
        [0, 0, 0], [0, 1, 2], [8, 9, 10], [9, 11, 13], [63, 70, 77],
      ])
  }

  @Test("a queue with steps is worth the first price of the ladder whose heads are not there yet")
  func steps() {
    let ladder = [120.0, 90, 48, 20, 5]
    let prices = CoveragePrices(ladder: ladder)
    let steps = ServiceSteps(contactPrice: [1, 1], heads: [[2, 0], [2, 0], [4, 0], [9, 0], [11, 0]])
    let demand = QueueDemand(queue: "phone", required: [5, 0], steps: steps)
    #expect(prices.levels == [-120, -90, -48, -20, -5, 2, 8])
    #expect(prices.thresholds(of: demand, at: 0) == [2, 2, 4, 9, 11, 13])
    #expect(prices.thresholds(of: demand, at: 1) == [0, 0, 0, 0, 0, 0])
    for present in 0..<11 {
      let step = steps.heads.firstIndex { present < $0[0] } ?? -1
      #expect(Self.price(prices, demand, slot: 0, present: present) == -ladder[step])
    }
    #expect((11..<15).map { Self.price(prices, demand, slot: 0, present: $0) } == [2, 2, 8, 8])
  }

  @Test(
    "a queue without steps has the flat prices on every ladder",
    arguments: [
      [120, 48], [120, 100, 48], [120, 48, 20], [500, 120, 120, 77, 48, 48, 1], [130, 120, 48, 47], [120, 60, 48, 0],
    ])
  func flatOnALadder(ladder: [Double]) {
    let prices = CoveragePrices(ladder: ladder)
    let demand = QueueDemand(queue: "chat", required: [0, 1, 9, 25])
    for (slot, need) in demand.required.enumerated() {
      let thresholds = prices.thresholds(of: demand, at: slot)
      #expect(thresholds.count == prices.levels.count - 1)
      #expect(zip(thresholds, thresholds.dropFirst()).allSatisfy { $0 <= $1 })
      #expect(thresholds[thresholds.count - 2] == need)
      for present in 0..<40 {
        #expect(
          Self.price(prices, demand, slot: slot, present: present)
            == Self.flatPrice(prices, need: need, width: (need + 9) / 10, present: present))
      }
    }
  }

  @Test("one price of missing heads is a ladder too")
  func onePrice() {
    let prices = CoveragePrices(underFirst: 48, underNext: 48, ladder: [48])
    #expect(prices.levels == [-48, 2, 8])
    #expect(prices.thresholds(of: QueueDemand(queue: "chat", required: [20]), at: 0) == [20, 22])
  }
}
