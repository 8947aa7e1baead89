import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// A planned week, changed.
@Suite("Plans that are changed") struct ReplanningTests {
  static let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  private static func options(_ iterations: Int = 200, seed: UInt64 = 1) -> SearchLimits {
    SearchLimits(timeLimit: nil, iterations: iterations, seed: seed, threads: 1)
  }

  /// Six people, two queues, of which one may wait, short shifts and long ones.
  static let desk = MemoryFiles.sound
    .with(
      "agents.csv",
      """
      agent_id,name,site,skills,contract_hours
      a01,Agent 01,krakow,phone,30
      a02,Agent 02,krakow,phone,24
      a03,Agent 03,krakow,phone mail,30
      a04,Agent 04,krakow,phone mail,20
      a05,Agent 05,krakow,mail,30
      a06,Agent 06,krakow,phone,24

      """
    )
    .replacing(
      "target: { serviceLevel: 0.8, within: \"20s\" } },",
      by: """
        target: { serviceLevel: 0.8, within: "20s" } },
          { id: "mail", channel: "email", hours: { "mon-fri": "08:00-18:00" }, responseTime: { within: "8h", clock: "openingHours" }, blendedWith: ["phone"] },
        """, in: "rota.json"
    )
    .replacing(
      "start: \"08:00-09:00\", lengths: [\"8h30m\"]",
      by: "start: \"08:00-12:00\", lengths: [\"5h\", \"6h\", \"8h30m\"]", in: "rota.json"
    )
    .with("absences.csv", "agent_id,first_date,last_date,kind,paid\na01,2026-11-23,2026-11-23,leave,yes\n")
    .with("tickets.csv", MemoryFiles.counts + mails)

  private static let mails = MemoryFiles.counts.split(separator: "\n").dropFirst().map {
    $0.replacing(",phone,", with: ",mail,") + "\n"
  }.joined()

  /// A plan with its project, and the first moment of its week.
  struct Made {
    var project: Project
    var plan: PlanDocument
    var from: Instant
    var changer: PlanChanger { PlanChanger(plan, project: project, command: "rota replan") }
  }

  static func make(seed: UInt64 = 1, iterations: Int = 200) throws -> Made {
    let project = try Project.read(desk)
    let settings = PlanSettings(options: options(iterations, seed: seed), command: "rota plan .")
    var pipeline = try Pipeline(project: project, settings: settings)
    pipeline.settings.command = PlanSettings.command(week: pipeline.week, weeks: 1, options: settings.options)
    let plan = try pipeline.plan(neighbours: .none, published: [], control: control)
    return Made(project: project, plan: plan, from: plan.request.grid.start)
  }

  /// What the checker says of a changed plan; its own document, written and read again.
  private static func findings(_ plan: PlanDocument) throws -> [String] {
    let read = try readPlan(try planJSON(plan), file: "plan.json")
    #expect(read == plan)
    return PlanCheck(read).findings().filter { $0.severity == .breach }.map { "\($0.rule): \($0.message)" }
  }

  private static func absence(_ made: Made, _ number: Int = 0) throws -> (AssignedDuty, ReplanRequest) {
    let duty = made.plan.rota.duties[number]
    var asked = ReplanRequest(from: made.from)
    asked.absences = [
      RevisionRecord.AbsentPerson(
        person: duty.person, absence: Absence(first: duty.duty.date, last: duty.duty.date, kind: "sick"))
    ]
    return (duty, asked)
  }

  @Test("with nothing changed nothing changes, and the figures are the plan's", arguments: 1...20)
  func unchanged(seed: UInt64) throws {
    let made = try Self.make(seed: seed, iterations: 40)
    var asked = ReplanRequest(from: made.from)
    asked.readsAbsences = true
    let revised = try made.changer.replan(asked, options: Self.options(), control: Self.control)
    #expect(revised.changes.isEmpty)
    #expect(revised.plan.rota == made.plan.rota)
    #expect(revised.plan.coverage == made.plan.coverage)
    #expect(revised.plan.queues == made.plan.queues)
    #expect(revised.plan.summary == made.plan.summary)
    #expect(revised.plan.people == made.plan.people)
    #expect(revised.plan.calendar == made.plan.calendar)
    #expect(Set(revised.plan.warnings) == Set(made.plan.warnings))
    #expect(revised.plan.result.bound == made.plan.result.bound)
    #expect(try Self.findings(revised.plan) == [])
  }

