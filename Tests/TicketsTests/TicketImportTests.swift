import Calendars
import Foundation
import Tables
import Testing
import Verification

@testable import Tickets

/// Shorthand for imports from text.
enum Sample {
  static func source(_ text: String, _ name: String = "t.csv") -> TicketSource {
    TicketSource(bytes: Array(text.utf8), name: name)
  }

  /// The import's result, or what stopped it.
  static func read(_ text: String, _ options: ImportOptions = ImportOptions()) -> Result<TicketImport, Diagnostic> {
    do throws(Diagnostic) { return .success(try importTickets([source(text)], options: options)) } catch {
      return .failure(error)
    }
  }

  static func fault(_ text: String, _ options: ImportOptions = ImportOptions()) -> Diagnostic? {
    guard case .failure(let fault) = read(text, options) else { return nil }
    return fault
  }

  static func warsaw() throws -> ImportOptions { ImportOptions(zone: try Zone("Europe/Warsaw")) }

  /// Queue, start in UTC and contacts of every interval that is not zero.
  static func shown(_ histories: [IntervalHistory]) -> [String] {
    histories.flatMap { history in
      history.starts.indices.filter { history.contacts[$0] != 0 }.map {
        "\(history.queue) \(history.starts[$0].utcText) \(history.contacts[$0])"
      }
    }
  }
}

