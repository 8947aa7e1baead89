import Calendars
import Tables
import Testing

@testable import Tickets

/// Exports that could be read as something else than they are.
@Suite struct MisreadTests {
  private static func table(_ header: String, _ numbers: String, days: [String] = ["02", "03"]) -> String {
    header + "\n"
      + days.flatMap { day in ["09:00", "09:30", "10:00"].map { "2026-03-\(day),\($0),\(numbers)\n" } }.joined()
  }

  private func contacts(_ text: String) throws -> Double {
    try Sample.read(text, Sample.warsaw()).get().histories.flatMap(\.contacts).reduce(0, +)
  }

  @Test(
    "counts are counts, whatever their column is called",
    arguments: [
      ("Date,Interval,Total Calls,AHT", "7,300", 42.0), ("Date,Interval,Received", "7", 42),
      ("Date,Time,Number of conversations", "7", 42), ("Date,Time,Calls Answered,Calls Abandoned", "7,2", 54),
      ("Date,Time,Answered,Abandoned", "7,", 42), ("Datum,Intervall,Angenommen,Aufgelegt", "7,1", 48),
      ("Date,Time,Offered,Answered,Abandoned", "7,5,2", 42),
    ])
  func names(header: String, numbers: String, total: Double) throws {
    #expect(try contacts(Self.table(header, numbers)) == total)
  }

  @Test("counts of no known name are asked about, and read as is said")
  func asked() throws {
    for text in [Self.table("Date,Time,Volumen,Otro", "7,3"), Self.table("Date,Time,Volumen,Otro,Desk", "7,3,North")] {
      let fault = try #require(Sample.fault(text, try Sample.warsaw()))
      #expect(fault.code == "import.counts-or-tickets")
      for part in ["--column contacts=Volumen", "--column contacts=Otro", "--column created=Date+Time"] {
        #expect(fault.cure?.contains(part) == true, "\(fault)")
      }
      var options = try Sample.warsaw()
      options.columns.contacts = "Volumen+Otro"
      let histories = try Sample.read(text, options).get().histories
      #expect(histories.flatMap(\.contacts).reduce(0, +) == 60)
      options.columns = ColumnMap(created: "Date+Time")
      #expect(try Sample.read(text, options).get().report.rowsKept == 6)
    }
    let daily = "Date,Volumen\n" + (1...5).map { "2026-03-0\($0),\($0 + 30)\n" }.joined()
    #expect(Sample.fault(daily, try Sample.warsaw())?.code == "import.counts-or-tickets")
  }

  @Test("tickets stay tickets: with ids, with a time that comes twice, off every grid, or without a number beside")
  func tickets() throws {
    let times = ["09:00", "09:30", "10:00", "10:30", "11:00"]
    func rows(_ header: String, _ cells: (Int) -> String, _ times: [String]) -> String {
      header + "\n" + times.enumerated().map { "2026-03-02 \($1),\(cells($0))\n" }.joined()
    }
    for text in [
      rows("created,id,priority", { "\($0 + 10),3" }, times), rows("created,priority", { _ in "3" }, times + ["09:00"]),
      rows("created,priority", { _ in "3" }, ["09:00", "09:31", "10:07", "10:30"]),
      rows("created,subject", { "help \($0)" }, times), rows("created,handle time", { "\(200 + $0)" }, times),
      rows("created,id,received", { "\($0 + 10),1" }, times),
    ] {
      let report = try Sample.read(text, Sample.warsaw()).get().report
      #expect(report.sources[0].system == .tickets && report.rowsKept == report.rowsRead, "\(text)")
    }
  }

  @Test("a count that no interval has is pointed out")
  func huge() throws {
    let report = try Sample.read(
      "ts_local,queue,calls\n2026-03-02 09:00,a,1e9\n2026-03-02 09:30,a,4\n", Sample.warsaw()
    ).get().report
    #expect(report.warnings.contains { $0.code == "counts.huge" && $0.position?.row == 2 && $0.severity == .warning })
  }

  @Test("one id for all rows is refused unless it is named; ids that repeat are a warning")
  func oneID() throws {
    let text = "id,created\n" + (0..<30).map { "1,2026-03-02 09:\($0 + 10)\n" }.joined()
    #expect(Sample.fault(text, try Sample.warsaw())?.code == "import.one-id")
    var options = try Sample.warsaw()
    options.columns.id = "id"
    let report = try Sample.read(text, options).get().report
    #expect(report.rowsKept == 1)
    #expect(report.warnings.filter { $0.code == "import.repeated-ids" && $0.severity == .warning }.count == 2)
  }

