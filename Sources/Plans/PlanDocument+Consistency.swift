internal import Calendars
internal import Searching
internal import Workforce

/// The first thing in the plan that its readers could not cope with; nil for every plan that this program wrote.
///
/// Rules of the rota are the checker's business; this looks only at what indexes, names and arithmetic rely on. Times,
/// dates and lengths of time have been held to their ranges when they were decoded.
func fault(in plan: PlanDocument) -> DocumentFault? {
  var check = DocumentCheck()
  check.head(of: plan)
  check.queues(of: plan)
  check.request(plan.request)
  check.coverage(of: plan)
  check.rota(of: plan)
  check.figures(of: plan)
  check.simulation(of: plan)
  if let revised = plan.revised { check.revised(revised, of: plan) }
  for (number, forecast) in (plan.forecasts ?? []).enumerated() {
    check.forecast(forecast, at: "forecasts[\(number)]")
  }
  return check.fault
}

extension DocumentCheck {
  fileprivate mutating func head(of plan: PlanDocument) {
    whole(plan.weeks, 1...Self.mostDays / 7, "weeks", at: "weeks")
    if let limit = plan.options.timeLimit { number(limit, 0...Self.amount, "seconds", at: "options.timeLimit") }
    if let moves = plan.options.iterations { whole(moves, 0...Self.mostMoves, "moves", at: "options.iterations") }
    whole(plan.options.threads, 0...Self.heads, "threads", at: "options.threads")
    number(plan.options.gap, 0...Self.amount, "a share", at: "options.gap")
    if let revision = plan.revision { whole(revision, 0...Self.heads, "revisions", at: "revision") }
    demand(
      plan.state != .published || (plan.revision ?? 0) > 0, "a published plan has a revision of at least 1",
      at: "revision")
    for (index, input) in plan.inputs.enumerated() {
      whole(input.bytes, 0...Self.mostMoves, "bytes", at: "inputs[\(index)].bytes")
    }
  }

  fileprivate mutating func queues(of plan: PlanDocument) {
    distinct(plan.queues.map(\.id.rawValue), at: "queues")
    for (index, queue) in plan.queues.enumerated() {
      let path = "queues[\(index)]"
      if let target = queue.targetServiceLevel { share(target, at: "\(path).targetServiceLevel") }
      share(queue.shrinkage, at: "\(path).shrinkage")
      if let spread = queue.daySpread { number(spread, 0...Self.amount, "a share", at: "\(path).daySpread") }
      if let variation = queue.handleTimeVariation {
        number(variation, 0...10, "a share", at: "\(path).handleTimeVariation")
      }
      if let share = queue.usableIdleShare { self.share(share, at: "\(path).usableIdleShare") }
      if let backlog = queue.backlog {
        number(backlog.opening, 0...Self.contacts, "contacts", at: "\(path).backlog.opening")
        number(backlog.closing, 0...Self.contacts, "contacts", at: "\(path).backlog.closing")
        number(backlog.largestOverdue, 0...Self.contacts, "contacts", at: "\(path).backlog.largestOverdue")
      }
      if let presence = queue.presence {
        self.presence(presence, about: plan.request.firstDate, at: "\(path).presence")
      }
      if let settings = queue.settings { self.settings(settings, of: queue.id, at: "\(path).settings") }
    }
  }

