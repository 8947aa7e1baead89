import Foundation
import Testing

@Suite("The ledger, end to end", .enabled(if: BuiltProgram.path != nil))
struct LedgerCommandTests {
  /// A script in a folder of its own with a desk of two people, open every day, who share weekends.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'JSON'
      { name: "Desk", timeZone: "Europe/Warsaw", tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [ { id: "phone", hours: { "mon-sun": "09:00-13:00" }, handleTime: "2m" } ],
        shifts: [ { id: "day", days: "mon-sun", start: "09:00", lengths: ["4h"], breaks: "none" } ],
        rules: { maximumConsecutiveDays: 6, minimumDaysOff: 0, weeklyTolerance: "16h", wholeWeekends: { price: 200 } },
        fairness: true }
      JSON
      printf 'agent_id,name,skills,contract_hours\\na1,Agent 01,phone,16\\na2,Agent 02,phone,16\\n' > desk/agents.csv
      echo 'ts_local,queue,calls' > desk/tickets.csv
      for day in $(seq -w 2 29); do
        for hour in 09 10 11 12; do echo "2026-11-$day $hour:00,phone,2"; done
      done >> desk/tickets.csv
      plan() { rota plan desk --week "$1" --iterations 200 --quiet > /dev/null; }
      \(body)
      """)
  }

  @Test("weeks are planned, shown, written and checked") func planned() throws {
    let outcome = try script(
      """
      printf 'agent_id,week,contract_minutes,weekend_days\\na1,start,9600,4\\na2,start,9600,4\\n' > desk/ledger.csv
      plan 2026-W49; plan 2026-W50
      rota ledger desk
      rota ledger desk --write > /dev/null
      cut -d, -f1-4 desk/ledger.csv
      rota ledger desk --json | grep -c '"week" : "2026-W'
      rota check desk/plans/2026-W50 | tail -1
      rota plan desk --week 2026-W51 --iterations 50 | grep '^fairness'
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains("plans: 2 weeks from 2026-W49 to 2026-W50; opening balances"))
    #expect(lines.contains { $0.hasPrefix("a1  Agent 01") && $0.contains("6 (6") })
    #expect(lines.contains { $0.hasPrefix("a2  Agent 02") && $0.contains("6 (6") })
    #expect(lines.contains("agent_id,week,contract_minutes,weekend_days"))
    #expect(lines.contains("a1,start,9600,4"))
    #expect(lines.count { $0.hasPrefix("a1,2026-W") || $0.hasPrefix("a2,2026-W") } == 4)
    #expect(lines.contains("4"))
    #expect(
      lines.contains { $0.hasPrefix("Desk, 2026-W50") && $0.contains("keep every rule and every figure is right") })
    #expect(lines.contains { $0.hasPrefix("fairness") && $0.contains("EUR for unpopular duties") })
  }

  @Test("a wrong ledger ends a plan with its place; a contradicted row is warned of; nothing known is said")
  func refused() throws {
    let outcome = try script(
      """
      rota ledger desk
      plan 2026-W49
      printf 'agent_id,week,contract_minutes,nights\\na1,2026-W49,960,9\\n' > desk/ledger.csv
      rota ledger desk 2>&1 > /dev/null
      printf 'agent_id,week,contract_minutes\\na1,next,960\\n' > desk/ledger.csv
      rota plan desk --week 2026-W50 --iterations 5 2>&1 || echo "status $?"
      rota ledger desk 2>&1 || echo "status $?"
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("nothing is known yet"))
    #expect(outcome.output.contains("'a1' for 2026-W49 says something else"))
    #expect(outcome.output.components(separatedBy: "'next' is neither an ISO week nor 'start'").count == 3)
    #expect(outcome.output.components(separatedBy: "status 65").count == 3)
  }
}
