import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Publishing
import Rostering
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Meetings, training and one-to-ones in a planned week.
@Suite("Meetings in a plan") struct MeetingTests {
  private static let all = ["a01", "a02", "a03", "a04", "a05", "a06"].map { PersonID($0) }

  /// What the checker says of a plan and its files; its own document, written and read again.
  private static func findings(_ plan: PlanDocument) throws -> [String] {
    let read = try readPlan(try planJSON(plan), file: "plan.json")
    #expect(read == plan)
    let files = Dictionary(
      uniqueKeysWithValues: try publishedFiles(of: plan).map { ($0.path, $0.bytes) })
    let found = PlanCheck(read).findings() + checkFiles(files, of: read, readBy: Tool.signature)
    return found.filter { $0.severity == .breach }.map { "\($0.rule): \($0.message)" }
  }

  private static func meeting(
    _ id: String = "weekly", _ people: [PersonID] = all, length: Minutes = 60, repeats: Meeting.Repeat = .weekly
  ) -> Meeting {
    Meeting(id: id, title: "Weekly team", people: people, length: length, repeats: repeats)
  }

  /// Planned once for all tests.
  private static let planned = Result { try ReplanningTests.make() }

  private static func changer(_ plan: PlanDocument) -> PlanChanger { PlanChanger(plan, command: "rota meet") }

  private static func objective(_ request: RosterRequest, _ rota: Rota) throws -> Double {
    try #require(roundedCosts(request, rota).first).costs.total
  }

