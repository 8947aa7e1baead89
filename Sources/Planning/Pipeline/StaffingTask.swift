public import Calendars
public import ShiftStaffing
public import Tables
internal import Workforce

/// A staffing without names to solve, and what its outcome means for the project.
public struct StaffingTask: Sendable {
  public let problem: StaffingProblem
  public let week: ISOWeek
  /// What the demand was made from, and anything odd on the way.
  public let warnings: [Diagnostic]
  /// What sharing people can save at most; nil with one queue.
  public let pooling: PoolingGain?
  /// What becomes of planned shrinkage here, where nobody's absences are known, of work with deadlines, and of what single
  /// people may work, in sentences.
  public let remarks: [String]
  /// Of each queue that counts heads by chance.
  public let presence: [Presence]
  let project: Project
  let grid: IntervalGrid
  /// Seconds of a contact of each of the problem's deadlines.
  let effort: [Double]

  /// The heads of a queue whose people are missing by chance, beside those of positions ÷ attendance.
  public struct Presence: Hashable, Sendable {
    public var queue: QueueID
    /// Heads required, and those of the division, in minutes.
    public var requiredMinutes: Int
    public var dividedMinutes: Int
    /// Share of contacts that each lets expect in time; nil without contacts.
    public var requiredService: Double?
    public var dividedService: Double?
    public var sentences: [String]
  }

  /// A row of the answer: so many people start this duty.
  public struct Row: Hashable, Codable, Sendable {
    public var site: SiteID
    public var queues: [QueueID]
    public var date: CivilDate
    public var shift: TemplateID
    /// ISO 8601 with the site's offset.
    public var startLocal: String
    public var endLocal: String
    public var startUTC: String
    public var endUTC: String
    public var paidMinutes: Int
    public var people: Int
    /// Currency units for all of them.
    public var cost: Double
  }

  /// By start, then site; people whose breaks lie elsewhere are counted together.
  public func rows(of outcome: StaffingOutcome) -> [Row] {
    struct Shape: Hashable {
      var group, startSlot, slots: Int
      var template: TemplateID
    }
    // Shifts that differ in the places of their breaks alone are one to their reader, under the first one's number.
    var first: [Shape: Int] = [:]
    for (index, shift) in problem.shifts.enumerated() {
      let shape = Shape(group: shift.group, startSlot: shift.startSlot, slots: shift.slots, template: shift.template)
      if first[shape] == nil { first[shape] = index }
    }
    var people: [Int: Int] = [:]
    var cost: [Int: Double] = [:]
    for duty in outcome.duties {
      let shift = problem.shifts[duty.shift]
      let shape = Shape(group: shift.group, startSlot: shift.startSlot, slots: shift.slots, template: shift.template)
      let index = first[shape] ?? duty.shift
      people[index, default: 0] += duty.count
      cost[index, default: 0] += shift.cost * Double(duty.count)
    }
    let zones = Dictionary(uniqueKeysWithValues: project.sites.map { ($0.id, $0.zone) })
    return people.sorted { (problem.shifts[$0.key].startSlot, $0.key) < (problem.shifts[$1.key].startSlot, $1.key) }
      .map { index, count in
        let shift = problem.shifts[index]
        let group = problem.groups[shift.group]
        let zone = zones[group.site] ?? project.zone
        let start = grid.instant(at: shift.startSlot)
        let end = grid.instant(at: shift.startSlot + shift.slots)
        return Row(
          site: group.site, queues: group.queues.map { project.queues[$0].settings.id }, date: shift.date,
          shift: shift.template, startLocal: zone.localText(of: start), endLocal: zone.localText(of: end),
          startUTC: start.utcText, endUTC: end.utcText, paidMinutes: shift.paid.rawValue, people: count,
          cost: cost[index] ?? 0)
      }
  }
}