@Suite struct TicketImportTests {
  @Test("tickets become counts by queue and interval, zeros of the whole day included")
  func counts() throws {
    let text = """
      ticket,created_local,channel
      1,2026-03-02 08:01:00,Phone
      2,2026-03-02 08:14:59,Phone
      3,2026-03-02 08:15:00,Phone
      4,2026-03-02 08:50:00,Mail

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.histories.map(\.queue) == ["email", "phone"])
    #expect(
      Sample.shown(result.histories) == [
        "email 2026-03-02T07:45Z 1.0", "phone 2026-03-02T07:00Z 2.0", "phone 2026-03-02T07:15Z 1.0",
      ])
    #expect(
      result.histories.allSatisfy {
        $0.starts.count == 96 && $0.starts.first?.utcText == "2026-03-01T23:00Z"
      })
    #expect(result.histories.allSatisfy { $0.zone.identifier == "Europe/Warsaw" && $0.interval == 15 })
    #expect(result.report.rowsRead == 4 && result.report.rowsKept == 4 && result.report.dropped.isEmpty)
    #expect(result.report.sources[0].system == .tickets)
  }

  @Test("rows are left out for a reason, counted, and shown with their place")
  func drops() throws {
    let text = """
      id,created_at,channel,status,tags,direction,closed when created
      1,2026-03-02T08:00:00Z,Phone,open,,,
      2,2026-03-02T08:00:00Z,Phone,Spam,,,
      3,2026-03-02T08:00:00Z,Phone,deleted,,,
      4,2026-03-02T08:00:00Z,Phone,closed,a closed_by_merge b,,
      1,2026-03-02T08:00:00Z,Phone,open,,,
      5,2026-03-02T08:00:00Z,Phone,open,,outbound,
      6,2026-03-02T08:00:00Z,Phone call (outbound),open,,,
      7,2026-03-02T08:00:00Z,Phone,open,,,1
      8,soon,Phone,open,,,
      9,2026-03-02T08:05:00Z,Phone,open,,inbound,0
      10,2026-03-02T08:05:00Z,"Phone"x,open,,,
      11,2026-03-02T08:05:00Z,Phone,open,,,
      12,1970-01-02T08:05:00Z,Phone,open,,,

      """
    let report = try Sample.read(text).get().report
    #expect(report.rowsRead == 13 && report.rowsKept == 4)
    #expect(
      report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == [
        "spam 1", "deleted 1", "merged 1", "duplicate 1", "outbound 2", "closed when created 1", "bad row 2",
      ])
    #expect(report.rowsKept + report.dropped.map(\.count).reduce(0, +) == report.rowsRead)
    // Of a ticket that comes twice the last version counts.
    #expect(report.dropped[3].examples.map(\.position.description) == ["t.csv:2"])
    let bad = try #require(report.dropped.last)
    #expect(bad.examples.map(\.position.description) == ["t.csv:10:2", "t.csv:14"])
    #expect(report.text.contains("left out, spam: 1\n  t.csv:3: 2026-03-02T08:00Z, Phone\n"))
  }

  @Test("queues: the first match wins, without regard to case; what matches nothing is kept aside and named")
  func matches() throws {
    let text = """
      created_at,channel,group,language
      2026-03-02T08:00:00Z,Phone,Support,EN
      2026-03-02T08:00:00Z,Voice,Support,pl
      2026-03-02T08:00:00Z,Mail,Support,pl
      2026-03-02T08:00:00Z,Mail,Billing,es
      2026-03-02T08:00:00Z,Chat,Other,de

      """
    let options = ImportOptions(queues: [
      QueueMatch(queue: "phone-pl", channel: "phone", language: "PL"), QueueMatch(queue: "phone", channel: "PHONE"),
      QueueMatch(queue: "billing", group: "billing"), QueueMatch(queue: "mail", channel: "email"),
    ])
    let result = try Sample.read(text, options).get()
    #expect(
      Sample.shown(result.histories) == [
        "billing 2026-03-02T08:00Z 1.0", "mail 2026-03-02T08:00Z 1.0", "phone 2026-03-02T08:00Z 1.0",
        "phone-pl 2026-03-02T08:00Z 1.0",
      ])
    #expect(result.report.dropped.isEmpty && result.report.text.contains("queue (none, kept aside): 1 contacts"))
    #expect(result.report.streams.first { $0.channel == "Chat" }?.queue == nil)
  }

  @Test("without matches the queue is named by the export, else by the channel, else by the group")
  func derivedQueues() throws {
    func queues(_ header: String, _ row: String) throws -> [String] {
      try Sample.read("created_at,\(header)\n2026-03-02T08:00:00Z,\(row)\n").get().histories.map(\.queue.rawValue)
    }
    #expect(try queues("queue,channel", "servicenow/all,Phone") == ["servicenow/all"])
    #expect(try queues("channel,group", "Phone,Support EN") == ["phone"])
    #expect(try queues("channel,group", "Web form!,X") == ["email"])
    #expect(try queues("group", "Support EN") == ["support-en"])
    #expect(try queues("subject", "x") == ["all"])
  }

  @Test("clock changes: a time that happens twice is the first, a skipped one that of a clock that was not moved")
  func clockChanges() throws {
    let text = """
      id,created
      1,2025-10-26 01:59
      2,2025-10-26 02:30
      3,2026-03-29 01:59
      4,2026-03-29 02:30
      5,2026-03-29 03:00

      """
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(
      Sample.shown(result.histories).map { $0.dropFirst(4) } == [
        "2025-10-25T23:45Z 1.0", "2025-10-26T00:30Z 1.0", "2026-03-29T00:45Z 1.0", "2026-03-29T01:00Z 1.0",
        "2026-03-29T01:30Z 1.0",
      ])
    #expect(result.report.ambiguousTimes?.count == 1)
    #expect(result.report.ambiguousTimes?.examples.first?.position.row == 3)
    #expect(result.report.impossibleTimes?.count == 1)
    #expect(result.report.impossibleTimes?.examples.first?.position.row == 5)
  }

  @Test("handle time: measured, else tracked, else replies; never zero, absurd or resolution time")
  func handleTimes() throws {
    let text = """
      id;created_at;handle_minutes;Time tracked;replies;resolution time
      1;2026-03-02T08:00:00Z;2,5;00:12:00;1;9
      2;2026-03-02T08:00:00Z;;00:12:00;1;9
      3;2026-03-02T08:00:00Z;0;00:00:00;2;9
      4;2026-03-02T08:00:00Z;;;0;9
      5;2026-03-02T08:00:00Z;9999;;;9
      6;2026-03-02T08:00:00Z;x;;;9

      """
    let result = try Sample.read(text, ImportOptions(minutesPerReply: 4)).get()
    #expect(result.histories[0].contacts.filter { $0 > 0 } == [6])
    #expect(result.histories[0].timedContacts.filter { $0 > 0 } == [3])
    #expect(result.histories[0].handleSeconds.filter { $0 > 0 } == [150 + 720 + 480])
    #expect(
      result.report.handleTimes.map { "\($0.source.rawValue) \($0.contacts)" } == [
        "handle time 1", "tracked time 1", "replies × minutes 1", "planner's value 3",
      ])
    let warning = try #require(result.report.warnings.first)
    #expect(warning.position == SourcePosition(file: "t.csv", row: 6, column: 3))
    #expect(warning.message.contains("'9999'") && warning.message.contains("and 1 more"))
  }

  @Test("bulk imports and stray dates are pointed out")
  func oddities() throws {
    var text = "created_at,channel\n2019-01-01T00:00:00Z,Phone\n"
    for index in 0..<50 { text += "2026-03-02T08:00:00Z,Phone\n2026-03-02T09:00:\(10 + index)Z,Phone\n" }
    let result = try Sample.read(text, ImportOptions(bulkThreshold: 50)).get()
    #expect(result.report.bulkImports.map { "\($0.at.utcText) \($0.tickets)" } == ["2026-03-02T08:00Z 50"])
    #expect(result.report.warnings.map(\.code) == ["import.no-ids", "import.gap"])
  }

  @Test("date order is told from the whole file and can be overruled")
  func dateOrder() throws {
    let text = "created,channel\n01/02/2025 9:00,a\n03/02/2025 9:00,a\n27/02/2025 9:00,a\n"
    let result = try Sample.read(text, Sample.warsaw()).get()
    #expect(result.report.sources[0].dateOrder == .dayFirst)
    #expect(result.report.first?.utcText == "2025-02-01T08:00Z")
    var options = try Sample.warsaw()
    options.dateOrder = .monthFirst
    let overruled = try Sample.read(text, options).get()
    #expect(overruled.report.first?.utcText == "2025-01-02T08:00Z")
    #expect(overruled.report.dropped.map(\.reason) == [.badRow])
    let doubtful = try Sample.read("created,channel\n02/03/2025 9:00,a\n", Sample.warsaw()).get()
    #expect(doubtful.report.warnings.map(\.code) == ["import.no-ids", "import.date-order"])
  }

  @Test(
    "what stops an import, with place and cure",
    arguments: [
      ("", "csv.empty", nil), ("\u{0}\u{1}PK", "csv.binary", 1), ("name,x\nfoo,1\n", "import.unknown-system", 1),
      ("id,created_at\n1,2026-03-02 08:00\n", "import.zone-needed", 2),
      ("id,created_at\n", "import.nothing-usable", nil),
      ("id,created_at\n1,soon\n2,later\n3,2026-03-02T08:00Z\n", "import.too-many-bad-rows", nil),
      ("id,created_at\n1,soon\n", "import.nothing-usable", nil),
    ] as [(String, String, Int?)])
  func faults(text: String, code: String, row: Int?) throws {
    let fault = try #require(Sample.fault(text))
    #expect(fault.code == code)
    #expect(fault.position?.file == "t.csv" && fault.position?.row == row)
    #expect(fault.cure?.isEmpty == false)
  }

  @Test("wrong widths of intervals are refused")
  func intervals() throws {
    let text = "id,created_at\n1,2026-03-02T08:00Z\n"
    #expect(Sample.fault(text, ImportOptions(interval: 7))?.code == "import.interval")
    #expect(
      Sample.fault(text, ImportOptions(zone: try Zone("Asia/Kathmandu"), interval: 30))?.code == "import.interval")
    #expect(Sample.fault(text, ImportOptions(zone: try Zone("Asia/Kathmandu"), interval: 15)) == nil)
  }

  @Test("a column that the planner names is used, or missed by name")
  func columnMap() throws {
    let text = "id,happened,how\n1,2026-03-02T08:00Z,Phone\n"
    var options = ImportOptions(columns: ColumnMap(created: "Happened", channel: "how"))
    #expect(try Sample.read(text, options).get().histories.map(\.queue) == ["phone"])
    options.columns.channel = "hwo"
    let fault = Sample.fault(text, options)
    #expect(fault?.code == "csv.missing-column" && fault?.cure?.contains("'how'") == true)
  }

  @Test("several sources count together, an id once")
  func severalSources() throws {
    let one = Sample.source("id,created_at\nINC01,2026-03-02T08:00Z\nINC02,2026-03-02T08:00Z\n", "a.csv")
    let two = Sample.source(
      "id,created_at\nINC02,2026-03-02T08:00Z\nINC3,2026-03-02T08:20Z\nINC03,2026-03-02T08:20Z\n", "b.csv")
    let result = try importTickets([one, two])
    #expect(result.histories[0].contacts.filter { $0 > 0 } == [2, 2])
    #expect(result.report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == ["duplicate 1"])
    #expect(result.report.sources.map(\.rowsKept) == [1, 3])
  }

  @Test("the report is the same text and the same JSON every time")
  func deterministic() throws {
    let text = "created_at,channel,group\n" + (0..<200).map { "2026-03-02T08:00Z,c\($0 % 7),g\($0 % 13)\n" }.joined()
    let one = try Sample.read(text).get()
    let two = try Sample.read(text).get()
    #expect(one.report.text == two.report.text)
    #expect(one.histories == two.histories)
    let json = try JSONDecoder().decode(ImportReport.self, from: JSONEncoder().encode(one.report))
    #expect(json == one.report)
  }
}
