internal import Foundation
internal import Optimization

/// Simulated annealing on exact responses: one to three people leave a stretch of days and come back one after another
/// by the best response, all but the last under blurred prices.
final class RosterAnnealing {
  let responder: Responder
  let state: RosterState
  let table: RosterTable
  private var random: SeededGenerator
  private(set) var best: [Int16]
  private(set) var bestCost: Int
  private(set) var moves = 0
  private let startTemperature = 20.0
  private let endTemperature = 0.3
  /// Spread of the blur on prices, as a share of the temperature.
  private static let blur = 0.2
  private var saved: [[Int16]] = []
  private let check: StretchCheck

  init(responder: Responder, seed: UInt64) {
    self.responder = responder
    state = responder.state
    table = state.table
    check = StretchCheck(state: responder.state)
    random = SeededGenerator(seed: seed, stream: 7)
    best = responder.state.snapshot()
    bestCost = responder.state.cost
  }

  /// - Parameter used: share of the budget that is gone, asked every few moves; 1 ends the run.
  func run(used: (Int) -> Double, improved: (Int) -> Void) {
    var temperature = startTemperature
    while true {
      if moves % 16 == 0 {
        let share = used(moves)
        if share >= 1 { break }
        temperature = startTemperature * pow(endTemperature / startTemperature, share)
      }
      moves += 1
      move(temperature)
      if state.cost < bestCost {
        bestCost = state.cost
        best = state.snapshot()
        improved(bestCost)
      }
    }
  }

  private func move(_ temperature: Double) {
    let people = table.personCount
    let kind = random.nextUnit()
    if kind < 0.3, people > 1 { return swap(temperature) }
    let count = kind < 0.5 ? 1 : (kind < 0.9 ? min(2, people) : min(3, people))
    let length = min(table.days, 2 + random.nextIndex(below: count == 1 ? 13 : 9))
    let first = random.nextIndex(below: table.days - length + 1)
    let end = first + length
    var chosen = (-1, -1, -1)
    chosen.0 = random.nextIndex(below: people)
    if count > 1 { repeat { chosen.1 = random.nextIndex(below: people) } while chosen.1 == chosen.0 }
    if count > 2 {
      repeat { chosen.2 = random.nextIndex(below: people) } while chosen.2 == chosen.0 || chosen.2 == chosen.1
    }
    let before = state.cost
    saved.removeAll(keepingCapacity: true)
    let selected = [chosen.0, chosen.1, chosen.2].prefix(count)
    for person in selected {
      saved.append(Array(UnsafeBufferPointer(start: state.row(person) + first, count: length)))
    }
    for person in selected { for day in first..<end { state.set(person, day, -1) } }
    var isDone = true
    for (order, person) in selected.enumerated() {
      let isLast = order == count - 1
      let noise = isLast && count > 1 ? 0 : Self.blur * temperature
      if !responder.respond(
        person: person, from: first, to: end, noise: noise, weekendsOutside: state.weekends(person, outside: first, end)
      ) {
        isDone = false
        break
      }
    }
    if isDone {
      let change = Double(state.cost - before)
      if change <= 0 || random.nextUnit() < exp(-change / temperature) { return }
    }
    for (order, person) in selected.enumerated() {
      for day in first..<end { state.set(person, day, saved[order][day - first]) }
    }
  }

  /// Two people exchange a stretch; head counts stay as they are.
  private func swap(_ temperature: Double) {
    let people = table.personCount
    let one = random.nextIndex(below: people)
    let other = (one + 1 + random.nextIndex(below: people - 1)) % people
    let length = min(table.days, 1 + random.nextIndex(below: 8))
    let first = random.nextIndex(below: table.days - length + 1)
    let end = first + length
    let left = state.row(one)
    let right = state.row(other)
    var differs = false
    for day in first..<end where left[day] != right[day] {
      differs = true
      break
    }
    guard differs else { return }
    let before = state.cost
    exchange(one, other, first, end)
    let change = Double(state.cost - before)
    if change <= 0 || random.nextUnit() < exp(-change / temperature), check.isLegal(one, from: first, to: end),
      check.isLegal(other, from: first, to: end)
    {
      return
    }
    exchange(one, other, first, end)
  }

  private func exchange(_ one: Int, _ other: Int, _ first: Int, _ end: Int) {
    for day in first..<end {
      let left = state.row(one)[day]
      let right = state.row(other)[day]
      if left == right { continue }
      state.set(one, day, -1)
      state.set(other, day, left)
      state.set(one, day, right)
    }
  }
}
