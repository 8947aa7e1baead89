#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Looks for special days that are ordinary while the days next to them are not: a file of another zone, or made a day
/// off. Classes are looked at together, whether they bring more contacts or fewer.
struct MisplacedHolidays {
  struct Finding {
    /// −1 where the unusual days stand before the listed ones, 1 where after.
    var shift: Int
    /// The listed days next to unusual ones, as indices into the grid.
    var dates: [Int]
    /// Listed days that were looked at.
    var looked: Int
  }

  private let past: Past

  /// Chance for which nothing is said.
  private static let chance = 0.02

  init(_ past: Past) { self.past = past }

  /// - Returns: nil where the days are best where they are, or where chance could explain what is next to them.
  var finding: Finding? {
    let grid = past.grid
    let listed = (1..<max(1, past.end - 1)).filter {
      past.traits[$0].holidayClass != nil && !past.traits[$0].isExcluded && past.ordinary.isFitted($0)
        && grid.isOpen(weekday: past.traits[$0].weekday)
    }
    guard !listed.isEmpty else { return nil }
    /// How unusual ordinary days far from any listed one are.
    let others = (0..<past.end).filter { day in
      grid.isRecorded[day] && !past.traits[day].isExcluded && past.ordinary.isFitted(day)
        && !(day - 1...day + 1).contains { past.traits.indices.contains($0) && past.traits[$0].holidayClass != nil }
    }.map(distance)
    guard others.count >= 21 else { return nil }
    let atPlace = listed.filter(isUnusual)
    var best: (finding: Finding, chance: Double)?
    for shift in [-1, 1] {
      let near = listed.filter { isUnusual($0 + shift) }
      let gained = near.filter { !isUnusual($0) }
      guard 2 * near.count > listed.count, 3 * (near.count - atPlace.count) >= listed.count else { continue }
      // The chance that a day picked by no reason is as unusual as each.
      let chance = gained.reduce(2.0) { product, day in
        let reached = distance(day + shift)
        return product * Double(1 + others.count { $0 >= reached }) / Double(others.count + 1)
      }
      if chance < min(Self.chance, best?.chance ?? 1) {
        best = (Finding(shift: shift, dates: gained, looked: listed.count), chance)
      }
    }
    return best?.finding
  }

  /// A third more or less than an ordinary day, and farther than days usually scatter.
  private func isUnusual(_ day: Int) -> Bool {
    guard (0..<past.end).contains(day) else { return false }
    // A day without a row, on a weekday that has some, was closed.
    guard past.grid.isRecorded[day] else {
      return past.grid.isOpen(weekday: past.traits[day].weekday) && isRecordedAround(day)
    }
    return distance(day) > max(log(1 / 0.7), 2.5 * past.ordinary.sigma)
  }

  private func isRecordedAround(_ day: Int) -> Bool {
    [day - 7, day + 7].allSatisfy { past.grid.isRecorded.indices.contains($0) && past.grid.isRecorded[$0] }
  }

  /// From what is expected of the day as if it were no holiday and followed none, on the scale of logarithms.
  private func distance(_ day: Int) -> Double {
    guard past.grid.isRecorded[day] else { return .infinity }
    var trait = past.traits[day]
    trait.holidayClass = nil
    trait.followsClosure = false
    return abs(log(past.grid.totals[day] + 0.5) - past.ordinary.logarithm(of: trait))
  }
}
