import Foundation
import Testing

/// The whole job through the program as it was built.
@Suite("rota plan, end to end", .enabled(if: BuiltProgram.path != nil))
struct PlanEndToEndTests {
  /// A script in a folder of its own with the help-desk sample in `desk`.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      rota init desk --template helpdesk -q > /dev/null
      \(body)
      """)
  }

  @Test("the same command twice gives the same bytes, and any number of threads the same rota") func repeatable() throws
  {
    let outcome = try script(
      """
      rota plan desk --iterations 60 --seed 7 --out one -q > /dev/null
      rota plan desk --iterations 60 --seed 7 --out two -q > /dev/null
      rota plan desk --iterations 60 --seed 7 --threads 1 --out three -q > /dev/null
      diff -r one two
      diff one/shifts.csv three/shifts.csv
      diff one/activities.csv three/activities.csv
      rota check one
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("keep every rule"))
  }

  @Test(
    "Ctrl-C keeps the best rota and says so with 75",
    .enabled(if: PlanEndToEndTests.slow, "a slow test: ROTA_SLOW=1"))
  func interrupted() throws {
    let outcome = try script(
      """
      "$ROTA" plan desk --time-limit 60s --out plan > summary.txt 2> messages.txt & work=$!
      until grep -q planning messages.txt; do sleep 0.2; done
      sleep 3
      kill -INT $work
      set +e; wait $work; echo "status $?"; set -e
      rota check plan
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("status 75"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("keep every rule"))
  }

  @Test("a rota that does not fit its rules is refused with 1") func tampered() throws {
    let outcome = try script(
      """
      rota plan desk --iterations 20 --out plan -q > /dev/null
      sed -i -E 's/"minimumRest" *: *660/"minimumRest":1000/g' plan/plan.json
      set +e; rota check plan; echo "status $?"
      """)
    #expect(outcome.output.contains("status 1"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("breach"))
  }

  @Test("a plan that the checker refuses is neither exported nor shown, with its first breaches named") func refused()
    throws
  {
    let outcome = try script(
      """
      rota plan desk --iterations 20 --out plan -q > /dev/null
      sed -i -E 's/"minimumRest" *: *660/"minimumRest":1000/g' plan/plan.json
      set +e
      rota export plan --format ics > team.ics; echo "export $?"
      rota report plan --out page.html; echo "report $?"
      ls page.html team.ics; wc -c < team.ics
      """)
    #expect(outcome.output.contains("export 65\nreport 65\nteam.ics\n0\n"), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("plan: error: the checker refuses the plan: a"), "\(outcome.errors)")
    #expect(outcome.errors.contains("rest.minimum") && outcome.errors.contains(" more."))
  }

  @Test("the gap is a share of the bound, in what is said, in plan.json, and where the search stops") func gap() throws
  {
    let outcome = try script(
      """
      rota plan desk --iterations 1 --gap 40% --out plan | grep objective
      grep -E '^    "(objective|bound|gap)":' plan/plan.json
      """)
    func figure(_ name: String) throws -> Double {
      let line = try #require(outcome.output.split(separator: "\n").first { $0.contains("\"\(name)\":") })
      let text = line.split(separator: ":")[1].filter { !" ,".contains($0) }
      return try #require(Double(text))
    }
    let (objective, bound) = (try figure("objective"), try figure("bound"))
    #expect(bound > 0 && objective > bound, "\(outcome.output)")
    #expect(try abs(figure("gap") - (objective / bound - 1)) < 1e-12)
    let share = try #require(outcome.output.firstMatch(of: /at most ([0-9.]+) % above the best possible/)?.output.1)
    let exact = (objective / bound - 1) * 100
    #expect(try (0..<0.0101).contains(#require(Double(share)) - exact), "\(share) for \(exact)")
  }

  @Test("every export, the report and the models can be written from a plan") func exports() throws {
    let outcome = try script(
      """
      rota plan desk --iterations 20 --out plan -q > /dev/null
      for format in shifts-csv activities-csv coverage-csv hours-csv ics google-csv outlook-csv edit-csv json deputy-csv \
        asana-csv graph-json wheniwork-json markdown confluence slack-json teams-json xlsx dictionary-csv; do
        rota export plan --format $format > out.$format
        test -s out.$format
      done
      cmp out.shifts-csv plan/shifts.csv
      printf 'Who,Day\\n{agent_id},{date:d.M.}\\n' > mine.csv
      rota export plan --format template-csv --template mine.csv | head -n 1
      for wrong in '--format template-csv' '--format json --template mine.csv'; do
        if rota export plan $wrong 2> /dev/null; then exit 1; fi
      done
      rota report plan --out page.html -q
      cmp page.html plan/report.html
      for format in mathprog mps lp; do rota export-model desk --format $format --out model -q > /dev/null; done
      ls model
      rota forecast desk --queue phone -q | head -n 1
      rota erlang --calls 100 --interval 30m --aht 180 --within 20s
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("Who,Day\n"))
    #expect(outcome.output.contains("program.lp\nprogram.mod\nprogram.mps"))
    #expect(outcome.output.contains("queue,start_local,contacts,p10,p50,p90,start_utc"))
    #expect(outcome.output.contains("14 agents"))
  }

  @Test("an export by addresses names two people who share one, and nobody's is in the plan") func sharedAddress()
    throws
  {
    let outcome = try script(
      """
      sed -i '1s/$/,email/; 2,3s/$/,twice@example.org/; 4,$s/$/,/' desk/agents.csv
      rota plan desk --iterations 20 --out plan -q > /dev/null 2>&1
      rota export plan --format deputy-csv --project desk
      ! grep -q twice plan/plan.json
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(",twice@example.org,"))
    #expect(outcome.errors.contains("has the e-mail address of 'a01'"), "\(outcome.errors)")
    #expect(outcome.errors.contains("12 of 14 people who work have no e-mail address"), "\(outcome.errors)")
  }

  @Test(
    "a plan is never half-written: fifty runs killed at random moments",
    .enabled(if: PlanEndToEndTests.slow, "a slow test: ROTA_SLOW=1"))
  func killed() throws {
    let outcome = try script(
      """
      rota plan desk --iterations 10 --seed 0 --out plan -q > /dev/null
      for seed in $(seq 1 50); do
        "$ROTA" plan desk --iterations 10 --seed $seed --out plan -q > /dev/null 2>&1 & work=$!
        sleep 0.$((RANDOM % 10))$((RANDOM % 10))
        kill -9 $work 2> /dev/null || true
        wait $work 2> /dev/null || true
        rota check plan > /dev/null
        test "$(ls plan | tr '\\n' ' ')" = "activities.csv calendars coverage.csv hours.csv plan.json report.html shifts.csv team.ics "
        test "$(ls plan/calendars | wc -l)" = 14
        rota export plan --format shifts-csv | cmp - plan/shifts.csv
        rota report plan --out - | cmp - plan/report.html
      done
      rota plan desk --iterations 10 --seed 51 --out plan -q > /dev/null
      ls -A | grep -c '^.plan.new' || true
      """)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasSuffix("0\n"), "something is left beside the plan: \(outcome.output)")
  }

  fileprivate static let slow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
}
