import Calendars
import Tables
import Testing

@testable import Tickets

/// JSON as interfaces of ticket systems give it, in every layout.
@Suite struct JSONTicketTests {
  private func read(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> TicketImport {
    try importTickets([Sample.source(text, "t.json")], options: options)
  }

  private static let tickets = [
    #"{"id":1,"created_at":"2026-03-02T09:00:00Z","via":{"channel":"email"}}"#,
    #"{"id":2,"created_at":"2026-03-02T09:20:00Z","via":{"channel":"email"}}"#,
  ]

  @Test("an array, pages, lines, and all of them laid out over many lines")
  func layouts() throws {
    let (first, second) = (Self.tickets[0], Self.tickets[1])
    let pretty = "{\n  \"tickets\": [\n    \(first),\n    \(second)\n  ]\n}\n"
    let spread =
      "[\n  {\n    \"id\": 1,\n    \"created_at\":\n \"2026-03-02T09:00:00Z\", \"via\": {\"channel\":\n\"email\"}\n  },\n\(second)\n]"
    for text in [
      "[\(first),\(second)]", "[\(first),\n\(second)]\n", pretty, spread, "{\"tickets\":[\(first),\(second)]}",
      "\(first)\n\(second)\n", "{\"ticket\":\(first)}\n{\"ticket\":\(second)}", "\u{FEFF}[\(first),\(second)]",
      "{\"ticket\":\n\(first)}\n{\"ticket\":\n\(second)}", "[[\(first)],[\(second)]]",
      "[{\"tickets\":[\(first)]},\(second)]",
    ] {
      let result = try read(text)
      #expect(
        Sample.shown(result.histories) == ["email 2026-03-02T09:00Z 1.0", "email 2026-03-02T09:15Z 1.0"], "\(text)")
      #expect(result.report.rowsRead == 2 && result.report.sources[0].system == .zendeskJSON)
    }
  }

  @Test("what is broken is counted with its place, and what stands before it is kept")
  func broken() throws {
    let (first, second) = (Self.tickets[0], Self.tickets[1])
    for text in ["[\(first),\n\(second),\n", "[\(first),\(second),\nx]", "[\n\(first),\n\(second),\n{\"id\":3"] {
      let report = try read(text).report
      #expect(report.rowsKept == 2 && report.dropped.map(\.reason) == [.badRow], "\(text)")
      #expect(report.dropped[0].examples[0].position.row != nil)
    }
    for text in ["[]", "{}", "[1,2]", "[", "{\"tickets\":1}", "{\"tickets\":[]}", "[{}]", "[null]"] {
      guard case .failure(let fault) = Sample.read(text) else {
        Issue.record("\(text) holds nothing")
        continue
      }
      #expect(fault.code == "import.nothing-usable")
    }
  }

  /// Contacts by channel and group, and reasons, of one page a system.
  private func outcome(_ text: String) throws -> [String] {
    let report = try read(text).report
    return report.streams.map { "\($0.channel)/\($0.group)/\($0.language) \($0.contacts)" }
      + report.dropped.map { "\($0.reason.rawValue) \($0.count)" }
      + report.handleTimes.map { "\($0.source.rawValue) \($0.contacts)" }
  }

