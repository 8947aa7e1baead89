internal import Calendars
internal import Forecasting
internal import Requirements
internal import Tables
internal import Workforce
internal import Words

/// What a plan takes for granted, in sentences that its reader can object to.
struct AssumptionStage: Stage {
  var project: Project
  var demand: Demand

  func run() -> [String] {
    var sentences: [String] = []
    for plan in demand.queues {
      let (settings, requirement) = (plan.settings, plan.requirement)
      sentences.append("\(settings.name): \(requirement.model).")
      if !requirement.reason.isEmpty { sentences.append("\(settings.name): \(requirement.reason)") }
      sentences += (requirement.notes + [requirement.levelling].compactMap(\.self)).map { "\(settings.name): \($0)" }
      sentences += settings.presenceWords.map { "\(settings.name): \($0)" }
      if let plan = settings.shrinkagePlan {
        sentences += plan.components.map { "\(settings.name): \($0.words)." }
      } else if settings.shrinkage > 0 {
        sentences.append(
          "\(settings.name): \(Words.plain.share(settings.shrinkage)) of working time is lost to shrinkage beyond breaks and "
            + "planned absences.")
      }
    }
    let names = demand.queues.filter { $0.forecast?.handleTime == nil }
      .map { "\($0.settings.name) \(Int($0.settings.handleTime)) s" }
    if !names.isEmpty {
      sentences.append("Handle times not found in the tickets are the planner's: \(Words.plain.list(names)).")
    }
    if !project.holidays.isEmpty {
      sentences += project.queues.map { "\($0.settings.name): \($0.holidayWords)" }
    }
    for site in project.sites {
      guard let most = site.maximumStartsPerDay else { continue }
      sentences.append("\(site.name): at most \(most) \(most == 1 ? "person starts" : "people start") on a date.")
    }
    sentences += project.templates.flatMap { $0.roundedWindows(interval: project.interval) }
    if let pooling = PoolingStage(demand: demand).run() { sentences.append(pooling.sentence) }
    sentences += project.rules.assumptions
    sentences.append("Time-zone rules: \(project.zoneChoice.used.source.words).")
    return sentences
  }
}

extension QueueSettings {
  /// The promise in words: `80 % within 20 s`.
  var targetText: String {
    if channel == .email {
      guard let response = responseTime else { return "worked within opening hours" }
      return "done within \(response.words)"
    }
    let parts = target.words(hasRoom: hasWaitingRoom, holdsSeveral: holdsSeveral)
    return parts.isEmpty ? "no target" : Words.plain.list(parts)
  }
}

extension ShrinkageComponent {
  /// `4 % of rostered time goes to sickness (paid, unplanned)`.
  var words: String {
    var when = ""
    if let weekdays { when += " on " + Words.plain.list(weekdays.map(\.shortTitle)) }
    if let minutes {
      when += " from \(ClockTime(minutes: minutes.lowerBound)) to \(ClockTime(minutes: minutes.upperBound))"
    }
    let kind = "\(isPaid ? "paid" : "unpaid"), \(isPlanned ? "planned" : "unplanned")"
    var counted = isKnownToRota ? "; the rota takes it out by name, so it adds no heads" : ""
    for span in booked ?? [] {
      counted +=
        "; in \(ISOWeek(containing: span.first)) absences.csv books \(Words.plain.share(span.share)) of it by name, which adds no heads"
    }
    return "\(Words.plain.share(share)) of rostered time goes to \(name)\(when) (\(kind))\(counted)"
  }
}
