import Foundation
import Optimization
import Searching
import Testing

@testable import Rosters

@Suite("The oracle of a stretch of days") struct StretchOracleTests {
  private static var seeds: UInt64 { ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil ? 4000 : 120 }

  /// Prices the caps of the instance away: the oracle leaves them to its callers.
  private func withoutCaps(_ instance: RosterInstance) -> RosterInstance {
    var free = instance
    for person in free.people.indices {
      for type in free.shifts.indices where free.people[person].rules.maximumOfType[type] > 0 {
        free.people[person].rules.maximumOfType[type] = free.days
      }
    }
    return free
  }

  @Test("finds the least price of a whole tour, as full enumeration does") func wholeTours() throws {
    var compared = 0
    for seed in 0..<Self.seeds as Range<UInt64> {
      let types = seed % 3 == 0 ? 1 : 2
      let instance = withoutCaps(
        TinyInstances.make(seed, people: 1, days: types == 1 ? 9 : 6, types: types))
      let table = try RosterTable(instance)
      let oracle = StretchOracle(table)
      var random = SeededGenerator(seed: seed, stream: 3)
      let prices = (0..<instance.days * types).map { _ in Double(random.nextIndex(below: 41) - 20) }
      fill(oracle, table, prices)
      let row = [Int16](repeating: -1, count: instance.days)
      let person = table.people[0]
      let stretch = StretchOracle.Stretch(
        person: 0, first: 0, end: instance.days, leastUnits: person.minimumUnits, mostUnits: person.maximumUnits,
        weekends: person.maximumWeekends)
      let found = oracle.solve(stretch, row: row)
      let least =
        TinyInstances.legalRows(instance, person: 0).map { price($0, prices, types) }.min() ?? .infinity
      #expect(found == least, "seed \(seed)")
      if found < .infinity { compared += 1 }
    }
    #expect(compared > Int(Self.seeds) / 2)
  }

  @Test("finds the least price of a stretch between fixed days, as full enumeration does") func stretches() throws {
    var compared = 0
    for seed in 0..<Self.seeds as Range<UInt64> {
      let instance = withoutCaps(TinyInstances.make(seed &+ 9000, people: 1, days: 6, types: 2))
      guard var scene = try Scene(instance, seed: seed, stream: 5) else { continue }
      let (rows, table, oracle, base) = (scene.rows, scene.table, scene.oracle, scene.base)
      let first = scene.random.nextIndex(below: 4)
      let end = first + 1 + scene.random.nextIndex(below: 6 - first)
      let prices = (0..<12).map { _ in Double(scene.random.nextIndex(below: 41) - 20) }
      fill(oracle, table, prices)
      let (state, stretch) = scene.freed(first..<end)
      let found = oracle.solve(stretch, row: state.row(0))
      let fitting = rows.filter { row in
        row.indices.allSatisfy { ($0 >= first && $0 < end) || row[$0] == base[$0] }
      }
      let least =
        fitting.map { price(Array($0[first..<end]), Array(prices[first * 2..<end * 2]), 2) }.min() ?? .infinity
      #expect(found == least, "seed \(seed)")
      compared += 1
    }
    #expect(compared > Int(Self.seeds) / 2)
  }

