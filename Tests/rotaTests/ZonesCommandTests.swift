import Foundation
import Testing
import Verification

@Suite("Clock rules, end to end", .enabled(if: BuiltProgram.path != nil))
struct ZonesCommandTests {
  private let new: ZoneFiles
  private let old: ZoneFiles

  init() throws {
    new = try ZoneFiles(release: "2999b", ["America/Vancouver": .vancouver2026f])
    old = try ZoneFiles(release: "1999a", ["America/Vancouver": .vancouver2025b])
  }

  /// A script in a folder of its own with a desk of two people in Vancouver.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'JSON'
      { name: "Desk", timeZone: "America/Vancouver", tickets: [ { file: "tickets.csv", timeZone: "America/Vancouver" } ],
        queues: [ { id: "phone", hours: { "mon-fri": "08:00-18:00" }, target: { serviceLevel: 0.8, within: "20s" } } ],
        shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", lengths: ["8h30m"] } ] }
      JSON
      printf 'agent_id,name,skills,contract_hours\\na1,Agent 01,phone,40\\na2,Agent 02,phone,40\\n' > desk/agents.csv
      echo 'ts_local,queue,calls' > desk/tickets.csv
      for day in 02 03 04 05 06 09 10 11 12 13 16 17 18 19 20; do
        for hour in 08 09 10 11 12 13 14 15 16 17; do echo "2026-11-$day $hour:00,phone,$((8 + 10#$hour % 5))"; done
      done >> desk/tickets.csv
      \(body)
      """, environment: ["NEW": new.path, "OLD": old.path])
  }

  @Test("option before setting before TZDIR; a plan says whose rules it took, and so does who reads it under others")
  func planned() throws {
    let outcome = try script(
      """
      plan() { rota plan desk --week 2026-W50 --iterations 20 "$@" > /dev/null; }
      plan --zone-rules "$NEW" --out one -q
      cut -d, -f6,8 one/shifts.csv | grep -c "T0[89]:[03]0-07:00,2026-12-..T1[56]:[03]0Z"
      grep -c "T0[89]:[03]0" one/shifts.csv
      rota check one --zone-rules "$NEW" 2> same.txt | grep "^Desk"; test ! -s same.txt
      TZDIR="$OLD" rota check one 2> other.txt > /dev/null || echo "refused: $?"
      grep -c "the plan was made with the clock rules 2999b" other.txt
      TZDIR="$OLD" plan --out two 2> older.txt
      grep -c "are older than" older.txt
      sed -i 's|name: "Desk"|name: "Desk", zoneRules: "'"$NEW"'"|' desk/rota.json
      TZDIR="$OLD" plan --out desk/plans/x -q
      cmp one/shifts.csv desk/plans/x/shifts.csv
      TZDIR="$OLD" rota check desk/plans/x 2> own.txt | grep "^Desk"; test ! -s own.txt
      plan --zone-rules "$OLD" --out three -q
      cmp two/shifts.csv three/shifts.csv
      TZDIR=/nowhere rota version 2>&1 | head -n 1
      set +e; rota version --zone-rules /nowhere; echo "status $?"
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 9, "\(outcome.output)\(outcome.errors)")
    guard lines.count == 9 else { return }
    // Every duty begins between eight and half past nine at -07:00.
    #expect(lines[0] == lines[1] && lines[0] != "0")
    for place in [2, 6] {
      #expect(lines[place].hasPrefix("Desk") && lines[place].contains("of 2 people keep every rule and every figure"))
    }
    #expect(lines[3...5] == ["refused: 1", "1", "1"], "\(outcome.output)")
    #expect(lines[7].hasPrefix("rota: warning: TZDIR isn't used: there is no folder '/nowhere'"))
    #expect(lines[8] == "status 66")
  }

  @Test("changes and differences of a project's zones, and of zones by name")
  func survey() throws {
    let outcome = try script(
      """
      TZDIR="$OLD" rota zones desk --week 2026-W50 --zone-rules "$NEW"
      rota zones --zone America/Vancouver --from 2026-01-01 --to 2028-01-01 --zone-rules "$OLD" --json | grep -c '"at"'
      set +e; rota zones desk --zone America/Vancouver; echo "status $?"
      """)
    #expect(outcome.output.hasPrefix("clock rules  \(new.path) (2999b), named by --zone-rules\n"))
    #expect(outcome.output.contains("also there   \(old.path) (1999a)\n"))
    #expect(outcome.output.contains("\nAmerica/Vancouver: the team, site main, queue phone\n"))
    #expect(outcome.output.contains(": -08:00 by \(old.path) (1999a)\n"))
    #expect(outcome.output.hasSuffix("4\nstatus 64\n"), "\(outcome.output)\(outcome.errors)")
  }
}
