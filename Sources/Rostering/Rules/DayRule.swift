/// A rule over days as a small automaton: it reads a person's horizon day by day, and what it must remember of the days
/// behind is its state.
///
/// From this alone follow the oracle's layers, the responses of one and two days, and the plain reading of finished tours
/// (`RuleAutomaton`, `TourCheck`). The empty tour must always be possible, and a day off in place of a duty: a rule that a
/// day off can break has a price, always.
protocol DayRule: Hashable, Sendable {
  associatedtype State: Hashable & Sendable

  /// Classes of duties that it tells apart.
  var classes: DutyClasses { get }
  /// Starts of duties that it tells apart.
  var starts: ToldStarts { get }
  /// Before the first day: what the history says. A breach in the past is a state, not an error.
  var start: State { get }
  /// After a day with that letter, and how often the day breaks the rule: where it does, the state is that of somebody who
  /// has just reached the limit.
  func step(_ state: State, _ letter: DayLetter, on day: Int) -> (state: State, breaches: Int)
  /// How often the rule is broken where the horizon ends so, given what is settled after it.
  func breaches(endingIn state: State) -> Int
  /// How often any letters of so many days can break it at most.
  func mostBreaches(in days: Int) -> Int
}

extension DayRule {
  var classes: DutyClasses { [] }
  var starts: ToldStarts { ToldStarts() }

  func breaches(endingIn state: State) -> Int { 0 }

  /// The state after a day with that letter; nil where that breaks the rule.
  func next(_ state: State, _ letter: DayLetter, on day: Int) -> State? {
    let (following, breaches) = step(state, letter, on: day)
    return breaches == 0 ? following : nil
  }

  func mayEnd(in state: State) -> Bool { breaches(endingIn: state) == 0 }

  /// The first day on which the letters break the rule; their number where it is broken by what follows the horizon; nil
  /// where it is kept.
  func firstBreach(in letters: [DayLetter]) -> Int? {
    var state = start
    for (day, letter) in letters.enumerated() {
      guard let following = next(state, letter, on: day) else { return day }
      state = following
    }
    return mayEnd(in: state) ? nil : letters.count
  }

  /// How often letters break the rule, what follows the horizon included.
  func breaches(in letters: [DayLetter]) -> Int {
    var state = start
    var count = 0
    for (day, letter) in letters.enumerated() {
      let (following, breaches) = step(state, letter, on: day)
      count += breaches
      state = following
    }
    return count + breaches(endingIn: state)
  }

  /// Looks at letters that differ in their classes alone.
  /// - Complexity: O(days × states × letters).
  func mostBreaches(in days: Int) -> Int {
    var most = [start: 0]
    for day in 0..<days {
      var next: [State: Int] = [:]
      for (state, count) in most {
        for letter in 0...1 + DutyClasses.all.rawValue {
          let (following, breaches) = step(state, DayLetter(rawValue: letter), on: day)
          next[following] = max(next[following] ?? 0, count + breaches)
        }
      }
      most = next
    }
    return most.map { $1 + breaches(endingIn: $0) }.max() ?? 0
  }
}
