import RotaFixtures
import Calendars
import Checking
import Testing
import Workforce

@Suite("Borders between a rota and its neighbours, read by the checker")
struct BorderCheckTests {
  /// The fixture's Ann works from Monday to Thursday, five days in a row are allowed, eleven hours of rest.
  private func findings(_ neighbours: (CheckFixture) -> [AssignedDuty]) throws -> [String] {
    let fixture = try CheckFixture()
    return checkBorders(fixture.request, fixture.rota, neighbours: neighbours(fixture)).map {
      "\($0.severity.rawValue) \($0.rule) \($0.person?.rawValue ?? "-") \($0.date?.description ?? "-")"
    }
  }

  private func day(_ fixture: CheckFixture, _ person: PersonID, _ day: Int, hour: Int = 9, length: Minutes = 480)
    -> AssignedDuty
  {
    AssignedDuty(person: person, duty: fixture.duty(person, "day", fixture.date(day), ClockTime(hour: hour), length))
  }

  @Test("nothing beside it, and people who are not in it, are no findings") func quiet() throws {
    #expect(try findings { _ in [] } == [])
    #expect(
      try findings { fixture in [day(fixture, "ann", -1), day(fixture, "ann", 7), day(fixture, "zoe", -1)] } == [])
  }

  @Test("a run over the border counts both sides and is the plan's breach") func runs() throws {
    #expect(
      try findings { fixture in (-2 ... -1).map { day(fixture, "ann", $0) } }
        == ["breach days.consecutive ann 2026-10-22"])
    #expect(
      try findings { fixture in (-6 ... -1).map { day(fixture, "ann", $0) } }
        == ["breach days.consecutive ann 2026-10-19"])
    // Cai works on Friday; Saturday and Sunday are off, so that the week after is its own affair.
    #expect(
      try findings { fixture in (7...12).map { day(fixture, "cai", $0) } } == ["note days.consecutive cai 2026-10-31"])
  }

  @Test("a rest over the border is the plan's breach, one between two neighbours a note") func rests() throws {
    #expect(
      try findings { fixture in [day(fixture, "ann", -1, hour: 14)] } == ["breach rest.minimum ann 2026-10-19"])
    #expect(
      try findings { fixture in [day(fixture, "ann", -1, hour: 13)] } == [])
    #expect(
      try findings { fixture in [day(fixture, "ann", -3, hour: 20), day(fixture, "ann", -2, hour: 8)] }
        == ["note rest.minimum ann 2026-10-17"])
  }
}
