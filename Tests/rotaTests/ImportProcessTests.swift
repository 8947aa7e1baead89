import Foundation
import Testing

/// Imports as processes beside each other: nothing is lost, nothing is torn.
@Suite(.enabled(if: BuiltProgram.path != nil, "\(BuiltProgram.absence)"), .serialized)
struct ImportProcessTests {
  private static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  private static let project = """
    set -u
    cd "$(mktemp -d)" && trap 'rm -rf "$PWD"' EXIT
    printf '{ timeZone: "Europe/Berlin", queues: [ { id: "phone", channel: "phone" }, { id: "chat", channel: "chat" } ] }' > rota.json
    rows() { for i in $(seq 1 "$3"); do printf '%s%d,2026-03-%02d %02d:%02d,%s\\n' "$1" "$i" $((i % 28 + 1)) $((i % 10 + 8)) $((i % 60)) "$2"; done; }
    total() { awk -F, '$1 == "count" { sum += $4 } END { print sum + 0 }' history/*.csv; }

    """

  @Test("two imports into one project at once lose nothing")
  func pairs() throws {
    let outcome = try BuiltProgram.shell(
      Self.project + """
        { echo id,created,channel; rows A Phone 40; } > a.csv
        { echo id,created,channel; rows B Chat 40; } > b.csv
        { echo id,created,channel,group; rows C Phone 40 | sed 's/$/,x/'; } > c.csv
        for round in $(seq 1 \(Self.slow ? 200 : 20)); do
          rm -rf history .history.*
          "$ROTA" import a.csv --into . > /dev/null 2>&1 & one=$!
          if [ $((round % 2)) = 0 ]; then other=b.csv; else other=c.csv; fi
          "$ROTA" import $other --into . > /dev/null 2>&1 & two=$!
          wait $one && wait $two && [ "$(total)" = 80 ] || echo "round $round: $(total)"
        done

        """)
    #expect(outcome.output.isEmpty && outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test("an import that is killed leaves the old state of all queues or the new one, and the next one works")
  func kills() throws {
    let outcome = try BuiltProgram.shell(
      Self.project + """
        { echo id,created,channel; rows A Phone 300; rows B Chat 300; } > a.csv
        { echo id,created,channel; rows C Phone 300; rows D Chat 300; rows A Phone 300; } > b.csv
        rota import a.csv --into . > /dev/null 2>&1
        old=$(cat history/*.csv | cksum)
        cp -r history kept
        rota import b.csv --into . > /dev/null 2>&1
        new=$(cat history/*.csv | cksum)
        [ "$old" != "$new" ] || echo "nothing was imported"
        for round in $(seq 1 \(Self.slow ? 500 : 25)); do
          rm -rf history .history.*; cp -r kept history
          "$ROTA" import b.csv --into . > /dev/null 2>&1 & import=$!
          sleep 0.0$((RANDOM % 5))$((RANDOM % 10))
          kill -KILL $import 2> /dev/null; wait $import 2> /dev/null
          now=$(cat history/*.csv | cksum)
          [ "$now" = "$old" ] || [ "$now" = "$new" ] || echo "round $round: torn"
          rota import b.csv --into . > /dev/null 2>&1 || echo "round $round: the next one fails"
          [ "$(cat history/*.csv | cksum)" = "$new" ] || echo "round $round: not the new state"
          [ -e .history.new ] && echo "round $round: something is left over"
        done
        true

        """)
    #expect(outcome.output.isEmpty && outcome.status == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test("pipes are read once: process substitution, a named pipe, standard input")
  func pipes() throws {
    let outcome = try BuiltProgram.shell(
      Self.project + """
        whole() { echo id,created,channel; rows A Phone 30; }
        rota import <(whole) --into . > /dev/null 2>&1 && total
        mkfifo pipe; { whole; rows B Chat 5; } > pipe &
        rota import pipe --into . > /dev/null 2>&1 && total
        { whole; rows C Chat 7; } | rota import - --into . > /dev/null 2>&1 && total

        """)
    #expect(outcome.output == "30\n35\n42\n", "\(outcome.output) \(outcome.errors)")
  }

  @Test("a project that is locked for long is not waited for for ever: by whom is said, exit 73")
  func locked() throws {
    let outcome = try BuiltProgram.shell(
      Self.project + """
        { echo id,created,channel; rows A Phone 3; } > a.csv
        mkfifo go
        { flock 9; echo "rota publish (process 1 on desk, since 2026-03-02T08:00Z)" > .rota.lock; read line < go; } 9> .rota.lock &
        sleep 0.3
        rota import a.csv --into . > /dev/null; echo "$?"
        echo > go; wait
        rota import a.csv --into . > /dev/null 2>&1; echo "$?"

        """)
    #expect(outcome.output == "73\n0\n", "\(outcome.output)")
    #expect(outcome.errors.contains("in use by rota publish (process 1 on desk"), "\(outcome.errors)")
  }

  @Test("undo says from what to what; what contradicts itself is refused")
  func commandLine() throws {
    let outcome = try BuiltProgram.shell(
      Self.project + """
        { echo id,created,channel; rows A Phone 3; } > a.csv
        rota import a.csv --into . > /dev/null 2>&1
        rota import --undo --into .
        rota import --into . 2> /dev/null; echo "$?"
        rota import --undo a.csv --into . 2> /dev/null; echo "$?"
        rota import a.csv --replace --add --into . 2> /dev/null; echo "$?"
        rota import a.csv --from 2026-03-03 --to 2026-03-02 --into . 2> /dev/null; echo "$?"
        rota import a.csv --from 2026-03-01 --to 2026-03-03 --into . > /dev/null 2>&1; total; grep declared history/*.csv

        """)
    #expect(
      outcome.output
        == "contacts in the history: 3 → 0\n64\n64\n64\n64\n2\ndeclared,,2026-03-01,,,,2026-03-03\n",
      "\(outcome.output)")
  }
}
