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

  @Test("what is planned of a queue's shrinkage is played as planned, and a plain share isn't")
  func shrinkage() throws {
    func queues(_ shrinkage: String) throws -> (plan: PlanDocument, phone: SimulatedQueue) {
      let weeks = try PlannedWeeks(
        Self.nights.replacing(
          "handleTime: \"5m\" }", by: "handleTime: \"5m\", shrinkage: \(shrinkage) }", in: "rota.json"))
      defer { weeks.remove() }
      let plan = try weeks.plan(#require(ISOWeek(year: 2026, week: 48)))
      let phone = try #require(plan.queues.firstIndex { $0.id == "phone" })
      return (plan, try PlanSimulator(plan).model.queues[phone])
    }
    let plain = try queues("0.08").phone
    #expect(plain.shrinkage.allSatisfy { $0 == 0.08 } && plain.plannedShrinkage.allSatisfy { $0 == 0 })
    let (plan, phone) = try queues(
      """
      [{ kind: "sickness", share: 0.08 }, { kind: "meeting", share: 0.1, planned: true, between: "22:00-23:00" },
       { kind: "lateness", share: 0.05, between: "22:30-23:30" }]
      """)
    let grid = plan.request.grid
    let zone = try #require(plan.queues.first { $0.id == "phone" }).zone
    for slot in 0..<grid.count {
      let minute = zone.civil(at: grid.instant(at: slot)).minuteOfDay
      let planned = (1320..<1380).contains(minute) ? 0.1 : 0
      let unplanned = 0.08 + ((1350..<1410).contains(minute) ? 0.05 : 0)
      #expect(abs(phone.plannedShrinkage[slot] - planned) < 1e-12)
      #expect(abs(phone.shrinkage[slot] - planned - unplanned) < 1e-12)
    }
  }

  @Test("what somebody works of a duty is one duty to the simulation, from a neighbouring plan too")
  func dutyKeys() throws {
    let weeks = try PlannedWeeks(Self.nights)
    defer { weeks.remove() }
    try weeks.plan(#require(ISOWeek(year: 2026, week: 48)))
    let plan = try weeks.plan(#require(ISOWeek(year: 2026, week: 49)))
    let carried = plan.request.carriedIn.filter { $0.duty.end > plan.request.grid.start }
    #expect(!carried.isEmpty)
    let agents = try PlanSimulator(plan).model.agents
    for (agent, entry) in zip(agents.suffix(carried.count), carried) {
      #expect(agent.presences.count > 0)
      #expect(Set(agent.presences.map(\.duty)) == [UInt64(truncatingIfNeeded: entry.duty.date.dayNumber)])
    }
    for (number, person) in plan.request.people.enumerated() {
      let days = Set(plan.rota.duties.filter { $0.person == person.id }.map(\.duty.date.dayNumber))
      #expect(Set(agents[number].presences.map(\.duty)).count == days.count)
    }
  }
}
