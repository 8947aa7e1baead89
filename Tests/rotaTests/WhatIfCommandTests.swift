import Foundation
import Testing

@Suite("rota what-if, end to end", .enabled(if: BuiltProgram.path != nil))
struct WhatIfCommandTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  /// A script in a folder of its own with a desk of four people and a grid of four cases.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
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
      """)
  }

  @Test("a sweep at once, in shards, killed and resumed, and by the line for GNU parallel: the same merged bytes")
  func sweeps() throws {
    let outcome = try script(
      """
      sweep once; sweep once --merge
      for shard in 3 1 2; do sweep shards --shard $shard/3 > /dev/null; done
      sweep shards --merge > /dev/null
      cmp once/sweep.csv shards/sweep.csv; cmp once/sweep.json shards/sweep.json
      "$ROTA" what-if desk --sweep grid.json5 --iterations 20 --replications 2 -q --out killed > /dev/null & work=$!
      for i in $(seq 600); do [ -n "$(ls killed/cases 2>/dev/null)" ] && break; sleep 0.05; done
      kill -9 $work 2> /dev/null || true; wait $work 2> /dev/null || true
      sweep killed | tail -n 1; sweep killed --merge > /dev/null
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
    #expect(outcome.output.contains("4 cases in this shard, 4 solved now"))
    #expect(outcome.output.contains("4 cases in this shard, 0 solved now"))
    #expect(outcome.output.contains("4 cases joined"))
    #expect(outcome.output.contains("status 1"))
    #expect(outcome.errors.contains("1 of 4 cases are missing"))
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
    #expect(outcome.output.contains("4 cases in this shard, 4 solved now"), "\(outcome.output)")
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
      sweep out --scenario fair.json5
      printf 'date,name,class\\n2026-11-25,Fair,holiday\\n' > desk/fair.csv
      sweep out --scenario fair.json5
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output.contains("4 cases in this shard, 0 solved now\n4 cases in this shard, 4 solved now\n"),
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
    #expect(outcome.output.hasSuffix("4 cases, five ways, the same bytes\n"))
  }
}
