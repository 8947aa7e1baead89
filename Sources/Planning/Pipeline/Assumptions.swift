internal import Forecasting
internal import Calendars
internal import Shifts
internal import Staffing

/// What a plan takes for granted, in sentences that its reader can object to.
struct Assumptions {
  var project: Project
  var demand: Demand
  /// What sharing people can save at most; nil with one queue.
  var pooling: PoolingGain?

  func sentences() -> [String] {
    var sentences: [String] = []
    for (queue, requirement) in zip(project.queues, demand.requirements) {
      let settings = queue.settings
      sentences.append("\(settings.name): \(requirement.model).")
      if !requirement.reason.isEmpty { sentences.append("\(settings.name): \(requirement.reason)") }
      sentences += (requirement.notes + [requirement.levelling].compactMap(\.self)).map { "\(settings.name): \($0)" }
      if let plan = settings.shrinkagePlan {
        sentences += plan.components.map { "\(settings.name): \($0.words)." }
      } else if settings.shrinkage > 0 {
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
    if !project.holidays.isEmpty {
      sentences += project.queues.map { "\($0.settings.name): \($0.holidayWords)" }
    }
    sentences += project.templates.flatMap { $0.roundedWindows(interval: project.interval) }
    if let pooling { sentences.append(pooling.sentence) }
    sentences.append("Time-zone rules: \(project.zoneChoice.used.source.words).")
    return sentences
  }
}

extension QueueSettings {
  /// The promise in words: `80 % within 20 s`.
  var targetText: String {
    if channel == .email {
      guard let response = responseTime else { return "worked within opening hours" }
      let time = SettingsNode.durationText(Int(response.seconds))
      return response.clock == .elapsed ? "done within \(time)" : "done within \(time) of opening hours"
    }
    var parts: [String] = []
    if let level = target.serviceLevel {
      let share = "\(percent(level)) within \(SettingsNode.durationText(Int(target.withinSeconds)))"
      parts.append([share, target.definition.words].compactMap { $0 }.joined(separator: " "))
    }
    if let wait = target.meanWait { parts.append("mean wait at most \(SettingsNode.durationText(Int(wait)))") }
    let hasRoom = channel == .chat && waitingRoom != nil
    if let cap = target.maximumAbandonment { parts.append("at most \(percent(cap)) \(hasRoom ? "lost" : "abandoned")") }
    if hasRoom, let cap = target.largestTurnedAway { parts.append("at most \(percent(cap)) turned away") }
    if let cap = target.maximumOccupancy { parts.append("occupancy at most \(percent(cap))") }
    return parts.isEmpty ? "no target" : parts.joined(separator: ", ")
  }
}

extension ShrinkageComponent {
  /// `4 % of rostered time goes to sickness (paid, unplanned)`.
  var words: String {
    var when = ""
    if let weekdays { when += " on " + weekdays.map(\.shortTitle).joined(separator: ", ") }
    if let minutes {
      when += " from \(ClockTime(minutes: minutes.lowerBound)) to \(ClockTime(minutes: minutes.upperBound))"
    }
    let kind = "\(isPaid ? "paid" : "unpaid"), \(isPlanned ? "planned" : "unplanned")"
    var counted = isKnownToRota ? "; the rota takes it out by name, so it adds no heads" : ""
    for span in booked ?? [] {
      counted +=
        "; in \(ISOWeek(containing: span.first)) absences.csv books \(percent(span.share)) of it by name, which adds no heads"
    }
    return "\(percent(share)) of rostered time goes to \(name)\(when) (\(kind))\(counted)"
  }
}

/// `0.125` → `12.5 %`.
func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
}
