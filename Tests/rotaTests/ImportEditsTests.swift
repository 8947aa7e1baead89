import Foundation
import Plans
import Testing
import Workforce

@testable import rota

/// `rota export --format edit-csv` and `rota import-edits` through the program as it was built.
@Suite("A plan changed in a spreadsheet, end to end", .enabled(if: BuiltProgram.path != nil))
struct ImportEditsTests {
  @Test("a sheet out, two cells changed, back in: one operation on the draft; stale and faulty sheets are refused")
  func roundTrip() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 60; rota publish desk -q > /dev/null
      rota export $week --format edit-csv > week.csv
      head -n 2 week.csv; echo =====
      status rota import-edits $week week.csv --from 2026-11-30; head -n 1 out.txt; ls desk/plans; echo =====
      # The first duty of the sheet goes, and one day off is leave.
      awk -F, -v OFS=, 'NR > 2 { for (i = 3; i <= NF; i++) {
          if (!gone && $i ~ /-/) { $i = "off"; gone = 1; print $1, i > "gone.txt" }
          else if (!left && $i == "off") { $i = "leave"; left = 1; print $1, i > "left.txt" } } } { print }' week.csv \\
        | sed 's/,/;/g; s/$/\\r/' > edited.csv
      status rota import-edits $week edited.csv --from 2026-11-30 --json; cat out.txt; echo =====
      status rota check $week.draft
      grep -o '"operation":"[a-z-]*"' desk/plans/.history/2026-W49/journal.jsonl | tail -n 1
      grep -o '"arguments":.*--from[^]]*' desk/plans/.history/2026-W49/journal.jsonl | tail -n 1 | grep -c 2026-11-30
      status rota import-edits $week edited.csv --from 2026-11-30; grep -c "there is a draft" err.txt
      rota export $week --draft --format edit-csv > draft.csv
      status rota import-edits $week draft.csv --from 2026-11-30
      sed 's/^a1,/b1,/' draft.csv | status rota import-edits $week - --from 2026-11-30; cat err.txt
      status rota import-edits $week draft.csv --from 2026-11-30 --max-changes 2
      status rota undo $week; ls desk/plans
      status rota import-edits $week edited.csv --from 2026-11-30 --repair --iterations 40
      status rota publish $week; grep -c ",leave,yes" desk/absences.csv
      rota export $week --format edit-csv | grep -c leave
      """)
    let parts = outcome.output.components(separatedBy: "=====\n")
    try #require(parts.count == 4, "\(outcome.output)\(outcome.errors)")
    #expect(parts[0].hasPrefix("rota edit sheet,2026-W49,revision 1,published,sheet "))
    #expect(parts[0].contains(",times in Europe/Warsaw,,,\nagent_id,agent,2026-11-30,2026-12-01,"))
    #expect(parts[1] == "status 0\nDaily, 2026-W49: nothing to change\n2026-W49\n", "\(parts[1])\(outcome.errors)")
    let answer = try JSONDecoder().decode(
      RevisedPlanAnswer.self, from: Data(parts[2].drop { $0 != "{" }.utf8))
    #expect(parts[2].hasPrefix("status 0\n") && answer.accepted)
    #expect(answer.changes.map(\.why) == ["by hand"] && answer.changes.first?.after == nil)
    #expect(answer.absences.map(\.absence.kind) == ["leave"])
    let rest = parts[3]
    let expected = """
      status 0
      "operation":"import-edits"
      1
      status 65
      1
      status 0
      status 65
      standard input:3:1: error: nobody in the plan has the ID 'b1'. Did you mean 'a1'? Correct it, or remove the row.
      status 64
      status 0
      2026-W49
      status 0
      status 0
      1
      1

      """
    #expect(rest == expected, "\(rest)\(outcome.errors)")
  }
}
