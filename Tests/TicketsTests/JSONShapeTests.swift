import Tables
import Testing

@testable import Tickets

/// Two systems whose tickets have the same ids: both count.
@Suite struct JSONShapeTests {
  private static let freshdesk =
    #"{"id":20,"source":1,"created_at":"2026-10-26T08:00:12Z","updated_at":"2026-10-26T09:00:00Z"}"#
  private static let intercom = #"{"id":"20","created_at":1793001612,"source":{"type":"email","id":"9"}}"#
  private static let zoho =
    #"{"id":"20","ticketNumber":"7","channel":"Email","createdTime":"2026-10-26T11:00:12.000Z"}"#
  private static let salesforce =
    #"{"attributes":{"type":"Case"},"Id":"20","CreatedDate":"2026-10-26T08:00:12.000+0000","Origin":null}"#
  private static let jira =
    #"{"id":"20","key":"SD-1","fields":{"created":"2026-10-26T09:00:12.123+0100","summary":"x"}}"#
  private static let liveChat = #"{"id":"20","thread":{"id":"K","created_at":"2026-10-26T09:00:12.345678Z"}}"#

  private func words(_ text: String) -> String? { JSONShape(ColumnMap()).words(Array(text.utf8)) }

  @Test(
    "a system is told by how it spells a ticket's members, in whatever layout",
    arguments: [
      (freshdesk, "created_at, id"), (intercom, "created_at, id"),
      (zoho, "createdTime, id"), (salesforce, "CreatedDate, Id"),
      (jira, "fields.created, id"), (liveChat, "thread.created_at, id"),
    ])
  func shapes(ticket: String, shape: String) {
    #expect(words(ticket) == shape)
    for text in [
      "[\(ticket),{}]", "\u{FEFF}\(ticket)\n\(ticket)\n", #"{"total":1,"results":[\#(ticket)]}"#,
      #"{"data":{"tickets":[\#(ticket)]}}"#, #"{"users":[{"id":1,"created_at":"x"}],"tickets":[\#(ticket),"#,
      "[{},\(ticket)",
    ] { #expect(words(text) == shape, "\(text)") }
  }

  @Test(
    "nothing is found where no ticket is", arguments: ["", "[", "{}", "[1]", #"{"tickets":[]}"#, #"{"id":1}"#, "{\"a"])
  func none(text: String) { #expect(words(text) == nil) }

  @Test("deep nesting ends")
  func deep() {
    #expect(words(String(repeating: "[", count: 100_000)) == nil)
    #expect(words(String(repeating: #"{"data":"#, count: 10_000)) == nil)
  }

  @Test("the same ids of two systems count twice, those of one once")
  func twoSystems() throws {
    var store = HistoryStore()
    for (name, text) in [("f", Self.freshdesk), ("z", Self.zoho), ("f2", "[\(Self.freshdesk)]")] {
      _ = try importTickets([Sample.source(text, "\(name).json")], options: ImportOptions(), into: &store)
    }
    #expect(store.sources.map(\.contacts) == [1, 1])
  }

  @Test("a ticket without a channel begins no source of its own")
  func optional() throws {
    var store = HistoryStore()
    let first = #"{"id":1,"created_at":"2026-03-02T09:00:00Z","source":2}"#
    for text in [first, #"{"id":2,"created_at":"2026-03-02T10:00:00Z"}"# + "\n" + first] {
      _ = try importTickets([Sample.source(text, "t.json")], options: ImportOptions(), into: &store)
    }
    #expect(store.sources.map(\.contacts) == [2])
  }

  @Test("history from before systems were told apart goes on")
  func before() throws {
    var store = HistoryStore()
    var options = ImportOptions()
    options.intake.source = "json-37b256dd"
    _ = try importTickets([Sample.source(Self.freshdesk, "f.json")], options: options, into: &store)
    let report = try importTickets([Sample.source(Self.freshdesk, "f.json")], options: ImportOptions(), into: &store)
    #expect(store.sources.map(\.name) == ["json-37b256dd"] && store.sources[0].contacts == 1)
    #expect(report.dropped.map(\.reason) == [.held])
  }
}
