import Searching

@testable import Rostering

/// After a day with one letter no day with another: a succession.
struct NotBeside: DayRule {
  var first: Int
  var second: Int

  var start: Bool { false }

  func step(_ isAfter: Bool, _ letter: DayLetter, on day: Int) -> (state: Bool, breaches: Int) {
    (letter.rawValue == first, isAfter && letter.rawValue == second ? 1 : 0)
  }
}

/// So many days of a letter at most, in a row or in the whole horizon.
struct MostOfALetter: DayRule {
  var letter: Int
  var most: Int
  var isInARow: Bool

  var start: Int { 0 }

  func step(_ count: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    guard letter.rawValue == self.letter else { return (isInARow ? 0 : count, 0) }
    return count < most ? (count + 1, 0) : (count, 1)
  }
}

/// The same rules read from whole sequences, by counting.
enum LetterRules {
  /// Letters 1, 2 and 3 are of none, of the first, and of the second.
  static let classes = [DutyClasses(rawValue: 1), DutyClasses(rawValue: 2)]

  static func areKept(_ rules: DayRules, letters: [DayLetter], isComplete: Bool = true) -> Bool {
    rules.rules.allSatisfy { rule in
      switch rule {
      case let rule as NotBeside:
        !zip(letters, letters.dropFirst()).contains { $0.rawValue == rule.first && $1.rawValue == rule.second }
      case let rule as MostOfALetter where rule.isInARow:
        letters.split { $0.rawValue != rule.letter }.allSatisfy { $0.count <= rule.most }
      case let rule as MostOfALetter: letters.count { $0.rawValue == rule.letter } <= rule.most
      case let rule as ConsecutiveDays where !rule.classes.isEmpty: isKept(rule, letters, isComplete)
      default: KindRules.breaches(of: rule, letters, isComplete: isComplete).map { $0 == 0 } ?? true
      }
    }
  }
}

extension LetterRules {
  /// The longest run that holds a day of the horizon, what lies before and behind laid beside the days.
  private static func isKept(_ rule: ConsecutiveDays, _ letters: [DayLetter], _ isComplete: Bool) -> Bool {
    let before = [Bool](repeating: true, count: rule.history)
    let own = letters.map { $0.isWorked && $0.classes.isSuperset(of: rule.classes) }
    let after = isComplete ? [Bool](repeating: true, count: rule.ahead) : []
    let days = before + own + after
    var first = 0
    while first < days.count {
      guard days[first] else {
        first += 1
        continue
      }
      let run = days[first...].prefix { $0 }
      let isOwn = run.startIndex < before.count + own.count && run.endIndex > before.count
      if isOwn, run.count > rule.maximum { return false }
      first = run.endIndex
    }
    return true
  }
}

extension CompiledPerson {
  /// The one rule of its kind that everybody has.
  var runs: ConsecutiveDays {
    dayRules.rules.lazy.compactMap { $0 as? ConsecutiveDays }.first ?? ConsecutiveDays(maximum: 0, history: 0)
  }
  var daysOff: DaysOff { dayRules.rules.lazy.compactMap { $0 as? DaysOff }.first ?? DaysOff(minimum: 7) }
}

extension [ShiftRow] {
  func letter(of duty: DutyChoice) -> DayLetter { duty.isWorked ? self[Int(duty.row)].letter : .off }
}