  @Test("each goes where it costs least of all days and starts, by the objective of the whole plan", arguments: 1...6)
  func bruteForce(seed: UInt64) throws {
    let made = try ReplanningTests.make(seed: seed, iterations: 60)
    let request = made.plan.request
    var random = SeededGenerator(seed: seed)
    for number in 0..<4 {
      let people = Self.all.filter { _ in random.next() % 3 == 0 }
      guard !people.isEmpty else { continue }
      var asked = Self.meeting("m\(number)", people, length: Minutes(request.grid.interval.rawValue * (1 + number)))
      asked.earliest = ClockTime(hour: 8 + number)
      asked.latest = ClockTime(hour: 18)
      if number == 2 { asked.weekdays = [.tuesday, .wednesday] }
      // Every start of the grid, each by itself.
      let before = try Self.objective(request, made.plan.rota)
      var best: (start: Instant, cost: Double)?
      for slot in 0..<request.grid.count {
        let start = request.grid.instant(at: slot)
        let end = start + asked.length
        let zone = try #require(request.people.first).zone
        let (from, to) = (zone.civil(at: start), zone.civil(at: end))
        guard request.dates.contains(from.date), from.date == to.date, from.minuteOfDay >= asked.earliest.minutes,
          to.minuteOfDay <= asked.latest.minutes, asked.weekdays?.contains(from.date.weekday) ?? true
        else { continue }
        let canCome = people.allSatisfy { person in
          made.plan.rota.duties.contains { assigned in
            assigned.person == person && assigned.duty.start <= start && end <= assigned.duty.end
              && !assigned.duty.breaks.contains {
                assigned.duty.start + $0.offset < end && start < assigned.duty.start + $0.offset + $0.length
              }
          }
        }
        guard canCome else { continue }
        var hand = HandRota(request, made.plan.rota)
        hand.attend(people.map { asked.attendance(of: $0, id: "x", at: start) })
        let cost = try Self.objective(request, hand.rota) - before
        if cost < (best?.cost ?? .infinity) - 1e-9 { best = (start, cost) }
      }
      let answer = try Self.changer(made.plan).meet([asked], from: made.from)
      let outcome = try #require(answer.meetings.first)
      #expect(outcome.status == (best == nil ? .impossible : .placed), "\(people) \(outcome)")
      #expect(outcome.start == best?.start)
      if let best {
        #expect(abs((outcome.cost ?? .nan) - best.cost) < 1e-6)
        #expect(Set(outcome.people) == Set(people))
      }
      if number == 1 { #expect(try Self.findings(answer.revised.plan) == []) }
    }
  }

  @Test("several: never two for one person, found right by the checker, and again nothing changes", arguments: 1...2)
  func several(seed: UInt64) throws {
    let made = try ReplanningTests.make(seed: seed)
    var pair = Self.meeting("pair", ["a03", "a04"], length: 30)
    pair.kind = .oneToOne
    pair.paid = false
    let asked = [
      Self.meeting("short", ["a01", "a02"], length: 30), Self.meeting("long", ["a01", "a06"], length: 90), pair,
      Self.meeting("alone", ["a05"], length: 60, repeats: .once),
    ]
    let answer = try Self.changer(made.plan).meet(asked, from: made.from)
    let plan = answer.revised.plan
    #expect(answer.isChanged && plan.rota.duties == made.plan.rota.duties)
    #expect(try Self.findings(plan) == [])
    #expect(plan.result.bound <= plan.result.total + 1e-9)
    #expect(answer.meetings.map(\.series) == asked.map(\.id))
    let again = try Self.changer(plan).meet(asked, from: made.from)
    #expect(!again.isChanged && again.revised.plan == plan)
    #expect(again.meetings.allSatisfy { $0.status == .kept || $0.status == .impossible })
    // A changed row moves only its own meeting.
    var changed = asked
    changed[0].length = 60
    let moved = try Self.changer(plan).meet(changed, from: made.from)
    let others = { (plan: PlanDocument) in (plan.rota.activities ?? []).filter { $0.series != "short" } }
    #expect(others(moved.revised.plan) == others(plan))
    #expect(try Self.findings(moved.revised.plan) == [])
    // Another title moves nothing, and is shown.
    changed = asked
    changed[3].title = "Something else"
    let named = try Self.changer(plan).meet(changed, from: made.from)
    #expect(named.isChanged && (named.revised.plan.rota.activities ?? []).contains { $0.title == "Something else" })
    #expect((named.revised.plan.rota.activities ?? []).map(\.start) == (plan.rota.activities ?? []).map(\.start))
    // Taken out, all are back on queues; the checker works out every figure.
    let gone = try Self.changer(plan).meet(
      [], removing: Set((plan.rota.activities ?? []).map(\.series)).sorted(), from: made.from)
    #expect(gone.revised.plan.rota.activities == nil)
    #expect(try Self.findings(gone.revised.plan) == [])
  }

  @Test("a file that says something else of what is attended is found, and a plan whose figures don't know of it")
  func planted() throws {
    let made = try Self.planned.get()
    let plan = try Self.changer(made.plan).meet([Self.meeting("weekly", ["a01", "a06"], length: 30)], from: made.from)
      .revised.plan
    let first = try #require(plan.rota.activities?.first)
    let files = Dictionary(uniqueKeysWithValues: try publishedFiles(of: plan).map { ($0.path, $0.bytes) })
    #expect(checkFiles(files, of: plan, readBy: Tool.signature).filter { $0.severity == .breach } == [])
    let changes = [
      ("activities.csv", ",Weekly team", ",Monthly team"), ("activities.csv", ",meeting,", ",training,"),
      ("activities.csv", "true,Weekly", "false,Weekly"), ("team.ics", "Weekly team", "Weekly teem"),
      ("calendars/\(first.person).ics", "Weekly team", ""), ("report.html", ",-4,", ",-1,"),
    ]
    for (path, old, new) in changes {
      var planted = files
      // Long lines of calendars are folded.
      let text = String(decoding: try #require(files[path]), as: UTF8.self).replacing("\r\n ", with: "")
      let changed = text.replacing(old, with: new, maxReplacements: 1)
      #expect(changed != text, "\(path): \(old)")
      planted[path] = Array(changed.utf8)
      let found = checkFiles(planted, of: plan, readBy: Tool.signature).filter { $0.severity == .breach }
      #expect(found.contains { $0.file == path }, "\(path): \(old)")
    }
    // As if nobody attended anything, and as if nobody's calendar said so.
    var deaf = plan
    deaf.rota.activities = nil
    #expect(PlanCheck(deaf).findings().contains { $0.rule == "work.missing" })
    deaf = plan
    for index in deaf.calendar.indices { deaf.calendar[index].activities = nil }
    #expect(PlanCheck(deaf).findings().contains { $0.rule == "figures.calendar" })
    deaf = plan
    deaf.result.costs = made.plan.result.costs
    deaf.result.objective = made.plan.result.objective
    let isFree = made.plan.result.costs == plan.result.costs
    #expect(isFree || PlanCheck(deaf).findings().contains { $0.rule == "figures.cost" })
  }

  @Test("who can't come any more is missed; the others stay together") func stays() throws {
    let made = try Self.planned.get()
    let asked = Self.meeting("weekly", ["a01", "a06"], length: 30)
    let plan = try Self.changer(made.plan).meet([asked], from: made.from).revised.plan
    let one = try #require(plan.rota.activities?.first { $0.person == "a06" })
    // All duties of one that might hold it are gone, though they aren't absent.
    let dates = plan.rota.duties.filter { $0.person == "a06" }.map(\.duty.date)
    let edited = try Self.changer(plan).edit(dates.map { .remove("a06", $0) }, from: made.from)
    #expect(edited.dropped == [one])
    let answer = try Self.changer(edited.plan).meet([asked], from: made.from)
    let outcome = try #require(answer.meetings.first)
    #expect(!answer.isChanged && outcome.status == .impossible && outcome.people == ["a01"])
    #expect(outcome.start == one.start && outcome.best?.missing.map(\.person) == ["a06"])
    // What has begun stays, whatever the file says.
    var longer = asked
    longer.length = 60
    let late = try Self.changer(plan).meet([longer], from: one.start + 15)
    #expect(!late.isChanged && late.meetings.first?.status == .kept)
    #expect(throws: Diagnostic.self) { try Self.changer(plan).meet([], removing: ["weekly"], from: one.start + 15) }
  }

  @Test("who is away all week is left out; where not all can come, the best time for most is said and nothing placed")
  func away() throws {
    let made = try Self.planned.get()
    var plan = made.plan
    let gone = PersonID("a02")
    var hand = HandRota(plan.request, plan.rota)
    for assigned in plan.rota.duties where assigned.person == gone { hand.remove(gone, on: assigned.duty.date) }
    plan.rota = hand.rota
    let asked = Self.meeting("weekly", ["a01", gone], length: 30)
    let off = try Self.changer(plan).meet([asked], from: made.from)
    let without = try #require(off.meetings.first)
    #expect(without.status == .impossible && !off.isComplete && !off.isChanged)
    #expect(without.best?.people == ["a01"] && without.best?.missing == [.init(person: gone, why: "off")])
    for index in plan.request.people.indices where plan.request.people[index].id == gone {
      plan.request.people[index].absences = [
        Absence(first: plan.request.firstDate, last: plan.request.firstDate.adding(days: 6))
      ]
    }
    let left = try Self.changer(plan).meet([asked], from: made.from)
    #expect(left.isComplete && left.isChanged)
    #expect(left.meetings.first?.leftOut == [.init(person: gone, why: "absent (leave)")])
    #expect(left.meetings.first?.people == ["a01"])
  }

  @Test("the week before sets weekday and time where that costs little; what is once is held once")
  func habits() throws {
    let made = try Self.planned.get()
    let asked = Self.meeting("weekly", ["a01"], length: 30)
    let first = try #require(try Self.changer(made.plan).meet([asked], from: made.from).meetings.first)
    let duty = try #require(made.plan.rota.duties.last { $0.person == "a01" }?.duty)
    let usual = (0..<duty.length.rawValue / 30).map { duty.start + Minutes(30 * $0) }.first {
      $0 != first.start && duty.holds($0..<$0 + 30)
    }
    let start = try #require(usual)
    let earlier = asked.attendance(of: "a01", id: "weekly.before", at: start + Minutes(-7 * 1440))
    let second = try #require(
      try Self.changer(made.plan).meet([asked], beside: [earlier], from: made.from).meetings.first)
    let cost = try #require(first.cost)
    #expect(second.start == start || (second.cost ?? 0) <= cost + 10)
    let free = try Self.costOfTime(asked, start, made)
    #expect((second.start == start) == (free <= cost + 10 - 1e-9) || abs(free - cost - 10) < 1e-6)
    var once = asked
    once.repeats = .once
    let held = try Self.changer(made.plan).meet([once], beside: [earlier], from: made.from)
    #expect(held.meetings.first?.status == .heldElsewhere && !held.isChanged && held.isComplete)
  }

  private static func costOfTime(
    _ meeting: Meeting, _ start: Instant, _ made: ReplanningTests.Made
  ) throws -> Double {
    var hand = HandRota(made.plan.request, made.plan.rota)
    hand.attend(meeting.people.map { meeting.attendance(of: $0, id: "x", at: start) })
    return try objective(made.plan.request, hand.rota) - objective(made.plan.request, made.plan.rota)
  }

  @Test("a duty that is changed takes what is attended in it along; everybody else's stays", arguments: 0..<3)
  func changedDuties(number: Int) throws {
    let made = try Self.planned.get()
    var pair = Self.meeting("pair", ["a03", "a04"], length: 30)
    pair.kind = .oneToOne
    let asked = Self.all.map { Self.meeting("of-\($0)", [$0], length: 30) } + [pair]
    let plan = try Self.changer(made.plan).meet(asked, from: made.from).revised.plan
    let attended = plan.rota.activities ?? []
    try #require(attended.count > 4)
    let one = attended[number]
    let date = try #require(
      plan.rota.duties.first { $0.person == one.person && $0.duty.start <= one.start && one.end <= $0.duty.end }
    ).duty.date
    let changer = PlanChanger(plan, project: made.project, command: "rota edit")
    let edited = try changer.edit([.remove(one.person, date)], from: made.from)
    #expect(edited.dropped.contains(one) && !edited.droppedWords.isEmpty)
    #expect(!(edited.plan.rota.activities ?? []).contains { $0.id == one.id && $0.kind == .oneToOne })
    #expect(try Self.findings(edited.plan).filter { !$0.hasPrefix("team.") } == [])
    var request = ReplanRequest(from: made.from)
    request.absences = [
      RevisionRecord.AbsentPerson(person: one.person, absence: Absence(first: date, last: date, kind: "sick"))
    ]
    let options = SearchLimits(timeLimit: nil, iterations: 200, seed: 1, threads: 1)
    let replanned = try changer.replan(request, options: options, control: ReplanningTests.control)
    #expect(replanned.dropped.contains(one))
    let moved = Set(replanned.changes.map { DutyDay($0.person, $0.date) })
    for gone in replanned.dropped {
      let zone = try #require(plan.request.people.first { $0.id == gone.person }).zone
      #expect(
        moved.contains(DutyDay(gone.person, zone.date(at: gone.start))) || gone.kind == .oneToOne, "\(gone)")
    }
    #expect(try Self.findings(replanned.plan) == [])
    // `rota meet` finds another time, and leaves the others where they are.
    let again = try Self.changer(replanned.plan).meet(asked, from: made.from)
    let kept = Set(replanned.plan.rota.activities ?? [])
    #expect(kept.isSubset(of: Set(again.revised.plan.rota.activities ?? [])))
    #expect(try Self.findings(again.revised.plan) == [])
  }
}
