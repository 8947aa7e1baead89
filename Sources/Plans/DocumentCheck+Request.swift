internal import Calendars
internal import Tables
internal import Workforce

extension DocumentCheck {
  /// What the optimiser was asked.
  mutating func request(_ request: RosterRequest) {
    demand(request.grid.count > 0 || request.demand.isEmpty, "a grid without intervals", at: "request.grid.count")
    whole(request.days, 1...Self.mostDays, "days", at: "request.days")
    demand(Self.isNear(request.grid.start, request.firstDate), at: "request.grid.start") {
      "the grid begins at \(request.grid.start.utcText), the plan on \(request.firstDate)"
    }
    cover(of: request)
    distinct(request.sites.map(\.id.rawValue), at: "request.sites")
    for (index, site) in request.sites.enumerated() {
      amount(site.payPerHour, at: "request.sites[\(index)].payPerHour")
      amount(site.nightPremiumPerHour, at: "request.sites[\(index)].nightPremiumPerHour")
      for (name, time) in [("earlyBefore", site.earlyBefore), ("lateAfter", site.lateAfter)] {
        demand(time.map(Site.limitsOfDay.contains) ?? true, at: "request.sites[\(index)].\(name)") {
          "found \(time ?? ClockTime(minutes: 0)); expected a time from 00:00 to 24:00"
        }
      }
      if let limit = site.maximumStartsPerDay {
        whole(limit, Site.startsPerDay, "people", at: "request.sites[\(index)].maximumStartsPerDay")
      }
    }
    for (index, template) in request.templates.enumerated() {
      demand(template.step >= 1, at: "request.templates[\(index)].step") {
        "found \(template.step.rawValue); expected a step of at least a minute"
      }
    }
    people(of: request)
    teamRules(of: request)
    if let terms = request.fairness { fairness(terms) }
    if let budget = request.budget { amount(budget, at: "request.budget") }
    for (index, carried) in request.carriedIn.enumerated() {
      duty(carried.duty, about: request.firstDate, at: "request.carriedIn[\(index)].duty")
    }
  }

  private mutating func teamRules(of request: RosterRequest) {
    guard let rules = request.teamRules else { return }
    whole(rules.count, 0...TeamRule.mostRules, "rules", at: "request.teamRules")
    distinct(rules.map(\.name), at: "request.teamRules")
    for (index, rule) in rules.enumerated() {
      let path = "request.teamRules[\(index)]"
      whole(rule.heads, TeamRule.mostHeads, "people", at: "\(path).heads")
      number(rule.price, TeamRule.prices, "a price", at: "\(path).price")
      distinct(rule.people.map(\.rawValue), at: "\(path).people")
      distinct(rule.beside.map(\.rawValue), at: "\(path).beside")
    }
  }

  private mutating func people(of request: RosterRequest) {
    let sites = Set(request.sites.map(\.id))
    distinct(request.people.map(\.id.rawValue), at: "request.people")
    for (index, person) in request.people.enumerated() {
      let path = "request.people[\(index)]"
      demand(sites.contains(person.site), at: "\(path).site") { "'\(person.site)' isn't one of `request.sites`" }
      whole(person.contract.rawValue, 0...Self.heads, "minutes", at: "\(path).contract")
      self.rules(person.rules, at: "\(path).rules")
      whole(person.history.consecutiveDays, 0...Self.heads, "days", at: "\(path).history.consecutiveDays")
      if let ahead = person.ahead {
        whole(ahead.consecutiveDays, 0...Self.heads, "days", at: "\(path).ahead.consecutiveDays")
      }
      for (name, duties) in [
        ("history.lastDuties", person.history.lastDuties), ("ahead.nextDuties", person.ahead?.nextDuties),
      ] {
        for (number, duty) in (duties ?? []).enumerated() {
          settled(duty, about: request.firstDate, at: "\(path).\(name)[\(number)]")
        }
      }
      for (name, clock) in [("earliestStart", person.hours?.earliestStart), ("latestEnd", person.hours?.latestEnd)] {
        if let clock { whole(clock.minutes, DayHours.range, "minutes", at: "\(path).hours.\(name)") }
      }
      for (number, absence) in person.absences.enumerated() {
        demand(absence.first <= absence.last, at: "\(path).absences[\(number)].last") {
          "the absence ends on \(absence.last), before it begins"
        }
        if let minutes = absence.minutesADay {
          whole(minutes.rawValue, Absence.minutesADayRange, "minutes", at: "\(path).absences[\(number)].minutesADay")
        }
      }
      if let pattern = person.pattern { self.pattern(pattern, at: "\(path).pattern") }
      if let fairness = person.fairness {
        self.fairness(fairness, kinds: request.fairness?.kinds.count, at: "\(path).fairness")
      }
      for (number, wish) in person.wishes.enumerated() { amount(wish.price, at: "\(path).wishes[\(number)].price") }
    }
  }

  private mutating func pattern(_ pattern: ShiftPattern, at path: String) {
    whole(pattern.weeks.count, ShiftPattern.turn, "weeks", at: "\(path).weeks")
    for (number, week) in pattern.weeks.enumerated() {
      demand([1, 7].contains(week.count), at: "\(path).weeks[\(number)]") {
        "found \(week.count) entries; expected one for all days, or seven from Monday on"
      }
    }
    demand(pattern.from.weekday == .monday, at: "\(path).from") { "found \(pattern.from); expected a Monday" }
    if let price = pattern.price { number(price, LabourRule.breachPrices, "a price", at: "\(path).price") }
  }

