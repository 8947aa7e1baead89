import Plans
import ProjectFixtures
import Calendars
import Searching
import Simulation
import Testing
import Workforce

@testable import Planning

@Suite("a plan with e-mail, played")
struct SimulatedPlanTests {
  /// E-mail by day, which nobody works on: everybody is there by night, for the telephone.
  static let nights = MemoryFiles([
    "rota.json": """
    {
      name: "Nights", timeZone: "Europe/Warsaw", interval: "30m",
      queues: [
        { id: "mail", channel: "email", hours: { "mon-fri": "09:00-17:00" }, handleTime: "8m",
          responseTime: { within: "8h", clock: "openingHours" } },
        { id: "phone", hours: { "mon-sun": "22:00-05:00" }, handleTime: "5m" },
      ],
      sites: [ { id: "main", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "n", start: "22:00", lengths: ["8h"], breaks: "none" } ],
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
    }
    """,
    "agents.csv": "agent_id\n" + (1...6).map { "a\($0)\n" }.joined(),
    "tickets.csv": NeighbouringPlansTests.counts(hours: 9..<17, contacts: 2, queue: "mail")
      + NeighbouringPlansTests.counts(hours: 0..<24, contacts: 2, queue: "phone")
      .split(separator: "\n").dropFirst().map { $0 + "\n" }.joined(),
  ])

  @Test("e-mail that the plan counts nobody on stays undone, with help and without, and nobody is busy above 100 %")
  func undone() throws {
    let pipeline = try Pipeline(
      project: Project.read(Self.nights),
      settings: PlanSettings(options: SearchLimits(timeLimit: nil, iterations: 200, threads: 1), command: "test"))
    let plan = try pipeline.plan(
      neighbours: .none, published: [],
      control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    let mail = try #require(plan.queues.firstIndex { $0.id == "mail" })
    #expect(plan.coverage[mail].scheduled.allSatisfy { $0 == 0 })
    // Whoever is there from 05:00 to 06:00 is on no queue.
    #expect(plan.rota.work.contains { $0.queue == nil })
    let simulator = try PlanSimulator(plan)
    for routing in Routing.allCases {
      let options = SimulationOptions(replications: 2, threads: 1, routing: routing)
      let outcome = try #require(simulator.run(options))
      #expect(outcome.queues[mail].conservation.arrived > 0)
      #expect(outcome.queues[mail].conservation.answered == 0)
      for queue in outcome.queues {
        #expect(queue.total.occupancy?.mean ?? 0 <= 1)
        #expect(queue.hours.allSatisfy { $0.occupancy?.mean ?? 0 <= 1 + 1e-9 })
      }
    }
  }
}
