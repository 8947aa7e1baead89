import ProjectFixtures
import Calendars
import Tables
import Testing
import Workforce

@testable import Planning

/// What rota.json says of shifts and sites, down to the shifts that can be worked.
@Suite("shifts and sites of rota.json")
struct ShiftSettingsTests {
  private static let desk = MemoryFiles.sound.with("absences.csv", nil).with("requests.csv", nil)

  /// The shifts that can be worked on a date of the sound project after a change of rota.json.
  private static func options(_ files: MemoryFiles, on text: String) throws -> [ShiftOption] {
    let project = try Project.read(files)
    let (site, template) = (try #require(project.sites.first), try #require(project.templates.first))
    let date = try #require(CivilDate(text))
    let grid = IntervalGrid(start: site.zone.instant(of: date), interval: 15, count: 3 * 96)
    return try shiftOptions(template: template, site: site, date: date, grid: grid)
  }

  private static func shift(_ text: String) -> MemoryFiles {
    desk.replacing("days: \"mon-fri\", start: \"08:00-09:00\", lengths: [\"8h30m\"]", by: text, in: "rota.json")
  }

  @Test(
    "a latest end of the next morning is 30:30, or earlier than every start",
    arguments: [
      ("start: \"06:00-22:00\", step: \"1h\", lengths: [\"8h30m\"], latestEnd: \"30:30\"", 17),
      ("start: \"06:00-22:00\", step: \"1h\", lengths: [\"8h30m\"], latestEnd: \"29:30\"", 16),
      ("start: \"07:00-22:00\", step: \"1h\", lengths: [\"8h30m\"], latestEnd: \"06:30\"", 16),
      ("start: \"06:00-22:00\", step: \"1h\", lengths: [\"8h30m\"], latestEnd: \"23:00\"", 9),
    ])
  func latestEnd(text: String, count: Int) throws {
    let starts = Set(try Self.options(Self.shift(text), on: "2026-10-20").map(\.start)).sorted()
    #expect(starts.count == count)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 == 3600 })
  }

  @Test("a latest end by which no start and length ends is refused with the way to write the next morning")
  func noEnd() throws {
    let files = Self.shift("start: \"06:00-22:00\", step: \"1h\", lengths: [\"8h30m\"], latestEnd: \"06:30\"")
    let error = #expect(throws: Diagnostic.self) { try Project.read(files) }
    #expect(error?.code == "project.latest-end" && error?.position?.description.contains("shifts[0].latestEnd") == true)
    #expect(error?.cure?.contains("\"30:30\" for the next morning") == true)
  }

  @Test("the premium of a night is paid on its paid time, unless a site says that it is on all of it")
  func nightPremium() throws {
    let night = Self.shift("start: \"22:00\", lengths: [\"8h30m\"]")
    func cost(_ setting: String, on date: String) throws -> Double {
      let files = night.replacing(
        "{ id: \"krakow\",",
        by: "{ id: \"krakow\", payPerHour: 20, nightPremiumPerHour: 6, night: \"22:00-06:00\"\(setting),",
        in: "rota.json")
      let options = try Self.options(files, on: date)
      #expect(!options.isEmpty && options.allSatisfy { $0.paid == 480 } && Set(options.map(\.cost)).count == 1)
      return options.first?.cost ?? 0
    }
    // Eight hours of pay; of the eight of the night half an hour is an unpaid lunch. When clocks go back it has nine.
    #expect(try cost("", on: "2026-10-20") == 160 + 7.5 * 6)
    #expect(try cost("", on: "2026-10-24") == 160 + 8 * 6)
    #expect(try cost(", nightPremiumOn: \"elapsed\"", on: "2026-10-20") == 160 + 8 * 6)
    #expect(try cost(", nightPremiumOn: \"elapsed\"", on: "2026-10-24") == 160 + 8.5 * 6)
  }
}
