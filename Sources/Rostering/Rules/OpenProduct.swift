/// The product of rules as far as it has been looked at: each state of it is a number.
struct OpenProduct {
  private let steps: [(rule: any RuleStep, price: Int?)]
  private var states: [[Int]]
  private var numbers: [[Int]: Int]

  /// - Parameter scale: of the prices.
  init(_ rules: DayRules, scale: PriceScale) {
    steps =
      rules.rules.map { (opened($0), nil) } + rules.priced.map { (opened($0.rule), Int(scale.units($0.price))) }
    states = [steps.map(\.rule.start)]
    numbers = [states[0]: 0]
  }

  /// The state after a day with that letter and what the day costs; nil where that breaks a rule without a price.
  mutating func next(_ number: Int, _ letter: DayLetter, on day: Int) -> (state: Int, price: Int)? {
    var following: [Int] = []
    var price = 0
    for (step, state) in zip(steps, states[number]) {
      let next = step.rule.step(state, letter, on: day)
      if next.breaches > 0 {
        guard let each = step.price else { return nil }
        price += each * next.breaches
      }
      following.append(next.state)
    }
    if let known = numbers[following] { return (known, price) }
    numbers[following] = states.count
    states.append(following)
    return (states.count - 1, price)
  }

  /// What it costs to end in a state; nil where that breaks a rule without a price.
  func end(in number: Int) -> Int? {
    var price = 0
    for (step, state) in zip(steps, states[number]) {
      let breaches = step.rule.breaches(endingIn: state)
      guard breaches > 0 else { continue }
      guard let each = step.price else { return nil }
      price += each * breaches
    }
    return price
  }
}

/// A rule whose states are numbers.
private protocol RuleStep: AnyObject {
  var start: Int { get }
  func step(_ state: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int)
  func breaches(endingIn state: Int) -> Int
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

  func step(_ state: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    let (next, breaches) = rule.step(states[state], letter, on: day)
    if let known = numbers[next] { return (known, breaches) }
    numbers[next] = states.count
    states.append(next)
    return (states.count - 1, breaches)
  }

  func breaches(endingIn state: Int) -> Int { rule.breaches(endingIn: states[state]) }
}
