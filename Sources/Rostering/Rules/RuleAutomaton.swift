/// All rules that read a person's days, multiplied and minimised: of two pasts with the same future one is kept.
///
/// Breaches of priced rules are prices of the arcs. What every way on from a state costs is moved to the arcs that lead to it
/// (weight pushing): pasts whose futures differ by a price alone are then one, and no way is left to be paid at the end.
///
/// Source: Mohri, *Minimization algorithms for sequential transducers*, Theoretical Computer Science 234 (2000).
///
/// A *stage* is a moment between two days; stage 0 lies before the first. States are numbers within a stage, in the order in
/// which the days reach them, days off first.
struct RuleAutomaton: Hashable, Sendable {
  static let none = Int16(-1)
  /// States of a stage that can be planned with. All rules of the table at once, with wide limits, come to some thousands.
  static let mostStates = 8192

  /// One entry a day.
  private(set) var days: [Day]
  /// States of the last stage.
  private(set) var lastCount = 0
  /// Letters from `off` on.
  let letterCount: Int
  /// Whether any arc has a price.
  private(set) var isPriced = false

  struct Day: Hashable, Sendable {
    /// States before the day.
    var count: Int
    /// The state after the day, or `none`, at `state * letterCount + letter`.
    var following: [Int16]
    /// What each costs, in price units.
    var prices: [Int32]
  }

  /// The only state of the first stage.
  static let start = 0

  var largestCount: Int { max(lastCount, days.map(\.count).max() ?? 1) }

  /// - Parameters:
  ///   - workable: by day, the letters of the duties that can be worked on it.
  ///   - letterCount: letters from `off` on.
  ///   - scale: of the prices.
  /// - Complexity: O(days × states of the product × letters).
  init(rules: DayRules, workable: [Set<DayLetter>], letterCount: Int, scale: PriceScale) {
    var open = OpenProduct(rules, scale: scale)
    var letters = (0..<letterCount).map(DayLetter.init(rawValue:))
    for duty in workable.joined() { letters[duty.rawValue] = duty }
    var stages = [[0]]
    /// By day and state, the arc of each letter.
    var arcs: [[[Arc?]]] = []
    // Forward: every product state that the days reach, by its number in `open`.
    for (day, duties) in workable.enumerated() {
      var reached = Numbering()
      let row = stages[day].map { state in
        letters.map { letter -> Arc? in
          guard letter == .off || duties.contains(letter), let next = open.next(state, letter, on: day) else {
            return nil
          }
          return Arc(target: reached.place(of: next.state), price: next.price)
        }
      }
      arcs.append(row)
      stages.append(reached.states)
    }
    // Backward: states whose letters lead to the same states for the same prices, what all of them cost aside, are one;
    // those that lead nowhere are none. Each state's class, and the least that is paid from it on.
    var ends: [Arc?] = stages[workable.count].map { state in open.end(in: state).map { Arc(target: 0, price: $0) } }
    var classes = [[[Arc?]]](repeating: [], count: workable.count)
    for day in arcs.indices.reversed() {
      var known: [[Arc?]: Int] = [:]
      ends = arcs[day].map { row in
        let ways = row.map { arc -> Arc? in
          guard let arc, let end = ends[arc.target] else { return nil }
          return Arc(target: end.target, price: arc.price + end.price)
        }
        guard let least = ways.compactMap({ $0?.price }).min() else { return nil }
        let signature = ways.map { way in way.map { Arc(target: $0.target, price: $0.price - least) } }
        if let index = known[signature] { return Arc(target: index, price: least) }
        known[signature] = known.count
        classes[day].append(signature)
        return Arc(target: known.count - 1, price: least)
      }
    }
    self.init(classes: classes, first: ends.first ?? nil, letterCount: letterCount)
  }

  /// What a letter leads to.
  private struct Arc: Hashable {
    var target: Int
    var price: Int
  }

  /// Numbers the states anew, in the order in which the days reach them from the first; what is paid in any case is paid
  /// on the first day.
  private init(classes: [[[Arc?]]], first: Arc?, letterCount: Int) {
    precondition(classes.isEmpty || first != nil, "rules that nobody can keep, not even by working never")
    self.letterCount = letterCount
    days = []
    var stage = [first?.target ?? 0]
    var paid = first?.price ?? 0
    for row in classes {
      var reached = Numbering()
      let arcs = stage.flatMap { row[$0] }
      let following = arcs.map { arc in arc.map { Int16(clamping: reached.place(of: $0.target)) } ?? Self.none }
      let prices = arcs.map { arc in arc.map { Int32(clamping: $0.price + paid) } ?? 0 }
      if prices.contains(where: { $0 != 0 }) { isPriced = true }
      days.append(Day(count: stage.count, following: following, prices: prices))
      stage = reached.states
      paid = 0
    }
    lastCount = stage.count
  }

  /// The state after a day; `none` where a rule forbids it, or leaves no way to the end.
  func next(_ state: Int, _ letter: DayLetter, on day: Int) -> Int16 {
    days[day].following[state * letterCount + letter.rawValue]
  }

  /// What a day costs that has a state after it.
  func price(_ state: Int, _ letter: DayLetter, on day: Int) -> Int32 {
    days[day].prices[state * letterCount + letter.rawValue]
  }

  /// Numbers states in the order in which they are met.
  private struct Numbering {
    private(set) var states: [Int] = []
    private var places: [Int: Int] = [:]

    mutating func place(of state: Int) -> Int {
      if let known = places[state] { return known }
      places[state] = states.count
      states.append(state)
      return states.count - 1
    }
  }
}
