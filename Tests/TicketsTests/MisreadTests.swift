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
}
