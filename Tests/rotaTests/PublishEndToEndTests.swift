import Foundation
import Testing
import Verification

/// Drafts, publishing, undo and what is left of killed runs, through the program as it was built.
@Suite("rota publish, end to end", .enabled(if: BuiltProgram.path != nil))
struct PublishEndToEndTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// A script in a folder of its own with a team of three in `desk`, who share a short day between two shifts.
  private func script(_ body: String, environment: [String: String] = [:]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'END'
      { name: "Daily", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", channel: "phone", skills: "x", hours: { "mon-sun": "09:00-15:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [ { id: "t", start: "09:00-11:00", lengths: ["4h"], breaks: "none" } ],
        rules: { maximumConsecutiveDays: 5, minimumDaysOff: 0, weeklyTolerance: "28h" },
        tickets: [ { file: "q.csv", timeZone: "Europe/Warsaw" } ] }
      END
      printf 'agent_id,name,site,skills,contract_hours\\na1,Agent 01,s,x,20\\na2,Agent 02,s,x,20\\na3,Agent 03,s,x,16\\n' \\
        > desk/agents.csv
      echo ts_local,queue,calls > desk/q.csv
      for day in $(seq 0 27); do
        date=$(date -u -d "2026-10-26 + $day days" +%F)
        for hour in 09 10 11 12 13 14; do echo "$date $hour:00,q,3"; echo "$date $hour:30,q,3"; done
      done >> desk/q.csv
      week=desk/plans/2026-W49
      plan() { "$ROTA" plan desk --week 2026-W49 -q "$@" > /dev/null; }
      status() { set +e; "$@" > out.txt 2> err.txt; echo "status $?"; set -e; }
      # Every file's bytes, and when it was written.
      state() { find desk/plans -type f -printf '%P %T@\\n' | sort; find desk/plans -type f | sort | xargs sha256sum; }
      \(body)
      """, environment: environment)
  }

  @Test("a draft says so everywhere, is kept when asked again, and is published once") func states() throws {
    let outcome = try script(
      """
      plan --iterations 40
      grep -c '"state": "draft"' $week/plan.json
      grep -c 'class="draft">DRAFT' $week/report.html
      grep -c '^NAME:DRAFT Daily' $week/team.ics
      ! grep -q DRAFT $week/shifts.csv
      state > before
      rota plan desk --week 2026-W49 --iterations 40 | grep '^written to'
      state | cmp - before
      rota check $week > /dev/null
      rota publish desk | head -n 1
      ! grep -q DRAFT -r $week
      rota check $week > /dev/null
      state > before
      rota publish $week
      rota plan desk --week 2026-W49 --iterations 40 | grep -E '^(state|written to)'
      status rota plan desk --week 2026-W49 --iterations 41
      grep -c 'rota replan.*--anew' err.txt
      status rota report $week --draft --out page.html
      state | cmp - before
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        1
        1
        1
        written to      desk/plans/2026-W49 (kept)
        published desk/plans/2026-W49, revision 1
        desk/plans/2026-W49 is published already (revision 1), and has no draft
        state           published, revision 1
        written to      desk/plans/2026-W49 (kept)
        status 65
        1
        status 66

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a draft beside a published plan: compared, published, taken back") func beside() throws {
    let outcome = try script(
      """
      plan --iterations 40
      echo mine > $week/note.txt
      rota publish desk > /dev/null
      cp -r $week held
      sed -i 's/a3,Agent 03,s,x,16/a3,Agent 03,s,x,8/' desk/agents.csv
      plan --iterations 60 --seed 5 --anew
      diff -r held $week
      rota diff $week | grep -E '^(before|after) '
      rota diff $week --markdown | grep -c '^| after | draft on revision 1 |$'
      rota diff held $week.draft --html page.html --json > diff.json
      grep -c '"changes" : \\[' diff.json
      grep -c 'Dates that change for people' page.html
      rota report $week --draft --out - | cmp - $week.draft/report.html
      rota status desk | grep -c 'to undo     1 operation'
      cp -r $week.draft first
      echo seven >> $week.draft/other.txt
      rm $week.draft/other.txt
      plan --iterations 60 --seed 6 --anew
      rota undo $week > /dev/null
      diff -r first $week.draft
      rota publish $week --json > answer.json
      grep -c '"revision" : 2' answer.json
      test ! -e $week.draft
      cat $week/note.txt
      # Only events of dates that changed have a new revision.
      changed=$(grep -c '"person"' answer.json)
      test "$(grep -c '^SEQUENCE:1' $week/team.ics)" -le "$changed"
      rota check $week > /dev/null
      rota undo $week | head -n 1
      cmp held/shifts.csv $week.draft/shifts.csv
      rota publish $week > /dev/null
      cmp held/shifts.csv $week/shifts.csv
      grep -c '"revision": 3' $week/plan.json
      ls desk/plans/.history/2026-W49/revisions | tr '\\n' ' '
      cmp held/plan.json desk/plans/.history/2026-W49/revisions/0001/plan.json
      rota diff desk/plans/.history/2026-W49/revisions/0001 $week | grep '^changed'
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        before          published, revision 1
        after           draft on revision 1
        1
        1
        1
        1
        1
        mine
        the duties of revision 1 are in the draft desk/plans/2026-W49.draft; 'rota publish' makes them what people hold
        1
        0001 0002 0003 changed         nothing

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("what check refuses is not published, nor exported where it was changed by hand, unless it is said") func breaches()
    throws
  {
    let outcome = try script(
      """
      plan --iterations 40
      sed -i -E 's/"maximumConsecutiveDays" *: *5/"maximumConsecutiveDays":1/g' $week/plan.json
      status rota publish desk
      grep -c 'with-breaches' err.txt
      test ! -e desk/plans/.history/2026-W49/revisions
      status rota publish desk --with-breaches
      grep -c '"breaches":\\["' desk/plans/.history/2026-W49/journal.jsonl
      status rota publish desk
      status rota export $week --format ics
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == "status 65\n1\nstatus 0\n1\nstatus 65\nstatus 65\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("a plan of a program that knew no states is read as published, and becomes the first revision of its past")
  func old() throws {
    let outcome = try script(
      """
      plan --iterations 40
      sed -i -E '/^  "(state|revision)": /d' $week/plan.json
      rm -r desk/plans/.history
      rota report $week --out $week/report.html -q
      for file in $week/*.ics $week/calendars/*.ics; do sed -i 's/NAME:DRAFT /NAME:/' $file; done
      cp $week/plan.json old.json
      rota check $week > /dev/null
      rota status desk | grep -o 'published   revision 1'
      status rota plan desk --week 2026-W49 --iterations 41
      plan --iterations 60 --seed 5 --anew
      rota publish desk | head -n 1
      cmp old.json desk/plans/.history/2026-W49/revisions/0001/plan.json
      rota undo $week > /dev/null
      rota check $week --draft > /dev/null
      rota diff old.json $week.draft | grep '^changed'
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        published   revision 1
        status 65
        published desk/plans/2026-W49, revision 2
        changed         nothing

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a search with a time limit goes on from the draft, which is among the inputs") func goingOn() throws {
    let outcome = try script(
      """
      plan --time-limit 1s
      rota plan desk --week 2026-W49 --time-limit 2s 2>&1 > /dev/null | grep -c 'going on from the draft in desk/plans/2026-W49'
      grep -c 'plans/.history/2026-W49/drafts/[0-9a-f]*.json' $week/plan.json
      rota check $week | grep -c 'inputs.changed' || true
      """)
    #expect(outcome.status == 0 && outcome.output == "1\n1\n0\n", "\(outcome.output)\(outcome.errors)")
  }

  /// The script that a run is killed in: a published week with another draft beside it. `whole` says what is there.
  private static let killed = """
    plan --iterations 40
    rota publish desk > /dev/null
    sed -i 's/a3,Agent 03,s,x,16/a3,Agent 03,s,x,8/' desk/agents.csv
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
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-kill-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try script(
      """
      \(Self.killed)
      kills=0
      for step in $(seq 1 \(stride) 200); do
        rm -rf desk; cp -r before desk
        set +e
        { env LD_PRELOAD="$LIBRARY" \(FaultyLibrary.killVariable)=$step "$ROTA" publish desk > /dev/null; } 2> /dev/null
        code=$?
        set -e
        if [ $code = 0 ]; then break; fi
        test $code = 137
        kills=$((kills + 1))
        whole
      done
      echo "$kills"
      ls -A desk/plans | grep -c new || true
      """, environment: ["LIBRARY": try FaultyLibrary.build(in: folder)])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").compactMap { Int($0) }
    #expect(lines.count == 2 && lines[0] > 20 / stride && lines[1] == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("killed at a moment of chance, a publish is finished or taken back", arguments: [slow ? 500 : 4])
  func killed(kills: Int) throws {
    let outcome = try script(
      """
      \(Self.killed)
      for kill in $(seq 1 \(kills)); do
        rm -rf desk; cp -r before desk
        "$ROTA" publish desk > /dev/null 2>&1 & work=$!
        if [ $((kill % 3)) = 0 ]; then
          sleep 0.$((RANDOM % 4))$((RANDOM % 10))
        else
          until ls -A desk/plans | grep -q new || ! kill -0 $work 2> /dev/null; do :; done
          for pause in $(seq 1 $((RANDOM % 800))); do :; done
        fi
        kill -9 $work 2> /dev/null || true
        wait $work 2> /dev/null || true
        whole
      done
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("two writers at once: one publishes or plans, the other is told; the past fits", arguments: [slow ? 50 : 2])
  func pairs(pairs: Int) throws {
    let outcome = try script(
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
    let outcome = try script(
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

  @Test("several drafts in a project: which is meant must be said; none, and it is said where they come from")
  func which() throws {
    let outcome = try script(
      """
      status rota publish desk
      plan --iterations 40
      "$ROTA" plan desk --week 2026-W50 --iterations 40 -q > /dev/null
      grep -o 'plans/2026-W49, whose duties this plan keeps rest from, is a draft' desk/plans/2026-W50/plan.json
      status rota publish desk
      grep -c 'plans/2026-W49, plans/2026-W50' err.txt
      status rota publish desk --week 2026-W50
      status rota undo desk/plans/2026-W50
      rota status desk --json | grep -c '"state" : "draft"'
      plan --iterations 41 --out elsewhere
      status rota publish elsewhere
      status rota undo $week
      test ! -e $week
      status rota undo $week
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        status 66
        plans/2026-W49, whose duties this plan keeps rest from, is a draft
        status 65
        1
        status 0
        status 65
        1
        status 65
        status 0
        status 66

        """, "\(outcome.output)\(outcome.errors)")
  }
}