  @Test("the pages of other systems")
  func systems() throws {
    #expect(
      try outcome(
        #"[{"id":20,"source":2,"group_id":88,"spam":false,"created_at":"2026-10-26T08:00:12Z"},"#
          + #"{"id":21,"source":3,"spam":true,"created_at":"2026-10-26T08:05:12Z"},"#
          + #"{"id":22,"source":10,"created_at":"2026-10-26T08:05:12Z"}]"#)
        == ["portal/88/ 1", "spam 1", "outbound 1", "planner's value 1"])
    #expect(
      try outcome(
        #"{"type":"conversation.list","conversations":[{"type":"conversation","id":"1","created_at":1792998012,"#
          + #""source":{"type":"email","id":"9","delivered_as":"customer_initiated"},"team_assignee_id":"55","tags":{"tags":[]},"#
          + #""statistics":{"handling_time":420,"adjusted_handling_time":null}},"#
          + #"{"id":"2","created_at":1792998012,"source":{"type":"conversation","delivered_as":"admin_initiated"}}]}"#)
        == ["email/55/ 1", "outbound 1", "handle time 1"])
    #expect(
      try outcome(
        #"{"total":1,"results":[{"id":"3001","properties":{"createdate":"2026-10-26T08:00:12.345Z","source_type":"EMAIL","#
          + #""hs_pipeline":"0"},"createdAt":"2026-10-26T08:00:12.345Z","archived":false}]}"#)
        == ["EMAIL/0/ 1", "planner's value 1"])
    #expect(
      try outcome(
        #"{"issues":[{"id":"10001","key":"SD-1","fields":{"created":"2026-10-26T09:00:12.123+0100","status":{"name":"Done"},"#
          + #""components":[{"name":"VPN"},{"name":"X"}],"timespent":600,"labels":["net"]}}]}"#)
        == ["/VPN/ 1", "tracked time 1"])
    #expect(
      try outcome(
        #"{"totalSize":2,"records":[{"attributes":{"type":"Case"},"Id":"500x","CreatedDate":"2026-10-26T08:00:12.000+0000","#
          + #""Origin":"Phone","Language":"en_US","IsClosedOnCreate":false},{"Id":"500y","#
          + #""CreatedDate":"2026-10-26T08:10:12.000+0000","Origin":"Email","IsClosedOnCreate":true}]}"#)
        == ["Phone//en_US 1", "closed when created 1", "planner's value 1"])
    #expect(
      try outcome(
        #"{"chats":[{"id":"P","thread":{"id":"K","created_at":"2026-10-26T09:00:12.345678Z","access":{"group_ids":[3,4]}}}]}"#
      )
        == ["chat/3/ 1", "planner's value 1"])
    #expect(
      try outcome(#"{"data":[{"id":1,"createdAt":1792998012000,"inboxId":3}]}"#)
        == ["chat/3/ 1", "planner's value 1"])
    #expect(
      try outcome(
        #"{"data":[{"id":"4001","departmentId":"9","channel":"Email","language":"English","createdTime":"2026-10-26T08:00:12.000Z","isSpam":false}]}"#
      )
        == ["Email/9/English 1", "planner's value 1"])
  }

  @Test("members that the planner names")
  func named() throws {
    var options = ImportOptions()
    options.columns.created = "times.asked"
    options.columns.channel = "how"
    let result = try read(#"[{"id":1,"times":{"asked":"2026-03-02T09:00:00Z"},"how":"Call"}]"#, options)
    #expect(Sample.shown(result.histories) == ["phone 2026-03-02T09:00Z 1.0"])
    #expect(result.report.sources[0].columns.map(\.column) == ["times.asked", "id", "how"])
  }

  @Test("cut anywhere, or with any byte changed, nothing traps and every row is accounted for")
  func mutations() throws {
    let texts = [
      "[\(Self.tickets[0]),\n\(Self.tickets[1])]", "{\n\"tickets\": [\n\(Self.tickets[0])\n]}",
      "\(Self.tickets[0])\n\(Self.tickets[1])",
    ]
    for text in texts {
      let bytes = Array(text.utf8)
      var inputs = (0..<bytes.count).map { Array(bytes[..<$0]) }
      for index in bytes.indices {
        for byte in [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "\\"), 10, 0, 0xFF] {
          var changed = bytes
          changed[index] = byte
          inputs.append(changed)
        }
      }
      for input in inputs {
        guard let report = try? importTickets([TicketSource(bytes: input, name: "m")], options: ImportOptions()).report
        else { continue }
        #expect(report.rowsKept + report.dropped.reduce(0) { $0 + $1.count } == report.rowsRead)
      }
    }
  }
}