  @Test("somebody is sick: their duty goes, the rest nearly stays, and the checker passes all", arguments: 0..<6)
  func sick(number: Int) throws {
    let made = try Self.make(iterations: 600)
    let (duty, asked) = try Self.absence(made, number * 2)
    let revised = try made.changer.replan(asked, options: Self.options(), control: Self.control)
    #expect(try Self.findings(revised.plan) == [])
    #expect(!revised.plan.rota.duties.contains { $0.person == duty.person && $0.duty.date == duty.duty.date })
    let own = try #require(revised.changes.first { $0.person == duty.person && $0.date == duty.duty.date })
    #expect(own.why == "absent (sick)")
    #expect(own.before == duty.duty && own.after == nil)
    // The day is worth what it was to be, a Sunday too.
    let away = [made.plan, revised.plan].map { plan in plan.people.first { $0.person == duty.person }?.absentMinutes }
    #expect(away[1] == away[0].map { $0 + duty.duty.paid.rawValue })
    #expect(revised.changes.allSatisfy { !$0.why.isEmpty })
    #expect(revised.plan.result.total >= revised.plan.result.bound)
    #expect(revised.proofWords != nil)
    // The same again from the draft changes nothing more.
    let again = PlanChanger(revised.plan, project: made.project, command: "rota replan")
    var nothing = ReplanRequest(from: made.from)
    nothing.readsAbsences = true
    #expect(try again.replan(nothing, options: Self.options(), control: Self.control).changes.isEmpty)
  }

  @Test("with fairness an absence changes what further duties cost others, and the checker passes it") func fair()
    throws
  {
    let files = Self.desk.replacing("rules: {", by: "fairness: true, rules: {", in: "rota.json")
      .replacing("days: \"mon-fri\", start", by: "start", in: "rota.json")
    let project = try Project.read(files)
    let settings = PlanSettings(options: Self.options(60), command: "rota plan .")
    let plan = try Pipeline(project: project, settings: settings).plan(
      neighbours: .none, published: [], control: Self.control)
    let made = Made(project: project, plan: plan, from: plan.request.grid.start)
    var changed = 0
    for person in plan.request.people.prefix(3) {
      let first = plan.request.firstDate.adding(days: 1)
      let absence = Absence(first: first, last: first.adding(days: 2), kind: "leave")
      let asked = ReplanRequest(from: made.from, absences: [.init(person: person.id, absence: absence)])
      let revised = try made.changer.replan(asked, options: Self.options(30), control: Self.control)
      #expect(try Self.findings(revised.plan) == [])
      if revised.plan.request.people.map(\.fairness) != plan.request.people.map(\.fairness) { changed += 1 }
    }
    #expect(changed > 0)
  }

