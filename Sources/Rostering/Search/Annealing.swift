import Searching

/// Simulated annealing whose moves are exact responses.
///
/// A move takes some duties out and puts them back one person after another, each with the best duties that the person's
/// other days permit: two days of a week of two or three people with overlapping skills, so that hours change hands; one
/// day of one to three; a whole week of one or two; fewer where nobody fits. All but the last response see rewards
/// blurred by up to ±15 % in blocks of four slots, so that the same people find different places, and lean on the prices of
/// the bound (`Improver.follow`); so does the only person of a move of one or two days. The last of several people sees
/// true rewards and, whole weeks aside, draws by Boltzmann's law at two fifths of the temperature (`BoltzmannNoise`). The
/// temperature falls geometrically over the budget.
///
/// Source: `Cooling`; ruin and recreate after Schrimpf et al., J. Comput. Phys. 159 (2000).
struct Annealing {
  /// What the search is tuned by; the defaults were measured on the benchmark tours.
  struct Tuning: Sendable {
    /// First temperature, in prices of the first missing person in one slot.
    var start = 2.0
    /// Last temperature, likewise.
    var end = 0.02
    /// Share of moves that replace a whole week.
    var weekShare = 0.02
    /// Share of the other moves that take two days of a week.
    var pairShare = 0.75
    /// How hot the last response of several people is, in temperatures.
    var lastHeat = 0.4
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
  /// The people of each limited site.
  private let sharers: [[Int]]
  /// The cheapest legal rota so far, and its cost.
  private(set) var best: [DutyChoice]
  private(set) var bestCost: Int64
  private(set) var moves = 0
  /// What the present move takes out of each of its people's tours.
  private var kind = Kind.day
  private var places: [Place] = []
  private var oldDuties: [DutyChoice] = []

  private enum Kind {
    case day
    case pair(Int, Int)
    case week(Int)
  }

  private struct Place: Equatable {
    var person: Int
    /// Of a move of one day; else 0.
    var day: Int
  }

  /// Starts from the rota in `improver.state`.
  /// - Parameter leg: tells annealings of the same seed apart.
  init(improver: Improver, seed: UInt64, leg: Int = 0, tuning: Tuning = Tuning()) {
    self.improver = improver
    self.tuning = tuning
    state = improver.state
    roster = state.roster
    random = SeededGenerator(seed: seed, stream: UInt64(leg) + 1)
    let roster = state.roster
    let masks = roster.coverage.groupQueues
    partners = masks.indices.map { group in
      roster.people.indices.filter {
        roster.people[$0].group == group || masks[roster.people[$0].group] & masks[group] != 0
      }
    }
    sharers = roster.startLimits.most.indices.map { limit in
      roster.people.indices.filter { roster.people[$0].startLimit == limit }
    }
    best = state.snapshot()
    bestCost = state.cost
  }

  /// Anneals until the budget is used up; afterwards the state holds the best rota found.
  /// - Parameter report: called every few thousand moves with the best cost; returning true ends the search.
  mutating func run(budget: SearchBudget, report: (Int64) -> Bool) {
    guard !roster.people.isEmpty, roster.dayCount > 0 else { return }
    let price = Double(max(1, roster.coverage.firstMissing))
    let cooling = Cooling(from: price * tuning.start, to: price * tuning.end)
    var temperature = cooling.temperature(at: 0)
    var bestIsCurrent = state.cost <= bestCost
    let lastMove = budget.iterations ?? Int.max
    while moves < lastMove {
      if moves % tuning.period == 0 {
        let used = budget.used(moves: moves)
        if used >= 1 { break }
        temperature = cooling.temperature(at: used)
        if moves % (tuning.period * 64) == 0, report(min(bestCost, state.cost)) { break }
      }
      moves += 1
      let before = state.cost
      choosePlaces()
      guard !places.isEmpty else { continue }
      takeOut()
      respond(temperature: temperature)
      let change = state.cost - before
      if random.accepts(change: Double(change), at: temperature) {
        if change > 0, bestIsCurrent {
          // Leaving the best rota: keep it.
          keepBest(cost: before)
          bestIsCurrent = false
        } else if state.cost < bestCost {
          bestCost = state.cost
          bestIsCurrent = true
        }
      } else {
        putBack()
      }
    }
    if bestIsCurrent { best = state.snapshot() } else { state.restore(best) }
  }

  /// Draws the kind of move and whom it takes.
  private mutating func choosePlaces() {
    places.removeAll(keepingCapacity: true)
    let first = random.nextIndex(below: roster.people.count)
    let day = random.nextIndex(below: roster.dayCount)
    if random.nextUnit() < tuning.weekShare {
      kind = .week(day / 7)
      choosePeople(from: first, wanted: 1 + random.nextIndex(below: 2))
    } else if random.nextUnit() < tuning.pairShare, let days = pair(with: day) {
      kind = .pair(days.0, days.1)
      choosePeople(from: first, wanted: 2 + random.nextIndex(below: 2))
    } else {
      kind = .day
      chooseDuties(from: first, day: day, wanted: 1 + random.nextIndex(below: 3))
    }
  }

