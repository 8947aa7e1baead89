internal import Calendars
internal import Optimization
internal import Searching

extension StaffingMaster {
  /// From the relaxation to whole people: the whole part of every duty is fixed, then duties with the largest fraction
  /// are rounded up a few at a time, and new duties are priced in for what is left. Rounding up never leaves a gap; what
  /// turns out superfluous is for the search to drop. Heads of work with deadlines stay free until the end, so they come
  /// to lie where whole people are; `heads` holds them.
  /// - Parameters:
  ///   - steps: about how many times the relaxation is solved again.
  /// - Returns: nil when a limit was met first.
  func dive(steps: Int, within budget: SearchBudget) throws(SolverFailure) -> [PlacedDuty]? {
    var lower = [Double](repeating: 0, count: duties.count)
    var capRoom = tables.problem.startCaps.map(\.limit)
    var paidRoom = tables.problem.groups.map { $0.paidLimit?.rawValue ?? Int.max / 2 }
    /// Raises a duty's lower bound as far as caps allow.
    func raise(_ index: Int, by count: Int) throws(SolverFailure) -> Bool {
      let entry = tables.entries[duties[index].entry]
      if entry.cap >= 0, capRoom[Int(entry.cap)] < count { return false }
      if paidRoom[Int(entry.group)] < count * entry.paid { return false }
      if entry.cap >= 0 { capRoom[Int(entry.cap)] -= count }
      paidRoom[Int(entry.group)] -= count * entry.paid
      lower[index] += Double(count)
      try setLower(index, to: lower[index])
      return true
    }
    var quota = 0
    var result: [PlacedDuty]?
    while true {
      let ending = try generate(tolerance: 1e-4, rounds: 4, isDive: true, within: budget)
      switch ending {
      case .converged, .limit(.iterationLimit): break
      default:
        try release(lower)
        return nil
      }
      lower += [Double](repeating: 0, count: duties.count - lower.count)
      let values = try dutyValues()
      try readHeads()
      var candidates: [(fraction: Double, index: Int)] = []
      for index in values.indices {
        let whole = (values[index] + 1e-6).rounded(.down)
        if whole > lower[index] { _ = try raise(index, by: Int(whole - lower[index])) }
        let fraction = values[index] - whole
        if fraction > 1e-6 { candidates.append((fraction, index)) }
      }
      if candidates.isEmpty {
        result = values.indices.flatMap { Array(repeating: duties[$0], count: Int(values[$0].rounded())) }
        break
      }
      if quota == 0 { quota = max(1, candidates.count / steps) }
      candidates.sort { ($1.fraction, $0.index) < ($0.fraction, $1.index) }
      var raised = 0
      for candidate in candidates where raised < quota {
        if try raise(candidate.index, by: 1) { raised += 1 }
      }
      if raised == 0 {
        result = lower.indices.flatMap { Array(repeating: duties[$0], count: Int(lower[$0])) }
        break
      }
    }
    try release(lower)
    return result
  }

  private func release(_ lower: [Double]) throws(SolverFailure) {
    for index in lower.indices where lower[index] > 0 { try setLower(index, to: 0) }
  }
}
