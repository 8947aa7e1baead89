import Calendars
import Workforce

/// A roster on the interval grid: flat tables of integers that the oracle, the search and the bound read.
///
/// A *slot* is one interval. Every price is a whole number of price units (`PriceScale`), rounded once while compiling,
/// so sums do not depend on their order and a bound is valid to the last digit. Slots run from 0 to `extent`; slot
/// `x ≥ slotCount` stands for the interval `x − slotCount` (only in a cyclic roster, where a duty may run past the end
/// of the week into its beginning).
struct CompiledRoster: Sendable {
  /// Intervals in which presence is counted.
  var slotCount: Int
  /// Slots that a duty may touch; `slotCount` unless the roster is cyclic, never more than twice that.
  var extent: Int
  /// Days of the horizon, a multiple of seven unless the horizon is shorter than a week.
  var dayCount: Int
  var scale: PriceScale
  /// Minutes of paid time that one paid unit stands for.
  var paidUnit: Int
  var coverage: CoverageTable
  var kinds: [ShiftKind]
  /// The distinct pairs of break length and window width, for which the oracle keeps sliding minima.
  var windowClasses: [WindowClass]
  var rows: [ShiftRow]
  var menus: [Menu]
  /// Cost of a duty that starts at a slot of a row: pay and night premium, `PriceScale.never` off the start grid.
  var rowCosts: FrozenBuffer<Int32>
  /// The night premium in `rowCosts`.
  var rowNightCosts: FrozenBuffer<Int32>
  /// Prices of starting at a slot of a person's day: distance from the wished start. Offset 0 is a row of zeros.
  var wishCosts: FrozenBuffer<Int32>
  var restPlans: [RestPlan]
  /// The rules over days of those who share them, their absences and their past.
  var automata: [RuleAutomaton]
  var people: [CompiledPerson]
  /// People who are alike in everything that the program knows, by their lowest index.
  var classes: [PersonClass]
  var startLimits = StartLimits()
  /// What is asked of who is at work at the same time.
  var teamTerms: [TeamTerm] = []
  /// The duties that people are known to have; `CompiledDay.kept` is an index into it.
  var keptDuties: [KeptDuty] = []
  /// What every rota costs, whoever works when.
  var fixedCost: Int64 = 0

  /// Letters from `off` on that the rows have.
  var letterCount = 2

  var weekCount: Int { (dayCount + 6) / 7 }
}

/// A shift of one length of one template: what it pays and where its breaks may lie.
struct ShiftKind: Hashable, Sendable {
  var template: TemplateID
  /// Slots from start to end.
  var length: Int
  /// Paid time in paid units.
  var paid: Int
  /// In the order in which they are taken; no two windows can overlap, so each break finds its best place alone.
  var breaks: [CompiledBreak]
}

/// Where a break of a shift may start, in slots after the shift's start.
struct CompiledBreak: Hashable, Sendable {
  var kind: BreakRule.Kind
  var paid: Bool
  /// First and last slot in which it may start.
  var earliest: Int
  var latest: Int
  /// Slots.
  var length: Int
  /// Index into `CompiledRoster.windowClasses`.
  var windowClass: Int
}

/// Breaks of `length` slots that may start in `width` neighbouring slots.
struct WindowClass: Hashable, Sendable {
  var length: Int
  var width: Int
}

/// The starts of one kind and letter on one day of a menu: slots `first ..< first + count`, costs from `cost` on.
struct ShiftRow: Hashable, Sendable {
  var kind: Int
  var first: Int
  var count: Int
  /// Offset into `rowCosts`.
  var cost: Int
  var length: Int
  var paid: Int
  /// What the rules over days see of its duties.
  var letter = DayLetter.worked
}

/// What people of one site, zone and choice of templates can start, day by day.
struct Menu: Sendable {
  var days: [MenuDay]
}

/// One day of a menu.
struct MenuDay: Hashable, Sendable {
  /// Indices into `CompiledRoster.rows`.
  var rows: Range<Int>
  /// All starts lie in `first ..< first + width`; all duties end at or before `end`.
  var first: Int
  var width: Int
  var end: Int

  var isEmpty: Bool { rows.isEmpty }
}

/// One person's part of the program.
struct CompiledPerson: Hashable, Sendable {
  var group: Int
  var menu: Int
  var restPlan: Int
  /// Slots between the end of a duty and the start of the next.
  var rest: Int
  /// No duty starts before this slot: the last duty before the horizon and the rest after it.
  var earliestStart: Int
  /// The rules that read the days one after another.
  var dayRules: DayRules
  /// Nil where no rest a week is asked for.
  var weeklyRest: WeeklyRest?
  var days: [CompiledDay]
  var weeks: [WeeklyTime]
  /// Index into `CompiledRoster.startLimits`; negative where any number of people may start.
  var startLimit = -1
  /// Index into `CompiledRoster.automata`.
  var automaton = 0
}

