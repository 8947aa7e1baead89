import Calendars
import Checking
import RotaFixtures
import Searching
import Testing
import Verification
import Workforce

@Suite("Hours of the day, read by the checker") struct DayHoursPlantedTests {
  @Test("1,000 duties beside a person's hours: each that is out of them is found, and no other")
  func planted() throws {
    let whole = try CheckFixture()
    var random = SeededGenerator(seed: 91)
    var found = 0
    for round in 0..<1000 {
      var fixture = whole
      let (from, to) = (random.nextIndex(below: 40), 50 + random.nextIndex(below: 60))
      fixture.request.people[0].hours = DayHours(
        earliestStart: ClockTime(minutes: 15 * from), latestEnd: ClockTime(minutes: 15 * to))
      let (start, length) = (random.nextIndex(below: 90), 16 + random.nextIndex(below: 30))
      fixture.rota.duties = [
        AssignedDuty(
          person: "ann",
          duty: Duty(
            template: "day", date: fixture.date(2),
            start: fixture.warsaw.instant(of: fixture.date(2), ClockTime(minutes: 15 * start)),
            length: Minutes(15 * length), breaks: []))
      ]
      let breaches = checkRota(fixture.request, fixture.rota).map(\.rule).filter { $0.hasPrefix("hours.") }
      let expected = (start < from ? ["hours.start"] : []) + (start + length > to ? ["hours.end"] : [])
      #expect(breaches.sorted() == expected.sorted(), "round \(round)")
      found += expected.count
    }
    #expect(found > 300)
  }

  @Test("says when it was and when it may be")
  func sentences() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].hours = DayHours(
      earliestStart: ClockTime(hour: 8, minute: 15), latestEnd: ClockTime(hour: 15, minute: 45))
    let messages = checkRota(fixture.request, fixture.rota).filter { $0.date == fixture.date(0) }.map(\.message)
    #expect(
      messages == [
        "ends at Mon 2026-10-19 16:00 (Europe/Warsaw); the person ends at 15:45 at the latest",
        "starts at Mon 2026-10-19 08:00 (Europe/Warsaw); the person starts at 08:15 at the earliest",
      ])
  }
}
