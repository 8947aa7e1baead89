internal import Calendars
internal import Workforce
internal import Words

/// Refuses numbers that no rota can hold before anything computes with them: a plan file can be edited by hand.
enum ReadableValuesCheck {
  static let rule = "rota.unreadable"
  /// 1900 to 2200, far outside what any plan means and far inside what the arithmetic holds.
  static let seconds = -2_208_988_800...7_258_118_400
  static let days = -25_567...84_005
  /// Two weeks: no shift, rest or break comes near it.
  static let minutes = -20_160...20_160
  /// Weekly limits and contracts: a week has 10,080 minutes; generous on purpose, some rules say "no limit" so.
  static let weekly = 0...1_000_000
  static let intervals = 0...1_000_000

  static func breaches(_ request: RosterRequest, _ rota: Rota) -> [Breach] {
    var found: [Breach] = []
    func demand(_ holds: Bool, _ what: String, _ person: PersonID? = nil) {
      if !holds { found.append(Breach(rule: rule, person: person, message: what)) }
    }
    let grid = request.grid
    demand((1...1440).contains(grid.interval.rawValue), "the grid's interval of \(Words.plain.minutes(grid.interval))")
    demand(intervals.contains(grid.count), "the grid's \(grid.count) intervals")
    demand(seconds.contains(grid.start.rawValue), "the grid's start")
    demand(days.contains(request.firstDate.dayNumber), "the first date")
    demand((1...3660).contains(request.days), "a horizon of \(request.days) days")
    for entry in request.demand {
      demand(
        entry.required.count == grid.count,
        "queue \(entry.queue) has \(entry.required.count) required numbers, the grid \(grid.count) intervals")
      demand(entry.required.allSatisfy(intervals.contains), "a required number of queue \(entry.queue)")
      if let steps = entry.steps {
        demand(
          isReadable(steps, count: grid.count, prices: request.prices.ladder?.count),
          "the steps of queue \(entry.queue)")
      }
    }
    let prices = request.prices
    if let ladder = prices.ladder {
      demand(
        (1...CoveragePrices.mostSteps).contains(ladder.count) && ladder.allSatisfy(\.isFinite),
        "the ladder of the prices of coverage")
    }
    demand(
      [prices.underFirst, prices.underNext, prices.overFirst, prices.overNext, prices.band].allSatisfy(\.isFinite)
        && (0...1).contains(prices.band), "the prices of coverage")
    if let budget = request.budget { demand(budget.isFinite && budget >= 0, "a budget") }
    if let terms = request.fairness { demand(isReadable(terms), "a price or a date of unpopular duties") }
    for template in request.templates { demand(isReadable(template), "a time of template \(template.id)") }
    for site in request.sites {
      demand(
        [site.nightFrom, site.nightTo, site.earlyLimit, site.lateLimit].allSatisfy { minutes.contains($0.minutes) }
          && site.payPerHour.isFinite && site.nightPremiumPerHour.isFinite, "the night or the pay of site \(site.id)")
      demand(
        intervals.contains(site.maximumStartsPerDay ?? 0), "the most people who may start a day at site \(site.id)")
    }
    for person in request.people { demand(isReadable(person), "a limit, date or price of the person", person.id) }
    for assigned in rota.duties { demand(isReadable(assigned.duty), "a time of a duty", assigned.person) }
    for rule in request.teamRules ?? [] {
      demand(rule.price.isFinite && intervals.contains(rule.heads), "the heads or the price of '\(rule.name)'")
      demand(
        rule.hours.spans.count == 7
          && rule.hours.spans.joined().allSatisfy { minutes.contains($0.lowerBound) && minutes.contains($0.upperBound) },
        "the hours of '\(rule.name)'")
    }
    for carried in request.carriedIn { demand(isReadable(carried.duty), "a time of a carried-in duty") }
    for span in rota.work {
      demand(
        seconds.contains(span.start.rawValue) && seconds.contains(span.end.rawValue), "a time of a work span",
        span.person)
    }
    for activity in rota.activities ?? [] {
      demand(
        seconds.contains(activity.start.rawValue) && minutes.contains(activity.length.rawValue),
        "a time of an activity", activity.person)
    }
    return found.map { breach in
      var breach = breach
      breach.message += " lies outside every sensible range"
      return breach
    }
  }

