import Foundation
import Testing
import Verification

/// What people read when GLPK fails, and that nobody waits for ever when no thread can be made. The failures are made
/// by a library that is loaded before all others (`FaultyLibrary`).
@Suite(
  "Failures travel to their reader",
  .enabled(if: BuiltProgram.path != nil && FaultyLibrary.compiler != nil && FaultyLibrary.current == nil))
struct FaultTests {
  /// A script beside the help-desk sample in which `faulty FAULT …` runs the program under a fault.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-fault-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let library = try FaultyLibrary.build(in: folder)
    return try BuiltProgram.shell(
      """
      set -e
      cd "$FOLDER"
      faulty() {
        timeout -k 5 60 env LD_PRELOAD="$LIBRARY" \(FaultyLibrary.variable)="$1" "$ROTA" "${@:2}"
      }
      rota init desk --template helpdesk -q > /dev/null
      \(body)
      """, environment: ["FOLDER": folder.path, "LIBRARY": library])
  }

  @Test("rota plan: the warning stands in plan.json, on the page and in what is said", arguments: ["simplex", "fatal"])
  func plan(fault: String) throws {
    let outcome = try script(
      """
      faulty \(fault) plan desk --iterations 2000 --out plan
      grep -ci 'the solver failed while proving the bound' plan/plan.json plan/report.html
      rota check plan
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("warning: the solver failed while proving the bound"), "\(outcome.errors)")
    #expect(outcome.output.contains("plan/plan.json:1") && outcome.output.contains("plan/report.html:1"))
    #expect(!outcome.output.contains("bound 0"))
  }

  @Test("rota staff: no bound was proven, in words and as null", arguments: ["simplex", "fatal"])
  func staff(fault: String) throws {
    let outcome = try script(
      """
      faulty \(fault) staff desk --iterations 200 > /dev/null
      faulty \(fault) staff desk --iterations 200 --json -q > staff.json
      grep -E '"gap" : null|"code" : "solver.trouble"' staff.json
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("warning: the solver failed while proving the bound"), "\(outcome.errors)")
    #expect(outcome.errors.contains("; no bound was proven;"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("(proven)"))
    #expect(outcome.output.contains("\"gap\" : null") && outcome.output.contains("solver.trouble"))
  }

  @Test("rota what-if names the future whose solver failed")
  func whatIf() throws {
    let outcome = try script(
      "faulty simplex what-if desk --set volume=+5% --iterations 1000 --replications 2 > answer.txt; cat answer.txt")
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("warning: 'Baseline': the solver failed while proving the bound"))
    #expect(outcome.errors.contains("'volume +5%': the solver failed"), "\(outcome.errors)")
  }

  @Test("without a thread to be had everything ends, on one thread, and gives the same rota")
  func threads() throws {
    let outcome = try script(
      """
      rota plan desk --iterations 300 --out usual -q > /dev/null
      faulty threads plan desk --iterations 300 --out alone > /dev/null
      diff usual/shifts.csv alone/shifts.csv
      diff usual/plan.json alone/plan.json
      faulty threads plan desk --time-limit 2s --out timed > /dev/null
      faulty threads staff desk --time-limit 2s > /dev/null
      faulty threads simulate usual --replications 4 > /dev/null
      faulty threads what-if desk --set volume=+5% --iterations 100 --replications 2 > /dev/null
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("the system gave no second thread"), "\(outcome.errors)")
    #expect(outcome.errors.contains("it will quit at once and keep nothing"))
  }

  @Test("without a thread a polite kill ends the program")
  func killed() throws {
    let outcome = try script(
      """
      env LD_PRELOAD="$LIBRARY" \(FaultyLibrary.variable)=threads "$ROTA" plan desk --time-limit 50s --out plan \\
        > /dev/null 2>&1 & work=$!
      sleep 2; kill -TERM $work
      for i in $(seq 1 50); do kill -0 $work 2> /dev/null || { echo gone; break; }; sleep 0.1; done
      wait $work || true
      """)
    #expect(outcome.output == "gone\n", "\(outcome.output)\(outcome.errors)")
  }

  /// Without threads the test runner itself can't end: that fault is tried on the program alone, above.
  @Test(
    "each engine by itself: the tests that are for a failing process",
    arguments: FaultyLibrary.Fault.allCases.filter { $0 != .threads })
  func engines(fault: FaultyLibrary.Fault) throws {
    let outcome = try FaultyLibrary.rerun("TroubleTests", under: fault)
    #expect(outcome.status == 0 && outcome.said.contains("Test run with"), "\(outcome.said.suffix(4000))")
  }
}
