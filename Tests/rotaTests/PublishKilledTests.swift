import Foundation
import Testing
import Verification

/// Runs that are killed, and writers that meet.
@Suite("rota publish, killed and at once", .enabled(if: BuiltProgram.path != nil))
struct PublishKilledTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// The script that a run is killed in: a published week with another draft beside it. `whole` says what is there.
  private static let killed = """
    plan --iterations 40
    rota publish desk > /dev/null
    printf 'agent_id,first_date,last_date,kind,paid\\na1,2026-12-01,2026-12-02,sick,yes\\n' > desk/absences.csv
    plan --iterations 60 --seed 5 --anew
    cp -r desk before
    one=$(sha256sum < $week/plan.json)
    "$ROTA" publish desk > /dev/null
    two=$(sha256sum < $week/plan.json)
    test "$one" != "$two"
    whole() {
      rota check $week > /dev/null
      now=$(sha256sum < $week/plan.json)
      test "$now" = "$one" -o "$now" = "$two"
      # Whoever opens next finishes or takes back, and then it is done.
      rota publish $week > /dev/null
      test "$(sha256sum < $week/plan.json)" = "$two"
      test ! -e $week.draft
      rota check $week > /dev/null
      ! rota status desk | grep 'half done'
      test "$(ls desk/plans/.history/2026-W49/revisions | tr '\\n' ' ')" = "0001 0002 "
    }
    """

  @Test(
    "killed before any of its steps, a publish is finished or taken back",
    .enabled(if: FaultyLibrary.compiler != nil && FaultyLibrary.current == nil), arguments: [slow ? 1 : 4])
  func killedAtEveryStep(stride: Int) throws {
    try FaultyLibrary.withBuilt { library in
      let outcome = try LivingDesk.script(
        """
        \(Self.killed)
        publish() { env LD_PRELOAD="$LIBRARY" \(FaultyLibrary.killVariable)=$step "$ROTA" publish desk > /dev/null; }
        \(LivingDesk.stepping("{ publish; } 2> /dev/null", endsWith: 137, stride: stride))
        ls -A desk/plans | grep -c new || true
        """, environment: ["LIBRARY": library])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").compactMap { Int($0) }
      #expect(lines.count == 2 && lines[0] > 20 / stride && lines[1] == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test(
    "the disk is full from any write on: a publish is finished or taken back once there is room",
    .enabled(if: FaultyLibrary.compiler != nil && FaultyLibrary.current == nil), arguments: [slow ? 1 : 7])
  func full(stride: Int) throws {
    try FaultyLibrary.withBuilt { library in
      let outcome = try LivingDesk.script(
        """
        \(Self.killed)
        publish() { env LD_PRELOAD="$LIBRARY" \(FaultyLibrary.fullVariable)=$step "$ROTA" publish desk > /dev/null; }
        \(LivingDesk.stepping("publish 2> said.txt", endsWith: 73, stride: stride, then: LivingDesk.saysFull))
        ls -A desk/plans | grep -c new || true
        """, environment: ["LIBRARY": library])
      #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").compactMap { Int($0) }
      #expect(lines.count == 2 && lines[0] > 12 / stride && lines[1] == 0, "\(outcome.output)\(outcome.errors)")
    }
  }

  @Test("killed at a moment of chance, a publish is finished or taken back", arguments: [slow ? 500 : 4])
  func killed(kills: Int) throws {
    let outcome = try LivingDesk.script(
      """
      \(Self.killed)
      \(LivingDesk.killing("publish desk", times: kills))
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("two writers at once: one publishes or plans, the other is told; the past fits", arguments: [slow ? 50 : 2])
  func pairs(pairs: Int) throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      rota publish desk > /dev/null
      revision=1
      for pair in $(seq 1 \(pairs)); do
        rm -rf desk/plans/*.conflict*
        plan --iterations 40 --seed $((10 + pair)) --anew
        set +e
        "$ROTA" publish desk > one.txt 2>&1 & first=$!
        if [ $((pair % 2)) = 0 ]; then "$ROTA" publish $week > two.txt 2>&1 & else
          plan --iterations 40 --seed $((1000 + pair)) --anew 2> two.txt & fi
        second=$!
        wait $first; one=$?
        wait $second; two=$?
        set -e
        case "$one $two" in "0 0" | "0 65") ;; *) cat one.txt two.txt; echo "ended with $one and $two"; exit 1 ;; esac
        rota check $week > /dev/null
        # A draft that was put in place after the publish is published next.
        rota publish desk > /dev/null
        now=$(grep -o '"revision": [0-9]*' $week/plan.json | grep -o '[0-9]*')
        test "$now" -gt "$revision"
        revision=$now
        ! rota status desk | grep 'half done'
      done
      test "$(ls desk/plans/.history/2026-W49/revisions | wc -l)" = "$revision"
      ls -A desk/plans | grep -c new || true
      """)
    #expect(outcome.status == 0 && outcome.output.hasSuffix("0\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "who doesn't get the lock in ten seconds is told who has it", .enabled(if: slow, "a slow test: ROTA_SLOW=1"))
  func locked() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      echo 'rota import (process 7 on there, since 2026-12-01T10:00Z)' > desk/.rota.lock
      flock desk/.rota.lock sleep 14 & holder=$!
      sleep 0.5
      status rota publish desk
      grep -c 'in use by rota import (process 7 on there, since 2026-12-01T10:00Z)' err.txt
      wait $holder
      status rota publish desk
      """)
    #expect(outcome.output == "status 73\n1\nstatus 0\n", "\(outcome.output)\(outcome.errors)")
  }
}
