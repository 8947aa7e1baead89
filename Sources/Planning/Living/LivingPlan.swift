internal import Foundation
internal import Plans
public import Tables

/// A plan that lives in `plans/` of a project: what people hold, the draft beside it, and what both were before.
///
/// `plans/NAME/` is what people hold, or the first draft until it is published; `plans/NAME.draft/` is the draft beside a
/// published plan. `plans/.history/NAME/` holds every published plan and the journal, in no folder that is ever swapped.
public struct LivingPlan: Sendable {
  /// The project folder.
  public let project: String
  /// `2026-W49`, for a plan in its week's own place.
  public let name: String
  let plans: PlansFolder

  public init(project: String, name: String) {
    self.project = project
    self.name = PlanPlace.home(of: name)
    plans = PlansFolder(project: project)
  }

  /// The plan of a folder in `plans/`, whichever of its places it is.
  ///
  /// - Parameters:
  ///   - path: a plan's folder or its `plan.json`; what lies there is not read.
  ///   - named: the project folder; nil = the nearest above that holds a `rota.json`.
  /// - Throws: `plan.not-living` for a plan elsewhere.
  public init(at path: String, project named: String? = nil) throws(Diagnostic) {
    var url = URL(filePath: path).standardizedFileURL
    if url.lastPathComponent == PlanFile.plan, FileKind(at: url.path) != .folder { url.deleteLastPathComponent() }
    let folder = PlanFolder(url.path)
    // From plans/ on: the plan itself may be gone.
    guard let project = try ProjectOfPlan.folder(above: url.deletingLastPathComponent().path, named: named),
      PlansFolder(project: project).holds(folder)
    else {
      throw Diagnostic(
        "plan.not-living", "'\(path)' does not lie in plans/ of a project, so nothing is published or taken back there",
        cure: "Name a plan such as DIR/plans/2026-W49, or plan without --out.")
    }
    self.init(project: Self.asWritten(path, project), name: url.lastPathComponent)
  }

  /// The project folder as whoever named the plan would call it, where it is what stands before `plans/`.
  private static func asWritten(_ path: String, _ project: String) -> String {
    let plan = PathParts(path.hasSuffix("/") ? String(path.dropLast()) : path)
    let folder = PathParts(plan.name == PlanFile.plan ? PathParts(plan.folder).folder : plan.folder)
    let before = folder.folder.isEmpty ? "." : folder.folder
    return folder.name == "plans" && FileKind.followed(before) == FileKind.followed(project) ? before : project
  }

  public var home: PlanFolder { PlanFolder(plans.path(of: name)) }
  public var draft: PlanFolder { PlanFolder(plans.path(of: name + PlanPlace.draftEnding)) }
  var history: PlanHistory { plans.history(of: name) }
  var projectFolder: URL { URL(filePath: project, directoryHint: .isDirectory) }

  /// What messages call it: `plans/2026-W49`.
  var words: String { "plans/\(name)" }

  /// The published plan, read as far as its weeks; nil where nothing is published.
  public func publishedPlace() throws(Diagnostic) -> PlanPlace? {
    try plans.place(named: name).flatMap { $0.isDraft ? nil : $0 }
  }

  /// Where the draft lies; nil where there is none.
  public func draftPlace() throws(Diagnostic) -> PlanFolder? {
    if try plans.place(named: name + PlanPlace.draftEnding) != nil { return draft }
    return try plans.place(named: name)?.isDraft == true ? home : nil
  }

  /// Where a draft is to be put: beside what is published, else in its place.
  public func draftTarget() throws(Diagnostic) -> PlanFolder { try publishedPlace() == nil ? home : draft }

  /// Every living plan of a project, by name.
  public static func all(in project: String) throws(Diagnostic) -> [LivingPlan] {
    Set(try PlansFolder(project: project).places().map { PlanPlace.home(of: $0.name) })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { LivingPlan(project: project, name: $0) }
  }
}
