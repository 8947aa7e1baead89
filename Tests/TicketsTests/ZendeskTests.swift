import Calendars
import Tables
import Testing

@testable import Tickets

@Suite struct ZendeskTests {
  private func read(_ lines: String..., options: ImportOptions = ImportOptions()) throws -> TicketImport {
    try Sample.read(lines.joined(separator: "\n"), options).get()
  }

  @Test("lines with a ticket inside, tickets alone and pages are all read")
  func forms() throws {
    let result = try read(
      #"{"ticket": {"id": 1, "created_at": "2025-10-25T21:58:11Z", "via": {"channel": "email"}}}"#,
      #"{"id": 2, "created_at": "2025-10-25T21:59:11Z", "via": {"channel": "voice", "source": {"rel": "inbound"}}}"#,
      "",
      #"{"tickets": [{"id": 3, "created_at": "2025-10-25T22:00:00Z"}, {"id": 3, "created_at": "2025-10-25T22:00:00Z"}], "end_of_stream": true}"#
    )
    #expect(
      Sample.shown(result.histories) == [
        "all 2025-10-25T22:00Z 1.0", "email 2025-10-25T21:45Z 1.0", "phone 2025-10-25T21:45Z 1.0",
      ])
    #expect(result.report.rowsRead == 4 && result.report.rowsKept == 3)
    #expect(result.report.sources[0].system == .zendeskJSON)
  }

  @Test("deleted, merged and outbound tickets are no contacts; broken lines are counted with their place")
  func drops() throws {
    let result = try read(
      #"{"id": 1, "created_at": "2025-10-25T21:58:11Z", "status": "deleted"}"#,
      #"{"id": 2, "created_at": "2025-10-25T21:58:11Z", "tags": ["a", "closed_by_merge"]}"#,
      #"{"id": 3, "created_at": "2025-10-25T21:58:11Z", "via": {"channel": "voice", "source": {"rel": "outbound", "to": {}}}}"#,
      #"{"id": 4, "created_at": "2025-10-25T21:58:11Z""#, #"{"id": 5}"#,
      #"{"id": 6, "created_at": "2025-10-25T21:58:11Z"} x"#, #"{"id": 7, "created_at": "2025-10-25T21:58:11Z"}"#,
      #"{"id": 8, "created_at": "2025-10-25T21:58:11Z"}"#, #"{"id": 9, "created_at": "2025-10-25T21:58:11Z"}"#)
    #expect(
      result.report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == [
        "deleted 1", "merged 1", "outbound 1", "bad row 3",
      ])
    #expect(result.report.dropped[3].examples.map(\.position.row) == [4, 5, 6])
    #expect(result.report.rowsKept == 3 && result.report.rowsRead == 9)
  }

  @Test("language from a custom field, escapes in names, replies times minutes")
  func fields() throws {
    let line =
      #"{"id": 1, "created_at": "2025-10-25T21:58:11Z", "via": {"channel": "e\u006dail"}, "custom_fields": [{"id": 8, "value": null}, {"id": 9001, "value": "pl"}], "metric_set": {"replies": 3, "full_resolution_time_in_minutes": {"calendar": 582}}}"#
    let options = ImportOptions(
      columns: ColumnMap(language: "9001"), queues: [QueueMatch(queue: "mail-pl", channel: "Email", language: "PL")],
      minutesPerReply: 5)
    let result = try read(line, options: options)
    #expect(result.histories.map(\.queue) == ["mail-pl"])
    #expect(result.histories[0].handleSeconds.filter { $0 > 0 } == [900])
    let without = try read(line)
    #expect(without.histories[0].handleSeconds.allSatisfy { $0 == 0 })
    #expect(without.report.handleTimes.map(\.source) == [.planner])
  }

  @Test("the CSV export: forty columns, local times, merged tickets by tag")
  func table() throws {
    let header =
      "ID,Requester,Requester external id,Group,Subject,Tags,Status,Via,Created at,Solved at,Resolution time,Group stations,Replies"
    let result = try read(
      header, "101,,,Support EN,,billing,Closed,Mail,2025-10-25 23:58,2025-10-26 08:40,9,1,2",
      "104,,,Support EN,,closed_by_merge,Closed,Mail,2025-10-25 23:58,,,,",
      options: ImportOptions(zone: try Zone("Europe/Warsaw"), minutesPerReply: 10))
    #expect(result.report.sources[0].system == .zendeskCSV)
    #expect(Sample.shown(result.histories) == ["email 2025-10-25T21:45Z 1.0"])
    #expect(result.histories[0].handleSeconds.filter { $0 > 0 } == [1200])
    #expect(result.report.dropped.map(\.reason) == [.merged])
  }
}

@Suite struct JSONScannerTests {
  /// Whether the scanner takes `text` for one JSON value.
  private func isJSON(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var scanner = JSONScanner()
    scanner.skip(bytes.span)
    return scanner.isAtEnd(bytes.span)
  }

  @Test("what is JSON is skipped whole")
  func accepted() {
    for text in [
      "{}", "[]", "null", " true ", "-1.5e+3", #""a\"b\\""#, #"{"a":[1,{"b":"}"},[]],"c":null}"#, "[[[[]]]]",
      #""\u00e9""#,
    ] { #expect(isJSON(text), "\(text)") }
  }

  @Test("what is not JSON fails and never runs past the end")
  func refused() {
    for text in [
      "", "{", "[", "\"", "\"\\", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}",
      "nul",
      "tru", "x", "{}}", "\"a\nb\"", String(repeating: "[", count: 1000), "{\"a\":1 \"b\":2}",
    ] { #expect(!isJSON(text), "\(text)") }
  }

  @Test("escapes are resolved")
  func escapes() {
    func text(_ raw: String) -> String {
      let bytes = Array(raw.utf8)
      return String(decoding: JSONScanner.text(bytes.span, 0..<bytes.count), as: UTF8.self)
    }
    #expect(text(#"a\"b\\c\/d\n\t"#) == "a\"b\\c/d\n\t")
    #expect(text(#"\u00e9\ud83d\ude00"#) == "é😀")
    #expect(text(#"\ud83dx"#) == "x")
    #expect(text(#"\u12"#).unicodeScalars.count == 1)
  }
}
