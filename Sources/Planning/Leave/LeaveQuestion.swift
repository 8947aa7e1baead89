public import Calendars
internal import Plans
public import Searching
public import Tables
internal import Words
internal import Workforce

/// Whether somebody may have leave: what it does to the weeks that are planned, what is known of the others.
public struct LeaveQuestion: Sendable {
  public let project: Project
  public let plans: LeavePlans

  /// How many dates before and after the leave are looked at for others that would do.
  static let reach = 14
  /// How many of these are planned for, which takes a search each.
  static let tried = 3

  public init(project: Project, plans: LeavePlans) {
    self.project = project
    self.plans = plans
  }

  /// The dates of which plans are asked for.
  public static func looksAt(_ dates: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
    dates.lowerBound.adding(days: -reach)...dates.upperBound.adding(days: reach)
  }

  /// - Parameters:
  ///   - options: of each search in a planned week.
  ///   - quick: of those for other dates.
  /// - Throws: `leave.…` where the request itself is wrong: nobody of that ID, dates that are over or leave already.
  public func answer(
    _ asked: LeaveRequest, options: SearchLimits, quick: SearchLimits, control: PlanControl
  ) throws(Diagnostic) -> LeaveAnswer {
    let person = try person(asked)
    let outlook = LeaveOutlook(project: project, person: person, absence: asked.absence)
    let prices = LeavePrices(project: project, plans: plans, person: asked.person, from: asked.from)
    let settled = try settled(person, weeks(of: Self.looksAt(asked.dates)))
    let (workdays, paidMinutes) = share(settled, asked.absence)
    var answer = LeaveAnswer(
      person: person.id, name: person.name, absence: asked.absence, days: asked.absence.last - asked.absence.first + 1,
      workdays: workdays, paidMinutes: asked.absence.paid ? paidMinutes : 0, planned: [],
      unplanned: weeks(of: asked.dates).filter { !isPlanned($0, asked.dates) }.map(outlook.week),
      mostAway: outlook.mostAway(knownAbsences), refusals: [], others: [], currency: project.currency)
    var anyway: [String: RevisedPlan] = [:]
    do throws(Diagnostic) {
      answer.planned = try prices.planned(asked.absence, options: options, control: control, anyway: &anyway)
    } catch {
      guard error.code == "replan.frozen-breaks" else { throw error }
      answer.refusals.append(error.message)
    }
    answer.refusals += asked.refusals(answer)
    answer.others = others(
      than: asked, answer, person: person, settled: settled, prices: prices, options: quick, control: control,
      anyway: anyway)
    return answer
  }

  // MARK: The request

  private func person(_ asked: LeaveRequest) throws(Diagnostic) -> Person {
    guard let person = project.people.first(where: { $0.id == asked.person }) else {
      let nearest = NearestName.of(asked.person.rawValue, among: project.people.map(\.id.rawValue))
      throw Diagnostic(
        "leave.person", "agents.csv has nobody with the ID '\(asked.person)'",
        cure: (nearest.map { "Did you mean '\($0)'? " } ?? "") + "Give an agent_id.")
    }
    if let known = person.absences.first(where: { $0.first <= asked.absence.last && asked.absence.first <= $0.last }) {
      throw Diagnostic(
        "leave.absent", "'\(person.id)' is absent from \(known.first) to \(known.last) already (\(known.kind))",
        cure: "Leave these dates out.")
    }
    guard asked.absence.last >= person.zone.date(at: asked.from) else {
      throw Diagnostic(
        "leave.over", "the leave ends on \(asked.absence.last), which is over",
        cure: "Give an earlier moment with --from, if it is meant.")
    }
    return person
  }

  /// The person as plans of these weeks know them: usual days, and dates on which their desk is closed.
  private func settled(_ person: Person, _ weeks: [ISOWeek]) throws(Diagnostic) -> [ISOWeek: Person] {
    var people: [ISOWeek: Person] = [:]
    for week in weeks {
      // Usual days are known of whoever is away in the week.
      let away = project.granting(Absence(first: week.monday, last: week.monday), to: person.id)
      let horizon = try Horizon(project: away, week: week, weeks: 1)
      people[week] = away.atOpenDesks(in: horizon).people.first { $0.id == person.id }
    }
    return people
  }

  /// The usual days that the leave takes, and what they are of the contract, week by week.
  private func share(_ settled: [ISOWeek: Person], _ absence: Absence) -> (workdays: Int, minutes: Int) {
    weeks(of: absence.first...absence.last).reduce((0, 0)) { sum, week in
      guard let person = settled[week] else { return sum }
      let closed = person.closedDays.map { $0.credited ? $0.dates : [] } ?? []
      let days = person.usualDates(inWeekFrom: week.monday).count { date in
        absence.first <= date && date <= absence.last && !closed.contains(date)
      }
      return (sum.0 + days, sum.1 + person.contract.rawValue * days / person.usualDayCount)
    }
  }

