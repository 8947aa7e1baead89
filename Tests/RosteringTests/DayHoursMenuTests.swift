import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Verification

@testable import Rostering
@testable import Workforce

/// Hours of the day of a person: which duties their menu has.
@Suite("Hours of the day") struct DayHoursMenuTests {
  private struct Known: Hashable {
    var person: Int
    var start: Instant
    var length: Int
  }

  /// Every duty that anybody can have.
  private static func duties(_ request: RosterRequest) throws -> Set<Known> {
    let roster = try compileRoster(request)
    var found: Set<Known> = []
    roster.visitDuties { person, _, duty in
      let length = roster.rows[Int(duty.row)].length * request.grid.interval.rawValue
      found.insert(Known(person: person, start: request.grid.instant(at: Int(duty.start)), length: length))
      return true
    }
    return found
  }

  /// Minutes from the midnight at which the date of `start` begins to `instant`, as clocks on the wall say: read a third time.
  private static func wall(_ instant: Instant, from start: Instant, in zone: Zone) -> Int {
    let (from, to) = (zone.civil(at: start).date, zone.civil(at: instant))
    return to.date.dayNumber * 1440 - from.dayNumber * 1440 + to.secondOfDay / 60
  }

  /// Nights on every weekday: three of them end behind a change of the clocks.
  private static func fixture(spring: Bool) throws -> CheckFixture {
    var fixture = try CheckFixture(firstDate: CivilDate(dayNumber: spring ? 20_899 : 20_745))
    fixture.request.templates[1].weekdays = Weekday.allCases
    fixture.request.templates[1].sites = []
    for person in fixture.request.people.indices {
      fixture.request.people[person].absences = []
      fixture.request.people[person].fixedDaysOff = []
    }
    // At Kraków, by a clock in Bogotá.
    fixture.request.people[1].zone = fixture.bogota
    return fixture
  }

  @Test("menus hold the duties between the hours, and all of them, over both changes of the clocks and in other zones")
  func menus() throws {
    var random = SeededGenerator(seed: 90)
    for spring in [false, true] {
      let whole = try Self.fixture(spring: spring)
      let all = try Self.duties(whole.request)
      var (kept, left) = (0, 0)
      for round in 0..<60 {
        var request = whole.request
        for person in request.people.indices {
          var hours = DayHours()
          if random.nextIndex(below: 3) > 0 {
            hours.earliestStart = ClockTime(minutes: 15 * random.nextIndex(below: 96))
          }
          if random.nextIndex(below: 3) > 0 {
            hours.latestEnd = ClockTime(minutes: 15 * (20 + random.nextIndex(below: 120)))
          }
          request.people[person].hours = hours == DayHours() ? nil : hours
        }
        let expected = all.filter { known in
          let person = request.people[known.person]
          let end = known.start + Minutes(known.length)
          return (person.hours?.earliestStart?.minutes ?? 0)
            <= Self.wall(known.start, from: known.start, in: person.zone)
            && Self.wall(end, from: known.start, in: person.zone) <= person.hours?.latestEnd?.minutes ?? 9999
        }
        #expect(try Self.duties(request) == expected, "round \(round)")
        kept += expected.count
        left += all.count - expected.count
      }
      #expect(kept > 1000 && left > 1000)
    }
  }

  @Test("what the search makes keeps to them, and the checker says so")
  func search() throws {
    for seed in 1...6 {
      var fixture = try Self.fixture(spring: seed.isMultiple(of: 2))
      var random = SeededGenerator(seed: UInt64(seed))
      for person in fixture.request.people.indices {
        fixture.request.people[person].hours = DayHours(
          earliestStart: ClockTime(hour: random.nextIndex(below: 12)),
          latestEnd: ClockTime(hour: 14 + random.nextIndex(below: 18)))
      }
      let outcome = try makeRota(
        fixture.request, options: SearchLimits(timeLimit: nil, iterations: 200, seed: UInt64(seed), threads: 1),
        stop: StopFlag(), clock: { 0 }, progress: { _ in })
      #expect(checkRota(fixture.request, outcome.rota).filter { $0.severity == .breach } == [], "seed \(seed)")
    }
  }
}
