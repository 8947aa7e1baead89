internal import Calendars
internal import Planning
internal import Tables
internal import Words

/// How commands name a plan that lives in a project.
enum LivingPlans {
  /// - Parameters:
  ///   - path: a plan's folder, its `plan.json`, or a project folder.
  ///   - week: with a project folder.
  /// - Throws: `plan.which` where a project has several open drafts, `plan.missing` (exit 66) where it has none.
  static func plan(_ path: String, week: ISOWeek?) throws(Diagnostic) -> LivingPlan {
    guard let status = try project(path) else { return try LivingPlan(at: path) }
    if let week { return LivingPlan(project: path, name: week.description) }
    let drafts = status.plans.filter { $0.draft != nil }
    // Nothing open: the last plan, of which it is said that it is published.
    guard let only = drafts.last ?? status.plans.last else {
      throw Diagnostic(
        "plan.missing", "there is no plan in '\(path)'", cure: "Make one with 'rota plan'.", kind: .missingInput)
    }
    guard drafts.count < 2 else {
      throw Diagnostic(
        "plan.which",
        "'\(path)' has \(drafts.count) drafts: \(Words.plain.list(drafts.compactMap { $0.draft?.folder }))",
        cure: "Name one of them, or say --week.")
    }
    return try LivingPlan(at: "\(path)/\((only.draft ?? only.published)?.folder ?? "")", project: path)
  }

  private static func project(_ path: String) throws(Diagnostic) -> ProjectStatus? {
    guard ProjectOfPlan.isProject(path) else { return nil }
    return try ProjectStatus(of: path)
  }

  /// Under the clock rules of the plan's project.
  static func scoped<Result>(
    _ plan: LivingPlan, _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    try ProjectZones.choice(forPlanAt: plan.home.path).scoped(body)
  }
}
