/// The best duties of one person on a stretch of days for given prices, under every rule of that person: exact, by a
/// dynamic program over (day, run of work and its shift class or run of days off, weekends, minutes).
///
/// The stretch may be the whole horizon (a tour: pricing for the bound, first roster), a few days between fixed
/// neighbours, or two such windows far apart that share their budgets (moves of the search): all go through the same
/// code. Caps on shift types aren't part of the states; the
/// caller prices or forbids types and checks. Cost O(days · nodes · weekends · minutes); dimensions that can't bind on
/// the stretch are dropped.
///
/// Prices go in per day and class, so that a value at the end is a sum in the order of the days; the way back compares
/// sums of the same order and is therefore exact.
final class StretchOracle {
  /// What surrounds the stretch, and what it may use.
  struct Stretch {
    var person: Int
    var first: Int
    /// Not included.
    var end: Int
    /// A second window of days, at least `leastDistance` after the first: what is worked on either comes from the same
    /// budgets. Empty for none, as it must be where `isOpen`.
    var later = 0..<0
    /// Range of minute units to be worked on the stretch.
    var leastUnits: Int
    var mostUnits: Int
    /// Weekends that the stretch may add.
    var weekends: Int
    /// The days after the stretch are free as well: no neighbour limits it on that side.
    var isOpen = false
    /// Counts weekends and minutes; without, they're left to the prices.
    var countsWeekends = true
    var countsUnits = true
    /// A class of which at most `mostOfClass` duties are allowed on the stretch; -1 for none.
    var countedClass = -1
    var mostOfClass = 0
    /// Price of every weekend that the stretch begins to use.
    var weekendPrice = 0.0

    /// Calls `body` for each day of the stretch in order.
    @inline(__always) func forEachDay(_ body: (Int) -> Void) {
      for day in first..<end { body(day) }
      for day in later { body(day) }
    }
  }

  let table: RosterTable
  private let classes: Int
  let follows: UnsafeMutablePointer<Bool>
  /// By absolute day: `work[day * classes + class]`, infinite where not allowed; `off[day]`.
  let work: UnsafeMutablePointer<Double>
  let off: UnsafeMutablePointer<Double>
  /// The answer: class on each day of the stretch, absolute days; -1 for off.
  let answer: UnsafeMutablePointer<Int16>
  var values: UnsafeMutablePointer<Double>
  private var capacity: Int
  var scratch: UnsafeMutablePointer<Double>
  private var scratchCapacity: Int
  var isAlive: UnsafeMutablePointer<Bool>
  private let largestNodeCount: Int

  init(_ table: RosterTable) {
    self.table = table
    classes = table.classes
    follows = .allocate(capacity: table.follows.count)
    follows.initialize(repeating: false, count: table.follows.count)
    for (index, value) in table.follows.enumerated() { follows[index] = value }
    work = .allocate(capacity: table.days * classes)
    work.initialize(repeating: 0, count: table.days * classes)
    off = .allocate(capacity: table.days)
    off.initialize(repeating: 0, count: table.days)
    answer = .allocate(capacity: table.days)
    answer.initialize(repeating: -1, count: table.days)
    largestNodeCount = table.people.map { $0.minimumOff + $0.maximumRun * table.classes }.max() ?? 1
    let weekends = table.weekendCount + 1
    scratchCapacity = ((table.people.map(\.maximumUnits).max() ?? 0) + 1) * weekends
    scratch = .allocate(capacity: scratchCapacity)
    scratch.initialize(repeating: .infinity, count: scratchCapacity)
    capacity = 1 << 12
    values = .allocate(capacity: capacity)
    isAlive = .allocate(capacity: (table.days + 2) * largestNodeCount)
    isAlive.initialize(repeating: false, count: (table.days + 2) * largestNodeCount)
  }

  deinit {
    follows.deallocate()
    work.deallocate()
    off.deallocate()
    answer.deallocate()
    values.deallocate()
    scratch.deallocate()
    isAlive.deallocate()
  }

  /// States that a whole tour of `person` takes with every dimension counted: what decides whether that's affordable.
  static func tourStates(_ table: RosterTable, person: Int) -> Int {
    let rules = table.people[person]
    return unitStates(table, person: person) * (min(table.weekendCount, rules.maximumWeekends) + 1)
      * (rules.tightType >= 0 ? rules.caps[rules.tightType] + 1 : 1)
  }

