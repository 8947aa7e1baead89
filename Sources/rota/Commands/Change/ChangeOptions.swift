internal import Calendars
internal import Foundation
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Workforce

/// What the commands that change a plan share: the plan, where the draft goes, from when on anything may change.
enum ChangeOptions {
  static let plan = Argument("PLAN", .file, "The plan's folder, or its plan.json.")
  static let out = Option(
    "out", .folder, default: "PLAN.draft", "The folder to write the changed plan to; the plan itself stays as it is.")
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
  let target: PlanFolder
  let project: Project?
  let from: Instant
  let now: Instant

  /// - Parameters:
  ///   - readsProject: whether the project's files are needed; a project that isn't found is nil.
  ///   - writes: whether a plan is written.
  init(
    _ path: String, _ arguments: ParsedArguments, readsProject: Bool, writes: Bool = true, on console: Console
  ) throws(Diagnostic) {
    plan = try CommandFiles.soundPlan(path, on: console)
    let folder = CommandFiles.folder(ofPlan: path)
    var place = arguments[ChangeOptions.out]
    if place == nil, let folder {
      let real = URL(filePath: folder).standardizedFileURL.path
      place = SetAside.isDraft(real) ? real : "\(real).draft"
    }
    guard let place else {
      throw UsageError.conflict("a plan from standard input has no folder", "Say with '--out' where the draft goes.")
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
    now = Instant(secondsSince1970: Int(Date().timeIntervalSince1970))
    from = PlanMoment.instant(arguments[ChangeOptions.from], in: plan.readerZone, now: now)
    guard from < plan.request.grid.end else {
      throw Diagnostic(
        "replan.over", "the plan of \(plan.week) is over at \(plan.readerZone.localText(of: from))",
        cure: "Give an earlier moment with --from, or name the plan that is to change.")
    }
  }

  /// Writes a changed plan.
  func put(_ plan: PlanDocument) throws(Diagnostic) { try target.publish(try publishedFiles(of: plan)) }
}
