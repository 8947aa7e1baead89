import Searching

@testable import Rostering

/// Rules that tell nights, late and early duties and weekends apart, read from whole sequences, by counting.
enum KindRules {
  /// Letters of a duty of no class, a night, an early one, a late one, one that is early and late, and a late one
  /// outside the pattern; with their starts.
  static let letters: [DayLetter] = {
    let duties: [(DutyClasses, Int)] = [
      ([], 9 * 60), (.night, 22 * 60), (.early, 6 * 60), (.late, 14 * 60), ([.early, .late], 7 * 60 + 30),
      ([.late, .outside], 13 * 60),
    ]
    return duties.enumerated().map { DayLetter($1.0, start: $1.1).numbered($0 + 1) }
  }()

  /// How often a rule is broken; nil where it is none of these.
  ///
  /// - Parameter isComplete: whether the letters are those of the whole horizon.
  static func breaches(of rule: any DayRule, _ letters: [DayLetter], isComplete: Bool = true) -> Int? {
    switch rule {
    case let rule as WeeklyDuties: count(rule, letters)
    case let rule as EarlyAfterLate: count(rule, letters, isComplete)
    case let rule as DaysOffAfterNights: count(rule, letters, isComplete)
    case let rule as ForwardRotation: count(rule, letters, isComplete)
    case let rule as WorkedWeekends: count(rule, letters, isComplete)
    case let rule as SameStart: count(rule, letters)
    case let rule as WorkingDay: count(rule, letters, isComplete)
    case is OutsidePattern: letters.count { $0.classes.contains(.outside) }
    default: nil
    }
  }

  private static func count(_ rule: WeeklyDuties, _ letters: [DayLetter]) -> Int {
    stride(from: 0, to: letters.count, by: 7).reduce(0) { sum, monday in
      let counted = letters[monday..<min(letters.count, monday + 7)].count {
        $0 != .off && rule.classes.subtracting($0.classes).isEmpty
      }
      return sum + max(0, counted - rule.maximum)
    }
  }

  private static func count(_ rule: EarlyAfterLate, _ letters: [DayLetter], _ isComplete: Bool) -> Int {
    let before = rule.isAfterLate ? DayLetter([.late]) : .off
    let after = rule.isBeforeEarly && isComplete ? DayLetter([.early]) : .off
    let days = [before] + letters + [after]
    return (1..<days.count).count { day in
      days[day].classes.contains(.early)
        && (days[day - 1].classes.contains(.late) || days[day - 1].classes.contains(.night))
    }
  }

  /// Each duty with the last night before it.
  private static func count(_ rule: DaysOffAfterNights, _ letters: [DayLetter], _ isComplete: Bool) -> Int {
    var nights = letters.indices.filter { letters[$0].classes.contains(.night) }
    if rule.history > 0 { nights.insert(rule.history - rule.dates - 1, at: 0) }
    let others = letters.indices.filter { letters[$0] != .off && !letters[$0].classes.contains(.night) }
    let after = isComplete ? rule.ahead.map { letters.count + $0 } : []
    return (others + after).count { day in
      guard let night = nights.last(where: { $0 < day }) else { return false }
      return day - night <= rule.dates && (day < letters.count || night >= 0)
    }
  }

  private static func count(_ rule: ForwardRotation, _ letters: [DayLetter], _ isComplete: Bool) -> Int {
    func letter(_ step: ForwardRotation.Step?) -> DayLetter {
      switch step {
      case .early: DayLetter([.early])
      case .late: DayLetter([.late])
      case .night: DayLetter([.night])
      case nil: .off
      }
    }
    let days = [letter(rule.history)] + letters + [isComplete ? letter(rule.ahead) : .off]
    return days.split(separator: .off).reduce(0) { sum, run in
      let places = run.compactMap { day -> Int? in
        if day.classes.contains(.night) { return 3 }
        if day.classes.contains(.late) { return 2 }
        return day.classes.contains(.early) ? 1 : nil
      }
      return sum + zip(places, places.dropFirst()).count { $0 > $1 }
    }
  }

  /// Each duty with every one before it in the week that isn't far from others itself.
  private static func count(_ rule: SameStart, _ letters: [DayLetter]) -> Int {
    func isFar(_ day: Int) -> Bool {
      guard let start = letters[day].start else { return false }
      return (day / 7 * 7..<day).contains { before in
        letters[before].start.map { abs($0 - start) > rule.tolerance } ?? false && !isFar(before)
      }
    }
    return letters.indices.count(where: isFar)
  }

  private static func count(_ rule: WorkingDay, _ letters: [DayLetter], _ isComplete: Bool) -> Int {
    let starts = [rule.before] + letters.map(\.start) + [isComplete ? rule.after : nil]
    return zip(starts, starts.dropFirst()).count { one, next in
      guard let one, let next else { return false }
      return next < one
    }
  }

  private static func count(_ rule: WorkedWeekends, _ letters: [DayLetter], _ isComplete: Bool) -> Int {
    let own = Set(letters.indices.filter { letters[$0] != .off && rule.weekend.contains($0 % 7) }.map { $0 / 7 })
    let after = isComplete ? Set(rule.ahead) : []
    let worked = own.union(rule.history).union(after)
    let windows = own.union(after).filter { last in
      let window = (last - rule.of + 1)...last
      return worked.count { window.contains($0) } > rule.maximum && own.contains { window.contains($0) }
    }
    return windows.count
  }
}

/// Some rule of each kind, with a past and with what follows.
enum KindOfRule: CaseIterable, Sendable {
  case weekly, consecutive, earlyAfterLate, daysOffAfterNights, forwardRotation, weekends, consecutiveWeekends
  case sameStart, workingDay, pattern

  /// - Parameter days: of the horizon; where they are few each may be of a weekend.
  func rule(days: Int, random: inout SeededGenerator) -> any DayRule {
    func below(_ count: Int) -> Int { random.nextIndex(below: count) }
    let classes = [DutyClasses.night, .late, .early][below(3)]
    switch self {
    case .weekly: return WeeklyDuties(maximum: below(3), classes: classes)
    case .consecutive:
      return ConsecutiveDays(maximum: 1 + below(3), history: below(4), ahead: below(4), classes: classes)
    case .earlyAfterLate: return EarlyAfterLate(isAfterLate: below(2) == 0, isBeforeEarly: below(2) == 0)
    case .daysOffAfterNights:
      let dates = below(6)
      return DaysOffAfterNights(
        dates: dates, history: below(dates + 1), ahead: (0..<6).filter { _ in below(3) == 0 })
    case .forwardRotation:
      let steps: [ForwardRotation.Step?] = [nil, .early, .late, .night]
      return ForwardRotation(history: steps[below(4)], ahead: steps[below(4)])
    case .sameStart: return SameStart(tolerance: [0, 60, 90, 180, 300, 480, 900][below(7)])
    case .workingDay:
      let starts = [nil, 6 * 60, 9 * 60 + 15, 22 * 60]
      return WorkingDay(before: starts[below(4)], after: starts[below(4)])
    case .pattern: return OutsidePattern()
    case .weekends, .consecutiveWeekends:
      let of = 1 + below(4)
      let end = (days + 6) / 7
      let weekend = Set((0..<7).filter { days > 7 ? $0 > 4 : $0 < days || below(2) == 0 })
      return WorkedWeekends(
        maximum: self == .weekends ? below(of) : of - 1, of: of, weekend: weekend,
        history: (-5..<0).filter { _ in below(2) == 0 }, ahead: (end..<end + 5).filter { _ in below(2) == 0 })
    }
  }
}
