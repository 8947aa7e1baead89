import Foundation
import Testing

/// What checks a plan and what publishes it must not know how plans are made: proved on programs that link nothing else.
@Suite("checking and publishing link no solver", .enabled(if: BuiltProgram.path != nil, "\(BuiltProgram.absence)"))
struct LinkedLibrariesTests {
  @Test("neither libraries nor names of GLPK", arguments: ["example-check", "example-publish"])
  func solver(program: String) throws {
    let path = try #require(BuiltProgram.beside(program))
    let outcome = try BuiltProgram.shell(
      """
      names=$(mktemp)
      { ldd "$PROGRAM"; nm -a "$PROGRAM"; } > "$names" || exit 3
      wc -l < "$names"
      grep -ciE 'glpk|glp_' "$names"
      rm "$names"
      """, environment: ["PROGRAM": path])
    let counts = outcome.output.split(separator: "\n").compactMap { Int($0) }
    #expect(counts.count == 2 && counts[0] > 10_000 && counts[1] == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("the program itself does: the search would find it")
  func program() throws {
    let outcome = try BuiltProgram.shell(#"{ ldd "$ROTA"; nm -a "$ROTA"; } | grep -ciE 'glpk|glp_'"#)
    #expect(Int(outcome.output.trimmingCharacters(in: .newlines)) ?? 0 > 50, "\(outcome.output)")
  }

  @Test("the program is linked with no XML reader; what reads workbooks is")
  func markup() throws {
    let reader = try #require(BuiltProgram.beside("rota-workbook"))
    let outcome = try BuiltProgram.shell(
      #"ldd "$ROTA" | grep -ci xml; ldd "$READER" | grep -ci xml"#, environment: ["READER": reader])
    let counts = outcome.output.split(separator: "\n").compactMap { Int($0) }
    #expect(counts.count == 2 && counts[0] == 0 && counts[1] > 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("a plan is made, published and checked by the examples as by the program")
  func published() throws {
    let outcome = try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d)
      cd "$folder"
      rota init desk --template helpdesk --quiet > /dev/null
      rota plan desk --iterations 20 --quiet --out plan > /dev/null
      "$PLAN" desk > /dev/null
      diff -r plan desk/plans/2026-W48 && echo alike
      "$PUBLISH" plan/plan.json again > /dev/null
      diff -r plan again && echo same
      "$CHECK" again > said; echo "status $?"
      sed -i 's/^\\(a[0-9]*,[^,]*,[^,]*,[^,]*\\),/\\1x,/' again/shifts.csv
      set +e
      "$CHECK" again > said; echo "status $?"
      rm -r "$folder"
      """,
      environment: [
        "PLAN": try #require(BuiltProgram.beside("example-plan-week")),
        "PUBLISH": try #require(BuiltProgram.beside("example-publish")),
        "CHECK": try #require(BuiltProgram.beside("example-check")),
      ])
    #expect(outcome.output == "alike\nsame\nstatus 0\nstatus 1\n", "\(outcome.output)\(outcome.errors)")
  }
}
