import Calendars
import Plans
import Publishing
import Searching
import Tables
import Workforce

/// Makes plans that look like real ones without the stages that make them: demand with a daily shape, people put
/// greedily where most are missing, breaks, off-queue time. The same sketch gives the same plan.
struct PlanSketch {
  struct QueueSketch {
    var queue: PlanQueue
    var hours: OpeningHours
    /// Share of the whole demand.
    var weight: Double
    /// Local hour at which most contacts come.
    var peak: Double
  }

  var team: String
  var currency = "EUR"
  var week: ISOWeek
  var readerZone: Zone
  var sites: [Site]
  var templates: [ShiftTemplate]
  var queues: [QueueSketch]
  var people: [Person]
  /// Required ÷ scheduled agent-minutes.
  var tightness = 0.97
  var seed: UInt64 = 1

  func plan() -> PlanDocument {
    let monday = week.monday
    let zones = people.map(\.zone) + queues.map(\.queue.zone)
    let first = zones.map { $0.instant(of: monday) }.min() ?? Zone.utc.instant(of: monday)
    let last = zones.map { $0.instant(of: monday.adding(days: 8)) }.max() ?? first
    let grid = IntervalGrid(start: first, interval: 15, count: (last - first) / 900)
    var generator = SeededGenerator(seed: seed)

    let open = queues.map { sketch in
      (0..<grid.count).map { slot -> Bool in
        let civil = sketch.queue.zone.civil(at: grid.instant(at: slot))
        return civil.date >= monday && civil.date < monday.adding(days: 7) && sketch.hours.isOpen(at: civil)
      }
    }
    let shape = queues.indices.map { number in
      (0..<grid.count).map { slot -> Double in
        guard open[number][slot] else { return 0 }
        let civil = queues[number].queue.zone.civil(at: grid.instant(at: slot))
        let hour = Double(civil.minuteOfDay) / 60
        let morning = PlanSketch.bell(hour - queues[number].peak, width: 2.6)
        let afternoon = 0.7 * PlanSketch.bell(hour - queues[number].peak - 4.5, width: 2.4)
        let weekday = [1.15, 1.05, 1.0, 0.98, 0.92, 0.5, 0.42][civil.date.weekday.index]
        let noise = 0.94 + 0.12 * generator.nextUnit()
        return queues[number].weight * weekday * (0.12 + morning + afternoon) * noise
      }
    }

    // Enough demand for the people: positions from a square-root rule, scaled until the paid time fits.
    let perPerson = 0.86 * Double(people.reduce(0) { $0 + $1.contract.rawValue }) / 15
    func staffing(_ scale: Double) -> [[Int]] {
      queues.indices.map { number in
        (0..<grid.count).map { slot in
          guard open[number][slot] else { return 0 }
          let load = shape[number][slot] * scale
          let heads = (load + 0.7 * load.squareRoot()) / (1 - queues[number].queue.shrinkage)
          return max(1, Int(heads.rounded(.up)))
        }
      }
    }
    var low = 0.0
    var high = 400.0
    for _ in 0..<30 {
      let middle = (low + high) / 2
      let total = staffing(middle).reduce(0) { $0 + $1.reduce(0, +) }
      if Double(total) < perPerson * tightness { low = middle } else { high = middle }
    }
    let required = staffing(low)

    var residual = required
    var duties: [AssignedDuty] = []
    for (number, person) in people.enumerated() {
      guard person.contract > 0 else { continue }
      duties += tour(of: person, number: number, grid: grid, residual: &residual)
    }
    duties.sort { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    let (work, scheduled) = countWork(of: duties, grid: grid, required: required)

    let coverage = queues.indices.map { number in
      QueueCoverage(
        queue: queues[number].queue.id, open: open[number],
        contacts: shape[number].map { $0 * low * 3 },
        contactsLow: shape[number].map { max(0, $0 * low * 3 * 0.8 - 0.6) },
        contactsHigh: shape[number].map { $0 * low * 3 * 1.22 + ($0 > 0 ? 0.9 : 0) },
        handleTime: open[number].map { $0 ? 300 : 0 },
        positions: required[number].map { Int((Double($0) * (1 - queues[number].queue.shrinkage)).rounded(.up)) },
        required: required[number], scheduled: scheduled[number],
        serviceLevel: (0..<grid.count).map { slot in
          guard open[number][slot], queues[number].queue.targetServiceLevel != nil else { return nil }
          let surplus = Double(scheduled[number][slot] - required[number][slot])
          return max(0.05, min(0.995, 0.84 + 0.05 * surplus))
        },
        occupancy: (0..<grid.count).map { slot in
          let heads = scheduled[number][slot]
          return heads == 0 || !open[number][slot] ? nil : min(0.99, shape[number][slot] * low / Double(heads))
        })
    }
    return document(grid: grid, duties: duties, work: work, coverage: coverage)
  }

  private static func bell(_ distance: Double, width: Double) -> Double {
    // Close to a normal density, without Foundation.
    let ratio = distance / width
    return 1 / (1 + ratio * ratio * ratio * ratio * 0.6 + ratio * ratio * 0.5)
  }

  /// Up to five duties where most people are missing, two rests and a lunch in each.
  private func tour(of person: Person, number: Int, grid: IntervalGrid, residual: inout [[Int]]) -> [AssignedDuty] {
    let mine = queues.indices.filter { person.queues.contains(queues[$0].queue.id) }
    let templates = templates.filter { $0.sites.isEmpty || $0.sites.contains(person.site) }
    guard let fallback = templates.first, let length = fallback.lengths.first else { return [] }
    let paidDay = length.rawValue - 30
    let days = max(1, min(5, person.contract.rawValue / paidDay))
    var found: [(gain: Int, duty: Duty)] = []
    for day in 0..<7 {
      let date = week.monday.adding(days: day)
      if person.fixedDaysOff.contains(date.weekday) { continue }
      if person.absences.contains(where: { $0.first <= date && date <= $0.last }) { continue }
      var best: (gain: Int, duty: Duty)?
      for template in templates {
        var clock = template.earliestStart
        while clock <= template.latestStart {
          let duty = placed(template, date: date, clock: clock, person: person, number: number + day)
          var gain = 0
          for slot in grid.index(of: duty.start)..<grid.index(of: duty.end) where (0..<grid.count).contains(slot) {
            gain += max(-1, mine.map { residual[$0][slot] }.max() ?? -1)
          }
          if gain > best?.gain ?? Int.min { best = (gain, duty) }
          clock = ClockTime(minutes: clock.minutes + template.step.rawValue)
        }
      }
      if let best { found.append(best) }
    }
    found.sort { ($0.gain, $1.duty.date) > ($1.gain, $0.duty.date) }
    var chosen: [Duty] = []
    for candidate in found where chosen.count < days {
      // Eleven hours between duties.
      let clash = chosen.contains {
        candidate.duty.start < $0.end + .hours(11) && $0.start < candidate.duty.end + .hours(11)
      }
      if !clash { chosen.append(candidate.duty) }
    }
    for duty in chosen {
      for slot in grid.index(of: duty.start)..<grid.index(of: duty.end) where (0..<grid.count).contains(slot) {
        if let queue = mine.max(by: { residual[$0][slot] < residual[$1][slot] }) { residual[queue][slot] -= 1 }
      }
    }
    return chosen.map { AssignedDuty(person: person.id, duty: $0) }
  }

  private func placed(
    _ template: ShiftTemplate, date: CivilDate, clock: ClockTime, person: Person, number: Int
  ) -> Duty {
    let start = person.zone.instant(of: date, clock)
    let length = template.lengths.first ?? 510
    let shift = number % 5 * 15
    return Duty(
      template: template.id, date: date, start: start, length: length,
      breaks: length.rawValue < 360
        ? [PlacedBreak(kind: .rest, offset: Minutes(90 + shift), length: 15, paid: true)]
        : [
          PlacedBreak(kind: .rest, offset: Minutes(90 + shift), length: 15, paid: true),
          PlacedBreak(kind: .lunch, offset: Minutes(210 + shift), length: 30, paid: false),
          PlacedBreak(kind: .rest, offset: Minutes(360 + shift), length: 15, paid: true),
        ])
  }

  /// Puts everyone present on the queue of theirs that misses most, slot by slot.
  func countWork(
    of duties: [AssignedDuty], grid: IntervalGrid, required: [[Int]]
  ) -> (work: [WorkSpan], scheduled: [[Int]]) {
    var scheduled = required.map { $0.map { _ in 0 } }
    var spans: [WorkSpan] = []
    var present: [[Int]] = Array(repeating: [], count: grid.count)
    for (number, assigned) in duties.enumerated() {
      for slot in grid.index(of: assigned.duty.start)..<grid.index(of: assigned.duty.end)
      where (0..<grid.count).contains(slot) {
        let minute = grid.instant(at: slot).minutes(since: assigned.duty.start).rawValue
        let pausing = assigned.duty.breaks.contains {
          minute >= $0.offset.rawValue && minute < $0.offset.rawValue + $0.length.rawValue
        }
        if !pausing { present[slot].append(number) }
      }
    }
    let queuesOf = Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0.queues) })
    for slot in 0..<grid.count {
      for number in present[slot] {
        let person = duties[number].person
        let mine = queues.indices.filter {
          queuesOf[person]?.contains(queues[$0].queue.id) == true && required[$0][slot] > 0
        }
        let queue = mine.max { left, right in
          required[left][slot] - scheduled[left][slot] < required[right][slot] - scheduled[right][slot]
        }
        if let queue { scheduled[queue][slot] += 1 }
        let id = queue.map { queues[$0].queue.id }
        let start = grid.instant(at: slot)
        spans.append(WorkSpan(person: person, queue: id, start: start, end: start + grid.interval))
      }
    }
    spans.sort { ($0.person, $0.start) < ($1.person, $1.start) }
    let merged = spans.reduce(into: [WorkSpan]()) { merged, span in
      if let last = merged.last, last.person == span.person, last.queue == span.queue, last.end == span.start {
        merged[merged.count - 1].end = span.end
      } else {
        merged.append(span)
      }
    }
    return (merged, scheduled)
  }

  func document(
    grid: IntervalGrid, duties: [AssignedDuty], work: [WorkSpan], coverage: [QueueCoverage]
  ) -> PlanDocument {
    let request = RosterRequest(
      firstDate: week.monday, days: 7, grid: grid, sites: sites, templates: templates, people: people,
      demand: coverage.map { QueueDemand(queue: $0.queue, required: $0.required) })
    let rota = Rota(duties: duties, work: work)
    let byPerson = Dictionary(grouping: duties, by: \.person).mapValues { $0.map(\.duty) }
    let premium = duties.reduce(0.0) { sum, assigned in
      let site = people.first { $0.id == assigned.person }.flatMap { person in sites.first { $0.id == person.site } }
      return sum + (site.map { DutyCost(of: assigned.duty, at: $0).nightPremium } ?? 0)
    }
    let summaries = people.map { person -> PersonSummary in
      let mine = byPerson[person.id] ?? []
      let site = sites.first { $0.id == person.site }
      let costs = mine.compactMap { duty in site.map { DutyCost(of: duty, at: $0) } }
      let ends = mine.map { person.zone.civil(at: $0.end) }
      return PersonSummary(
        person: person.id, contractMinutes: person.contract.rawValue,
        plannedMinutes: mine.reduce(0) { $0 + $1.paid.rawValue },
        absentMinutes: person.absences.isEmpty ? 0 : person.contract.rawValue / 5, shifts: mine.count,
        nights: costs.filter { $0.nightMinutes >= 180 }.count,
        weekendDays: Set(mine.map(\.date).filter(\.weekday.isWeekend)).count,
        early: mine.filter { person.zone.civil(at: $0.start).minuteOfDay < 420 }.count,
        late: zip(mine, ends).filter { $0.date < $1.date || $1.minuteOfDay > 1200 }.count,
        preferencesMet: person.wishes.isEmpty ? 0 : person.wishes.count - person.wishes.count / 3,
        preferencesAsked: person.wishes.count, cost: costs.reduce(0) { $0 + $1.total })
    }
    let stamp = queues.first.map { $0.queue.zone.instant(of: week.monday.adding(days: -3)) } ?? grid.start
    let under = coverage.map { queue in
      15 * zip(queue.required, queue.scheduled).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    }
    let over = coverage.map { queue in
      15 * zip(queue.required, queue.scheduled).reduce(0) { $0 + max(0, $1.1 - $1.0) }
    }
    let byQueue = coverage.map { queue -> Double? in
      let parts = zip(queue.serviceLevel, queue.contacts).compactMap { level, contacts in
        level.map { ($0 * contacts, contacts) }
      }
      let contacts = parts.reduce(0) { $0 + $1.1 }
      return contacts > 0 ? parts.reduce(0) { $0 + $1.0 } / contacts : nil
    }
    let known = byQueue.compactMap { $0 }
    let cost = summaries.reduce(0) { $0 + $1.cost }
    let objective = cost + Double(under.reduce(0, +)) * 0.8
    return PlanDocument(
      tool: "rota 0.1.0", zoneRules: "2026a", team: team, currency: currency, week: week, weeks: 1,
      readerZone: readerZone, command: "rota plan my-team --week \(week) --iterations 20000 --seed 7",
      options: SearchLimits(timeLimit: nil, iterations: 20_000, seed: 7),
      inputs: [
        InputFile(path: "rota.json", bytes: 2841, sha256: String(repeating: "9f3a", count: 16)),
        InputFile(path: "agents.csv", bytes: 1204, sha256: String(repeating: "07cd", count: 16)),
        InputFile(path: "history/tickets.csv", bytes: 4_812_345, sha256: String(repeating: "e1b2", count: 16)),
      ],
      stamp: stamp,
      result: PlanResult(
        status: .iterationLimit, objective: objective, bound: objective / 1.0066,
        gap: objective / (objective / 1.0066) - 1,
        costs: CostParts(
          pay: cost - premium, nightPremium: premium, wishes: 60, understaffing: objective - cost, overstaffing: 120),
        moves: 20_000, boundRounds: 41, seconds: nil),
      queues: queues.map(\.queue), request: request, rota: rota, coverage: coverage, people: summaries,
      summary: PlanSummary(
        serviceLevel: known.isEmpty ? nil : known.reduce(0, +) / Double(known.count), serviceLevelByQueue: byQueue,
        requiredMinutes: 15 * coverage.reduce(0) { $0 + $1.required.reduce(0, +) },
        uncoveredMinutes: under.reduce(0, +), overstaffedMinutes: over.reduce(0, +),
        paidMinutes: summaries.reduce(0) { $0 + $1.plannedMinutes }, cost: cost),
      warnings: warnings(grid: grid),
      assumptions: [
        "E-mail is levelled over the opening hours; its own model comes later.",
        "A chat agent holds one conversation at a time.",
        "Shrinkage 10 % on every queue where the project names none.",
        "Time-zone rules 2026a.",
      ],
      calendar: nextCalendar(previous: [], rota: rota, request: request, stamp: stamp, team: team))
  }

  private func warnings(grid: IntervalGrid) -> [Diagnostic] {
    [
      Diagnostic(
        "import.no-handle-time", "312 of 18,204 tickets name no handle time",
        at: SourcePosition(file: "history/tickets.csv", row: 48_211, column: 7),
        cure: "Their queue's mean of 5 min was used; export `Time tracked` to measure it.", severity: .note),
      Diagnostic(
        "plan.contract-short", "\(people.last?.name ?? "") works 2 h less than the contract asks for",
        cure: "Allow longer duties, or take a fixed day off away.", severity: .warning),
    ]
  }
}
