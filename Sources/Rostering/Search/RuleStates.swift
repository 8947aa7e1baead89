/// Where everybody stands in their rules before each day, and from which states the days to come can be worked as they are:
/// whether a day can be worked then costs a look. Where rules have prices, what those days cost from each state, too.
final class RuleStates {
  private let dayCount: Int
  /// States of a stage, at most.
  private let width: Int
  private let automatonOf: FlatBuffer<Int32>
  /// The state after a day, at `((automaton · dayCount + day) · width + state) · letters + letter`.
  private let following: FlatBuffer<Int16>
  private let letters: FlatBuffer<UInt8>
  /// Of each person and stage, with the days behind as they are.
  private let before: FlatBuffer<Int16>
  /// Whether the days from a stage on, as they are, keep the rules from a state.
  private let isOpen: FlatBuffer<Bool>
  private var isBuilt = false

  private let letterCount: Int
  /// Whether anybody's rules have prices; what follows is empty otherwise.
  let isPriced: Bool
  /// What each day costs, parallel to `following`.
  private let prices: FlatBuffer<Int32>
  /// What the days from a stage on, as they are, cost from a state: `PriceScale.never` where they don't keep the rules.
  private let ahead: FlatBuffer<Int32>
  /// By letter, or by two: see `letterPrices`.
  private let answer: FlatBuffer<Int32>

  /// Nobody works.
  init(roster: CompiledRoster) {
    dayCount = roster.dayCount
    let width = roster.automata.map(\.largestCount).max() ?? 1
    self.width = width
    letterCount = roster.letterCount
    automatonOf = FlatBuffer(roster.people.map { Int32($0.automaton) }, filledWith: 0)
    let people = roster.people.count
    let off = UInt8(DayLetter.off.rawValue)
    following = FlatBuffer(
      count: roster.automata.count * dayCount * width * letterCount, filledWith: RuleAutomaton.none)
    letters = FlatBuffer(count: people * dayCount, filledWith: off)
    before = FlatBuffer(count: people * (dayCount + 1), filledWith: Int16(RuleAutomaton.start))
    isOpen = FlatBuffer(count: people * (dayCount + 1) * width, filledWith: true)
    isPriced = roster.automata.contains(where: \.isPriced)
    prices = FlatBuffer(count: isPriced ? following.count : 0, filledWith: 0)
    ahead = FlatBuffer(count: isPriced ? isOpen.count : 0, filledWith: 0)
    answer = FlatBuffer(count: DayLetter.most * DayLetter.most, filledWith: 0)
    for (index, automaton) in roster.automata.enumerated() {
      for (day, table) in automaton.days.enumerated() {
        let first = (index * dayCount + day) * width * letterCount
        for (place, state) in table.following.enumerated() { following.base[first + place] = state }
        guard isPriced else { continue }
        for (place, price) in table.prices.enumerated() { prices.base[first + place] = price }
      }
    }
    for person in 0..<people {
      walkForward(person, from: 0)
      if isPriced { walkBackPriced(person, from: dayCount - 1) } else { walkBack(person, from: dayCount - 1) }
    }
    isBuilt = true
  }

  /// The letters of duties that `person`, who is off on `day`, may work then, the other days as they are: a bit each.
  @inline(__always)
  func permitted(_ person: Int, _ day: Int) -> DayLetter.Mask {
    permitted(person, day, from: before.base[person &* (dayCount &+ 1) &+ day])
  }

  /// The letters of duties that `person`, who is off on both `days`, may work on the later one with a duty of `letter` on
  /// the earlier: a bit each.
  @inline(__always)
  func permitted(_ person: Int, _ days: (Int, Int), first letter: DayLetter) -> DayLetter.Mask {
    var state = next(person, days.0, before.base[person &* (dayCount &+ 1) &+ days.0], letter.rawValue)
    var day = days.0 &+ 1
    while day < days.1 {
      state = next(person, day, state, Int(letters.base[person &* dayCount &+ day]))
      day &+= 1
    }
    return permitted(person, days.1, from: state)
  }

  @inline(__always)
  private func permitted(_ person: Int, _ day: Int, from state: Int16) -> DayLetter.Mask {
    var mask: DayLetter.Mask = 0
    var letter = 1
    while letter < letterCount {
      let following = next(person, day, state, letter)
      if following >= 0, isOpen.base[place(person, day &+ 1) &+ Int(following)] {
        mask |= 1 << DayLetter.Mask(truncatingIfNeeded: letter)
      }
      letter &+= 1
    }
    return mask
  }

  /// Where the person stands before a day, the days behind as they are.
  @inline(__always)
  func state(_ person: Int, before day: Int) -> Int { Int(before.base[person &* (dayCount &+ 1) &+ day]) }

  /// What the rules make the days from `day` on, as they are, cost from `state`: `PriceScale.never` where they aren't kept.
  @inline(__always)
  func price(_ person: Int, from day: Int, in state: Int) -> Int32 {
    let place = place(person, day) &+ state
    return isPriced ? ahead.base[place] : isOpen.base[place] ? 0 : PriceScale.never
  }

  /// What the person's rules cost, all days as they are.
  @inline(__always)
  func price(_ person: Int) -> Int32 { isPriced ? price(person, from: 0, in: RuleAutomaton.start) : 0 }

