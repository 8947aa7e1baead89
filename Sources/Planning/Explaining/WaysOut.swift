internal import Calendars
internal import Rostering
internal import Tables
internal import Words
internal import Workforce

/// A way out of a conflict: one fact of it relaxed by the least amount that does.
public struct WayOut: Hashable, Codable, Sendable {
  /// The fact's key (`NamedFact`).
  public var key: String
  /// Part of a sentence: `rest of 10 h in place of 11 h`.
  public var words: String
  /// What it comes to, everybody else as they are; nil where it lies outside the plan.
  public var price: PricedChange?
}

extension PlanQuestions {
  /// The ways out of what `facts` keep a person from, cheapest first: each relaxes one of them, proven to be enough.
  ///
  /// - Complexity: some ten of the person's programs for each fact.
  func waysOut(of facts: [PersonFact], to wishes: [TourWish], for person: Person) throws(Diagnostic) -> [WayOut] {
    let (_, present) = try alone(person)
    var ways: [WayOut] = []
    for fact in facts {
      let relaxed = try relaxations(of: fact, to: wishes, for: person)
      for (words, terms) in relaxed {
        let lone = try LoneRoster(request, rota: rota, terms: terms)
        let tours = wishes.compactMap { lone.best($0) }
        guard let best = tours.min(by: { $0.costs.total < $1.costs.total }) else { continue }
        // Against what is there now under the terms of now: what is asked for less is saved.
        ways.append(WayOut(key: fact.key, words: words, price: change(person, from: present, to: best)))
      }
      if relaxed.isEmpty, let words = Self.outside(fact) { ways.append(WayOut(key: fact.key, words: words)) }
    }
    func price(_ way: WayOut) -> Double { way.price?.cost.total ?? .infinity }
    return ways.enumerated().sorted { (price($0.element), $0.offset) < (price($1.element), $1.offset) }.map(\.element)
  }

  private static func outside(_ fact: PersonFact) -> String? {
    switch fact {
    case .lastDuty, .daysBefore, .dutiesBefore: "plan the days before this plan again, with less work at their end"
    case .nextDuty, .daysAfter, .dutiesAfter: "plan the days after this plan again, with less work at their beginning"
    default: nil
    }
  }

  /// The fact relaxed by the least amount that is enough, in words, and the terms then.
  private func relaxations(
    of fact: PersonFact, to wishes: [TourWish], for person: Person
  ) throws(Diagnostic) -> [(words: String, terms: LoneRoster.Terms)] {
    switch fact {
    case .limit(let key): return try relaxedLimit(key, to: wishes, for: person)
    case .absence(let absence):
      return try single(dates(of: absence), to: wishes) { date in
        var changed = person
        changed.absences = person.absences.flatMap { $0 == absence ? absence.without(date) : [$0] }
        return ("no absence (\(absence.kind)) on \(Words.plain.day(date))", LoneRoster.Terms(changed))
      }
    case .fixedDayOff(let day):
      var changed = person
      changed.fixedDaysOff.removeAll { $0 == day }
      return [("\(day.title) is no fixed day off", LoneRoster.Terms(changed))]
    case .pattern:
      var changed = person
      changed.pattern = nil
      return [("they keep to no pattern", LoneRoster.Terms(changed))]
    case .shifts:
      let others = request.templates.filter {
        ($0.sites.isEmpty || $0.sites.contains(person.site)) && !person.rules.templates.contains($0.id)
      }
      return try single(others.map(\.id), to: wishes) { id in
        var changed = person
        changed.rules.templates.append(id)
        return ("they may work the shift \(id), too", LoneRoster.Terms(changed))
      }
    case .fullSite:
      var terms = LoneRoster.Terms(person)
      terms.countsOthersStarts = false
      return [("one more may start at site \(person.site)", terms)]
    case .hours:
      var changed = person
      changed.hours = nil
      return try single([LoneRoster.Terms(changed)], to: wishes) { ("without their own hours of the day", $0) }
    case .closedDays, .lastDuty, .daysBefore, .dutiesBefore, .nextDuty, .daysAfter, .dutiesAfter: return []
    }
  }

  private func dates(of absence: Absence) -> [CivilDate] {
    (0..<request.days).map { request.firstDate.adding(days: $0) }.filter { absence.first <= $0 && $0 <= absence.last }
  }

  /// Those of some changes that are enough each by itself.
  private func single<Value>(
    _ values: [Value], to wishes: [TourWish], _ change: (Value) -> (words: String, terms: LoneRoster.Terms)
  ) throws(Diagnostic) -> [(words: String, terms: LoneRoster.Terms)] {
    var found: [(words: String, terms: LoneRoster.Terms)] = []
    for value in values {
      let changed = change(value)
      if try filter.isPossible(wishes, under: changed.terms) { found.append(changed) }
    }
    return found
  }

  private func relaxedLimit(
    _ key: String, to wishes: [TourWish], for person: Person
  ) throws(Diagnostic) -> [(words: String, terms: LoneRoster.Terms)] {
    guard let rule = LabourRule.all.first(where: { $0.name == key }), let now = rule.figure(of: person.rules) else {
      return []
    }
    func terms(_ rules: PersonRules) -> LoneRoster.Terms {
      var changed = person
      changed.rules = rules
      return LoneRoster.Terms(changed)
    }
    let steps = rule.relaxations(of: person.rules, step: request.grid.interval)
    let least = try least(steps, to: wishes) { step in
      (
        "\(rule.words): \(rule.words(for: step.figure)) in place of \(rule.words(for: now))", terms(step.rules)
      )
    }
    // A rule without values between is kept or not.
    guard steps.isEmpty, let loosened = rule.loosened(person.rules) else { return least }
    return try single([loosened], to: wishes) { ("without \(rule.words)", terms($0)) }
  }

  /// The first of ever greater changes that is enough; none where the greatest isn't.
  private func least<Value>(
    _ values: [Value], to wishes: [TourWish], _ change: (Value) -> (words: String, terms: LoneRoster.Terms)
  ) throws(Diagnostic) -> [(words: String, terms: LoneRoster.Terms)] {
    guard let last = values.last, try filter.isPossible(wishes, under: change(last).terms) else { return [] }
    var (low, high) = (0, values.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if try filter.isPossible(wishes, under: change(values[middle]).terms) { high = middle } else { low = middle + 1 }
    }
    return [change(values[low])]
  }
}

extension Absence {
  /// What is left of it without a date.
  fileprivate func without(_ date: CivilDate) -> [Absence] {
    var (before, after) = (self, self)
    before.last = min(last, date.adding(days: -1))
    after.first = max(first, date.adding(days: 1))
    return [before, after].filter { $0.first <= $0.last }
  }
}
