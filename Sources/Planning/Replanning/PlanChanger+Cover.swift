public import Calendars
internal import Checking
internal import Plans
public import Tables
internal import Words
internal import Workforce

extension PlanChanger {
  /// Candidates whose effect on the expected service is worked out, which takes longest.
  private static let judged = 5

  /// Who could take over a duty, each with what it breaks, costs and brings: one that somebody has, or one that a change took
  /// from them and that is open since.
  ///
  /// - Throws: `replan.…` where there is no such duty, or it is over by `from`.
  /// - Complexity: O(people · rota) for the costs of those who keep every rule.
  public func cover(
    _ id: PersonID, on date: CivilDate, from: Instant
  ) throws(Diagnostic) -> CoverAnswer {
    let whose = request.people[try index(of: id)]
    try require(date)
    try requireOpen(whose, date, from: from)
    let lost = lostDuty(of: id, on: date)
    guard let duty = duty(of: id, on: date) ?? lost else {
      throw Diagnostic(
        "replan.no-duty", "'\(id)' has no duty on \(Words.plain.day(date))",
        cure: "Check the date; shifts.csv lists all duties.")
    }
    if lost != nil, duty.start < from {
      throw Diagnostic(
        "replan.frozen", "what '\(id)' had on \(Words.plain.day(date)) began before \(whose.zone.localText(of: from))",
        cure: "Give an earlier moment with --from, if somebody is to come still.")
    }
    var open = HandRota(request, plan.rota)
    open.remove(id, on: date)
    // Whoever doesn't come is away, and owes no hours of that day.
    var away = request
    if let paid = self.duty(of: id, on: date)?.paid {
      let absence = Absence(first: date, last: date, kind: Absence.sickKind, minutesADay: paid)
      for index in away.people.indices where away.people[index].id == id { away.people[index].absences.append(absence) }
    }
    let nobody = Figures(away, open.rota)
    let now = Figures(request, plan.rota)
    var candidates: [CoverCandidate] = []
    for person in request.people where person.id != id && person.queues.contains(where: whose.queues.contains) {
      var hand = open
      var given = duty
      given.date = person.zone.date(at: duty.start)
      // Whoever works then already can't come twice.
      let isOff = self.duty(of: person.id, on: given.date) == nil
      if isOff { hand.set(person, given) }
      let breaks = isOff ? broken(by: person, hand.rota) : [Self.works(given.date)]
      let figures = isOff && breaks.isEmpty ? Figures(away, hand.rota) : nil
      candidates.append(candidate(person, given, hand.rota, breaks, figures, nobody))
    }
    candidates.sort { left, right in
      if left.keepsRules != right.keepsRules { return left.keepsRules }
      if left.isBusy != right.isBusy { return right.isBusy }
      if left.breaks.count != right.breaks.count { return left.breaks.count < right.breaks.count }
      return (left.cost, left.pay, left.person) < (right.cost, right.pay, right.person)
    }
    for number in candidates.indices.prefix(Self.judged) where candidates[number].keepsRules {
      guard let person = request.people.first(where: { $0.id == candidates[number].person }) else { continue }
      var hand = open
      var given = duty
      given.date = person.zone.date(at: duty.start)
      hand.set(person, given)
      candidates[number].serviceLevel = try byHand(
        hand.rota, pins: nil, from: from, prices: DisturbancePrices(), why: { _ in "" }
      ).plan.summary.serviceLevel
    }
    return CoverAnswer(
      person: id, date: date, duty: duty, costOfNobody: nobody.objective - now.objective,
      uncoveredMinutes: nobody.missing - now.missing, isOpen: self.duty(of: id, on: date) == nil, candidates: candidates
    )
  }

  /// What somebody had on a date until a change took it from them; nil where they have a duty then.
  private func lostDuty(of id: PersonID, on date: CivilDate) -> Duty? {
    guard duty(of: id, on: date) == nil else { return nil }
    return plan.revised?.changes.first { $0.person == id && $0.date == date }?.before
  }

  private static func works(_ date: CivilDate) -> CoverCandidate.Broken {
    CoverCandidate.Broken(rule: CoverCandidate.busy, message: "works on \(Words.plain.day(date)) already")
  }

  /// What the duties of one person break that they didn't break before.
  ///
  /// - Parameter former: nil = the plan's.
  func broken(by person: Person, _ rota: Rota, before former: Rota? = nil) -> [CoverCandidate.Broken] {
    var alone = request
    alone.people = [person]
    func findings(_ rota: Rota) -> [Breach] {
      checkRota(
        alone,
        Rota(
          duties: rota.duties.filter { $0.person == person.id }, work: rota.work.filter { $0.person == person.id },
          activities: rota.activities?.filter { $0.person == person.id })
      ).filter { $0.severity == .breach || $0.rule == "absence.overrun" }
    }
    let before = Set(findings(former ?? plan.rota))
    return findings(rota).filter { !before.contains($0) }.map {
      CoverCandidate.Broken(rule: $0.rule, message: $0.message)
    }
  }

  private func candidate(
    _ person: Person, _ duty: Duty, _ rota: Rota, _ breaks: [CoverCandidate.Broken], _ figures: Figures?,
    _ nobody: Figures
  ) -> CoverCandidate {
    let own = rota.duties.filter { $0.person == person.id }.map(\.duty)
    let monday = duty.date.adding(days: -duty.date.weekday.index)
    let week = own.filter { monday <= $0.date && $0.date < monday.adding(days: 7) }
    let site = request.sites.first { $0.id == person.site }
    let before = own.filter { $0.end <= duty.start && $0 != duty }.map(\.end).max() ?? person.history.lastEnd
    let after = own.filter { $0.start >= duty.end && $0 != duty }.map(\.start).min() ?? person.ahead?.firstStart
    return CoverCandidate(
      person: person.id, name: person.name, breaks: breaks,
      pay: figures.map { (($0.money - nobody.money) * 1000).rounded() / 1000 }
        ?? site.map { DutyCost(of: duty, at: $0).total } ?? 0,
      cost: figures.map { $0.objective - nobody.objective } ?? 0,
      weekMinutes: week.reduce(0) { $0 + $1.paid.rawValue }, mostMinutes: person.rules.mostWeekly.rawValue,
      leastMinutes: person.rules.minimumWeekly.rawValue, restBefore: before.map { (duty.start - $0) / 60 },
      restAfter: after.map { ($0 - duty.end) / 60 }, filledMinutes: figures.map { nobody.missing - $0.missing } ?? 0,
      serviceLevel: nil)
  }

  /// What a rota comes to.
  private struct Figures {
    var objective: Double
    /// Pay and premiums, overtime's too.
    var money: Double
    /// Minutes of missing heads.
    var missing: Int

    init(_ request: RosterRequest, _ rota: Rota) {
      let costs = roundedCosts(request, rota).first?.costs
      (objective, money) = (costs?.total ?? 0, costs?.money ?? 0)
      missing =
        zip(request.demand, countedCoverage(request, rota)).reduce(0) { sum, queue in
          sum + zip(queue.0.required, queue.1.heads).reduce(0) { $0 + max(0, $1.0 - $1.1) }
        } * request.grid.interval.rawValue
    }
  }
}
