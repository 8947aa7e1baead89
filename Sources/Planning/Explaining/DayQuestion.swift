public import Calendars
internal import Checking
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
internal import Workforce

/// Why somebody has a duty on a date, or is off: what else the day could be, and what it would cost.
public struct DayExplanation: Hashable, Codable, Sendable {
  public var person: PersonID
  public var name: String
  public var date: CivilDate
  public var zone: Zone
  /// Nil on a day off.
  public var duty: NamedDuty?
  public var alternatives: [DayAlternative]
  public var objective: Double
  public var bound: Double
  /// Whether the plan is proven to be the best.
  public var isOptimal: Bool
  /// Seconds given to the search for each alternative; nil where moves bound it.
  public var secondsEach: Double?
}

/// Another way for the day.
public struct DayAlternative: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable { case dayOff, work, otherStart }

  public var kind: Kind
  /// What keeps the person from it whatever else they do, each needed; then there is nothing else to say.
  public var forbiddenBy: [NamedFact] = []
  /// If only this day changed: what it would come to, or which rules it would break.
  public var dayAlone: PricedChange?
  public var breaks: [Broken] = []
  /// If the person's other days may change, too: the cheapest way, exactly.
  public var othersFixed: PricedChange?
  /// If everybody's may: the cheapest way that was found.
  public var everybodyFree: PricedChange?
  /// What any rota with this alternative costs more than the plan, at least (proven); nil where nothing was proven.
  public var atLeast: Double?

  /// A rule that would be broken, as the checker says it.
  public struct Broken: Hashable, Codable, Sendable {
    public var rule: String
    public var message: String
    /// The duty that breaks fewest.
    public var duty: NamedDuty
  }
}

extension PlanQuestions {
  /// - Parameters:
  ///   - options: of the search with everybody free; the time is shared by the alternatives.
  ///   - control: what ends it.
  /// - Throws: `explain.person`, `explain.date`, `explain.another-rota`.
  public func day(
    of id: PersonID, on date: CivilDate, options: SearchLimits, control: PlanControl
  ) throws(Diagnostic) -> DayExplanation {
    let person = try person(id)
    let day = try day(date)
    let (lone, present) = try alone(person)
    let duty = present.duties.first { $0.date == date }
    var wishes: [(kind: DayAlternative.Kind, wish: TourWish)] = [(.work, .duty(day: day, starts: .any))]
    if let duty { wishes = [(.dayOff, .dayOff(day)), (.otherStart, .duty(day: day, starts: .except(duty.start)))] }
    var each = options
    each.timeLimit = options.timeLimit.map { $0 / Double(wishes.count) }
    var alternatives: [DayAlternative] = []
    for (kind, wish) in wishes {
      var answer = DayAlternative(kind: kind)
      guard let best = lone.best(wish) else {
        let words = Words.plain.day(date)
        answer.forbiddenBy = try obstacles(
          to: [wish], for: person,
          unshifted: kind == .otherStart
            ? "no shift of site \(person.site) starts at another time on \(words)"
            : "no shift of site \(person.site) starts on \(words)")
        alternatives.append(answer)
        continue
      }
      answer.othersFixed = change(person, from: present, to: best)
      if let tour = kind == .dayOff ? lone.tour(of: present.duties.filter { $0.date != date }) : lone.bestDay(wish) {
        answer.dayAlone = change(person, from: present, to: tour)
      } else {
        answer.breaks = breaks(person, present, lone.duties(on: day).filter { $0.start != duty?.start }, on: date)
      }
      try search(
        wish, for: person, from: best, dearerBy: best.costs.total - present.costs.total, each, control, &answer)
      alternatives.append(answer)
    }
    return DayExplanation(
      person: id, name: person.name, date: date, zone: person.zone,
      duty: duty.map { NamedDuty($0, in: person.zone) }, alternatives: alternatives, objective: plan.result.objective,
      bound: plan.result.bound, isOptimal: plan.result.status == .optimal, secondsEach: each.timeLimit)
  }

  /// What keeps a person from all of that, each needed.
  /// - Parameter words: what is said where no rule is to blame.
  func obstacles(
    to wishes: [TourWish], for person: Person, unshifted words: String
  ) throws(Diagnostic) -> [NamedFact] {
    guard let finding = try filter.finding(against: wishes, of: person) else { return [] }
    return named(finding, of: person, unshifted: words)
  }

  func named(_ finding: ConflictFilter.Finding, of person: Person, unshifted words: String) -> [NamedFact] {
    finding.facts.isEmpty
      ? [NamedFact(key: "noShift", person: person.id, words: words)] : named(finding.facts, of: person)
  }

  private func search(
    _ wish: TourWish, for person: Person, from best: LoneTour, dearerBy price: Double, _ options: SearchLimits,
    _ control: PlanControl, _ answer: inout DayAlternative
  ) throws(Diagnostic) {
    let (objective, bound) = (plan.result.objective, plan.result.bound)
    // Twice what it can cost at most: the more, the surer is the search to grant it, and the worse is its bound. No more
    // than leaves prices as fine as they are.
    let worth = min(100_000, 2 * (max(0, price) + max(0, objective - max(0, bound))) + 1)
    let found = try makeRota(
      request, granting: wish, to: person.id, start: replacing(person.id, by: best.duties), worth: worth,
      run: SearchRun(options, stop: control.stop, clock: control.clock, progress: control.progress))
    guard let found else { return }
    answer.atLeast = max(found.bound, bound) - objective
    answer.everybodyFree = change(to: found.rota, costs: found.costs)
  }

  /// What the duty that breaks fewest rules would break beside the person's other duties, as the checker reads it.
  private func breaks(
    _ person: Person, _ present: LoneTour, _ duties: [Duty], on date: CivilDate
  ) -> [DayAlternative.Broken] {
    var alone = request
    alone.people = [person]
    let others = present.duties.filter { $0.date != date }
    let options = duties.map { duty in
      let rota = Rota(duties: (others + [duty]).map { AssignedDuty(person: person.id, duty: $0) }, work: [])
      let found = checkRota(alone, rota).filter {
        ($0.severity == .breach && !$0.rule.hasPrefix("work.")) || $0.rule == "absence.overrun"
      }
      return found.map {
        DayAlternative.Broken(rule: $0.rule, message: $0.message, duty: NamedDuty(duty, in: person.zone))
      }
    }
    return options.filter { !$0.isEmpty }.min { $0.count < $1.count } ?? []
  }
}
