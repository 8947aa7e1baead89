import Calendars
import Checking
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Breaks and hours on a queue, set by hand.
@Suite("Edits inside a duty") struct HandHoursTests {
  private static let made = Result { try ReplanningTests.make(iterations: 300) }

  private static func clock(_ moment: Instant, _ person: Person) -> ClockTime {
    ClockTime(minutes: person.zone.civil(at: moment).minuteOfDay)
  }

  private static func findings(_ plan: PlanDocument) -> [String] {
    PlanCheck(plan).findings().filter { $0.severity == .breach }.map { "\($0.rule): \($0.message)" }
  }

  /// The queue of each interval of a duty; nil at breaks.
  private static func queues(_ rota: Rota, _ duty: AssignedDuty, _ grid: IntervalGrid) -> [Instant: QueueID?] {
    var found: [Instant: QueueID?] = [:]
    for slot in grid.index(of: duty.duty.start)..<grid.index(of: duty.duty.end) {
      let moment = grid.instant(at: slot)
      guard let span = rota.work.first(where: { $0.person == duty.person && $0.start <= moment && moment < $0.end })
      else { continue }
      found[moment] = .some(span.queue)
    }
    return found
  }

  @Test(
    "a break moves to every time at which the checker lets it lie, to no other; the other hours stay on their queues")
  func breaks() throws {
    let made = try Self.made.get()
    let grid = made.plan.request.grid
    var (moved, refused) = (0, 0)
    for assigned in made.plan.rota.duties.prefix(8) {
      let (duty, person) = (assigned.duty, try #require(made.plan.request.people.first { $0.id == assigned.person }))
      for number in duty.breaks.indices {
        for offset in stride(from: 0, to: duty.length.rawValue, by: grid.interval.rawValue) {
          var asked = duty
          asked.breaks[number].offset = Minutes(offset)
          var rota = made.plan.rota
          rota.duties = [AssignedDuty(person: person.id, duty: asked)]
          let isLegal = !checkRota(made.plan.request, rota).contains { $0.rule.hasPrefix("breaks.") }
          let now = Self.clock(duty.start + duty.breaks[number].offset, person)
          let edit = HandEdit.breakTime(
            person.id, duty.date, of: now, to: Self.clock(duty.start + Minutes(offset), person))
          do {
            let revised = try made.changer.edit([edit], from: made.from)
            #expect(isLegal)
            let after = try #require(
              revised.plan.rota.duties.first { $0.person == person.id && $0.duty.date == duty.date })
            #expect(after.duty == asked)
            #expect(Self.findings(revised.plan) == [])
            let (old, new) = (Self.queues(made.plan.rota, assigned, grid), Self.queues(revised.plan.rota, after, grid))
            for (moment, queue) in old where new[moment] != nil { #expect(new[moment] == queue) }
            #expect(
              revised.plan.rota.work.filter { $0.person != person.id }
                == made.plan.rota.work.filter { $0.person != person.id })
            #expect(revised.plan.revised?.pins == [.init(person: person.id, date: duty.date)])
            let isNear = person.zone.instant(of: duty.date) < made.from + DisturbancePrices.near
            #expect(revised.plan.result.disturbance == (asked == duty ? 0 : isNear ? 4 : 2))
            moved += 1
          } catch {
            #expect(!isLegal && (error as? Diagnostic)?.code == "replan.break-window", "\(error)")
            refused += 1
          }
        }
      }
    }
    #expect(moved > 20 && refused > 20)
  }

  @Test("which break is meant: the only one that may lie there, else the one that is named") func which() throws {
    let made = try Self.made.get()
    let assigned = try #require(made.plan.rota.duties.first { !$0.duty.breaks.isEmpty })
    let person = try #require(made.plan.request.people.first { $0.id == assigned.person })
    let (id, duty) = (person.id, assigned.duty)
    let pause = duty.start + duty.breaks[0].offset
    func code(_ edit: HandEdit, from: Instant? = nil) -> String? {
      do {
        _ = try made.changer.edit([edit], from: from ?? made.from)
        return nil
      } catch { return error.code }
    }
    let time = Self.clock(pause, person)
    #expect(code(.breakTime(id, duty.date, of: nil, to: time)) == nil)
    #expect(code(.breakTime(id, duty.date, of: time, to: time)) == nil)
    #expect(code(.breakTime(id, duty.date, of: ClockTime(minutes: time.minutes + 15), to: time)) == "replan.no-break")
    #expect(code(.breakTime(id, duty.date, of: nil, to: Self.clock(duty.start, person))) == "replan.break-window")
    #expect(code(.breakTime("nobody", duty.date, of: nil, to: time)) == "replan.person")
    #expect(code(.breakTime(id, duty.date.adding(days: 70), of: nil, to: time)) == "replan.date")
    // What is left of a duty that has begun may change, what is over may not.
    #expect(code(.breakTime(id, duty.date, of: nil, to: time), from: duty.start + 30) == nil)
    #expect(code(.breakTime(id, duty.date, of: nil, to: time), from: pause + 15) == "replan.frozen")
    #expect(code(.move(id, duty.date, from: time, to: time), from: duty.start + 30) == "replan.frozen")
  }

