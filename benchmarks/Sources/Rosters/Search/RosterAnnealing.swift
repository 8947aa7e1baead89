internal import Searching

/// Simulated annealing on exact responses: one to three people leave one or two windows of days and come back one after
/// another by the best response, all but the last under blurred prices; or two people exchange what they have there.
final class RosterAnnealing {
  let responder: Responder
  let state: RosterState
  let table: RosterTable
  private var random: SeededGenerator
  private(set) var best: [Int16]
  private(set) var bestCost: Int
  private(set) var moves = 0
  private let cooling = Cooling(from: 20, to: 0.2)
  /// Spread of the blur on prices, as a share of the temperature.
  private static let blur = 0.2
  /// Share of moves that are exchanges, and of the others that take two windows.
  private static let swaps = 0.15
  private static let farMoves = 0.6
  private var saved: [Int16] = []
  private let check: StretchCheck
  private var draw: WindowDraw

  init(responder: Responder, seed: UInt64) {
    self.responder = responder
    state = responder.state
    table = state.table
    check = StretchCheck(state: responder.state)
    draw = WindowDraw(responder.table)
    random = SeededGenerator(seed: seed, stream: 7)
    best = responder.state.snapshot()
    bestCost = responder.state.cost
  }

  /// - Parameter used: share of the budget that is gone, asked every few moves; 1 ends the run.
  func run(used: (Int) -> Double) {
    var temperature = cooling.temperature(at: 0)
    while true {
      if moves % 16 == 0 {
        let share = used(moves)
        if share >= 1 { break }
        temperature = cooling.temperature(at: share)
      }
      if moves % 512 == 0 { draw.lookForShortages(state) }
      moves += 1
      move(temperature)
      if state.cost < bestCost {
        bestCost = state.cost
        best = state.snapshot()
      }
    }
  }

  private func move(_ temperature: Double) {
    let people = table.personCount
    if people > 1, random.nextUnit() < Self.swaps { return swap(temperature) }
    let isFar = random.nextUnit() < Self.farMoves
    let kind = random.nextUnit()
    let count = kind < 0.3 ? 1 : (kind < 0.85 || isFar ? min(2, people) : min(3, people))
    var chosen = (random.nextIndex(below: people), -1, -1)
    if count > 1 { repeat { chosen.1 = random.nextIndex(below: people) } while chosen.1 == chosen.0 }
    if count > 2 {
      repeat { chosen.2 = random.nextIndex(below: people) } while chosen.2 == chosen.0 || chosen.2 == chosen.1
    }
    let selected = [chosen.0, chosen.1, chosen.2].prefix(count)
    let windows =
      (isFar ? draw.far(selected, &random) : nil) ?? draw.near(longest: count == 1 ? 14 : 10, &random)
    let days = windows.days
    let later = windows.later
    let before = state.cost
    saved.removeAll(keepingCapacity: true)
    for person in selected {
      let row = state.row(person)
      for day in days { saved.append(row[day]) }
      for day in later { saved.append(row[day]) }
    }
    for person in selected {
      for day in days { state.set(person, day, -1) }
      for day in later { state.set(person, day, -1) }
    }
    var isDone = true
    for (order, person) in selected.enumerated() {
      let isLast = order == count - 1
      let noise = isLast && count > 1 ? 0 : Self.blur * temperature
      if !responder.respond(person: person, from: days.lowerBound, to: days.upperBound, later: later, noise: noise) {
        isDone = false
        break
      }
    }
    if isDone {
      if random.accepts(change: Double(state.cost - before), at: temperature) { return }
    }
    var at = 0
    for person in selected {
      for day in days {
        state.set(person, day, saved[at])
        at += 1
      }
      for day in later {
        state.set(person, day, saved[at])
        at += 1
      }
    }
  }

  /// Two people exchange one or two stretches; head counts stay as they are.
  private func swap(_ temperature: Double) {
    let people = table.personCount
    let one = random.nextIndex(below: people)
    let other = (one + 1 + random.nextIndex(below: people - 1)) % people
    let windows = draw.exchanged(one, other, &random)
    guard differs(one, other, windows.days) || differs(one, other, windows.later) else { return }
    let before = state.cost
    exchange(one, other, windows)
    let isTaken = random.accepts(change: Double(state.cost - before), at: temperature)
    if isTaken, isLegal(one, windows), isLegal(other, windows) { return }
    exchange(one, other, windows)
  }

  private func isLegal(_ person: Int, _ windows: WindowDraw.Windows) -> Bool {
    let later = windows.later
    return check.isLegal(person, from: windows.days.lowerBound, to: windows.days.upperBound)
      && (later.isEmpty || check.isLegal(person, from: later.lowerBound, to: later.upperBound))
  }

  private func differs(_ one: Int, _ other: Int, _ days: Range<Int>) -> Bool {
    let left = state.row(one)
    let right = state.row(other)
    for day in days where left[day] != right[day] { return true }
    return false
  }

  private func exchange(_ one: Int, _ other: Int, _ windows: WindowDraw.Windows) {
    for days in [windows.days, windows.later] {
      for day in days {
        let left = state.row(one)[day]
        let right = state.row(other)[day]
        if left == right { continue }
        state.set(one, day, -1)
        state.set(other, day, left)
        state.set(one, day, right)
      }
    }
  }
}
