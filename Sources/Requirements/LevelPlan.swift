public import Workforce

/// Staff for deferrable work, and how far it gets.
public struct LevelPlan: Hashable, Codable, Sendable {
  /// Agents in position in each interval.
  public var agents: [Int]
  /// Work done by the end of each interval, agent-seconds from the start of the plan.
  public var done: [Double]
  /// The most agents in any interval.
  public var peak: Int { agents.max() ?? 0 }

  public init(agents: [Int], done: [Double]) {
    self.agents = agents
    self.done = done
  }
}

extension DeferrableDemand {
  /// How far a staff gets that always works on what has waited longest.
  ///
  /// - Parameters:
  ///   - agents: positions in each interval, also fractional, as many as there are intervals.
  ///   - idleCapacity: agent-seconds of live staff that are free in each interval; empty = none.
  /// - Returns: work done by the end of each interval.
  /// - SeeAlso: docs/staffing.md derives it, *Deferrable work*.
  public func workDone(agents: [Double], idleCapacity: [Double] = []) -> [Double] {
    precondition(agents.count == due.count, "a staff for each interval")
    var done = 0.0
    return agents.indices.map { index in
      let capacity = agents[index] * capacityOfAgent[index] + idle(idleCapacity, index)
      done = min(done + capacity, max(done, available[index]))
      return done
    }
  }

  /// The same for whole agents.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Deferrable work*.
  public func workDone(agents: [Int], idleCapacity: [Double] = []) -> [Double] {
    workDone(agents: agents.map(Double.init), idleCapacity: idleCapacity)
  }

  /// Work that is overdue at its worst under `done`, in agent-seconds; 0 where every deadline is met.
  ///
  /// - SeeAlso: docs/staffing.md derives it, *Deferrable work*.
  public func largestShortfall(_ done: [Double]) -> Double {
    zip(due, done).reduce(0) { max($0, $1.0 - $1.1) }
  }

  /// The staff that meets every deadline with the least peak, as level as deadlines allow.
  ///
  /// In each interval it takes the smallest constant staff with which all deadlines from here on could still be met if
  /// all of that work were there already: the steepest slope from the work done so far to the curve `due`. Where work has
  /// yet to arrive the staff does what there is, and the slope is that of a window [arrival, deadline] which every plan
  /// must serve; so the peak is the largest such slope, which no plan can undercut. (The same argument shows that
  /// Yao, Demers and Shenker's schedule of least energy has the least peak speed.)
  ///
  /// - Parameter idleCapacity: agent-seconds of live staff that are free for this work (blended); empty = ring-fenced.
  /// - Complexity: O(intervals²); a tenth of a second for four weeks of quarter-hours in debug builds.
  /// - SeeAlso: F. Yao, A. Demers, S. Shenker, *A scheduling model for reduced CPU energy*, FOCS (1995).
  public func levelPlan(idleCapacity: [Double] = []) -> LevelPlan {
    let count = due.count
    var agents = [Int](repeating: 0, count: count)
    var done = [Double](repeating: 0, count: count)
    let rows = deadlines
    var firstRow = 0
    var sofar = 0.0
    for index in 0..<count {
      while firstRow < rows.count, rows[firstRow].interval < index { firstRow += 1 }
      let free = idle(idleCapacity, index)
      let unit = capacityOfAgent[index]
      var staff = 0.0
      if unit > 0, firstRow < rows.count {
        var slope = 0.0
        var capacity = 0.0
        var help = 0.0
        var at = index
        for row in rows[firstRow...] {
          while at <= row.interval {
            capacity += capacityOfAgent[at]
            help += idle(idleCapacity, at)
            at += 1
          }
          slope = max(slope, (row.work - sofar - help) / capacity)
        }
        // Not more than can be busy now.
        let useful = max(0, available[index] - sofar - free) / unit
        staff = max(0, (min(slope, useful) - 1e-9).rounded(.up))
      }
      agents[index] = Int(min(staff, ErlangB.largestLoad))
      sofar = min(sofar + staff * unit + free, max(sofar, available[index]))
      done[index] = sofar
    }
    // Whole agents leave spare capacity behind; take out whoever is not needed.
    var before = 0.0
    for index in 0..<count {
      if agents[index] > 0 {
        agents[index] -= 1
        if !meetsDeadlines(agents, idleCapacity: idleCapacity, from: index, done: before) { agents[index] += 1 }
      }
      let capacity = Double(agents[index]) * capacityOfAgent[index] + idle(idleCapacity, index)
      before = min(before + capacity, max(before, available[index]))
      done[index] = before
    }
    return LevelPlan(agents: agents, done: done)
  }

  /// Whether a staff meets every deadline from `first` on, given the work done before it.
  private func meetsDeadlines(_ agents: [Int], idleCapacity: [Double], from first: Int, done: Double) -> Bool {
    var done = done
    for index in first..<agents.count {
      let capacity = Double(agents[index]) * capacityOfAgent[index] + idle(idleCapacity, index)
      done = min(done + capacity, max(done, available[index]))
      if done < due[index] - 1e-6 { return false }
    }
    return true
  }

  /// The least peak of any plan in fractions of an agent: the largest work of a window [arrival, deadline] for the
  /// capacity inside it. Checks `levelPlan` in tests, and bounds what any roster needs.
  ///
  /// - Complexity: O(intervals × deadlines).
  /// - SeeAlso: F. Yao, A. Demers, S. Shenker, *A scheduling model for reduced CPU energy*, FOCS (1995), whose
  ///   intensity this is, in whole agents.
  public func leastPeak() -> Double {
    var peak = 0.0
    let rows = deadlines
    var before = 0.0
    for start in due.indices {
      var capacity = 0.0
      var at = start
      for row in rows where row.interval >= start {
        while at <= row.interval {
          capacity += capacityOfAgent[at]
          at += 1
        }
        if capacity > 0 { peak = max(peak, (row.work - before) / capacity) }
      }
      // What was there before the next interval may have been done by then.
      before = capacityOfAgent[start] > 0 ? max(before, available[start]) : before
    }
    return peak
  }

  private func idle(_ capacity: [Double], _ index: Int) -> Double {
    capacity.isEmpty ? 0 : max(0, capacity[index])
  }
}

extension QueueRequirement {
  /// Takes over the level plan: positions, the contacts that are worked on in each interval, and the rows behind them.
  ///
  /// - Parameter handleTime: mean effort of a contact in seconds.
  mutating func adopt(_ plan: LevelPlan, of deferrable: DeferrableDemand, handleTime: Double, intervalSeconds: Int) {
    positions = plan.agents
    self.deferrable = deferrable
    var before = 0.0
    for index in contacts.indices {
      let work = plan.done[index] - before
      before = plan.done[index]
      contacts[index] = work / handleTime
      if open[index] { self.handleTime[index] = handleTime }
      offeredLoad[index] = work / Double(intervalSeconds)
    }
  }
}