  @Test("cures name the flag: headers in other languages, members of JSON, zones by abbreviation")
  func cures() throws {
    let header = Sample.fault("Azonosító,Létrehozva\n1,tegnap\n", try Sample.warsaw())
    #expect(header?.cure?.contains("--column created=") == true)
    for text in [
      #"{"data": [{"attributes": {"createdAt": "2026-03-02T09:19:49", "due": "2026-03-09T09:00:00"}, "id": 1}]}"#,
      #"[{"attributes": {"due": "2026-03-09T09:00:00", "createdAt": "2026-03-02T09:19:49"}, "id": 1}]"#,
    ] {
      let fault = Sample.fault(text, try Sample.warsaw())
      #expect(fault?.cure?.contains("--column created=attributes.createdAt") == true, "\(String(describing: fault))")
      var options = try Sample.warsaw()
      options.columns.created = "attributes.createdAt"
      #expect(try Sample.read(text, options).get().report.rowsKept == 1)
    }
    let zones = Sample.fault("id,created\n1,2026-03-02 09:19 CET\n2,2026-03-02 09:20 CET\n", try Sample.warsaw())
    #expect(zones?.message.contains("'CET' names no offset") == true && zones?.message.contains("--time-zone") == true)
  }

  @Test("a day that another file of the same import has is said to be that file's")
  func sameImport() throws {
    var store = HistoryStore()
    let one = Sample.source("created,subject\n2026-03-02 09:01,a\n2026-03-02 09:20,b\n", "one.csv")
    let two = Sample.source("created,subject\n2026-03-02 11:01,a\n", "two.csv")
    var fault: Diagnostic?
    do { _ = try importTickets([one, two], options: try Sample.warsaw(), into: &store) } catch {
      fault = error as? Diagnostic
    }
    #expect(fault?.message.contains("2 contacts in the history with one.csv and 1 in the file") == true)
  }

