import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Rostering
import Searching
import Testing
import Workforce

@testable import Planning

/// Who could take a duty over, against the plan solved again for each of them in turn.
@Suite("The order of those who could take a duty over") struct CoverOrderTests {
  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  private static let duties = isLong ? 200 : 10

  @Test("of open duties, 200 with ROTA_SLOW: as dear as the plan solved again with everybody's days frozen")
  func order() throws {
    var random = SeededGenerator(seed: 200)
    let shelf = ForecastShelf()
    var (duties, compared, pairs) = (0, 0, 0)
    while duties < Self.duties {
      let team = RandomTeam(&random, isFree: true)
      let project = try Project.read(team.files)
      // With two queues the solver divides everybody's hours anew, which giving a duty away doesn't.
      guard project.queues.count == 1 else { continue }
      let settings = PlanSettings(
        week: team.week, options: SearchLimits(timeLimit: nil, iterations: 60, seed: 1, threads: 1),
        command: "rota plan")
      let plan = try Pipeline(project: project, settings: settings, shelf: shelf).plan(
        neighbours: .none, published: [], control: ReplanningTests.control)
      let changer = PlanChanger(plan, project: project, command: "rota cover")
      for open in plan.rota.duties.shuffled(using: &random).prefix(5) where duties < Self.duties {
        duties += 1
        let answer = try changer.cover(open.person, on: open.duty.date, from: plan.request.grid.start)
        let kept = answer.candidates.prefix { $0.keepsRules }
        #expect(answer.candidates.dropFirst(kept.count).allSatisfy { !$0.keepsRules && !$0.breaks.isEmpty })
        let others = Set(plan.request.people.filter { $0.id != open.person }.map(\.id))
        #expect(Set(answer.candidates.map(\.person)).isSubset(of: others))
        let nobody = try solved(plan, open, nil)
        let costs = try kept.map { try solved(plan, open, $0.person) - nobody }
        for (candidate, cost) in zip(kept, costs) {
          compared += 1
          #expect(
            abs(candidate.cost - cost) < 1e-6, "\(candidate.person) of \(open): \(candidate.cost), solved \(cost)")
        }
        pairs += max(0, costs.count - 1)
        #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 }, "\(costs)")
      }
    }
    #expect(compared > 0 && (!Self.isLong || pairs > 0), "\(compared) candidates of \(duties) duties")
    if Self.isLong { print("\(duties) duties, \(compared) candidates, \(pairs) pairs in order") }
  }

  /// What the plan comes to with the duty at somebody else, everything else frozen.
  private func solved(_ plan: PlanDocument, _ open: AssignedDuty, _ taker: PersonID?) throws -> Double {
    let request = plan.request
    let (date, duty) = (open.duty.date, open.duty)
    var hand = HandRota(request, plan.rota)
    hand.remove(open.person, on: date)
    if let person = request.people.first(where: { $0.id == taker }) {
      var given = duty
      given.date = person.zone.date(at: duty.start)
      hand.set(person, given)
    }
    var frozen: Set<DutyDay> = []
    for person in request.people {
      for day in 0..<request.days { frozen.insert(DutyDay(person.id, request.firstDate.adding(days: day))) }
    }
    let base = RotaBase(
      rota: hand.rota, prices: DisturbancePrices(), from: request.grid.start, frozen: frozen)
    let outcome = try makeRota(
      request, near: base, options: SearchLimits(timeLimit: nil, iterations: 1, seed: 1, threads: 1), stop: StopFlag(),
      clock: { 0 }, progress: { _ in })
    #expect(Set(outcome.rota.duties) == Set(hand.rota.duties))
    return outcome.objective
  }
}
