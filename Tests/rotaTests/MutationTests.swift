import Foundation
import Testing

/// Documents and tables that were bent at random, given to everything that reads them: each is accepted or refused with a
/// message, none ends the program and none takes longer than twenty seconds.
@Suite(
  "Bent documents", .enabled(if: BuiltProgram.beside("mutations") != nil, "the mutations aren't built beside the tests")
)
struct MutationTests {
  private static let isSlow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  /// Each part is a process of its own: a trap ends it, and the others still say theirs.
  /// The whole twenty thousand are read by an optimised build: `Tests/Mutations/run.sh`.
  private static let parts = isSlow ? 8 : 4
  private static let size = isSlow ? 250 : 60

  @Test("are refused with words, or read", arguments: 0..<parts)
  func readers(part: Int) throws {
    let journal = FileManager.default.temporaryDirectory.appending(path: "mutations-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: journal) }
    let program = try #require(BuiltProgram.beside("mutations"))
    let outcome = try BuiltProgram.shell(
      "exec \"$PROGRAM\" \(part * Self.size) \(Self.size) \"$JOURNAL\"",
      environment: ["PROGRAM": program, "JOURNAL": journal.path])
    let last = (try? String(contentsOf: journal, encoding: .utf8)) ?? ""
    #expect(outcome.status == 0, "at \(last): \(outcome.output.suffix(2000)) \(outcome.errors.suffix(2000))")
    #expect(outcome.output.contains("plan.json: "))
  }

  @Test("and by the program itself", arguments: 0..<(isSlow ? 20 : 2))
  func program(part: Int) throws {
    let outcome = try BuiltProgram.shell(
      """
      set -u; cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
      for n in $(seq \(part * 15) \(part * 15 + 14)); do
        words="$("$PROGRAM" $n project-$n)"
        (cd project-$n; timeout 60 "$ROTA" $words > out.txt 2> err.txt < /dev/null; status=$?
         case $status in 0|1|64|65|66) ;; *) echo "$n: rota $words: $status $(tail -c 500 err.txt)" ;; esac)
      done
      """, environment: ["PROGRAM": try #require(BuiltProgram.beside("mutations"))])
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty, "\(outcome)")
  }
}
