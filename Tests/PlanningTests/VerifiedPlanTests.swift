import ProjectFixtures
import Checking
import Plans
import Publishing
import Searching
import Simulation
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("rota plan --verify closes the loop")
struct VerifiedPlanTests {
  /// A desk whose days swing by half around their forecast, which the requirement of each interval by itself doesn't see,
  /// so that everybody required is there and customers still wait; with as many people as anybody could want, or too few.
  private func files(agents: Int) -> MemoryFiles {
    var files = MemoryFiles.sound
    files.contents["rota.json"] = Array(
      """
      {
        name: "Desk", timeZone: "Europe/Warsaw", tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [
          { id: "phone", hours: { "mon-fri": "08:00-13:00" }, handleTime: "6m",
            target: { serviceLevel: 0.8, within: "20s", maximumOccupancy: 0.97 }, requirementMethod: "stationary" },
        ],
        sites: [ { id: "krakow", timeZone: "Europe/Warsaw" } ],
        shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", step: "1h", lengths: ["4h", "5h"], breaks: "none" } ],
        rules: { weeklyTolerance: "8h" }, prices: { underFirst: 900, underNext: 1500 },
      }
      """.utf8)
    files.contents["agents.csv"] = Array(
      ("agent_id,name,site,skills,contract_hours,min_hours,max_hours\n"
        + (1...agents).map { "a\($0),Agent \($0),krakow,phone,40,0,40\n" }.joined()).utf8)
    files.contents["absences.csv"] = nil
    files.contents["requests.csv"] = nil
    var counts = "ts_local,queue,calls\n"
    var generator = SeededGenerator(seed: 4)
    for week in 0..<8 {
      for day in 0..<5 {
        let swing = 0.2 + 2.4 * generator.nextUnit() * generator.nextUnit()
        for half in 16..<26 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          let calls = Int((30 * swing * (0.9 + 0.2 * generator.nextUnit())).rounded())
          counts +=
            "\(CivilDateText.of(20_723 + week * 7 + day)) \(hour):\(half % 2 == 0 ? "00" : "30"),phone,\(calls)\n"
        }
      }
    }
    files.contents["tickets.csv"] = Array(counts.utf8)
    return files
  }

  private func pipeline(agents: Int) throws -> Pipeline {
    try Pipeline(
      project: try Project.read(files(agents: agents)),
      settings: PlanSettings(options: SearchLimits(timeLimit: nil, iterations: 400, threads: 1), command: "test"))
  }

  private let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })
  private let simulation = SimulationOptions(replications: 60, threads: 1, routing: .skills)

  @Test("hours that miss their target although everybody required is there are raised until none is left")
  func raised() throws {
    let pipeline = try pipeline(agents: 30)
    func verified(rounds: Int) throws -> PlanDocument {
      try pipeline.verifiedPlan(
        neighbours: .none, published: [], control: control,
        verification: Verification(simulation: simulation, rounds: rounds))
    }
    let once = try #require(try verified(rounds: 0).simulation)
    let raisable = once.weakHours.filter { $0.scheduled >= $0.required }
    #expect(raisable.count > 5, "the desk is not peaky enough to test anything: \(once.weakHours.count) weak hours")
    #expect(once.notes.contains { $0.contains("when the rounds were used up") })

    let plan = try verified(rounds: 8)
    let closed = try #require(plan.simulation)
    #expect(closed.rounds >= 1)
    #expect(closed.weakHours.filter { $0.scheduled >= $0.required }.isEmpty)
    #expect(closed.notes.contains { $0.contains("their requirement was raised and the rota planned again") })
    let before = try #require(once.serviceLevel)
    let after = try #require(closed.serviceLevel)
    #expect(after.mean > before.mean)
    // What the plan publishes is the raised requirement, and the independent check has seen the rota.
    #expect(checkRota(plan.request, plan.rota).allSatisfy { $0.severity != .breach })
  }

  @Test("hours that nobody can cover are not asked for again, and the plan says why they stay weak")
  func impossible() throws {
    let plan = try pipeline(agents: 4).verifiedPlan(
      neighbours: .none, published: [], control: control, verification: Verification(simulation: simulation, rounds: 3))
    let simulation = try #require(plan.simulation)
    #expect(simulation.rounds == 0)
    #expect(!simulation.weakHours.isEmpty)
    #expect(simulation.weakHours.allSatisfy { $0.scheduled < $0.required })
    #expect(simulation.notes.contains { $0.contains("because people are missing there") })
  }

  @Test("expectation and simulation are compared like with like, in words")
  func comparison() throws {
    func summary(_ level: Double, alone: Double?) -> PlanSimulation {
      func estimate(_ mean: Double) -> Estimate { Estimate(mean: mean, low: mean - 0.01, high: mean + 0.01) }
      return PlanSimulation(
        replications: 10, seed: 1, routing: .skills, serviceLevel: estimate(level), abandonment: nil, queues: [],
        weakHours: [], withoutHelp: alone.map(estimate))
    }
    let helped = try #require(Pipeline.comparison(of: summary(0.93, alone: 0.86), predicted: 0.855))
    #expect(helped.contains("they agree within 0.5 points"))
    #expect(helped.contains("add 7.0 points: 93.0 %"))
    let apart = try #require(Pipeline.comparison(of: summary(0.80, alone: nil), predicted: 0.855))
    #expect(apart.contains("5.5 points worse than expected"))
    #expect(Pipeline.comparison(of: summary(0.9, alone: nil), predicted: nil) == nil)
  }
}
