internal import Calendars
internal import Foundation
internal import Searching

/// Search by exact responses: a few duties that lie close together are taken out, and the best duties for the rewards
/// that then stand are put in, one after another. Worse staffings are accepted with falling probability (Metropolis,
/// geometric cooling). Under hard cover a missing person has a price that rises during the search; at the end every gap
/// is filled and every duty that nobody needs is dropped.
///
/// Source: the annealing on exact responses of the named tours, applied to single duties.
struct StaffingSearch {
  let tables: StaffingTables
  private let state: StaffingState
  private let oracle: DutyOracle
  private var random: SeededGenerator
  /// Best staffing that covers what must be covered.
  private(set) var best: [PlacedDuty] = []
  private(set) var bestObjective = Double.infinity
  private(set) var moves = 0
  private let isHard: Bool
  /// The duties that the move at hand took out.
  private var removed: [PlacedDuty] = []
  /// Largest cost of a slot of work: the unit of prices and temperatures.
  private let slotCost: Double
  private let hour: Int

  /// Price of a missing person at the start of an annealing under hard cover, in slots of work, and how much it rises
  /// until the end. It must end near the cost of a whole duty: at a low price the search grows good at leaving single
  /// slots open, each of which costs a duty to fill afterwards.
  private static let firstPrice = 1.1
  private static let priceRise = 16.0
  /// How much of a blurred reward is the price of the relaxation.
  private static let guideShare = 0.6
  /// Largest addition to each slot's reward in a move's last insertions, in slots of work. Many duties are worth exactly
  /// the same, since nobody pays for a person too many: without it the earliest of them would always be taken.
  private static let jitter = 0.1
  /// Rewards of the relaxation, lines × cells; empty when there are none.
  private var guide: [Double] = []

  init(_ tables: StaffingTables, seed: UInt64) {
    self.tables = tables
    slotCost = tables.entries.reduce(0) { max($0, $1.cost / Double($1.slots)) }
    state = StaffingState(tables, missingPrice: 1)
    oracle = DutyOracle(tables)
    random = SeededGenerator(seed: seed)
    isHard = tables.problem.prices == nil
    hour = max(1, 60 / max(1, tables.problem.slotLength.rawValue))
    state.cover.setMissingPrice(slotCost)
  }

  /// Price of a missing person that makes every gap worth a duty of its own.
  private var fullPrice: Double { (tables.entries.reduce(0) { max($0, $1.cost) }) * 1.01 + 1 }

  /// Lets blurred responses follow the prices of the relaxation, which know what a slot is worth once all duties have
  /// answered.
  /// - Parameter prices: lines × cells.
  mutating func follow(_ prices: [Double]) { guide = prices }

  // MARK: building and finishing

  /// Fills gaps with the best duties until none is worth its cost, drops what nobody needs, and remembers the result
  /// when it is the best. Under hard cover gaps are worth any duty.
  mutating func finish(from duties: [PlacedDuty]) {
    state.load(duties)
    if isHard {
      state.cover.setMissingPrice(2 * slotCost)
      fill()
      state.cover.setMissingPrice(fullPrice)
    }
    fill()
    improve(sweeps: 2)
    keepIfBest()
  }

  /// Remembers `duties` when they are the best so far.
  /// - Returns: whether they are.
  @discardableResult mutating func consider(_ duties: [PlacedDuty]) -> Bool {
    let before = bestObjective
    state.load(duties)
    keepIfBest()
    return bestObjective < before
  }

  private mutating func fill() {
    while true {
      oracle.prepare(first: 0, width: tables.cells, rewards: state.cover.gains, random: &random)
      guard let found = oracle.best(above: 1e-9, capLeft: state.capLeft, paidLeft: state.paidLeft) else { return }
      state.add(found.duty)
    }
  }

  /// Takes each duty out once a sweep and puts the best response in its place, or nothing.
  private mutating func improve(sweeps: Int) {
    let reach = 4 * hour
    for _ in 0..<sweeps {
      var changed = false
      var index = state.duties.count - 1
      while index >= 0 {
        let before = state.objective
        let duty = state.remove(at: index)
        let cell = tables.cellOfEntry[duty.entry]
        prepare(around: cell - reach, width: 2 * reach + 1, blur: 0)
        if let found = oracle.best(above: 1e-9, capLeft: state.capLeft, paidLeft: state.paidLeft) {
          state.add(found.duty)
        }
        if state.objective > before + 1e-9 {
          // The response is exact for the place it looked at, and the duty itself lies in it.
          _ = state.removeLast()
          state.add(duty)
        }
        if state.objective < before - 1e-9 { changed = true }
        index -= 1
      }
      if !changed { return }
    }
  }

