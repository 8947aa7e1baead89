import ProjectFixtures
import Plans
import Publishing
import Searching
import Simulation
import Testing

@testable import Planning
@testable import Scenarios

@Suite("people by week")
struct HiringTests {
  private let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })

  /// Two people of 40 hours answer what one can: contracts put hours into the week that the need doesn't ask for.
  private func weeks(_ files: MemoryFiles) throws -> (base: PlanDocument, weeks: [HiringWeek]) {
    let whatIf = WhatIf(
      files: files, settings: PlanSettings(options: SearchLimits(timeLimit: nil, iterations: 3000), command: ""),
      simulation: SimulationOptions(replications: 2, threads: 1))
    let base = try #require(try whatIf.solve(.baseline, control: control)).plan
    return (base, try whatIf.hiring(.baseline, base: base, weeks: 1, training: 2, stop: StopFlag()))
  }

  @Test("a team that covers its week lacks nobody in it, however many hours it has to spare")
  func covered() throws {
    let people = (1...12).map { "a\($0),Agent \($0),krakow,phone,40\n" }.joined()
    let files = MemoryFiles.sound.with("absences.csv", nil).with("requests.csv", nil)
      .replacing("08:00-09:00", by: "08:00-10:00", in: "rota.json")
      .with("agents.csv", "agent_id,name,site,skills,contract_hours\n" + people)
    let (base, weeks) = try weeks(files)
    #expect(base.summary.uncoveredMinutes == 0 && base.summary.overstaffedMinutes > 600)
    let week = try #require(weeks.first)
    #expect(week.groups.isEmpty && week.missing == 0 && week.startBy == nil)
    #expect(week.needed <= week.available && week.needed > 0)
  }

  @Test("a team that is too small lacks somebody")
  func short() throws {
    let (base, weeks) = try weeks(
      MemoryFiles.sound.with("absences.csv", nil).with("requests.csv", nil)
        .with("agents.csv", "agent_id,name,site,skills,contract_hours\na01,Agent 01,krakow,phone,20\n"))
    #expect(base.summary.uncoveredMinutes > 0)
    #expect(try #require(weeks.first).missing > 0)
  }
}
