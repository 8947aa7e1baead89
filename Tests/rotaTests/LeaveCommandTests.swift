import Foundation
import Planning
import Testing

@testable import rota

/// `rota leave` through the program as it was built.
@Suite("Leave, end to end", .enabled(if: BuiltProgram.path != nil)) struct LeaveCommandTests {
  @Test("weighed, refused by a cap, granted, told to the plan; wrong requests are refused")
  func leave() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 60; rota publish desk -q > /dev/null
      who=$(awk -F, 'NR == 2 { print $1 }' $week/shifts.csv); day=$(awk -F, 'NR == 2 { print $5 }' $week/shifts.csv)
      before=$(state)
      ask() { status rota leave desk "$@" --from 2026-11-30 --iterations 60; }
      ask $who $day --json; cat out.txt; echo =====
      [ "$before" = "$(state)" ] && [ ! -e desk/absences.csv ] && echo untouched
      ask $who $day; tail -n 1 out.txt
      ask $who $day --max-away 0; ask $who $day --budget 0 --grant; tail -n 1 out.txt; ls desk | grep -c absences || true
      ask nobody $day; ask $who 2026-11-01; ask $who $day 2026-11-30x
      ask $who 2026-12-02 2026-12-01
      ask $who $day --grant; tail -n 2 out.txt | sed "s/$who/A/"; sed "s/$who/A/; s/$day/D/g" desk/absences.csv
      ask $who $day
      status rota replan $week --absences --from 2026-11-30 --iterations 60
      grep -c "absent (leave)" out.txt; grep -c "^$who,.*,$day," $week.draft/shifts.csv || true
      ask $who 2027-02-01 2027-02-02; grep -c "not planned yet" out.txt; grep -c "by the forecast" out.txt
      """)
    let parts = outcome.output.components(separatedBy: "=====\n")
    try #require(parts.count == 2, "\(outcome.output)\(outcome.errors)")
    let answer = try JSONDecoder().decode(LeaveAnswer.self, from: Data(parts[0].drop { $0 != "{" }.utf8))
    #expect(parts[0].hasPrefix("status 0\n") && answer.planned.map(\.plan) == ["plans/2026-W49"])
    #expect(answer.planned.first?.dutiesLost == 1 && answer.granted == nil && answer.days == 1)
    let expected = """
      untouched
      status 0
      It may be granted: nothing forbids it. --grant writes it down.
      status 64
      status 1
      It may not be granted; nothing was written.
      0
      status 65
      status 65
      status 64
      status 64
      status 0
      Granted: absences.csv has 1 row more.
      next: rota replan desk/plans/2026-W49 --absences
      agent_id,first_date,last_date,kind,paid,hours_a_day
      A,D,D,leave,yes,
      status 65
      status 0
      1
      0
      status 0
      1
      1

      """
    #expect(parts[1] == expected, "\(parts[1])\(outcome.errors)")
  }
}
