internal import Calendars
internal import Tables
internal import Workforce
internal import Words

/// Weeks in which nobody works although people are there: legal, and never without a word.
struct EmptyWeeksStage: Stage {
  var project: Project
  var request: RosterRequest
  var rota: Rota

  func run() -> [Diagnostic] {
    let open = OpenSpans(project, dates: request.dates, withHolidays: true)
    return stride(from: 0, to: request.days, by: 7).compactMap { day in
      let monday = request.firstDate.adding(days: day)
      let dates = monday..<monday.adding(days: 7)
      guard !rota.duties.contains(where: { dates.contains($0.duty.date) }) else { return nil }
      let there = request.people.filter { person in
        (0..<7).contains { isThere(person, on: monday.adding(days: $0), open) }
      }
      guard !there.isEmpty else { return nil }
      let people = there.count == 1 ? "1 person is" : "\(there.count) people are"
      let reason = reason(there, dates)
      return Diagnostic(
        "plan.empty-week", "nobody works in \(ISOWeek(containing: monday)) although \(people) there: \(reason.words)",
        cure: reason.cure, severity: .warning)
    }
  }

  /// Whether somebody could come, if only a shift met the hours in which something is open that they can take.
  private func isThere(_ person: Person, on date: CivilDate, _ open: OpenSpans) -> Bool {
    guard person.closedDays?.dates.contains(date) == true else { return person.canStart(on: date) }
    let day = person.zone.instant(of: date)..<person.zone.instant(of: date.adding(days: 1))
    return person.isPresent(on: date)
      && project.queues.indices.contains { queue in
        person.queues.contains(project.queues[queue].settings.id)
          && open.around(date, queue: queue).contains { $0.overlaps(day) }
      }
  }

  private func reason(_ people: [Person], _ dates: Range<CivilDate>) -> (words: String, cure: String) {
    let isNeeded = request.demand.contains { demand in
      demand.required.indices.contains { slot in
        demand.required[slot] > 0
          && dates.contains(Zone.utc.date(at: request.grid.instant(at: slot)))
      }
    }
    if !isNeeded {
      return ("no queue needs anybody", "Check the forecast and the queues' opening hours for that week.")
    }
    if !people.contains(where: { person in (0..<7).contains { person.canStart(on: dates.lowerBound.adding(days: $0)) } }
    ) {
      return (
        "no shift of theirs meets the hours in which something is open that they can take",
        "Let shifts begin and end within the queues' opening hours."
      )
    }
    let shut = Set(request.sites.filter { $0.maximumStartsPerDay == 0 }.map(\.id))
    if people.allSatisfy({ shut.contains($0.site) }) {
      return (
        "nobody may start at their sites: 'maximumStartsPerDay' is 0", "Raise 'maximumStartsPerDay' in rota.json."
      )
    }
    if people.allSatisfy({ isCredited($0, dates.lowerBound) }) {
      return (
        "paid leave and closed days count for their whole contracts",
        "Raise max_hours of those who may work all the same, or give the hours to others."
      )
    }
    if people.allSatisfy({ isBarred($0, dates) }) {
      let rules = LabourRule.all.filter { rule in
        rule.reachesBeyondPlan && rule.usualPrice == nil && people.contains { rule.isInForce(for: $0.rules) }
      }
      return (
        "the plans beside it leave no day on which \(Words.plain.and(rules.map(\.words))) are kept",
        "Plan the weeks beside it again, or loosen \(rules.map { "'\($0.name)'" }.joined(separator: " or "))."
      )
    }
    return (
      "no shift may start then, or each costs more than the hours it would cover",
      "Look at the shifts' days and lengths, the contracts and the prices."
    )
  }

  /// Whether what counts towards the contract without work leaves no time to be worked.
  private func isCredited(_ person: Person, _ monday: CivilDate) -> Bool {
    let credited = person.creditedMinutes(inWeekFrom: monday)
    let left = person.rules.mostWeekly.rawValue - credited
    let shortest = request.templates.filter {
      (person.rules.templates.isEmpty || person.rules.templates.contains($0.id))
        && ($0.sites.isEmpty || $0.sites.contains(person.site))
    }.compactMap { template in template.lengths.first.map { template.paidMinutes(of: $0) } }.min()
    return credited > 0 && shortest.map { left < $0 } ?? false
  }

  /// Whether what lies before and after the horizon alone keeps somebody from every date.
  private func isBarred(_ person: Person, _ dates: Range<CivilDate>) -> Bool {
    let (from, to) = (person.earliestStart, person.latestEnd)
    return !(0..<7).contains { day in
      let date = dates.lowerBound.adding(days: day)
      guard person.canStart(on: date) else { return false }
      let (start, end) = (person.zone.instant(of: date), person.zone.instant(of: date.adding(days: 1)))
      return from.map { $0 < end } ?? true && to.map { start < $0 } ?? true
    } || person.rules.maximumConsecutiveDays < 1
  }
}

extension Person {
  /// Whether neither an absence nor a fixed day off keeps the person from starting on a date.
  func canStart(on date: CivilDate) -> Bool {
    isPresent(on: date) && closedDays?.dates.contains(date) != true
  }

  /// The same, whatever is closed.
  fileprivate func isPresent(on date: CivilDate) -> Bool {
    !fixedDaysOff.contains(date.weekday) && !absences.contains { $0.first <= date && date <= $0.last }
  }
}
