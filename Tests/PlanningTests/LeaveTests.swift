import Calendars
import Foundation
import Plans
import ProjectFixtures
import Requirements
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("May somebody have leave?") struct LeaveTests {
  private static let limits = SearchLimits(timeLimit: nil, iterations: 120, seed: 1, threads: 1)
  private static let made = Result { try ReplanningTests.make(iterations: 600) }

  private func ask(
    _ person: PersonID, _ first: CivilDate, _ last: CivilDate? = nil, in project: Project? = nil,
    _ change: (inout LeaveRequest) -> Void = { _ in }
  ) throws -> LeaveAnswer {
    let made = try Self.made.get()
    var asked = LeaveRequest(person: person, absence: Absence(first: first, last: last ?? first), from: made.from)
    change(&asked)
    let plans = LeavePlans([.init(name: "plans/here", plan: made.plan)])
    return try LeaveQuestion(project: project ?? made.project, plans: plans).answer(
      asked, options: Self.limits, quick: Self.limits, control: ReplanningTests.control)
  }

  private func replanned(_ person: PersonID, _ first: CivilDate, _ last: CivilDate) throws -> RevisedPlan {
    let made = try Self.made.get()
    let absent = RevisionRecord.AbsentPerson(person: person, absence: Absence(first: first, last: last))
    return try made.changer.replan(
      ReplanRequest(from: made.from, absences: [absent], prices: made.project.disturbance), options: Self.limits,
      control: ReplanningTests.control)
  }

  @Test("a planned week: what a replan without the person comes to; other dates cost less and take as many workdays")
  func planned() throws {
    let made = try Self.made.get()
    var tested = 0
    for duty in made.plan.rota.duties.prefix(3) {
      let person = try #require(made.project.people.first { $0.id == duty.person })
      let date = duty.duty.date
      if person.absences.contains(where: { $0.first <= date && date <= $0.last }) { continue }
      tested += 1
      let answer = try ask(duty.person, date)
      let revised = try replanned(duty.person, date, date)
      let week = try #require(answer.planned.first)
      #expect(answer.planned.count == 1 && answer.unplanned.isEmpty && answer.mayBeGranted)
      #expect(week.plan == "plans/here" && week.dutiesLost == 1)
      let site = try #require(made.project.sites.first { $0.id == person.site })
      let leavePay = site.payPerHour * Double(person.contract.rawValue / 5) / 60
      #expect(abs(week.leavePay - leavePay) < 1e-9)
      #expect(abs(week.cost - (revised.plan.result.total - made.plan.result.objective + leavePay)) < 1e-9)
      #expect(week.uncoveredMinutes == revised.plan.summary.uncoveredMinutes - made.plan.summary.uncoveredMinutes)
      #expect(abs(week.pay - (revised.plan.summary.cost - made.plan.summary.cost + leavePay)) < 1e-9)
      #expect(week.othersChanged == revised.changes.count { $0.person != duty.person && $0.changesDuty })
      #expect(answer.days == 1 && answer.workdays == 1 && answer.paidMinutes == person.contract.rawValue / 5)
      let cost = try #require(answer.cost)
      #expect(zip(answer.others, answer.others.dropFirst()).allSatisfy { $0.cost <= $1.cost })
      for other in answer.others {
        let there = try replanned(duty.person, other.first, other.last)
        #expect(other.cost < cost && other.first == other.last && other.first.weekday.index < 5)
        #expect(abs(other.cost - (there.plan.result.total - made.plan.result.objective + leavePay)) < 1e-9)
        #expect(made.plan.request.dates.contains(other.first) && other.first != date)
      }
    }
    #expect(tested > 0)
  }

  @Test("what could be mended without the leave as well is none of its doing, nor its gain") func mendedAnyway() throws
  {
    let made = try Self.made.get()
    let (first, dates) = (made.plan.request.firstDate, made.plan.request.dates)
    var tested = 0
    for gone in Set(made.plan.rota.duties.map(\.person)).sorted() {
      // All of somebody's duties are open.
      let open = made.plan.rota.duties.filter { $0.person == gone && $0.duty.date > first.adding(days: 1) }
      let edited = try made.changer.edit(open.map { .remove(gone, $0.duty.date) }, from: made.from)
      let changer = PlanChanger(edited.plan, project: made.project, command: "rota leave")
      var nothing = ReplanRequest(from: made.from, prices: made.project.disturbance)
      nothing.isSearchedAnyway = true
      let anyway = try changer.replan(nothing, options: Self.limits, control: ReplanningTests.control)
      for duty in edited.plan.rota.duties where duty.person != gone && duty.duty.date > first {
        let absence = Absence(first: duty.duty.date, last: duty.duty.date)
        guard let person = made.project.people.first(where: { $0.id == duty.person }),
          dates.contains(absence.first), !person.absences.contains(where: { $0.last >= first })
        else { continue }
        let asked = LeaveRequest(person: duty.person, absence: absence, from: made.from)
        let plans = LeavePlans([.init(name: "plans/here", plan: edited.plan)])
        let answer = try LeaveQuestion(project: made.project, plans: plans).answer(
          asked, options: Self.limits, quick: Self.limits, control: ReplanningTests.control)
        let week = try #require(answer.planned.first)
        guard let mended = week.mendedAnyway else { continue }
        tested += 1
        #expect(mended == anyway.changes.count(where: \.changesDuty) && mended > 0)
        let revised = try changer.replan(
          ReplanRequest(
            from: made.from, absences: [RevisionRecord.AbsentPerson(person: duty.person, absence: absence)],
            prices: made.project.disturbance), options: Self.limits, control: ReplanningTests.control)
        let cost = revised.plan.result.total - anyway.plan.result.total + week.leavePay
        #expect(abs(week.cost - cost) < 1e-9)
        #expect(week.cost > revised.plan.result.total - edited.plan.result.objective + week.leavePay)
        #expect(week.othersChanged <= revised.changes.count { $0.person != duty.person && $0.changesDuty })
        #expect(
          week.uncoveredMinutes == revised.plan.summary.uncoveredMinutes - anyway.plan.summary.uncoveredMinutes)
        break
      }
    }
    #expect(tested > 0)
  }

  @Test("days, workdays and paid hours go by the contract, week by week; unpaid leave has none") func hours() throws {
    let made = try Self.made.get()
    let monday = made.plan.request.firstDate
    // Monday to the Tuesday of the next week: six weekdays of a contract of 24 h.
    let long = try ask("a02", monday, monday.adding(days: 8))
    #expect(long.days == 9 && long.workdays == 7 && long.paidMinutes == 24 * 60 + 24 * 60 * 2 / 5)
    #expect(long.planned.count == 1 && long.unplanned.map(\.week) == [ISOWeek(containing: monday.adding(days: 7))])
    #expect(try ask("a02", monday.adding(days: 5), monday.adding(days: 6)).workdays == 0)
    let unpaid = try ask("a02", monday) { $0.absence.paid = false }
    #expect(unpaid.paidMinutes == 0 && unpaid.workdays == 1)
  }

  @Test("a week that isn't planned: who else is away, contracts against the forecast") func unplanned() throws {
    let made = try Self.made.get()
    let monday = made.plan.request.firstDate.adding(days: 14)
    let files = ReplanningTests.desk.with(
      "absences.csv",
      """
      agent_id,first_date,last_date,kind
      a03,\(monday.adding(days: 1)),\(monday.adding(days: 2)),training
      a04,\(monday.adding(days: -3)),\(monday.adding(days: 9)),leave
      a05,\(monday.adding(days: 7)),\(monday.adding(days: 8)),leave

      """)
    let project = try Project.read(files)
    let answer = try ask("a02", monday, monday.adding(days: 2), in: project)
    #expect(answer.planned.isEmpty && answer.cost == nil && answer.others.isEmpty && answer.mayBeGranted)
    let week = try #require(answer.unplanned.first)
    #expect(week.others.map(\.person) == ["a03", "a04"])
    #expect(answer.mostAway == AwayCount(date: monday.adding(days: 1), people: 3, team: 5))
    // Both queues are joined by those who take both: 158 h by contract, less two fifths of 30 h and all of 20 h.
    let outlook = try #require(week.outlook)
    #expect(outlook.queues == ["phone", "mail"] && outlook.people == 6)
    #expect(outlook.contractMinutes == (158 - 12 - 20) * 60)
    #expect(outlook.contractMinutesWithLeave == outlook.contractMinutes - 24 * 60 * 3 / 5)
    let settings = PlanSettings(week: week.week, options: Self.limits, command: "rota plan .")
    let demand = try Pipeline(project: project, settings: settings).demand()
    let heads = demand.queues.reduce(0) { $0 + $1.requirement.required.reduce(0, +) }
    #expect(outlook.requiredMinutes == heads * project.interval.rawValue && heads > 0)
    #expect(try ask("a02", monday, in: project) { $0.mostAway = 1 }.refusals.count == 1)
    #expect(try ask("a02", monday, in: project) { $0.mostAway = 2 }.refusals.isEmpty)
  }

  @Test("stated caps forbid it, each with its figures; what is wrong with the request is said") func refused() throws {
    let made = try Self.made.get()
    let duty = try #require(made.plan.rota.duties.last)
    let free = try ask(duty.person, duty.duty.date)
    let cost = try #require(free.cost)
    try #require(cost > 1)
    let capped = try ask(duty.person, duty.duty.date) {
      $0.budget = cost / 2
      $0.leastService = 1
    }
    #expect(!capped.mayBeGranted && capped.refusals.contains { $0.hasPrefix("it costs ") })
    let (before, after) = (free.planned[0].serviceLevel.before ?? 0, free.planned[0].serviceLevel.after ?? 0)
    #expect(capped.refusals.contains { $0.contains("service level") } == (after < before))
    #expect(capped.others.allSatisfy { $0.cost <= cost / 2 })
    #expect(try ask(duty.person, duty.duty.date) { $0.budget = cost }.mayBeGranted)
    func code(_ person: PersonID, _ date: CivilDate, _ change: (inout LeaveRequest) -> Void = { _ in }) -> String? {
      #expect(throws: Diagnostic.self) { try ask(person, date, nil, in: nil, change) }?.code
    }
    #expect(code("nobody", duty.duty.date) == "leave.person")
    #expect(code("a01", made.plan.request.firstDate) == "leave.absent")
    #expect(code(duty.person, duty.duty.date) { $0.from = $0.from + Minutes(60 * 24 * 40) } == "leave.over")
  }

  @Test("granted: a row at once, once; refused: none; what the file can't say is an error") func granted() throws {
    let project = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { project.remove() }
    let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    for (name, bytes) in NeighbouringPlansTests.daily.contents {
      try Data(bytes).write(to: project.folder.appending(path: name))
    }
    let plan = try project.plan(week)
    let duty = try #require(plan.rota.duties.first?.duty)
    let from = plan.request.grid.start
    func ask(_ kind: String = "leave", budget: Double? = nil, paid: Bool = true) throws -> LeaveAnswer {
      let absence = Absence(first: duty.date, last: duty.date, kind: kind, paid: paid)
      let plans = try LeavePlans(
        of: project.folder.path, on: LeaveQuestion.looksAt(duty.date...duty.date), command: "rota test")
      #expect(plans.plans.map(\.name) == ["plans/2026-W49"])
      return try LeaveQuestion(project: project.project, plans: plans).answer(
        LeaveRequest(person: "a1", absence: absence, from: from, budget: budget), options: Self.limits,
        quick: Self.limits, control: ReplanningTests.control)
    }
    func file() -> String? {
      try? String(contentsOf: project.folder.appending(path: "absences.csv"), encoding: .utf8)
    }
    let refused = #expect(throws: Diagnostic.self) { try ask(budget: 0).grant(in: project.folder.path) }
    #expect(refused?.kind == .answerIsNo && file() == nil)
    let answer = try ask()
    #expect(try answer.grant(in: project.folder.path) == GrantedLeave(rows: 1, replan: ["plans/2026-W49"]))
    let row = "agent_id,first_date,last_date,kind,paid,hours_a_day\na1,\(duty.date),\(duty.date),leave,yes,\n"
    #expect(file() == row)
    #expect(try answer.grant(in: project.folder.path).rows == 0 && file() == row)
    // The replan that is named tells the plan.
    let now = try Project.read(FolderFiles(project.folder.path))
    var asked = ReplanRequest(from: from)
    asked.readsAbsences = true
    let told = try PlanChanger(plan, project: now, command: "rota replan").replan(
      asked, options: Self.limits, control: ReplanningTests.control)
    #expect(told.changes.contains { $0.date == duty.date && $0.after == nil && $0.why == "absent (leave)" })
    try Data("agent_id,first_date,last_date\n".utf8).write(to: project.folder.appending(path: "absences.csv"))
    for (kind, paid, code) in [("training", true, "absences.kind"), ("leave", false, "absences.paid")] {
      let error = #expect(throws: Diagnostic.self) { try ask(kind, paid: paid).grant(in: project.folder.path) }
      #expect(error?.code == code && file() == "agent_id,first_date,last_date\n")
    }
  }

  @Test("a contract over three days: a day of leave is a third of it") func usualDays() throws {
    let files = ReplanningTests.desk.replacing(
      "agent_id,name,site,skills,contract_hours\n", by: "agent_id,name,site,skills,contract_hours,days_off\n",
      in: "agents.csv"
    ).replacing("a02,Agent 02,krakow,phone,24", by: "a02,Agent 02,krakow,phone,24,thu fri sat sun", in: "agents.csv")
      .replacing("phone,30\n", by: "phone,30,\n", in: "agents.csv").replacing(
        "phone mail,30\n", by: "phone mail,30,\n", in: "agents.csv"
      ).replacing("phone mail,20\n", by: "phone mail,20,\n", in: "agents.csv").replacing(
        "krakow,mail,30\n", by: "krakow,mail,30,\n", in: "agents.csv"
      ).replacing("a06,Agent 06,krakow,phone,24\n", by: "a06,Agent 06,krakow,phone,24,\n", in: "agents.csv")
    let monday = try Self.made.get().plan.request.firstDate.adding(days: 7)
    let project = try Project.read(files)
    let answer = try ask("a02", monday, monday.adding(days: 3), in: project)
    #expect(answer.workdays == 3 && answer.paidMinutes == 24 * 60)
    let outlook = try #require(answer.unplanned.first?.outlook)
    #expect(outlook.contractMinutes - outlook.contractMinutesWithLeave == 24 * 60)
    #expect(try ask("a02", monday.adding(days: 3), in: project).workdays == 0)
    #expect(try ask("a02", monday, in: project).paidMinutes == 8 * 60)
  }

  @Test("a frozen duty that the absence makes unlawful forbids it") func forbidden() throws {
    // Four duties of five hours are the whole contract; a day of paid leave leaves room for three.
    let files = NeighbouringPlansTests.daily
      .replacing("\"09:00-13:00\"", by: "\"09:00-14:00\"", in: "rota.json")
      .replacing("mon-sun", by: "mon-fri", in: "rota.json")
      .replacing("[\"4h\"]", by: "[\"5h\"]", in: "rota.json")
      .replacing("maximumConsecutiveDays: 3", by: "maximumConsecutiveDays: 5", in: "rota.json")
      .replacing("\"28h\"", by: "\"0h\"", in: "rota.json")
      .with("requests.csv", "agent_id,date,request,price\na1,2026-12-04,day off,5000\n")
    let project = try PlannedWeeks(files)
    defer { project.remove() }
    let plan = try project.plan(ISOWeek(containing: CivilDate(dayNumber: 20_787)))
    try #require(plan.rota.duties.map(\.duty.date.weekday.index) == [0, 1, 2, 3])
    let friday = plan.request.firstDate.adding(days: 4)
    let zone = try #require(plan.request.people.first?.zone)
    let asked = LeaveRequest(
      person: "a1", absence: Absence(first: friday, last: friday), from: zone.instant(of: friday))
    let question = LeaveQuestion(
      project: project.project, plans: LeavePlans([.init(name: "plans/2026-W49", plan: plan)]))
    let answer = try question.answer(
      asked, options: Self.limits, quick: Self.limits, control: ReplanningTests.control)
    #expect(!answer.mayBeGranted && answer.planned.isEmpty && answer.refusals.first?.contains("breaks a rule") == true)
    let error = #expect(throws: Diagnostic.self) { try answer.grant(in: project.folder.path) }
    #expect(error?.kind == .answerIsNo)
  }

  @Test("leave over two plans is priced in both, each for the dates on which it counts, and drafts go before")
  func severalPlans() throws {
    let project = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { project.remove() }
    let first = try #require(ISOWeek(year: 2026, week: 49))
    let second = first.adding(weeks: 1)
    try project.plan(first, weeks: 2)
    try project.plan(second)
    try project.draft(second, seed: 5)
    let dates = first.monday...second.monday.adding(days: 6)
    let plans = try LeavePlans(of: project.folder.path, on: dates, command: "rota test")
    #expect(plans.plans.map(\.name) == ["plans/2026-W49", "plans/2026-W50"])
    #expect(plans.plans.map(\.plan.isDraft) == [false, true] && plans.plans.map(\.dates.count) == [7, 7])
    let question = LeaveQuestion(project: project.project, plans: plans)
    let answer = try question.answer(
      LeaveRequest(
        person: "a1", absence: Absence(first: dates.lowerBound, last: dates.upperBound),
        from: plans.plans[0].plan.request.grid.start), options: Self.limits, quick: Self.limits,
      control: ReplanningTests.control)
    let lost = plans.plans.map { held in held.plan.rota.duties.count { held.dates.contains($0.duty.date) } }
    #expect(answer.planned.map(\.dutiesLost) == lost && lost.allSatisfy { $0 > 0 })
    #expect(answer.planned.map(\.isDraft) == [false, true] && answer.unplanned.isEmpty)
    #expect(answer.cost == answer.planned[0].cost + answer.planned[1].cost)
  }
}
