import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Workforce

@Suite("Nights in a row, read by the checker") struct NightsInARowTests {
  private func fixture() throws -> CheckFixture {
    var fixture = try CheckFixture()
    fixture.request.templates[1].weekdays = Weekday.allCases
    fixture.request.people[1].absences = []
    fixture.rota.duties.removeAll { $0.person == "ben" }
    return fixture
  }

  private func settled(_ fixture: CheckFixture, _ day: Int, isNight: Bool) -> SettledDuty {
    let start = fixture.warsaw.instant(of: fixture.date(day), ClockTime(hour: isNight ? 22 : 9))
    return SettledDuty(date: fixture.date(day), start: start, end: start + .hours(8))
  }

  @Test("1,000 weeks beside what was worked before and after: each run of nights too long is found, and no other")
  func plantedRuns() throws {
    let whole = try fixture()
    var random = SeededGenerator(seed: 61)
    var found = 0
    for round in 0..<1000 {
      var fixture = whole
      // D a day, N a night, - nothing: three dates before, the week, three after.
      let days = (0..<13).map { _ in ["D", "N", "N", "N", "-"][random.nextIndex(below: 5)] }
      let most = 1 + random.nextIndex(below: 4)
      fixture.request.people[1].rules.maximumConsecutiveNights = most
      for day in 0..<7 where days[3 + day] != "-" {
        let isNight = days[3 + day] == "N"
        fixture.add("ben", isNight ? "night" : "day", day, hour: isNight ? 22 : 9, length: 480)
      }
      // What history has is the run of days that ends on the eve.
      let before = (0..<3).reversed().prefix { days[$0] != "-" }.reversed()
      let after = (10..<13).prefix { days[$0] != "-" }
      fixture.request.people[1].history.lastDuties = before.map {
        settled(fixture, $0 - 3, isNight: days[$0] == "N")
      }
      if let first = after.first {
        fixture.request.people[1].ahead = WorkAhead(
          consecutiveDays: after.count, firstStart: settled(fixture, first - 3, isNight: days[first] == "N").start,
          nextDuties: after.map { settled(fixture, $0 - 3, isNight: days[$0] == "N") })
      }
      let known = days.indices.map { place in
        (3..<10).contains(place) || before.contains(place) || after.contains(place) ? days[place] : "-"
      }
      let runs = known.indices.split { known[$0] != "N" }.filter { run in
        run.count > most && run.contains { (3..<10).contains($0) }
      }
      let breaches = fixture.findings().filter { $0.hasPrefix("nights.consecutive ben") }
      #expect(breaches.count == runs.count, "round \(round): \(days), \(most): \(breaches)")
      found += runs.count
    }
    #expect(found > 300)
  }

  @Test("three hours of the site's night make a night, a quarter of an hour less does not")
  func whatCounts() throws {
    for (start, length, isNight) in [(17, 480, true), (16, 540, true), (16, 525, false), (5, 240, false)] {
      var fixture = try fixture()
      fixture.request.people[1].rules.maximumConsecutiveNights = 1
      fixture.request.people[1].rules.minimumRest = 0
      for day in 0..<2 {
        fixture.rota.duties.append(
          AssignedDuty(
            person: "ben",
            duty: Duty(
              template: "night", date: fixture.date(day),
              start: fixture.warsaw.instant(of: fixture.date(day), ClockTime(hour: start)), length: Minutes(length),
              breaks: [])))
      }
      let breaches = checkRota(fixture.request, fixture.rota).filter { $0.rule == "nights.consecutive" }
      #expect(breaches.map(\.message) == (isNight ? ["works 2 nights in a row by this date; 1 are allowed"] : []))
    }
  }

  @Test("over the border of two plans")
  func borders() throws {
    var fixture = try fixture()
    fixture.request.people[1].rules.maximumConsecutiveNights = 3
    for day in 0..<2 { fixture.add("ben", "night", day, hour: 22, length: 480) }
    func neighbours(_ nights: Range<Int>) -> [AssignedDuty] {
      nights.map {
        AssignedDuty(
          person: "ben", duty: fixture.duty("ben", "night", fixture.date($0), ClockTime(hour: 22), 480))
      }
    }
    func rules(_ nights: Range<Int>) -> [String] {
      checkBorders(fixture.request, fixture.rota, neighbours: neighbours(nights)).map {
        "\($0.severity.rawValue) \($0.rule) \($0.date?.description ?? "-")"
      }
    }
    #expect(rules(-1..<0) == [])
    #expect(rules(-2..<0) == ["breach nights.consecutive 2026-10-20"])
  }
}