/// One day of one person.
struct CompiledDay: Hashable, Sendable {
  /// False on absences and fixed days off, and where the menu is empty.
  var isAllowed: Bool
  /// No duty of this day ends after this slot: the next absence, and the rest before the first duty after the horizon.
  var endLimit: Int
  /// Price of working at all on a day wished off.
  var dayOffPrice: Int32
  /// Offset into `wishCosts`, parallel to the menu day's slots.
  var startWishes: Int
  /// Where wishes depend on the end too: cells from the prices of one length to those of the next, from the shortest on.
  /// 0 where all lengths share their prices.
  var wishStride = 0
  var shortestLength = 0
  /// Index into `CompiledRoster.keptDuties`; negative where the person has no duty that is to be kept.
  var kept: Int32 = -1

  /// Where the wishes for a row's first start lie; cells of no price where nothing is wished.
  @inline(__always)
  func wishOffset(of row: ShiftRow, on menuDay: MenuDay) -> Int {
    startWishes == 0
      ? 0 : startWishes &+ (row.length &- shortestLength) &* wishStride &+ row.first &- menuDay.first
  }
}

/// People who are alike.
struct PersonClass: Hashable, Sendable {
  /// Rising indices into `CompiledRoster.people`.
  var members: [Int]

  /// By their lowest index.
  static func all(of people: [CompiledPerson]) -> [PersonClass] {
    var classes: [PersonClass] = []
    var classIndex: [CompiledPerson: Int] = [:]
    for (index, person) in people.enumerated() {
      if let found = classIndex[person] {
        classes[found].members.append(index)
      } else {
        classIndex[person] = classes.count
        classes.append(PersonClass(members: [index]))
      }
    }
    return classes
  }
}

/// Need and price of every queue in every slot, and who can take which queue.
struct CoverageTable: Sendable {
  var queueCount: Int
  var slotCount: Int
  /// People with whom each price level but the last ends, never falling:
  /// `thresholds[(slot * queueCount + queue) * (levelCount - 1) + level]`. From the last but one on people are superfluous.
  var thresholds: [Int32]
  /// Queues of each skill group, as a bit mask.
  var groupQueues: [UInt64]
  /// Queues that people can be counted on in each slot, as a bit mask: those with need. Who can take none of them then
  /// is counted nowhere and costs nothing but pay.
  var openQueues: [UInt64]
  /// Cost of one more person by level: below 0 while people are missing, then the two levels of superfluous ones; never
  /// falling. Four where all prices are flat, up to sixteen with a ladder (docs/rostering.md, *Prices of cover*).
  var levelPrices: [Int32]
  /// What the first missing person of a queue with flat prices costs: the search's unit of temperature.
  var firstMissing: Int32
  /// People who are there whatever the search does: `carried[slot * groupCount + group]`.
  var carried: [Int32]

  var groupCount: Int { groupQueues.count }
  var levelCount: Int { levelPrices.count }
  /// Pairs of queue and slot.
  var cellCount: Int { slotCount * queueCount }
  /// The range of what a person more can be worth: the price of the dearest missing one, and of the last superfluous.
  var mostWorth: Int32 { -levelPrices[0] }
  var leastWorth: Int32 { -levelPrices[levelCount - 1] }

  /// People with whom nobody is missing in a cell, `slot * queueCount + queue`, and after whom they are superfluous.
  func full(_ cell: Int) -> Int32 { thresholds[cell * (levelCount - 1) + levelCount - 3] }

  /// People of each price level but the last in a cell.
  func widths(_ cell: Int) -> [Int32] {
    let first = cell * (levelCount - 1)
    return (0..<levelCount - 1).map { thresholds[first + $0] - ($0 == 0 ? 0 : thresholds[first + $0 - 1]) }
  }

  /// Queues that a group can be counted on in a slot.
  func queues(group: Int, slot: Int) -> UInt64 { groupQueues[group] & openQueues[slot] }

  /// What a person of `group` is worth in a slot when people on queue `q` are worth `prices[slot * queueCount + q]`: the
  /// dearest of their queues, within the range of the coverage prices, and nothing where none of them is open.
  func price(group: Int, slot: Int, prices: [Int32]) -> Int32 {
    var mask = queues(group: group, slot: slot)
    guard mask != 0 else { return 0 }
    var price = leastWorth
    while mask != 0 {
      price = max(price, prices[slot * queueCount + mask.trailingZeroBitCount])
      mask &= mask - 1
    }
    return min(mostWorth, price)
  }

  /// Cost of one queue in one slot with `present` people, in price units.
  func cost(queue: Int, slot: Int, present: Int) -> Int64 {
    let first = (slot * queueCount + queue) * (levelCount - 1)
    let over = levelCount - 2
    let full = Int(thresholds[first + over - 1])
    if present <= full {
      var cost: Int64 = 0
      var counted = present
      for level in 0..<over where Int(thresholds[first + level]) > counted {
        let end = Int(thresholds[first + level])
        cost -= Int64(end - counted) * Int64(levelPrices[level])
        counted = end
      }
      return cost
    }
    let near = min(present, Int(thresholds[first + over])) - full
    return Int64(near) * Int64(levelPrices[over]) + Int64(present - full - near) * Int64(levelPrices[over + 1])
  }

  /// What one person more than `present` costs one queue in one slot.
  func step(queue: Int, slot: Int, present: Int) -> Int32 {
    let first = (slot * queueCount + queue) * (levelCount - 1)
    var level = 0
    while level < levelCount - 1, present >= Int(thresholds[first + level]) { level += 1 }
    return levelPrices[level]
  }
}
