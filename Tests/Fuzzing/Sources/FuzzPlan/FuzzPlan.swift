import Planning
import Plans
import Publishing
import Simulation
import Tables

/// The reader of `plan.json` on any bytes: what it lets through can be checked, drawn, exported and played.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlan(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(Diagnostic) {
    let plan = try readPlan(bytes, file: "plan.json")
    let again = try readPlan(try planJSON(plan), file: "plan.json")
    precondition(again == plan, "what was read does not read back")
    _ = PlanCheck(plan).findings()
    _ = reportPage(plan)
    for format in ExportFormat.allCases { _ = try export(plan, as: format) }
    // Many contacts take their time, which is nothing to be found out here.
    guard plan.coverage.allSatisfy({ ($0.arrivals ?? $0.contacts).reduce(0, +) < 1000 }) else { return 0 }
    _ = try PlanSimulator(plan).run(SimulationOptions(replications: 2, threads: 1))
  } catch {
    precondition(!error.message.isEmpty && !error.code.isEmpty && error.kind != .internal)
  }
  return 0
}
