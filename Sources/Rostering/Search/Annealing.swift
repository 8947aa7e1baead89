import Foundation
import Optimization

/// Simulated annealing whose moves are exact responses.
///
/// A move takes some duties out and puts them back one after another, each with the best duty that the person's other
/// days permit: one day of one to three people with overlapping skills, or two days of one person; one move in ten does
/// so with the whole tours of one or two people. All but the last insertion see rewards blurred by up to ±15 % in blocks of four slots, so that the same
/// people find different places, and lean on the prices of the bound (`Improver.follow`). The temperature falls geometrically over the whole budget.
///
/// Source: Kirkpatrick, Gelatt & Vecchi, *Optimization by Simulated Annealing*, Science 220 (1983); ruin and recreate
/// after Schrimpf et al., J. Comput. Phys. 159 (2000).
struct Annealing {
  /// What the search is tuned by; the defaults were measured on the benchmark tours.
  struct Tuning: Sendable {
    /// First temperature, in prices of the first missing person in one slot.
    var start = 2.0
    /// Last temperature, likewise.
    var end = 0.02
    /// Share of moves that replace whole tours.
    var weekShare = 0.05
    /// Share of the other moves that take two days of one person.
    var pairShare = 0.3
    /// Chance that a move of one day is blurred although it is the last insertion.
    var singleNoise = 1.0
    /// Chance that the last insertion of a larger move is blurred.
    var lastNoise = 0.0
    /// Chance that partners must work at the same time.
    var overlapShare = 0.8
    /// Moves between two looks at the clock.
    var period = 64
  }

  private let state: SearchState
  private let improver: Improver
  private let roster: CompiledRoster
  private let tuning: Tuning
  private var random: SeededGenerator
  private let partners: [[Int]]
  /// The cheapest legal rota so far, and its cost.
  private(set) var best: [DutyChoice]
  private(set) var bestCost: Int64
  private(set) var moves = 0
  /// What the present move takes out: a day of a person, or, in a week move, a person's whole tour (day 0).
  private var places: [Place] = []

  private struct Place: Equatable {
    var person: Int
    var day: Int
  }

  private var oldDuties: [DutyChoice] = []

  /// Starts from the rota in `improver.state`.
  init(improver: Improver, seed: UInt64, tuning: Tuning = Tuning()) {
    self.improver = improver
    self.tuning = tuning
    state = improver.state
    roster = state.roster
    random = SeededGenerator(seed: seed, stream: 1)
    let roster = state.roster
    let masks = roster.coverage.groupQueues
    partners = masks.indices.map { group in
      roster.people.indices.filter {
        roster.people[$0].group == group || masks[roster.people[$0].group] & masks[group] != 0
      }
    }
    best = state.snapshot()
    bestCost = state.cost
  }

  /// Anneals until the budget is used up; afterwards the state holds the best rota found.
  /// - Parameter report: called every few thousand moves with the best cost; returning true ends the search.
  mutating func run(budget: SearchBudget, report: (Int64) -> Bool) {
    guard !roster.people.isEmpty, roster.dayCount > 0 else { return }
    let price = Double(max(1, -roster.coverage.levelPrices[1]))
    var temperature = tuning.start * price
    var bestIsCurrent = state.cost <= bestCost
    let lastMove = budget.iterations ?? Int.max
    while moves < lastMove {
      if moves % tuning.period == 0 {
        let used = budget.used(moves: moves)
        if used >= 1 { break }
        temperature = price * tuning.start * pow(tuning.end / tuning.start, used)
        if moves % (tuning.period * 64) == 0, report(min(bestCost, state.cost)) { break }
      }
      moves += 1
      let before = state.cost
      let isWeekMove = random.nextUnit() < tuning.weekShare
      choosePlaces(isWeekMove: isWeekMove)
      guard !places.isEmpty else { continue }
      takeOut(isWeekMove: isWeekMove)
      for (index, place) in places.enumerated() {
        let isLast = index == places.count - 1
        let chance = isLast ? (places.count == 1 && !isWeekMove ? tuning.singleNoise : tuning.lastNoise) : 1
        let noise = chance >= 1 || random.nextUnit() < chance ? random.next() : nil
        if isWeekMove {
          improver.respond(person: place.person, noise: noise)
        } else {
          improver.respond(person: place.person, day: place.day, noise: noise)
        }
      }
      let change = state.cost - before
      if change <= 0 || random.nextUnit() < exp(-Double(change) / temperature) {
        if change > 0, bestIsCurrent {
          // Leaving the best rota: keep it.
          keepBest(isWeekMove: isWeekMove, cost: before)
          bestIsCurrent = false
        } else if state.cost < bestCost {
          bestCost = state.cost
          bestIsCurrent = true
        }
      } else {
        putBack(isWeekMove: isWeekMove)
      }
    }
    if bestIsCurrent { best = state.snapshot() } else { state.restore(best) }
  }

