internal import Calendars
internal import Workforce

/// A staffing problem as the algorithms read it: flat arrays over *cells* and *lines*.
///
/// A cell is a slot; a horizon that does not repeat gets cells before and after it, which nobody needs, so that shifts
/// may cross its ends. A line is what a duty is rewarded for: the queue of a group that serves one, or the presence of
/// a group that serves several. Lines `0..<queues` are the queues.
struct StaffingTables: Sendable {
  /// A shift: where it starts, what it costs, and its breaks as entries of `breakPair` and `breakOffset`.
  struct Entry {
    var shift: Int32
    var line: Int32
    var slots: Int32
    var firstBreak: Int32
    var breaks: Int32
    var cap: Int32
    var group: Int32
    var cost: Double
    var paid: Int
  }

  /// A kind of break that the minima are kept for: so long, with so many starts after the first.
  struct BreakPair: Hashable {
    var length: Int
    var width: Int
  }

  let problem: StaffingProblem
  let cells: Int
  /// Cell of slot 0.
  let lead: Int
  let queues: Int
  /// `queues` and one line for each group with several.
  let lines: Int
  let lineOfGroup: [Int]
  /// The queues of each group as a bit mask.
  let queueMask: [UInt64]
  /// Groups with several queues; entry k has line `queues + k`.
  let multi: [Int]
  /// Queues × cells: the full heads, from which more are superfluous.
  let demand: [Int]
  /// By start cell; the shifts of cell c are `entriesOfCell[c]..<entriesOfCell[c + 1]`.
  let entries: [Entry]
  let entriesOfCell: [Int]
  let breakPair: [Int32]
  let breakOffset: [Int32]
  let pairs: [BreakPair]
  let longest: Int
  /// Entry of each shift.
  let entryOfShift: [Int]
  /// Start cell of each entry.
  let cellOfEntry: [Int]

  init(_ problem: StaffingProblem) {
    self.problem = problem
    queues = problem.demand.count
    longest = problem.shifts.map(\.slots).max() ?? 1
    if problem.cyclic {
      lead = 0
      cells = problem.slots
    } else {
      let first = min(0, problem.shifts.map(\.startSlot).min() ?? 0)
      let last = max(problem.slots, problem.shifts.map { $0.startSlot + $0.slots }.max() ?? 0)
      lead = -first
      cells = last - first
    }
    var multi: [Int] = []
    var lineOfGroup: [Int] = []
    for (index, group) in problem.groups.enumerated() {
      if group.queues.count == 1 {
        lineOfGroup.append(group.queues[0])
      } else {
        lineOfGroup.append(queues + multi.count)
        multi.append(index)
      }
    }
    self.multi = multi
    self.lineOfGroup = lineOfGroup
    lines = queues + multi.count
    queueMask = problem.groups.map { $0.queues.reduce(0) { $0 | 1 << UInt64($1) } }
    var demand = [Int](repeating: 0, count: queues * cells)
    for (queue, needs) in problem.demand.enumerated() {
      let full = needs.full
      for slot in 0..<problem.slots { demand[queue * cells + lead + slot] = full[slot] }
    }
    self.demand = demand
    var pairs: [BreakPair: Int32] = [:]
    var pairList: [BreakPair] = []
    var entries: [Entry] = []
    var entriesOfCell = [0]
    var breakPair: [Int32] = []
    var breakOffset: [Int32] = []
    var entryOfShift = [Int](repeating: 0, count: problem.shifts.count)
    var cellOfEntry: [Int] = []
    var byCell = [[Int]](repeating: [], count: cells)
    for (index, shift) in problem.shifts.enumerated() {
      let cell = shift.startSlot + lead
      byCell[problem.cyclic ? (cell % cells + cells) % cells : cell].append(index)
    }
    for cell in 0..<cells {
      for index in byCell[cell] {
        let shift = problem.shifts[index]
        entryOfShift[index] = entries.count
        cellOfEntry.append(cell)
        entries.append(
          Entry(
            shift: Int32(index), line: Int32(lineOfGroup[shift.group]), slots: Int32(shift.slots),
            firstBreak: Int32(breakPair.count), breaks: Int32(shift.breakWindows.count),
            cap: Int32(shift.startCap ?? -1), group: Int32(shift.group), cost: shift.cost,
            paid: shift.paid.rawValue))
        for window in shift.breakWindows {
          let pair = BreakPair(length: window.length, width: window.latestOffset - window.earliestOffset)
          let number = pairs[pair] ?? Int32(pairList.count)
          if pairs[pair] == nil {
            pairs[pair] = number
            pairList.append(pair)
          }
          breakPair.append(number)
          breakOffset.append(Int32(window.earliestOffset))
        }
      }
      entriesOfCell.append(entries.count)
    }
    self.pairs = pairList
    self.entries = entries
    self.entriesOfCell = entriesOfCell
    self.breakPair = breakPair
    self.breakOffset = breakOffset
    self.entryOfShift = entryOfShift
    self.cellOfEntry = cellOfEntry
  }

