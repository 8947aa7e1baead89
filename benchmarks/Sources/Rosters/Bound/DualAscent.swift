internal import Foundation

/// A bound without a solver: prices of cover, of caps, of minutes and of weekends are moved along subgradients; every
/// step's Lagrangian value is a valid bound.
///
/// Weekends are priced instead of counted, which saves the dimension that makes exact states too many on long horizons.
/// Minutes are counted, and priced too only where even they are too many; they decide most
/// (docs/decisions/long-rosters.md). Steps by Polyak's rule towards the best roster known, along a mean of past
/// subgradients (Barahona & Anbil 2000).
final class DualAscent {
  private let table: RosterTable
  private let pricer: PartPricer
  private var cover: [Double]
  private var people: [Prices]
  /// Whether each person's minutes are counted by the oracle.
  private let countsUnits: [Bool]
  private(set) var best: Double
  private(set) var rounds = 0

  /// Prices that one person's tour pays.
  private struct Prices {
    /// Of each unit: positive against the maximum, negative against the minimum.
    var unit = 0.0
    var weekend = 0.0
    var types: [Double]
  }

  init(_ table: RosterTable) {
    self.table = table
    pricer = PartPricer(table)
    cover = table.underPrice.indices.map { Double(table.underPrice[$0]) / 4 }
    people = table.people.map { _ in Prices(types: [Double](repeating: 0, count: table.types)) }
    countsUnits = table.people.indices.map { StretchOracle.unitStates(table, person: $0) <= 4_000_000 }
    best = -.infinity
  }

  /// - Parameters:
  ///   - target: cost of the best roster, asked for each round.
  ///   - onBound: called with every better bound of the whole objective.
  func run(
    maximumRounds: Int, target: () -> Double, isOver: () -> Bool, onBound: (_ bound: Double) -> Void
  ) {
    let types = table.types
    let cells = table.days * types
    let idle = Double(table.people.reduce(0) { $0 + $1.idlePrice })
    var bestCover = cover
    var bestPeople = people
    var meanCover = [Double](repeating: 0, count: cells)
    var meanUnits = [Double](repeating: 0, count: people.count)
    var meanWeekends = meanUnits
    var meanTypes = [Double](repeating: 0, count: people.count * types)
    var pace = 1.0
    var fruitless = 0
    var startTarget = target()
    let inertia = 0.9
    let row = [Int16](repeating: -1, count: table.days)
    // A later run goes on from the best prices.
    defer {
      cover = bestCover
      people = bestPeople
    }
    for _ in 0..<maximumRounds {
      if isOver() { break }
      rounds += 1
      let target = target()
      // Steps fit the distance to the best roster: a far better one is a reason to begin anew.
      if target < startTarget - 0.1 * abs(startTarget) {
        startTarget = target
        pace = 1
        fruitless = 0
      }
      var value = idle
      var gradient = [Double](repeating: 0, count: cells)
      for cell in 0..<cells {
        value += cover[cell] * Double(table.required[cell])
        gradient[cell] = Double(table.required[cell])
      }
      for index in people.indices {
        let person = table.people[index]
        let prices = people[index]
        let stretch = StretchOracle.Stretch(
          person: index, first: 0, end: table.days, leastUnits: countsUnits[index] ? person.minimumUnits : 0,
          mostUnits: person.maximumUnits, weekends: person.maximumWeekends, countsWeekends: false,
          countsUnits: countsUnits[index], weekendPrice: prices.weekend)
        value += row.withUnsafeBufferPointer { row in
          guard let base = row.baseAddress else { return 0 }
          return pricer.best(
            stretch, row: base, cover: cover, typePrices: prices.types, unitPrice: prices.unit)
        }
        value -= prices.unit * Double(prices.unit > 0 ? person.maximumUnits : person.minimumUnits)
        value -= prices.weekend * Double(person.maximumWeekends)
        for type in 0..<types where prices.types[type] > 0 { value -= prices.types[type] * Double(person.caps[type]) }
        var units = 0
        var weekends = 0
        var lastWeekend = -1
        var counts = [Int](repeating: 0, count: types)
        for (day, type) in pricer.types(stretch).enumerated() where type >= 0 {
          let kind = Int(type)
          gradient[day * types + kind] -= 1
          counts[kind] += 1
          units += table.unitsOfClass[table.classOfType[kind]]
          if table.weekendOfDay[day] >= 0, table.weekendOfDay[day] != lastWeekend {
            lastWeekend = table.weekendOfDay[day]
            weekends += 1
          }
        }
        var excess = 0
        if units > person.maximumUnits || (prices.unit > 0 && units >= person.minimumUnits) {
          excess = units - person.maximumUnits
        } else if units < person.minimumUnits || prices.unit < 0 {
          excess = units - person.minimumUnits
        }
        meanUnits[index] = inertia * meanUnits[index] + (1 - inertia) * Double(excess)
        meanWeekends[index] =
          inertia * meanWeekends[index] + (1 - inertia) * Double(weekends - person.maximumWeekends)
        for type in 0..<types {
          meanTypes[index * types + type] =
            inertia * meanTypes[index * types + type] + (1 - inertia) * Double(counts[type] - person.caps[type])
        }
      }
      for cell in 0..<cells { meanCover[cell] = inertia * meanCover[cell] + (1 - inertia) * gradient[cell] }
      if value > best {
        if value > best + 1e-4 * max(1, abs(best)) { fruitless = 0 }
        best = value
        bestCover = cover
        bestPeople = people
        onBound(value)
      } else {
        fruitless += 1
        if fruitless >= 25 {
          fruitless = 0
          pace *= 0.75
          cover = bestCover
          people = bestPeople
          if pace < 1e-3 { break }
          continue
        }
      }
      var length = 0.0
      for cell in 0..<cells where isFree(cover[cell], meanCover[cell], cell) {
        length += meanCover[cell] * meanCover[cell]
      }
      for index in people.indices {
        length += meanUnits[index] * meanUnits[index]
        if people[index].weekend > 0 || meanWeekends[index] > 0 { length += meanWeekends[index] * meanWeekends[index] }
        for type in table.people[index].limitedTypes
        where people[index].types[type] > 0 || meanTypes[index * types + type] > 0 {
          length += meanTypes[index * types + type] * meanTypes[index * types + type]
        }
      }
      guard length > 1e-12 else { break }
      let goal = max(target, value + 1e-3 * abs(value) + 1e-6)
      let step = pace * (goal - value) / length
      for cell in 0..<cells {
        cover[cell] = min(
          Double(table.underPrice[cell]), max(-Double(table.overPrice[cell]), cover[cell] + step * meanCover[cell]))
      }
      for index in people.indices {
        people[index].unit += step * meanUnits[index]
        people[index].weekend = max(0, people[index].weekend + step * meanWeekends[index])
        for type in table.people[index].limitedTypes {
          people[index].types[type] = max(0, people[index].types[type] + step * meanTypes[index * types + type])
        }
      }
    }
  }

  private func isFree(_ price: Double, _ direction: Double, _ cell: Int) -> Bool {
    direction > 0 ? price < Double(table.underPrice[cell]) : price > -Double(table.overPrice[cell])
  }
}