  @Test("text of no European code page is asked about, with what it may be; as is said it is read")
  func foreign() throws {
    // Поддержка in Windows-1251.
    let word: [UInt8] = [0xCF, 0xEE, 0xE4, 0xE4, 0xE5, 0xF0, 0xE6, 0xEA, 0xE0]
    let bytes = Array("id,created,group\n1,2026-03-02 09:01,".utf8) + word + [10]
    let source = TicketSource(bytes: bytes, name: "t.csv")
    var fault: Diagnostic?
    do { _ = try importTickets([source], options: try Sample.warsaw()) } catch { fault = error as? Diagnostic }
    #expect(
      fault?.code == "csv.foreign-text" && fault?.cure?.contains("--encoding windows-1251 reads 'Поддержка'") == true)
    var options = try Sample.warsaw()
    options.encoding = .windows1251
    let report = try importTickets([source], options: options).report
    #expect(report.streams.map(\.group) == ["Поддержка"] && report.warnings.allSatisfy { $0.severity == .note })
  }

  @Test(
    "some values of a day or more leave the others fractions of a day",
    arguments: [["1.25"], ["1.25", "3.5"], ["27.4270833333"], ["201"]])
  func largeFractions(further: [String]) throws {
    var text = "id,created,handle_time\n"
    for number in 0..<40 { text += "\(number),2025-02-04 09:\(10 + number),\(Double(201 + number) / 86_400)\n" }
    for (number, value) in further.enumerated() { text += "\(100 + number),2025-02-04 09:55,\(value)\n" }
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(abs(result.histories.flatMap(\.handleSeconds).reduce(0, +) - 8_820) < 0.001)
    let codes = result.report.warnings.map(\.code)
    #expect(codes.contains("import.day-fractions") && codes.contains("import.bad-handle-time"), "\(codes)")
  }

  @Test("values mostly below 1 are no seconds; some below 1 among seconds are")
  func mostlyBelowOne() throws {
    func read(_ values: [String]) throws -> (seconds: Double, codes: [String]) {
      let rows = values.enumerated().map { "\($0),2025-02-04 09:1\($0),\($1)\n" }
      let result = try Sample.read("id,created,handle_time\n" + rows.joined(), Sample.warsaw()).get()
      return (result.histories.flatMap(\.handleSeconds).reduce(0, +), result.report.warnings.map(\.code))
    }
    let hours = try read(["0.05", "0.2", "1.5", "0.1"])
    #expect(hours.seconds == 0 && hours.codes == ["import.handle-unit"])
    let seconds = try read(["0.5", "201", "180", "0.5"])
    #expect(seconds.seconds == 382 && seconds.codes.isEmpty)
  }

  @Test("directions of no known word are listed, and a column of another name whose words are known is used")
  func directions() throws {
    func read(_ name: String, _ words: [String]) throws -> ImportReport {
      let rows = words.enumerated().map { "c\($0),2026-03-02 09:1\($0):00,\($1),Phone\n" }
      return try Sample.read("Call ID,Start time,\(name),Channel\n" + rows.joined(), Sample.warsaw()).get().report
    }
    for name in ["Direction", "Richtung"] {
      let report = try read(name, ["MT", "MO", "MT"])
      let warning = try #require(report.warnings.first { $0.code == "import.unknown-direction" })
      #expect(warning.severity == .warning && warning.message.contains("'MT' 2") && report.rowsKept == 3)
    }
    let types = try read("Call Type", ["Sales", "Support"])
    #expect(types.rowsKept == 2 && types.warnings.isEmpty)
    for words in [["Incoming", "Outgoing", "Incoming"], ["Eingehend", "Ausgehend", "Verpasst"]] {
      let report = try read("Type", words)
      #expect(report.rowsKept == 2 && report.dropped.map(\.reason) == [.outbound])
    }
    // Kinds of tickets are no directions.
    let kinds = try read("Type", ["Incident", "Question", "Internal"])
    #expect(kinds.rowsKept == 3 && kinds.warnings.isEmpty)
  }

  @Test(
    "a cure names the time of day that goes with the date, or says that there is none",
    arguments: [
      (
        "Id;Close Time;Close Date;Open Time;Open Date", "1;17:00;02.03.2026;09:10;02.03.2026", "\"Open Date+Open Time\""
      ),
      ("Id;Close Time;Close Date;Open Date", "1;17:00;02.03.2026;02.03.2026", nil),
      ("Call Id;Date;Talk Time", "1;02.03.2026;00:03:21", nil), ("Call Id;Date;Hold", "1;02.03.2026;00:03:21", nil),
      ("Call Id;Date;When", "1;02.03.2026;09:03:21", "Date+When"),
    ])
  func partners(header: String, row: String, expected: String?) throws {
    let fault = try #require(Sample.fault(header + "\n" + row + "\n", try Sample.warsaw()))
    #expect(fault.code == "import.no-time-of-day")
    if let expected {
      #expect(fault.cure?.contains("--column created=\(expected).") == true, "\(fault)")
    } else {
      #expect(fault.cure?.contains("Export the time of day too") == true, "\(fault)")
    }
  }

  @Test(
    "a first row of data is told by a date and a time of day, by seconds since 1970, by a date",
    arguments: [
      ("04.02.2025;09:01;Billing", "04.02.2025;09:02;Sales", "#1+#2"),
      ("Billing;09:01;2025-02-04", "Sales;09:02;2025-02-04", "#3+#2"),
      ("1738573200,Sales", "1738573260,Sales", "#1"), ("45692.375,Sales", "45692.38,Sales", "#1"),
      ("45692,0.375,Sales", "45692,0.38,Sales", "#1+#2"),
    ])
  func dataFirst(first: String, second: String, place: String) throws {
    var options = try Sample.warsaw()
    let text = first + "\n" + second + "\n"
    let fault = Sample.fault(text, options)
    #expect(
      fault?.code == "import.no-header" && fault?.cure?.contains("--no-header --column created=\(place) ") == true)
    options.hasHeader = false
    options.columns.created = place
    #expect(try Sample.read(text, options).get().report.rowsKept == 2)
  }

  @Test("ten rows with ten channels have none; a channel that comes again is one", arguments: [10, 19])
  func fewChannels(rows: Int) throws {
    func read(_ channel: (Int) -> String) throws -> TicketImport {
      let rows = (0..<rows).map { "\($0),2026-03-02 09:\($0 + 10),\(channel($0))\n" }
      return try Sample.read("id,created,channel\n" + rows.joined(), Sample.warsaw()).get()
    }
    let lines = try read { "SIP/101-0000\($0)" }
    #expect(lines.histories.map(\.queue) == ["all"])
    #expect(lines.report.warnings.contains { $0.code == "import.no-words" })
    #expect(try read { $0 % 2 == 0 ? "Phone" : "Chat" }.histories.count == 2)
  }

  @Test("legs of one call in two files are warned of, in either order; a file that comes twice is not")
  func splitCalls() throws {
    let header = "Call ID,Segment,created,Talk Time\n"
    let (first, second) = ("1,1,2026-03-02 09:01,60\n", "1,2,2026-03-02 09:03,30\n2,1,2026-03-02 09:09,30\n")
    func codes(_ files: [String]) throws -> [String] {
      let sources = files.enumerated().map { Sample.source(header + $1, "\($0).csv") }
      return try importTickets(sources, options: try Sample.warsaw()).report.warnings.map(\.code)
    }
    for files in [[first, second], [second, first]] {
      #expect(try codes(files).filter { $0 == "import.split-calls" }.count == 1)
    }
    for files in [[first + second], [first + second, first + second]] {
      #expect(try !codes(files).contains("import.split-calls"))
    }
  }
}
