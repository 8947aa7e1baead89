import Foundation

/// A small team whose plans live, for scripts.
enum LivingDesk {
  /// A script in a folder of its own with a team of three in `desk`, who share a short day between two shifts.
  static func script(_ body: String, environment: [String: String] = [:]) throws -> BuiltProgram.Outcome {
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

  /// A script beside a planned help desk `desk`, whose published plan is `$plan`, with its first duty's person and date in
  /// `$who` and `$day`.
  static func helpDesk(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      rota init desk --template helpdesk -q > /dev/null
      rota plan desk --iterations 200 -q > /dev/null
      rota publish desk -q > /dev/null
      plan=$(ls -d desk/plans/*)
      day=$(awk -F, 'NR == 2 { print $5 }' $plan/shifts.csv); who=$(awk -F, 'NR == 2 { print $1 }' $plan/shifts.csv)
      set +e
      \(body)
      """)
  }

  /// A piece of a script: a command killed so many times at a moment of chance, often while it puts things in place. What is
  /// there before is in `before`; `whole` says what may be there after it.
  static func killing(_ command: String, times kills: Int) -> String {
    """
    for kill in $(seq 1 \(kills)); do
      rm -rf desk; cp -r before desk
      "$ROTA" \(command) > /dev/null 2>&1 & work=$!
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
    """
  }

  /// A piece of a script: a command that a fault stops at each of its steps in turn, until none is left; then how often that
  /// was. `$step` is the step; `before` and `whole` as in `killing`.
  /// - Parameters:
  ///   - status: with which the fault ends it.
  ///   - stride: 1 = every step.
  ///   - check: more that has to hold after each.
  static func stepping(_ command: String, endsWith status: Int, stride: Int, then check: String = ":") -> String {
    """
    stopped=0
    for step in $(seq 1 \(stride) 200); do
      rm -rf desk; cp -r before desk
      code=0
      \(command) || code=$?
      if [ $code = 0 ]; then break; fi
      test $code = \(status)
      \(check)
      stopped=$((stopped + 1))
      whole
    done
    echo "$stopped"
    """
  }

  /// In a script: that the full disk was named.
  static let saysFull = #"grep -Eq "No space left on device|can't be written" said.txt"#
}
