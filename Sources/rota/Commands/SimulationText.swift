internal import Calendars
internal import Planning
internal import Publishing
internal import Simulation

/// What `rota simulate` prints.
struct SimulationText {
  var report: SimulationReport
  var zone: Zone

  var text: String {
    var lines = ["\(report.team), \(report.week): played \(report.replications) times, seed \(report.seed)"]
    if let level = report.live.serviceLevel {
      let expected = report.predictedServiceLevel.map { ", \(Self.percent($0)) expected by the plan" } ?? ""
      lines.append("service level   \(Self.share(level)) over all live contacts\(expected)")
    }
    lines.append("")
    let head = ["queue", "contacts", "in time", "expected", "wait", "give up", "busy", "left"]
    let rows = report.queues.map { queue -> [String] in
      [
        queue.id, ProgressLine.number(queue.total.contacts.rounded()), queue.total.serviceLevel.map(Self.share) ?? "-",
        queue.predictedServiceLevel.map { Self.percent($0) } ?? "-",
        queue.total.waitAnswered.map { Self.time($0.mean) } ?? "-",
        queue.total.abandonment.map { Self.percent($0.mean) } ?? "-",
        queue.total.occupancy.map { Self.percent($0.mean) } ?? "-",
        ProgressLine.number(queue.waitingAtEnd.rounded()),
      ]
    }
    lines += Self.table([head] + rows)
    lines.append("")
    if report.weakHours.isEmpty {
      lines.append("no hour misses its promise beyond chance")
    } else {
      lines.append("\(report.weakHours.count) hours miss their promise beyond chance, worst first:")
      let worst = report.weakHours.enumerated().sorted {
        ($0.element.serviceLevel.mean - $0.element.target, $0.offset)
          < ($1.element.serviceLevel.mean - $1.element.target, $1.offset)
      }.map(\.element)
      lines += worst.prefix(12).map { hour in
        let local = zone.civil(at: hour.start)
        let people =
          hour.scheduled < hour.required ? ", \(hour.required - hour.scheduled) of \(hour.required) missing" : ""
        return "  \(local.date.weekday) \(local.date) \(local.clock) \(hour.queue): \(Self.share(hour.serviceLevel)), "
          + "promised \(Self.percent(hour.target))\(people)"
      }
      if worst.count > 12 { lines.append("  and \(worst.count - 12) more; --json lists every hour") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `81.2 % ± 0.6`
  static func share(_ estimate: Estimate) -> String {
    "\(percent(estimate.mean)) ± \((estimate.margin * 1000).rounded() / 10)"
  }

  /// `81.2 %`
  static func percent(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }

  private static func time(_ seconds: Double) -> String {
    seconds < 600 ? "\(Int(seconds.rounded())) s" : "\(Int((seconds / 60).rounded())) min"
  }

  /// Columns in line: the first to the left, the others to the right.
  static func table(_ rows: [[String]]) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      row.enumerated().map { column, text in
        let space = String(repeating: " ", count: widths[column] - text.count)
        return column == 0 ? text + space : space + text
      }.joined(separator: "  ")
    }
  }
}
