import Foundation
import Testing
import Verification

@Suite("rota what-if, end to end", .enabled(if: BuiltProgram.path != nil))
struct WhatIfCommandTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// A script in a folder of its own with a desk of four people and a grid of four cases.
  private func script(_ body: String, environment: [String: String] = [:]) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'JSON'
      { name: "Desk", timeZone: "Europe/Warsaw", tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [ { id: "phone", hours: { "mon-fri": "08:00-18:00" }, target: { serviceLevel: 0.8, within: "20s" } } ],
        shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", lengths: ["8h30m"] } ] }
      JSON
      printf 'agent_id,name,skills,contract_hours\\n' > desk/agents.csv
      for n in 1 2 3 4; do echo "a$n,Agent 0$n,phone,40" >> desk/agents.csv; done
      echo 'ts_local,queue,calls' > desk/tickets.csv
      for day in 02 03 04 05 06 09 10 11 12 13 16 17 18 19 20; do
        for hour in 08 09 10 11 12 13 14 15 16 17; do
          echo "2026-11-$day $hour:00,phone,$((8 + 10#$hour % 5))"; echo "2026-11-$day $hour:30,phone,7"
        done
      done >> desk/tickets.csv
      echo '{ grid: { volume: ["-10%", "+10%"], "shrinkage.phone": ["5%", "9%"] } }' > grid.json5
      sweep() { "$ROTA" what-if desk --sweep grid.json5 --iterations 20 --replications 2 -q --out "$@"; }
      \(body)
      """, environment: environment)
  }

  @Test("every case of a sweep follows the clock rules that were named, on whatever thread")
  func sweepUnderRules() throws {
    // A zone that nobody else knows: a thread without the rules could not even read the project.
    let rules = try ZoneFiles(release: "2026f", ["Test/Desk": ZoneBytes(types: [3600], footer: "CET-1")])
    let outcome = try script(
      """
      sed -i 's|Europe/Warsaw|Test/Desk|g' desk/rota.json
      sweep once --threads 3 --zone-rules "$RULES"
      sweep line --engine parallel --shards 2 --zone-rules "$RULES" | grep -c -- "--zone-rules $RULES"
      set +e; sweep none; echo "status $?"
      """, environment: ["RULES": rules.path])
    #expect(outcome.output.contains("5 cases, 5 solved now\n"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("1\nstatus 65\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test("a sweep at once, in shards, killed and resumed, and by the line for GNU parallel: the same merged bytes")
  func sweeps() throws {
    let outcome = try script(
      """
      sweep once
      cp once/sweep.html joined.html; sweep once --merge; cmp joined.html once/sweep.html
      for shard in 3 1 2; do sweep shards --shard $shard/3 > /dev/null; done
      sweep shards --merge > /dev/null
      cmp once/sweep.csv shards/sweep.csv; cmp once/sweep.json shards/sweep.json; cmp once/sweep.html shards/sweep.html
      head -n 2 once/sweep.csv | tail -n 1 | cut -d, -f1,18-20
      "$ROTA" what-if desk --sweep grid.json5 --iterations 20 --replications 2 -q --out killed > /dev/null & work=$!
      for i in $(seq 600); do [ -n "$(ls killed/cases 2>/dev/null)" ] && break; sleep 0.05; done
      kill -9 $work 2> /dev/null || true; wait $work 2> /dev/null || true
      sweep killed
      cmp once/sweep.csv killed/sweep.csv; cmp once/sweep.json killed/sweep.json
      sweep once
      rm once/cases/"$(ls once/cases | head -n 1)"
      set +e; sweep once --merge; echo "status $?"; set -e
      # The shell stands in for GNU parallel: it runs what parallel would.
      sweep line --engine parallel --shards 2 > line.txt
      command=$(sed 's/.*parallel.log //' line.txt)
      for shard in 1 2; do bash -c "${command//\\{\\}/$shard}" > /dev/null; done
      sweep line --merge > /dev/null
      cmp shards/sweep.json line/sweep.json
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("5 cases, 5 solved now\n4 cases joined"))
    #expect(outcome.output.contains("5 cases, 0 solved now\n4 cases joined"))
    #expect(outcome.output.contains("status 1"))
    #expect(outcome.errors.contains("1 of 5 cases are missing"))
  }

  @Test("a scenario that changes gets answers of its own, though its words stay the same")
  func changedScenario() throws {
    let outcome = try script(
      """
      echo '{ demand: [ { name: "sale", volume: "+10%" } ] }' > sale.json5
      sweep out --scenario sale.json5 > /dev/null
      echo '{ demand: [ { name: "sale", volume: "+60%" } ] }' > sale.json5
      sweep out --scenario sale.json5
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("5 cases, 5 solved now"), "\(outcome.output)")
  }

  @Test("what can't be written is said before anything is planned, and two futures of one name are told apart")
  func outputs() throws {
    let outcome = try script(
      """
      echo '{ name: "sale", set: { volume: "+10%" } }' > one.json5
      echo '{ name: "sale", set: { volume: "+20%" } }' > two.json5
      touch taken
      set +e; "$ROTA" what-if desk --scenario one.json5 --iterations 20 --replications 2 --out taken/answer; echo "status $?"
      set -e
      "$ROTA" what-if desk --scenario one.json5 --scenario two.json5 --iterations 20 --replications 2 -q --out answer
      ls -A answer
      """)
    #expect(outcome.output.contains("status 73"), "\(outcome.output)\(outcome.errors)")
    #expect(!outcome.errors.contains("planning"), "\(outcome.errors)")
    #expect(outcome.output.contains("sale (2)"), "\(outcome.output)\(outcome.errors)")
    #expect(!outcome.output.contains(".check"))
  }

  @Test("a sweep's answers are made anew when a file that only its scenario names changes")
  func scenarioFiles() throws {
    let outcome = try script(
      """
      printf 'date,name,class\\n2026-11-24,Fair,holiday\\n' > desk/fair.csv
      echo '{ project: { holidays: "fair.csv" } }' > fair.json5
      sweep out --scenario fair.json5 > /dev/null
      sweep out --scenario fair.json5 | grep solved
      printf 'date,name,class\\n2026-11-25,Fair,holiday\\n' > desk/fair.csv
      sweep out --scenario fair.json5 | grep solved
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output.contains("5 cases, 0 solved now\n5 cases, 5 solved now\n"),
      "\(outcome.output)")
  }

  @Test("Ctrl-C keeps what is done, says what is not, and ends with 75")
  func interrupted() throws {
    let outcome = try script(
      """
      "$ROTA" what-if desk --set volume=+10% --iterations 200 --replications 10000 --out first -q & work=$!
      sleep 1; kill -INT $work; set +e; wait $work; echo "status $?"; set -e
      ls first 2> /dev/null | wc -l
      echo '{ set: { volume: "+10%" } }' > more.json5
      echo '{ set: { volume: "+20%" }, name: "endless" }' > endless.json5
      "$ROTA" what-if desk --scenario more.json5 --scenario endless.json5 --hiring 104 --pictures --iterations 20 \\
        --replications 2 --out second 2> messages.txt & work=$!
      for i in $(seq 600); do grep -q "endless" messages.txt && break; sleep 0.05; done
      kill -INT $work; set +e; wait $work; echo "status $?"; set -e
      grep -c -E "^(Baseline|more)" second/what-if.csv
      grep -o "Not done: the scenario[^,.]*endless" second/what-if.html || grep -o "Not done" second/what-if.html
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0 == "status 75" }.count == 2, "\(outcome.output)\(outcome.errors)")
    #expect(lines.contains("2"))
    #expect(outcome.output.contains("Not done"))
  }

  @Test("an engine's job is printed, submitted by sbatch where there is one, and refused in words where there is none")
  func engines() throws {
    let outcome = try script(
      """
      sweep out --engine slurm --shards 3 --dry-run | head -n 4
      sweep out --engine kubernetes --shards 3 | grep completions
      # A stand-in for sbatch that runs every task here, but loses the second the first time.
      mkdir bin
      cat > bin/sbatch <<'SBATCH'
      #!/bin/bash
      for word in "$@"; do
        case $word in --array=*) tasks=${word#--array=};; --*) ;; *) script=$word;; esac
      done
      echo "$*" >> calls.txt
      for task in $(tr , '\\n' <<< "$tasks" | while IFS=- read -r first last; do seq "$first" "${last:-$first}"; done); do
        [ "$task" = 2 ] && [ ! -e lost ] && touch lost && continue
        SLURM_ARRAY_TASK_ID=$task bash "$script" > /dev/null 2>&1
      done
      echo 4711
      SBATCH
      chmod +x bin/sbatch
      PATH="$PWD/bin:$PATH" sweep out --engine slurm --shards 3 --wait
      cat calls.txt
      set +e; PATH=/nowhere sweep none --engine slurm --shards 3 --memory 100 --minutes 5; echo "status $?"
      """)
    #expect(outcome.output.contains("#SBATCH --array=1-3"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("completions: 3"))
    #expect(outcome.output.contains("4 cases joined"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("--array=1-3 --wait"))
    #expect(outcome.output.contains("--array=2 --wait"))
    #expect(outcome.errors.contains("there is no 'sbatch'"))
    #expect(outcome.output.contains("status 66"))
  }

  @Test("the same answer is the same page, whoever made it where, and says only what determines it")
  func samePage() throws {
    let outcome = try script(
      """
      for way in "1 a" "2 b"; do set -- $way
        "$ROTA" what-if desk --set volume=+10% --pictures --range volume=20% --iterations 20 --replications 2 -q --out $2 \\
          --threads $1 > $2.txt
      done
      cmp a/what-if.html b/what-if.html; cmp a/what-if.json b/what-if.json; cmp a.txt b.txt
      grep -o 'range volume=.*%' a/what-if.html
      cat a.txt a/tornado.csv
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("range volume=-20..+20%"))
    #expect(outcome.output.contains("Volume,−20 %,"))
    for row in [
      "people working", "paid hours", "cost, EUR", "covered", "in time, expected", "played the same way",
      "with help between queues", "lost", "nights a person", "weekend days a person",
    ] { #expect(outcome.output.contains(row), "\(row) in \(outcome.output)") }
  }

  @Test(
    "options that nothing would come of are refused",
    arguments: [
      "--sweep grid.json5 --out o --pictures", "--sweep grid.json5 --out o --hiring 3",
      "--sweep grid.json5 --out o --engine parallel --shard 1/2", "--sweep grid.json5 --out o --merge --shard 1/2",
      "--sweep grid.json5 --out o --shards 3", "--sweep grid.json5 --out o --engine parallel --memory 100",
      "--sweep grid.json5 --out o --engine slurm --image x --dry-run", "--set volume=+5% --training 2",
      "--set volume=+5% --range volume=5%", "--set volume=+5% --shards 3", "--set volume=+5% --dry-run",
      "--set volume=+5% --set volume=+10%", "--set volume.phone=+5% --set volume.phone=+5%",
      "--pictures --range volum=5%", "--pictures --range volume=5", "--pictures --range shrinkage=5%",
    ])
  func unheard(options: String) throws {
    let outcome = try script("set +e; \"$ROTA\" what-if desk \(options); echo \"status $?\"")
    #expect(
      outcome.output.contains("status 64") || outcome.output.contains("status 65"), "\(outcome.output)\(outcome.errors)"
    )
    #expect(outcome.errors.contains("'--") || outcome.errors.contains("--range"), "\(outcome.errors)")
  }

  @Test("a scenario of days that are not planned is refused, and welcome where the hiring plan reaches them")
  func dates() throws {
    let outcome = try script(
      """
      echo '{ people: { hires: [ { count: 1, from: "2026-12-07" } ] } }' > later.json5
      set +e; "$ROTA" what-if desk --scenario later.json5 --iterations 20 --replications 2; echo "status $?"; set -e
      "$ROTA" what-if desk --scenario later.json5 --iterations 20 --replications 2 --hiring 4 -q | grep -c 'later *2026-W'
      """)
    #expect(outcome.errors.contains("later.json5:1:22: people.hires[0]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("2026-11-23 to 2026-11-29"))
    #expect(outcome.output.hasSuffix("status 65\n4\n"), "\(outcome.output)\(outcome.errors)")
  }

  @Test("a batch plans every team of its list in shards, leaves what is done, and goes on past one that is wrong")
  func batch() throws {
    let outcome = try script(
      """
      cp -r desk night; mkdir broken; echo '{ queues: [] }' > broken/rota.json
      printf '# teams\\ndesk\\n\\nbroken\\nnight\\n' > teams.txt
      batch() { "$ROTA" plan --batch teams.txt --iterations 20 -q "$@"; echo "status $?"; }
      set +e
      batch --shard 2/3; batch --shard 1/3; batch; batch --json | tr -d ' \\n'
      echo; ls desk/plans night/plans
      sed -i '$d' desk/plans/2026-W48/shifts.csv; "$ROTA" check desk/plans/2026-W48 > /dev/null 2>&1; echo "cut $?"
      batch | sed 's/^/again /'; "$ROTA" check desk/plans/2026-W48 > /dev/null 2>&1; echo "made anew $?"
      "$ROTA" plan desk --shard 1/2; echo "status $?"; "$ROTA" plan desk --batch teams.txt; echo "status $?"
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.hasPrefix("status") }.prefix(3) == ["status 1", "status 0", "status 1"], "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("broken") && $0.contains("failed") })
    #expect(lines.contains { $0.hasPrefix("desk") && $0.contains("already there") }, "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("night") && $0.contains("planned") })
    #expect(outcome.output.contains("\"folder\":\"night\",\"outcome\":\"alreadythere\""))
    #expect(lines.filter { $0 == "2026-W48" }.count == 2, "\(outcome.output)")
    #expect(lines.suffix(2) == ["status 64", "status 64"])
    // A folder that has lost a row isn't there.
    #expect(lines.contains("cut 1") && lines.contains("made anew 0"), "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("again desk") && $0.contains("planned") }, "\(outcome.output)")
    #expect(lines.contains { $0.hasPrefix("again night") && $0.contains("already there") }, "\(outcome.output)")
    #expect(outcome.errors.contains("the list of queues is empty"))
  }

  @Test("rota simulate shows expectation and simulation alike, the days, and the weak hours as tables")
  func simulate() throws {
    let outcome = try script(
      """
      "$ROTA" plan desk --iterations 20 -q > /dev/null
      "$ROTA" simulate desk/plans/2026-W48 --replications 20
      "$ROTA" simulate desk/plans/2026-W48 --replications 20 --routing assigned
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let halves = outcome.output.split(separator: "seed 1\n")
    #expect(halves.count == 3)
    for text in halves.dropFirst() {
      #expect(text.contains("expected  ") && text.contains("played alike"), "\(text)")
      #expect(text.contains("in time by day"))
      #expect(text.contains("Mon 2026-11-23") && text.contains("Fri 2026-11-27"))
      #expect(text.contains("miss their promise") == text.contains("people\n"), "\(text)")
    }
    #expect(halves[1].contains("with help") && !halves[2].contains("with help"))
  }

  @Test(
    "five ways to run a sweep give the same bytes, a Slurm cluster of one node among them",
    .enabled(
      if: slow && getuid() == 0 && FileManager.default.fileExists(atPath: "/usr/sbin/slurmctld"),
      "slow, as root, with Slurm: ROTA_SLOW=1"))
  func cluster() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let outcome = try script(
      """
      export PATH=/usr/bin:/bin:/usr/sbin:/sbin
      '\(tests.path)/Cluster/sweep_everywhere.sh' "$ROTA" desk grid.json5 --iterations 20 --replications 2
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("5 cases, five ways, the same bytes\n"))
  }
}
