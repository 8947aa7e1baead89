// Plans a week of a project folder and puts the draft in place, as `rota plan` does: `example-plan-week DIR`.

import Calendars
import Foundation
import Planning
import Plans
import Publishing
import Searching
import Tables
import Words

/// Reads the project, plans the first week after its history ends, and puts the plan into its place.
func planWeek(_ folder: String) throws(Diagnostic) -> PlanDocument {
  let project = try Project.read(try FolderFiles(folder))
  // Moves in place of seconds: the same plan everywhere.
  let limits = SearchLimits(timeLimit: nil, iterations: 20)
  var pipeline = try Pipeline(project: project, settings: PlanSettings(options: limits, command: ""))
  let week = pipeline.week
  pipeline.settings.command = PlanSettings.command(week: week, weeks: 1, options: limits)

  // What people hold and what stands beside it is read first, so that rest holds over the week's borders and calendars count their revisions on.
  let target = try LivingPlan(project: folder, name: week.description).draftTarget()
  let placement = PlanPlacement(
    project: folder, target: target, week: week, weeks: 1, reach: Neighbours.reach(of: project.people))
  let base = try placement.base()
  var plan = try pipeline.plan(
    neighbours: base.neighbours, published: base.published,
    control: PlanControl(stop: StopFlag(), clock: { ProcessInfo.processInfo.systemUptime }, progress: { _ in }))
  plan.revision = base.revision
  plan.warnings = base.warnings(for: plan) + plan.warnings
  try placement.put(
    plan, try publishedFiles(of: plan), over: base,
    as: DraftOperation("plan", arguments: [], at: Instant(secondsSince1970: Int(Date().timeIntervalSince1970))))
  return plan
}

guard let folder = CommandLine.arguments.dropFirst().first else {
  print("usage: example-plan-week DIR")
  exit(64)
}
// The newest clock rules that the machine has; without a choice Foundation's would hold.
let rules = try ZoneChoice.ofProcess(option: nil, environment: ProcessInfo.processInfo.environment)
let plan = try rules.scoped { () throws(Diagnostic) in try planWeek(folder) }
for warning in plan.warnings where warning.severity != .note { print(warning) }
let hours = Words.plain.hours(minutes: plan.summary.paidMinutes)
print("\(plan.team), \(plan.week): \(hours) paid, objective \(Words.plain.rounded(plan.result.objective))")