  @Test("what is over and what is frozen stays; what is asked of it is refused")
  func frozen() throws {
    let made = try Self.make()
    let (duty, base) = try Self.absence(made, made.plan.rota.duties.count - 1)
    var asked = base
    let person = try #require(made.plan.request.people.first { $0.id == duty.person })
    let monday = made.plan.request.firstDate
    asked.from = person.zone.instant(of: monday.adding(days: 2), ClockTime(hour: 9))
    let last = try #require(made.plan.request.people.last { $0.id != duty.person })
    asked.frozen = [.init(person: last.id, dates: nil)]
    let revised = try made.changer.replan(asked, options: Self.options(), control: Self.control)
    #expect(try Self.findings(revised.plan) == [])
    #expect(revised.changes.allSatisfy { $0.date >= monday.adding(days: 2) && $0.person != last.id })
    for change in revised.changes {
      #expect(change.before.map { $0.start >= asked.from } ?? true)
      #expect(change.after.map { $0.start >= asked.from } ?? true)
    }
    let early = try #require(made.plan.rota.duties.first)
    asked.absences = [
      .init(person: early.person, absence: Absence(first: early.duty.date, last: early.duty.date, kind: "sick"))
    ]
    #expect(throws: Diagnostic.self) {
      try made.changer.replan(asked, options: Self.options(), control: Self.control)
    }
    for (id, date, code) in [
      ("nobody", monday, "replan.person"), (early.person.rawValue, monday.adding(days: 70), "replan.date"),
    ] {
      asked.absences = [.init(person: PersonID(id), absence: Absence(first: date, last: date, kind: "sick"))]
      do {
        _ = try made.changer.replan(asked, options: Self.options(), control: Self.control)
        Issue.record("not refused: \(id)")
      } catch {
        #expect(error.code == code)
      }
    }
  }

  @Test("more contacts ask for more; at most so many duties change")
  func volume() throws {
    let made = try Self.make(iterations: 600)
    var asked = ReplanRequest(from: made.from, demand: [DemandChange(volume: 1.6)])
    let free = try made.changer.replan(asked, options: Self.options(), control: Self.control)
    #expect(try Self.findings(free.plan) == [])
    #expect(free.plan.summary.requiredMinutes > made.plan.summary.requiredMinutes)
    asked.mostChanges = 1
    let capped = try made.changer.replan(asked, options: Self.options(60), control: Self.control)
    #expect(try Self.findings(capped.plan) == [])
    #expect(try made.changer.disturbed(in: capped, by: asked) <= 1)
  }

  @Test("somebody comes late")
  func late() throws {
    let made = try Self.make()
    let duty = try #require(made.plan.rota.duties.first)
    let asked = ReplanRequest(
      from: made.from, late: [.init(person: duty.person, date: duty.duty.date, delay: .by(.hours(1)))])
    let revised = try made.changer.replan(asked, options: Self.options(), control: Self.control)
    #expect(try Self.findings(revised.plan) == [])
    let after = revised.plan.rota.duties.first { $0.person == duty.person && $0.duty.date == duty.duty.date }
    #expect(after.map { $0.duty.start >= duty.duty.start + .hours(1) } ?? true)
    // They are still late when more has happened, however much is missing.
    let draft = PlanChanger(revised.plan, held: made.plan, project: made.project, command: "rota replan .")
    let others = made.plan.rota.duties.filter { $0.person != duty.person && $0.duty.date == duty.duty.date }
    let ill = others.map {
      RevisionRecord.AbsentPerson(
        person: $0.person, absence: Absence(first: duty.duty.date, last: duty.duty.date, kind: Absence.sickKind))
    }
    try #require(!ill.isEmpty)
    let again = try draft.replan(
      ReplanRequest(from: made.from, absences: ill), options: Self.options(), control: Self.control)
    #expect(try Self.findings(again.plan) == [])
    #expect(again.plan.revised?.late == revised.plan.revised?.late && again.plan.revised?.late?.count == 1)
    let then = again.plan.rota.duties.first { $0.person == duty.person && $0.duty.date == duty.duty.date }
    #expect(then.map { $0.duty.start >= duty.duty.start + .hours(1) } ?? true)
    // What is pinned can't begin later.
    let pinned = try made.changer.edit([.pin(duty.person, duty.duty.date)], from: made.from)
    let changer = PlanChanger(pinned.plan, project: made.project, command: "rota replan .")
    #expect(throws: Diagnostic.self) {
      try changer.replan(asked, options: Self.options(), control: Self.control)
    }
    // A surge on a date of another year is a slip.
    let date = made.plan.request.firstDate.adding(days: 365)
    #expect(throws: Diagnostic.self) {
      try made.changer.replan(
        ReplanRequest(from: made.from, demand: [DemandChange(first: date, last: date, volume: 1.3)]),
        options: Self.options(), control: Self.control)
    }
  }

  @Test("by hand: what it breaks is what the checker finds, pins hold through a repair")
  func edited() throws {
    let made = try Self.make(iterations: 600)
    let duty = try #require(made.plan.rota.duties.first)
    let removed = try made.changer.edit([.remove(duty.person, duty.duty.date)], from: made.from)
    #expect(removed.changes.count == 1 && removed.keepsRules)
    #expect(try Self.findings(removed.plan) == [])
    #expect(removed.plan.revised?.pins == [.init(person: duty.person, date: duty.duty.date)])
    let repaired = try made.changer.repair(
      removed, prices: DisturbancePrices(), options: Self.options(), control: Self.control)
    #expect(try Self.findings(repaired.plan) == [])
    #expect(!repaired.plan.rota.duties.contains { $0.person == duty.person && $0.duty.date == duty.duty.date })
    // A duty on every free date of the week is more than any rule allows.
    let person = try #require(made.plan.request.people.first { $0.id == duty.person })
    let (from, to) = (person.zone.civil(at: duty.duty.start), person.zone.civil(at: duty.duty.end))
    let worked = Set(made.plan.rota.duties.filter { $0.person == duty.person }.map(\.duty.date))
    let shifts = made.plan.request.templates.first { $0.id == duty.duty.template }
    let free = (0..<7).map { made.plan.request.firstDate.adding(days: $0) }.filter {
      !worked.contains($0) && shifts?.weekdays.contains($0.weekday) ?? false
    }
    let many = try made.changer.edit(
      free.map {
        .add(duty.person, $0, from: ClockTime(minutes: from.minuteOfDay), to: ClockTime(minutes: to.minuteOfDay))
      }, from: made.from)
    let fresh = checkRota(many.plan.request, many.plan.rota).filter { $0.severity == .breach }
    #expect(many.breaches == fresh)
    #expect(try many.plan.rota.work == Self.tiled(many.plan))
  }

  /// The work of a rota, which has to fill each duty.
  private static func tiled(_ plan: PlanDocument) throws -> [WorkSpan] {
    #expect(!checkRota(plan.request, plan.rota).contains { $0.rule.hasPrefix("work.") })
    return plan.rota.work
  }

  @Test("swaps are let through exactly where the checker finds nothing new")
  func swaps() throws {
    let made = try Self.make()
    var (accepted, refused) = (0, 0)
    let duties = made.plan.rota.duties.prefix(14)
    for (first, second) in zip(duties, duties.dropFirst(3)) where first.person != second.person {
      do {
        let revised = try made.changer.swap(
          (first.person, first.duty.date), (second.person, second.duty.date), from: made.from)
        let found = Self.breaches(revised.plan)
        #expect(revised.keepsRules == found.isEmpty)
        if revised.keepsRules {
          accepted += 1
          #expect(try Self.findings(revised.plan) == [])
        } else {
          refused += 1
        }
      } catch {
        #expect((error as? Diagnostic)?.code == "replan.duty-there")
        refused += 1
      }
    }
    #expect(accepted > 0)
    #expect(accepted + refused > 5)
  }

  private static func breaches(_ plan: PlanDocument) -> [Breach] {
    checkRota(plan.request, plan.rota).filter { $0.severity == .breach }
  }

  @Test("candidates for a duty: those who keep the rules first, by price; each as if it were given by hand")
  func covered() throws {
    let made = try Self.make(iterations: 600)
    let duty = try #require(made.plan.rota.duties.first)
    let answer = try made.changer.cover(duty.person, on: duty.duty.date, from: made.from)
    #expect(!answer.candidates.isEmpty)
    let kept = answer.candidates.prefix { $0.keepsRules }
    #expect(answer.candidates.dropFirst(kept.count).allSatisfy { !$0.keepsRules })
    #expect(zip(kept, kept.dropFirst()).allSatisfy { $0.cost <= $1.cost })
    let gone = try made.changer.edit([.remove(duty.person, duty.duty.date)], from: made.from)
    for candidate in answer.candidates {
      guard made.changer.duty(of: candidate.person, on: duty.duty.date) == nil else {
        #expect(!candidate.keepsRules)
        continue
      }
      let given = try made.changer.edit([.give(duty.person, duty.duty.date, to: candidate.person)], from: made.from)
      #expect(given.keepsRules == candidate.keepsRules)
      guard candidate.keepsRules else { continue }
      #expect(abs(given.plan.result.objective - gone.plan.result.objective - candidate.cost) < 1e-6)
      #expect(gone.plan.result.objective >= made.plan.result.objective + answer.costOfNobody - 1e-6)
    }
  }
}