  /// Two days of one week, `day` and another, the earlier first; nil when the week has no other.
  private mutating func pair(with day: Int) -> (Int, Int)? {
    let week = day / 7 * 7..<min(roster.dayCount, day / 7 * 7 + 7)
    guard week.count > 1 else { return nil }
    var other = week.lowerBound + random.nextIndex(below: week.count - 1)
    if other >= day { other += 1 }
    return (min(day, other), max(day, other))
  }

  /// `first` and others with overlapping skills, as far as the move can change something for them.
  private mutating func choosePeople(from first: Int, wanted: Int) {
    let others = partners[roster.people[first].group]
    var candidate = first
    for _ in 0..<24 where places.count < wanted {
      let place = Place(person: candidate, day: 0)
      candidate = others[random.nextIndex(below: others.count)]
      guard !places.contains(place) else { continue }
      if case .pair(let one, let two) = kind {
        guard state.duty(place.person, one).isWorked || state.duty(place.person, two).isWorked else { continue }
      }
      places.append(place)
    }
  }

  /// One day of `first` and of others with overlapping skills, most of the time at work together.
  private mutating func chooseDuties(from first: Int, day: Int, wanted: Int) {
    if let holder = holder(of: first, day: day) {
      places = [Place(person: first, day: day), Place(person: holder, day: day)]
      return
    }
    let others = partners[roster.people[first].group]
    let mustOverlap = random.nextUnit() < tuning.overlapShare
    var span: Range<Int32>?
    var candidate = first
    for _ in 0..<24 where places.count < wanted {
      let place = Place(person: candidate, day: day)
      candidate = others[random.nextIndex(below: others.count)]
      guard roster.people[place.person].days[day].isAllowed, !places.contains(place) else { continue }
      if mustOverlap {
        let duty = state.duty(place.person, day)
        guard duty.isWorked else { continue }
        let end = duty.start + Int32(roster.rows[Int(duty.row)].length)
        if let span { guard duty.start < span.upperBound, end > span.lowerBound else { continue } }
        if span == nil { span = duty.start..<end }
      }
      places.append(place)
    }
  }

  /// Somebody whose start keeps `first` out on a day on which no more people of their site may start; nil where nobody
  /// does. Found by chance, so that the place goes round.
  private mutating func holder(of first: Int, day: Int) -> Int? {
    let person = roster.people[first]
    guard person.startLimit >= 0, state.isFull(person, day: day), !state.duty(first, day).isWorked,
      person.days[day].isAllowed
    else { return nil }
    let others = sharers[person.startLimit]
    for _ in 0..<24 {
      let other = others[random.nextIndex(below: others.count)]
      if state.duty(other, day).isWorked { return other }
    }
    return nil
  }

  // MARK: Out, in and back

  /// The days that the move takes of a person.
  private func days(of place: Place) -> StrideTo<Int> {
    switch kind {
    case .day: stride(from: place.day, to: place.day + 1, by: 1)
    case .pair(let one, let two): stride(from: one, to: two + 1, by: two - one)
    case .week(let week): stride(from: week * 7, to: min(roster.dayCount, week * 7 + 7), by: 1)
    }
  }

  private mutating func takeOut() {
    oldDuties.removeAll(keepingCapacity: true)
    for place in places {
      for day in days(of: place) {
        oldDuties.append(state.duty(place.person, day))
        state.set(place.person, day, to: .off)
      }
    }
  }

  /// Puts the move's people back one after another.
  private mutating func respond(temperature: Double) {
    for (index, place) in places.enumerated() {
      let isLast = index == places.count - 1
      // A single day or pair is blurred, too: it would hardly ever change otherwise.
      var isBlurred = !isLast || places.count == 1
      var draw = BoltzmannNoise.Draw.none
      if case .week = kind {
        isBlurred = !isLast
      } else if isLast, places.count > 1 {
        draw.heat = Int32(min(BoltzmannNoise.Draw.hottest, tuning.lastHeat * temperature))
        draw.place = Int(truncatingIfNeeded: random.next() >> 32)
      }
      let noise = isBlurred ? random.next() : nil
      switch kind {
      case .day: improver.respond(person: place.person, day: place.day, noise: noise, draw: draw)
      case .pair(let one, let two):
        improver.respond(person: place.person, days: (one, two), noise: noise, draw: draw)
      case .week(let week): improver.respond(person: place.person, week: week, noise: noise)
      }
    }
  }

  private func putBack() {
    // Off first: days of one person may not exceed the week's maximum together on the way.
    var index = 0
    for place in places {
      for day in days(of: place) {
        if state.duty(place.person, day) != oldDuties[index] { state.set(place.person, day, to: .off) }
        index += 1
      }
    }
    index = 0
    for place in places {
      for day in days(of: place) {
        state.set(place.person, day, to: oldDuties[index])
        index += 1
      }
    }
  }

  /// Notes the rota as it was before the move.
  private mutating func keepBest(cost: Int64) {
    state.copy(into: &best)
    var index = 0
    for place in places {
      for day in days(of: place) {
        best[place.person * roster.dayCount + day] = oldDuties[index]
        index += 1
      }
    }
    bestCost = cost
  }
}
