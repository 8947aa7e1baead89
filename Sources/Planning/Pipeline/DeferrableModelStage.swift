internal import Calendars
internal import ShiftStaffing
public import Tables
internal import Workforce

/// Project → the data of `models/deferrable-work.mod`, a file for each e-mail queue with a response time: the same rows as
/// in the exported staffing, by themselves.
public struct DeferrableModelStage: Stage {
  var task: StaffingTask

  public init(_ task: StaffingTask) { self.task = task }

  /// - Throws: `model.no-deadlines` for a project without such a queue.
  public func run() throws(Diagnostic) -> ModelFiles {
    guard !task.problem.deadlines.isEmpty else {
      throw Diagnostic(
        "model.no-deadlines", "no queue of the project has work with deadlines",
        cure: "Give an e-mail queue a responseTime, or export '--model staffing'.", kind: .missingInput)
    }
    let files = task.problem.deadlines.map { work in
      let settings = task.project.queues[work.queue].settings
      let name = task.problem.deadlines.count == 1 ? "" : "-" + Self.fileName(settings.id.rawValue, work.queue)
      let file = "deferrable-work\(name).dat"
      return (
        file,
        work.mathProgData(
          comment: "\(settings.name), \(task.week): agents are heads on the rota.\n"
            + "glpsol --math deferrable-work.mod --data \(file)")
      )
    }
    return ModelFiles(week: task.week, warnings: task.warnings, files: files)
  }

  /// What every file system takes; the queue's number keeps names apart.
  private static func fileName(_ id: String, _ number: Int) -> String {
    let safe = id.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    return safe == id ? safe : "\(number + 1)\(safe)"
  }
}
