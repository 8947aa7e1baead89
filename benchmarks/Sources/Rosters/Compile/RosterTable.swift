internal import Tables

/// An instance as flat tables of small numbers, which every part of the search reads and nobody writes.
struct RosterTable: Sendable {
  let days: Int
  let types: Int
  /// Shift types that no rule tells apart (same length, same neighbours) form a class.
  let classes: Int
  let classOfType: [Int]
  let unitsOfClass: [Int]
  /// `follows[a * classes + b]`: class b may stand on the day after class a.
  let follows: [Bool]
  /// Minutes of one unit: the greatest common divisor of all lengths.
  let unit: Int
  let isSaturday: [Bool]
  let isSunday: [Bool]
  /// Days up to and including day `d` that are the first day of a weekend are counted in week numbers: the weekend
  /// that a Saturday or Sunday belongs to, -1 on other days.
  let weekendOfDay: [Int]
  let weekendCount: Int
  private(set) var people: [Person]
  /// Convex cost of `n` people: `coverCost[(day * types + type) * stride + n]`, n in 0...people.
  private(set) var coverCost: [Int32]
  let coverStride: Int
  let required: [Int32]
  private(set) var underPrice: [Int32]
  private(set) var overPrice: [Int32]

  struct Person: Sendable {
    var minimumUnits: Int
    var maximumUnits: Int
    var minimumRun: Int
    var maximumRun: Int
    var minimumOff: Int
    var maximumWeekends: Int
    /// Most duties of each type.
    var caps: [Int]
    /// Types whose cap can matter: above 0 and below the number of days that could be worked.
    var limitedTypes: [Int]
    /// The type with the least cap, where that's tight: counted exactly by the oracle. -1 where none is.
    var tightType: Int
    /// Price of working `type` on `day`, `wish[day * types + type]`, against not working at all; may be negative.
    var wish: [Int32]
    /// Price of every wish when nothing is worked.
    var idlePrice: Int
    var isFixedOff: [Bool]
    /// Types with a cap above 0.
    var types: [Int]
    var largestUnits: Int
  }

  var personCount: Int { people.count }

