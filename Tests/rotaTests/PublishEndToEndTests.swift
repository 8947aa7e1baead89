import Foundation
import Testing

/// Drafts, publishing, undo and what is left of killed runs, through the program as it was built.
@Suite("rota publish, end to end", .enabled(if: BuiltProgram.path != nil))
struct PublishEndToEndTests {
  @Test("a draft says so everywhere, is kept when asked again, and is published once") func states() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      grep -c '"state": "draft"' $week/plan.json
      grep -c 'class="draft">DRAFT' $week/report.html
      grep -c '^NAME:DRAFT Daily' $week/team.ics
      ! grep -q DRAFT $week/shifts.csv
      state > before
      rota plan desk --week 2026-W49 --iterations 40 | grep '^written to'
      state | cmp - before
      rota check $week > /dev/null
      rota publish desk | head -n 1
      ! grep -q DRAFT -r $week
      rota check $week > /dev/null
      state > before
      rota publish $week
      rota plan desk --week 2026-W49 --iterations 40 | grep -E '^(state|written to)'
      status rota plan desk --week 2026-W49 --iterations 41
      grep -c 'rota replan.*--anew' err.txt
      status rota report $week --draft --out page.html
      state | cmp - before
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        1
        1
        1
        written to      desk/plans/2026-W49 (kept)
        published desk/plans/2026-W49, revision 1
        desk/plans/2026-W49 is published already (revision 1), and has no draft
        state           published, revision 1
        written to      desk/plans/2026-W49 (kept)
        status 65
        1
        status 66

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a draft beside a published plan: compared, published, taken back") func beside() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      echo mine > $week/note.txt
      rota publish desk > /dev/null
      cp -r $week held
      printf 'agent_id,first_date,last_date,kind,paid\\na1,2026-12-01,2026-12-02,sick,yes\\n' > desk/absences.csv
      plan --iterations 60 --seed 5 --anew
      diff -r held $week
      rota diff $week | grep -E '^(before|after) '
      rota diff $week --markdown | grep -c '^| after | draft on revision 1 |$'
      rota diff held $week.draft --html page.html --json > diff.json
      grep -c '"changes" : \\[' diff.json
      grep -c 'Dates that change for people' page.html
      rota report $week --draft --out - | cmp - $week.draft/report.html
      rota status desk | grep -c 'to undo     1 operation'
      cp -r $week.draft first
      echo seven >> $week.draft/other.txt
      rm $week.draft/other.txt
      plan --iterations 60 --seed 6 --anew
      rota undo $week > /dev/null
      diff -r first $week.draft
      rota publish $week --json > answer.json
      grep -c '"revision" : 2' answer.json
      test ! -e $week.draft
      cat $week/note.txt
      # Only events of dates that changed have a new revision.
      changed=$(grep -c '"person"' answer.json)
      test "$(grep -c '^SEQUENCE:1' $week/team.ics)" -le "$changed"
      rota check $week > /dev/null
      rota undo $week | head -n 1
      cmp held/shifts.csv $week.draft/shifts.csv
      rota publish $week > /dev/null
      cmp held/shifts.csv $week/shifts.csv
      grep -c '"revision": 3' $week/plan.json
      ls desk/plans/.history/2026-W49/revisions | tr '\\n' ' '
      cmp held/plan.json desk/plans/.history/2026-W49/revisions/0001/plan.json
      rota diff desk/plans/.history/2026-W49/revisions/0001 $week | grep '^changed'
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        before          published, revision 1
        after           draft on revision 1
        1
        1
        1
        1
        1
        mine
        the duties of revision 1 are in the draft desk/plans/2026-W49.draft; 'rota publish' makes them what people hold
        1
        0001 0002 0003 changed         nothing

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("what check refuses is not published, nor exported where it was changed by hand, unless it is said")
  func breaches()
    throws
  {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      sed -i -E 's/"maximumConsecutiveDays" *: *5/"maximumConsecutiveDays":1/g' $week/plan.json
      status rota publish desk
      grep -c 'with-breaches' err.txt
      test ! -e desk/plans/.history/2026-W49/revisions
      status rota publish desk --with-breaches
      grep -c '"breaches":\\["' desk/plans/.history/2026-W49/journal.jsonl
      status rota publish desk
      status rota export $week --format ics
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == "status 65\n1\nstatus 0\n1\nstatus 65\nstatus 65\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("a plan of a program that knew no states is read as published, and becomes the first revision of its past")
  func old() throws {
    let outcome = try LivingDesk.script(
      """
      plan --iterations 40
      sed -i -E '/^  "(state|revision)": /d' $week/plan.json
      rm -r desk/plans/.history
      rota report $week --out $week/report.html -q
      for file in $week/*.ics $week/calendars/*.ics; do sed -i 's/NAME:DRAFT /NAME:/' $file; done
      cp $week/plan.json old.json
      rota check $week > /dev/null
      rota status desk | grep -o 'published   revision 1'
      status rota plan desk --week 2026-W49 --iterations 41
      plan --iterations 60 --seed 5 --anew
      rota publish desk | head -n 1
      cmp old.json desk/plans/.history/2026-W49/revisions/0001/plan.json
      rota undo $week > /dev/null
      rota check $week --draft > /dev/null
      rota diff old.json $week.draft | grep '^changed'
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        published   revision 1
        status 65
        published desk/plans/2026-W49, revision 2
        changed         nothing

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a search with a time limit goes on from the draft, which is among the inputs") func goingOn() throws {
    let outcome = try LivingDesk.script(
      """
      plan --time-limit 1s
      rota plan desk --week 2026-W49 --time-limit 2s 2>&1 > /dev/null | grep -c 'going on from the draft in desk/plans/2026-W49'
      grep -c 'plans/.history/2026-W49/drafts/[0-9a-f]*.json' $week/plan.json
      rota check $week | grep -c 'inputs.changed' || true
      """)
    #expect(outcome.status == 0 && outcome.output == "1\n1\n0\n", "\(outcome.output)\(outcome.errors)")
  }

  @Test("several drafts in a project: which is meant must be said; none, and it is said where they come from")
  func which() throws {
    let outcome = try LivingDesk.script(
      """
      status rota publish desk
      plan --iterations 40
      "$ROTA" plan desk --week 2026-W50 --iterations 40 -q > /dev/null
      grep -o 'plans/2026-W49, whose duties this plan keeps rest from, is a draft' desk/plans/2026-W50/plan.json
      status rota publish desk
      grep -c 'plans/2026-W49, plans/2026-W50' err.txt
      status rota publish desk --week 2026-W50
      status rota undo desk/plans/2026-W50
      rota status desk --json | grep -c '"state" : "draft"'
      plan --iterations 41 --out elsewhere
      status rota publish elsewhere
      status rota undo $week
      test ! -e $week
      status rota undo $week
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        status 66
        plans/2026-W49, whose duties this plan keeps rest from, is a draft
        status 65
        1
        status 0
        status 65
        1
        status 65
        status 0
        status 66

        """, "\(outcome.output)\(outcome.errors)")
  }
}
