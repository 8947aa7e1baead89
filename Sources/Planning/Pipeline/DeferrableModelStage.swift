public import Calendars
internal import Requirements
internal import ShiftStaffing
public import Tables
internal import Workforce

/// Project → the data of `models/deferrable-work.mod`, a file for each e-mail queue with a response time: the same rows as
/// in the exported staffing, by themselves.
public struct DeferrableModelStage: Sendable {
  public let week: ISOWeek
  public let warnings: [Diagnostic]
  /// Names and texts of the data files, in the project's order of queues.
  public let files: [(name: String, text: String)]

  /// - Throws: `model.no-deadlines` for a project without such a queue, and whatever the forecast refuses.
  public init(project: Project, week: ISOWeek?, weeks: Int) throws(Diagnostic) {
    let stage = try StaffStage(project: project, week: week, weeks: weeks)
    self.week = stage.week
    warnings = stage.warnings
    guard !stage.problem.deadlines.isEmpty else {
      throw Diagnostic(
        "model.no-deadlines", "no queue of the project has work with deadlines",
        cure: "Give an e-mail queue a responseTime, or export '--model staffing'.", kind: .missingInput)
    }
    files = stage.problem.deadlines.map { work in
      let settings = project.queues[work.queue].settings
      let name = stage.problem.deadlines.count == 1 ? "" : "-" + Self.fileName(settings.id.rawValue, work.queue)
      let file = "deferrable-work\(name).dat"
      return (
        file,
        work.mathProgData(
          comment: "\(settings.name), \(stage.week): agents are heads on the rota.\n"
            + "glpsol --math deferrable-work.mod --data \(file)")
      )
    }
  }

  /// What every file system takes; the queue's number keeps names apart.
  private static func fileName(_ id: String, _ number: Int) -> String {
    let safe = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return safe == id ? safe : "\(number + 1)\(safe)"
  }
}