  private func weeks(of dates: ClosedRange<CivilDate>) -> [ISOWeek] {
    var weeks = [ISOWeek(containing: dates.lowerBound)]
    while let last = weeks.last, last.adding(weeks: 1).monday <= dates.upperBound {
      weeks.append(last.adding(weeks: 1))
    }
    return weeks
  }

  private func isPlanned(_ week: ISOWeek, _ dates: ClosedRange<CivilDate>) -> Bool {
    plans.covers(max(week.monday, dates.lowerBound))
  }

  /// Absences that plans know of and `absences.csv` doesn't.
  private var knownAbsences: [PersonID: [Absence]] {
    Dictionary(grouping: plans.plans.flatMap { $0.plan.revised?.absences ?? [] }, by: \.person)
      .mapValues { $0.map(\.absence) }
  }

  // MARK: Other dates

  private func others(
    than asked: LeaveRequest, _ answer: LeaveAnswer, person: Person, settled: [ISOWeek: Person], prices: LeavePrices,
    options: SearchLimits, control: PlanControl, anyway: [String: RevisedPlan]
  ) -> [OtherDates] {
    var anyway = anyway
    // Where nothing was priced there is nothing to be cheaper than; what costs nothing can't be undercut.
    guard answer.unplanned.isEmpty, let cost = answer.cost ?? (answer.refusals.isEmpty ? nil : .infinity), cost > 0.005
    else { return [] }
    let today = person.zone.date(at: asked.from)
    var candidates: [(absence: Absence, distance: Int, cost: Double)] = []
    for shift in -Self.reach...Self.reach where shift != 0 {
      var absence = asked.absence
      (absence.first, absence.last) = (absence.first.adding(days: shift), absence.last.adding(days: shift))
      let dates = (0..<answer.days).map { absence.first.adding(days: $0) }
      guard absence.first > today, dates.allSatisfy(plans.covers),
        !(person.absences + (knownAbsences[person.id] ?? [])).contains(where: {
          $0.first <= absence.last && absence.first <= $0.last
        }), share(settled, absence).workdays == answer.workdays
      else { continue }
      candidates.append((absence, abs(shift), prices.quickCost(absence)))
    }
    candidates.sort { ($0.cost, $0.distance, $0.absence.first) < ($1.cost, $1.distance, $1.absence.first) }
    var found: [OtherDates] = []
    for candidate in candidates.prefix(Self.tried) {
      var other = asked
      other.absence = candidate.absence
      // What can't be planned for is no other date that would do.
      guard
        let planned = try? prices.planned(candidate.absence, options: options, control: control, anyway: &anyway)
      else { continue }
      var there = answer
      there.planned = planned
      there.mostAway = LeaveOutlook(project: project, person: person, absence: candidate.absence).mostAway(
        knownAbsences)
      let price = planned.reduce(0) { $0 + $1.cost }
      guard price < cost - 0.005, other.refusals(there).isEmpty else { continue }
      found.append(
        OtherDates(
          first: candidate.absence.first, last: candidate.absence.last, cost: price,
          uncoveredMinutes: planned.reduce(0) { $0 + $1.uncoveredMinutes }))
    }
    return found.sorted { ($0.cost, $0.first) < ($1.cost, $1.first) }
  }
}

extension Project {
  /// The project with one more absence.
  func granting(_ absence: Absence, to person: PersonID) -> Project {
    var project = self
    for index in people.indices where people[index].id == person {
      project.people[index].absences.append(absence)
      project.people[index].absences.sort { $0.first < $1.first }
    }
    return project
  }
}

extension LeaveRequest {
  /// The stated caps that an answer is above, in sentences without their full stop.
  func refusals(_ answer: LeaveAnswer) -> [String] {
    var words: [String] = []
    if let mostAway, let most = answer.mostAway, most.people > mostAway {
      words.append(
        "\(most.people) of \(most.team) who share a queue would be away on \(Words.plain.day(most.date)); at most "
          + "\(mostAway) may be")
    }
    if let budget, let cost = answer.cost, cost > budget + 1e-9 {
      words.append(
        "it costs \(Words.plain.money(cost, currency: answer.currency)); at most "
          + "\(Words.plain.money(budget, currency: answer.currency)) may be spent")
    }
    if let leastService {
      for week in answer.planned {
        guard let after = week.serviceLevel.after, let before = week.serviceLevel.before, after < leastService,
          after < before
        else { continue }
        words.append(
          "\(week.plan) would expect a service level of \(Words.plain.percent(after, places: 1)); at least "
            + "\(Words.plain.percent(leastService, places: 1)) is asked for")
      }
    }
    return words
  }
}
