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
  /// A sample, its rest left to the preset.
  private static func project(_ template: SampleProject.Template) throws -> Project {
    let project = try Project.read(SampleFiles(template).replacing("minimumRest: \"11h\",", by: ""))
    #expect(!project.rules.project.ofProject.contains("minimumRest"))
    return project
  }

  /// The project under each preset, those with the same rules for everybody once.
  private static func variants(_ project: Project) throws -> [(presets: [String], project: Project)] {
    var found: [(presets: [String], project: Project)] = []
    for preset in LabourPreset.all {
      var project = project
      project.rules = project.rules.under(preset)
      for index in project.people.indices {
        project.people[index].rules = project.rules.rules(of: project.people[index]).person
      }
      for (rule, figure) in preset.defaults where !project.rules.project.ofProject.contains(rule.name) {
        #expect(project.people.allSatisfy { rule.figure(of: $0.rules) == figure || project.rules.people[$0.id] != nil })
      }
      let words = project.rules.assumptions
      #expect(
        words.count == 1 && words[0].contains("preset \(preset.name) ") && words[0].hasSuffix(LabourPreset.advice))
      let same = found.firstIndex { $0.project.people.map(\.rules) == project.people.map(\.rules) }
      if let same { found[same].presets.append(preset.name) } else { found.append(([preset.name], project)) }
    }
    #expect(found.flatMap(\.presets).count == LabourPreset.all.count)
    return found
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
    for (presets, project) in try Self.variants(try Self.project(template)) {
      let plan = try Self.plan(
        project, SearchLimits(timeLimit: nil, iterations: 20, seed: 1, threads: 1), shelf: shelf, clock: { 0 })
      #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [], "\(presets)")
      #expect(plan.assumptions.count { $0.contains(LabourPreset.advice) } == 1)
    }
  }

  @Test(
    "within a minute they are at most 1.5 % above the bound", .enabled(if: HeldPlans.slow, "slow: set ROTA_SLOW"),
    arguments: SampleProject.Template.allCases)
  func good(_ template: SampleProject.Template) throws {
    let shelf = ForecastShelf()
    for (presets, project) in try Self.variants(try Self.project(template)) {
      let plan = try Self.plan(
        project, SearchLimits(timeLimit: 60, seed: 1, threads: 2), shelf: shelf,
        clock: { ProcessInfo.processInfo.systemUptime })
      #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [], "\(presets)")
      #expect(plan.result.gap.map { $0 <= 0.015 } == true, "\(presets): \(plan.result.gap ?? -1)")
    }
  }
}
