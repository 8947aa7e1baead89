import Calendars
import Plans
import SampleData
import Tables
import Testing
import Workforce

@testable import Checking
@testable import Planning

@Suite("correct plans pass")
struct SoundPlansTests {
  private func expectSound(_ plan: PlanDocument, _ what: String) throws {
    let held = try Held(plan)
    #expect(held.breaches() == [], "\(what)")
    #expect(!checkFiles(held.files, of: plan, readBy: Tool.signature).contains { $0.severity == .note }, "\(what)")
  }

  @Test("the samples", arguments: SampleProject.Template.allCases)
  func samples(_ template: SampleProject.Template) throws {
    try expectSound(try HeldPlans.plan(SampleFiles(template), presence: .proportional), template.rawValue)
  }

  @Test("every kind of queue, two zones, nights, a calendar revised once")
  func everyKind() throws {
    let held = try #require(HeldPlans.everyKind)
    #expect(held.breaches() == [])
    #expect(held.plan.calendar.contains { $0.cancelled })
    #expect(held.plan.calendar.contains { $0.sequence > 0 && !$0.cancelled })
    #expect(held.plan.coverage.contains { $0.basis?.inProgress != nil }, "nothing is in progress at the beginning")
    // What was written is what is read, and holds what the check needs.
    let read = try readPlan(planJSON(held.plan), file: "plan.json")
    #expect(read == held.plan)
  }

  @Test("prices with odd cents, whose quarter of an hour is no whole thousandth")
  func oddCents() throws {
    var project = SmallProject.random(3)
    let rota = String(decoding: project.contents["rota.json"] ?? [], as: UTF8.self)
    project.contents["rota.json"] = Array(rota.replacing("underFirst: 40", with: "underFirst: 47.99").utf8)
    let people = String(decoding: project.contents["agents.csv"] ?? [], as: UTF8.self)
    project.contents["agents.csv"] = Array(people.split(separator: "\n").prefix(4).joined(separator: "\n").utf8)
    var plan = try HeldPlans.plan(project)
    #expect(plan.result.costs.understaffing > 5 * 47.99, "too little is missing for roundings to add up")
    try expectSound(plan, "47.99 an hour")
    // A thousandth too much is found.
    plan.result.costs.understaffing += 0.001
    plan.result.objective = plan.result.costs.total
    plan.result.gap = plan.result.bound > 0 ? plan.result.objective / plan.result.bound - 1 : nil
    #expect(try Held(plan).breachesOfPlan().map(\.rule) == ["figures.cost"])
  }

  @Test("two weeks") func twoWeeks() throws {
    try expectSound(try HeldPlans.plan(SmallProject.random(3), weeks: 2), "two weeks")
  }

  @Test("random small teams", arguments: 1...(HeldPlans.slow ? 60 : 5))
  func random(_ seed: Int) throws {
    try expectSound(try HeldPlans.plan(SmallProject.random(UInt64(seed) * 7919)), "seed \(seed)")
  }
}