  /// The arrays that run parallel to the grid, a value an interval.
  fileprivate mutating func coverage(of plan: PlanDocument) {
    let count = plan.request.grid.count
    demand(
      plan.coverage.map(\.queue) == plan.queues.map(\.id), "the queues aren't those of `queues`, in that order",
      at: "coverage")
    for (index, coverage) in plan.coverage.enumerated() {
      let path = "coverage[\(index)]"
      length(coverage.open.count, count, at: "\(path).open")
      numbers(coverage.contacts, count, 0...Self.contacts, "contacts", at: "\(path).contacts")
      for (name, band) in [("contactsLow", coverage.contactsLow), ("contactsHigh", coverage.contactsHigh)]
      where !band.isEmpty { numbers(band, count, -Self.contacts...Self.contacts, "contacts", at: "\(path).\(name)") }
      numbers(coverage.handleTime, count, 0...Self.seconds, "seconds", at: "\(path).handleTime")
      wholes(coverage.positions, count, at: "\(path).positions")
      wholes(coverage.required, count, at: "\(path).required")
      wholes(coverage.scheduled, count, at: "\(path).scheduled")
      numbers(coverage.serviceLevel, count, Self.shares, "a share", at: "\(path).serviceLevel")
      if let expected = coverage.expectedService {
        numbers(expected, count, Self.shares, "a share", at: "\(path).expectedService")
      }
      numbers(coverage.occupancy, count, 0...Self.seconds, "a share", at: "\(path).occupancy")
      if let arrivals = coverage.arrivals {
        numbers(arrivals, count, 0...Self.contacts, "contacts", at: "\(path).arrivals")
      }
      if let basis = coverage.basis { self.basis(basis, count, at: "\(path).basis") }
    }
  }

  fileprivate mutating func rota(of plan: PlanDocument) {
    let people = Set(plan.request.people.map(\.id))
    for (index, assigned) in plan.rota.duties.enumerated() {
      let path = "rota.duties[\(index)]"
      demand(people.contains(assigned.person), at: "\(path).person") {
        "'\(assigned.person)' isn't one of `request.people`"
      }
      duty(assigned.duty, about: plan.request.firstDate, at: "\(path).duty")
    }
    let grid = plan.request.grid
    for (index, span) in plan.rota.work.enumerated() {
      demand(span.start <= span.end, "the work ends before it begins", at: "rota.work[\(index)].end")
      demand(
        span.start >= grid.start - .hours(72) && span.end <= grid.end + .hours(72), at: "rota.work[\(index)].start"
      ) {
        "the work lasts from \(span.start.utcText) to \(span.end.utcText), days outside the plan"
      }
    }
    for (index, activity) in (plan.rota.activities ?? []).enumerated() {
      let path = "rota.activities[\(index)]"
      demand(people.contains(activity.person), at: "\(path).person") {
        "'\(activity.person)' isn't one of `request.people`"
      }
      self.activity(activity, on: grid, at: path)
    }
    for (index, entry) in plan.calendar.enumerated() {
      let path = "calendar[\(index)]"
      for (number, activity) in (entry.activities ?? []).enumerated() {
        // Cancelled duties of dates that the plan let go may lie far outside of its grid.
        demand(DocumentCheck.isNear(activity.start, entry.duty.date), at: "\(path).activities[\(number)].start") {
          "it starts at \(activity.start.utcText), not about \(entry.duty.date)"
        }
        whole(
          activity.length.rawValue, 1...Attendance.mostMinutes, "minutes", at: "\(path).activities[\(number)].length")
      }
      whole(entry.sequence, 0...Self.heads, "revisions", at: "\(path).sequence")
      duty(entry.duty, about: plan.request.firstDate, at: "\(path).duty")
    }
  }

