public import Calendars
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
internal import Workforce

/// What a rule costs: the plan solved again without it.
public struct RuleExplanation: Hashable, Codable, Sendable {
  /// Its key in the table of rules, and what it asks for in words.
  public var rule: String
  public var words: String
  /// Those who could have cheaper duties without it, everybody else as they are; most first.
  public var people: [Bound]
  /// People for whom it holds at all.
  public var holdsFor: Int
  public var objective: Double
  public var bound: Double
  /// Without the rule for anybody: the best rota found from the plan's on, and its bound.
  public var withoutObjective: Double
  public var withoutBound: Double
  public var isWithoutOptimal: Bool
  /// Whether the plan itself is proven to be the best with the rule.
  public var isOptimal: Bool
  public var found: PricedChange
  /// Seconds given to the search; nil where moves bound it.
  public var seconds: Double?

  /// The rule costs the plan at most this: no rota without it costs less than the plan by more (proven).
  public var atMost: Double
  /// The best rota with the rule costs at least this more than the best without (proven); 0 where nothing is.
  public var atLeast: Double

  /// Somebody whom it binds.
  public struct Bound: Hashable, Codable, Sendable {
    public var person: PersonID
    public var name: String
    /// What their cheapest duties cost less without it (exact).
    public var saving: Double
  }
}

extension PlanQuestions {
  /// - Parameter key: of the table of rules, such as `minimumRest`.
  /// - Throws: `explain.rule`, `explain.another-rota`.
  public func rule(_ key: String, options: SearchLimits, control: PlanControl) throws(Diagnostic) -> RuleExplanation {
    let keys = Self.ruleKeys
    guard let row = LabourRule.all.first(where: { $0.name == key }), keys.contains(key) else {
      throw Diagnostic(
        "explain.rule", "'\(key)' is no rule that a plan can be solved without",
        cure: (NearestName.of(key, among: keys).map { "Did you mean '\($0)'? " } ?? "")
          + "Rules: \(Words.plain.list(keys)).", kind: .usage)
    }
    var relaxed = request
    var bound: [RuleExplanation.Bound] = []
    var holdsFor = 0
    for (index, person) in request.people.enumerated() {
      let terms = filter.terms(of: person, without: [.limit(key)])
      guard terms.person != person else { continue }
      holdsFor += 1
      relaxed.people[index] = terms.person
      guard !control.stop.isRaised else { continue }
      let (lone, present) = try alone(person)
      guard let with = lone.best(.anything),
        let free = try LoneRoster(request, rota: rota, terms: terms).best(.anything)
      else { continue }
      let saving = ((min(with.costs.total, present.costs.total) - free.costs.total) * 1000).rounded() / 1000
      if saving > 0.001 {
        bound.append(RuleExplanation.Bound(person: person.id, name: person.name, saving: saving))
      }
    }
    let outcome = try makeRota(
      relaxed, options: options, start: rota, stop: control.stop, clock: control.clock, progress: control.progress)
    return RuleExplanation(
      rule: key, words: row.words, people: bound.sorted { $0.saving > $1.saving }, holdsFor: holdsFor,
      objective: plan.result.objective, bound: plan.result.bound, withoutObjective: outcome.objective,
      withoutBound: outcome.bound, isWithoutOptimal: outcome.status == .optimal,
      isOptimal: plan.result.status == .optimal, found: change(to: outcome.rota, costs: outcome.costs),
      seconds: options.timeLimit, atMost: max(0, plan.result.objective - outcome.bound),
      atLeast: max(0, plan.result.bound - outcome.objective))
  }
}