  private mutating func keepIfBest() {
    guard !isHard || state.cover.uncovered == 0 else { return }
    let objective = isHard ? state.pay : state.objective
    if objective < bestObjective - 1e-7 {
      bestObjective = objective
      best = state.duties
    }
  }

  private mutating func prepare(around first: Int, width: Int, blur: Double, jitter: Double = 0) {
    let cells = tables.cells
    let isCyclic = tables.problem.cyclic
    let low = isCyclic ? (first % cells + cells) % cells : min(max(0, first), cells - 1)
    let span = isCyclic ? min(width, cells) : max(1, min(cells, first + width) - max(0, first))
    guide.withUnsafeBufferPointer { guide in
      oracle.prepare(
        first: low, width: span, rewards: state.cover.gains, blur: blur, jitter: jitter * slotCost,
        guide: guide.baseAddress, guideShare: guide.isEmpty ? 0 : Self.guideShare, random: &random)
    }
  }

  // MARK: annealing

  /// Anneals from `start` and finishes.
  /// - Parameters:
  ///   - heat: first temperature in units of the dearest slot of work.
  ///   - budget: of this annealing; its moves count from here.
  mutating func anneal(from start: [PlacedDuty], heat: Double, within budget: SearchBudget) {
    state.load(start)
    let cooling = Cooling(from: heat * slotCost, to: heat * slotCost * exp(-5))
    var temperature = cooling.temperature(at: 0)
    var made = 0
    while true {
      if made & 31 == 0 {
        let done = budget.used(moves: made)
        if done >= 1 { break }
        temperature = cooling.temperature(at: done)
        if isHard { state.cover.setMissingPrice(slotCost * Self.firstPrice * pow(Self.priceRise, done)) }
      }
      made += 1
      moves += 1
      move(temperature)
    }
    finish(from: state.duties)
  }

  private mutating func move(_ temperature: Double) {
    let count = state.duties.count
    guard count > 0 else {
      prepare(around: 0, width: tables.cells, blur: 0)
      if let found = oracle.best(above: 1e-9, capLeft: state.capLeft, paidLeft: state.paidLeft) {
        state.add(found.duty)
      }
      return
    }
    let before = state.objective
    let draw = random.nextUnit()
    let wanted = draw < 0.2 ? 1 : draw < 0.65 ? 2 : draw < 0.85 ? 3 : 4
    let reach = hour * (2 + random.nextIndex(below: 10))
    let first = state.remove(at: random.nextIndex(below: count))
    let center = tables.cellOfEntry[first.entry]
    removed.removeAll(keepingCapacity: true)
    removed.append(first)
    var tries = 0
    while removed.count < wanted, tries < 60, !state.duties.isEmpty {
      tries += 1
      let index = random.nextIndex(below: state.duties.count)
      var distance = abs(tables.cellOfEntry[state.duties[index].entry] - center)
      if tables.problem.cyclic { distance = min(distance, tables.cells - distance) }
      guard distance <= reach else { continue }
      removed.append(state.remove(at: index))
    }
    var inserted = 0
    while inserted <= removed.count {
      let isLast = inserted >= removed.count - 1
      prepare(
        around: center - reach - 2 * hour, width: 2 * reach + 4 * hour, blur: isLast ? 0 : 0.15,
        jitter: isLast ? Self.jitter : 0)
      guard let found = oracle.best(above: 1e-9, capLeft: state.capLeft, paidLeft: state.paidLeft) else { break }
      state.add(found.duty)
      inserted += 1
    }
    let change = state.objective - before
    if change <= 1e-9 || random.accepts(change: change, at: temperature) {
      if change < -1e-9 { keepIfBestQuickly() }
      return
    }
    for _ in 0..<inserted { _ = state.removeLast() }
    for duty in removed { state.add(duty) }
  }

  /// Pay alone can only be the best when nothing is missing, which is cheap to see.
  private mutating func keepIfBestQuickly() {
    if isHard {
      guard state.cover.price < 1e-6, state.pay < bestObjective - 1e-7 else { return }
    } else {
      guard state.objective < bestObjective - 1e-7 else { return }
    }
    keepIfBest()
  }
}
