public import Calendars
internal import Checking
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
internal import Workforce

/// What a plan can't have together, and what it could have but doesn't.
public struct ConflictReport: Hashable, Codable, Sendable {
  public var conflicts: [PlanConflict]
  /// Weeks below their least hours that could reach them: a matter of price.
  public var choices: [HoursChoice]
  /// Stretches of time beyond `mostStretches` at which nobody could be, the least missing ones.
  public var furtherStretches: Int

  public static let mostStretches = 12
}

/// A shortfall that no rota can do away with.
public struct PlanConflict: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable { case weeklyHours, nobodyThere, startWish }

  public var kind: Kind
  /// Whom it is about; nil for a queue.
  public var person: PersonID?
  public var name: String
  /// For a queue.
  public var queue: QueueID?
  public var fromLocal: String?
  public var toLocal: String?
  /// What can't be had, in a sentence without its full stop.
  public var words: String
  /// What stands against it: together they do, and without any one of them it could be had; for a queue without any one
  /// person's.
  public var facts: [NamedFact]
  /// One fact relaxed by the least amount, cheapest first.
  public var ways: [WayOut]
}

/// A week below its least hours that could reach them.
public struct HoursChoice: Hashable, Codable, Sendable {
  public var person: PersonID
  public var name: String
  public var monday: CivilDate
  public var plannedMinutes: Int
  /// The cheapest duties that reach them, everybody else as they are.
  public var way: PricedChange
}

extension PlanQuestions {
  /// - Parameter stop: raised from outside, ends the work with what has been found.
  /// - Throws: `explain.another-rota`.
  /// - Complexity: some tens of one person's programs for each shortfall.
  public func conflicts(stop: StopFlag) throws(Diagnostic) -> ConflictReport {
    var report = ConflictReport(conflicts: [], choices: [], furtherStretches: 0)
    for finding in checkRota(request, rota) where finding.rule == "week.minimum" && !stop.isRaised {
      guard let id = finding.person, let monday = finding.date else { continue }
      try addHours(of: try person(id), from: monday, to: &report)
    }
    try addStretches(to: &report, stop: stop)
    for person in request.people where !stop.isRaised { try addWishes(of: person, to: &report) }
    return report
  }

  // MARK: - Weekly hours

  private func addHours(of person: Person, from monday: CivilDate, to report: inout ConflictReport) throws(Diagnostic) {
    let week = (monday - request.firstDate) / 7
    let (lone, present) = try alone(person)
    func paid(_ tour: LoneTour) -> Int {
      tour.duties.filter { (0..<7).contains($0.date - monday) }.reduce(0) { $0 + $1.paid.rawValue }
    }
    guard let finding = try filter.finding(against: [.fullWeek(week)], of: person) else {
      guard let best = lone.best(.fullWeek(week)) else { return }
      report.choices.append(
        HoursChoice(
          person: person.id, name: person.name, monday: monday, plannedMinutes: paid(present),
          way: change(person, from: present, to: best)))
      return
    }
    let bare = try LoneRoster(request, rota: rota, terms: LoneRoster.Terms(person), isPriced: false)
    let most = bare.best(.mostHours(week: week)).map(paid) ?? 0
    // The named facts are the fewest that keep them below the least; the rest of their terms may take more.
    let others = PersonFact.all(of: person, in: request, rota: rota).filter { !finding.facts.contains($0) }
    let named = filter.terms(of: person, without: finding.facts.isEmpty ? [] : others)
    let left =
      try LoneRoster(request, rota: rota, terms: named, isPriced: false).best(.mostHours(week: week)).map(paid) ?? most
    let credit = person.creditedMinutes(inWeekFrom: monday)
    let due = max(0, person.rules.minimumWeekly.rawValue - credit)
    report.conflicts.append(
      PlanConflict(
        kind: .weeklyHours, person: person.id, name: person.name,
        words: "\(person.name) (\(person.id)) can have at most \(Words.plain.duration(minutes: most)) in the week from "
          + "\(Words.plain.day(monday)), and at least \(Words.plain.duration(minutes: due)) are meant"
          + (credit > 0 ? " (\(Words.plain.duration(minutes: credit)) of paid absence taken off)" : "")
          + (left > most
            ? "; what is named here would leave \(Words.plain.duration(minutes: left)), and others of their terms the rest"
            : ""),
        facts: self.named(finding.facts, of: person),
        ways: try waysOut(of: finding.facts, to: [.fullWeek(week)], for: person)))
  }

  // MARK: - Times at which nobody can be

  private struct Stretch {
    var queue: Int
    var slots: Range<Int>
    var missing: Int
  }

