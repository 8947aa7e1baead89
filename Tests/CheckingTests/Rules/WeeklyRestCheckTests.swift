import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Workforce

@Suite("Weekly rest, read by the checker") struct WeeklyRestCheckTests {
  /// Hours from the first Monday's midnight, in the person's zone, at which a duty starts and ends.
  private static func busy(_ fixture: CheckFixture, _ span: (Instant, Instant)) -> Range<Int> {
    let midnight = fixture.warsaw.instant(of: fixture.date(0))
    let (first, last) = ((span.0 - midnight) / 1800, (span.1 - midnight) / 1800)
    return first..<last
  }

  @Test("1,000 weeks beside duties before and after: each without its rest is found, and no other")
  func plantedWeeks() throws {
    var whole = try CheckFixture()
    whole.request.people[1].absences = []
    whole.rota.duties.removeAll { $0.person == "ben" }
    var random = SeededGenerator(seed: 35)
    var found = 0
    for round in 0..<1000 {
      var fixture = whole
      let hours = 24 + random.nextIndex(below: 40)
      fixture.request.people[1].rules.weeklyRest = .hours(hours)
      fixture.request.people[1].rules.minimumRest = 0
      for day in 0..<7 where random.nextIndex(below: 5) > 0 {
        fixture.add(
          "ben", "day", day, hour: random.nextIndex(below: 20), length: .hours(4 + random.nextIndex(below: 9)))
      }
      var spans = fixture.rota.duties.filter { $0.person == "ben" }.map { ($0.duty.start, $0.duty.end) }
      if random.nextIndex(below: 2) == 0 {
        let before = fixture.settled(-1, hour: 12 + random.nextIndex(below: 12), in: fixture.warsaw)
        fixture.request.people[1].history.lastEnd = before.end
        spans.append((before.start, before.end))
      }
      let midnight = fixture.warsaw.instant(of: fixture.date(7))
      let busy = spans.map { Self.busy(fixture, $0) }
      // Half hour by half hour; the week that ends winter time early has 169 hours.
      let slots = 0..<(midnight - fixture.warsaw.instant(of: fixture.date(0))) / 1800
      var (run, longest) = (0, 0)
      for slot in slots {
        run = busy.contains { $0.contains(slot) } ? 0 : run + 1
        longest = max(longest, run)
      }
      let breaches = fixture.findings().filter { $0.hasPrefix("rest.weekly ben") }
      #expect(breaches == (longest < 2 * hours ? ["rest.weekly ben 2026-10-19"] : []), "round \(round)")
      found += breaches.count
    }
    #expect(found > 200 && found < 800, "\(found)")
  }

  @Test("a duty of the plan before takes its part of the week; a week of others' duties alone is a note")
  func borders() throws {
    var fixture = try CheckFixture()
    // Ben's three nights begin on Thursday at 22:00: 94 hours before them are free.
    fixture.request.people[1].rules.weeklyRest = .hours(90)
    func findings(_ day: Int, _ hour: Int) -> [String] {
      let duty = fixture.duty("ben", "night", fixture.date(day), ClockTime(hour: hour), .hours(8))
      return checkBorders(fixture.request, fixture.rota, neighbours: [AssignedDuty(person: "ben", duty: duty)])
        .filter { $0.rule == "rest.weekly" }.map { "\($0.severity) \($0.date.map { "\($0)" } ?? "-")" }
    }
    #expect(checkRota(fixture.request, fixture.rota).filter { $0.rule == "rest.weekly" } == [])
    #expect(findings(-1, 20) == [])
    #expect(findings(-1, 21) == ["breach 2026-10-19"])
    fixture.rota.duties.removeAll { $0.person == "ben" }
    fixture.request.people[1].rules.weeklyRest = .hours(96)
    #expect(findings(-1, 21) == [])
  }
}
