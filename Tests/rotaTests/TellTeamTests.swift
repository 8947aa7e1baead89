import Foundation
import Testing

/// `rota publish --to`, with a program in curl's place that keeps what it is given; `Tests/Interchange/tell_team.sh` goes
/// through curl and a server.
@Suite("rota publish --to, end to end", .enabled(if: BuiltProgram.path != nil)) struct TellTeamTests {
  private static let secret = "https://hooks.example.org/services/SECRET"

  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try LivingDesk.script(
      """
      mkdir bin
      cat > bin/curl <<'END'
      #!/bin/sh
      echo "$@" >> args
      cat > configuration
      cp "$(sed -n 's/^data-binary = "@\\(.*\\)"$/\\1/p' configuration)" body
      echo called >> calls
      if [ -x meanwhile ]; then ./meanwhile; fi
      read status exit < answer
      printf '%s 0.05' "$status"
      exit "$exit"
      END
      chmod +x bin/curl
      PATH="$PWD/bin:$PATH"
      export ROTA_SLACK_URL=\(Self.secret) ROTA_WEBHOOK_URL=\(Self.secret)
      echo 200 0 > answer
      \(body)
      """)
  }

  @Test("shown without --send, then published and told once, and again where that is asked for") func told() throws {
    let outcome = try script(
      """
      plan --iterations 40
      state > before
      rota publish desk --to slack > shown 2> notes
      state | cmp - before
      cat notes
      ls calls 2>&1 | grep -c cannot
      rota publish desk --to slack --send | tail -n 1
      cmp shown body
      cat args
      grep -c '^url = "\(Self.secret)"$' configuration
      rota publish desk --to slack --send | tail -n 1
      rota publish desk --to slack --send --again | tail -n 1
      wc -l < calls
      rota publish desk --to webhook --send --json | grep -c '"fate" *: *"sent"'
      head -c 1 body
      rota publish desk --to webhook 2>&1 > /dev/null | head -n 1 | cut -c 1-29
      rota history $week | grep -A1 ' message to ' | head -n 2 | cut -c 28-
      rota history $week | tail -n 1
      ! grep -rq SECRET desk args
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        nothing was published or sent; --send does both
        1
        sent to slack
        --disable --config -
        1
        revision 1 was sent to slack before; --again sends it again
        sent to slack
        2
        1
        [revision 1 was sent to webhoo
        message to slack

        gone through again, the journal leads to what is there, byte for byte

        """, "\(outcome.output)\(outcome.errors)")
    #expect(!outcome.errors.contains("SECRET"))
  }

  @Test("refused, elsewhere, without an answer: said, and written down") func failures() throws {
    let outcome = try script(
      """
      plan --iterations 40
      for answer in '404 0' '308 0' '000 60' '000 28' '000 28'; do
        echo "$answer" > answer
        status rota publish desk --to slack --send
        grep -o 'error: .*' err.txt | cut -d. -f1
      done
      wc -l < calls
      echo 200 0 > answer
      status rota publish desk --to slack --send --again
      grep -c revision $week/plan.json > /dev/null
      for wrong in '--to slack --again' '--send' '--to mail'; do status rota publish desk $wrong; done
      ROTA_SLACK_URL=http://hooks.example.org status rota publish desk --to slack --send
      unset ROTA_SLACK_URL
      status rota publish desk --to slack --send
      cat err.txt
      ls /tmp/rota-message-* 2>/dev/null | wc -l
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output
        == """
        status 73
        error: the message isn't at slack: the other side said 404
        status 73
        error: the message isn't at slack: the other side sends it elsewhere (308), which is refused
        status 73
        error: nobody knows whether the message is at slack: the connection broke (curl says 60)
        status 73
        error: a message about revision 1 was begun to be sent to slack at \(Self.clock), and nobody knows whether it arrived
        status 73
        error: a message about revision 1 was begun to be sent to slack at \(Self.clock), and nobody knows whether it arrived
        3
        status 0
        status 64
        status 64
        status 64
        status 66
        status 66
        rota: error: ROTA_SLACK_URL isn't set. Set it to the address that Slack's incoming webhook gives. It is never stored or shown.
        0

        """.replacing(Self.clock, with: clock(in: outcome.output)), "\(outcome.output)\(outcome.errors)")
  }

  private static let clock = "CLOCK"
  private func clock(in text: String) -> String {
    text.firstMatch(of: /slack at ([0-9TZ:-]+)/).map { String($0.output.1) } ?? ""
  }

  @Test("what arrived has arrived, also where the journal can't be told") func unwritten() throws {
    let outcome = try script(
      """
      plan --iterations 40
      journal=desk/plans/.history/2026-W49/journal.jsonl
      printf '#!/bin/sh\\nmv %s kept; mkdir %s\\n' $journal $journal > meanwhile
      chmod +x meanwhile
      status rota publish desk --to slack --send
      tail -n 1 out.txt
      grep -c 'journal.jsonl' err.txt
      rmdir $journal; mv kept $journal; rm meanwhile
      status rota publish desk --to slack
      grep -o 'nobody knows whether it arrived' err.txt
      find desk -name message.json
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        status 73
        sent to slack, which couldn't be written down: don't send it again
        1
        status 0
        nobody knows whether it arrived

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a look says what sending would: what is refused, what was told, what --again is for") func looks() throws {
    let outcome = try script(
      """
      plan --iterations 40
      cp -r desk/plans/2026-W49 good
      sed -i 's/"revision": 0/"revision": 0, "currency_": 1/; s/"length": 240/"length": 250/' $week/plan.json
      status rota publish desk --to slack
      grep -o 'error: .*refuses' err.txt | head -n 1
      rm -r $week; mv good $week
      echo 504 0 > answer
      status rota publish desk --to slack --send
      status rota publish desk --to slack
      grep -o 'nobody knows.*' err.txt
      echo 403 0 > answer
      status rota publish desk --to slack --send --again
      grep -o "'rota publish.*'" err.txt
      echo 200 0 > answer
      status rota publish desk --to slack --send --again
      status rota publish desk --to slack
      sed 's/ at [^;]*;/;/' err.txt
      ROTA_SLACK_URL=' \(Self.secret) ' status rota publish desk --to slack --send --again
      ROTA_SLACK_URL='https://a b' status rota publish desk --to slack --send --again
      cat err.txt
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(
      outcome.output == """
        status 65
        error: the checker refuses
        status 73
        status 0
        nobody knows whether it arrived. Look there. Where it isn't, --again sends it.
        status 73
        'rota publish desk/plans/2026-W49 --to slack --send --again'
        status 0
        status 0
        revision 1 was sent to slack; --send --again sends it again
        status 0
        status 66
        rota: error: ROTA_SLACK_URL holds an address with a blank, a quote, a backslash or a letter beyond ASCII. Set it to the \
        address that Slack's incoming webhook gives. It is never stored or shown.

        """, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a later revision says what changed, without why") func changes() throws {
    let outcome = try script(
      """
      plan --iterations 40
      rota publish desk --to slack --send > /dev/null
      first=$(sed -n 2p $week/shifts.csv)
      sick="$(echo "$first" | cut -d, -f1):$(echo "$first" | cut -d, -f5)"
      rota replan $week --absent "$sick" --from 2026-11-23T00:00 --iterations 40 > /dev/null 2>&1 || true
      rota publish desk --to slack --send --with-breaches > /dev/null 2>&1
      grep -o 'Changed since revision 1' body
      grep -c 'revision 2' body
      ! grep -qi -E 'sick|ill[^"]' body
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output == "Changed since revision 1\n1\n", "\(outcome.output)\(outcome.errors)")
  }
}
