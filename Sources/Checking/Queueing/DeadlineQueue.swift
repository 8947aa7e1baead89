internal import Calendars

/// Work with deadlines: what a staff gets done, and the level staff that meets every deadline.
///
/// By the end of each interval at least `due` and at most `available` agent-seconds can have been done. The level staff is
/// found from the front: the smallest constant number that could still meet every deadline to come if all of that work
/// were there, but no more than can be busy; then, again from the front, whoever isn't needed goes.
/// - SeeAlso: F. Yao, A. Demers, S. Shenker, *A scheduling model for reduced CPU energy*, FOCS (1995).
struct DeadlineQueue {
  /// Agent-seconds that one agent does in each interval.
  var unit: [Double]
  var available: [Double]
  var due: [Double]
  /// Agent-seconds that idle live people lend.
  var idle: [Double]

  /// Work done by the end of each interval.
  func done(by agents: [Double]) -> [Double] {
    var sum = 0.0
    return agents.indices.map { index in
      let most = max(sum, available[index])
      sum = min(most, sum + agents[index] * unit[index] + idle[index])
      return sum
    }
  }

  func levelStaff() -> [Int] {
    let count = due.count
    // Where the curve `due` rises.
    var rows: [Int] = []
    var reached = 0.0
    for index in 0..<count where due[index] > reached + 1e-9 {
      rows.append(index)
      reached = due[index]
    }
    var staff = [Int](repeating: 0, count: count)
    var sofar = 0.0
    for index in 0..<count {
      if unit[index] > 0 {
        var steepest = 0.0
        var capacity = 0.0
        var help = 0.0
        var next = index
        for row in rows where row >= index {
          while next <= row {
            capacity += unit[next]
            help += idle[next]
            next += 1
          }
          steepest = max(steepest, (due[row] - sofar - help) / capacity)
        }
        let busy = max(0, available[index] - sofar - idle[index]) / unit[index]
        let number = max(0, (min(steepest, busy) - 1e-9).rounded(.up))
        staff[index] = Int(min(number, 1e9))
      }
      sofar = min(max(sofar, available[index]), sofar + Double(staff[index]) * unit[index] + idle[index])
    }
    var before = 0.0
    for index in 0..<count {
      if staff[index] > 0 {
        staff[index] -= 1
        if !meets(staff, from: index, done: before) { staff[index] += 1 }
      }
      before = min(max(before, available[index]), before + Double(staff[index]) * unit[index] + idle[index])
    }
    return staff
  }

  private func meets(_ staff: [Int], from first: Int, done: Double) -> Bool {
    var sum = done
    for index in first..<staff.count {
      sum = min(max(sum, available[index]), sum + Double(staff[index]) * unit[index] + idle[index])
      if sum < due[index] - 1e-6 { return false }
    }
    return true
  }
}