  /// What the plan states about its rota.
  fileprivate mutating func figures(of plan: PlanDocument) {
    let result = plan.result
    let costs = result.costs
    for (name, value) in [("objective", result.objective), ("bound", result.bound), ("gap", result.gap)] {
      amount(value, at: "result.\(name)")
    }
    let parts = [
      ("pay", costs.pay), ("nightPremium", costs.nightPremium), ("wishes", costs.wishes),
      ("contractShortfall", costs.contractShortfall), ("understaffing", costs.understaffing),
      ("overstaffing", costs.overstaffing),
    ]
    for (name, value) in parts { amount(value, at: "result.costs.\(name)") }
    for (number, rule) in (costs.rules ?? []).enumerated() {
      whole(rule.breaches, 0...Self.heads, "breaches", at: "result.costs.rules[\(number)].breaches")
      amount(rule.cost, at: "result.costs.rules[\(number)].cost")
    }
    for (name, value) in [("fairness", costs.fairness), ("overtime", costs.overtime), ("timeOff", costs.timeOff)] {
      if let value { amount(value, at: "result.costs.\(name)") }
    }
    if let disturbance = result.disturbance {
      number(disturbance, 0...Self.amount, "a price", at: "result.disturbance")
    }
    whole(result.moves, 0...Self.mostMoves, "moves", at: "result.moves")
    whole(result.boundRounds, 0...Self.mostMoves, "rounds", at: "result.boundRounds")
    if let seconds = result.seconds { number(seconds, 0...Self.amount, "seconds", at: "result.seconds") }

    demand(
      plan.people.map(\.person) == plan.request.people.map(\.id),
      "the people aren't those of `request.people`, in that order", at: "people")
    for (index, person) in plan.people.enumerated() {
      let counts = [
        ("contractMinutes", person.contractMinutes), ("plannedMinutes", person.plannedMinutes),
        ("absentMinutes", person.absentMinutes), ("shifts", person.shifts), ("nights", person.nights),
        ("weekendDays", person.weekendDays), ("early", person.early), ("late", person.late),
        ("preferencesMet", person.preferencesMet), ("preferencesAsked", person.preferencesAsked),
      ]
      for (name, value) in counts {
        whole(value, -Self.heads...Self.heads, "minutes or days", at: "people[\(index)].\(name)")
      }
      amount(person.cost, at: "people[\(index)].cost")
      if let fairness = person.fairness {
        self.counts(fairness.counts, at: "people[\(index)].fairness.counts")
        amount(fairness.cost, at: "people[\(index)].fairness.cost")
      }
    }

    let summary = plan.summary
    if let level = summary.serviceLevel { share(level, at: "summary.serviceLevel") }
    numbers(
      summary.serviceLevelByQueue, plan.queues.count, Self.shares, "a share", at: "summary.serviceLevelByQueue",
      each: "queue")
    let minutes = [
      ("requiredMinutes", summary.requiredMinutes), ("uncoveredMinutes", summary.uncoveredMinutes),
      ("overstaffedMinutes", summary.overstaffedMinutes), ("paidMinutes", summary.paidMinutes),
    ]
    for (name, value) in minutes { whole(value, 0...Self.mostMoves, "minutes", at: "summary.\(name)") }
    amount(summary.cost, at: "summary.cost")
  }

  fileprivate mutating func simulation(of plan: PlanDocument) {
    guard let simulation = plan.simulation else { return }
    whole(simulation.replications, 0...Self.heads, "replications", at: "simulation.replications")
    whole(simulation.rounds, 0...Self.heads, "rounds", at: "simulation.rounds")
    let whole = [
      ("serviceLevel", simulation.serviceLevel), ("abandonment", simulation.abandonment),
      ("withoutHelp", simulation.withoutHelp),
    ]
    for (name, value) in whole { estimate(value, at: "simulation.\(name)") }
    demand(
      simulation.queues.map(\.queue) == plan.queues.map(\.id), "the queues aren't those of `queues`, in that order",
      at: "simulation.queues")
    for (index, queue) in simulation.queues.enumerated() {
      let path = "simulation.queues[\(index)]"
      let parts = [
        ("serviceLevel", queue.serviceLevel), ("abandonment", queue.abandonment), ("occupancy", queue.occupancy),
        ("waitAnswered", queue.waitAnswered),
      ]
      for (name, value) in parts { estimate(value, at: "\(path).\(name)") }
      number(queue.waitingAtEnd, 0...Self.contacts, "contacts", at: "\(path).waitingAtEnd")
    }
    for (index, hour) in simulation.weakHours.enumerated() {
      let path = "simulation.weakHours[\(index)]"
      share(hour.target, at: "\(path).target")
      estimate(hour.serviceLevel, at: "\(path).serviceLevel")
      self.whole(hour.required, 0...Self.heads, "heads", at: "\(path).required")
      self.whole(hour.scheduled, 0...Self.heads, "heads", at: "\(path).scheduled")
    }
  }
}
