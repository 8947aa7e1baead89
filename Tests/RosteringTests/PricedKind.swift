import Searching

@testable import Rostering

/// Kinds of rules over days that tests put prices on.
enum PricedKind: CaseIterable, Sendable {
  case daysInARow, lettersInARow, daysOff, beside, mostOfALetter, leastDaysOff, leastDays, wholeWeekends, sharedDuties

  /// None on half of the rounds; else one, two or three.
  static func draw(_ round: Int, _ random: inout SeededGenerator) -> [PricedKind] {
    guard round % 4 > 1 else { return [] }
    return (0...random.nextIndex(below: 3)).map { _ in allCases[random.nextIndex(below: allCases.count)] }
  }

  /// Some rule of the kind with some price.
  func rule(_ random: inout SeededGenerator) -> PricedRule {
    func known(_ most: Int) -> Int? { random.nextIndex(below: 3) == 0 ? nil : random.nextIndex(below: most) }
    let rule: any DayRule
    switch self {
    case .daysInARow:
      rule = ConsecutiveDays(
        maximum: 1 + random.nextIndex(below: 3), history: random.nextIndex(below: 5), ahead: random.nextIndex(below: 4))
    case .lettersInARow:
      rule = ConsecutiveDays(
        maximum: 1 + random.nextIndex(below: 2), history: random.nextIndex(below: 4), ahead: random.nextIndex(below: 3),
        classes: LetterRules.classes[random.nextIndex(below: 2)])
    case .daysOff: rule = DaysOff(minimum: 3 + random.nextIndex(below: 5))
    case .beside: rule = NotBeside(first: 1 + random.nextIndex(below: 3), second: 1 + random.nextIndex(below: 3))
    case .mostOfALetter:
      rule = MostOfALetter(
        letter: 1 + random.nextIndex(below: 3), most: random.nextIndex(below: 3),
        isInARow: random.nextIndex(below: 2) == 0)
    case .leastDaysOff: rule = LeastDaysOff(minimum: 2 + random.nextIndex(below: 3), history: known(5), ahead: known(4))
    case .leastDays:
      rule = LeastDays(minimum: 2 + random.nextIndex(below: 3), history: random.nextIndex(below: 4), ahead: known(4))
    case .wholeWeekends:
      let seen = [[], WholeWeekends.Seen.duty, .off, .torn]
      let first = random.nextIndex(below: 7)
      rule = WholeWeekends(
        weekend: Set((0...random.nextIndex(below: 3)).map { (first + $0) % 7 }),
        before: seen[random.nextIndex(below: 4)], after: seen[random.nextIndex(below: 4)])
    case .sharedDuties:
      let steps = (0...random.nextIndex(below: 4)).map { _ in random.nextIndex(below: 7) }.sorted()
      let isOfClass = random.nextIndex(below: 2) == 0
      rule = SharedDuties(
        steps: steps, classes: isOfClass ? LetterRules.classes[random.nextIndex(below: 2)] : [],
        days: random.nextIndex(below: 2) == 0 ? nil : Set((0...2).map { _ in random.nextIndex(below: 4) }))
    }
    return PricedRule(name: "\(self)", rule: rule, price: Double(1 + random.nextIndex(below: 16)) / 2)
  }
}

extension LetterRules {
  /// What letters cost by the priced rules, in thousandths, each read from the whole sequence by counting.
  static func cost(_ rules: DayRules, letters: [DayLetter]) -> Int {
    rules.priced.reduce(0) { $0 + breaches(of: $1.rule, letters) * Int(($1.price * 1000).rounded()) }
  }

  static func breaches(of rule: any DayRule, _ letters: [DayLetter]) -> Int {
    let isWorked = letters.map(\.isWorked)
    switch rule {
    case let rule as NotBeside:
      return zip(letters, letters.dropFirst()).count { $0.rawValue == rule.first && $1.rawValue == rule.second }
    case let rule as MostOfALetter where rule.isInARow:
      return letters.split { $0.rawValue != rule.letter }.reduce(0) { $0 + max(0, $1.count - rule.most) }
    case let rule as MostOfALetter: return max(0, letters.count { $0.rawValue == rule.letter } - rule.most)
    case let rule as ConsecutiveDays:
      let counted = letters.map { $0.isWorked && $0.classes.isSuperset(of: rule.classes) }
      let (before, after) = (min(rule.history, rule.maximum), min(rule.ahead, rule.maximum))
      return stretches(of: true, in: counted, before, after).reduce(0) { $0 + max(0, $1.count - rule.maximum) }
    case let rule as DaysOff:
      return stride(from: 0, to: letters.count, by: 7).reduce(0) { sum, week in
        let worked = isWorked[week..<min(letters.count, week + 7)].count { $0 }
        return sum + max(0, worked - max(0, 7 - rule.minimum))
      }
    case let rule as LeastDaysOff:
      // A duty on each side, as far as it is known where.
      let before = rule.history.map { [true] + [Bool](repeating: false, count: $0) } ?? []
      let after = rule.ahead.map { [Bool](repeating: false, count: $0) + [true] } ?? []
      let days = before + isWorked + after
      let duties = days.indices.filter { days[$0] }
      return zip(duties, duties.dropFirst()).reduce(0) { sum, pair in
        let gap = pair.1 - pair.0 - 1
        return gap > 0 && gap < rule.minimum ? sum + rule.minimum - gap : sum
      }
    case let rule as LeastDays:
      return stretches(of: true, in: isWorked, rule.history, rule.ahead ?? 100).reduce(0) {
        $0 + max(0, rule.minimum - $1.count)
      }
    case let rule as SharedDuties:
      let counted = letters.indices.count { day in
        isWorked[day] && (rule.days.map { $0.contains(day) } ?? true)
          && letters[day].classes.isSuperset(of: rule.classes)
      }
      let last = rule.steps[rule.steps.count - 1]
      return (rule.steps + [Int](repeating: last, count: counted)).prefix(counted).reduce(0, +)
    case let rule as WholeWeekends: return tornWeekends(rule, isWorked)
    default: return KindRules.breaches(of: rule, letters) ?? 0
    }
  }

  /// Runs of a value that hold a day of the horizon, with so many days of it laid before and behind.
  private static func stretches(
    of value: Bool, in days: [Bool], _ before: Int, _ after: Int
  ) -> [ArraySlice<Bool>] {
    let all = [Bool](repeating: value, count: before) + days + [Bool](repeating: value, count: after)
    return all.indices.split { all[$0] != value }.compactMap { run in
      guard let first = run.first, let last = run.last, first < before + days.count, last >= before else { return nil }
      return all[first...last]
    }
  }

  private static func tornWeekends(_ rule: WholeWeekends, _ days: [Bool]) -> Int {
    days.indices.split { !rule.weekend.contains($0 % 7) }.count { weekend in
      var seen = Set(weekend.map { days[$0] })
      if weekend.first == 0 {
        if rule.before == .torn { return false }
        if rule.before.contains(.duty) { seen.insert(true) }
        if rule.before.contains(.off) { seen.insert(false) }
      }
      if seen.count < 2, weekend.last == days.count - 1, rule.after != .torn {
        if rule.after.contains(.duty) { seen.insert(true) }
        if rule.after.contains(.off) { seen.insert(false) }
      }
      return seen.count > 1
    }
  }
}
