import Calendars
import Tables
import Testing

@testable import Tickets

/// Answers of interfaces that come in pages: what is missing is said.
@Suite struct JSONPageEndTests {
  private func warnings(_ texts: [String]) throws -> [String] {
    let sources = texts.enumerated().map { Sample.source($1, "page\($0 + 1).json") }
    return try importTickets(sources).report.warnings.filter { $0.code == "import.more-pages" }.map {
      "\($0.position?.file ?? ""):\($0.position?.row ?? 0) \($0.message)"
    }
  }

  /// `count` tickets, as a member `list`.
  private func list(_ name: String, _ ids: ClosedRange<Int>) -> String {
    let tickets = ids.map { #"{"id":"\#($0)","created_at":"2026-03-02T09:\#(10 + $0):00Z","channel":"email"}"# }
    return "\"\(name)\":[\(tickets.joined(separator: ","))]"
  }

  @Test(
    "a first page alone is not all",
    arguments: [
      ("tickets", #""next_page":"https://desk.invalid/tickets?page=2""#, "next_page"),
      (
        "tickets", #""meta":{"has_more":true,"after_cursor":"x"},"links":{"next":"https://desk.invalid"}"#,
        "meta.has_more"
      ),
      ("tickets", #""after_url":"https://desk.invalid","end_of_stream":false"#, "end_of_stream"),
      ("conversations", #""pages":{"type":"pages","next":{"page":2,"starting_after":"x"},"page":1}"#, "pages.next"),
      ("results", #""paging":{"next":{"after":"100","link":"https://desk.invalid"}}"#, "paging.next"),
      ("records", #""done":false,"nextRecordsUrl":"/services/data/query/01g-2000""#, "done"),
      ("chats", #""next_page_id":"MTUx""#, "next_page_id"), ("issues", #""nextPageToken":"x""#, "nextPageToken"),
      ("issues", #""isLast":false"#, "isLast"),
      ("data", #""info":{"count":2,"more_records":true}"#, "info.more_records"),
      ("value", #""@odata.nextLink":"https://desk.invalid""#, "@odata.nextLink"),
    ])
  func more(name: String, member: String, said: String) throws {
    let first = "{\(list(name, 1...2)),\(member)}"
    #expect(
      try warnings([first]) == ["page1.json:1 '\(said)' says that more pages follow; '\(name)' held 2 so far"])
    // A last page that says nothing, in the same file or another one, in whatever order.
    let last = "{\(list(name, 3...3))}"
    #expect(try warnings([first, last]).isEmpty)
    #expect(try warnings([last, first]).isEmpty)
    #expect(try warnings(["\(first)\n\(last)\n"]).isEmpty)
    #expect(
      try warnings(["\(first)\n{\(list(name, 3...4)),\(member)}\n"])
        == ["page1.json:2 '\(said)' says that more pages follow; '\(name)' held 4 so far"])
  }

  @Test(
    "a last page says so in many ways",
    arguments: [
      #""next_page":null"#, #""meta":{"has_more":false},"links":{"next":"https://desk.invalid"}"#,
      #""end_of_stream":true"#,
      #""pages":{"next":null}"#, #""done":true,"totalSize":2"#, #""next_page_id":"""#, #""isLast":true,"total":70"#,
      #""paging":{}"#, #""total":2"#, #""count":1"#, #""total":"many""#, #""links":[{"next":"x"}]"#,
      #""users":[{"count":9}]"#,
    ])
  func last(member: String) throws {
    #expect(try warnings(["{\(list("tickets", 1...2)),\(member)}"]).isEmpty)
  }

  @Test("fewer tickets than the answer counts")
  func total() throws {
    let first = #"{"startAt":0,"maxResults":2,"total":3,\#(list("issues", 1...2))}"#
    #expect(try warnings([first]) == ["page1.json:1 'total' says that there are 3 in all; 'issues' held 2 so far"])
    #expect(try warnings([first, #"{"startAt":2,"maxResults":2,"total":3,\#(list("issues", 3...3))}"#]).isEmpty)
    // Inside of a frame.
    #expect(
      try warnings([#"{"data":{"total":9,\#(list("tickets", 1...2))}}"#])
        == ["page1.json:1 'data.total' says that there are 9 in all; 'data.tickets' held 2 so far"])
  }

  @Test("a ticket's own lists are no pages")
  func own() throws {
    #expect(
      try warnings([
        #"{"id":1,"created_at":"2026-03-02T09:00:00Z","channel":"email","comments":{"total":3,"next_page":"x"}}"#
      ]).isEmpty)
  }
}
