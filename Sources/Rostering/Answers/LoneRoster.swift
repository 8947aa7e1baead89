package import Calendars
package import Tables
package import Workforce

/// One person's duties where everybody else's stand: the exact best ones, and what the rota costs with any.
///
/// The others are there like people of a rota beside this one: they cover and cost nothing. So an answer takes the time
/// of one person's program, however large the team is, and is proven.
package struct LoneRoster {
  package let request: RosterRequest
  let roster: CompiledRoster
  private let own: [Duty]

  /// What a person's duties are judged by.
  package struct Terms: Sendable {
    /// With the rules, absences and past that are to hold.
    package var person: Person
    /// Whose absences and closed days count as worked in each week; they need not be those that keep `person` away.
    package var credited: Person
    /// Whether others may fill the site's starts of a day.
    package var countsOthersStarts = true

    package init(_ person: Person) {
      self.person = person
      credited = person
    }
  }

  /// - Parameters:
  ///   - request: of the whole rota.
  ///   - rota: a rota of it that keeps every rule.
  ///   - terms: of a person whose ID the request knows.
  ///   - isPriced: false where only what is possible matters: then nothing costs anything but a missed weekly minimum, and
  ///     it takes less time.
  /// - Throws: what is wrong with the request or the changed person, as `makeRota` does.
  package init(
    _ request: RosterRequest, rota: Rota, terms: Terms, isPriced: Bool = true
  ) throws(Diagnostic) {
    let person = terms.person
    var alone = request
    alone.people = [person]
    // What people are beside each other is no matter of one alone.
    alone.teamRules = nil
    let queues = Dictionary(request.people.map { ($0.id, $0.queues) }, uniquingKeysWith: { first, _ in first })
    alone.carriedIn += rota.duties.filter { $0.person != person.id }.map {
      CarriedDuty(queues: queues[$0.person] ?? [], duty: $0.duty)
    }
    // Others' starts are counted below.
    for index in alone.sites.indices { alone.sites[index].maximumStartsPerDay = nil }
    if !isPriced {
      alone.demand = []
      alone.carriedIn = []
      alone.people[0].wishes = []
      alone.people[0].rules.shortfallPrice = 60
      for index in alone.sites.indices {
        alone.sites[index].payPerHour = 0
        alone.sites[index].nightPremiumPerHour = 0
      }
    }
    var roster = try compileRoster(alone, room: PriceScale.roomToBind)
    var compiled = roster.people[0]
    let absent = AbsentDays(person: terms.credited, firstDate: request.firstDate, days: request.days)
    let contract = WeeklyTime.Terms(alone.people[0].rules, at: alone.sites.first { $0.id == person.site })
    compiled.weeks = absent.credit.map { credit in
      WeeklyTime(contract, credit: credit, parts: absent.creditParts, unit: roster.paidUnit, scale: roster.scale)
    }
    if terms.countsOthersStarts {
      for day in Self.fullDays(request, rota, beside: person) { compiled.days[day].isAllowed = false }
    }
    roster = roster.replacing(0, by: compiled)
    self.roster = roster
    self.request = alone
    own = rota.duties.filter { $0.person == person.id }.map(\.duty)
  }

  /// Days of the horizon on which as many others of the person's site start as may.
  package static func fullDays(_ request: RosterRequest, _ rota: Rota, beside person: Person) -> [Int] {
    guard let most = request.sites.first(where: { $0.id == person.site })?.maximumStartsPerDay else { return [] }
    let site = Set(request.people.filter { $0.site == person.site && $0.id != person.id }.map(\.id))
    let starts = Dictionary(grouping: rota.duties.filter { site.contains($0.person) }, by: \.duty.date)
    return (0..<request.days).filter { (starts[request.firstDate.adding(days: $0)]?.count ?? 0) >= most }
  }

  /// The cheapest duties that keep every rule and do what is asked; nil where none do.
  /// - Parameter latestEnds: by day of the horizon, the latest moment at which a duty of that day may end.
  package func best(_ wish: TourWish, latestEnds: [Int: Instant] = [:]) -> LoneTour? {
    var bound = roster
    var bonusSlot: Int?
    switch wish {
    case .anything: break
    case .dayOff(let day): bound = roster.freeing(0, day: day)
    case .duty(let day, let starts):
      guard roster.people[0].days[day].isAllowed else { return nil }
      bound = roster.binding(0, day: day, price: PriceScale.binding) { starts.contains(request.grid.instant(at: $0)) }
    case .presence(let slot):
      guard (0..<roster.slotCount).contains(slot) else { return nil }
      bonusSlot = slot
    case .fullWeek(let week):
      var person = roster.people[0]
      person.weeks[week].forbidShortfall()
      bound = roster.replacing(0, by: person)
    case .mostHours(let week):
      var person = roster.people[0]
      for other in person.weeks.indices where other != week {
        person.weeks[other].forgetPrices()
      }
      bound = roster.replacing(0, by: person)
    }
    for (day, end) in latestEnds where bound.people[0].days.indices.contains(day) {
      bound = bound.keeping(0, day: day) { start, length in request.grid.instant(at: start + length) <= end }
    }
    let field = PriceField(roster: bound)
    let rewards = FlatBuffer<Int32>(count: bound.extent + 8, filledWith: 0)
    if roster.coverage.queueCount > 0 {
      let coverage = CoverageState(roster: bound)
      coverage.refresh(first: 0, end: bound.extent)
      let gains = coverage.gains + bound.people[0].group * coverage.gainStride
      rewards.base.update(from: gains, count: bound.extent)
    }
    if let bonusSlot { rewards[bonusSlot] &+= PriceScale.binding }
    field.build(from: rewards.base, first: 0, end: bound.extent)
    guard let tour = RestedTour(roster: bound, field: field).best() else { return nil }
    switch wish {
    case .duty(let day, _) where !tour[day].isWorked: return nil
    case .presence(let slot) where !tour.contains(where: { $0.isWorked && bound.workedSlots(of: $0).contains(slot) }):
      return nil
    default: return described(tour)
    }
  }

  /// The same where the person's other days stay as they are; nil where that leaves nothing. Wishes of one day only.
  package func bestDay(_ wish: TourWish) -> LoneTour? {
    guard case .duty(let day, let starts) = wish, let choices = choices(for: own), roster.people[0].days[day].isAllowed
    else { return nil }
    let menuDay = roster.menus[roster.people[0].menu].days[day]
    let bound = roster.binding(0, day: day, price: PriceScale.binding) {
      starts.contains(request.grid.instant(at: $0))
    }
    let state = SearchState(roster: bound)
    state.restore(choices)
    state.set(0, day, to: .off)
    state.coverage.refresh(first: menuDay.first, end: menuDay.end)
    let field = PriceField(roster: bound)
    field.build(
      from: state.coverage.gains + bound.people[0].group * state.coverage.gainStride, first: menuDay.first,
      end: menuDay.end)
    let noise = BoltzmannNoise(longest: bound.rows.map(\.count).max() ?? 0)
    let duty = DayResponse(roster: bound, noise: noise).best(person: 0, day: day, state: state, field: field).choice
    guard duty.isWorked else { return nil }
    var tour = choices
    tour[day] = duty
    return described(tour)
  }

  /// The intervals of the grid in which the person can be on duty and on no break, whatever else they do: a duty alone
  /// keeps every rule that it keeps beside others.
  package func reachableSlots() -> [Bool] {
    var isReached = [Bool](repeating: false, count: roster.slotCount)
    let check = TourCheck(roster: roster)
    var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
    roster.visitDuties { _, day, duty in
      let row = roster.rows[Int(duty.row)]
      let breaks = roster.kinds[row.kind].breaks
      var choice = duty
      for (number, window) in breaks.enumerated() { choice.breaks[number] = UInt8(clamping: window.earliest) }
      tour[day] = choice
      if check.faults(of: 0, tour: tour[...]).isEmpty {
        for slot in Int(duty.start)..<Int(duty.start) + row.length {
          let place = slot - Int(duty.start)
          // A break that holds the interval wherever it lies in its window.
          if !breaks.contains(where: { $0.latest <= place && place < $0.earliest + $0.length }) {
            isReached[slot] = true
          }
        }
      }
      tour[day] = .off
      return true
    }
    return isReached
  }

  /// The duties that the person has in the rota; nil where they break one of the terms.
  package func present() -> LoneTour? { tour(of: own) }

  /// Any duties of the person; nil where they break one of the terms.
  /// - Parameter duties: at most one a date.
  package func tour(of duties: [Duty]) -> LoneTour? {
    choices(for: duties).map(described)
  }

  private func choices(for duties: [Duty]) -> [DutyChoice]? {
    let id = request.people[0].id
    let choices = StartRota(request: request, roster: roster).duties(
      of: Rota(duties: duties.map { AssignedDuty(person: id, duty: $0) }, work: []))
    return choices.count(where: \.isWorked) == duties.count ? choices : nil
  }

  /// Every duty that could start on a day, rules between days aside, its breaks at their first places.
  package func duties(on day: Int) -> [Duty] {
    let builder = OutcomeBuilder(request: request, roster: roster)
    var found: [Duty] = []
    for rowIndex in roster.menus[roster.people[0].menu].days[day].rows {
      let row = roster.rows[rowIndex]
      var choice = DutyChoice(row: Int32(rowIndex), start: 0, breaks: SIMD8(repeating: 0))
      for (number, window) in roster.kinds[row.kind].breaks.enumerated() {
        choice.breaks[number] = UInt8(clamping: window.earliest)
      }
      for place in 0..<row.count where roster.rowCosts[row.cost + place] < PriceScale.possibleLimit {
        choice.start = Int32(row.first + place)
        found.append(builder.duty(choice, day: day))
      }
    }
    return found
  }

  /// What the missing heads of a queue cost in an interval where so many are present, in currency units.
  package func priceOfMissing(queue: Int, slot: Int, present: Int) -> Double {
    let table = roster.coverage
    guard present < Int(table.full(slot * table.queueCount + queue)) else { return 0 }
    return roster.scale.currency(table.cost(queue: queue, slot: slot, present: present))
  }

  private func described(_ tour: [DutyChoice]) -> LoneTour {
    let builder = OutcomeBuilder(request: request, roster: roster)
    let state = SearchState(roster: roster)
    state.restore(tour)
    return LoneTour(
      duties: tour.enumerated().filter { $0.element.isWorked }.map { builder.duty($0.element, day: $0.offset) },
      costs: builder.costs(tour), heads: state.coverage.heads)
  }
}

/// A person's duties over the horizon, and what the rota is with them.
package struct LoneTour: Hashable, Sendable {
  /// By date.
  package var duties: [Duty]
  /// The person's own costs, and those of all cover.
  package var costs: CostParts
  /// Heads on each queue of the demand, by interval of the grid.
  package var heads: [[Int]]
}

extension CoverageState {
  /// People on each queue, by slot.
  var heads: [[Int]] { (0..<queueCount).map { queue in (0..<slotCount).map { load(queue: queue, slot: $0) } } }
}
