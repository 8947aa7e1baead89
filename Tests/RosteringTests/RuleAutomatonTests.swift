import Searching
import Testing

@testable import Rostering

@Suite("rules over days as automata")
struct RuleAutomatonTests {
  /// Some horizon of up to eleven days with rules, days without work and a past; letters of duties or one for all.
  private struct Case {
    var rules: DayRules
    var workable: [Set<DayLetter>]
    let letterCount: Int

    init(_ seed: UInt64) {
      var random = SeededGenerator(seed: seed)
      let days = 1 + random.nextIndex(below: seed % 2 == 0 ? 11 : 6)
      var rules: [any DayRule] = [
        ConsecutiveDays(
          maximum: 1 + random.nextIndex(below: 6), history: random.nextIndex(below: 8),
          ahead: random.nextIndex(below: 2) * random.nextIndex(below: 8)),
        DaysOff(minimum: random.nextIndex(below: 8)),
      ]
      letterCount = seed % 2 == 0 ? 2 : 4
      if letterCount > 2 {
        rules.append(
          ConsecutiveDays(
            maximum: 1 + random.nextIndex(below: 3), history: random.nextIndex(below: 4),
            ahead: random.nextIndex(below: 3), classes: LetterRules.classes[random.nextIndex(below: 2)]))
        rules.append(NotBeside(first: 1 + random.nextIndex(below: 3), second: 1 + random.nextIndex(below: 3)))
        rules.append(
          MostOfALetter(
            letter: 1 + random.nextIndex(below: 3), most: random.nextIndex(below: 3),
            isInARow: random.nextIndex(below: 2) == 0))
      }
      let kinds = PricedKind.draw(Int(seed / 2), &random)
      self.rules = DayRules(rules, priced: kinds.map { $0.rule(&random) })
      let duties = (1..<letterCount).map(DayLetter.init(rawValue:))
      workable = (0..<days).map { _ in
        random.nextIndex(below: 6) == 0 ? [] : Set(duties.filter { _ in random.nextIndex(below: 5) > 0 })
      }
    }

    /// The rules read one by one.
    func isKept(_ letters: [DayLetter]) -> Bool {
      zip(letters, workable).allSatisfy { $0 == .off || $1.contains($0) }
        && rules.rules.allSatisfy { $0.firstBreach(in: letters) == nil }
        && LetterRules.areKept(rules, letters: letters)
    }

    /// What a sequence costs; nil where it is not kept.
    func cost(_ letters: [DayLetter]) -> Int? { isKept(letters) ? LetterRules.cost(rules, letters: letters) : nil }

    /// Every sequence of so many letters.
    func words(_ count: Int) -> [[DayLetter]] {
      (0..<count).reduce([[]]) { words, _ in
        words.flatMap { word in (0..<letterCount).map { word + [DayLetter(rawValue: $0)] } }
      }
    }

    var automaton: RuleAutomaton {
      RuleAutomaton(
        rules: rules, workable: workable, letterCount: letterCount, scale: PriceScale(unitsPerCurrency: 1000))
    }
  }

  /// What letters cost; nil where they aren't accepted.
  private func cost(_ automaton: RuleAutomaton, _ letters: [DayLetter], from start: Int = 0, day first: Int = 0)
    -> Int?
  {
    var state = start
    var cost = 0
    for (place, letter) in letters.enumerated() {
      let next = automaton.next(state, letter, on: first + place)
      guard next != RuleAutomaton.none else { return nil }
      cost += Int(automaton.price(state, letter, on: first + place))
      state = Int(next)
    }
    return cost
  }

  @Test("accept the sequences that every rule without a price accepts, and no others, at the others' prices")
  func sequences() {
    for seed in 0..<120 as Range<UInt64> {
      let one = Case(seed)
      let automaton = one.automaton
      for word in one.words(one.workable.count) {
        #expect(cost(automaton, word) == one.cost(word), "seed \(seed): \(word)")
      }
    }
  }

