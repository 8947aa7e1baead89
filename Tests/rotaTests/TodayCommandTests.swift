import Calendars
import Forecasting
import Foundation
import Planning
import Testing

@testable import rota

/// `rota today` through the program as it was built, on the help-desk sample.
@Suite("rota today, end to end", .enabled(if: BuiltProgram.path != nil))
struct TodayCommandTests {
  /// A script in a folder of its own with the sample's plan in `$plan`, and the calls of its Tuesday by quarter-hours, a
  /// third more than planned, in `today.csv` up to noon. `held` is the plan without its project, which is quicker to read.
  private func script(_ body: String) throws -> BuiltProgram.Outcome {
    try BuiltProgram.shell(
      """
      set -e
      folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
      rota init desk --template helpdesk -q > /dev/null
      rota plan desk --iterations 20 -q > /dev/null
      plan=$(ls -d desk/plans/*); cp -r $plan held
      day=$(awk -F, 'NR > 1 { print substr($3, 1, 10) }' $plan/coverage.csv | sort -u | sed -n 2p)
      awk -F, -v day=$day 'BEGIN { print "queue,start,contacts" }
        $1 == "phone" && substr($3, 1, 10) == day && substr($3, 12, 5) < "12:00" {
          print "phone," day " " substr($3, 12, 5) "," int($5 * 1.33 + 0.5) }' $plan/coverage.csv > today.csv
      set +e
      \(body)
      """)
  }

  private func answer(_ text: Substring) throws -> TodayAnswer {
    try JSONDecoder().decode(TodayAnswer.self, from: Data(text.utf8))
  }

  @Test("the afternoon is forecast, held against the rota, and nothing is written")
  func afternoon() throws {
    let outcome = try script(
      """
      before=$(find desk -type f | sort | xargs sha256sum | sha256sum)
      rota today $plan --actual today.csv --at 12:00; echo "status $?"; echo "====="
      rota today held --actual today.csv --at ${day}T12:00 --json; echo "====="
      rota today held --actual - --at 12:00 --level phone=+80% --json < today.csv; echo "====="
      rota today held --actual today.csv --at 12:00 --level -70% | grep -c '^[0-9]*. let .* if they like'
      rota today held --actual today.csv --at 12:00 --by interval | grep -c '^  1[2-7]:[0-5]'
      [ "$before" = "$(find desk -type f | sort | xargs sha256sum | sha256sum)" ] && echo same
      rota publish desk -q > /dev/null
      rota today $plan --actual today.csv --at 12:00 | head -n 1
      rota today $plan --draft --actual today.csv --at 12:00 > /dev/null 2>&1; echo "status $?"
      """)
    let parts = outcome.output.components(separatedBy: "=====\n").map { Substring($0) }
    try #require(parts.count == 4, "\(outcome.output)\(outcome.errors)")
    for words in [
      "(DRAFT): 12:00 on Tue", "so far", "still to come", "as planned", "required", "on rota", "status 0",
      "note: E-mail: the files have nothing of it",
    ] { #expect(parts[0].contains(words), "\(parts[0])") }
    let plain = try answer(parts[1])
    let phone = try #require(plain.queues.first { $0.queue == "phone" })
    let forecast = try #require(phone.forecast)
    #expect(plain.schema == 1 && plain.isDraft && forecast.reading == .counts)
    #expect(forecast.came > 1.2 * forecast.expectedSoFar && forecast.rest.mean > forecast.restBefore)
    #expect(phone.intervals.allSatisfy { $0.low <= $0.contacts + 1 && $0.contacts <= $0.high + 1 })
    let level = try answer(parts[2])
    #expect(level.actions.contains { $0.kind == .moveBreak } && level.actions.contains { $0.kind == .overtime })
    let stated = try #require(level.queues.first { $0.queue == "phone" })
    #expect(stated.missingMinutes.withActions < stated.missingMinutes.now)
    #expect(try #require(stated.service.withActions) > (try #require(stated.service.now)))
    let rest = parts[3].split(separator: "\n")
    try #require(rest.count == 5, "\(parts[3])")
    #expect((Int(rest[0]) ?? 0) > 0 && (Int(rest[1]) ?? 0) >= 44 && rest[2] == "same", "\(parts[3])")
    #expect(!rest[3].contains("DRAFT") && rest[4] == "status 66", "\(parts[3])")
  }

  @Test("what began an hour ago is printed both ways, and --incident says which")
  func incident() throws {
    let outcome = try script(
      """
      awk -F, '{ if (substr($2, 12) >= "11:00" && NR > 1) $3 = $3 * 3; print $1 "," $2 "," $3 }' today.csv > spike.csv
      rota today held --actual spike.csv --at 12:00 | grep -E 'since 1|if it lasts'; echo "====="
      rota today held --actual spike.csv --at 12:00 --incident ends --json; echo "====="
      rota today held --actual spike.csv --at 12:00 --incident lasts --json; echo "====="
      awk -F, '{ if (substr($2, 12) >= "09:30" && substr($2, 12) < "11:30") $3 = 0; print $1 "," $2 "," $3 }' today.csv > gap.csv
      rota today held --actual gap.csv --at 12:00 | grep 'broken feed'
      """)
    let parts = outcome.output.components(separatedBy: "=====\n").map { Substring($0) }
    try #require(parts.count == 4, "\(outcome.output)\(outcome.errors)")
    #expect(parts[0].contains("if it lasts") && parts[0].contains("--incident"), "\(parts[0])")
    let (ends, lasts) = (try answer(parts[1]), try answer(parts[2]))
    let forecasts = try [ends, lasts].map { try #require($0.queues.first { $0.queue == "phone" }?.forecast) }
    #expect(forecasts.map(\.reading) == [.ends, .lasts])
    #expect(forecasts[1].rest.mean > 1.8 * forecasts[0].rest.mean)
    #expect(forecasts[0].step?.restIfLasts == forecasts[1].rest && forecasts[1].step?.restIfEnds == forecasts[0].rest)
    #expect(parts[3].contains("from 09:30 to 11:30"), "\(parts[3])")
  }

  @Test("what can't be asked is refused with its exit status and what to do")
  func refusals() throws {
    let outcome = try script(
      """
      try() { "$ROTA" today "$@" > /dev/null 2> said; echo "$? $(head -1 said)"; }
      try held --at 12:00
      try held --actual today.csv --at noon
      try held --actual today.csv --at 12:00 --level 30
      try held --actual today.csv --at 12:00 --level +30% --incident ends
      try held --actual today.csv --at 12:00 --level +30% --level +40%
      try held --actual today.csv --at 12:00 --level phon=+30%
      try held --actual nowhere.csv --at 12:00
      try held --actual today.csv --at 2199-01-01T12:00
      try desk --actual today.csv --at 12:00
      printf 'queue,start,contacts\\nphone,2020-01-07 09:00,4\\n' > old.csv
      try held --actual old.csv --at 12:00
      """)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let expected: [(Int, String)] = [
      (64, "--actual"), (64, "'--at' can't be 'noon'"), (64, "'--level' can't be '30'"), (64, "--incident"),
      (64, "two levels"), (64, "Did you mean 'phone'?"), (66, "nowhere.csv"), (65, "lies outside the plan"),
      (66, "there is no plan in 'desk'"), (65, "nothing in the files"),
    ]
    try #require(lines.count == expected.count, "\(outcome.output)\(outcome.errors)")
    for (line, (status, words)) in zip(lines, expected) {
      #expect(line.hasPrefix("\(status) ") && line.contains(words), "\(line)")
    }
  }
}
