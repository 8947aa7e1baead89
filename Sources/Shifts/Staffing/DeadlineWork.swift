internal import Calendars
internal import Optimization

/// Work of a queue that may wait until deadlines, for the exported program: two curves between which the work done must
/// stay. All in seconds of an agent's time, counted from the start of the horizon; arrays run parallel to the slots.
///
/// `StaffingProblem.demand` holds the queue's level plan, which meets every deadline: whatever covers it is a solution of
/// these rows, too, with the same cost of duties.
public struct DeadlineWork: Hashable, Sendable {
  /// Position in `StaffingProblem.demand`.
  public var queue: Int
  /// Work that one head on the rota does in each slot, after shrinkage; 0 while closed.
  public var capacity: [Double]
  /// Work that live people do in their idle time, at most.
  public var idle: [Double]
  /// Work there is, and work that must be done, by the end of each slot; both rising.
  public var available: [Double]
  public var due: [Double]

  public init(queue: Int, capacity: [Double], idle: [Double], available: [Double], due: [Double]) {
    self.queue = queue
    self.capacity = capacity
    self.idle = idle
    self.available = available
    self.due = due
  }
}

extension DeadlineWork {
  /// The rows of `models/deferrable-work.mod` in a program that has a cover row for each slot:
  ///
  ///     people[t] = heads[t]        worked[t] ≤ capacity[t]·heads[t] + idle[t]
  ///     done[t] = done[t−1] + worked[t]        due[t] − late[t] ≤ done[t] ≤ available[t]
  ///
  /// - Parameters:
  ///   - name: the queue's, for the names of rows and columns.
  ///   - cover: the row that counts the people on the queue in each slot; its right-hand side is 0.
  ///   - latePrice: of an agent-hour of work that is overdue at the end of a slot, for each such slot; nil = deadlines
  ///     must be met.
  func add(to program: inout LinearProgram, name: String, cover: [Int], latePrice: Double?) {
    let slots = cover.indices
    let work = slots.map { program.addRow("work[\(name),\($0)]", lower: -.infinity, upper: idle[$0]) }
    let flow = slots.map { program.addRow("done[\(name),\($0)]", lower: 0, upper: 0) }
    let deadlines = slots.map { slot -> Int? in
      due[slot] > 0 ? program.addRow("deadline[\(name),\(slot)]", lower: due[slot], upper: .infinity) : nil
    }
    for slot in slots {
      program.addColumn(
        "heads[\(name),\(slot)]", cost: 0,
        entries: capacity[slot] > 0
          ? [(row: cover[slot], value: -1), (row: work[slot], value: -capacity[slot])]
          : [(row: cover[slot], value: -1)])
      program.addColumn(
        "worked[\(name),\(slot)]", cost: 0, entries: [(row: work[slot], value: 1), (row: flow[slot], value: -1)])
      var entries: [(row: Int, value: Double)] = [(flow[slot], 1)]
      if slot + 1 < slots.count { entries.append((flow[slot + 1], -1)) }
      if let row = deadlines[slot] { entries.append((row, 1)) }
      program.addColumn("total[\(name),\(slot)]", cost: 0, upper: available[slot], entries: entries)
      if let row = deadlines[slot], let latePrice {
        program.addColumn(
          "late[\(name),\(slot)]", cost: latePrice / 3600, entries: CollectionOfOne((row: row, value: 1.0)))
      }
    }
  }
}
