internal import Searching

/// Draws the days that a move of the search takes away: one window, or two that are far apart.
///
/// Two windows let a person give up a weekend or hours in one place and take them in another, months away: with their
/// totals spent, a single window can only shuffle what it holds already. Where shortages are left, half of the first
/// windows are laid over one of them.
struct WindowDraw {
  /// The days of one move; `later` is empty for one window.
  struct Windows {
    var days: Range<Int>
    var later = 0..<0
  }

  private let table: RosterTable
  /// By person: days between two windows of one move.
  private let distances: [Int]
  /// Longest of two windows.
  private let longest: Int
  /// Share of exchanges on two windows.
  private let farSwaps = 0.9
  private var shortDays: [Int] = []

  init(_ table: RosterTable) {
    self.table = table
    distances = table.people.indices.map { StretchOracle.leastDistance(table, person: $0) }
    longest = max(2, min(20, table.days / 6))
  }

  /// Looks again where people are missing; cost of one look at every cell.
  mutating func lookForShortages(_ state: RosterState) {
    shortDays.removeAll(keepingCapacity: true)
    for cell in 0..<table.days * table.types
    where table.required[cell] > state.counts[cell] && table.underPrice[cell] > 0 {
      shortDays.append(cell / table.types)
    }
  }

  func near(longest: Int, _ random: inout SeededGenerator) -> Windows {
    Windows(days: window(2...longest, isFocused: true, &random))
  }

  /// Two windows for `people`; nil where the horizon has no room for two, or chance didn't find it.
  func far(_ people: some Sequence<Int>, longest: Int? = nil, _ random: inout SeededGenerator) -> Windows? {
    let distance = people.reduce(0) { max($0, distances[$1]) }
    guard table.days >= distance + 4 else { return nil }
    let lengths = 2...(longest ?? self.longest)
    let one = window(lengths, isFocused: true, &random)
    for _ in 0..<4 {
      let other = window(lengths, isFocused: false, &random)
      if other.lowerBound >= one.upperBound + distance { return Windows(days: one, later: other) }
      if one.lowerBound >= other.upperBound + distance { return Windows(days: other, later: one) }
    }
    return nil
  }

  /// Days that two people exchange.
  func exchanged(_ one: Int, _ other: Int, _ random: inout SeededGenerator) -> Windows {
    if random.nextUnit() < farSwaps, let windows = far([one, other], longest: 9, &random) { return windows }
    return Windows(days: window(1...8, isFocused: false, &random))
  }

  private func window(_ lengths: ClosedRange<Int>, isFocused: Bool, _ random: inout SeededGenerator) -> Range<Int> {
    let length = min(table.days, lengths.lowerBound + random.nextIndex(below: lengths.count))
    let last = table.days - length
    if isFocused, !shortDays.isEmpty, random.nextUnit() < 0.5 {
      let day = shortDays[random.nextIndex(below: shortDays.count)]
      let first = min(max(0, day - random.nextIndex(below: length)), last)
      return first..<first + length
    }
    let first = random.nextIndex(below: last + 1)
    return first..<first + length
  }
}