  private mutating func choosePlaces(isWeekMove: Bool) {
    places.removeAll(keepingCapacity: true)
    let first = random.nextIndex(below: roster.people.count)
    if !isWeekMove, random.nextUnit() < tuning.pairShare {
      for _ in 0..<2 { add(Place(person: first, day: random.nextIndex(below: roster.dayCount))) }
      return
    }
    let day = isWeekMove ? 0 : random.nextIndex(below: roster.dayCount)
    let wanted = isWeekMove ? 1 + random.nextIndex(below: 2) : 1 + random.nextIndex(below: 3)
    let others = partners[roster.people[first].group]
    let mustOverlap = !isWeekMove && random.nextUnit() < tuning.overlapShare
    var span: Range<Int32>?
    var candidate = first
    for _ in 0..<24 where places.count < wanted {
      let place = Place(person: candidate, day: day)
      candidate = others[random.nextIndex(below: others.count)]
      if isWeekMove {
        if !places.contains(place) { places.append(place) }
        continue
      }
      if mustOverlap {
        let duty = state.duty(place.person, day)
        guard duty.isWorked else { continue }
        let end = duty.start + Int32(roster.rows[Int(duty.row)].length)
        if let span { guard duty.start < span.upperBound, end > span.lowerBound else { continue } }
        if span == nil { span = duty.start..<end }
      }
      add(place)
    }
  }

  /// Adds a day that can be worked, once.
  private mutating func add(_ place: Place) {
    if roster.people[place.person].days[place.day].isAllowed, !places.contains(place) { places.append(place) }
  }

  private mutating func takeOut(isWeekMove: Bool) {
    oldDuties.removeAll(keepingCapacity: true)
    for place in places {
      if isWeekMove {
        for day in 0..<roster.dayCount { oldDuties.append(state.duty(place.person, day)) }
        state.clear(place.person)
      } else {
        oldDuties.append(state.duty(place.person, place.day))
        state.set(place.person, place.day, to: .off)
      }
    }
  }

  private func putBack(isWeekMove: Bool) {
    if isWeekMove {
      for (index, place) in places.enumerated() {
        state.setTour(
          place.person, to: Array(oldDuties[index * roster.dayCount..<(index + 1) * roster.dayCount]))
      }
      return
    }
    // Off first: two days of one person may not exceed the week's maximum together on the way.
    for (index, place) in places.enumerated() where state.duty(place.person, place.day) != oldDuties[index] {
      state.set(place.person, place.day, to: .off)
    }
    for (index, place) in places.enumerated() { state.set(place.person, place.day, to: oldDuties[index]) }
  }

  /// Notes the rota as it was before the move.
  private mutating func keepBest(isWeekMove: Bool, cost: Int64) {
    state.copy(into: &best)
    for (index, place) in places.enumerated() {
      if isWeekMove {
        for day in 0..<roster.dayCount {
          best[place.person * roster.dayCount + day] = oldDuties[index * roster.dayCount + day]
        }
      } else {
        best[place.person * roster.dayCount + place.day] = oldDuties[index]
      }
    }
    bestCost = cost
  }
}
