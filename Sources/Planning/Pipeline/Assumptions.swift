internal import Forecasting
internal import Calendars
internal import Staffing

/// What a plan takes for granted, in sentences that its reader can object to.
struct Assumptions {
  var project: Project
  var demand: Demand

  func sentences() -> [String] {
    var sentences: [String] = []
    for (queue, requirement) in zip(project.queues, demand.requirements) {
      let settings = queue.settings
      sentences.append("\(settings.name): \(requirement.model).")
      sentences += requirement.notes.map { "\(settings.name): \($0)" }
      if settings.shrinkage > 0 {
        sentences.append(
          "\(settings.name): \(percent(settings.shrinkage)) of working time is lost to shrinkage beyond breaks and "
            + "planned absences.")
      }
    }
    if demand.forecasts.contains(where: { $0?.handleTime == nil }) {
      let names = zip(project.queues, demand.forecasts).filter { $0.1?.handleTime == nil }
        .map { "\($0.0.settings.name) \(Int($0.0.settings.handleTime)) s" }
      sentences.append("Handle times not found in the tickets are the planner's: \(names.joined(separator: ", ")).")
    }
    sentences.append("Time-zone rules: \(Zone.rulesVersion).")
    return sentences
  }
}

extension QueueSettings {
  /// The promise in words: `80 % within 20 s`.
  var targetText: String {
    if channel == .email { return "worked within opening hours" }
    var parts: [String] = []
    if let level = target.serviceLevel {
      parts.append("\(percent(level)) within \(SettingsNode.durationText(Int(target.withinSeconds)))")
    }
    if let wait = target.meanWait { parts.append("mean wait at most \(SettingsNode.durationText(Int(wait)))") }
    if let cap = target.maximumOccupancy { parts.append("occupancy at most \(percent(cap))") }
    return parts.isEmpty ? "no target" : parts.joined(separator: ", ")
  }
}

/// `0.125` → `12.5 %`.
func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}
