public import Calendars
internal import Forecasting
public import Requirements
public import Tables
internal import Workforce
internal import Words

/// Why a queue needs as many people as it does at one moment.
public struct QueueExplanation: Sendable {
  public let explanation: StaffingExplanation
  /// The queue's name, zone and the width of its interval.
  public let queueName: String
  public let zone: Zone
  public let interval: Minutes
  public let week: ISOWeek
  /// The setting that each staff level is measured by, in words.
  public let target: String
  /// The shares that the target names, 0…1.
  public let targetLevel: Double?
  public let occupancyCap: Double?
  /// Whether occupancy is a share of the places for conversations.
  public let holdsSeveral: Bool
  /// Whether the contacts can wait: e-mail.
  public let isDeferrable: Bool
  /// The definition of the service level, where it is not the share of all contacts offered.
  public let definition: String?
  /// Heads on the rota that 'rota plan' asks for, where absences that are booked by name make them fewer; nil where it asks
  /// for the same.
  public let plannedHeads: Int?
  /// What a contact in time is worth to the plan on that day, in currency units; nil of queues priced by heads.
  public let contactPrice: Double?
  public let currency: String
  /// What the demand was made from, and anything odd on the way.
  public let warnings: [Diagnostic]
}

/// Answers why a queue needs as many people as it does.
public struct ExplainStage: Stage {
  var project: Project
  var queue: QueueID
  var moment: String
  var week: ISOWeek?
  var weeks: Int

  /// - Parameters:
  ///   - moment: `2026-11-24T10:00` or `tue 10:00` on the queue's own clock.
  ///   - week: the first week; nil = the first after the history ends, and for a date outside of what would be staffed
  ///     from there the date's own.
  ///   - weeks: staffed at once; a weekday means the first of its name.
  public init(project: Project, queue: QueueID, moment: String, week: ISOWeek?, weeks: Int) {
    self.project = project
    self.queue = queue
    self.moment = moment
    self.week = week
    self.weeks = weeks
  }

  /// - Throws: `explain.queue`, `explain.time`, `explain.closed`, and whatever the forecast refuses.
  public func run() throws(Diagnostic) -> QueueExplanation {
    guard let index = project.queues.firstIndex(where: { $0.settings.id == queue }) else {
      let known = project.queues.map(\.settings.id.rawValue)
      throw Diagnostic(
        "explain.queue", "there is no queue '\(queue)'",
        cure: (NearestName.of(queue.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
          + "Known: \(Words.plain.list(known)).", kind: .usage)
    }
    guard let asked = AskedMoment(moment) else {
      throw Diagnostic(
        "explain.time", "'\(moment)' isn't a time that can be explained",
        cure: "Write a date and a time such as 2026-11-24T10:00, or a weekday and a time such as \"tue 10:00\".",
        kind: .usage)
    }
    var horizon = try Horizon(project: project, week: week, weeks: weeks)
    if week == nil, let date = asked.date, !(0..<horizon.days).contains(date - horizon.firstDate) {
      horizon = try Horizon(project: project, week: ISOWeek(containing: date), weeks: weeks)
    }
    let demand = try DemandStage(project: project, horizon: horizon).run()
    let plan = demand.queues[index]
    let settings = plan.settings
    guard let forecast = plan.forecast else {
      throw Diagnostic(
        "explain.no-history", "the queue '\(queue)' has no history, so nobody is required", cure: "Import its tickets.",
        kind: .missingInput)
    }
    let date = asked.date ?? asked.weekday.map { horizon.firstDate.adding(days: $0.index) } ?? horizon.firstDate
    let slot = horizon.grid.index(of: settings.zone.instant(of: date, asked.clock))
    guard horizon.dates.contains(date), (0..<horizon.grid.count).contains(slot) else {
      throw Diagnostic(
        "explain.time",
        "\(date) \(asked.clock) lies outside the \(weeks == 1 ? "week" : "\(weeks) weeks from") \(horizon.week)",
        cure: "Choose a time in it, or another '--week' or more '--weeks'.",
        kind: .usage)
    }
    let idle = plan.queue.blendedWith.isEmpty ? [] : demand.idleSeconds(for: plan.queue, people: project.people)
    let booked = project.bookingAbsences(in: horizon).queues[index].settings
    let isDeferrable = settings.channel == .email
    return QueueExplanation(
      explanation: explainRequirement(
        for: settings, forecast: forecast, grid: horizon.grid, closedDates: plan.closedDates, idleCapacity: idle,
        earlier: plan.earlier, dates: horizon.dates, at: slot),
      queueName: settings.name, zone: settings.zone, interval: horizon.grid.interval, week: horizon.week,
      target: settings.targetText, targetLevel: isDeferrable ? nil : settings.target.serviceLevel,
      occupancyCap: settings.target.maximumOccupancy, holdsSeveral: settings.holdsSeveral, isDeferrable: isDeferrable,
      definition: isDeferrable ? nil : settings.target.definition.words,
      plannedHeads: booked == settings ? nil : plan.asked(by: booked, idle: idle, over: horizon).required[slot],
      contactPrice: demand.priced(by: project.prices, headPrice: project.headPrice).heads[index].steps?
        .contactPrice[slot],
      currency: project.currency, warnings: demand.warnings)
  }
}
