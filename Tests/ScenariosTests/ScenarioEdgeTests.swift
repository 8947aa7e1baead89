import Plans
import ProjectFixtures
import Calendars
import Forecasting
import Foundation
import Publishing
import Searching
import Simulation
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

@Suite("scenarios at their edges")
struct ScenarioEdgeTests {
  private func scenario(_ text: String, file: String = "future.json5") throws -> Scenario {
    try Scenario(Array(text.utf8), file: file) { path throws(Diagnostic) in
      throw Diagnostic("test.read", "nothing to read at \(path)")
    }
  }

  private func sweep(_ text: String) throws(Diagnostic) -> Sweep {
    try Sweep(Array(text.utf8), file: "grid.json5", base: Scenario(name: "base"), salt: "salt")
  }

  private func forecast(starts: [Instant]) -> QueueForecast {
    let ten = Array(repeating: 10.0, count: starts.count)
    return QueueForecast(
      queue: "phone", zone: .utc, interval: 30, starts: starts, contacts: ten, p10: ten, p50: ten, p90: ten,
      handleTime: nil, daySpread: 0, method: "test", notes: [])
  }

  @Test("the shrinkage knob counts in place of the parts that a queue lists")
  func shrinkage() throws {
    let files = MemoryFiles.sound.replacing(
      "{ id: \"phone\",", by: "{ id: \"phone\", shrinkage: [ { kind: \"sickness\", share: 0.05 } ],",
      in: "rota.json")
    let before = try Project.read(files).queues[0].settings
    let noon = Instant(rawValue: 1_795_000_000)
    #expect(before.shrinkage(at: noon) == 0.05)
    let after = try scenario("{ set: { shrinkage: 0.3 } }").project(files).queues[0].settings
    #expect(after.shrinkage(at: noon) == 0.3)
  }

  @Test("hours across midnight belong to the day on which they begin")
  func night() throws {
    let change = try scenario(
      "{ demand: [ { from: \"2026-12-01\", days: 1, hours: \"22:00-06:00\", volume: \"x2\" } ] }"
    ).layers[0].demand[0].change
    let first = try #require(CivilDate("2026-12-01"))
    func at(_ day: Int, _ hour: Int) -> Instant { Zone.utc.instant(of: first.adding(days: day), ClockTime(hour: hour)) }
    var moved = forecast(starts: [at(0, 3), at(0, 12), at(0, 22), at(1, 0), at(1, 5), at(1, 6), at(1, 23)])
    change.apply(to: &moved)
    #expect(moved.contacts == [10, 10, 20, 20, 20, 10, 10])
  }

  @Test("handle times move where the history has none, and a knob counts once")
  func handleTime() throws {
    let day = try #require(CivilDate("2026-12-01"))
    let starts = [Zone.utc.instant(of: day, ClockTime(hour: 9)), Zone.utc.instant(of: day, ClockTime(hour: 15))]
    let usual = try Project.read(MemoryFiles.sound).queues[0].settings.handleTime
    func moved(_ text: String, measured: Double? = nil) throws -> [Double]? {
      let project = try scenario(text).project(MemoryFiles.sound)
      var forecast = forecast(starts: starts)
      forecast.handleTime = measured.map { [$0, $0] }
      DemandChange.apply(
        project.demandChanges, to: &forecast, usualHandleTime: project.queues[0].settings.handleTime)
      return forecast.handleTime
    }
    let piece = "demand: [ { hours: \"08:00-12:00\", handleTime: \"x2\" } ]"
    let knob = "set: { handleTime: \"x1.5\" }"
    #expect(try moved("{ \(piece) }") == [usual * 2, usual])
    #expect(try moved("{ \(knob) }") == nil)
    #expect(try moved("{ \(piece), \(knob) }") == [usual * 3, usual * 1.5])
    #expect(try moved("{ \(piece), \(knob) }", measured: 100) == [300, 150])
  }

  @Test("whoever is hired after others left gets an id that nobody has")
  func serials() throws {
    let hired = try scenario("{ set: { hires: 2 } }")
    var layers = Scenario(name: "layers")
    layers.add(hired)
    layers.add(try scenario("{ people: { attrition: \"50%\" } }", file: "attrition.json5"))
    layers.add(try scenario("{ set: { hires: 2 } }", file: "again.json5"))
    let project = try layers.project(MemoryFiles.sound)
    #expect(project.people.count == 4)
    #expect(Set(project.people.map(\.id)).count == 4)
    #expect(Set(project.people.map(\.name)).count == 4)
  }

  @Test(
    "what would do nothing or too much is refused",
    arguments: [
      ("{ grid: { hires: [1e300] } }", "project.range"),
      ("{ grid: { volume: [] } }", "sweep.value"),
      ("{ grid: { \(("abcdefg").map { "\($0): [0,1,2,3,4,5,6,7,8,9]" }.joined(separator: ", ")) } }", "sweep.size"),
    ])
  func grids(text: String, code: String) {
    let error = #expect(throws: Diagnostic.self) { try sweep(text) }
    #expect(error?.code == code, "\(error.map { "\($0)" } ?? "-")")
  }

