import Searching
import Testing

@testable import Rostering

@Suite("rules over days as automata")
struct RuleAutomatonTests {
  /// Some horizon of up to two weeks with rules, days without work and a past.
  private struct Case {
    var rules: [any DayRule]
    var isWorkable: [Bool]

    init(_ seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let days = 1 + random.nextIndex(below: 11)
      rules = [
        ConsecutiveDays(
          maximum: 1 + random.nextIndex(below: 6), history: random.nextIndex(below: 8),
          ahead: random.nextIndex(below: 2) * random.nextIndex(below: 8)),
        DaysOff(minimum: random.nextIndex(below: 8)),
      ]
      isWorkable = (0..<days).map { _ in random.nextIndex(below: 6) > 0 }
    }

    /// The rules read one by one.
    func isKept(_ letters: [DayLetter]) -> Bool {
      zip(letters, isWorkable).allSatisfy { $0 == .off || $1 }
        && rules.allSatisfy { $0.firstBreach(in: letters) == nil }
    }
  }

  private func letters(_ bits: Int, _ count: Int) -> [DayLetter] {
    (0..<count).map { bits >> $0 & 1 == 1 ? .worked : .off }
  }

  private func accepts(_ automaton: RuleAutomaton, _ letters: [DayLetter], from start: Int = 0, day first: Int = 0)
    -> Bool
  {
    var state = start
    for (place, letter) in letters.enumerated() {
      let next = automaton.next(state, letter, on: first + place)
      guard next != RuleAutomaton.none else { return false }
      state = Int(next)
    }
    return true
  }

  @Test("accept the sequences that every rule accepts, and no others")
  func sequences() {
    for seed in 0..<120 as Range<UInt64> {
      let one = Case(seed)
      let automaton = RuleAutomaton(rules: one.rules, isWorkable: one.isWorkable)
      for bits in 0..<(1 << one.isWorkable.count) {
        let word = letters(bits, one.isWorkable.count)
        #expect(accepts(automaton, word) == one.isKept(word), "seed \(seed): \(word)")
      }
    }
  }

  @Test("no two states of a day have the same future, and each is reached")
  func minimal() {
    for seed in 0..<60 as Range<UInt64> {
      let one = Case(seed)
      let automaton = RuleAutomaton(rules: one.rules, isWorkable: one.isWorkable)
      let days = one.isWorkable.count
      var reached: Set<Int> = [RuleAutomaton.start]
      for day in 0..<days {
        #expect(reached.count == automaton.days[day].count, "seed \(seed), day \(day)")
        let futures = reached.map { state in
          (0..<(1 << (days - day))).map { accepts(automaton, letters($0, days - day), from: state, day: day) }
        }
        #expect(Set(futures).count == futures.count, "seed \(seed), day \(day)")
        reached = Set(
          reached.flatMap { state in
            DayLetter.allCases.map { Int(automaton.next(state, $0, on: day)) }.filter { $0 >= 0 }
          })
      }
      #expect(reached.count == automaton.lastCount)
    }
  }

  @Test("rules that can't bind leave one state a day")
  func idle() {
    let rules: [any DayRule] = [ConsecutiveDays(maximum: 14, history: 0), DaysOff(minimum: 0)]
    let automaton = RuleAutomaton(rules: rules, isWorkable: [Bool](repeating: true, count: 14))
    #expect(automaton.largestCount == 1)
  }

  @Test("which days a rota leaves is what the rules say of the whole tour", arguments: 0..<20 as Range<UInt64>)
  func states(seed: UInt64) {
    var random = SeededGenerator(seed: seed &+ 77)
    var shape = TinyRosters.Shape()
    shape.days = 3 + random.nextIndex(below: 8)
    shape.isFollowed = true
    let roster = TinyRosters.make(shape, random: &random)
    let states = RuleStates(roster: roster)
    var words = roster.people.map { _ in [DayLetter](repeating: .off, count: roster.dayCount) }
    func isKept(_ person: Int, _ word: [DayLetter]) -> Bool {
      let compiled = roster.people[person]
      return zip(word, compiled.days.indices).allSatisfy {
        $0 == .off || compiled.days[$1].isAllowed && !roster.menus[compiled.menu].days[$1].isEmpty
      } && compiled.dayRules.allSatisfy { $0.firstBreach(in: word) == nil }
    }
    for _ in 0..<200 {
      let person = random.nextIndex(below: words.count)
      let day = random.nextIndex(below: roster.dayCount)
      words[person][day] = words[person][day] == .off ? .worked : .off
      if !isKept(person, words[person]) { words[person][day] = .off }
      states.set(person, day, to: words[person][day])
      for first in 0..<roster.dayCount where words[person][first] == .off {
        var word = words[person]
        word[first] = .worked
        #expect(states.permits(person, first) == isKept(person, word))
        for second in first + 1..<max(first + 1, roster.dayCount) where words[person][second] == .off {
          var both = word
          both[second] = .worked
          #expect(states.permits(person, (first, second)) == isKept(person, both))
        }
      }
    }
  }
}
