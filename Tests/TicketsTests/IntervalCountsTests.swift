import Calendars
import Tables
import Testing

@testable import Tickets

@Suite struct IntervalCountsTests {
  @Test("counts stay as they are recorded, at their own width, a gap a gap")
  func recorded() throws {
    let text = """
      ts_local,queue,calls
      2026-03-02 08:00:00,bank/phone,5
      2026-03-02 08:30:00,bank/phone,0
      2026-03-02 10:00:00,bank/phone,7
      2026-03-02 08:00:00,bank/mail,1

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories.map(\.queue) == ["bank/mail", "bank/phone"])
    let phone = result.histories[1]
    #expect(phone.interval == 30)
    #expect(phone.starts.map(\.utcText) == ["2026-03-02T07:00Z", "2026-03-02T07:30Z", "2026-03-02T09:00Z"])
    #expect(phone.contacts == [5, 0, 7])
    #expect(result.report.sources[0].system == .counts)
    #expect(result.report.rowsKept == 4)
  }

  @Test(
    "counts that no interval can have are bad rows with their place",
    arguments: ["1e308", "99999999999999999999", "5000000000000000000", "1000000001"])
  func hugeCounts(count: String) throws {
    var text = "ts_local,queue,calls\n"
    for hour in 10..<20 { text += "2026-03-02 \(hour):00,q,7\n" }
    text += "2026-03-03 10:00,q,\(count)\n2026-03-03 11:00,q,\(count)\n2026-03-03 12:00,q,1000000000\n"
    let result = try Sample.read(text, Sample.warsaw()).get()
    let drop = try #require(result.report.dropped.first)
    #expect(drop.reason == .badRow && drop.count == 2)
    #expect(drop.examples[0].position.row == 12 && drop.examples[0].position.column != nil)
    #expect(drop.examples[0].text.contains("at most 1,000,000,000"))
    #expect(result.histories[0].contacts.max() == 1e9)
    #expect(result.report.leftOut.map(\.severity) == [.warning])
  }

  @Test("widths: five minutes become fifteen, a wider one can be asked for, a finer one not")
  func widths() throws {
    var text = "ts_local,queue,calls\n"
    for minute in stride(from: 0, to: 60, by: 5) { text += "2026-03-02 08:\(minute < 10 ? "0" : "")\(minute),q,1\n" }
    var options = try Sample.warsaw()
    #expect(try Sample.read(text, options).get().histories[0].contacts == [3, 3, 3, 3])
    options.interval = 30
    #expect(try Sample.read(text, options).get().histories[0].contacts == [6, 6])
    options.interval = 5
    #expect(try Sample.read(text, options).get().histories[0].contacts.count == 12)
    let hourly = "ts_local,queue,calls\n2026-03-02 08:00,q,1\n2026-03-02 09:00,q,1\n"
    options.interval = 30
    #expect(Sample.fault(hourly, options)?.code == "counts.interval")
    let daily = "ts_local,queue,calls\n2026-03-02 00:00,q,1\n2026-03-03 00:00,q,1\n"
    #expect(
      Sample.fault(daily, try Sample.warsaw())?.message == "the counts are for 1440 minutes each; at most 60 are wanted"
    )
    let odd = "ts_local,queue,calls\n2026-03-02 00:00:00,q,1\n2026-03-02 00:00:01,q,1\n"
    #expect(Sample.fault(odd, try Sample.warsaw())?.code == "counts.interval")
  }

  @Test("an hour that happens twice: the second row is the second pass, a third is a duplicate")
  func autumn() throws {
    let text = """
      ts_local,queue,calls
      2025-10-26 01:30,q,1
      2025-10-26 02:00,q,2
      2025-10-26 02:30,q,3
      2025-10-26 02:00,q,4
      2025-10-26 02:30,q,5
      2025-10-26 02:30,q,6
      2025-10-26 03:00,q,7
      2025-10-26 03:00,q,7

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories[0].contacts == [1, 2, 3, 4, 5, 7])
    #expect(zip(result.histories[0].starts, result.histories[0].starts.dropFirst()).allSatisfy { $1 - $0 == 1800 })
    #expect(result.report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == ["duplicate 2"])
    #expect(result.report.ambiguousTimes?.count == 5)
  }

  @Test("an hour that happens twice, listed newest first: the first row is the second pass", arguments: [true, false])
  func autumnFalling(withOthers: Bool) throws {
    let others = withOthers ? ["2025-10-26 03:00,q,7", "2025-10-26 01:30,q,1"] : []
    let rows =
      others.prefix(1)
      + ["2025-10-26 02:30,q,5", "2025-10-26 02:00,q,4", "2025-10-26 02:30,q,3", "2025-10-26 02:00,q,2"]
      + others.dropFirst()
    let falling = try Sample.read(
      (["ts_local,queue,calls"] + rows).joined(separator: "\n") + "\n", Sample.warsaw()
    ).get()
    let rising = try Sample.read(
      (["ts_local,queue,calls"] + rows.reversed()).joined(separator: "\n") + "\n", Sample.warsaw()
    ).get()
    #expect(falling.histories == rising.histories)
    #expect(falling.histories[0].contacts == (withOthers ? [1, 2, 3, 4, 5, 7] : [2, 3, 4, 5]))
    #expect(
      falling.report.ambiguousTimes?.rule.hasSuffix("; the other way round where rows are listed newest first") == true)
    #expect(rising.report.ambiguousTimes?.rule == ImportTally.secondPass)
    // Days newest first, each in order: the hour is in order.
    let days = ["2025-10-27 01:00,q,9"] + rows.reversed() + ["2025-10-25 01:00,q,8", "2025-10-25 01:30,q,8"]
    let mixed = try Sample.read((["ts_local,queue,calls"] + days).joined(separator: "\n") + "\n", Sample.warsaw()).get()
    #expect(mixed.histories[0].contacts.dropFirst(2).dropLast() == rising.histories[0].contacts[...])
  }

  @Test("a second row with another count is told with both rows, and the first counts")
  func contradiction() throws {
    let text = "ts_local,queue,calls\n2026-03-02 00:00,q,5\n2026-03-02 00:30,q,1\n2026-03-02 00:00,q,7\n"
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories[0].contacts == [5, 1])
    let warning = try #require(result.report.warnings.first { $0.code == "import.contradiction" })
    #expect(warning.message == "2026-03-02 00:00 has 5 contacts in row 2 and 7 in row 4")
    #expect(warning.position?.row == 4 && warning.cure?.hasPrefix("The first row") == true)
    #expect(result.report.dropped.first?.examples.first?.text == "2026-03-02 00:00 was counted before in row 2")
  }

  @Test("an hour that clocks skip: zeros are nothing, counts go where an unmoved clock has them")
  func spring() throws {
    let text = """
      ts_local,queue,calls
      2026-03-29 01:30,q,1
      2026-03-29 02:00,q,0
      2026-03-29 02:30,q,3
      2026-03-29 03:00,q,4
      2026-03-29 03:30,q,5

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(
      Sample.shown(result.histories) == [
        "q 2026-03-29T00:30Z 1.0", "q 2026-03-29T01:00Z 4.0", "q 2026-03-29T01:30Z 8.0",
      ])
    #expect(result.report.impossibleTimes?.count == 2)
  }

  @Test("handle time: a mean times the contacts, or a total over those handled")
  func handleTime() throws {
    let mean = try Sample.read("start_utc,queue,contacts,aht_s\n2026-03-02 08:00,q,4,300\n2026-03-02 08:15,q,2,\n")
      .get()
    #expect(mean.histories[0].timedContacts == [4, 0] && mean.histories[0].handleSeconds == [1200, 0])
    #expect(mean.histories[0].starts[0].utcText == "2026-03-02T08:00Z")
    let total = try Sample.read(
      "Interval Start UTC Date,Queue,Offered,Interactions Handled,Total Handle Time (Seconds)\n2025-10-26T00:00:00Z,S,16,15,5400\n"
    ).get()
    #expect(total.histories[0].contacts == [16])
    #expect(total.histories[0].timedContacts == [15] && total.histories[0].handleSeconds == [5400])
  }

  @Test("several rows of a queue at one time, told apart by their group, add up")
  func groups() throws {
    let text = "ts_local,channel,group,calls\n2026-03-02 08:00,Phone,a,1\n2026-03-02 08:00,Phone,b,2\n"
    #expect(try Sample.read(text, Sample.warsaw()).get().histories.map(\.contacts) == [[3]])
  }

  @Test("bad rows are counted")
  func badRows() throws {
    let text =
      "ts_local,queue,calls\n2026-03-02 08:00,q,many\n2026-03-02 08:15,q,-1\n2026-03-02 08:30,q,1\n2026-03-02 08:45,q,1\n"
    let report = try Sample.read(text, Sample.warsaw()).get().report
    #expect(report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == ["bad row 2"])
    #expect(report.dropped[0].examples.map(\.position.description) == ["t.csv:2:3", "t.csv:3:3"])
  }
}
