// Checks a plan's folder as a program of one's own would: `example-check plans/2026-W49`. Prints what is wrong, a line
// each; ends with 1 where a rule is broken or a figure is wrong. It links no solver: what it finds is worked out anew.

import Checking
import Foundation
import Plans

let folder = CommandLine.arguments.dropFirst().first ?? "."
var files: [String: [UInt8]] = [:]
if let found = FileManager.default.enumerator(atPath: folder) {
  while let path = found.nextObject() as? String {
    if let data = FileManager.default.contents(atPath: "\(folder)/\(path)") { files[path] = [UInt8](data) }
  }
}
let plan = try readPlan(files[PlanFile.plan] ?? [], file: "\(folder)/\(PlanFile.plan)")
var findings = checkRota(plan.request, plan.rota)
// Of values beyond every range nothing more can be said.
if !findings.contains(where: { $0.rule == "rota.unreadable" }) {
  findings += checkFigures(plan, readBy: plan.tool) + checkFiles(files, of: plan, readBy: plan.tool)
}
for finding in findings { print("\(finding.severity): \(finding)") }
exit(findings.contains { $0.severity == .breach } ? 1 : 0)
