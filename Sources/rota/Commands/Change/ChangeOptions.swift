internal import Calendars
internal import Foundation
internal import Planning
internal import Plans
internal import Publishing
internal import Searching
internal import Tables
internal import Workforce

/// What the commands that change a plan share: the plan, where the draft goes, from when on anything may change.
enum ChangeOptions {
  static let plan = Argument("PLAN", .file, "The plan's folder, or its plan.json.")
  static let out = Option(
    "out", .folder, default: "the plan's draft",
    "The folder to write the changed plan to, of which no record is kept; what is published stays as it is.")
  static let from = Option(
    "from", .moment, default: "now",
    "What begins before this moment stays as it is: a date, or a moment such as 2026-11-24T10:00, on the plan's clock.")
  static let project = Option(
    "project", .folder, default: "the nearest folder above with a rota.json", "The plan's project.")

  static let all = [from.spec, out.spec, project.spec]
}

/// The plan that a command changes, and where the changed one goes.
struct ChangeJob {
  let plan: PlanDocument
  /// What people hold, where the plan is a draft beside it.
  let held: PlanDocument?
  let target: PlanFolder
  /// Of a plan in `plans/`, and what is there of it; nil where the changed plan goes elsewhere.
  private let living: (store: DraftStore, base: DraftBase)?
  /// For the record: `rota replan` and what was asked of it.
  private let operation: DraftOperation
  let project: Project?
  let from: Instant
  let now: Instant

  /// - Parameters:
  ///   - readsProject: whether the project's files are needed; a project that isn't found is nil.
  ///   - writes: whether a plan is written.
  init(
    _ path: String, _ arguments: ParsedArguments, readsProject: Bool, writes: Bool = true, on console: Console
  ) throws(Diagnostic) {
    let folder = CommandFiles.folder(ofPlan: path)
    now = WallClock.now()
    let command = arguments.command.name
    var place = arguments[ChangeOptions.out]
    if place == nil, let folder, let living = try? LivingPlan(at: folder) {
      let store = DraftStore(living)
      let base = try store.base(command: "rota \(command)")
      self.living = (store, base)
      place = base.published == nil ? living.home.path : living.draft.path
      plan = try Self.sound(base.current, in: path)
      held = base.draft == nil ? nil : base.published
    } else {
      (living, held) = (nil, nil)
      plan = try Self.sound(try CommandFiles.plan(path, on: console), in: path)
      if place == nil, let folder { place = "\(URL(filePath: folder).standardizedFileURL.path).draft" }
    }
    guard let place else {
      throw UsageError.conflict("a plan from standard input has no folder", "Say with '--out' where the draft goes.")
    }
    if let out = arguments[ChangeOptions.out], (try? LivingPlan(at: out)) != nil {
      throw Diagnostic(
        "replan.out", "'\(out)' lies in plans/ of a project, where a draft has its own place and its journal",
        cure: "Leave --out away to change the plan's draft, or name a folder elsewhere.", kind: .usage)
    }
    target = PlanFolder(place)
    if writes { try target.checkWritable() }
    let named = arguments[ChangeOptions.project]
    let root = readsProject ? try ProjectOfPlan.folder(of: plan, at: folder, named: named) : nil
    project = try root.map { root throws(Diagnostic) in
      let files = try FolderFiles(root)
      return try ProjectLock.hold(files.folder, for: .reading, command: "rota") { () throws(Diagnostic) -> Project in
        try Project.read(files)
      }
    }
    from = PlanMoment.instant(arguments[ChangeOptions.from], in: plan.readerZone, now: now)
    operation = DraftOperation(
      command,
      arguments: arguments.words
        + (arguments[ChangeOptions.from] == nil ? ["--from", plan.readerZone.localText(of: from)] : []), at: now)
    guard from < plan.request.grid.end else {
      throw Diagnostic(
        "replan.over", "the plan of \(plan.week) is over at \(plan.readerZone.localText(of: from))",
        cure: "Give an earlier moment with --from, or name the plan that is to change.")
    }
  }

  /// The plans beside it as they are now; none of a plan elsewhere.
  var neighbours: Neighbours { living?.base.plan.neighbours ?? Neighbours.none }

  /// Changes the plan, in the name of a command.
  func changer(_ command: String) -> PlanChanger {
    PlanChanger(plan, held: held, project: project, beside: neighbours, command: "rota \(command)")
  }

  /// What people attend by the plans beside it, none of which covers its dates.
  var activitiesBeside: [Attendance] {
    neighbours.plans.filter { !$0.place.dates.overlaps(plan.request.dates) }
      .flatMap { $0.document.rota.activities ?? [] }
  }

  /// Puts a changed plan in place: as the draft of a plan in `plans/`, which `rota undo` takes back, else where it was asked
  /// for.
  /// - Parameter why: of dates on which no duty is another one.
  func put(
    _ revised: RevisedPlan, why: (PersonID, CivilDate) -> String? = { _, _ in nil }
  ) throws(Diagnostic) {
    guard let living else { return try target.publish(try publishedFiles(of: revised.plan)) }
    var operation = operation
    let reasons = Dictionary(
      revised.changes.map { (Place(person: $0.person, date: $0.date), $0.why) }, uniquingKeysWith: { first, _ in first }
    )
    operation.changes = PlanChange.all(from: revised.former.rota, to: revised.plan.rota) { person, date in
      reasons[Place(person: person, date: date)] ?? why(person, date)
    }
    try living.store.put(revised.plan, as: operation, over: living.base)
  }

  /// Puts a changed plan in place unless nothing is another one, or it breaks more rules than a draft that broke some; says
  /// what became of it.
  /// - Returns: 1 where the plan breaks rules.
  func finish(_ revised: RevisedPlan, on console: Console) throws(Diagnostic) -> ExitStatus {
    let isPut = revised.isWritable && !revised.isSame
    if isPut {
      try put(revised)
      let known = neighbours.countedElsewhere(by: revised.former)
      for warning in neighbours.countedElsewhere(by: revised.plan) where !known.contains(warning) {
        console.report(warning)
      }
    }
    try RevisedPlanText(revised: revised, folder: isPut ? target.path : nil).show(on: console)
    if revised.plan.result.status == .interrupted { return .stoppedEarly }
    return revised.keepsRules && revised.remaining.isEmpty ? .done : .answerIsNo
  }

  private struct Place: Hashable {
    var person: PersonID
    var date: CivilDate
  }

  /// Keeps a copy of a file that the changed plan is made from, and names it.
  /// - Parameter path: as it was given.
  func kept(_ bytes: [UInt8], as path: String) throws(Diagnostic) -> InputFile {
    if let living { return try living.store.keepInput(bytes, named: path) }
    return InputFile.named(URL(filePath: path).lastPathComponent, bytes)
  }

  /// Its rota may break rules: the changes may be what mends it. Its figures have to be right.
  private static func sound(_ plan: PlanDocument?, in path: String) throws(Diagnostic) -> PlanDocument {
    guard let plan else {
      throw Diagnostic(
        "plan.missing", "there is no plan in '\(path)'", cure: "Make one with 'rota plan'.", kind: .missingInput)
    }
    try PlanCheck(plan).approve(as: path == "-" ? "standard input" : path, allowsBreaches: true)
    return plan
  }
}
