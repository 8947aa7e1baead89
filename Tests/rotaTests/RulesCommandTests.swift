import Foundation
import Testing

@testable import rota

@Suite("rota rules, end to end", .enabled(if: BuiltProgram.path != nil))
struct RulesCommandTests {
  /// A script in a folder of its own with a desk of three people at two sites.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      mkdir desk
      cat > desk/rota.json <<'JSON'
      { name: "Desk", timeZone: "Europe/Warsaw", tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [ { id: "phone", hours: { "mon-fri": "08:00-18:00" }, target: { serviceLevel: 0.8, within: "20s" } } ],
        sites: [ { id: "krakow" }, { id: "kosice", name: "Košice", preset: "sk" } ],
        preset: "pl", rules: { maximumConsecutiveDays: 5 },
        shifts: [ { id: "day", days: "mon-fri", start: "08:00-09:00", lengths: ["8h30m"] } ] }
      JSON
      printf 'agent_id,name,site,contract_hours,min_rest_hours\\na1,Agent 01,krakow,40,\\na2,Agent 02,krakow,40,12\\nb1,Agent 03,kosice,40,\\n' \\
        > desk/agents.csv
      echo 'ts_local,queue,calls' > desk/tickets.csv
      for day in 02 03 04 05 06 09 10 11 12 13 16 17 18 19 20; do
        for hour in 08 09 10 11 12 13 14 15 16 17; do echo "2026-11-$day $hour:00,phone,$((8 + 10#$hour % 5))"; done
      done >> desk/tickets.csv
      \(body)
      """)
  }

  @Test("what holds, for whom else, and what the presets state")
  func text() throws {
    let outcome = try script("rota rules desk")
    let text = outcome.output
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first == "Desk: what holds, and who says so")
    func words(_ start: String) -> [String]? {
      lines.first { $0.hasPrefix("  \(start)") }.map { $0.split(separator: " ").map(String.init) }
    }
    #expect(words("minimumRest") == ["minimumRest", "11h", "preset", "pl"])
    #expect(words("maximumConsecutiveDays") == ["maximumConsecutiveDays", "5", "days", "rules", "in", "rota.json"])
    #expect(text.contains("\n\nElse at Košice (kosice)\n  minimumRest"))
    #expect(text.contains("\n\nElse for 1 person\n  a2  Agent 02 (krakow): minimumRest 12h\n"))
    #expect(text.contains("\nPreset pl: Poland, version 1, as of 2026-11-22; of the project\n  default of a rule\n"))
    #expect(text.contains("\nPreset sk: Slovakia, version 1, as of 2026-11-22; of site kosice\n"))
    #expect(text.contains("\n  not kept by the program: check yourself\n"))
    #expect(text.hasSuffix("that no list knows.\n") && text.contains("\nNot legal advice: "))
  }

  @Test("one person, another preset, every preset, JSON")
  func options() throws {
    let outcome = try script(
      """
      set -e
      rota rules desk --person b1 | sed -n '1p;/^  minimumRest/p;/max_hours/p' | tr -s ' '
      rota rules desk --preset cz --json | tr -d ' "' | grep -E '^(schema|advice):' | cut -c1-22
      (cd desk && rota rules) | head -n 1
      rota rules --presets | grep -c '^Preset '
      rota rules --presets --preset us-ca --json | grep -c '"confidence"'
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(lines.count == 8, "\(outcome.output)")
    guard lines.count == 8 else { return }
    #expect(lines[0] == "b1 Agent 03 (kosice): what holds, and who says so")
    #expect(lines[1] == " max_hours 42h a week the contract and weeklyTolerance")
    #expect(lines[2] == " minimumRest 12h preset sk of the site")
    #expect(lines[3...] == ["advice:Notlegaladvice:", "schema:1,", "Desk: what holds, and who says so", "6", "8"])
  }

  @Test("each way in which it can end")
  func statuses() throws {
    let outcome = try script(
      """
      for words in "desk --person a3" "desk --preset poland" "desk --presets" "--presets --person a1" "nowhere" "desk"; do
        rota rules $words > /dev/null 2>> errors.txt; echo "$?"
      done
      sed -i 's/preset: "pl"/preset: "polan"/' desk/rota.json
      rota rules desk 2>> errors.txt; echo "$?"
      grep -c "Did you mean" errors.txt
      grep -c "preset" errors.txt
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    #expect(lines.prefix(7) == ["64", "64", "64", "64", "66", "0", "65"], "\(outcome.output)")
    #expect(Int(lines.last ?? "") ?? 0 >= 3)
  }

  @Test("a plan under presets says that they are no legal advice, and is sound")
  func plan() throws {
    let outcome = try script(
      """
      set -e
      rota plan desk --week 2026-W49 --iterations 20 -q > /dev/null
      rota check desk/plans/2026-W49 | grep -c "keep every rule"
      for file in plan.json report.html; do grep -c "Not legal advice" desk/plans/2026-W49/$file; done
      """)
    let counts = outcome.output.split(separator: "\n").compactMap { Int($0) }
    #expect(counts.count == 3 && counts.allSatisfy { $0 >= 1 }, "\(outcome.output)\(outcome.errors)")
  }
}
