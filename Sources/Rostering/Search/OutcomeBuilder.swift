import Calendars
import Optimization
import Workforce

/// Turns a finished rota on the grid back into duties, work and costs in people's terms.
struct OutcomeBuilder {
  let request: RosterRequest
  let roster: CompiledRoster

  /// - Parameter base: a rota that people know, whose queues are kept where that costs nothing; nil = none.
  func rota(_ duties: [DutyChoice], near base: Rota? = nil) -> Rota {
    let grid = request.grid
    var assigned: [AssignedDuty] = []
    var work: [(person: Int, span: WorkSpan)] = []
    let allotment = QueueAllotment(roster: roster, duties: duties, former: base.map(queues) ?? [])
    for person in roster.people.indices {
      let id = request.people[person].id
      for day in 0..<roster.dayCount {
        let choice = duties[person * roster.dayCount + day]
        guard choice.isWorked else { continue }
        assigned.append(AssignedDuty(person: id, duty: duty(choice, day: day)))
        for slot in roster.workedSlots(of: choice) {
          // Nobody is counted where none of their queues has need.
          let index = allotment.queues[person][slot]
          let queue = index < 0 ? nil : request.demand[index].queue
          let start = grid.instant(at: slot)
          let end = grid.instant(at: slot + 1)
          if let last = work.last, last.person == person, last.span.queue == queue, last.span.end == start {
            work[work.count - 1].span.end = end
          } else {
            work.append((person, WorkSpan(person: id, queue: queue, start: start, end: end)))
          }
        }
      }
    }
    assigned.sort { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    let spans = work.map(\.span).sorted { ($0.person, $0.start) < ($1.person, $1.start) }
    return Rota(duties: assigned, work: spans)
  }

  /// On which queue of the demand everybody works in each slot of a rota; -1 where on none.
  private func queues(of rota: Rota) -> [[Int]] {
    let places = Dictionary(
      request.people.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    let numbers = Dictionary(
      request.demand.enumerated().map { ($0.element.queue, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var queues = [[Int]](
      repeating: [Int](repeating: -1, count: roster.slotCount), count: request.people.count)
    for span in rota.work {
      guard let person = places[span.person], let queue = span.queue.flatMap({ numbers[$0] }) else { continue }
      let first = max(0, request.grid.index(of: span.start))
      let end = min(roster.slotCount, request.grid.index(of: span.end))
      for slot in first..<max(first, end) { queues[person][slot] = queue }
    }
    return queues
  }

  /// A duty of a day in people's terms.
  func duty(_ choice: DutyChoice, day: Int) -> Duty {
    let row = roster.rows[Int(choice.row)]
    let kind = roster.kinds[row.kind]
    let width = request.grid.interval.rawValue
    return Duty(
      template: kind.template, date: request.firstDate.adding(days: day),
      start: request.grid.instant(at: Int(choice.start)), length: Minutes(row.length * width),
      breaks: kind.breaks.enumerated().map { number, window in
        PlacedBreak(
          kind: window.kind, offset: Minutes(Int(choice.breaks[number]) * width),
          length: Minutes(window.length * width),
          paid: window.paid)
      })
  }

  /// The parts of the objective, summed from the duties and the presence that they make.
  func costs(_ duties: [DutyChoice]) -> CostParts {
    var pay: Int64 = 0
    var night: Int64 = 0
    var wishes: Int64 = 0
    var shortfall: Int64 = 0
    var overtime: Int64?
    var timeOff: Int64?
    let state = SearchState(roster: roster)
    state.restore(duties)
    for (index, person) in roster.people.enumerated() {
      for day in 0..<roster.dayCount {
        let choice = duties[index * roster.dayCount + day]
        guard choice.isWorked else { continue }
        let row = roster.rows[Int(choice.row)]
        let cell = row.cost + Int(choice.start) - row.first
        night += Int64(roster.rowNightCosts[cell])
        pay += Int64(roster.rowCosts[cell] - roster.rowNightCosts[cell])
        wishes += Int64(person.days[day].dayOffPrice)
        if person.days[day].startWishes != 0 {
          let offset = person.days[day].wishOffset(of: row, on: roster.menus[person.menu].days[day])
          wishes += Int64(roster.wishCosts[offset + Int(choice.start) - row.first])
        }
      }
      for (week, weekly) in person.weeks.enumerated() {
        let paid = state.paid(index, week: week)
        shortfall += Int64(weekly.shortfall[paid])
        if !weekly.overtime.isEmpty { overtime = (overtime ?? 0) + Int64(weekly.overtime[paid]) }
        if !weekly.timeOff.isEmpty { timeOff = (timeOff ?? 0) + Int64(weekly.timeOff[paid]) }
      }
    }
    var under: Int64 = 0
    var over: Int64 = 0
    let table = roster.coverage
    for slot in 0..<roster.slotCount {
      for queue in 0..<table.queueCount {
        let present = state.coverage.load(queue: queue, slot: slot)
        let cost = table.cost(queue: queue, slot: slot, present: present)
        if present < Int(table.full(slot * table.queueCount + queue)) { under += cost } else { over += cost }
      }
    }
    let scale = roster.scale
    let (broken, fairness) = ruleCosts(duties)
    let rules = broken + teamCosts(state)
    return CostParts(
      pay: scale.currency(pay), nightPremium: scale.currency(night), wishes: scale.currency(wishes),
      contractShortfall: scale.currency(shortfall), understaffing: scale.currency(under),
      overstaffing: scale.currency(over), rules: rules.isEmpty ? nil : rules, fairness: fairness,
      overtime: overtime.map(scale.currency), timeOff: timeOff.map(scale.currency))
  }

  /// What was paid for what team rules ask for and don't have.
  private func teamCosts(_ state: SearchState) -> [RuleCost] {
    guard let team = state.team, let rules = request.teamRules else { return [] }
    return rules.indices.compactMap { index in
      let lacking = team.lacking(index)
      guard lacking > 0 else { return nil }
      return RuleCost(
        rule: rules[index].name, breaches: Int(clamping: lacking),
        cost: roster.scale.currency(lacking * Int64(team.terms[index].price)))
    }
  }

  /// What was paid for breaches of rules, and for unpopular duties out of turn; read from the finished duties.
  private func ruleCosts(_ duties: [DutyChoice]) -> (rules: [RuleCost], fairness: Double?) {
    var paid: [String: (breaches: Int, units: Int64)] = [:]
    for person in roster.people.indices {
      let tour = duties[person * roster.dayCount..<(person + 1) * roster.dayCount]
      for rule in roster.breaches(of: tour, person: person) where rule.count > 0 {
        let before = paid[rule.name] ?? (0, 0)
        paid[rule.name] = (before.breaches + rule.count, before.units + Int64(rule.count) * Int64(rule.price))
      }
    }
    let shared = FairKind.allCases.reduce(Int64(0)) { $0 + (paid[$1.ruleName]?.units ?? 0) }
    let rules = (LabourRule.all.map(\.name) + [ShiftPattern.ruleName]).compactMap { name in
      paid[name].map {
        RuleCost(rule: name, breaches: $0.breaches, cost: roster.scale.currency($0.units))
      }
    }
    return (rules, request.fairness.map { _ in roster.scale.currency(shared) })
  }
}