  /// A number an interval for each price of the ladder, never falling from price to price.
  private static func isReadable(_ steps: ServiceSteps, count: Int, prices: Int?) -> Bool {
    steps.contactPrice.count == count && steps.contactPrice.allSatisfy(\.isFinite)
      && steps.heads.count == prices
      && steps.heads.allSatisfy { $0.count == count && $0.allSatisfy(intervals.contains) }
      && zip(steps.heads, steps.heads.dropFirst()).allSatisfy { lower, upper in
        zip(lower, upper).allSatisfy { $0 <= $1 }
      }
  }

  private static func isReadable(_ duty: Duty) -> Bool {
    seconds.contains(duty.start.rawValue) && minutes.contains(duty.length.rawValue)
      && days.contains(duty.date.dayNumber) && duty.breaks.count <= 100
      && duty.breaks.allSatisfy { minutes.contains($0.offset.rawValue) && minutes.contains($0.length.rawValue) }
  }

  private static func isReadable(_ template: ShiftTemplate) -> Bool {
    minutes.contains(template.earliestStart.minutes) && minutes.contains(template.latestStart.minutes)
      && (1...20_160).contains(template.step.rawValue) && minutes.contains(template.latestEnd?.minutes ?? 0)
      && template.lengths.allSatisfy { minutes.contains($0.rawValue) }
      && template.breaks.allSatisfy { rule in
        [rule.length, rule.from, rule.to].allSatisfy { minutes.contains($0.rawValue) }
      }
  }

  private static func isReadable(_ person: Person) -> Bool {
    weekly.contains(person.contract.rawValue) && isReadable(person.rules)
      && intervals.contains(person.history.consecutiveDays)
      && seconds.contains(person.history.lastEnd?.rawValue ?? 0)
      && days.contains(person.history.lastDate?.dayNumber ?? 0)
      && intervals.contains(person.ahead?.consecutiveDays ?? 0)
      && seconds.contains(person.ahead?.firstStart.rawValue ?? 0)
      && ((person.history.lastDuties ?? []) + (person.ahead?.nextDuties ?? [])).allSatisfy {
        days.contains($0.date.dayNumber) && seconds.contains($0.start.rawValue) && seconds.contains($0.end.rawValue)
      }
      && [person.hours?.earliestStart, person.hours?.latestEnd].allSatisfy { minutes.contains($0?.minutes ?? 0) }
      && person.absences.allSatisfy { days.contains($0.first.dayNumber) && days.contains($0.last.dayNumber) }
      && (person.closedDays?.dates ?? []).allSatisfy { days.contains($0.dayNumber) }
      && (person.fairness.map(isReadable) ?? true)
      && (person.pattern.map(isReadable) ?? true)
      && person.wishes.allSatisfy { wish in
        switch wish.kind {
        case .dayOff: break
        case .start(let clock), .notBefore(let clock), .notAfter(let clock):
          if !minutes.contains(clock.minutes) { return false }
        }
        return wish.price.isFinite && days.contains(wish.date?.dayNumber ?? 0)
      }
  }

  /// Weeks of one entry or seven.
  private static func isReadable(_ pattern: ShiftPattern) -> Bool {
    ShiftPattern.turn.contains(pattern.weeks.count) && pattern.weeks.allSatisfy { [1, 7].contains($0.count) }
      && days.contains(pattern.from.dayNumber) && pattern.from.weekday == .monday && pattern.price?.isFinite ?? true
  }

  /// Steps that never fall, at least one a kind.
  private static func isReadable(_ fairness: PersonFairness) -> Bool {
    fairness.carriedIn.isBearable
      && (fairness.steps ?? []).allSatisfy { steps in
        FairnessTerms.toldRange.contains(steps.count) && steps.allSatisfy(FairnessTerms.stepRange.contains)
          && zip(steps, steps.dropFirst()).allSatisfy { $0 <= $1 }
      }
  }

  /// Every kind at most once.
  private static func isReadable(_ terms: FairnessTerms) -> Bool {
    Set(terms.kinds.map(\.kind)).count == terms.kinds.count
      && terms.kinds.allSatisfy { $0.price.isFinite && FairnessTerms.toldRange.contains($0.told) }
      && terms.holidays.allSatisfy { days.contains($0.dayNumber) }
  }

  private static func isReadable(_ rules: PersonRules) -> Bool {
    LabourRule.all.allSatisfy { rule in
      switch rule.figure(of: rules) {
      case .minutes(let value), .count(let value): weekly.contains(value)
      case .price(let value): value.isFinite
      case .flag, .weekends, nil: true
      }
    } && (rules.prices ?? [:]).values.allSatisfy(\.isFinite)
  }
}