  @Test("hours on a queue: counted there wherever it asks for anybody, everything else stays") func queueHours() throws
  {
    let made = try Self.made.get()
    let grid = made.plan.request.grid
    var seen = 0
    for assigned in made.plan.rota.duties {
      let person = try #require(made.plan.request.people.first { $0.id == assigned.person })
      guard person.queues.count > 1 else { continue }
      let duty = assigned.duty
      for queue in person.queues {
        let hours = duty.start + 60..<duty.start + 180
        let edit = HandEdit.queue(
          person.id, duty.date, queue,
          hours: WallHours(from: Self.clock(hours.lowerBound, person), to: Self.clock(hours.upperBound, person)))
        let revised: RevisedPlan
        do { revised = try made.changer.edit([edit], from: made.from) } catch {
          #expect(error.code == "replan.queue-idle")
          continue
        }
        #expect(Self.findings(revised.plan) == [])
        #expect(revised.plan.rota.duties == made.plan.rota.duties && revised.changes.isEmpty)
        #expect(revised.plan.result.disturbance == 0)
        let demand = try #require(made.plan.request.demand.first { $0.queue == queue })
        let (old, new) = (
          Self.queues(made.plan.rota, assigned, grid), Self.queues(revised.plan.rota, assigned, grid)
        )
        for (moment, before) in old {
          let isSet = hours.contains(moment) && demand.full(at: grid.index(of: moment)) > 0
          #expect(new[moment] == .some(isSet ? queue : before))
        }
        #expect(revised.queueChanges.isEmpty == (old == new))
        seen += old == new ? 0 : 1
      }
    }
    #expect(seen > 2)
  }

  @Test("hours that were put on a queue stay there when the plan is changed again, and are told by the hour")
  func keptQueues() throws {
    let made = try Self.made.get()
    let options = SearchLimits(timeLimit: nil, iterations: 60, seed: 1, threads: 1)
    var seen = 0
    for assigned in made.plan.rota.duties where seen < 4 {
      let person = try #require(made.plan.request.people.first { $0.id == assigned.person })
      let duty = assigned.duty
      for queue in person.queues where person.queues.count > 1 {
        let hours = WallHours(
          from: Self.clock(duty.start + 60, person), to: Self.clock(duty.start + 180, person))
        guard
          let edited = try? made.changer.edit(
            [.queue(person.id, duty.date, queue, hours: hours)], from: made.from),
          let told = edited.queueChanges.first
        else { continue }
        seen += 1
        #expect(!edited.words(of: told).contains("phone and mail → phone and mail"))
        let other = try #require(
          made.plan.rota.duties.first { $0.person != person.id && $0.duty.date == duty.date })
        var asked = ReplanRequest(from: made.from)
        asked.absences = [
          .init(
            person: other.person,
            absence: Absence(first: duty.date, last: duty.date, kind: Absence.sickKind))
        ]
        let changer = PlanChanger(edited.plan, project: made.project, command: "rota replan")
        let revised = try changer.replan(asked, options: options, control: ReplanningTests.control)
        #expect(revised.isSearched && revised.queueChanges.isEmpty)
        let grid = made.plan.request.grid
        #expect(
          Self.queues(revised.plan.rota, assigned, grid) == Self.queues(edited.plan.rota, assigned, grid))
        #expect(Self.findings(revised.plan) == [])
      }
    }
    #expect(seen > 2)
  }

  @Test("hours that are none of the duty, queues that can't be taken and what is over are refused") func refusedHours()
    throws
  {
    let made = try Self.made.get()
    let assigned = try #require(made.plan.rota.duties.first { $0.person == "a03" })
    let person = try #require(made.plan.request.people.first { $0.id == "a03" })
    let duty = assigned.duty
    func code(_ queue: QueueID, _ from: Int, _ to: Int, at moment: Instant? = nil) -> String? {
      let hours = WallHours(
        from: Self.clock(duty.start + Minutes(from), person), to: Self.clock(duty.start + Minutes(to), person))
      do {
        _ = try made.changer.edit([.queue("a03", duty.date, queue, hours: hours)], from: moment ?? made.from)
        return nil
      } catch { return error.code }
    }
    #expect(code("phone", 0, 60) == nil)
    #expect(code("fax", 0, 60) == "replan.queue")
    #expect(code("phone", -60, 60) == "replan.queue-hours")
    #expect(code("phone", 60, duty.length.rawValue + 15) == "replan.queue-hours")
    #expect(code("phone", 0, 7) == "replan.queue-hours")
    #expect(code("phone", 60, 120, at: duty.start + 60) == nil)
    #expect(code("phone", 60, 120, at: duty.start + 75) == "replan.frozen")
    do {
      _ = try made.changer.edit([.queue("a03", duty.date, "phone", hours: nil)], from: duty.start + 60)
      Issue.record("a duty that has begun changed as a whole")
    } catch { #expect(error.code == "replan.frozen" && error.cure?.contains("@") == true) }
    let other = try #require(made.plan.rota.duties.first { $0.person == "a01" })
    do {
      _ = try made.changer.edit([.queue("a01", other.duty.date, "mail", hours: nil)], from: made.from)
      Issue.record("a queue that can't be taken")
    } catch { #expect(error.code == "replan.queue") }
  }
}
