internal import Foundation
internal import Optimization
internal import Searching

/// Gives one person the best duties for what the others leave open, on the whole horizon or on a stretch of it.
final class Responder {
  let state: RosterState
  let table: RosterTable
  let oracle: StretchOracle
  var random: SeededGenerator
  private let kinds: UnsafeMutablePointer<Int16>
  /// What one more person on `day * types + type` is worth by the prices of the bound; empty when there are none.
  private var guide: [Double] = []
  /// How much of a blurred price of cover follows the guide.
  private let guideShare = 0.6

  init(state: RosterState, seed: UInt64) {
    self.state = state
    table = state.table
    oracle = StretchOracle(state.table)
    random = SeededGenerator(seed: seed)
    kinds = .allocate(capacity: table.days * table.classes)
    kinds.initialize(repeating: -1, count: table.days * table.classes)
  }

  deinit { kinds.deallocate() }

  /// Lets blurred responses follow these prices of cover, `prices[day * types + type]`: what a duty is worth once
  /// everybody has answered, where the present roster only knows whether somebody is missing now.
  func follow(_ prices: [Double]) { guide = prices }

  /// Takes `person` off the days of `first..<end` and `later` and puts them back by the best response.
  ///
  /// - Parameters:
  ///   - later: a second window of days, empty for none; see `StretchOracle.Stretch.later`.
  ///   - noise: spread of the blur on every price; 0 for the exact response.
  /// - Returns: false when nothing legal was found; the person is then off on all of these days, and the caller
  ///   restores.
  func respond(
    person index: Int, from first: Int, to end: Int, later: Range<Int> = 0..<0, noise: Double
  ) -> Bool {
    for day in first..<end { state.set(index, day, -1) }
    for day in later { state.set(index, day, -1) }
    let person = table.people[index]
    let outside = Int(state.units[index])
    let stretch = StretchOracle.Stretch(
      person: index, first: first, end: end, later: later, leastUnits: max(0, person.minimumUnits - outside),
      mostUnits: person.maximumUnits - outside, weekends: person.maximumWeekends - Int(state.weekendsWorked[index]))
    return respond(stretch, noise: noise)
  }

  /// - Parameter caps: most duties of each type, the ones outside the stretch included; the person's own by default.
  func respond(_ stretch: StretchOracle.Stretch, noise: Double, caps: [Int]? = nil) -> Bool {
    let index = stretch.person
    let person = table.people[index]
    let caps = caps ?? person.caps
    var stretch = stretch
    if person.tightType >= 0 {
      stretch.countedClass = table.classOfType[person.tightType]
      stretch.mostOfClass =
        caps[person.tightType] - Int(state.typeCounts[index * table.types + person.tightType])
    }
    fill(stretch, noise: noise, caps: caps)
    var penalties: [Double] = []
    var banned: Set<Int> = []
    for attempt in 0..<40 {
      guard oracle.solve(stretch, row: state.row(index)) < .infinity else { return false }
      // Types over their cap get dearer until the caps are kept.
      var isOver = false
      for type in person.limitedTypes {
        var count = Int(state.typeCounts[index * table.types + type])
        stretch.forEachDay { if typeAnswered($0) == type { count += 1 } }
        if count > caps[type] {
          isOver = true
          if penalties.isEmpty { penalties = [Double](repeating: 0, count: table.types) }
          if attempt < 4 {
            penalties[type] = penalties[type] == 0 ? 2 : penalties[type] * 1.7
          } else {
            // Prices that go to and fro: the type keeps the days that the cap allows it and loses all others.
            var left = caps[type] - Int(state.typeCounts[index * table.types + type])
            stretch.forEachDay { day in
              let isKept = typeAnswered(day) == type && left > 0
              if isKept { left -= 1 } else { banned.insert(day * table.types + type) }
            }
          }
        }
      }
      if !isOver { break }
      if attempt == 39 { return false }
      fill(stretch, noise: noise, caps: caps, penalties: penalties, banned: banned)
    }
    stretch.forEachDay { state.set(index, $0, Int16(truncatingIfNeeded: typeAnswered($0))) }
    return true
  }

  /// For people whom prices and bans leave without a tour although one may exist: draws the days on which each limited
  /// type may be worked, as many as its cap allows, until a tour fits. The counted type needs no draw.
  func respondByDraws(_ index: Int, tries: Int) -> Bool {
    let person = table.people[index]
    for day in 0..<table.days { state.set(index, day, -1) }
    var stretch = StretchOracle.Stretch(
      person: index, first: 0, end: table.days, leastUnits: person.minimumUnits, mostUnits: person.maximumUnits,
      weekends: person.maximumWeekends)
    if person.tightType >= 0 {
      stretch.countedClass = table.classOfType[person.tightType]
      stretch.mostOfClass = person.caps[person.tightType]
    }
    for _ in 0..<tries {
      var banned: Set<Int> = []
      for type in person.limitedTypes where type != person.tightType {
        var left = person.caps[type]
        for day in 0..<table.days {
          // Keeps each set of `left` days with the same chance.
          if random.nextIndex(below: table.days - day) < left {
            left -= 1
          } else {
            banned.insert(day * table.types + type)
          }
        }
      }
      fill(stretch, noise: 0, caps: person.caps, banned: banned)
      guard oracle.solve(stretch, row: state.row(index)) < .infinity else { continue }
      for day in 0..<table.days { state.set(index, day, Int16(truncatingIfNeeded: typeAnswered(day))) }
      return true
    }
    return false
  }

  private func typeAnswered(_ day: Int) -> Int {
    let kind = Int(oracle.answer[day])
    return kind < 0 ? -1 : Int(kinds[day * table.classes + kind])
  }

  private func fill(
    _ stretch: StretchOracle.Stretch, noise: Double, caps: [Int], penalties: [Double] = [], banned: Set<Int> = []
  ) {
    let classes = table.classes
    let person = table.people[stretch.person]
    stretch.forEachDay { day in
      oracle.off[day] = noise > 0 ? noise * blur() : 0
      for kind in 0..<classes { oracle.work[day * classes + kind] = .infinity }
      if person.isFixedOff[day] { return }
      for type in person.types {
        let left = caps[type] - Int(state.typeCounts[stretch.person * table.types + type])
        if left <= 0 || (!banned.isEmpty && banned.contains(day * table.types + type)) { continue }
        var price = Double(state.price(stretch.person, day, type))
        if noise > 0 {
          price += noise * blur()
          if !guide.isEmpty {
            let place = day * table.types + type
            price -= guideShare * (guide[place] + Double(state.coverPrice(place)))
          }
        }
        if !penalties.isEmpty { price += penalties[type] }
        let cell = day * classes + table.classOfType[type]
        if price < oracle.work[cell] {
          oracle.work[cell] = price
          kinds[cell] = Int16(truncatingIfNeeded: type)
        }
      }
    }
  }

  /// Minus a standard Gumbel number: adding it to costs and taking the least draws from the Boltzmann distribution.
  private func blur() -> Double {
    let unit = max(1e-12, random.nextUnit())
    return log(-log(unit) + 1e-300)
  }
}
