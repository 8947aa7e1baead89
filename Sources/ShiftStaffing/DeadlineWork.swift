internal import Calendars

/// Work of a queue that may wait until deadlines: two curves between which the work done must stay. All in seconds of an
/// agent's time, counted from the start of the horizon; arrays run parallel to the slots.
///
/// `StaffingProblem.demand` holds a plan of heads for the queue that meets every deadline, as a rule the level one.
/// `solveStaffing` looks for a better one together with the duties.
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
  /// Whether `heads` people in each slot, who always work on what has waited longest, meet every deadline.
  ///
  /// Work may end a millionth of a second late: curves are sums of many terms.
  /// - Precondition: one number a slot.
  /// - Complexity: O(slots).
  public func isMet(by heads: [Int]) -> Bool {
    var done = 0.0
    for slot in heads.indices {
      done = workDone(after: done, in: slot, heads: Double(heads[slot]))
      if done < due[slot] - 1e-6 { return false }
    }
    return true
  }

  /// How late work gets with `people` in each slot who always work on what has waited longest: the first slot by whose end
  /// some is overdue, and the most agent-seconds that ever are; nil when every deadline is met.
  public func lateness(of people: [Int]) -> (first: Int, work: Double)? {
    var (done, first, most) = (0.0, -1, 0.0)
    for slot in people.indices {
      done = workDone(after: done, in: slot, heads: Double(people[slot]))
      if first < 0, done < due[slot] - 1e-6 { first = slot }
      most = max(most, due[slot] - done)
    }
    return first < 0 ? nil : (first, most)
  }

  /// Work done by the end of a slot in which `heads` people are there, from the start of the horizon.
  private func workDone(after done: Double, in slot: Int, heads: Double) -> Double {
    let capacity = (capacity[slot] > 0 ? heads * capacity[slot] : 0) + idle[slot]
    return min(done + capacity, max(done, available[slot]))
  }

  /// The first slot with work due that not even any number of people can have done by its end; nil = none.
  var unreachableSlot: Int? {
    var done = 0.0
    for slot in due.indices {
      done = workDone(after: done, in: slot, heads: .infinity)
      if done < due[slot] - 1e-6 { return slot }
    }
    return nil
  }

  /// The most heads that a slot can have any use for: as many as do in it all work that can be there.
  public func usefulHeads(_ slot: Int) -> Int {
    capacity[slot] > 0 ? Int(min(1e9, (available[slot] / capacity[slot] - 1e-9).rounded(.up))) : 0
  }

  /// Heads that do all work as soon as it is there, which meets every deadline that can be met.
  var eagerHeads: [Int] {
    raised(Array(repeating: 0, count: due.count), to: Array(repeating: .max, count: due.count))
  }

  /// Whole people where a relaxation has fractions of them: as many as meet every deadline, none of whom can be spared.
  ///
  /// All fractions are rounded up, which keeps to the slots that the relaxation chose and meets what it met. Then people
  /// are taken out again one at a time as deadlines allow: first where the least fraction was rounded up, then where a
  /// person is dearest.
  /// - Parameters:
  ///   - heads: one number a slot that meets every deadline, but for rounding errors.
  ///   - prices: what a person costs in each slot.
  /// - Returns: nil when the deadlines aren't met after all.
  /// - Complexity: O(slots × people taken out).
  func rounded(_ heads: [Double], prices: [Double]) -> [Int]? {
    // A program's values are off by a little; where that matters the next whole number is taken after all.
    let roundings = [1e-6, 1e-9, -1].lazy.map { slack in
      heads.indices.map { heads[$0] > 1e-9 ? min(usefulHeads($0), Int(max(0, (heads[$0] - slack).rounded(.up)))) : 0 }
    }
    guard var whole = roundings.first(where: isMet) else { return nil }
    let surplus = heads.indices.map { Double(whole[$0]) - heads[$0] }
    let order = heads.indices.sorted { (surplus[$1], prices[$1], $0) < (surplus[$0], prices[$0], $1) }
    var before: [Int]
    repeat {
      before = whole
      for slot in order where whole[slot] > 0 {
        whole[slot] -= 1
        if !isMet(by: whole) { whole[slot] += 1 }
      }
    } while whole != before
    return whole
  }

  /// Heads raised to those who are there anyway, as far as work is left for them: they do it earlier than planned.
  /// - Parameters:
  ///   - heads: a plan that meets every deadline.
  ///   - people: who is there in each slot.
  func raised(_ heads: [Int], to people: [Int]) -> [Int] {
    var done = 0.0
    return heads.indices.map { slot in
      var staff = heads[slot]
      if capacity[slot] > 0 {
        let open = max(0, available[slot] - done - idle[slot]) / capacity[slot]
        staff = max(staff, min(people[slot], Int(min(1e9, (open - 1e-6).rounded(.up)))))
      }
      done = workDone(after: done, in: slot, heads: Double(staff))
      return staff
    }
  }

  /// Rows and columns that say this work to a program with a cover row for each slot.
  struct Block {
    /// In the order of the program, after the rows that are there.
    var rows: [(name: String, lower: Double, upper: Double)] = []
    /// Heads of each slot come first.
    var columns: [(name: String, upper: Double, entries: [(row: Int, value: Double)])] = []
    /// Where the rows begin that hold work back to those who are there, that sum it up, and that make it due (nil in
    /// slots in which nothing is).
    var work: Int
    var flow: Int
    var deadline: [Int?]
  }

  /// The rows of `models/deferrable-work.mod`:
  ///
  ///     people[t] ≥ heads[t]        worked[t] ≤ capacity[t]·heads[t] + idle[t]
  ///     done[t] = done[t−1] + worked[t]        due[t] ≤ done[t] ≤ available[t]
  ///
  /// No column has a cost.
  /// - Parameters:
  ///   - name: the queue's, for the names of rows and columns.
  ///   - cover: the row that counts the people on the queue in each slot, where heads enter with −1.
  ///   - first: how many rows the program has.
  ///   - unit: work is counted in so many agent-seconds.
  func block(name: String, cover: [Int], firstRow first: Int, unit: Double = 1) -> Block {
    let count = cover.count
    var block = Block(work: first, flow: first + count, deadline: [])
    for slot in 0..<count { block.rows.append(("work[\(name),\(slot)]", -.infinity, idle[slot] / unit)) }
    for slot in 0..<count { block.rows.append(("done[\(name),\(slot)]", 0, 0)) }
    for slot in 0..<count {
      block.deadline.append(due[slot] > 0 ? first + block.rows.count : nil)
      if due[slot] > 0 { block.rows.append(("deadline[\(name),\(slot)]", due[slot] / unit, .infinity)) }
    }
    for slot in 0..<count {
      var entries: [(row: Int, value: Double)] = [(cover[slot], -1)]
      if capacity[slot] > 0 { entries.append((block.work + slot, -capacity[slot] / unit)) }
      block.columns.append(("heads[\(name),\(slot)]", Double(usefulHeads(slot)), entries))
    }
    for slot in 0..<count {
      block.columns.append(("worked[\(name),\(slot)]", .infinity, [(block.work + slot, 1), (block.flow + slot, -1)]))
    }
    for slot in 0..<count {
      var entries: [(row: Int, value: Double)] = [(block.flow + slot, 1)]
      if slot + 1 < count { entries.append((block.flow + slot + 1, -1)) }
      if let row = block.deadline[slot] { entries.append((row, 1)) }
      block.columns.append(("total[\(name),\(slot)]", available[slot] / unit, entries))
    }
    return block
  }

  /// A lower bound on what the heads cost when a head in slot t costs `prices[t]`, from the dual values of a program that
  /// holds `block`. Values that rounding or mixing left infeasible are moved to where every column's reduced cost has the
  /// right sign, so the bound holds whatever they are.
  /// - Parameters:
  ///   - prices: of any sign.
  ///   - duals: of all rows of the program.
  func bound(prices: [Double], duals: [Double], in block: Block, unit: Double) -> Double {
    var value = 0.0
    var next = 0.0
    for slot in prices.indices.reversed() {
      // A head costs its price less what its capacity saves; where that is below 0, all that are of use are there.
      let work = min(0, duals[block.work + slot])
      let head = prices[slot] + max(0, capacity[slot]) / unit * work
      value += min(0, head) * Double(usefulHeads(slot)) + idle[slot] / unit * work
      // What doing work is worth later on is at most what it costs now.
      let flow = max(duals[block.flow + slot], work)
      var total = next - flow
      if let row = block.deadline[slot] {
        let reward = max(0, duals[row])
        value += due[slot] / unit * reward
        total -= reward
      }
      value += min(0, total) * available[slot] / unit
      next = flow
    }
    return value
  }
}
