public import Plans
internal import Publishing
public import Tables
internal import Workforce

/// What a new draft is begun from: read in one go, under the lock.
public struct DraftBase: Sendable {
  /// What people hold; nil where nothing is published.
  public var published: PlanDocument?
  /// The draft that is there; nil where there is none.
  public var draft: PlanDocument?
  /// The plans beside it, for rules over its borders, and what calendars hold.
  public var plan: PlanBase

  /// What an operation changes: the draft, else what is published.
  public var current: PlanDocument? { draft ?? published }
}

/// Where every operation on a plan puts its result: one function, whatever the operation is.
///
///     let store = DraftStore(try LivingPlan(at: "desk/plans/2026-W49"))
///     let base = try store.base(command: "rota swap")
///     guard let plan = base.current else { … }
///     var next = …                       // request, rota, and the figures that follow from them
///     try store.put(next, as: DraftOperation("swap", arguments: […], at: now), over: base)
public struct DraftStore: Sendable {
  public let plan: LivingPlan

  public init(_ plan: LivingPlan) { self.plan = plan }

  /// Reads what is there, and finishes or takes back what somebody left half done.
  /// - Throws: `plan.missing` where neither a published plan nor a draft is there; `project.locked` (exit 73).
  public func base(command: String) throws(Diagnostic) -> DraftBase {
    try plan.recoverIfNeeded(command: command)
    return try ProjectLock.hold(plan.projectFolder, for: .reading, command: command) {
      () throws(Diagnostic) -> DraftBase in
      let home = try plan.home.current()
      let published = home.flatMap { $0.isDraft ? nil : $0 }
      let beside = try plan.draft.current()
      let draft = beside ?? home.flatMap { $0.isDraft ? $0 : nil }
      guard let current = draft ?? published else {
        throw Diagnostic(
          "plan.missing", "there is no plan in '\(plan.home.path)'", cure: "Make one with 'rota plan'.",
          kind: .missingInput)
      }
      let placement = PlanPlacement(
        project: plan.project, target: published == nil ? plan.home : plan.draft, week: current.week,
        weeks: current.weeks, reach: Neighbours.reach(of: current.request.people))
      let base = try placement.baseUnderLock(read: (home: home, target: published == nil ? home : beside))
      return DraftBase(published: published, draft: draft, plan: base)
    }
  }

  /// Puts a draft in place as the result of an operation, in one step with its files and its journal's line; `rota undo`
  /// brings back the bytes that were there before.
  ///
  /// State, revision and calendar of `document` are set here; everything else is the caller's, the figures too. Nothing
  /// is checked: `rota publish` does that.
  ///
  /// - Parameter out: a folder outside `plans/` to write to instead, of which no journal is kept; nil = the draft's place.
  /// - Returns: where it lies.
  /// - Throws: `plan.base-changed` (exit 65) where the base is another one by now: the draft is kept in `NAME.conflict`.
  @discardableResult
  public func put(
    _ document: PlanDocument, as operation: DraftOperation, over base: DraftBase, out: PlanFolder? = nil
  ) throws(Diagnostic) -> PlanFolder {
    let target = out ?? (base.published == nil ? plan.home : plan.draft)
    let next = draft(document, over: base)
    if let out, !plan.plans.holds(out) {
      try out.publish(try publishedFiles(of: next))
      return out
    }
    let placement = PlanPlacement(
      project: plan.project, target: target, week: next.week, weeks: next.weeks,
      reach: Neighbours.reach(of: next.request.people))
    try placement.put(next, try publishedFiles(of: next), over: base.plan, as: operation)
    return target
  }

  /// Keeps a copy of a file that a plan is made from in the plan's history, so that it is there when the file is not.
  /// - Parameter path: the file's; its ending is kept.
  public func keepInput(_ bytes: [UInt8], named path: String) throws(Diagnostic) -> InputFile {
    let name = try ProjectLock.hold(plan.projectFolder, for: .writing, command: "rota") {
      () throws(Diagnostic) -> String in try plan.history.keepInput(bytes, named: path)
    }
    return InputFile.named("plans/\(PlansFolder.historyFolder)/\(plan.name)/inputs/\(name)", bytes)
  }

  /// A document as a draft over what is published.
  func draft(_ document: PlanDocument, over base: DraftBase) -> PlanDocument {
    var next = document
    next.state = .draft
    next.revision = base.plan.revision
    next.calendar = nextCalendar(
      previous: base.plan.published, rota: next.rota, request: next.request, stamp: next.stamp, raises: false,
      team: next.team)
    return next
  }
}
