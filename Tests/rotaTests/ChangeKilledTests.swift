import Foundation
import Testing
import Verification

/// Runs that change a plan and are killed, or find the disk full: what people hold is never touched, and the draft is the
/// one before or the one after.
@Suite("rota replan and rota edit, killed and on a full disk", .enabled(if: BuiltProgram.path != nil))
struct ChangeKilledTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// What is done to a draft of a published week; `$OPTIONS` where whoever does it is to be stopped.
  enum Operation: String, CaseIterable, CustomTestStringConvertible {
    case replan = "replan $week --absent a2:2026-12-03 --from 2026-11-30 --iterations 20"
    case edit = "edit $week --pin a2:2026-12-02 --from 2026-11-30"
    case undo = "undo $week"

    var testDescription: String { rawValue }
  }

  /// A published week with a draft beside it; `before` is a copy. `whole` says what is there after a run that was stopped.
  private static func killed(_ operation: Operation) -> String {
    """
    plan --iterations 40
    rota publish desk > /dev/null
    "$ROTA" replan $week --absent a1:2026-12-01 --from 2026-11-30 --iterations 20 > /dev/null
    operation() { \(FaultyLibrary.compiler == nil ? "" : "env $FAULT ")"$ROTA" \(operation.rawValue) > said.txt 2>&1; }
    sum() { if [ -e $1/plan.json ]; then sha256sum < $1/plan.json; else echo none; fi; }
    cp -r desk before
    held=$(sum $week); one=$(sum $week.draft)
    FAULT= operation
    two=$(sum $week.draft)
    test "$one" != "$two"
    whole() {
      test "$(sum $week)" = "$held"
      rota check $week > /dev/null
      now=$(sum $week.draft)
      test "$now" = "$one" -o "$now" = "$two"
      if [ "$now" != none ]; then rota check $week.draft > /dev/null; fi
      # Whoever opens next finishes or takes back, and the operation can be done, and undone.
      if [ "$now" = "$one" ]; then FAULT= operation; fi
      if [ "$now" = none ]; then rota publish $week > /dev/null; fi
      test "$(sum $week.draft)" = "$two"
      \(operation == .undo ? "" : "rota undo $week > /dev/null; test \"$(sum $week.draft)\" = \"$one\"")
      ! rota status desk | grep 'half done'
      test "$(ls desk/plans/.history/2026-W49/revisions)" = 0001
      test "$(sum $week)" = "$held"
      test "$(ls -A desk/plans | grep -c new)" = 0
    }
    """
  }

  private static let steps: [(Operation, Int)] = slow ? Operation.allCases.map { ($0, 1) } : [(.edit, 7), (.undo, 5)]

  @Test(
    "killed before any of its steps, a change is there or isn't",
    .enabled(if: FaultyLibrary.compiler != nil && FaultyLibrary.current == nil), arguments: steps)
  func killedAtEveryStep(operation: Operation, stride: Int) throws {
    try FaultyLibrary.withBuilt { library in
      let outcome = try LivingDesk.script(
        """
        \(Self.killed(operation))
        faulty() { FAULT="LD_PRELOAD=$LIBRARY \(FaultyLibrary.killVariable)=$step" operation; }
        \(LivingDesk.stepping("faulty 2> /dev/null", endsWith: 137, stride: stride))
        """, environment: ["LIBRARY": library])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      let kills = outcome.output.split(separator: "\n").compactMap { Int($0) }.last ?? 0
      #expect(kills > 6 / stride, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test("killed at a moment of chance", arguments: [Operation.replan, .edit], [slow ? 250 : 2])
  func killed(operation: Operation, kills: Int) throws {
    let outcome = try LivingDesk.script(
      """
      \(Self.killed(operation))
      \(LivingDesk.killing(operation.rawValue, times: kills))
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "the disk is full from any write on: said with status 73, and nothing is lost",
    .enabled(if: FaultyLibrary.compiler != nil && FaultyLibrary.current == nil), arguments: steps)
  func full(operation: Operation, stride: Int) throws {
    try FaultyLibrary.withBuilt { library in
      let outcome = try LivingDesk.script(
        """
        \(Self.killed(operation))
        faulty() { FAULT="LD_PRELOAD=$LIBRARY \(FaultyLibrary.fullVariable)=$step" operation; }
        \(LivingDesk.stepping("faulty", endsWith: 73, stride: stride, then: LivingDesk.saysFull))
        """, environment: ["LIBRARY": library])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      let failures = outcome.output.split(separator: "\n").compactMap { Int($0) }.last ?? 0
      #expect(failures > 2 / stride, "\(outcome.output)\(outcome.errors)")
    }
  }
}