  private mutating func fairness(_ terms: FairnessTerms) {
    let path = "request.fairness.kinds"
    for (number, kind) in terms.kinds.enumerated() {
      self.number(kind.price, FairnessPrices.range, "a price", at: "\(path)[\(number)].price")
      whole(kind.told, FairnessTerms.toldRange, "duties", at: "\(path)[\(number)].told")
      demand(terms.kinds[..<number].allSatisfy { $0.kind != kind.kind }, at: "\(path)[\(number)].kind") {
        "'\(kind.kind.rawValue)' is there twice"
      }
    }
  }

  private mutating func fairness(_ fairness: PersonFairness, kinds: Int?, at path: String) {
    counts(fairness.carriedIn, at: "\(path).carriedIn")
    guard let steps = fairness.steps else { return }
    demand(steps.count == kinds, at: "\(path).steps") {
      "found \(steps.count) lists; expected one a kind of `request.fairness`, \(kinds ?? 0)"
    }
    for (number, steps) in steps.enumerated() {
      let path = "\(path).steps[\(number)]"
      whole(steps.count, FairnessTerms.toldRange, "steps", at: path)
      for step in steps { whole(step, FairnessTerms.stepRange, "tenths of a duty", at: path) }
      demand(zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 }, "a step falls", at: path)
    }
  }

  /// Unpopular duties.
  mutating func counts(_ counts: DutyCounts, at path: String) {
    whole(counts.contractMinutes, DutyCounts.minutes, "minutes", at: "\(path).contractMinutes")
    for kind in FairKind.allCases { whole(counts[kind], DutyCounts.duties, "duties", at: "\(path).\(kind.countName)") }
  }

  private mutating func rules(_ rules: PersonRules, at path: String) {
    for rule in LabourRule.all {
      switch rule.figure(of: rules) {
      case .minutes(let value): whole(value, 0...Self.heads, "minutes", at: "\(path).\(rule.name)")
      case .count(let value): whole(value, 0...Self.heads, rule.unit, at: "\(path).\(rule.name)")
      case .price(let value): amount(value, at: "\(path).\(rule.name)")
      case .flag, .weekends, nil: break
      }
    }
    for (name, price) in (rules.prices ?? [:]).sorted(by: { $0.key < $1.key }) {
      demand(LabourRule.all.contains { $0.name == name && $0.canBePriced }, at: "\(path).prices.\(name)") {
        "there is no rule '\(name)' whose breaches have a price"
      }
      number(price, 0...Self.amount, "a price", at: "\(path).prices.\(name)")
    }
  }

  /// What was asked of a queue, as the models take it.
  mutating func settings(_ settings: QueueSettings, of queue: QueueID, at path: String) {
    demand(settings.id == queue, at: "\(path).id") { "found '\(settings.id)'; expected '\(queue)'" }
    if let problem = settings.diagnostics().first { demand(false, problem.message, at: path) }
    number(settings.target.withinSeconds, 0...Self.seconds, "seconds", at: "\(path).target.withinSeconds")
    for (number, part) in (settings.shrinkagePlan?.components ?? []).enumerated() {
      let path = "\(path).shrinkagePlan.components[\(number)]"
      if let minutes = part.minutes {
        demand(minutes.lowerBound >= 0 && minutes.upperBound <= 2880, at: "\(path).minutes") {
          "found \(minutes); expected minutes from 0 to 2880"
        }
      }
      for (number, booked) in (part.booked ?? []).enumerated() {
        share(booked.share, at: "\(path).booked[\(number)].share")
        demand(booked.first <= booked.last, "it ends before it begins", at: "\(path).booked[\(number)].last")
      }
    }
  }

  /// A forecast that was kept: parallel lists, rising in time.
  mutating func forecast(_ forecast: KeptForecast, at path: String) {
    demand(forecast.interval >= 1 && forecast.interval <= 1440, at: "\(path).interval") {
      "found \(forecast.interval.rawValue); expected a width from 1 to 1440 minutes"
    }
    number(forecast.daySpread, 0...Self.amount, "a share", at: "\(path).daySpread")
    number(forecast.dispersion, 0...Self.amount, "a number", at: "\(path).dispersion")
    let count = forecast.starts.count
    let lists = [
      ("contacts", forecast.contacts), ("p10", forecast.p10), ("p50", forecast.p50), ("p90", forecast.p90),
    ]
    for (name, values) in lists {
      numbers(values, count, -Self.contacts...Self.contacts, "contacts", at: "\(path).\(name)")
    }
    rising(forecast.starts, at: "\(path).starts")
    rising(forecast.past.map(\.start), at: "\(path).past")
    let shown = (forecast.past.map(\.start) + forecast.starts)
    if let first = shown.first, let last = shown.last {
      demand(last - first <= Self.mostDays * 86_400 && first <= last, at: "\(path).past[0].start") {
        "it shows \(first.utcText) to \(last.utcText); expected at most ten years"
      }
    }
    for (index, hour) in forecast.past.enumerated() {
      number(hour.contacts, 0...Self.contacts, "contacts", at: "\(path).past[\(index)].contacts")
    }
    for (index, mark) in forecast.marks.enumerated() {
      demand(mark.start <= mark.end, "it ends before it begins", at: "\(path).marks[\(index)].end")
    }
  }

  private mutating func rising(_ starts: [Instant], at path: String) {
    let next = zip(starts, starts.dropFirst()).enumerated().first { $0.element.1 < $0.element.0 }
    if let next { demand(false, "it is earlier than the one before", at: "\(path)[\(next.offset + 1)]") }
  }
}
