public import Calendars
internal import Foundation
public import Plans
internal import Publishing
public import Tables
internal import Workforce

/// Takes the last operation on a plan back.
public struct Undo: Sendable {
  public let plan: LivingPlan

  public init(_ plan: LivingPlan) { self.plan = plan }

  public struct Outcome: Hashable, Codable, Sendable {
    /// The operation that was taken back: `plan`, `edit`, …, or `publish`; `by hand` where what people hold was damaged or
    /// moved away, and is back in its place.
    public var operation: String
    /// Where the `plan.json` is kept that couldn't be read.
    public var damaged: String?
    /// The revision whose duties the draft has now, where a publish was taken back.
    public var revision: Int?
    /// Where the draft lies; nil where there is none any more.
    public var folder: String?
    /// Against the draft that was there; where none is left, of what people hold.
    public var changes: [PlanChange]
    /// Whoever comes after all once the draft is published, which takes their rows out of `absences.csv`.
    public var comeAfterAll: [RevisionRecord.AbsentPerson] = []
  }

  /// A draft gets the bytes that it had before its last operation. Where nothing was done since the last publish, a draft
  /// is made that has the duties of the revision before; publishing that is a new revision. Where what people hold can't be
  /// read any more, or was moved away, it is put back as it was published, and nothing else is done.
  ///
  /// - Throws: `undo.nothing` where there is nothing to take back; `undo.changed` where the draft is not what the last
  ///   operation left; `project.locked` (73).
  public func undo(at: Instant) throws(Diagnostic) -> Outcome {
    try ProjectLock.hold(plan.projectFolder, for: .writing, command: "rota undo") {
      () throws(Diagnostic) -> Outcome in
      if let restored = try plan.restore() {
        try plan.recover()
        return Outcome(
          operation: "by hand", damaged: restored.damaged, revision: restored.revision, folder: plan.home.path,
          changes: [])
      }
      try plan.recover()
      let journal = try plan.history.read()
      if let last = journal.standing.last { return try takeBack(last, at: at) }
      if let place = try plan.draftPlace() {
        throw Diagnostic(
          "undo.nothing", "no operation on the draft in '\(place.path)' is known to take back",
          cure: "Remove the folder, or plan again with --anew.")
      }
      return try formerRevision(at: at)
    }
  }

  private func takeBack(_ last: JournalLine, at: Instant) throws(Diagnostic) -> Outcome {
    let target = PlanFolder(plan.plans.path(of: last.place ?? plan.name))
    let there = try target.currentBytes()
    guard there.map({ SHA256.hex(of: $0) }) == last.after else {
      throw Diagnostic(
        "undo.changed",
        "the draft in '\(target.path)' is not what '\(last.operation ?? "")' left: it was changed since",
        cure: "Put the plan.json back that is kept as \(plan.history.path(ofDraft: last.after ?? "")), or plan again.")
    }
    if let sha = last.before, !plan.history.holds(draft: sha) {
      throw Diagnostic(
        "undo.too-old",
        "the draft before operation \(last.number) (\(last.operation ?? "")) is no longer kept; the last "
          + "\(PlanHistory.keptOperations) operations can be taken back",
        cure: "Change the draft with 'rota edit', or remove it and begin again from what is published.")
    }
    let current = try target.current()
    var operation = DraftOperation(
      "undo", arguments: [plan.words], changes: [], at: at)
    operation.undoes = last.number
    var line = try plan.begun(operation, in: target, before: there)
    line.after = last.before
    guard let sha = last.before else {
      if let file = target.foreignFile {
        throw Diagnostic(
          "undo.foreign-file", "the draft in '\(target.path)' holds '\(file)', which would go with it",
          cure: "Move it elsewhere first.")
      }
      line.changes = current.map { PlanChange.all(from: $0.rota, to: Rota.empty) }
      try plan.perform(line) { () throws(Diagnostic) in try target.remove() }
      let held = try plan.home.current()?.rota ?? Rota.empty
      return Outcome(
        operation: last.operation ?? "", revision: nil, folder: nil,
        changes: current.map { PlanChange.all(from: $0.rota, to: held) } ?? [])
    }
    let bytes = try plan.history.draft(sha)
    let former = try readPlan(bytes, file: plan.history.path(ofDraft: sha))
    line.changes = current.map { PlanChange.all(from: $0.rota, to: former.rota) }
    try put(former, bytes, in: target, line)
    return Outcome(
      operation: last.operation ?? "", revision: nil, folder: target.path, changes: line.changes ?? [])
  }

  private func put(
    _ document: PlanDocument, _ bytes: [UInt8], in target: PlanFolder, _ line: JournalLine
  ) throws(Diagnostic) {
    let files = try publishedFiles(of: document, kept: bytes)
    try target.publish(files) { swap throws(Diagnostic) in try plan.perform(line, by: swap) }
  }

  private func formerRevision(at: Instant) throws(Diagnostic) -> Outcome {
    guard let held = try plan.home.current() else {
      throw Diagnostic(
        "plan.missing", "there is no plan in '\(plan.home.path)'", cure: "Make one with 'rota plan'.",
        kind: .missingInput)
    }
    let number = held.publishedRevision - 1
    guard number > 0, let bytes = try plan.history.revision(number) else {
      throw Diagnostic(
        "undo.nothing", "\(plan.words) is published for the first time, and nothing was before it",
        cure: "Make a draft with 'rota plan --anew', or change it.")
    }
    let former = try readPlan(bytes, file: plan.history.path(ofRevision: number))
    let placement = PlanPlacement(
      project: plan.project, target: plan.draft, week: former.week, weeks: former.weeks,
      reach: Neighbours.reach(of: former.request.people))
    let base = DraftBase(published: held, draft: nil, plan: try placement.baseUnderLock())
    let draft = DraftStore(plan).draft(former, over: base)
    let json = try planJSON(draft)
    var line = try plan.begun(
      DraftOperation("undo", arguments: [plan.words, "revision \(number)"], at: at), in: plan.draft, before: nil)
    line.after = try plan.history.keep(json)
    line.changes = PlanChange.all(from: held.rota, to: draft.rota)
    try put(draft, json, in: plan.draft, line)
    return Outcome(
      operation: "publish", revision: number, folder: plan.draft.path, changes: line.changes ?? [],
      comeAfterAll: AbsenceBooking.released(by: draft, after: held))
  }
}
