import Foundation
import Optimization

/// Simulated annealing whose moves are exact responses.
///
/// Nine moves in ten take one day of one to three people with overlapping skills out and put them back one after
/// another, each with the best duty that their other days permit; the tenth does so with the whole tours of one or two
/// people. All but the last insertion see rewards blurred by up to ±15 % in blocks of four slots, so that the same
/// people find different places. The temperature falls geometrically over the whole budget.
///
/// Source: Kirkpatrick, Gelatt & Vecchi, *Optimization by Simulated Annealing*, Science 220 (1983); ruin and recreate
/// after Schrimpf et al., J. Comput. Phys. 159 (2000).
struct Annealing {
  /// What the search is tuned by; the defaults were measured on the benchmark tours.
  struct Tuning: Sendable {
    /// First temperature, in prices of the first missing person in one slot.
    var start = 0.6
    /// Last temperature, likewise.
    var end = 0.02
    /// Share of moves that replace whole tours.
    var weekShare = 0.1
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
  private var people: [Int] = []
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
    partners = masks.map { mask in
      roster.people.indices.filter { masks[roster.people[$0].group] & mask != 0 }
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
      let day = random.nextIndex(below: roster.dayCount)
      choosePeople(isWeekMove: isWeekMove, day: day)
      guard !people.isEmpty else { continue }
      takeOut(isWeekMove: isWeekMove, day: day)
      for (index, person) in people.enumerated() {
        let isLast = index == people.count - 1
        let noise = isLast ? nil : random.next()
        if isWeekMove {
          improver.respond(person: person, noise: noise)
        } else {
          improver.respond(person: person, day: day, noise: noise)
        }
      }
      let change = state.cost - before
      if change <= 0 || random.nextUnit() < exp(-Double(change) / temperature) {
        if change > 0, bestIsCurrent {
          // Leaving the best rota: keep it.
          keepBest(isWeekMove: isWeekMove, day: day, cost: before)
          bestIsCurrent = false
        } else if state.cost < bestCost {
          bestCost = state.cost
          bestIsCurrent = true
        }
      } else {
        putBack(isWeekMove: isWeekMove, day: day)
      }
    }
    if bestIsCurrent { best = state.snapshot() } else { state.restore(best) }
  }

  private mutating func choosePeople(isWeekMove: Bool, day: Int) {
    people.removeAll(keepingCapacity: true)
    let first = random.nextIndex(below: roster.people.count)
    let wanted = isWeekMove ? 1 + random.nextIndex(below: 2) : 1 + random.nextIndex(below: 3)
    let others = partners[roster.people[first].group]
    var candidate = first
    var tries = 0
    while people.count < wanted, tries < 8 {
      tries += 1
      if !people.contains(candidate), isWeekMove || roster.people[candidate].days[day].isAllowed {
        people.append(candidate)
      }
      candidate = others[random.nextIndex(below: others.count)]
    }
  }

  private mutating func takeOut(isWeekMove: Bool, day: Int) {
    oldDuties.removeAll(keepingCapacity: true)
    for person in people {
      if isWeekMove {
        for day in 0..<roster.dayCount { oldDuties.append(state.duty(person, day)) }
        state.clear(person)
      } else {
        oldDuties.append(state.duty(person, day))
        state.set(person, day, to: .off)
      }
    }
  }

  private func putBack(isWeekMove: Bool, day: Int) {
    for (index, person) in people.enumerated() {
      if isWeekMove {
        state.setTour(person, to: Array(oldDuties[index * roster.dayCount..<(index + 1) * roster.dayCount]))
      } else {
        state.set(person, day, to: oldDuties[index])
      }
    }
  }

  /// Notes the rota as it was before the move.
  private mutating func keepBest(isWeekMove: Bool, day: Int, cost: Int64) {
    state.copy(into: &best)
    for (index, person) in people.enumerated() {
      if isWeekMove {
        for day in 0..<roster.dayCount {
          best[person * roster.dayCount + day] = oldDuties[index * roster.dayCount + day]
        }
      } else {
        best[person * roster.dayCount + day] = oldDuties[index]
      }
    }
    bestCost = cost
  }
}
