import Foundation
import Testing

/// Plans of people who have left, or are called otherwise, and plans of older programs: they are read for ever.
@Suite("Plans of people who have left, and of rota 0.1.0", .enabled(if: BuiltProgram.path != nil))
struct FormerPeopleTests {
  /// `a2` has left, `a3` has another name, `a1` another ID.
  private static let others = """
    printf 'agent_id,name,site,skills,contract_hours\\nb1,Agent 01,s,x,20\\na3,Agent 33,s,x,16\\n' > desk/agents.csv
    """

  @Test("what is read of an old week: status, check, diff, report, exports, explain, ledger, undo") func read() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      rota publish desk > /dev/null
      day=$(awk -F, '$1 == "a2" { print $5; exit }' $week/shifts.csv)
      "$ROTA" edit $week --remove a2:$day --from 2026-11-30 -q > /dev/null || true
      rota publish $week > /dev/null
      rota export $week --format ics --out before.ics -q
      rota report $week --out before.html -q
      \(Self.others)
      status rota check $week
      grep -c 'inputs.changed' out.txt
      status rota report $week --out after.html
      cmp before.html after.html
      for format in ics shifts-csv activities-csv coverage-csv hours-csv json edit-csv; do
        status rota export $week --format $format --out after.$format
      done
      cmp before.ics after.ics
      grep -c 'Agent 02' after.edit-csv
      status rota status desk
      status rota explain $week --person a2 --date $day
      status rota ledger desk
      grep -c 'Agent 33' out.txt
      status rota diff desk/plans/.history/2026-W49/revisions/0001 $week
      grep -c 'gone$' out.txt
      status rota undo $week
      status rota check $week --draft
      status rota publish $week
      status rota check $week
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    let zero = { (count: Int) in String(repeating: "status 0\n", count: count) }
    #expect(
      outcome.output == "status 0\n1\n" + zero(8) + "1\n" + zero(3) + "1\n" + "status 0\n1\n" + zero(4),
      "\(outcome.output)\(outcome.errors)")
  }

  @Test("an old week is changed as its people were, and the weeks beside it are planned with those of today")
  func changed() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      rota publish desk > /dev/null
      \(Self.others)
      status rota replan $week --absent a2:2026-12-02..2026-12-05 --add-person b1 --from 2026-11-30 --iterations 20
      status rota check $week.draft
      rota publish $week | grep absences || true
      # Who has left gets no row, so that the project can still be read.
      test ! -e desk/absences.csv
      status rota plan desk --week 2026-W50 --iterations 40
      status rota publish desk --week 2026-W50
      status rota check desk/plans/2026-W50
      status rota check $week
      status rota plan desk --week 2026-W49 --anew --iterations 40
      status rota publish $week
      # What a2's calendar holds is taken back.
      test "$(grep -c 'STATUS:CANCELLED' $week/calendars/a2.ics)" = "$(grep -c 'BEGIN:VEVENT' $week/calendars/a2.ics)"
      status rota check $week
      # Who has left and had leave: the row is to go, which is said.
      printf 'agent_id,first_date,last_date\\na2,2026-12-14,2026-12-15\\n' > desk/absences.csv
      status rota ledger desk
      grep -c 'absences.csv:2:1.*or remove the row' err.txt
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output
        == "status 0\nstatus 0\nabsences.csv: no row for a2, who stands in agents.csv no more\n"
        + String(repeating: "status 0\n", count: 7) + "status 65\n1\n",
      "\(outcome.output)\(outcome.errors)")
  }

  @Test("a plan of rota 0.1.0 is published, revision 1: read by every command, and changed once it is planned anew")
  func old() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let outcome = try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      cp -r "$TESTS/Interchange/tiny-desk" desk
      week=desk/plans/2026-W48
      mkdir desk/plans; cp -r "$TESTS/Interchange/plan-0.1.0" $week
      rota report $week --out $week/report.html -q 2> /dev/null
      status() { set +e; "$@" > out.txt 2> err.txt; echo "status $?"; set -e; }
      sums() { find $week -type f | sort | xargs sha256sum; }
      sums > before
      status rota check $week
      rota status desk | grep -o 'published   revision 1'
      status rota publish $week
      grep -c 'is published already (revision 1)' out.txt
      status rota diff $week
      status rota diff $week $week
      status rota export $week --format ics --out week.ics
      status rota explain $week --person a01 --date 2026-11-24
      status rota ledger desk
      status rota undo $week
      grep -c 'published for the first time' err.txt
      # It doesn't say what its queues were asked for, so that nothing is changed near to it.
      for change in "replan $week --absent a01:2026-11-24" "edit $week --remove a01:2026-11-24"; do
        status rota $change --from 2026-11-23
        grep -c "an older program made it. Plan the week again with 'rota plan --anew'" err.txt
      done
      status rota cover $week a01:2026-11-24 --from 2026-11-23
      status rota plan desk --week 2026-W48 --iterations 20
      sums | cmp - before
      test ! -e desk/plans/.history
      status rota plan desk --week 2026-W48 --anew --iterations 20
      rota diff $week 2> /dev/null | grep '^before'
      rota publish $week | head -n 1
      cmp desk/plans/.history/2026-W48/revisions/0001/plan.json "$TESTS/Interchange/plan-0.1.0/plan.json"
      rota undo $week > /dev/null
      rota diff desk/plans/.history/2026-W48/revisions/0001 $week.draft 2> /dev/null | grep '^changed'
      rota publish $week | head -n 1
      status rota check $week
      """, environment: ["TESTS": tests.path])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        status 0
        published   revision 1
        status 0
        1
        status 66
        status 0
        status 0
        status 0
        status 0
        status 65
        1
        status 65
        1
        status 65
        1
        status 1
        status 65
        status 0
        before          published, revision 1
        published desk/plans/2026-W48, revision 2
        changed         nothing
        published desk/plans/2026-W48, revision 3
        status 0

        """, "\(outcome.output)\(outcome.errors)")
  }
}
