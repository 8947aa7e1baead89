import ProjectFixtures
import Calendars
import Requirements
import Tables
import Testing

@testable import Planning

@Suite("contacts in progress when a plan begins")
struct InProgressTests {
  /// Four weeks of a queue that is open around the clock.
  private static func requirement(_ queue: String, week: Int, weeks: Int) throws -> (QueueRequirement, IntervalGrid) {
    var counts = "ts_local,queue,calls\n"
    for day in 0..<28 {
      let date = CivilDateText.of(20_751 + day)
      for half in 0..<48 {
        let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
        counts += "\(date) \(hour):\(half % 2 == 0 ? "00" : "30"),night,\(20 + (half + 12) % 48 / 4 + day % 7)\n"
      }
    }
    let files = MemoryFiles.sound.with("tickets.csv", counts).replacing(
      "{ id: \"phone\", hours: { \"mon-fri\": \"08:00-18:00\" }, target: { serviceLevel: 0.8, within: \"20s\" } }",
      by: "{ id: \"night\", skills: \"phone\", \(queue) }", in: "rota.json")
    let project = try Project.read(files)
    let horizon = try Horizon(project: project, week: ISOWeek(year: 2026, week: week), weeks: weeks)
    let demand = try DemandStage(project: project, horizon: horizon).run()
    return (demand.queues[0].requirement, horizon.grid)
  }

  private static let alwaysOpen = "hours: { \"mon-sun\": \"00:00-24:00\" }"

  @Test(
    "a week planned alone asks for what it asks for as the second of two",
    arguments: [
      "channel: \"phone\", handleTime: \"10m\", \(alwaysOpen)",
      "channel: \"phone\", patience: \"2m\", handleTime: \"40m\", \(alwaysOpen)",
      "channel: \"phone\", handleTime: \"10m\", hours: { \"mon-sun\": \"20:00-06:00\" }",
      "channel: \"chat\", concurrency: { atOnce: 3, perHour: [12, 16, 18] }, \(alwaysOpen)",
    ])
  func aloneOrSecond(_ queue: String) throws {
    // Nothing is recorded of the week before, so it is forecast either way.
    let (alone, grid) = try Self.requirement(queue, week: 49, weeks: 1)
    let (both, longer) = try Self.requirement(queue, week: 48, weeks: 2)
    let shift = longer.index(of: grid.start)
    for index in 0..<7 * 96 {
      #expect(abs(alone.offeredLoad[index] - both.offeredLoad[shift + index]) < 1e-6, "\(index)")
      #expect(alone.positions[index] == both.positions[shift + index], "\(index)")
    }
    #expect(alone.offeredLoad[0] > 3)
    #expect(alone.inProgress != nil)
  }

  @Test("after recorded days the plan's first interval is no emptier than the day's rate", arguments: [48])
  func recorded(week: Int) throws {
    let (alone, _) = try Self.requirement(
      "channel: \"phone\", handleTime: \"10m\", \(Self.alwaysOpen)", week: week, weeks: 1)
    #expect(abs(alone.offeredLoad[0] / alone.offeredLoad[4] - 1) < 0.2, "\(alone.offeredLoad[..<5])")
  }

  @Test("a queue that is closed at night begins empty")
  func closed() throws {
    let (alone, _) = try Self.requirement(
      "channel: \"phone\", handleTime: \"10m\", hours: { \"mon-sun\": \"08:00-18:00\" }", week: 49, weeks: 1)
    #expect(alone.inProgress == nil && alone.offeredLoad[0] == 0)
  }
}
