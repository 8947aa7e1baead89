internal import Calendars
internal import Planning
internal import Staffing

/// What `rota staff --explain` prints.
struct ExplanationText {
  var stage: ExplainStage

  var text: String {
    let answer = stage.explanation
    let from = stage.zone.civil(at: answer.start)
    let to = stage.zone.civil(at: answer.start + stage.interval)
    var lines = [
      "\(stage.queueName), \(from.date.weekday.title) \(from.date), \(from.clock) to \(to.clock) \(stage.zone) (\(stage.week))"
    ]
    func row(_ name: String, _ value: String) {
      lines.append(name + String(repeating: " ", count: max(1, 16 - name.count)) + value)
    }
    guard answer.isOpen else {
      lines.append("The queue is closed; nobody is required.")
      return lines.joined(separator: "\n") + "\n"
    }
    let kind = answer.levels.first?.serviceLevel == nil ? "worked on" : "expected"
    row("contacts", "\(number(answer.contacts)) \(kind), mean handle time \(number(answer.handleTime)) s")
    row(
      "load",
      "\(number(answer.offeredLoad)) erlangs; contacts × handle time ÷ interval is \(number(answer.stationaryLoad))")
    row("model", answer.model)
    row("", answer.reason)
    row("target", stage.target)
    if let deadlines = answer.deadlines {
      row(
        "deadlines",
        "by \(to.clock) \(number(deadlines.due)) contacts of this plan must be done and \(number(deadlines.available)) can "
          + "be; \(number(deadlines.done)) are")
    }
    row(
      "required",
      "\(answer.positions) in position; at \(ProgressLine.percent(answer.shrinkage)) shrinkage \(answer.heads) on the rota"
    )
    if answer.levels.isEmpty { row("", "no contacts are expected") }
    for level in answer.levels {
      row("  \(level.agents) agents", figures(level))
      row("", level.missed.isEmpty ? "meets the target" : "misses " + level.missed.joined(separator: " and "))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func figures(_ level: StaffingExplanation.Level) -> String {
    var parts: [String] = []
    if let share = level.serviceLevel { parts.append("service level \(ProgressLine.percent(share))") }
    if let wait = level.meanWait {
      parts.append(wait.isFinite ? "mean wait \(number(wait)) s" : "the queue grows for ever")
    }
    if let share = level.abandonment, share > 0 { parts.append("abandoned \(ProgressLine.percent(share))") }
    parts.append("occupancy \(ProgressLine.percent(level.occupancy))")
    return parts.joined(separator: ", ")
  }

  /// With at most two decimals.
  private func number(_ value: Double) -> String {
    let hundredths = (value * 100).rounded() / 100
    return hundredths == hundredths.rounded() ? ProgressLine.number(hundredths) : "\(hundredths)"
  }
}

/// What `staff --explain --json` prints.
struct StaffExplainAnswer: Codable {
  var schema = 1
  var week: ISOWeek
  var zone: Zone
  var intervalMinutes: Int
  var target: String
  var explanation: StaffingExplanation

  init(_ stage: ExplainStage) {
    week = stage.week
    zone = stage.zone
    intervalMinutes = stage.interval.rawValue
    target = stage.target
    explanation = stage.explanation
  }
}
