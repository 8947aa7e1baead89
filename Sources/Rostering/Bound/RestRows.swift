internal import Optimization

/// The rest of each week of one person in `SmallProgram`: a column for each slot at which it may begin, one of which is
/// taken, and a row for each duty and week that lets none be taken in the duty's way.
///
/// The columns need not be whole: where a duty is worked no rest in its way has a share, so any that has one is free.
struct RestRows {
  private var weeks: [(begins: [Int], duties: [(span: Range<Int>, row: Int)])] = []
  private let slots: Int

  /// - Parameter ends: of the duties that the person may have.
  init(_ rest: WeeklyRest?, ends: [Int]) {
    slots = rest?.slots ?? 0
    guard let rest else { return }
    weeks = rest.weeks.indices.map { (rest.begins(week: $0, ends: ends), []) }
  }

  /// Makes the rows of a duty.
  /// - Returns: its entries in them.
  mutating func entries(_ duty: Range<Int>, into program: inout LinearProgram) -> [(row: Int, value: Double)] {
    var entries: [(row: Int, value: Double)] = []
    for week in weeks.indices where weeks[week].begins.contains(where: { isInTheWay(duty, of: $0) }) {
      let row = program.addRow(lower: -.infinity, upper: 1)
      weeks[week].duties.append((duty, row))
      entries.append((row, 1))
    }
    return entries
  }

  /// Adds the columns, once all duties have their rows.
  func addColumns(to program: inout LinearProgram) {
    for week in weeks {
      let one = program.addRow(lower: 1, upper: 1)
      for begin in week.begins {
        let rows = week.duties.filter { isInTheWay($0.span, of: begin) }.map { ($0.row, 1.0) }
        program.addColumn(cost: 0, upper: 1, entries: [(one, 1.0)] + rows)
      }
    }
  }

  private func isInTheWay(_ duty: Range<Int>, of begin: Int) -> Bool {
    duty.lowerBound < begin + slots && begin < duty.upperBound
  }
}