  /// States that a whole tour of `person` takes where only their minutes are counted.
  static func unitStates(_ table: RosterTable, person: Int) -> Int {
    let rules = table.people[person]
    return table.days * (rules.minimumOff + rules.maximumRun * table.classes) * (rules.maximumUnits + 1)
  }

  /// Days between two windows of one stretch, at least: so many that what is before the gap can't be seen behind it.
  static func leastDistance(_ table: RosterTable, person: Int) -> Int {
    max(table.people[person].maximumRun + 1, table.people[person].minimumOff, 2)
  }

  /// Finds the least price of a legal stretch and leaves the classes in `answer`.
  /// - Parameter row: the person's types by day (-1 off); what stands on the days of the stretch itself changes nothing.
  /// - Returns: infinite when the rules leave nothing.
  func solve(_ stretch: Stretch, row: UnsafePointer<Int16>) -> Double {
    guard let layout = StretchLayout(stretch, table) else { return .infinity }
    let windows = windows(stretch, row: row)
    makeRoom(layout, windows: windows.count)
    let plane = layout.plane
    var source = Band(low: 0, high: 0, weekends: 0)
    for (position, window) in windows.enumerated() {
      guard let start = startNode(window.days.lowerBound, layout, row: row) else { return .infinity }
      let alive = isAlive + window.layer * layout.nodes
      for node in 0..<layout.nodes { alive[node] = node == start }
      let cells = values + window.layer * layout.layer + start * plane
      let behind = source
      source = band(0, of: position, windows, stretch, layout)
      guard source.low <= source.high else { return .infinity }
      clear(cells, source, layout)
      if position == 0 {
        cells[0] = 0
      } else {
        for node in ends(of: windows[position - 1], stretch, layout, row: row) {
          let origin = values + (window.layer - 1) * layout.layer + node * plane
          forEachLine(behind.weekends, layout) { line in
            for cell in line + behind.low...line + behind.high where origin[cell] < cells[cell] {
              cells[cell] = origin[cell]
            }
          }
        }
      }
      for (index, day) in window.days.enumerated() {
        let target = band(index + 1, of: position, windows, stretch, layout)
        guard target.low <= target.high else { return .infinity }
        advance(day, in: window, stretch, layout, from: source, to: target)
        source = target
      }
    }

    // The best end.
    guard let last = windows.last else { return .infinity }
    let finish = values + (last.layer + last.days.count) * layout.layer
    var best = Double.infinity
    var node = -1
    var cell = -1
    for end in ends(of: last, stretch, layout, row: row) {
      forEachLine(source.weekends, layout) { line in
        for units in source.low...source.high {
          let value = finish[end * plane + line + units]
          if value < best {
            best = value
            node = end
            cell = line + units
          }
        }
      }
    }
    guard best < .infinity else { return .infinity }
    var value = best
    for (position, window) in windows.enumerated().reversed() {
      walkBack(window, from: node, cell: &cell, value: &value, stretch, layout)
      guard position > 0 else { break }
      let finish = values + (window.layer - 1) * layout.layer
      node =
        ends(of: windows[position - 1], stretch, layout, row: row).first { finish[$0 * plane + cell] == value } ?? -1
      precondition(node >= 0, "the way back between the windows is lost")
    }
    return best
  }

  /// Nodes reached behind a window that fit what follows it.
  private func ends(
    of window: Window, _ stretch: Stretch, _ layout: StretchLayout, row: UnsafePointer<Int16>
  ) -> [Int] {
    let person = table.people[stretch.person]
    let end = window.days.upperBound
    let alive = isAlive + (window.layer + window.days.count) * layout.nodes
    let following = StretchFollowing(table, person, end: end, isOpen: stretch.isOpen, row: row)
    return (0..<layout.nodes).filter { node in
      guard alive[node] else { return false }
      if node < layout.minimumOff { return following.allows(off: node + 1, person) }
      let (run, kind) = (node - layout.minimumOff).quotientAndRemainder(dividingBy: classes)
      return following.allows(run: run + 1, kind: kind, at: end, person, table)
    }
  }

  private func makeRoom(_ layout: StretchLayout, windows: Int) {
    if layout.plane > scratchCapacity {
      scratch.deallocate()
      scratchCapacity = layout.plane
      scratch = .allocate(capacity: scratchCapacity)
    }
    let needed = (layout.length + windows) * layout.layer
    if needed > capacity {
      values.deallocate()
      capacity = needed + needed / 4
      values = .allocate(capacity: capacity)
    }
  }
}