  @Test("a thing that isn't there isn't taken away in silence")
  func strayRemoval() throws {
    let error = #expect(throws: Diagnostic.self) {
      try scenario("{ project: { queues: [ { id: \"phnoe\", remove: true } ] } }").project(MemoryFiles.sound)
    }
    #expect(error?.code == "scenario.remove")
    #expect(error?.position?.named == "future.json5: project.queues[0]")
    #expect(error.map { "\($0)".contains("'phone'") } == true)
    // What an earlier layer brings, a later one may take away.
    var layers = try scenario("{ project: { shifts: [ { id: \"late\", start: \"10:00\", lengths: [\"8h\"] } ] } }")
    layers.add(try scenario("{ project: { shifts: [ { id: \"late\", remove: true } ] } }", file: "later.json5"))
    #expect(try layers.project(MemoryFiles.sound).templates.map(\.id.rawValue) == ["day"])
  }

  @Test("attrition is of the whole team")
  func attrition() {
    var scenario = Scenario(name: "test")
    let error = #expect(throws: Diagnostic.self) { try scenario.set("attrition.krakow", to: "50%") }
    #expect(error?.code == "scenario.knob")
  }

  @Test("a path with a space stays one word in the job of Slurm")
  func quoting() {
    let script = SweepEngine.slurm.script(
      words: ["rota"], shards: 2, folder: "my answers",
      needs: SweepNeeds(memory: 300, minutes: 9, threads: 2, image: "rota:1"))
    #expect(script.contains("#SBATCH --output='my answers/logs/%A_%a.log'\n"))
  }

  private let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  private var whatIf: WhatIf {
    WhatIf(
      files: MemoryFiles.sound,
      settings: PlanSettings(options: SearchLimits(timeLimit: nil, iterations: 10), command: ""),
      simulation: SimulationOptions(replications: 2, threads: 1))
  }

  @Test("an answer that was cut, emptied or misnamed is made anew")
  func damagedAnswers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sweep-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sweep = try sweep("{ grid: { volume: [\"-10%\", \"0%\", \"+10%\"] } }")
    func run() throws -> Int {
      try sweep.run(sweep.cases, whatIf: whatIf, folder: folder, threads: 1, control: control, done: { _ in })
    }
    #expect(try run() == 4)
    let whole = try sweep.merged(from: folder).cases
    let paths = sweep.cases.map { "\(folder)/cases/\($0.id).json" }
    let last = try Data(contentsOf: URL(filePath: paths[2]))
    try Data().write(to: URL(filePath: paths[0]))
    try last.prefix(200).write(to: URL(filePath: paths[1]))
    #expect(try sweep.unfinishedShards(of: 4, in: folder) == [1, 2])
    #expect(try sweep.merged(from: folder).missing.count == 2)
    try last.write(to: URL(filePath: paths[1]))
    #expect(try sweep.unfinishedShards(of: 4, in: folder) == [1, 2])
    #expect(try run() == 2)
    #expect(try sweep.merged(from: folder).cases == whole)
    // A figure that somebody changed is no answer, and not silently made anew either.
    let text = try String(contentsOfFile: paths[0], encoding: .utf8)
    let changed = text.replacing("\"objective\":", with: "\"objective\":1")
    #expect(changed != text)
    try changed.write(toFile: paths[0], atomically: true, encoding: .utf8)
    let error = #expect(throws: Diagnostic.self) { try sweep.merged(from: folder) }
    #expect(error?.code == "sweep.altered" && error?.position?.file == paths[0])
  }

  @Test("an answer whose figures were altered is not believed, and says so")
  func alteredAnswers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sweep-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let sweep = try sweep("{ grid: { volume: [\"-10%\", \"0%\"] } }")
    func run() throws -> Int {
      try sweep.run(sweep.cases, whatIf: whatIf, folder: folder, threads: 1, control: control, done: { _ in })
    }
    #expect(try run() == 3)
    let path = "\(folder)/cases/\(sweep.cases[1].id).json"
    let sound = try String(contentsOfFile: path, encoding: .utf8)
    let altered = sound.replacing("\"weakHours\":", with: "\"weakHours\":1")
    #expect(altered != sound)
    try altered.write(toFile: path, atomically: true, encoding: .utf8)
    for attempt in [{ _ = try sweep.merged(from: folder) }, { _ = try run() }] {
      let error = #expect(throws: Diagnostic.self) { try attempt() }
      #expect(error?.code == "sweep.altered" && error?.position?.file == path)
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(try run() == 1)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == sound)
  }

  @Test("people who are away in a scenario are paid unless it says otherwise, on days on which they would have worked")
  func paidAway() throws {
    func beyond(_ text: String) throws -> Double {
      let solved = try #require(
        try whatIf.solve(try scenario("{ people: { away: [ \(text) ] } }"), control: control))
      return solved.figures.paidHours - Double(solved.plan.summary.paidMinutes) / 60
    }
    // Two people of 40 hours; one of them is on leave on Monday in any case; nobody is credited for a Saturday.
    #expect(try beyond("{ from: \"2026-11-26\" }") == 16)
    #expect(try beyond("{ from: \"2026-11-26\", paid: false }") == 0)
    #expect(try beyond("{ from: \"2026-11-23\" }") == 8)
    #expect(try beyond("{ from: \"2026-11-28\" }") == 0)
  }

  @Test("a team of which nobody is left needs people of the baseline's contract, from the first week that is possible")
  func hiring() throws {
    let base = try #require(try whatIf.solve(Scenario(name: "Baseline"), control: control)).plan
    func weeks(_ text: String, training: Int) throws -> [HiringWeek] {
      try whatIf.hiring(try scenario(text), base: base, weeks: 3, training: training, stop: StopFlag())
    }
    let now = try weeks("{}", training: 0)
    let left = try weeks("{ set: { attrition: 0.99 } }", training: 2)
    #expect(left.map(\.available) == [0, 0, 0])
    #expect(left.map(\.needed) == now.map(\.needed))
    for week in now + left {
      #expect(week.spare >= 0 && week.needed == week.available + week.missing - week.spare)
    }
    let third = base.week.adding(weeks: 2)
    #expect(left.map(\.firstPossible) == [third.description, third.description, nil])
    #expect(left[2].startBy == base.week.monday.description)
  }
}
