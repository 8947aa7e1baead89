internal import Calendars
internal import Optimization
internal import Planning
public import Plans
public import Publishing
internal import Requirements
public import Searching
public import Tables
internal import Workforce

extension WhatIf {
  /// People needed and people there, week by week: the hours required of each week, at the hours that the baseline's rota
  /// pays for one hour of somebody on a queue, in people of the team's mean contract. Hours above the need are no part of
  /// what covering costs: a team that covers its week and has hours to spare lacks nobody. Who leaves and who comes on a date is seen, and whom
  /// to hire: the queues whose hours nobody with their skills has time for, however the others change places, each at the
  /// cheapest site that answers it already.
  ///
  /// - Parameters:
  ///   - weeks: how far ahead, from the baseline's week.
  ///   - training: weeks between a start date and the first productive week.
  /// - Returns: the weeks done before `stop` was raised.
  public func hiring(
    _ scenario: Scenario, base: PlanDocument, weeks: Int, training: Int, stop: StopFlag
  ) throws(Diagnostic) -> [HiringWeek] {
    let project = try scenario.project(files)
    let team = project.people.filter { $0.contract > 0 && !$0.queues.isEmpty }
    // Where nobody is left, people of the baseline's contract are counted.
    let own = Self.meanHours(team)
    let contract = own > 0 ? own : Self.meanHours(base.request.people)
    let there = Double(
      base.summary.requiredMinutes - base.summary.uncoveredMinutes + base.summary.overstaffedMinutes)
    let paidPerHour = there > 0 ? max(1, Double(base.summary.paidMinutes) / there) : 1
    var result: [HiringWeek] = []
    for number in 0..<weeks where !stop.isRaised {
      var settings = settings
      settings.week = base.week.adding(weeks: number)
      settings.weeks = 1
      let week = try Pipeline(project: project, settings: settings, shelf: shelf)
      let demand = try week.demand()
      let minutes = demand.queues.map { $0.requirement.required.reduce(0, +) * demand.grid.interval.rawValue }
      let hours = Double(minutes.reduce(0, +)) / 60
      let monday = base.week.adding(weeks: number).monday
      let available = team.filter { person in
        !person.absences.contains { $0.first <= monday && $0.last >= monday.adding(days: 6) }
      }
      let needed = contract > 0 ? Int((hours * paidPerHour / contract).rounded(.up)) : 0
      let groups = Self.groups(
        minutes.map { Double($0) * paidPerHour }, of: project, available, contract: contract,
        atLeast: needed - available.count)
      let startBy = monday.adding(days: -7 * training)
      let isShort = !groups.isEmpty
      result.append(
        HiringWeek(
          scenario: scenario.name, week: base.week.adding(weeks: number).description, monday: monday.description,
          requiredHours: hours, needed: needed, available: available.count, groups: groups,
          startBy: isShort ? startBy.description : nil,
          firstPossible: isShort && startBy < base.week.monday
            ? base.week.adding(weeks: training).description : nil))
    }
    return result
  }

  /// Whom a week lacks, by queue.
  ///
  /// - Parameters:
  ///   - work: paid minutes of each queue.
  ///   - atLeast: so many in all, since the whole team's time is short by them.
  private static func groups(
    _ work: [Double], of project: Project, _ people: [Person], contract: Double, atLeast: Int
  ) -> [HiringGroup] {
    guard contract > 0 else { return [] }
    var time: [[Int]: Int] = [:]
    for person in people {
      let kinds = project.queues.indices.filter { person.queues.contains(project.queues[$0].settings.id) }
      time[kinds, default: 0] += person.contract.rawValue
    }
    let order = time.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let left = SkillCover(
      work: work.map { Int($0.rounded(.up)) }, groups: order.map { (time: time[$0] ?? 0, kinds: $0) }
    ).left
    // A few minutes are no person.
    var missing = left.map { Int((Double($0) / 60 / contract - 0.02).rounded(.up)) }.map { max(0, $0) }
    let total = missing.reduce(0, +)
    if total < atLeast, let most = work.indices.max(by: { (left[$0], work[$0], $1) < (left[$1], work[$1], $0) }) {
      missing[most] += atLeast - total
    }
    return project.queues.indices.filter { missing[$0] > 0 }.map { index in
      let queue = project.queues[index]
      let there = Set(people.filter { $0.queues.contains(queue.settings.id) }.map(\.site))
      let sites = project.sites.filter { there.isEmpty || there.contains($0.id) }
      let site = sites.min { ($0.payPerHour, $0.id) < ($1.payPerHour, $1.id) }
      return HiringGroup(
        queue: queue.settings.name, skills: queue.skills, site: site?.name ?? "", people: missing[index])
    }
  }

  /// Weekly hours of those with a contract; 0 where nobody has one.
  private static func meanHours(_ people: [Person]) -> Double {
    let contracts = people.map(\.contract.rawValue).filter { $0 > 0 }
    return Double(contracts.reduce(0, +)) / 60 / Double(max(1, contracts.count))
  }
}
