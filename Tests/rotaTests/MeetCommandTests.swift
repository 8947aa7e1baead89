import Calendars
import Foundation
import Planning
import Tables
import Testing
import Workforce

@testable import rota

/// `rota meet` through the program as it was built, on a small desk.
@Suite("Meetings, end to end", .enabled(if: BuiltProgram.path != nil))
struct MeetCommandTests {
  /// Three people on a published week, who attend something together where their duties overlap.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try LivingDesk.script(
      """
      plan --iterations 200; rota publish $week -q > /dev/null
      from=2026-11-30
      cat > meetings.csv <<'END'
      id,title,kind,people,length,earliest,latest,days,repeats,paid
      weekly,"Weekly, all ""of"" us",meeting,a1,1h,,,,weekly,yes
      talk,Talk,one-to-one,a2 a3,30m,,,,once,no
      END
      set +e
      \(body)
      """)
  }

  @Test("placed, checked, published and shown; again nothing changes; undone to the bytes before")
  func all() throws {
    let outcome = try script(
      """
      rota meet $week meetings.csv --from $from --json; echo "status $?"; echo "====="
      rota check $week.draft > check.txt; echo "check $?"
      grep -c ',meeting,' $week.draft/activities.csv; grep -c 'one-to-one.*false,Talk' $week.draft/activities.csv
      grep -c 'Weekly' $week.draft/calendars/a1.ics; grep -c 'class="meet"' $week.draft/report.html
      before=$(sha256sum < $week.draft/plan.json)
      rota meet $week meetings.csv --from $from | head -1; [ "$before" = "$(sha256sum < $week.draft/plan.json)" ] && echo same
      rota diff $week | grep -c 'no meeting'
      rota publish $week > /dev/null; echo "publish $?"; rota check $week > /dev/null; echo "check $?"
      grep -c '^SEQUENCE:1' $week/calendars/a1.ics; echo "====="
      held=$(sha256sum < $week/plan.json)
      rota meet $week --remove weekly --from $from > /dev/null; echo "remove $?"
      rota check $week.draft > /dev/null; echo "check $?"; grep -c ',meeting,' $week.draft/activities.csv
      rota undo $week > /dev/null; echo "undo $?"; [ -d $week.draft ] || echo gone
      [ "$held" = "$(sha256sum < $week/plan.json)" ] && echo same
      """)
    let parts = outcome.output.components(separatedBy: "=====\n").map { Substring($0) }
    try #require(parts.count == 3, "\(outcome.output)\(outcome.errors)")
    let text = parts[0].components(separatedBy: "status ")
    let answer = try JSONDecoder().decode(MeetCommandAnswer.self, from: Data(text[0].utf8))
    #expect(answer.changed && answer.complete && text[1] == "0\n", "\(outcome.output)\(outcome.errors)")
    #expect(answer.meetings.map(\.series) == ["weekly", "talk"])
    #expect(answer.meetings.map(\.status) == [.placed, .placed])
    #expect(answer.meetings[0].id == "weekly.2026-11-30" && answer.meetings[1].id == "talk")
    #expect(answer.bound <= answer.objective.after + 1e-6)
    let lines = parts[1].split(separator: "\n").map(String.init)
    try #require(lines.count == 11, "\(outcome.output)\(outcome.errors)")
    #expect(Array(lines[0...4]) == ["check 0", "1", "2", "1", "3"], "\(lines)\(outcome.errors)")
    #expect(lines[5].hasSuffix("nothing changes (2 kept)") && lines[6] == "same", "\(lines)")
    #expect(Array(lines[7...]) == ["3", "publish 0", "check 0", "1"], "\(lines)\(outcome.errors)")
    #expect(
      parts[2] == "remove 0\ncheck 0\n0\nundo 0\ngone\nsame\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("what can't be is said: no common time (1), wrong cells (65), nothing asked (64), unknown ids (65)")
  func refused() throws {
    let outcome = try script(
      """
      printf 'id,people,length,days\\nnight,all,30m,2026-12-01\\nweekly,a1,30m,\\nnever,a1,30m,2027-01-01\\n' > more.csv
      printf 'id,people,length,earliest\\nnight,all,30m,22:00\\n' > night.csv
      rota meet $week more.csv --from $from > more.txt; echo "status $?"; grep -c 'placed' more.txt; grep -c 'none of its days' more.txt
      rota meet $week night.csv --from $from > night.txt; echo "status $?"; grep -c 'at no allowed time' night.txt
      printf 'id,people,length\\nx,a9,30m\\n' | rota meet $week - --from $from; echo "status $?"
      printf 'id,people,length\\nx,a1,20m\\n' | rota meet $week - --from $from; echo "status $?"
      rota meet $week; echo "status $?"
      rota meet $week --remove other --from $from; echo "status $?"
      rota meet $week missing.csv --from $from; echo "status $?"
      rota edit $week --remove $(awk -F, '$2 == "meeting" { split($4, d, "T"); print $1 ":" d[1] }' $week.draft/activities.csv) \\
        --from $from | grep -c drops
      rota check $week.draft > /dev/null; echo "check $?"
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 12, "\(outcome.output)\(outcome.errors)")
    #expect(["status 0", "status 1"].contains(lines[0]), "\(outcome.output)\(outcome.errors)")
    #expect(Int(lines[1]) ?? 0 > 0 && lines[2] == "1", "\(outcome.output)\(outcome.errors)")
    #expect(lines[3] == "status 1" && lines[4] == "1", "\(outcome.output)\(outcome.errors)")
    #expect(
      Array(lines[5...]) == ["status 65", "status 65", "status 64", "status 65", "status 66", "1", "check 0"],
      "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("standard input") || outcome.errors.contains("-:2"), "\(outcome.errors)")
    #expect(outcome.errors.contains("Write 30m."), "\(outcome.errors)")
  }

  @Test("the next week: found by its series, at the same weekday and time")
  func nextWeek() throws {
    let outcome = try script(
      """
      rota meet $week meetings.csv --from $from > /dev/null; rota publish $week > /dev/null
      rota plan desk --week 2026-W50 --iterations 200 -q > /dev/null
      rota meet desk/plans/2026-W50 meetings.csv --from 2026-12-07 --json
      """)
    let answer = try JSONDecoder().decode(MeetCommandAnswer.self, from: Data(outcome.output.utf8))
    #expect(answer.meetings.map(\.status) == [.placed, .heldElsewhere], "\(outcome.output)\(outcome.errors)")
    #expect(answer.meetings[0].id == "weekly.2026-12-07")
  }

  @Test("whoever plans such a week anew is told what is lost of it, and the plan isn't") func anew() throws {
    let outcome = try script(
      """
      rota meet $week meetings.csv --from $from > /dev/null; rota publish $week > /dev/null
      rota plan desk --week 2026-W49 --anew --iterations 60 > /dev/null 2> err.txt; echo "status $?"
      grep -c 'people attend Talk, Weekly, all "of" us by the plan that is there (3 people)' err.txt
      grep -c 'by the plan that is there' $week.draft/plan.json $week.draft/report.html
      """)
    #expect(
      outcome.output.split(separator: "\n").map { $0.split(separator: ":").last.map(String.init) } == [
        "status 0", "1", "0", "0",
      ],
      "\(outcome.output)\(outcome.errors)")
  }
}
