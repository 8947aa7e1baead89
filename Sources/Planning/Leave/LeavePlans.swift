public import Calendars
internal import Foundation
public import Plans
public import Tables
internal import Workforce

/// The plans of a project that leave may touch, each as `rota replan` would begin with it: the draft, else what is published.
public struct LeavePlans: Sendable {
  public struct Held: Sendable {
    /// `plans/2026-W49`.
    public var name: String
    public var plan: PlanDocument
    /// On which it is the plan that counts.
    public var dates: Set<CivilDate>
    /// The plans beside it, as they are now.
    var neighbours: Neighbours

    /// - Parameters:
    ///   - dates: nil = all of its dates.
    ///   - neighbours: `none` = as the plan knows them.
    public init(
      name: String, plan: PlanDocument, dates: Set<CivilDate>? = nil, beside neighbours: Neighbours = .none
    ) {
      self.name = name
      self.plan = plan
      self.neighbours = neighbours
      let all = plan.request.dates
      self.dates = dates ?? Set((0..<plan.request.days).map { all.lowerBound.adding(days: $0) })
    }

    /// The part of an absence on which the plan counts; nil where there is none.
    func part(of absence: Absence) -> Absence? {
      let shared = dates.filter { absence.first <= $0 && $0 <= absence.last }
      guard let first = shared.min(), let last = shared.max() else { return nil }
      return Absence(first: first, last: last, kind: absence.kind, paid: absence.paid)
    }
  }

  /// By week.
  public var plans: [Held]

  public init(_ plans: [Held]) { self.plans = plans.sorted { ($0.plan.week, $0.name) < ($1.plan.week, $1.name) } }

  /// Reads those that count on one of the dates, under the project's lock. Changes nothing.
  ///
  /// - Throws: what is wrong with a plan; `plan.refused` where the checker finds a breach.
  public init(of project: String, on dates: ClosedRange<CivilDate>, command: String) throws(Diagnostic) {
    let plans = PlansFolder(project: project)
    let range = dates.lowerBound..<dates.upperBound.adding(days: 1)
    let folder = URL(filePath: project, directoryHint: .isDirectory)
    let read = try ProjectLock.hold(folder, for: .reading, command: command) { () throws(Diagnostic) -> [Held] in
      try Self.held(in: project, plans: plans, on: range)
    }
    for held in read { try PlanCheck(held.plan).approve(as: held.name) }
    self.init(read)
  }

  private static func held(
    in project: String, plans: PlansFolder, on range: Range<CivilDate>
  ) throws(Diagnostic) -> [Held] {
    let counting = try plans.neighbours(of: range, isWhole: true, reach: 0)
    var counted: [String: Set<CivilDate>] = [:]
    for day in 0..<(range.upperBound - range.lowerBound) {
      let date = range.lowerBound.adding(days: day)
      if let plan = counting.plan(on: date) { counted[PlanPlace.home(of: plan.place.name), default: []].insert(date) }
    }
    var held: [Held] = []
    for (name, dates) in counted.sorted(by: { $0.key < $1.key }) {
      let living = LivingPlan(project: project, name: name)
      let draft = try living.draft.current()
      let home = try living.home.current()
      guard let plan = draft ?? home else { continue }
      let isPublished = home.map { !$0.isDraft } ?? false
      let beside = try plans.neighbours(
        of: plan.request.dates, except: isPublished ? living.draft : living.home,
        reach: Neighbours.reach(of: plan.request.people))
      held.append(Held(name: living.words, plan: plan, dates: dates, beside: beside))
    }
    return held
  }

  /// Whether one of them covers a date.
  func covers(_ date: CivilDate) -> Bool { plans.contains { $0.dates.contains(date) } }
}