  /// Whether cell lies in the horizon, where demand counts.
  func isInHorizon(_ cell: Int) -> Bool { cell >= lead && cell < lead + problem.slots }

  /// How many duties there are: the ways to place the breaks, summed over the shifts.
  var dutyCount: Int {
    entries.reduce(0) { count, entry in
      count + (0..<Int(entry.breaks)).reduce(1) { $0 * (pair(entry, $1).width + 1) }
    }
  }

  /// Every duty, by entry and breaks. Only for problems with few.
  var allDuties: [PlacedDuty] {
    entries.indices.flatMap { number in
      (0..<Int(entries[number].breaks)).reduce([PlacedDuty(entry: number)]) { placed, position in
        let first = Int(breakOffset[Int(entries[number].firstBreak) + position])
        return placed.flatMap { start in
          (0...pair(entries[number], position).width).map { step in
            var duty = start
            duty.setOffset(position, first + step)
            return duty
          }
        }
      }
    }
  }

  private func pair(_ entry: Entry, _ position: Int) -> BreakPair {
    pairs[Int(breakPair[Int(entry.firstBreak) + position])]
  }

  /// What `duties` leave under each cap on starts, and of the paid minutes of each group that has a limit; below 0 where
  /// they take more than there is.
  func limitsLeft(after duties: [PlacedDuty]) -> (starts: [Int], paid: [Int?]) {
    var starts = problem.startCaps.map(\.limit)
    var paid = problem.groups.map { $0.paidLimit?.rawValue }
    for duty in duties {
      let entry = entries[duty.entry]
      if entry.cap >= 0 { starts[Int(entry.cap)] -= 1 }
      paid[Int(entry.group)]? -= entry.paid
    }
    return (starts, paid)
  }

  func keepsLimits(_ duties: [PlacedDuty]) -> Bool {
    let left = limitsLeft(after: duties)
    return left.starts.allSatisfy { $0 >= 0 } && left.paid.allSatisfy { ($0 ?? 0) >= 0 }
  }

  /// The cells that a duty covers.
  func cover(of duty: PlacedDuty) -> [Int] {
    let entry = entries[duty.entry]
    var present = [Bool](repeating: true, count: Int(entry.slots))
    for position in 0..<Int(entry.breaks) {
      let pair = pairs[Int(breakPair[Int(entry.firstBreak) + position])]
      let offset = duty.offset(position)
      for slot in offset..<(offset + pair.length) { present[slot] = false }
    }
    return present.indices.filter { present[$0] }.map { (cellOfEntry[duty.entry] + $0) % cells }
  }
}

/// One person's duty: an entry of the tables with its breaks placed, eight bits each. At most eight breaks.
struct PlacedDuty: Hashable, Sendable {
  var entry: Int
  /// Offset of break k from the shift's start in bits 8k…8k+7.
  var breaks: UInt64 = 0

  @inline(__always) func offset(_ position: Int) -> Int { Int(breaks >> UInt64(8 * position) & 255) }

  @inline(__always) mutating func setOffset(_ position: Int, _ offset: Int) {
    breaks |= UInt64(offset) << UInt64(8 * position)
  }
}
