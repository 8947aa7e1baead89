import Calendars
import Plans
import Publishing
import Searching
import Testing
import Workforce

@Suite struct CalendarRevisionTests {
  private let monday = CivilDate(dayNumber: 20_535)
  private let stamp = Instant(secondsSince1970: 1_774_000_000)

  private func request(days: Int = 7) throws -> RosterRequest {
    var request = try SamplePlans.tiny().request
    request.firstDate = monday
    request.days = days
    return request
  }

  private func duty(_ person: PersonID, _ day: Int, hour: Int = 8) -> AssignedDuty {
    let date = monday.adding(days: day)
    return AssignedDuty(
      person: person,
      duty: Duty(
        template: "day", date: date, start: Zone.utc.instant(of: date, ClockTime(hour: hour)), length: 480, breaks: []))
  }

  private func next(
    _ previous: [CalendarEntry], _ duties: [AssignedDuty], at stamp: Instant, team: String = "Team A"
  ) throws -> [CalendarEntry] {
    nextCalendar(
      previous: previous, rota: Rota(duties: duties, work: []), request: try request(), stamp: stamp, team: team)
  }

  @Test("a first plan starts every event at revision 0 with a UID of person and date")
  func first() throws {
    let entries = try next([], [duty("b", 1), duty("a", 1), duty("a é", 0)], at: stamp)
    #expect(
      entries.map(\.uid) == [
        "\(monday).a%20%C3%A9.Team%20A@rota", "\(monday.adding(days: 1)).a.Team%20A@rota",
        "\(monday.adding(days: 1)).b.Team%20A@rota",
      ])
    #expect(entries.allSatisfy { $0.sequence == 0 && $0.modified == stamp && !$0.cancelled })
  }

  @Test("nothing changed means the same entries, at any later time and in any order")
  func unchanged() throws {
    let duties = (0..<5).flatMap { [duty("a", $0), duty("b", $0)] }
    let entries = try next([], duties, at: stamp)
    #expect(try next(entries.reversed(), duties.reversed(), at: stamp + 600, team: "renamed") == entries)
  }

  @Test("a change raises the revision of its own event and of no other")
  func changed() throws {
    let entries = try next([], [duty("a", 0), duty("b", 0)], at: stamp)
    var late = duty("a", 0)
    late.duty.breaks = [PlacedBreak(kind: .rest, offset: 60, length: 15, paid: true)]
    let after = try next(entries, [late, duty("b", 0)], at: stamp + 60)
    #expect(after.map(\.uid) == entries.map(\.uid))
    #expect(after.map(\.sequence) == [1, 0])
    #expect(after[0].modified == stamp + 60 && after[1] == entries[1])
    #expect(after[0].duty == late.duty)
  }

  @Test("a duty that goes is cancelled and keeps its UID; when it comes back, so does the event")
  func goneAndBack() throws {
    let entries = try next([], [duty("a", 0), duty("b", 0)], at: stamp)
    let gone = try next(entries, [duty("b", 0)], at: stamp + 60)
    #expect(gone.map(\.uid) == entries.map(\.uid))
    #expect(gone[0].cancelled && gone[0].sequence == 1 && gone[0].duty == entries[0].duty)
    #expect(try next(gone, [duty("b", 0)], at: stamp + 120) == gone, "cancelled once is enough")
    let back = try next(gone, [duty("a", 0), duty("b", 0)], at: stamp + 180)
    #expect(!back[0].cancelled && back[0].sequence == 2 && back[0].modified == stamp + 180)
  }

  @Test("events of dates that the plan lets go are cancelled, once")
  func otherWeeks() throws {
    let old = try next([], [duty("a", 2)], at: stamp)
    let request = try request()
    var later = request
    later.firstDate = monday.adding(days: 7)
    let rota = Rota(duties: [duty("a", 8)], work: [])
    let entries = nextCalendar(previous: old, rota: rota, request: later, stamp: stamp + 60, team: "Team A")
    #expect(entries.count == 2 && entries[0].uid == old[0].uid && entries[1].sequence == 0)
    #expect(entries[0].cancelled && entries[0].sequence == 1 && entries[0].duty == old[0].duty)
    #expect(nextCalendar(previous: entries, rota: rota, request: later, stamp: stamp + 90, team: "Team A") == entries)
  }

  @Test("two duties of one date are two events that do not change places")
  func twoOnOneDate() throws {
    let both = [duty("a", 0, hour: 6), duty("a", 0, hour: 18)]
    let entries = try next([], both, at: stamp)
    #expect(Set(entries.map(\.uid)).count == 2)
    #expect(try next(entries, both.reversed(), at: stamp + 60) == entries)
  }

  @Test("whatever happens, UIDs are unique, revisions never fall, and live events are the rota's duties")
  func randomHistory() throws {
    var generator = SeededGenerator(seed: 9)
    var entries: [CalendarEntry] = []
    for round in 0..<60 {
      var duties: [AssignedDuty] = []
      for person in ["a", "b", "c"] as [PersonID] {
        for day in 0..<7 where generator.nextIndex(below: 3) > 0 {
          duties.append(duty(person, day, hour: 6 + generator.nextIndex(below: 3)))
        }
      }
      let after = try next(entries, duties, at: stamp + Minutes(round))
      #expect(Set(after.map(\.uid)).count == after.count)
      let live = after.filter { !$0.cancelled }
      #expect(Set(live.map { AssignedDuty(person: $0.person, duty: $0.duty) }) == Set(duties))
      #expect(live.count == duties.count)
      let byUID = Dictionary(uniqueKeysWithValues: after.map { ($0.uid, $0) })
      for old in entries {
        let new = try #require(byUID[old.uid])
        let same = old.duty == new.duty && old.cancelled == new.cancelled
        #expect(new.sequence == old.sequence + (same ? 0 : 1))
        #expect(new.modified == (same ? old.modified : stamp + Minutes(round)))
      }
      entries = after
    }
  }
}
