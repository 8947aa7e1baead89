import Foundation
import Testing

/// Plan folders under several processes, killed processes and odd files, through the program as it was built.
@Suite("Plans on disk", .enabled(if: BuiltProgram.path != nil))
struct PlansOnDiskTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// A script in a folder of its own with a team of two in `desk`: every day alike, four weeks of counts.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'END'
      { name: "Daily", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", channel: "phone", skills: "x", hours: { "mon-sun": "09:00-13:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [ { id: "t", start: "09:00", lengths: ["4h"], breaks: "none" } ],
        rules: { maximumConsecutiveDays: 3, minimumDaysOff: 0, weeklyTolerance: "28h" },
        tickets: [ { file: "q.csv", timeZone: "Europe/Warsaw" } ] }
      END
      printf 'agent_id,name,site,skills,contract_hours\\na1,Agent 01,s,x,20\\na2,Agent 02,s,x,20\\n' > desk/agents.csv
      echo ts_local,queue,calls > desk/q.csv
      for day in $(seq 0 27); do
        date=$(date -u -d "2026-10-26 + $day days" +%F)
        for time in 09:00 09:30 10:00 10:30 11:00 11:30 12:00 12:30; do echo "$date $time,q,3"; done
      done >> desk/q.csv
      plan() { "$ROTA" plan desk --iterations 20 -q "$@" > /dev/null; }
      \(body)
      """)
  }

  @Test("the same bytes whatever the form of the folder's path") func pathForms() throws {
    let outcome = try script(
      """
      plan --out one
      ln -s desk link
      "$ROTA" plan "$PWD/desk/" --iterations 20 -q --out two > /dev/null
      (cd desk && "$ROTA" plan . --iterations 20 -q --out ../three > /dev/null)
      "$ROTA" plan ./link --iterations 20 -q --out four > /dev/null
      for other in two three four; do diff -r one $other; done
      ! grep -r "$folder" one
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("check reads the plans beside a plan, and says so where it can't") func neighbours() throws {
    let outcome = try script(
      """
      plan --week 2026-W49 --weeks 2
      plan --week 2026-W51
      rota check desk/plans/2026-W51
      rota check desk/plans/2026-W51/plan.json > again; grep -c . again
      grep -q 'plans/2026-W49/plan.json' desk/plans/2026-W51/plan.json
      rota check - < desk/plans/2026-W51/plan.json | grep neighbours.unknown
      sed -i 's/"maximumConsecutiveDays": *3/"maximumConsecutiveDays": 2/g' desk/plans/2026-W49/plan.json
      set +e; rota check desk/plans/2026-W49 > found; echo "status $?"; set -e
      rm -r desk/plans/2026-W49
      rota check desk/plans/2026-W51 | grep 'neighbours.missing' | wc -l
      """)
    #expect(outcome.output.contains("keep every rule"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("neighbours.unknown"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("status 1"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("2\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test("inputs that have changed since a plan was made are notes of check, each with what is different") func inputs()
    throws
  {
    let outcome = try script(
      """
      plan --week 2026-W49
      rota check desk/plans/2026-W49 | grep -c inputs.changed || true
      sed -i 's/a2,Agent 02/a2,Agent 03/' desk/agents.csv
      echo '2026-11-23 09:00,q,3' >> desk/q.csv
      rota check desk/plans/2026-W49 > found; echo "status $?"
      grep inputs.changed found
      grep -c 'keep every rule' found
      rm desk/q.csv
      rota check desk/plans/2026-W49 | grep 'no longer there'
      rota check desk/plans/2026-W49 --json | grep -c '"inputs.changed"'
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 7, "\(outcome.output)")
    #expect(lines.prefix(2) == ["0", "status 0"] && lines.dropFirst(4).first == "1", "\(outcome.output)")
    func holds(_ words: String) -> Bool {
      lines.contains { $0.hasPrefix("note: plan.json:inputs[") && $0.contains(words) }
    }
    #expect(holds("'agents.csv' is not what it was when the plan was made"), "\(outcome.output)")
    #expect(holds("'q.csv' has 4746 bytes, 4725 when the plan was made"), "\(outcome.output)")
    #expect(holds("'q.csv', which the plan was made from, is no longer there"), "\(outcome.output)")
    #expect(lines.last == "2", "\(outcome.output)")
  }

  @Test("the exported model of the tours holds what is settled beside it") func exportedModel() throws {
    let outcome = try script(
      """
      plan --week 2026-W50
      rota export-model desk --format mathprog --model tours --week 2026-W49 --out model -q > /dev/null
      arcs() { awk '/^set ARCS/,/^;/' model/tours.dat; }
      arcs > beside
      mv desk/plans/2026-W50 desk/plans/2026-W50.replaced
      rota export-model desk --format mathprog --model tours --week 2026-W49 --out model -q > /dev/null
      arcs > alone
      wc -l < alone
      cmp -s beside alone || echo other
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    // The runs that the week after begins with narrow how this one may end.
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.last == "other" && lines.first.flatMap { Int($0) } ?? 0 > 14, "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "two that plan one week at once: a whole plan in its place, the other said and kept", arguments: [slow ? 50 : 3])
  func atOnce(pairs: Int) throws {
    let outcome = try script(
      """
      plan --week 2026-W49 --seed 0
      for pair in $(seq 1 \(pairs)); do
        rm -rf desk/plans/*.conflict
        set +e
        plan --week 2026-W49 --seed $((2 * pair)) 2> one.txt & first=$!
        plan --week 2026-W49 --seed $((2 * pair + 1)) 2> two.txt & second=$!
        wait $first; one=$?
        wait $second; two=$?
        set -e
        case "$one $two" in
          "0 0") ;;
          "0 65" | "65 0")
            rota check desk/plans/2026-W49.conflict --project desk > /dev/null
            grep -q conflict one.txt two.txt ;;
          *) cat one.txt two.txt; echo "ended with $one and $two"; exit 1 ;;
        esac
        rota check desk/plans/2026-W49 > /dev/null
        seed=$(grep -o 'seed [0-9]*' desk/plans/2026-W49/plan.json | head -n 1)
        test "$seed" = "seed $((2 * pair))" -o "$seed" = "seed $((2 * pair + 1))"
      done
      ls -A desk/plans | grep -c new || true
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("0\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "killed while it writes, the old plan is whole or the new one is", arguments: [slow ? 500 : 5])
  func killedWhileWriting(kills: Int) throws {
    let outcome = try script(
      """
      plan --week 2026-W49 --seed 0
      echo note > desk/plans/2026-W49/note.txt
      for seed in $(seq 1 \(kills)); do
        "$ROTA" plan desk --iterations 20 -q --week 2026-W49 --seed $seed > /dev/null 2>&1 & work=$!
        if [ $((seed % 5)) = 0 ]; then
          sleep 0.0$((RANDOM % 10))$((RANDOM % 10))
        else
          # As soon as the new folder is there, and a little later.
          until ls -A desk/plans | grep -q new || ! kill -0 $work 2> /dev/null; do :; done
          for pause in $(seq 1 $((RANDOM % 400))); do :; done
        fi
        kill -9 $work 2> /dev/null || true
        wait $work 2> /dev/null || true
        rota check desk/plans/2026-W49 > /dev/null
        test "$(ls desk/plans/2026-W49 | tr '\\n' ' ')" = "activities.csv calendars coverage.csv hours.csv note.txt plan.json report.html shifts.csv team.ics "
        rota export desk/plans/2026-W49 --format shifts-csv | cmp - desk/plans/2026-W49/shifts.csv
        rota report desk/plans/2026-W49 --out - | cmp - desk/plans/2026-W49/report.html
      done
      plan --week 2026-W49 --seed 99999
      ls -A desk/plans | grep -c new || true
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("0\n"), "\(outcome.output)\(outcome.errors)")
  }
}
