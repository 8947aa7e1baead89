public import Calendars
internal import Plans
internal import Publishing
internal import Requirements
internal import ShiftStaffing
public import Tables
internal import Workforce
internal import Words

/// Shift staffing without names for a project: what a team would need, whoever is in it.
public struct StaffStage: Stage {
  var project: Project
  /// Nil = the first after the history ends.
  var week: ISOWeek?
  var weeks: Int

  public init(project: Project, week: ISOWeek?, weeks: Int) {
    self.project = project
    self.week = week
    self.weeks = weeks
  }

  /// Forecast, agents required, and the shifts that may cover them.
  public func run() throws(Diagnostic) -> StaffingTask {
    try project.requirePeople()
    let horizon = try Horizon(project: project, week: week, weeks: weeks)
    let demand = try DemandStage(project: project, horizon: horizon).run()
    var problem = try shifts(over: horizon)
    (problem.demand, problem.prices) = demand.priced(by: project.prices, headPrice: project.headPrice)
    problem.deadlines = deadlines(demand)
    if let problem = problem.problems().first { throw problem }
    return StaffingTask(
      problem: problem, week: horizon.week, warnings: project.warnings + demand.warnings,
      pooling: PoolingStage(demand: demand).run(),
      remarks: demand.queues.flatMap { plan in
        plan.queue.plannedShrinkage(people: project.people)
          + (plan.requirement.deferrable == nil
            ? [] : plan.requirement.notes.map { "\(plan.settings.name): \($0)" })
      } + project.shiftsOfSome,
      presence: demand.queues.compactMap { $0.presence(on: demand.grid) },
      project: project, grid: horizon.grid,
      effort: problem.deadlines.map { max(demand.queues[$0.queue].requirement.handleTime.max() ?? 0, 1e-9) })
  }

  /// Every duty that a group of people with the same site and skills may have; nothing is asked for yet.
  private func shifts(over horizon: Horizon) throws(Diagnostic) -> StaffingProblem {
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
    return StaffingProblem(
      slots: horizon.grid.count, slotLength: horizon.grid.interval, cyclic: false, demand: [], groups: groups,
      shifts: shifts, startCaps: caps, prices: project.prices)
  }

  /// The deadlines of e-mail queues.
  private func deadlines(_ demand: Demand) -> [DeadlineWork] {
    demand.queues.enumerated().compactMap { index, plan in
      guard let work = plan.requirement.deferrable else { return nil }
      return DeadlineWork(
        queue: index,
        capacity: work.capacityOfAgent.indices.map {
          work.capacityOfAgent[$0] * (1 - plan.settings.shrinkage(of: $0, on: demand.grid))
        },
        idle: work.usable(demand.idleSeconds(for: plan.queue, people: project.people)), available: work.available,
        due: work.due)
    }
  }
}

extension QueuePlan {
  /// What the heads required are, and what they were by the usual division; nil where heads aren't counted by chance.
  fileprivate func presence(on grid: IntervalGrid) -> StaffingTask.Presence? {
    guard let outlook = PresenceStage(plan: self, grid: grid).run()?.outlook else { return nil }
    let promise = settings.target.holdsOver == .day ? ["\(settings.name): \(settings.targetText)."] : []
    return StaffingTask.Presence(
      queue: settings.id, requiredMinutes: outlook.requiredMinutes, dividedMinutes: outlook.dividedMinutes,
      requiredService: outlook.requiredService, dividedService: outlook.dividedService,
      sentences: promise + [PresenceSentences(outlook, of: settings, words: .plain).need])
  }
}

extension Project {
  /// What is passed over where people have no names.
  fileprivate var shiftsOfSome: [String] {
    let named = [
      ("shifts", people.count { !$0.rules.templates.isEmpty }), ("hours of the day", people.count { $0.hours != nil }),
    ]
    return named.filter { $0.1 > 0 }.map { what, count in
      "agents.csv names the \(what) of \(count) \(count == 1 ? "person" : "people"); here everybody may work every shift "
        + "of their site, since people have no names."
    }
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
