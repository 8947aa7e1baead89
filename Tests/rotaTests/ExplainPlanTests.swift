import Calendars
import Foundation
import Planning
import Plans
import Tables
import Testing
import Workforce

@testable import rota

/// `rota explain PLAN` through the program as it was built, on the help-desk sample.
@Suite("rota explain, end to end", .enabled(if: BuiltProgram.path != nil))
struct ExplainPlanTests {
  /// A script in a folder of its own with a plan of the sample in `plan`.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      rota init desk --template helpdesk -q > /dev/null
      rota plan desk --iterations 60 --out plan -q > /dev/null
      \(body)
      """)
  }

  private func answer(_ text: Substring) throws -> PlanExplainAnswer {
    try JSONDecoder().decode(PlanExplainAnswer.self, from: Data(text.utf8))
  }

  @Test("each question is answered in words and in JSON, and the answers fit the plan") func answers() throws {
    let outcome = try script(
      """
      day=$(awk -F, 'NR == 2 { print $5 }' plan/shifts.csv); who=$(awk -F, 'NR == 2 { print $1 }' plan/shifts.csv)
      rota explain plan --person $who --date $day --iterations 40
      echo "====="
      rota explain plan --person $who --date $day --iterations 40 --json
      echo "====="
      rota explain plan --gap phone "mon 10:00" --json
      echo "====="
      rota explain plan --rule maximumConsecutiveDays --iterations 40 --json
      echo "====="
      rota explain plan --rule minimumWeekly --iterations 40
      echo "====="
      rota explain plan --wishes --json
      echo "====="
      set +e; rota explain plan --conflict --json; code=$?; echo "====="; echo "status $code"; rota explain plan --conflict
      """)
    let parts = outcome.output.components(separatedBy: "=====\n").map { Substring($0) }
    try #require(parts.count == 8, "\(outcome.output)\(outcome.errors)")
    for word in ["A day off", "Another start", "With everybody else as they are", "(proven)"] {
      #expect(parts[0].contains(word), "\(parts[0])")
    }
    let day = try #require(try answer(parts[1]).day)
    #expect(day.alternatives.map(\.kind) == [.dayOff, .otherStart] && day.duty != nil)
    for way in day.alternatives {
      let (fixed, free) = (try #require(way.othersFixed), try #require(way.everybodyFree))
      #expect(free.cost.total <= fixed.cost.total + 0.05)
      #expect(try #require(way.atLeast) <= free.cost.total + 0.05)
      #expect(fixed.changes.contains { $0.date == day.date && $0.person == day.person })
    }
    let gap = try #require(try answer(parts[2]).gap)
    #expect(gap.required > 0 && (gap.scheduled >= gap.required) == gap.people.isEmpty)
    let rule = try #require(try answer(parts[3]).rule)
    #expect(rule.holdsFor == 14 && rule.withoutObjective <= rule.objective + 0.05 && rule.atMost >= 0)
    #expect(parts[4].hasPrefix("Without the least weekly hours (minimumWeekly), which holds for 14 of 14 people:"))
    let wishes = try #require(try answer(parts[5]).wishes)
    #expect(wishes.asked > 0 && wishes.unmet.count == wishes.asked - wishes.met)
    #expect(wishes.unmet.allSatisfy { ($0.way == nil) != $0.forbiddenBy.isEmpty })
    let report = try #require(try answer(parts[6]).conflict)
    #expect(parts[7].contains(report.conflicts.isEmpty ? "status 0" : "status 1"), "\(parts[7])")
  }

  @Test("somebody who can't reach their hours is a conflict with its facts and ways out, and status 1")
  func conflict() throws {
    let outcome = try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      rota init desk --template helpdesk -q > /dev/null
      sed -i '1s/$/,max_consecutive_days/; 2s/$/,1/; 3,$s/$/,/' desk/agents.csv
      rota plan desk --iterations 60 --out plan -q > /dev/null
      set +e; rota explain plan --conflict; echo "status $?"; rota explain plan --conflict --json
      """)
    let parts = outcome.output.components(separatedBy: "status 1\n").map { Substring($0) }
    try #require(parts.count == 2, "\(outcome.output)\(outcome.errors)")
    #expect(parts[0].contains("days in a row: at most 1 day"), "\(parts[0])")
    #expect(parts[0].contains("Ways out, cheapest first"), "\(parts[0])")
    let report = try #require(try answer(parts[1]).conflict)
    let own = try #require(report.conflicts.first { $0.kind == .weeklyHours })
    #expect(own.facts.map(\.key).contains("maximumConsecutiveDays") && own.facts.map(\.key).contains("minimumWeekly"))
    #expect(own.ways.contains { $0.key == "maximumConsecutiveDays" && $0.price != nil })
  }

  @Test("what can't be asked is refused with its exit status and what to do") func refusals() throws {
    let outcome = try script(
      """
      set +e
      try() { "$ROTA" explain "$@" > /dev/null 2> said; echo "$? $(head -1 said)"; }
      try plan
      try plan --person a01
      try plan --person a99 --date 2026-11-24
      try plan --person a01 --date 2026-12-24
      try plan --gap phone
      try plan --gap phon "mon 10:00"
      try plan --gap phone soon
      try plan --gap phone "mon 03:00"
      try plan --rule rest
      try plan --conflict --gap phone "mon 10:00"
      try plan --conflict "mon 10:00"
      try plan --gap phone "mon 10:00" --date 2026-11-24
      try desk --conflict
      try desk --forecast phone yesterday
      sed -i -E 's/"minimumRest" *: *660/"minimumRest":1000/g' plan/plan.json
      try plan --conflict
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let expected: [(Int, String)] = [
      (64, "nothing is asked"), (64, "'--date' is missing"), (64, "nobody in the plan has the ID 'a99'"),
      (64, "the plan covers"), (64, "there is no time to explain"), (64, "Did you mean 'phone'?"),
      (64, "'soon' isn't a time"), (64, "Phone is closed at"), (64, "'--rule' can't be 'rest'"),
      (64, "two things are asked at once"), (64, "one argument too many"), (64, "a date belongs to a person"),
      (66, "there is no plan in 'desk'"), (64, "TIME can't be 'yesterday'"), (65, "the checker refuses the plan"),
    ]
    try #require(lines.count == expected.count, "\(outcome.output)\(outcome.errors)")
    for (line, (status, words)) in zip(lines, expected) {
      #expect(line.hasPrefix("\(status) ") && line.contains(words), "\(line)")
    }
  }

  @Test("hours of the day of one's own are named; a time may have an offset; a price without a limit is warned of")
  func ownHours() throws {
    let outcome = try LivingDesk.script(
      """
      printf 'agent_id,name,site,skills,contract_hours,min_hours,earliest_start\\na1,Agent 01,s,x,24,24,11:00\\n' > desk/agents.csv
      sed -i 's/minimumDaysOff: 0,/minimumDaysOff: 0, maximumNightsWeekly: { price: 100 }, maximumConsecutiveDays: 2,/; s/maximumConsecutiveDays: 5,//' \
        desk/rota.json
      set +e
      rota plan desk --week 2026-W49 --iterations 40 > /dev/null 2> err.txt; echo "status $?"
      grep -c "'maximumNightsWeekly' has a price and no limit for anybody" err.txt
      grep -c "names what forbids it" err.txt
      rota explain $week --gap q 2026-11-30T09:00+01:00 | grep -c "no duty starts before 11:00 by their own clock"
      rota explain $week --gap q 2026-11-30T09:00+02:00 > /dev/null 2>&1; echo "status $?"
      rota explain $week --conflict > conflict.txt; echo "status $?"
      grep -c "at most 20 h in the week.*at least 24 h are meant\\.$" conflict.txt
      grep -c "days in a row: at most 2 days" conflict.txt
      """)
    #expect(
      outcome.output == "status 0\n1\n1\n1\nstatus 64\nstatus 1\n1\n1\n", "\(outcome.output)\(outcome.errors)")
  }
}