  /// By letter of `day`, what the rules make that day and the later ones cost, the others as they are; of letters that keep
  /// the rules. Good until the next call; zeros where nothing is priced.
  @inline(__always)
  func letterPrices(_ person: Int, _ day: Int) -> UnsafePointer<Int32> {
    if isPriced { fill(answer.base, person, day, from: before.base[person &* (dayCount &+ 1) &+ day]) }
    return UnsafePointer(answer.base)
  }

  /// The same of two days, at `first letter * DayLetter.most + second letter`.
  func letterPrices(_ person: Int, _ days: (Int, Int)) -> UnsafePointer<Int32> {
    guard isPriced else { return UnsafePointer(answer.base) }
    let from = before.base[person &* (dayCount &+ 1) &+ days.0]
    for letter in 0..<letterCount {
      let out = answer.base + letter &* DayLetter.most
      var price = cost(person, days.0, from, letter)
      var state = next(person, days.0, from, letter)
      var day = days.0 &+ 1
      while day < days.1 {
        let between = Int(letters.base[person &* dayCount &+ day])
        price = price &+ cost(person, day, state, between)
        state = next(person, day, state, between)
        day &+= 1
      }
      fill(out, person, days.1, from: state)
      for second in 0..<letterCount { out[second] = min(PriceScale.never, out[second] &+ price) }
    }
    return UnsafePointer(answer.base)
  }

  private func fill(_ out: UnsafeMutablePointer<Int32>, _ person: Int, _ day: Int, from state: Int16) {
    var letter = 0
    while letter < letterCount {
      let following = next(person, day, state, letter)
      out[letter] =
        following < 0
        ? PriceScale.never
        : min(
          PriceScale.never, cost(person, day, state, letter) &+ ahead.base[place(person, day &+ 1) &+ Int(following)])
      letter &+= 1
    }
  }

  /// The day has another letter from now on.
  func set(_ person: Int, _ day: Int, to letter: DayLetter) {
    letters.base[person &* dayCount &+ day] = UInt8(truncatingIfNeeded: letter.rawValue)
    walkForward(person, from: day)
    if isPriced { walkBackPriced(person, from: day) } else { walkBack(person, from: day) }
  }

  private func walkForward(_ person: Int, from first: Int) {
    let states = before.base + person &* (dayCount &+ 1)
    var day = first
    while day < dayCount {
      let state = next(person, day, states[day], Int(letters.base[person &* dayCount &+ day]))
      // What is as it was before the change stays so from here on; at first nothing has been.
      if states[day &+ 1] == state, isBuilt { break }
      states[day &+ 1] = state
      day &+= 1
    }
  }

  private func walkBack(_ person: Int, from last: Int) {
    var day = last
    while day >= 0 {
      let letter = Int(letters.base[person &* dayCount &+ day])
      let (here, there) = (isOpen.base + place(person, day), isOpen.base + place(person, day &+ 1))
      var hasChanged = false
      var state = 0
      while state < width {
        let following = next(person, day, Int16(truncatingIfNeeded: state), letter)
        let open = following >= 0 && there[Int(following)]
        if here[state] != open {
          here[state] = open
          hasChanged = true
        }
        state &+= 1
      }
      if !hasChanged, isBuilt { break }
      day &-= 1
    }
  }

  /// The same, with what the days cost.
  private func walkBackPriced(_ person: Int, from last: Int) {
    var day = last
    while day >= 0 {
      let letter = Int(letters.base[person &* dayCount &+ day])
      let (here, there) = (place(person, day), place(person, day &+ 1))
      var hasChanged = false
      var state = 0
      while state < width {
        let from = Int16(truncatingIfNeeded: state)
        let following = next(person, day, from, letter)
        let open = following >= 0 && isOpen.base[there &+ Int(following)]
        let price = open ? cost(person, day, from, letter) &+ ahead.base[there &+ Int(following)] : PriceScale.never
        if ahead.base[here &+ state] != price || isOpen.base[here &+ state] != open {
          ahead.base[here &+ state] = price
          isOpen.base[here &+ state] = open
          hasChanged = true
        }
        state &+= 1
      }
      if !hasChanged, isBuilt { break }
      day &-= 1
    }
  }

  @inline(__always)
  private func place(_ person: Int, _ stage: Int) -> Int { (person &* (dayCount &+ 1) &+ stage) &* width }

  @inline(__always)
  private func next(_ person: Int, _ day: Int, _ state: Int16, _ letter: Int) -> Int16 {
    guard state >= 0 else { return RuleAutomaton.none }
    let table = Int(automatonOf.base[person]) &* dayCount &+ day
    return following.base[(table &* width &+ Int(state)) &* letterCount &+ letter]
  }

  /// What a day costs by the rules; nothing from no state.
  @inline(__always)
  private func cost(_ person: Int, _ day: Int, _ state: Int16, _ letter: Int) -> Int32 {
    guard state >= 0 else { return 0 }
    let table = Int(automatonOf.base[person]) &* dayCount &+ day
    return prices.base[(table &* width &+ Int(state)) &* letterCount &+ letter]
  }
}
