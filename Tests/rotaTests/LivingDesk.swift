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

}
