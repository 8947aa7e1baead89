/// Mean of the last eight recorded days of the same weekday, slot by slot.
///
/// The method of most planning tools, kept plain as the yardstick: nothing is left out, neither outliers nor holidays; only what its planner has marked as
/// an event doesn't count.
struct EightWeekAverage: ForecastModel {
  let name = ForecastMethod.eightWeekAverage.rawValue
  var weeks = 8

  func predict(_ past: Past, days: Range<Int>) -> [Double] {
    let slots = past.grid.slotCount
    var byWeekday: [[Int]] = Array(repeating: [], count: 7)
    for day in (0..<past.end).reversed() where past.grid.isRecorded[day] && !past.traits[day].isExcluded {
      let weekday = past.traits[day].weekday
      if byWeekday[weekday].count < weeks { byWeekday[weekday].append(day) }
    }
    var result = [Double](repeating: 0, count: days.count * slots)
    for (index, day) in days.enumerated() where past.traits[day].isOpen {
      var same = byWeekday[past.traits[day].weekday]
      // A weekday that the history is too short to hold: all days stand in for it.
      if same.isEmpty { same = byWeekday.joined().sorted() }
      guard !same.isEmpty else { continue }
      for slot in 0..<slots {
        result[index * slots + slot] = same.reduce(0) { $0 + past.grid.counts[$1 * slots + slot] } / Double(same.count)
      }
    }
    return result
  }
}
