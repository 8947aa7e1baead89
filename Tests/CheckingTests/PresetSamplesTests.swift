import Foundation
import Plans
import SampleData
import Searching
import Testing
import Workforce

@testable import Checking
@testable import Planning

/// The samples under each preset: they can be planned, and the checker takes the plans.
@Suite("samples under presets")
struct PresetSamplesTests {
  /// Their rest left to the preset.
  private static func project(_ template: SampleProject.Template, _ preset: LabourPreset) throws -> Project {
    let files = SampleFiles(template).replacing("minimumRest: \"11h\",", by: "")
      .replacing("\n  rules: {", by: "\n  preset: \"\(preset.name)\",\n  rules: {")
    let project = try Project.read(files)
    #expect(project.rules.project.preset?.name == preset.name)
    for (rule, figure) in preset.defaults where !project.rules.project.ofProject.contains(rule.name) {
      #expect(project.people.allSatisfy { rule.figure(of: $0.rules) == figure || project.rules.people[$0.id] != nil })
    }
    return project
  }

  private static func plan(
    _ project: Project, _ limits: SearchLimits, shelf: ForecastShelf, clock: @escaping @Sendable () -> Double
  ) throws -> PlanDocument {
    var pipeline = try Pipeline(
      project: project, settings: PlanSettings(options: limits, command: ""), shelf: shelf)
    pipeline.settings.command = PlanSettings.command(week: pipeline.week, weeks: 1, options: limits)
    return try pipeline.plan(
      neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: clock, progress: { _ in }))
  }

  @Test("each is planned and sound, and says whose facts it took", arguments: SampleProject.Template.allCases)
  func sound(_ template: SampleProject.Template) throws {
    let shelf = ForecastShelf()
    for preset in LabourPreset.all {
      let project = try Self.project(template, preset)
      let plan = try Self.plan(
        project, SearchLimits(timeLimit: nil, iterations: 20, seed: 1, threads: 1), shelf: shelf, clock: { 0 })
      #expect(try Held(plan).breaches() == [], "\(preset.name)")
      #expect(plan.assumptions.count { $0.contains("preset \(preset.name) ") && $0.contains(LabourPreset.advice) } == 1)
    }
  }

  /// Presets that set the same rules have the same plan.
  @Test(
    "within a minute they are at most 1.5 % above the bound", .enabled(if: HeldPlans.slow, "slow: set ROTA_SLOW"),
    arguments: SampleProject.Template.allCases)
  func good(_ template: SampleProject.Template) throws {
    let shelf = ForecastShelf()
    var known: Set<[PersonRules]> = []
    for preset in LabourPreset.all {
      let project = try Self.project(template, preset)
      guard known.insert(project.people.map(\.rules)).inserted else { continue }
      let plan = try Self.plan(
        project, SearchLimits(timeLimit: 60, seed: 1, threads: 2), shelf: shelf,
        clock: { ProcessInfo.processInfo.systemUptime })
      #expect(try Held(plan).breaches() == [], "\(preset.name)")
      #expect(plan.result.gap.map { $0 <= 0.015 } == true, "\(preset.name): \(plan.result.gap ?? -1)")
    }
  }
}
