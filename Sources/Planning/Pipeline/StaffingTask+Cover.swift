public import Calendars
public import ShiftStaffing
internal import Workforce
internal import Words

extension StaffingTask {
  /// Agent-intervals of each queue that `outcome` leaves uncovered, in the project's order; on a queue priced by service
  /// those below its floor.
  public func uncovered(by outcome: StaffingOutcome) -> [(queue: QueueID, intervals: Int)] {
    let check = StaffingCheck(outcome.duties, of: problem, heads: outcome.heads)
    return zip(problem.demand, check.uncoveredByQueue).map { ($0.queue, $1) }
  }

  /// What missing and superfluous people cost in `outcome`, currency units; nil where no queue is priced by service.
  public func coverPrice(of outcome: StaffingOutcome) -> Double? {
    guard problem.demand.contains(where: { $0.steps != nil }) else { return nil }
    return StaffingCheck(outcome.duties, of: problem, heads: outcome.heads).coverPrice
  }

  /// The same in a sentence.
  public func words(onCover price: Double) -> String {
    let names = problem.demand.indices.filter { problem.demand[$0].steps != nil }
      .map { project.queues[$0].settings.name }
    return
      "Priced by service: \(Words.plain.and(names)). Uncovered there is only what is below the floor; the price of cover in "
      + "the objective is \(Words.plain.rounded(price))."
  }
}