  private func addStretches(to report: inout ConflictReport, stop: StopFlag) throws(Diagnostic) {
    var reachable: [PersonID: [Bool]] = [:]
    var stretches: [Stretch] = []
    for (index, coverage) in plan.coverage.enumerated() {
      func isEmpty(_ slot: Int) -> Bool { coverage.required[slot] > 0 && coverage.scheduled[slot] == 0 }
      guard coverage.required.indices.contains(where: isEmpty) else { continue }
      let skilled = request.people.filter { $0.queues.contains(coverage.queue) }
      for person in skilled where reachable[person.id] == nil && !stop.isRaised {
        reachable[person.id] = try LoneRoster(
          request, rota: rota, terms: LoneRoster.Terms(person), isPriced: false
        ).reachableSlots()
      }
      guard !stop.isRaised else { return }
      func isOutOfReach(_ slot: Int) -> Bool {
        isEmpty(slot) && !skilled.contains { reachable[$0.id]?[slot] == true }
      }
      var slot = 0
      while slot < coverage.required.count {
        guard isOutOfReach(slot) else {
          slot += 1
          continue
        }
        let first = slot
        while slot < coverage.required.count, isOutOfReach(slot) { slot += 1 }
        stretches.append(
          Stretch(
            queue: index, slots: first..<slot, missing: (first..<slot).reduce(0) { $0 + coverage.required[$1] }))
      }
    }
    stretches.sort { ($1.missing, $0.queue, $0.slots.lowerBound) < ($0.missing, $1.queue, $1.slots.lowerBound) }
    report.furtherStretches = max(0, stretches.count - ConflictReport.mostStretches)
    for stretch in stretches.prefix(ConflictReport.mostStretches) where !stop.isRaised {
      report.conflicts.append(try conflict(of: stretch))
    }
  }

  private func conflict(of stretch: Stretch) throws(Diagnostic) -> PlanConflict {
    let queue = plan.queues[stretch.queue]
    let (from, to) = (
      request.grid.instant(at: stretch.slots.lowerBound), request.grid.instant(at: stretch.slots.upperBound)
    )
    var conflict = PlanConflict(
      kind: .nobodyThere, name: queue.name, queue: queue.id, fromLocal: queue.zone.localText(of: from),
      toLocal: queue.zone.localText(of: to),
      words: "nobody can be on \(queue.name) from \(Words.plain.moment(from, in: queue.zone)) to "
        + "\(Words.plain.moment(to, in: queue.zone)) (\(queue.zone)), "
        + "\(Words.plain.tenthsOfHours(minutes: stretch.missing * request.grid.interval.rawValue)) required",
      facts: [], ways: [])
    let wish = TourWish.presence(slot: stretch.slots.lowerBound)
    for person in request.people where person.queues.contains(queue.id) {
      guard let finding = try filter.finding(against: [wish], of: person) else { continue }
      conflict.facts += named(finding, of: person, unshifted: "no shift of site \(person.site) covers that time")
      // Of several facts each would have to go.
      if finding.facts.count == 1 {
        conflict.ways += try waysOut(of: finding.facts, to: [wish], for: person).map { way in
          var way = way
          way.words = "\(person.name) (\(person.id)): \(way.words)"
          return way
        }
      }
    }
    if conflict.facts.isEmpty {
      conflict.words += ": nobody in the team can take the queue"
    }
    func price(_ way: WayOut) -> Double { way.price?.cost.total ?? .infinity }
    conflict.ways.sort { price($0) < price($1) }
    return conflict
  }

  // MARK: - Starts that nobody can grant

  /// Starts that were wished for on days on which the person could work, but not from near that time on.
  private func addWishes(of person: Person, to report: inout ConflictReport) throws(Diagnostic) {
    for wish in person.wishes where wish.price > 0 {
      guard case .start(let clock) = wish.kind else { continue }
      let days = wish.date.map { [$0 - request.firstDate] } ?? Array(0..<request.days)
      let lone = try LoneRoster(request, rota: rota, terms: LoneRoster.Terms(person), isPriced: false)
      let open = days.filter { (0..<request.days).contains($0) && lone.best(.duty(day: $0, starts: .any)) != nil }
      guard !open.isEmpty else { continue }
      let wishes = open.map { day -> TourWish in
        let start = person.zone.instant(of: request.firstDate.adding(days: day), clock)
        return .duty(day: day, starts: .within(start - Minutes(30)...start + Minutes(30)))
      }
      guard let finding = try filter.finding(against: wishes, of: person) else { continue }
      let facts = named(finding, of: person, unshifted: "no shift of site \(person.site) starts near \(clock)")
      report.conflicts.append(
        PlanConflict(
          kind: .startWish, person: person.id, name: person.name,
          words: "\(person.name) (\(person.id)) can't start near \(clock) on "
            + (wish.date.map { Words.plain.day($0) } ?? "any day of the plan") + ", as they wish",
          facts: facts, ways: try waysOut(of: finding.facts, to: wishes, for: person)))
    }
  }
}