  @Test("finds the least price on two windows that share their budgets, as full enumeration does")
  func twoWindows() throws {
    var compared = 0
    var traded = 0
    for seed in 0..<Self.seeds as Range<UInt64> {
      let types = seed % 4 == 0 ? 2 : 1
      let instance = withoutCaps(
        TinyInstances.make(seed &+ 20_000, people: 1, days: types == 1 ? 10 : 6, types: types))
      guard var scene = try Scene(instance, seed: seed, stream: 6) else { continue }
      let (rows, table, oracle, base) = (scene.rows, scene.table, scene.oracle, scene.base)
      let distance = StretchOracle.leastDistance(table, person: 0)
      guard instance.days - distance >= 2 else { continue }
      let first = scene.random.nextIndex(below: instance.days - distance - 1)
      let end = first + 1 + scene.random.nextIndex(below: instance.days - distance - 1 - first)
      let start = end + distance + scene.random.nextIndex(below: instance.days - end - distance)
      let stop = start + 1 + scene.random.nextIndex(below: instance.days - start)
      func isFree(_ day: Int) -> Bool { (day >= first && day < end) || (day >= start && day < stop) }
      let prices = (0..<instance.days * types).map { _ in Double(scene.random.nextIndex(below: 41) - 20) }
      fill(oracle, table, prices)
      let (state, whole) = scene.freed(first..<end, start..<stop)
      var stretch = whole
      // Every other case counts the duties of one class as well.
      if seed % 2 == 0 {
        stretch.countedClass = table.classOfType[0]
        stretch.mostOfClass = scene.random.nextIndex(below: 5)
      }
      let found = oracle.solve(stretch, row: state.row(0))
      let fitting = rows.filter { row in
        row.indices.allSatisfy { isFree($0) || row[$0] == base[$0] }
          && (stretch.countedClass < 0
            || row.indices.count { day in
              isFree(day) && row[day].map { table.classOfType[$0] } == stretch.countedClass
            } <= stretch.mostOfClass)
      }
      func priceOfFree(_ row: [Int?]) -> Double {
        row.indices.reduce(0) { sum, day in
          sum + (isFree(day) ? row[day].map { prices[day * types + $0] } ?? 0 : 0)
        }
      }
      #expect(found == fitting.map(priceOfFree).min() ?? .infinity, "seed \(seed)")
      guard found < .infinity else { continue }
      // The answer itself is one of them.
      var answer = base
      for day in base.indices where isFree(day) {
        let kind = Int(oracle.answer[day])
        answer[day] =
          kind < 0
          ? nil
          : table.classOfType.indices.first { type in
            table.classOfType[type] == kind && prices[day * types + type] == oracle.work[day * table.classes + kind]
          }
      }
      #expect(fitting.contains(answer) && priceOfFree(answer) == found, "seed \(seed)")
      let worked = { (days: Range<Int>, row: [Int?]) in days.count { row[$0] != nil } }
      if worked(first..<end, answer) != worked(first..<end, base) { traded += 1 }
      compared += 1
    }
    #expect(compared > Int(Self.seeds) / 3)
    #expect(traded * 20 > compared)
  }

  /// One person with a legal row to start from, and every other legal row.
  private struct Scene {
    let rows: [[Int?]]
    let table: RosterTable
    let oracle: StretchOracle
    var random: SeededGenerator
    let base: [Int?]

    /// Nil where nothing is legal.
    init?(_ instance: RosterInstance, seed: UInt64, stream: UInt64) throws {
      rows = TinyInstances.legalRows(instance, person: 0)
      guard !rows.isEmpty else { return nil }
      table = try RosterTable(instance)
      oracle = StretchOracle(table)
      random = SeededGenerator(seed: seed, stream: stream)
      base = rows[random.nextIndex(below: rows.count)]
    }

    /// The base without what stands on `days` and `later`, and the stretch that may be put there.
    func freed(_ days: Range<Int>, _ later: Range<Int> = 0..<0) -> (RosterState, StretchOracle.Stretch) {
      let state = RosterState(table)
      for (day, type) in base.enumerated() where !days.contains(day) && !later.contains(day) {
        state.set(0, day, Int16(type ?? -1))
      }
      let person = table.people[0]
      let outside = Int(state.units[0])
      let stretch = StretchOracle.Stretch(
        person: 0, first: days.lowerBound, end: days.upperBound, later: later,
        leastUnits: max(0, person.minimumUnits - outside), mostUnits: person.maximumUnits - outside,
        weekends: person.maximumWeekends - Int(state.weekendsWorked[0]))
      return (state, stretch)
    }
  }

  private func fill(_ oracle: StretchOracle, _ table: RosterTable, _ prices: [Double]) {
    let person = table.people[0]
    for day in 0..<table.days {
      oracle.off[day] = 0
      for kind in 0..<table.classes { oracle.work[day * table.classes + kind] = .infinity }
      for type in person.types where !person.isFixedOff[day] {
        let cell = day * table.classes + table.classOfType[type]
        oracle.work[cell] = min(oracle.work[cell], prices[day * table.types + type])
      }
    }
  }

  private func price(_ row: [Int?], _ prices: [Double], _ types: Int) -> Double {
    row.enumerated().reduce(0) { sum, entry in
      sum + (entry.element.map { prices[entry.offset * types + $0] } ?? 0)
    }
  }
}
