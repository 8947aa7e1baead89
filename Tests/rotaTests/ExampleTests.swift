import Foundation
import Testing

/// The programs of `docs/libraries.md`, as whoever copies them would run them.
@Suite("examples of the libraries", .enabled(if: BuiltProgram.path != nil, "\(BuiltProgram.absence)"))
struct ExampleTests {
  private func said(_ example: String, _ script: String, _ more: [String: String] = [:]) throws -> String {
    let program = try #require(BuiltProgram.beside(example))
    let outcome = try BuiltProgram.shell(
      """
      folder=$(mktemp -d)
      cd "$folder"
      \(script)
      cd /
      rm -r "$folder"
      """, environment: more.merging(["EXAMPLE": program]) { $1 })
    #expect(outcome.errors.isEmpty)
    return outcome.output
  }

  @Test("a night is an hour longer where the clocks go back, and a holiday has none")
  func openHours() throws {
    let text = try said(
      "example-open-hours",
      """
      printf 'date,name\\n2026-10-23,Day of the desk\\n' > holidays.csv
      "$EXAMPLE" 2026-W43 holidays.csv
      """)
    #expect(
      text == """
        date,day,hours,holiday
        2026-10-19,Mon,10,
        2026-10-20,Tue,10,
        2026-10-21,Wed,10,
        2026-10-22,Thu,10,
        2026-10-23,Fri,0,Day of the desk
        2026-10-24,Sat,2,
        2026-10-25,Sun,7,

        """)
  }

  @Test("people are required where contacts come")
  func staffQueue() throws {
    var counts = "ts_local,queue,calls\n"
    for day in 1...28 {
      for half in 16..<36 where (day - 1) % 7 < 5 {
        let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
        counts += "2026-06-\(day < 10 ? "0\(day)" : "\(day)") \(hour):\(half % 2 == 0 ? "00" : "30"),phone,"
        counts += "\(12 + (half < 26 ? half : 52 - half) % 16 + day % 3)\n"
      }
    }
    let text = try said(
      "example-staff-queue", "printf %s \"$COUNTS\" > counts.csv\n\"$EXAMPLE\" counts.csv 2026-06-29",
      ["COUNTS": counts])
    #expect(
      text == """
        phone on 2026-06-29: 362.0 contacts, Erlang C on the modified offered load (contacts in progress are carried over), \
        80 % within 20 s, occupancy at most 85 %
        08:00  5
        09:00  7
        10:00  7
        11:00  8
        12:00  9
        13:00  9
        14:00  9
        15:00  8
        16:00  8
        17:00  7
        78.5 h required, 25 % of them away from the queue

        """)
  }

  @Test("an integer program, and what one person more costs")
  func solveProgram() throws {
    let text = try said("example-solve-program", "\"$EXAMPLE\"")
    #expect(
      text == """
        starts in block 1: 2
        starts in block 2: 3
        starts in block 3: 3
        cost 750, optimal
        one more in block 2 costs 80
        \\ shifts
        Minimize
         cost: + 90 starts_in_block_1 + 80 starts_in_block_2 + 110 starts_in_block_3

        """)
  }

  @Test("three people's week with what is proven of it")
  func makeRota() throws {
    let text = try said("example-make-rota", "\"$EXAMPLE\" 2026-W48")
    #expect(
      text == """
        Mon ann 09:00-17:30
        Mon cai 11:00-16:00
        Tue ann 09:00-17:30
        Tue cai 11:00-16:00
        Wed ann 09:00-17:30
        Wed ben 11:00-16:00
        Thu ann 09:00-17:30
        Thu ben 11:00-16:00
        Fri ben 09:00-17:30
        Fri cai 11:00-16:00
        cost EUR 2,004, at most 0.36 % above the best possible

        """)
  }

  @Test("more people keep more of the promise")
  func playDay() throws {
    let text = try said("example-play-day", "\"$EXAMPLE\"")
    #expect(
      text == """
        4 people: 62 % within 20 s (61 % to 63 %), mean wait 17 s
        5 people: 77 % within 20 s (76 % to 78 %), mean wait 10 s
        6 people: 87 % within 20 s (86 % to 88 %), mean wait 5 s

        """)
  }
}
