/// The states that a stretch needs: which dimensions can bind on it, and how they lie in memory.
///
/// A layer holds the states before one day (or after the last): for each node (a run of days off, or a run of work and
/// the class of its last duty) a plane over (counted duties, weekends, minute units), units innermost.
struct StretchLayout {
  let minimumOff: Int
  let minimumRun: Int
  let maximumRun: Int
  let classes: Int
  let nodes: Int
  let countsUnits: Bool
  let unitCount: Int
  let countsWeekends: Bool
  let weekendCount: Int
  /// Class whose duties are counted, -1 for none.
  let countedClass: Int
  let countedCount: Int
  /// Cells of one number of counted duties, of one node and of one layer.
  let sheet: Int
  let plane: Int
  let layer: Int
  /// Days of the stretch.
  let length: Int
  let largest: Int

  /// Nil when the budgets leave nothing.
  init?(_ stretch: StretchOracle.Stretch, _ table: RosterTable) {
    let person = table.people[stretch.person]
    guard stretch.mostUnits >= 0, stretch.weekends >= 0, stretch.leastUnits <= stretch.mostUnits else { return nil }
    minimumOff = person.minimumOff
    minimumRun = person.minimumRun
    maximumRun = person.maximumRun
    classes = table.classes
    nodes = minimumOff + maximumRun * classes
    length = stretch.end - stretch.first + stretch.later.count
    largest = person.largestUnits
    countsUnits = stretch.countsUnits && (length * largest > stretch.mostUnits || stretch.leastUnits > 0)
    unitCount = countsUnits ? min(stretch.mostUnits, length * largest) + 1 : 1
    let chargeable =
      stretch.countsWeekends ? table.weekends(stretch.first..<stretch.end) + table.weekends(stretch.later) : 0
    countsWeekends = chargeable > stretch.weekends
    weekendCount = countsWeekends ? stretch.weekends + 1 : 1
    countedClass = stretch.countedClass >= 0 && stretch.mostOfClass < length ? stretch.countedClass : -1
    if countedClass >= 0, stretch.mostOfClass < 0 { return nil }
    countedCount = countedClass >= 0 ? stretch.mostOfClass + 1 : 1
    sheet = unitCount * weekendCount
    plane = sheet * countedCount
    layer = nodes * plane
  }

  /// Node of a run of work.
  @inline(__always) func node(run: Int, kind: Int) -> Int { minimumOff + (run - 1) * classes + kind }

  /// Most duties on `days` days that lie together, whatever is before and after them.
  @inline(__always) func mostDuties(_ days: Int) -> Int {
    let (cycles, rest) = days.quotientAndRemainder(dividingBy: maximumRun + minimumOff)
    return cycles * maximumRun + min(rest, maximumRun)
  }

  /// Whether a run of work may end after `run` duties on the day before `day`: runs from the first day on may be short.
  @inline(__always) func mayEnd(run: Int, before day: Int) -> Bool { run >= minimumRun || run == day }
}
