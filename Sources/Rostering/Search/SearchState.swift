/// A rota under construction: everybody's duties, who is present, and what it all costs.
///
/// Every change goes through `set`, which keeps the coverage, the weekly sums and the cost in step.
final class SearchState {
  let roster: CompiledRoster
  let coverage: CoverageState
  let dayCount: Int
  private let duties: FlatBuffer<DutyChoice>
  private let weekPaid: FlatBuffer<Int32>
  /// Which days the rules over days leave.
  let rules: RuleStates
  /// Whether anybody's weeks have a rest to keep.
  let hasWeeklyRest: Bool
  /// Nil where nothing is asked of who is at work at the same time.
  let team: TeamState?
  private let room: StartRoom?
  /// Pay, premium, wishes, disturbance, contract shortfall and prices of rules and team rules, in price units.
  private(set) var tourCost: Int64 = 0

  /// Nobody works.
  init(roster: CompiledRoster) {
    self.roster = roster
    coverage = CoverageState(roster: roster)
    dayCount = roster.dayCount
    duties = FlatBuffer(count: roster.people.count * roster.dayCount, filledWith: .off)
    weekPaid = FlatBuffer(count: roster.people.count * roster.weekCount, filledWith: 0)
    rules = RuleStates(roster: roster)
    hasWeeklyRest = roster.people.contains { $0.weeklyRest != nil }
    room = StartRoom(roster)
    team = TeamState(roster)
    tourCost = roster.fixedCost + (team?.cost ?? 0)
    for person in roster.people { for week in person.weeks { tourCost += Int64(week.prices[0]) } }
    for person in roster.people.indices { tourCost += Int64(rules.price(person)) }
  }

  /// The whole objective in price units.
  var cost: Int64 { coverage.cost + tourCost }

  func duty(_ person: Int, _ day: Int) -> DutyChoice { duties.base[person &* dayCount &+ day] }
  func tour(_ person: Int) -> [DutyChoice] { (0..<dayCount).map { duty(person, $0) } }
  /// All duties, person by person.
  func snapshot() -> [DutyChoice] { Array(UnsafeBufferPointer(start: duties.base, count: duties.count)) }
  /// The same into an array of the right length.
  func copy(into duties: inout [DutyChoice]) {
    duties.withUnsafeMutableBufferPointer { $0.baseAddress?.update(from: self.duties.base, count: $0.count) }
  }
  func paid(_ person: Int, week: Int) -> Int { Int(weekPaid.base[person &* roster.weekCount &+ week]) }

  /// Whether as many of the person's site start on `day` as may, the person among them if they do.
  @inline(__always)
  func isFull(_ person: CompiledPerson, day: Int) -> Bool {
    guard person.startLimit >= 0, let room else { return false }
    return room.isFull(person.startLimit, day: day)
  }

  /// What a start of the person costs on each day because of others' starts (`StartRoom.startPrices`); nil where that
  /// is nothing.
  func startPrices(_ person: Int) -> UnsafePointer<Int32>? {
    guard let room, roster.people[person].startLimit >= 0 else { return nil }
    return room.startPrices(roster.people[person].startLimit)
  }

  /// Gives `person` this duty on `day` in place of the one they have.
  func set(_ person: Int, _ day: Int, to choice: DutyChoice) {
    let cell = duties.base + (person &* dayCount &+ day)
    let old = cell.pointee
    guard old != choice else { return }
    let week = person &* roster.weekCount &+ day / 7
    let group = roster.people[person].group
    var paid = Int(weekPaid.base[week])
    let paidBefore = paid
    if old.isWorked {
      let row = roster.rows[Int(old.row)]
      changePresence(group: group, choice: old, row: row, isPresent: false)
      if let team { count(person, in: team, old, by: -1) }
      tourCost -= Int64(roster.price(of: old, row: row, person: roster.people[person], day: day))
      paid -= row.paid
    }
    if choice.isWorked {
      let row = roster.rows[Int(choice.row)]
      changePresence(group: group, choice: choice, row: row, isPresent: true)
      if let team { count(person, in: team, choice, by: 1) }
      tourCost += Int64(roster.price(of: choice, row: row, person: roster.people[person], day: day))
      paid += row.paid
    }
    if paid != paidBefore {
      weekPaid.base[week] = Int32(truncatingIfNeeded: paid)
      tourCost += Int64(shortfall(person, day / 7, paid)) - Int64(shortfall(person, day / 7, paidBefore))
    }
    let letter = roster.letter(of: choice)
    if roster.letter(of: old) != letter {
      let before = rules.price(person)
      rules.set(person, day, to: letter)
      if rules.isPriced { tourCost += Int64(rules.price(person)) - Int64(before) }
    }
    if let room, old.isWorked != choice.isWorked, roster.people[person].startLimit >= 0 {
      room.count(roster.people[person].startLimit, day: day, isStart: choice.isWorked)
    }
    cell.pointee = choice
  }

  func setTour(_ person: Int, to tour: [DutyChoice]) {
    // First what goes, so that a weekly sum never exceeds its maximum on the way.
    for day in 0..<dayCount where duty(person, day) != tour[day] { set(person, day, to: .off) }
    for day in 0..<dayCount { set(person, day, to: tour[day]) }
  }

  /// Whether the person has no duty at all.
  func isFree(_ person: Int) -> Bool { (0..<dayCount).allSatisfy { !duty(person, $0).isWorked } }

  func clear(_ person: Int) { for day in 0..<dayCount { set(person, day, to: .off) } }

  func restore(_ snapshot: [DutyChoice]) {
    for person in roster.people.indices {
      for day in 0..<dayCount where duty(person, day) != snapshot[person * dayCount + day] {
        set(person, day, to: .off)
      }
    }
    for person in roster.people.indices {
      for day in 0..<dayCount { set(person, day, to: snapshot[person * dayCount + day]) }
    }
  }

  @inline(__always)
  private func shortfall(_ person: Int, _ week: Int, _ paid: Int) -> Int32 {
    roster.people[person].weeks[week].prices[paid]
  }

  private func count(_ person: Int, in team: TeamState, _ choice: DutyChoice, by step: Int32) {
    guard team.involves(person) else { return }
    for slot in roster.workedSlots(of: choice) { tourCost += team.count(person, slot: slot, by: step) }
  }

  /// Counts a duty's slots outside breaks in or out.
  @inline(__always)
  private func changePresence(group: Int, choice: DutyChoice, row: ShiftRow, isPresent: Bool) {
    let start = Int(choice.start)
    var slot = start
    let breaks = roster.kinds[row.kind].breaks
    for index in 0...breaks.count {
      let isLast = index == breaks.count
      let end = isLast ? start &+ row.length : start &+ Int(choice.breaks[index])
      while slot < end {
        let real = slot >= coverage.slotCount ? slot &- coverage.slotCount : slot
        if isPresent { coverage.add(group: group, slot: real) } else { coverage.remove(group: group, slot: real) }
        slot &+= 1
      }
      if !isLast { slot = end &+ breaks[index].length }
    }
  }
}
