import Searching

/// The moves that all parts of the search share: exact responses of one person to the present rota.
final class Improver {
  let state: SearchState
  private let roster: CompiledRoster
  private let oracle: TourOracle
  private let dayResponse: DayResponse
  private let pairResponse: PairResponse
  private let field: PriceField
  /// For the later of two days.
  private let laterField: PriceField
  /// How far rewards are blurred, in 256ths: 38 is 15 %.
  private let amplitude: Int32 = 38
  /// How much of a blurred reward is the guiding price, in 256ths.
  private let guideShare: Int32 = 192
  private let blurred: FlatBuffer<Int32>
  /// What presence is worth by the prices of the bound, `group * extent + slot`.
  private let guide: FlatBuffer<Int32>
  private var isGuided = false

  init(state: SearchState) {
    self.state = state
    roster = state.roster
    oracle = TourOracle(roster: roster)
    let noise = BoltzmannNoise(longest: roster.rows.map(\.count).max() ?? 0)
    dayResponse = DayResponse(roster: roster, noise: noise)
    pairResponse = PairResponse(roster: roster, noise: noise)
    field = PriceField(roster: roster)
    laterField = PriceField(roster: roster)
    blurred = FlatBuffer(count: roster.extent + 8, filledWith: 0)
    guide = FlatBuffer(count: max(1, roster.coverage.groupCount) * roster.extent, filledWith: 0)
  }

  /// Lets blurred responses follow these prices of presence, `prices[slot * queueCount + queue]`.
  ///
  /// The present rota pays for a slot all or nothing: it is short there or it is not. The prices of the bound say what
  /// a slot is worth once everybody has answered, and so let a person take what nobody needs yet but others can then
  /// give up. Mixed into all but the last insertion of a move they halve the distance to the bound (`docs/rostering.md`).
  func follow(_ prices: [Int32]) {
    let table = roster.coverage
    for group in 0..<table.groupCount {
      for slot in 0..<roster.extent {
        let real = slot >= roster.slotCount ? slot - roster.slotCount : slot
        guide.base[group * roster.extent + slot] = table.price(group: group, slot: real, prices: prices)
      }
    }
    isGuided = true
  }

  /// Gives a person without duties the best tour against everybody else's.
  /// - Parameter noise: seeds a blur of the rewards, which also follows the guide; nil sees them as they are.
  func respond(person: Int, noise: UInt64? = nil) {
    prepare(field, person: person, first: 0, end: roster.extent, noise: noise)
    state.setTour(
      person, to: oracle.bestTour(person: person, field: field, startPrices: state.startPrices(person)).tour)
    keepWeeklyRest(person, from: 0, count: roster.weekCount, noise: noise)
  }

  /// The answers of a tour, a week and two days know nothing of a week's rest: makes room for it, and gives the days that
  /// lose their duties for it the best that it leaves, one by one.
  private func keepWeeklyRest(_ person: Int, from week: Int, count: Int, noise: UInt64?) {
    guard state.hasWeeklyRest else { return }
    for day in state.makeRoomForRest(person, from: week, count: count) {
      respond(person: person, day: day, noise: noise)
    }
  }

  /// Gives a person without duties in a week of the horizon the best ones, the other weeks as they are.
  func respond(person: Int, week: Int, noise: UInt64? = nil) {
    guard roster.weekCount > 1 else { return respond(person: person, noise: noise) }
    respond(person: person, stretch: week * 7..<min(roster.dayCount, week * 7 + 7), noise: noise)
  }

  /// Gives a person without duties on some days in a row of one week the best ones, the others as they are.
  func respond(person: Int, stretch days: Range<Int>, noise: UInt64? = nil) {
    let menu = roster.menus[roster.people[person].menu].days[days].filter { !$0.isEmpty }
    guard let first = menu.map(\.first).min(), let end = menu.map(\.end).max() else { return }
    let compiled = roster.people[person]
    prepare(field, person: person, first: first, end: end, noise: noise)
    let rules = state.rules
    let week = days.lowerBound / 7
    var before = 0
    for day in week * 7..<days.lowerBound {
      let duty = state.duty(person, day)
      if duty.isWorked { before += roster.rows[Int(duty.row)].paid }
    }
    let room = TourOracle.StretchRoom(
      days: days, slots: state.room(compiled, index: person, first: days.lowerBound, last: days.upperBound - 1),
      state: rules.state(person, before: days.lowerBound), paidBefore: before,
      paidBehind: state.paid(person, week: week) - before,
      price: { rules.price(person, from: days.upperBound, in: $0) })
    let duties = oracle.bestStretch(
      person: person, room: room, field: field, startPrices: state.startPrices(person))
    for (day, duty) in zip(days, duties) { state.set(person, day, to: duty) }
    keepWeeklyRest(person, from: week, count: 2, noise: noise)
  }