  init(_ instance: RosterInstance) throws(Diagnostic) {
    try instance.check()
    days = instance.days
    types = instance.shifts.count
    let typeCount = types
    let shifts = instance.shifts
    let step = shifts.reduce(0) { Self.greatestCommonDivisor($0, $1.minutes) }
    unit = max(1, step)

    func mayFollow(_ first: Int, _ second: Int) -> Bool { !shifts[first].notFollowedBy.contains(second) }
    // A type that's tightly capped for somebody stands alone, so that it can be counted.
    let dayCount = days
    func isTight(_ cap: Int) -> Bool { cap > 0 && cap * 4 <= dayCount && cap <= 12 }
    let isCounted = (0..<typeCount).map { type in instance.people.contains { isTight($0.rules.maximumOfType[type]) } }
    var classOfType: [Int] = []
    var leaders: [Int] = []
    for type in 0..<typeCount {
      let leader = leaders.firstIndex { other in
        !isCounted[other] && !isCounted[type] && shifts[other].minutes == shifts[type].minutes
          && (0..<typeCount).allSatisfy {
            mayFollow(other, $0) == mayFollow(type, $0) && mayFollow($0, other) == mayFollow($0, type)
          }
      }
      if let leader {
        classOfType.append(leader)
      } else {
        classOfType.append(leaders.count)
        leaders.append(type)
      }
    }
    self.classOfType = classOfType
    classes = leaders.count
    let step2 = unit
    unitsOfClass = leaders.map { shifts[$0].minutes / step2 }
    follows = leaders.flatMap { first in leaders.map { mayFollow(first, $0) } }

    isSaturday = (0..<days).map { (instance.firstWeekday + $0) % 7 == 5 }
    isSunday = (0..<days).map { (instance.firstWeekday + $0) % 7 == 6 }
    weekendOfDay = (0..<days).map {
      (instance.firstWeekday + $0) % 7 >= 5 ? (instance.firstWeekday + $0) / 7 : -1
    }
    weekendCount = (weekendOfDay.max() ?? -1) + 1

    people = instance.people.map { member in
      let rules = member.rules
      var wish = [Int32](repeating: 0, count: dayCount * typeCount)
      var idle = 0
      for entry in member.wishes {
        switch entry.kind {
        case .on:
          idle += entry.price
          wish[entry.day * typeCount + entry.shift] -= Int32(clamping: entry.price)
        case .off: wish[entry.day * typeCount + entry.shift] += Int32(clamping: entry.price)
        }
      }
      var isFixedOff = [Bool](repeating: false, count: dayCount)
      for day in member.fixedDaysOff { isFixedOff[day] = true }
      let allowed = (0..<typeCount).filter { rules.maximumOfType[$0] > 0 }
      let smallest = allowed.map { shifts[$0].minutes }.min() ?? 1
      let mostDuties = min(dayCount - isFixedOff.count { $0 }, rules.maximumMinutes / smallest)
      return Person(
        minimumUnits: (rules.minimumMinutes + step2 - 1) / step2, maximumUnits: rules.maximumMinutes / step2,
        minimumRun: max(1, rules.minimumRun), maximumRun: min(rules.maximumRun, dayCount),
        minimumOff: max(1, min(rules.minimumDaysOff, dayCount)), maximumWeekends: rules.maximumWeekends,
        caps: rules.maximumOfType, limitedTypes: allowed.filter { rules.maximumOfType[$0] < mostDuties },
        tightType: allowed.filter { isTight(rules.maximumOfType[$0]) && rules.maximumOfType[$0] < mostDuties }
          .min { (rules.maximumOfType[$0], $0) < (rules.maximumOfType[$1], $1) } ?? -1, wish: wish,
        idlePrice: idle, isFixedOff: isFixedOff, types: allowed,
        largestUnits: (allowed.map { shifts[$0].minutes }.max() ?? 0) / step2)
    }

    coverStride = instance.people.count + 1
    var cost = [Int32](repeating: 0, count: days * typeCount * coverStride)
    var required = [Int32](repeating: 0, count: days * typeCount)
    var under = required
    var over = required
    for cover in instance.cover {
      let cell = cover.day * typeCount + cover.shift
      required[cell] = Int32(clamping: cover.required)
      under[cell] = Int32(clamping: cover.underPrice)
      over[cell] = Int32(clamping: cover.overPrice)
      for count in 0..<coverStride {
        let price = max(0, cover.required - count) * cover.underPrice + max(0, count - cover.required) * cover.overPrice
        cost[cell * coverStride + count] = Int32(clamping: price)
      }
    }
    coverCost = cost
    self.required = required
    underPrice = under
    overPrice = over
  }

  /// Weekends that some of `days` belong to.
  func weekends(_ days: Range<Int>) -> Int {
    var count = 0
    var last = -1
    for day in days where weekendOfDay[day] >= 0 && weekendOfDay[day] != last {
      last = weekendOfDay[day]
      count += 1
    }
    return count
  }

  /// The same rules with one goal: the fewest missing people in all.
  func countingShortageOnly() -> RosterTable {
    var table = self
    for index in table.people.indices {
      table.people[index].wish = [Int32](repeating: 0, count: days * types)
      table.people[index].idlePrice = 0
    }
    table.underPrice = [Int32](repeating: 1, count: days * types)
    table.overPrice = [Int32](repeating: 0, count: days * types)
    for cell in 0..<days * types {
      for count in 0..<coverStride {
        table.coverCost[cell * coverStride + count] = max(0, required[cell] - Int32(count))
      }
    }
    return table
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    second == 0 ? first : greatestCommonDivisor(second, first % second)
  }
}