  @Test(
    "no two states of a day have the same future, each is reached, and none leaves something to be paid in any case")
  func minimal() {
    for seed in 0..<60 as Range<UInt64> {
      let one = Case(seed)
      let automaton = one.automaton
      let days = one.workable.count
      var reached: Set<Int> = [RuleAutomaton.start]
      for day in 0..<days {
        #expect(reached.count == automaton.days[day].count, "seed \(seed), day \(day)")
        let words = one.words(days - day)
        let futures = reached.map { state in words.map { cost(automaton, $0, from: state, day: day) } }
        if day > 0 { #expect(futures.allSatisfy { $0.compactMap(\.self).min() == 0 }, "seed \(seed), day \(day)") }
        #expect(Set(futures).count == futures.count, "seed \(seed), day \(day)")
        reached = Set(
          reached.flatMap { state in
            (0..<one.letterCount).map { Int(automaton.next(state, DayLetter(rawValue: $0), on: day)) }
              .filter { $0 >= 0 }
          })
      }
      #expect(reached.count == automaton.lastCount)
    }
  }

  @Test("rules that can't bind leave one state a day")
  func idle() {
    let rules = DayRules([ConsecutiveDays(maximum: 14, history: 0), DaysOff(minimum: 0)])
    let automaton = RuleAutomaton(
      rules: rules, workable: [Set<DayLetter>](repeating: [.worked], count: 14), letterCount: 2,
      scale: PriceScale(unitsPerCurrency: 1000))
    #expect(automaton.largestCount == 1)
  }

  @Test("which days a rota leaves is what the rules say of the whole tour", arguments: 0..<30 as Range<UInt64>)
  func states(seed: UInt64) {
    var random = SeededGenerator(seed: seed &+ 77)
    var shape = TinyRosters.Shape()
    shape.days = 3 + random.nextIndex(below: 8)
    shape.isFollowed = true
    shape.hasLetters = seed % 3 == 0
    shape.priced = PricedKind.draw(Int(seed), &random)
    let roster = TinyRosters.make(shape, random: &random)
    let states = RuleStates(roster: roster)
    var words = roster.people.map { _ in [DayLetter](repeating: .off, count: roster.dayCount) }
    func isKept(_ person: Int, _ word: [DayLetter]) -> Bool {
      let compiled = roster.people[person]
      return zip(word, compiled.days.indices).allSatisfy { letter, day in
        letter == .off
          || compiled.days[day].isAllowed
            && roster.rows[roster.menus[compiled.menu].days[day].rows].contains { $0.letter == letter }
      } && compiled.dayRules.rules.allSatisfy { $0.firstBreach(in: word) == nil }
    }
    let duties = (1..<roster.letterCount).map(DayLetter.init(rawValue:))
    func cost(_ person: Int, _ word: [DayLetter]) -> Int {
      LetterRules.cost(roster.people[person].dayRules, letters: word)
    }
    func mask(_ person: Int, _ word: [DayLetter], _ day: Int) -> DayLetter.Mask {
      duties.reduce(0) { mask, letter in
        var word = word
        word[day] = letter
        return isKept(person, word) ? mask | letter.bit : mask
      }
    }
    for _ in 0..<200 {
      let person = random.nextIndex(below: words.count)
      let day = random.nextIndex(below: roster.dayCount)
      words[person][day] = words[person][day] == .off ? duties[random.nextIndex(below: duties.count)] : .off
      if !isKept(person, words[person]) { words[person][day] = .off }
      states.set(person, day, to: words[person][day])
      #expect(Int(states.price(person)) == cost(person, words[person]))
      for first in 0..<roster.dayCount where words[person][first] == .off {
        #expect(states.permitted(person, first) == mask(person, words[person], first))
        for letter in duties where states.permitted(person, first) & letter.bit != 0 {
          var word = words[person]
          word[first] = letter
          let prices = states.letterPrices(person, first)
          #expect(Int(prices[letter.rawValue] - prices[0]) == cost(person, word) - cost(person, words[person]))
        }
        for second in first + 1..<max(first + 1, roster.dayCount) where words[person][second] == .off {
          for letter in duties {
            var word = words[person]
            word[first] = letter
            let found = states.permitted(person, (first, second), first: letter)
            // A letter that can't stand alone can't stand with another.
            let expected = isKept(person, word) ? mask(person, word, second) : 0
            #expect(found == expected)
            for later in duties where found & later.bit != 0 {
              word[second] = later
              let prices = states.letterPrices(person, (first, second))
              let change = prices[letter.rawValue * DayLetter.most + later.rawValue] - prices[0]
              #expect(Int(change) == cost(person, word) - cost(person, words[person]))
            }
          }
        }
      }
    }
  }
}
