public import Calendars
internal import Requirements
public import ShiftStaffing
public import Tables
internal import Workforce
internal import Words

/// Shift staffing without names for a project: what a team would need, whoever is in it.
public struct StaffStage: Sendable {
  public let problem: StaffingProblem
  public let week: ISOWeek
  public let weeks: Int
  /// What the demand was made from, and anything odd on the way.
  public private(set) var warnings: [Diagnostic]
  /// What sharing people can save at most; nil with one queue.
  public let pooling: PoolingGain?
  /// What becomes of planned shrinkage here, where nobody's absences are known, of work with deadlines, and of what single
  /// people may work, in sentences.
  public let remarks: [String]
  let project: Project
  let grid: IntervalGrid
  /// Seconds of a contact of each of the problem's deadlines.
  let effort: [Double]

  /// Forecast, agents required, and the shifts that may cover them.
  public init(project: Project, week: ISOWeek?, weeks: Int) throws(Diagnostic) {
    try project.requirePeople()
    let horizon = try Horizon(project: project, week: week, weeks: weeks)
    var warnings = project.warnings
    let demand = try DemandStage(project: project, horizon: horizon).run(warnings: &warnings)
    self.project = project
    self.week = horizon.week
    self.weeks = weeks
    self.warnings = warnings
    grid = horizon.grid
    remarks =
      zip(project.queues, demand.requirements).flatMap { queue, requirement in
        queue.plannedShrinkage(people: project.people)
          + (requirement.deferrable == nil ? [] : requirement.notes.map { "\(queue.settings.name): \($0)" })
      } + project.shiftsOfSome
    pooling = PoolingStage(project: project, grid: grid, demand: demand).gain()
    let positions = Dictionary(
      uniqueKeysWithValues: project.queues.enumerated().map { ($0.element.settings.id, $0.offset) })
    var groups: [StaffingGroup] = []
    var shifts: [StaffingShift] = []
    var caps: [StartCap] = []
    for site in project.sites {
      let sets = Set(project.people.filter { $0.site == site.id }.map { Set($0.queues.compactMap { positions[$0] }) })
      let served = sets.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0.lexicographicallyPrecedes($1) }
      let members = groups.count..<(groups.count + served.count)
      for queues in served {
        let names = queues.map { project.queues[$0].settings.name }
        groups.append(
          StaffingGroup(name: "\(site.name) · \(names.joined(separator: ", "))", site: site.id, queues: queues))
      }
      for day in 0..<horizon.days {
        let date = horizon.firstDate.adding(days: day)
        var cap: Int?
        if let limit = site.maximumStartsPerDay {
          cap = caps.count
          caps.append(StartCap(name: "\(site.name) on \(date)", limit: limit))
        }
        for template in project.templates {
          let options = try shiftOptions(template: template, site: site, date: date, grid: horizon.grid)
          for group in members {
            shifts += options.map { option in
              StaffingShift(
                template: option.template, date: date, group: group, startCap: cap, startSlot: option.startSlot,
                slots: option.slots, cost: option.cost, paid: option.paid, breakWindows: option.breakWindows)
            }
          }
        }
      }
    }
    var problem = StaffingProblem(
      slots: horizon.grid.count, slotLength: horizon.grid.interval, cyclic: false,
      demand: demand.requirements.map { QueueDemand(queue: $0.queue, required: $0.required) }, groups: groups,
      shifts: shifts, startCaps: caps, prices: project.prices)
    problem.deadlines = Self.deadlines(project: project, grid: grid, demand: demand)
    effort = problem.deadlines.map { work in
      max(demand.requirements[work.queue].handleTime.max() ?? 0, 1e-9)
    }
    self.problem = problem
    if let problem = problem.problems().first { throw problem }
  }

  /// The deadlines of e-mail queues.
  private static func deadlines(project: Project, grid: IntervalGrid, demand: Demand) -> [DeadlineWork] {
    project.queues.indices.compactMap { index in
      guard let work = demand.requirements[index].deferrable else { return nil }
      let queue = project.queues[index]
      let idle = BlendedTime(project: project, grid: grid, requirements: demand.requirements)
        .idleSeconds(for: queue) { demand.requirements[$0].positions.map(Double.init) }
      return DeadlineWork(
        queue: index,
        capacity: work.capacityOfAgent.indices.map {
          work.capacityOfAgent[$0] * (1 - queue.settings.shrinkage(of: $0, on: grid))
        },
        idle: work.usable(idle), available: work.available,
        due: work.due)
    }
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

extension Project {
  /// What is passed over where people have no names.
  fileprivate var shiftsOfSome: [String] {
    let count = people.count { !$0.rules.templates.isEmpty }
    guard count > 0 else { return [] }
    return [
      "agents.csv names the shifts of \(count) \(count == 1 ? "person" : "people"); here everybody may work every shift of "
        + "their site, since people have no names."
    ]
  }
}

extension ProjectQueue {
  /// How planned shrinkage counts where people have no names.
  fileprivate func plannedShrinkage(people: [Person]) -> [String] {
    let kinds = Set(people.flatMap(\.absences).map { $0.kind.lowercased() })
    return (settings.shrinkagePlan?.components ?? []).enumerated().compactMap { index, part in
      guard part.isPlanned else { return nil }
      let name = "\(settings.name): \(part.name) (\(Words.plain.share(part.share)))"
      if part.isKnownToRota { return "\(name) adds no heads, as knownToRota says." }
      guard unsettledShrinkage.contains(index), kinds.contains(part.name.lowercased()) else { return nil }
      return
        "\(name) counts in full, because nobody's absences are known here; 'rota plan' counts what isn't booked by name."
    }
  }
}
