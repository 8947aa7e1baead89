import Calendars

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Consecutive days recorded without a contact, more of them than chance explains: an export that left them out, or a
/// queue that was not reachable. Exports of tickets know no other way to say so.
struct Silence: Hashable {
  /// The first and the last day on which contacts were to be expected.
  var first: CivilDate
  var last: CivilDate
  /// Days on which contacts were to be expected, and how many on each.
  var openDays: Int
  var usual: Double
  /// Whether nothing has come since: the queue may be gone.
  var isLast: Bool
}

/// What a weekday's days say about how likely a day without a contact is.
struct ZeroChance {
  private var days = 0.0
  private var zeros = 0.0
  private var sum = 0.0
  private var squares = 0.0

  mutating func add(_ total: Double) {
    days += 1
    if total == 0 { zeros += 1 }
    sum += total
    squares += total * total
  }

  var mean: Double { days > 0 ? sum / days : 0 }

  /// The share of days without a contact, with one more day as a negative binomial count of the same mean and variance
  /// has it; 1 where there are no days.
  var value: Double {
    guard days > 0 else { return 1 }
    let dispersion = mean > 0 ? (squares / days - mean * mean - mean) / (mean * mean) : 0
    let expected = dispersion > 1e-9 ? exp(-log1p(dispersion * mean) / dispersion) : exp(-mean)
    return (zeros + expected) / (days + 1)
  }
}

/// Finds silences. The level is that of the same weekdays within a quarter of a year on either side, so that a queue
/// that has always had quiet weeks, or began small, is not said to have gaps.
struct SilenceSearch {
  /// Parallel to the days.
  let isRecorded: [Bool]
  let totals: [Double]
  /// Days that say nothing about others: holidays and marked ones.
  let isSpecial: [Bool]
  let first: CivilDate

  /// As many open days as an absence of rows takes to be called a gap.
  static let leastDays = 4
  /// A run that chance brings less often than this is no chance. A year has some dozens of runs.
  private static let chance = 1e-6
  /// Days of each weekday that are looked at before and after a run.
  private static let reach = 13

  private func weekday(_ day: Int) -> Int { first.adding(days: day).weekday.index }

  /// By date.
  var silences: [Silence] {
    guard totals.contains(0), let end = isRecorded.lastIndex(of: true) else { return [] }
    var found: [Silence] = []
    var day = 0
    while day <= end {
      guard isRecorded[day], !isSpecial[day], totals[day] == 0 else {
        day += 1
        continue
      }
      var next = day
      // Holidays and days without rows neither make a run nor end it, but for a holiday with contacts.
      while next <= end && (!isRecorded[next] || totals[next] == 0) { next += 1 }
      if let silence = silence(in: day..<next, isLast: next > end) { found.append(silence) }
      day = next
    }
    return found
  }

  private func silence(in run: Range<Int>, isLast: Bool) -> Silence? {
    let counted = run.filter { isRecorded[$0] && !isSpecial[$0] }
    guard counted.count >= Self.leastDays else { return nil }
    let chances = (0..<7).map { weekday in chance(of: weekday, around: run) }
    let values = chances.map(\.value)
    let expecting = counted.filter { values[weekday($0)] < 0.5 }
    guard let from = expecting.first, let to = expecting.last, expecting.count >= Self.leastDays,
      counted.reduce(0, { $0 + log(values[weekday($1)]) }) < log(Self.chance)
    else { return nil }
    let usual = expecting.reduce(0) { $0 + chances[weekday($1)].mean } / Double(expecting.count)
    return Silence(
      first: first.adding(days: from), last: first.adding(days: to), openDays: expecting.count, usual: usual,
      isLast: isLast)
  }

  private func chance(of weekday: Int, around run: Range<Int>) -> ZeroChance {
    var chance = ZeroChance()
    func look(from start: Int, by step: Int) {
      var day = start
      var seen = 0
      while totals.indices.contains(day), seen < Self.reach {
        if isRecorded[day], !isSpecial[day] {
          chance.add(totals[day])
          seen += 1
        }
        day += step
      }
    }
    let before = run.lowerBound - 1 - (self.weekday(run.lowerBound) + 6 - weekday) % 7
    look(from: before, by: -7)
    look(from: run.upperBound + (weekday - self.weekday(run.upperBound) + 7) % 7, by: 7)
    return chance
  }
}
