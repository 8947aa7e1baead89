internal import Foundation
internal import Optimization
internal import Planning
internal import Plans
internal import Searching
internal import Tables
internal import Workforce
internal import Words

/// Many teams, one after the other, in shards that need no word with one another.
extension PlanCommand {
  /// One team's line of the answer.
  private struct Row: Codable {
    var folder: String
    /// `planned`, `already there`, `published`, `failed`, `stopped`.
    var outcome: String
    var cost: Double?
    var gap: Double?
    var plan: String?
  }

  /// What is wrong with one team does not keep the others from their plans: it is reported, and the status is 1 at the end.
  func run(batch path: String, stop: StopFlag, on console: Console) throws(Diagnostic) -> ExitStatus {
    let folders = shard.part(of: try BatchList.folders(try CommandFiles.read(path), path: path))
    var rows: [Row] = []
    for folder in folders {
      guard !stop.isRaised else {
        rows.append(Row(folder: folder, outcome: "stopped"))
        continue
      }
      do throws(Diagnostic) {
        let job = try Job(of: self, folder: folder)
        if let kept = try job.kept() {
          rows.append(Row(folder: folder, outcome: "already there", plan: kept.folder))
          continue
        }
        if try job.publishedAlone() != nil {
          console.say("\(folder), \(job.week) is published, and left as it is")
          rows.append(Row(folder: folder, outcome: "published"))
          continue
        }
        console.say("planning \(folder), \(job.week)")
        let plan = try job.run(stop: stop, on: console)
        rows.append(
          Row(
            folder: folder, outcome: "planned", cost: plan.summary.cost, gap: plan.result.gap, plan: job.target.path))
      } catch {
        console.report(error)
        rows.append(Row(folder: folder, outcome: "failed"))
      }
    }
    if console.json { try console.answer(json: rows) } else { console.answer(Self.text(rows)) }
    if stop.isRaised { return .stoppedEarly }
    return rows.contains { $0.outcome == "failed" } ? .answerIsNo : .done
  }

  private static func text(_ rows: [Row]) -> String {
    let table =
      [["team", "outcome", "cost", "gap"]]
      + rows.map { row in
        [
          row.folder, row.outcome, row.cost.map(Words.plain.rounded) ?? "-",
          row.gap.map { Words.plain.atMost($0) } ?? "-",
        ]
      }
    return SimulationText.table(table).joined(separator: "\n") + "\n"
  }
}
