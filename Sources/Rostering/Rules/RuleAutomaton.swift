/// All rules that read a person's days, multiplied and minimised: of two pasts with the same future one is kept.
///
/// A *stage* is a moment between two days; stage 0 lies before the first. States are numbers within a stage, in the order in
/// which the days reach them, days off first.
struct RuleAutomaton: Hashable, Sendable {
  static let none = Int16(-1)

  /// One entry a day.
  private(set) var days: [Day]
  /// States of the last stage.
  private(set) var lastCount = 0
  /// Letters from `off` on.
  let letterCount: Int

  struct Day: Hashable, Sendable {
    /// States before the day.
    var count: Int
    /// The state after the day, or `none`, at `state * letterCount + letter`.
    var following: [Int16]
  }

  /// The only state of the first stage.
  static let start = 0

  var largestCount: Int { max(lastCount, days.map(\.count).max() ?? 1) }

  /// - Parameters:
  ///   - workable: by day, the letters of the duties that can be worked on it.
  ///   - letterCount: letters from `off` on.
  /// - Complexity: O(days × states of the product × letters).
  init(rules: DayRules, workable: [Set<DayLetter>], letterCount: Int) {
    var open = OpenProduct(rules.rules)
    let letters = (0..<letterCount).map(DayLetter.init(rawValue:))
    var stages = [[0]]
    /// By day and state, the state behind each letter.
    var arcs: [[[Int?]]] = []
    // Forward: every product state that the days reach, by its number in `open`.
    for (day, duties) in workable.enumerated() {
      var reached = Numbering()
      let row = stages[day].map { state in
        letters.map { letter in
          letter == .off || duties.contains(letter) ? reached.place(of: open.next(state, letter, on: day)) : nil
        }
      }
      arcs.append(row)
      stages.append(reached.states)
    }
    // Backward: states whose letters lead to the same states are one; those that lead nowhere are none.
    var classOf: [Int?] = stages[workable.count].map { open.mayEnd(in: $0) ? 0 : nil }
    var classes = [[[Int?]]](repeating: [], count: workable.count)
    for day in arcs.indices.reversed() {
      var known: [[Int?]: Int] = [:]
      classOf = arcs[day].map { arc in
        let signature = arc.map { $0.flatMap { classOf[$0] } }
        guard signature.contains(where: { $0 != nil }) else { return nil }
        if let index = known[signature] { return index }
        known[signature] = known.count
        classes[day].append(signature)
        return known.count - 1
      }
    }
    self.init(classes: classes, first: classOf.first ?? nil, letterCount: letterCount)
  }

  /// Numbers the states anew, in the order in which the days reach them from the first.
  private init(classes: [[[Int?]]], first: Int?, letterCount: Int) {
    precondition(classes.isEmpty || first != nil, "rules that nobody can keep, not even by working never")
    self.letterCount = letterCount
    days = []
    var stage = [first ?? 0]
    for row in classes {
      var reached = Numbering()
      let following = stage.flatMap { state in
        row[state].map { next in reached.place(of: next).map { Int16($0) } ?? Self.none }
      }
      days.append(Day(count: stage.count, following: following))
      stage = reached.states
    }
    lastCount = stage.count
  }

  /// The state after a day; `none` where a rule forbids it, or leaves no way to the end.
  func next(_ state: Int, _ letter: DayLetter, on day: Int) -> Int16 {
    days[day].following[state * letterCount + letter.rawValue]
  }

  /// Numbers states in the order in which they are met.
  private struct Numbering {
    private(set) var states: [Int] = []
    private var places: [Int: Int] = [:]

    mutating func place(of state: Int?) -> Int? {
      guard let state else { return nil }
      if let known = places[state] { return known }
      places[state] = states.count
      states.append(state)
      return states.count - 1
    }
  }
}

/// The product of rules as far as it has been looked at: each state of it is a number.
private struct OpenProduct {
  private let steps: [any RuleStep]
  private var states: [[Int]]
  private var numbers: [[Int]: Int]

  init(_ rules: [any DayRule]) {
    steps = rules.map { opened($0) }
    states = [steps.map(\.start)]
    numbers = [states[0]: 0]
  }

  mutating func next(_ number: Int, _ letter: DayLetter, on day: Int) -> Int? {
    var following: [Int] = []
    for (step, state) in zip(steps, states[number]) {
      guard let next = step.next(state, letter, on: day) else { return nil }
      following.append(next)
    }
    if let known = numbers[following] { return known }
    numbers[following] = states.count
    states.append(following)
    return states.count - 1
  }

  func mayEnd(in number: Int) -> Bool { zip(steps, states[number]).allSatisfy { $0.mayEnd(in: $1) } }
}

/// A rule whose states are numbers.
private protocol RuleStep: AnyObject {
  var start: Int { get }
  func next(_ state: Int, _ letter: DayLetter, on day: Int) -> Int?
  func mayEnd(in state: Int) -> Bool
}

private func opened<Rule: DayRule>(_ rule: Rule) -> any RuleStep { OpenRule(rule) }

private final class OpenRule<Rule: DayRule>: RuleStep {
  private let rule: Rule
  private var states: [Rule.State]
  private var numbers: [Rule.State: Int]

  init(_ rule: Rule) {
    self.rule = rule
    states = [rule.start]
    numbers = [rule.start: 0]
  }

  var start: Int { 0 }

  func next(_ state: Int, _ letter: DayLetter, on day: Int) -> Int? {
    guard let next = rule.next(states[state], letter, on: day) else { return nil }
    if let known = numbers[next] { return known }
    numbers[next] = states.count
    states.append(next)
    return states.count - 1
  }

  func mayEnd(in state: Int) -> Bool { rule.mayEnd(in: states[state]) }
}
