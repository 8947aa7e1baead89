import Foundation
import Testing

@testable import rota

/// Pipes, devices, full disks and tight limits: a message and a status, never a wait or half a file.
@Suite("Limits of the machine", .enabled(if: BuiltProgram.path != nil, "the built program isn't beside the tests"))
struct ResourceLimitTests {
  private func shell(_ script: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell("set -e; cd \"$(mktemp -d)\"; trap 'rm -rf \"$PWD\"' EXIT; set +e; " + script)
  }

  @Test(
    "what is no ordinary file is refused at once",
    arguments: [
      ("mkfifo f; rota check f", "nobody writes to"), ("rota check /dev/zero", "is a device"),
      ("rota erlang --batch /dev/urandom", "is a device"),
      ("mkdir p; mkfifo p/plan.json; rota export p --format ics", "nobody writes to"),
      ("mkdir d; mkfifo d/rota.json; rota plan d", "is a pipe"),
      ("rota init d >/dev/null; mkfifo d/events.csv; rota plan d", "is a pipe"),
      ("rota init d >/dev/null; ln -sf /dev/zero d/agents.csv; rota plan d", "is a device"),
      ("truncate -s 3G big; rota check big", "longer than a gibibyte"),
    ])
  func special(script: String, words: String) throws {
    let begin = Date()
    let outcome = try shell(script)
    #expect(outcome.status == 66 && outcome.errors.contains(words), "\(script): \(outcome)")
    #expect(Date().timeIntervalSince(begin) < 20)
  }

  @Test("a pipe that somebody writes to is read whole")
  func pipes() throws {
    let batch = "id,kind,model,calls,interval_s,aht_s,agents\\n1,perf,C,10,1800,240,3\\n"
    for line in [
      "rota erlang --batch <(sleep 0.3; printf '\(batch)')",
      "mkfifo f; (sleep 1; printf '\(batch)' > f) & rota erlang --batch f",
      "printf '\(batch)' | rota erlang --batch /dev/stdin", "printf '\(batch)' | rota erlang --batch -",
    ] {
      let outcome = try shell(line)
      #expect(outcome.status == 0 && outcome.output.contains("\n1,"), "\(line): \(outcome)")
    }
  }

  @Test("a file that may not grow leaves the old one whole, and says so")
  func fileSize() throws {
    let outcome = try shell(
      """
      printf old > out.html; printf '{"schema": 1}' > plan.json
      rota init desk --template helpdesk > /dev/null
      rota plan desk --iterations 20 > /dev/null 2>&1
      before="$(find desk/plans -type f | sort | xargs sha256sum)"
      plan="$(ls -d desk/plans/*)"
      (ulimit -f 4; rota report "$plan" --out out.html); echo "report $?"
      (ulimit -f 4; rota export "$plan" --format ics --out team.ics); echo "export $?"
      (ulimit -f 4; rota plan desk --iterations 21); echo "plan $?"
      cat out.html; ls team.ics
      [ "$before" = "$(find desk/plans -type f | sort | xargs sha256sum)" ] && echo same
      find . -name '.*' -type f ! -name .rota.lock; find . -name '.*new*'
      """)
    #expect(outcome.output == "report 73\nexport 73\nplan 73\noldsame\n", "\(outcome)")
    #expect(outcome.errors.contains("File too large"))
  }

  @Test("too few files to open is said")
  func openFiles() throws {
    let outcome = try shell(
      "rota init desk --template helpdesk >/dev/null; (ulimit -n 5; exec \"$ROTA\" plan desk --iterations 10); echo $?")
    #expect(outcome.output == "73\n" && outcome.errors.contains("Too many open files"), "\(outcome)")
  }

  @Test("too little memory is said, and nothing is left half written", arguments: [150_000, 250_000, 400_000, 600_000])
  func memory(kibibytes: Int) throws {
    let outcome = try shell(
      """
      { printf '{"schema": 1, "x": "'; head -c 100000000 /dev/zero | tr '\\0' a; printf '"}'; } > plan.json
      (ulimit -v \(kibibytes); exec "$ROTA" report plan.json --out page.html); echo $?; ls
      """)
    let statuses = kibibytes < 300_000 ? ["71"] : ["71", "65"]
    #expect(statuses.map { $0 + "\nplan.json\n" }.contains(outcome.output), "\(outcome)")
    #expect(
      outcome.output.hasPrefix("65") || outcome.errors.contains("memory that this process may have"), "\(outcome)")
  }
}
