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

  struct Day: Hashable, Sendable {
    /// States before the day.
    var count: Int
    /// The state after the day, or `none`, at `state * DayLetter.allCases.count + letter`.
    var following: [Int16]
  }

  /// The only state of the first stage.
  static let start = 0

  var largestCount: Int { max(lastCount, days.map(\.count).max() ?? 1) }

  /// - Parameter isWorkable: whether anything can be worked on a day.
  /// - Complexity: O(days × states of the product).
  init(rules: [any DayRule], isWorkable: [Bool]) {
    var open = OpenProduct(rules)
    var stages = [[0]]
    var arcs: [[(off: Int?, worked: Int?)]] = []
    // Forward: every product state that the days reach, by its number in `open`.
    for (day, canWork) in isWorkable.enumerated() {
      var places: [Int: Int] = [:]
      var reached: [Int] = []
      func place(_ state: Int?) -> Int? {
        guard let state else { return nil }
        if let known = places[state] { return known }
        places[state] = reached.count
        reached.append(state)
        return reached.count - 1
      }
      var row: [(off: Int?, worked: Int?)] = []
      for state in stages[day] {
        let off = place(open.next(state, .off, on: day))
        row.append((off, canWork ? place(open.next(state, .worked, on: day)) : nil))
      }
      arcs.append(row)
      stages.append(reached)
    }
    // Backward: states whose letters lead to the same states are one; those that lead nowhere are none.
    struct Signature: Hashable {
      var off: Int?
      var worked: Int?
    }
    var classOf: [Int?] = stages[isWorkable.count].map { open.mayEnd(in: $0) ? 0 : nil }
    var classes = [[Signature]](repeating: [], count: isWorkable.count)
    for day in arcs.indices.reversed() {
      var known: [Signature: Int] = [:]
      classOf = arcs[day].map { arc in
        let signature = Signature(off: arc.off.flatMap { classOf[$0] }, worked: arc.worked.flatMap { classOf[$0] })
        guard signature.off != nil || signature.worked != nil else { return nil }
        if let index = known[signature] { return index }
        known[signature] = known.count
        classes[day].append(signature)
        return known.count - 1
      }
    }
    self.init(classes: classes.map { $0.map { ($0.off, $0.worked) } }, first: classOf.first ?? nil)
  }

  /// Numbers the states anew, in the order in which the days reach them from the first.
  private init(classes: [[(off: Int?, worked: Int?)]], first: Int?) {
    precondition(classes.isEmpty || first != nil, "rules that nobody can keep, not even by working never")
    days = []
    var stage = [first ?? 0]
    for row in classes {
      var places: [Int: Int] = [:]
      var reached: [Int] = []
      func place(_ state: Int?) -> Int16 {
        guard let state else { return Self.none }
        if let known = places[state] { return Int16(known) }
        places[state] = reached.count
        reached.append(state)
        return Int16(reached.count - 1)
      }
      var following: [Int16] = []
      for state in stage {
        following.append(place(row[state].off))
        following.append(place(row[state].worked))
      }
      days.append(Day(count: stage.count, following: following))
      stage = reached
    }
    lastCount = stage.count
  }

  /// The state after a day; `none` where a rule forbids it, or leaves no way to the end.
  func next(_ state: Int, _ letter: DayLetter, on day: Int) -> Int16 {
    days[day].following[state * DayLetter.allCases.count + letter.rawValue]
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
