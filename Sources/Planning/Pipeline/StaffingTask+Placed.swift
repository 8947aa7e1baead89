public import Calendars
internal import Requirements
public import ShiftStaffing
internal import Tables
internal import Workforce
internal import Words

extension StaffingTask {
  /// Heads that a staffing is to cover for a queue whose work may wait, and what becomes of the work with those who are
  /// there.
  public struct Placed: Hashable, Codable, Sendable {
    public var queue: QueueID
    /// Whether these are the heads of the level plan.
    public var isLevel: Bool
    public var headHours: Double
    /// What the level plan asks for.
    public var levelHeadHours: Double
    /// Head-hours that nobody covers.
    public var uncoveredHeadHours: Double
    /// The end of the first interval, in the queue's zone, by which work is overdue with those who are there; absent when
    /// every deadline is met.
    public var firstOverdue: String?
    /// Contacts overdue at the worst moment.
    public var largestOverdue: Double
    /// Heads in each interval; they meet every deadline.
    public var heads: [Int]
  }

  /// Where `outcome` has work with deadlines done, a queue each, in the project's order.
  public func placed(by outcome: StaffingOutcome) -> [Placed] {
    let hours = Double(grid.interval.rawValue) / 60
    let scheduled = StaffingCheck(outcome.duties, of: problem, heads: outcome.heads).scheduled
    return problem.deadlines.indices.compactMap { index in
      guard outcome.heads.indices.contains(index) else { return nil }
      let work = problem.deadlines[index]
      let (heads, level) = (outcome.heads[index], problem.demand[work.queue].required)
      let people = scheduled[work.queue]
      let late = work.lateness(of: people)
      let zone = project.queues[work.queue].settings.zone
      return Placed(
        queue: problem.demand[work.queue].queue, isLevel: heads == level,
        headHours: Double(heads.reduce(0, +)) * hours, levelHeadHours: Double(level.reduce(0, +)) * hours,
        uncoveredHeadHours: Double(zip(heads, people).reduce(0) { $0 + max(0, $1.0 - $1.1) }) * hours,
        firstOverdue: late.map { zone.localText(of: grid.instant(at: $0.first + 1)) },
        largestOverdue: (late?.work ?? 0) / effort[index], heads: heads)
    }
  }

  /// The same in sentences.
  public func words(on placed: [Placed]) -> [String] {
    placed.filter { $0.headHours > 0 || $0.levelHeadHours > 0 }.map { part in
      let name = project.queues.first { $0.settings.id == part.queue }?.settings.name ?? part.queue.rawValue
      func tenths(_ value: Double) -> String { Words.plain.short(value, places: 1) }
      if part.uncoveredHeadHours > 0 {
        let asked = "\(name): its work asks for \(tenths(part.headHours)) person-hours, of which nobody covers "
        if let first = part.firstOverdue {
          return asked
            + "\(tenths(part.uncoveredHeadHours)): from \(first) on work is overdue, \(tenths(max(0.1, part.largestOverdue))) "
            + "contacts at worst."
        }
        return asked + "\(tenths(part.uncoveredHeadHours)); every deadline is met all the same."
      }
      if part.isLevel {
        return
          "\(name): a level number of people is covered, \(tenths(part.headHours)) person-hours; no better time for its "
          + "work "
          + "was found."
      }
      return
        "\(name): its work is done where shifts cost least, in \(tenths(part.headHours)) person-hours that meet every "
        + "deadline (a level number of people takes \(tenths(part.levelHeadHours)))."
    }
  }
}
