import Foundation
import Planning
import Plans
import Tables
import Testing

@testable import rota

/// What was published and is taken back, lost or told anew, through the program as it was built.
@Suite("Seams of a published plan, end to end", .enabled(if: BuiltProgram.path != nil))
struct PublishedSeamTests {
  private func script(_ body: String) throws -> BuiltProgram.Outcome { try LivingDesk.helpDesk(body) }

  private func answer(_ text: String) throws -> CoverAnswer {
    try JSONDecoder().decode(CoverCommandAnswer.self, from: Data(text.utf8)).cover
  }

  @Test("a published sick call that is taken back takes its row of absences.csv with it, and no other")
  func comesAfterAll()
    throws
  {
    let outcome = try script(
      """
      rota publish $plan 2>&1 | grep -c "has a duty on"
      rows=$(wc -l < desk/absences.csv)
      rota replan $plan --absent $who:$day --from $day --iterations 50 > /dev/null
      rota publish $plan 2>&1 | grep "has a duty on\\|absences.csv:"
      rota undo $plan | grep -c "$who comes after all; publishing takes sick from $day to $day out of absences.csv"
      rota publish $plan 2>&1 | grep "has a duty on\\|absences.csv:"
      grep -c "^$who,$day,$day" desk/absences.csv
      [ "$rows" = "$(wc -l < desk/absences.csv)" ] && echo "as it was"
      """)
    #expect(
      outcome.output == "0\nabsences.csv: 1 row added\n1\nabsences.csv: 1 row taken out\n0\nas it was\n",
      "\(outcome.output)\(outcome.errors)")
  }

  @Test("the plan of the next week that has whoever comes after all away still is named") func stillAway() throws {
    let outcome = try script(
      """
      rota publish $plan -q > /dev/null 2>&1
      next=$(date -d "$day +7 days" +%G-W%V)
      last=$(date -d "$day +9 days" +%F)
      rota replan $plan --absent $who:$day..$last --from $day --iterations 50 > /dev/null 2>&1
      rota publish $plan -q > /dev/null 2>&1
      rota plan desk --week $next --iterations 20 -q > /dev/null 2>&1
      rota publish desk --week $next -q > /dev/null 2>&1
      rota undo $plan 2>&1 | grep -c "plans/$next has .* ($who) away on .*, who comes after all"
      rota publish $plan 2>&1 | grep -c "plans/$next has .* ($who) away on .*, who comes after all"
      rota replan desk/plans/$next --absences --from $day --iterations 20 > /dev/null 2>&1
      rota publish desk --week $next -q > /dev/null 2>&1
      rota publish $plan 2>&1 | grep -c "comes after all"
      """)
    #expect(outcome.output == "1\n1\n0\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("who is put back to work by an undo, and is away by a row of their own in absences.csv, is named")
  func absentAtWork() throws {
    let outcome = try script(
      """
      rota publish $plan 2>&1 | grep -c "has a duty on"
      echo "$who,$day,$day,leave,yes" >> desk/absences.csv
      rota replan $plan --absences --from $day --iterations 50 > /dev/null; echo "status $?"
      rota publish $plan 2>&1 | grep -c "has a duty on"
      for step in undo publish; do rota $step $plan 2> err.txt > out.txt; echo "status $?"; done
      grep -c "($who) has a duty on ... $day, and absences.csv has them away" err.txt
      """)
    #expect(outcome.output == "0\nstatus 0\n0\nstatus 0\nstatus 0\n1\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("who could come for a duty that a sick call took: whoever could while it was held, at what it costs now")
  func coverOpen() throws {
    let outcome = try script(
      """
      rota cover $plan $who:$day --from $day --json > held.json
      rota replan $plan --absent $who:$day --from $day --iterations 1 --max-changes 0 > /dev/null; echo "status $?"
      rota cover $plan $who:$day --from $day | sed -n 2p
      rota cover $plan $who:$day --from $day --json > open.json
      cat held.json; echo "====="; cat open.json
      rota cover $plan a02:2026-11-29 --from 2026-11-30 2> err.txt; echo "status $?"
      """)
    let parts = outcome.output.components(separatedBy: "{\n  \"cover\"")
    try #require(parts.count == 3, "\(outcome.output)\(outcome.errors)")
    #expect(
      parts[0]
        == "status 0\nopen since it was taken from them: each is held against the plan as it is\n",
      "\(outcome.output)\(outcome.errors)")
    let texts = parts.dropFirst().map { "{\n  \"cover\"" + $0 }
    let held = try answer(texts[0].components(separatedBy: "=====")[0])
    let open = try answer(texts[1].components(separatedBy: "status")[0])
    #expect(!held.isOpen && open.isOpen && open.costOfNobody == 0 && open.uncoveredMinutes == 0)
    #expect(open.duty == held.duty)
    #expect(Set(open.candidates.map(\.person)) == Set(held.candidates.map(\.person)))
  }

  @Test("a published plan.json that is damaged, or moved away: undo puts it back; revisions count on")
  func restored() throws {
    let outcome = try script(
      """
      kept=$(sha256sum < $plan/plan.json)
      head -c 2000 $plan/plan.json > cut.json; cp cut.json $plan/plan.json
      for command in "check $plan" "status desk" "plan desk --anew" "publish $plan" "replan $plan --absent $who:$day"; do
        rota $command 2>&1 | grep -c "'rota undo [^']*$plan' puts revision 1 back as it was published"
      done
      rota undo $plan | sed "s,kept as .*/damaged/.*json,kept,"
      cmp cut.json desk/plans/.history/*/damaged/*.json && echo "the damaged one is there"
      [ "$kept" = "$(sha256sum < $plan/plan.json)" ] && rota check $plan > /dev/null && echo whole
      mv $plan away; rota undo $plan
      [ "$kept" = "$(sha256sum < $plan/plan.json)" ] && rota check $plan > /dev/null && echo whole
      rm -rf away; mv $plan away
      rota plan desk --iterations 50 --seed 3 -q > /dev/null; echo "status $?"
      rota publish $plan | grep -c 'revision 2'
      ls desk/plans/.history/*/revisions
      rota check $plan > /dev/null; echo "status $?"
      rota undo $plan | grep -c 'duties of revision 1'
      """)
    #expect(
      outcome.output == """
        1
        1
        1
        1
        1
        desk/plans/2026-W48 is back as revision 1 was published; what couldn't be read is kept
        the damaged one is there
        whole
        desk/plans/2026-W48 is back as revision 1 was published
        whole
        status 0
        1
        0001
        0002
        status 0
        1

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "a plan isn't begun from a draft that holds a sick call or a pinned date, unless that is to be dropped, which is said"
  )
  func changedDraft() throws {
    let outcome = try script(
      """
      again() { rota plan desk --week $(basename $plan) "$@" > /dev/null 2> err.txt; echo "status $?"; }
      rota replan $plan --absent $who:$day --from $day --iterations 50 > /dev/null
      kept=$(sha256sum < $plan.draft/plan.json)
      for how in "--time-limit 1s" "--iterations 20"; do again $how; grep -c "would lose it: $who is away ... $day\\. Go on" err.txt; done
      [ "$kept" = "$(sha256sum < $plan.draft/plan.json)" ] && echo kept
      again --anew --iterations 20; grep -c "replaced by a plan without it: $who is away ... $day" err.txt
      rota undo $plan > /dev/null; [ "$kept" = "$(sha256sum < $plan.draft/plan.json)" ] && echo kept
      rota undo $plan > /dev/null; again --anew --iterations 20; cat err.txt | grep -c 'without it'
      rota edit $plan --pin $who:$day --from $day > /dev/null
      again --iterations 30; grep -c "would lose it: $who is pinned on ... $day\\. Go on" err.txt
      rota undo $plan > /dev/null; again --iterations 30
      """)
    #expect(
      outcome.output
        == "status 65\n1\nstatus 65\n1\nkept\nstatus 0\n1\nkept\nstatus 0\n0\nstatus 65\n1\nstatus 0\n",
      "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "a published week whose plan.json alone is gone: status and the next plan name it, undo puts it back beside what is left"
  )
  func lostAlone() throws {
    let outcome = try script(
      """
      kept=$(sha256sum < $plan/plan.json); week=$(basename $plan)
      echo mine > $plan/notes.txt; rm $plan/plan.json
      rota status desk | grep -c "revision 1 was published, and plans/$week/plan.json is gone"
      rota status desk --json | grep -c '"lost"'
      rota plan desk --week $week --iterations 20 2>&1 > /dev/null | grep -c "holds files but no plan.*'rota undo $plan' puts revision 1"
      rota plan desk --week $(date -d "$day +7 days" +%G-W%V) --iterations 20 2>&1 > /dev/null \\
        | grep -c "plans/$week was published (revision 1) and its plan.json is gone"
      rota undo $plan
      [ "$kept" = "$(sha256sum < $plan/plan.json)" ] && rota check $plan > /dev/null && cat $plan/notes.txt
      rota status desk | grep -c 'is gone'
      rm -r $plan; rota status desk | grep -c 'is gone'; rm -r desk/plans/.history/$week; rota status desk | grep -c 'is gone'
      """)
    #expect(
      outcome.output
        == "1\n1\n1\n1\ndesk/plans/2026-W48 is back as revision 1 was published\nmine\n0\n1\n0\n",
      "\(outcome.output)\(outcome.errors)")
  }

  @Test(
    "a journal is solved again: the same bytes over the same files; what has changed since is said; nothing is written")
  func recomputed() throws {
    let outcome = try script(
      """
      rota replan $plan --absent $who:$day --from $day --iterations 40 -q > /dev/null
      other=$(awk -F, 'NR == 9 { print $1":"$5 }' $plan/shifts.csv)
      rota edit --pin $other $plan/ --from $day > /dev/null; rota undo $plan > /dev/null
      rota edit $plan.draft --remove $other --from $day > /dev/null
      state=$(find desk -type f | sort | xargs sha256sum | sha256sum)
      (cd desk/plans; rota history $(basename $plan) --recompute 2> ../../err.txt | grep -o "solved again.*"); echo "status $?"
      [ "$state" = "$(find desk -type f | sort | xargs sha256sum | sha256sum)" ] && echo "nothing written"
      grep -c "^solving again: rota" err.txt
      rota history $plan --json | grep -c recomputed
      rota publish $plan > /dev/null
      rota history $plan --recompute 2> /dev/null | grep -c "solved again: another rota, .*; objective .* (absences.csv changed since)"
      sed -i "/^$who,/d" desk/agents.csv desk/requests.csv desk/absences.csv
      rota plan desk --out desk/plans/extra --week 2026-W52 --iterations 20 -q > /dev/null 2>&1
      rota plan desk --week 2026-W52 --iterations 30 -q > /dev/null 2>&1
      state=$(find desk -type f | sort | xargs sha256sum | sha256sum)
      rota history desk/plans/extra --recompute 2> /dev/null | grep -o "solved again: the same.*"
      [ "$state" = "$(find desk -type f | sort | xargs sha256sum | sha256sum)" ] && echo "nothing written"
      rota history $plan --recompute --json 2> /dev/null | grep -c '"outcome" : "\\(same\\|differs\\|sameRota\\|refused\\)"'
      """)
    #expect(
      outcome.output == """
        solved again: the same bytes
        solved again: the same bytes
        solved again: the same bytes
        solved again: the same bytes
        status 0
        nothing written
        4
        0
        1
        solved again: the same rota
        nothing written
        4

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("duties that were changed after people knew of them stand in the ledger, sick days of one's own aside")
  func changesInLedger() throws {
    let outcome = try script(
      """
      other=$(awk -F, -v who=$who -v day=$day 'NR > 1 && $1 != who && $5 > day { print $1 ":" $5; exit }' $plan/shifts.csv)
      changes() { rota ledger desk --json | tr -d ' \n' | grep -o '"changes":[1-9]' | wc -l; }
      changes
      rota replan $plan --absent $who:$day --from $day --iterations 1 --max-changes 0 > /dev/null
      rota publish $plan > /dev/null; changes
      rota edit $plan --remove $other --from $day > /dev/null
      rota publish $plan --with-breaches > /dev/null; changes
      """)
    #expect(outcome.output == "0\n0\n1\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("what was done to a plan, and that it leads there; a plan changed by hand is told from it") func history()
    throws
  {
    let outcome = try script(
      """
      rota replan $plan --absent $who:$day --from $day --iterations 1 -q > /dev/null
      rota undo $plan > /dev/null
      rota edit $plan --remove $who:$day --from $day > /dev/null
      rota history $plan --json; echo "====="
      rota history $plan | sed -E 's/[0-9-]+T[0-9:]+Z/TIME/' | grep -E "^ +[45]  |took|taken|gone through" | sed 's/.*, taken back/taken back/'
      sed -i 's/"team": "Help desk"/"team": "Other"/' $plan/plan.json
      rota history $plan | tail -n 1; rota history $plan > /dev/null; echo "status $?"
      rota history desk/plans/2020-W01; echo "status $?"
      """)
    let parts = outcome.output.components(separatedBy: "=====\n")
    try #require(parts.count == 2, "\(outcome.output)\(outcome.errors)")
    let log = try JSONDecoder().decode(PlanLog.self, from: Data(parts[0].utf8))
    #expect(log.entries.map(\.operation) == ["plan", "publish", "replan", "undo", "edit"])
    #expect(log.entries.map(\.fate) == [.done, .done, .undone, .done, .done])
    #expect(log.entries.map(\.undoes) == [nil, nil, nil, 3, nil] && log.entries[1].revision == 1)
    #expect(log.entries.map(\.changes?.removed) == [nil, nil, 1, nil, 1] && log.leadsHere == true)
    #expect(
      parts[1].split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces).prefix(34) } == [
        "taken back", "4  TIME  rota undo plans/2026-W48".prefix(34),
        "took 3 back", "5  TIME  rota edit desk/plans/2026", "gone through again, the journal le",
        "what is there is not what the jour", "status 1", "status 66",
      ], "\(outcome.output)\(outcome.errors)")
  }
}