  /// Gives a person who is off on `day` the best duty of that day.
  /// - Parameter draw: how hot the choice is; cold takes the best.
  func respond(person: Int, day: Int, noise: UInt64? = nil, draw: BoltzmannNoise.Draw = .none) {
    let menuDay = roster.menus[roster.people[person].menu].days[day]
    guard !menuDay.isEmpty else { return }
    prepare(field, person: person, first: menuDay.first, end: menuDay.end, noise: noise)
    state.set(
      person, day, to: dayResponse.best(person: person, day: day, state: state, field: field, draw: draw).choice)
  }

  /// Gives a person who is off on two days, the earlier first, the best duties of both.
  func respond(person: Int, days: (Int, Int), noise: UInt64? = nil, draw: BoltzmannNoise.Draw = .none) {
    let menu = roster.menus[roster.people[person].menu]
    let (earlier, later) = (menu.days[days.0], menu.days[days.1])
    if !earlier.isEmpty { prepare(field, person: person, first: earlier.first, end: earlier.end, noise: noise) }
    if !later.isEmpty {
      prepare(laterField, person: person, first: later.first, end: later.end, noise: noise.map { $0 &+ 1 })
    }
    let duties = pairResponse.best(
      person: person, days: days, state: state, fields: (field, laterField), draw: draw)
    state.set(person, days.0, to: duties.0)
    state.set(person, days.1, to: duties.1)
    guard state.hasWeeklyRest,
      state.weekWithoutRest(person, from: days.0 / 7, count: days.1 / 7 - days.0 / 7 + 2) != nil
    else { return }
    for day in [days.0, days.1] { state.set(person, day, to: .off) }
    for day in [days.0, days.1] { respond(person: person, day: day, noise: noise, draw: draw) }
  }

  /// Brings the prices of a person's presence up to date, blurred if wanted.
  private func prepare(_ field: PriceField, person: Int, first: Int, end: Int, noise: UInt64?) {
    let group = roster.people[person].group
    let coverage = state.coverage
    coverage.refresh(first: first, end: end)
    let gains = coverage.gains + group * coverage.gainStride
    let team = state.team.flatMap { $0.involves(person) ? $0 : nil }
    guard let noise else {
      guard let team else { return field.build(from: gains, first: first, end: end) }
      (blurred.base + first).update(from: gains + first, count: end - first)
      team.charge(person, first: first, end: end, to: blurred.base)
      return field.build(from: UnsafePointer(blurred.base), first: first, end: end)
    }
    var random = SeededGenerator(seed: noise)
    let out = blurred.base
    let guide = self.guide.base + group &* roster.extent
    let share = isGuided ? guideShare : 0
    var slot = first
    var bits: UInt64 = 0
    var left = 0
    while slot < end {
      if left == 0 {
        bits = random.next()
        left = 8
      }
      // A factor around 1 in steps of 1/256, from eight random bits.
      let factor = (256 &- amplitude) &+ ((Int32(truncatingIfNeeded: bits & 255) &* (2 &* amplitude &+ 1)) &>> 8)
      bits >>= 8
      left -= 1
      let blockEnd = min(end, slot &+ 4)
      while slot < blockEnd {
        let gain = (gains[slot] &* (256 &- share) &+ guide[slot] &* share) >> 8
        out[slot] = (gain &* factor) >> 8
        slot &+= 1
      }
    }
    team?.charge(person, first: first, end: end, to: out)
    field.build(from: UnsafePointer(out), first: first, end: end)
  }

  /// Takes a person's tour out and puts the best one in; keeps the old one unless the new one is cheaper.
  /// - Returns: whether the rota became cheaper.
  func improveTour(person: Int) -> Bool {
    let before = state.cost
    let tour = state.tour(person)
    state.clear(person)
    respond(person: person)
    if state.cost < before { return true }
    state.setTour(person, to: tour)
    return false
  }

  /// Likewise for one day.
  func improveDay(person: Int, day: Int) -> Bool {
    let before = state.cost
    let duty = state.duty(person, day)
    state.set(person, day, to: .off)
    respond(person: person, day: day)
    if state.cost < before { return true }
    state.set(person, day, to: duty)
    return false
  }

  /// Best responses of all people in turn, tours and days alternating, until nobody can improve or `isOver`.
  func sweep(isOver: () -> Bool) {
    var improved = true
    while improved {
      improved = false
      for person in roster.people.indices {
        if isOver() { return }
        if improveTour(person: person) { improved = true }
      }
    }
  }

  /// Single days in turn, breaks included, until nothing improves or `isOver`.
  func sweepDays(isOver: () -> Bool) {
    var improved = true
    while improved {
      improved = false
      for person in roster.people.indices {
        if isOver() { return }
        for day in 0..<roster.dayCount where improveDay(person: person, day: day) { improved = true }
      }
    }
  }
}
