import Calendars
import Tables
import Testing

@testable import Tickets

/// Lists of tickets inside of JSON objects: read as such, or refused, but never one ticket in place of all.
@Suite struct JSONListTests {
  private static let tickets = (1...40).map {
    #"{"id":\#($0),"created_at":"2026-03-02T09:\#($0 + 10):00Z","opened":"2026-03-02T09:\#($0 + 10):00Z","#
      + #""via":{"channel":"email"}}"#
  }
  private static let list = tickets.joined(separator: ",\n")

  private static func read(_ text: String, created: String? = nil) -> Result<ImportReport, Diagnostic> {
    var options = ImportOptions()
    options.columns.created = created
    do throws(Diagnostic) {
      return .success(try importTickets([Sample.source(text, "t.json")], options: options).report)
    } catch { return .failure(error) }
  }

  private static func fault(_ text: String, created: String? = nil) -> Diagnostic? {
    guard case .failure(let fault) = read(text, created: created) else { return nil }
    return fault
  }

  @Test(
    "lists at any depth, on one line or many, beside other members",
    arguments: [
      #"{"data":{"tickets":[LIST]}}"#, #"{"data":{"tickets":{"nodes":[LIST],"pageInfo":{"next":null}}},"errors":[]}"#,
      #"{"_embedded":{"conversations":[LIST]},"page":{"size":50}}"#, #"{"response": {"body": {"items": [LIST]}}}"#,
      #"{"jsonrpc":"2.0","id":null,"result":{"data":[LIST]}}"#,
    ])
  func nested(_ layout: String) throws {
    for text in [layout, layout.replacing("LIST]", with: "\nLIST\n]")] {
      for joint in [",", ",\n"] {
        let report = try Self.read(
          text.replacing("LIST", with: Self.tickets.joined(separator: joint))
        ).get()
        #expect(report.rowsKept == 40 && report.rowsRead == 40 && report.streams.map(\.channel) == ["email"])
      }
    }
    // A page a line.
    let line = layout.replacing("LIST", with: Self.tickets[0])
    let next = layout.replacing("LIST", with: Self.tickets[1])
    #expect(try Self.read("\(line)\n\(next)\n").get().rowsKept == 2)
  }

  @Test("a path that leads through the list never counts one ticket of all")
  func pathThroughList() throws {
    let text = #"{"data":{"tickets":[\#(Self.list)]}}"#
    let fault = Self.fault(text, created: "data.tickets.created_at")
    #expect(fault?.code == "import.list" && fault?.message.contains("40 times") == true)
    #expect(fault?.cure?.contains("Leave --column created out") == true)
    let other = Self.fault(text, created: "data.tickets.opened")
    #expect(other?.cure?.contains("--column created=opened") == true)
    #expect(try Self.read(text, created: "opened").get().rowsKept == 40)
    // A call that has a number of its own.
    let numbered = Self.fault(#"{"id":7,"result":{"tickets":[\#(Self.list)]}}"#, created: "result.tickets.created_at")
    #expect(numbered?.cure?.contains("jq -c '.result.tickets[]' t.json") == true)
  }

  @Test("a list under another name is refused with the command that takes it out")
  func unknownList() throws {
    for (text, command) in [
      (#"{"export":{"rows":[\#(Self.list)]}}"#, "jq -c '.export.rows[]' t.json"),
      (#"{"id":7,"result":{"tickets":[\#(Self.list)]}}"#, "jq -c '.result.tickets[]' t.json"),
      (
        #"{"data":{"tickets":{"edges":[{"node":\#(Self.tickets.joined(separator: "},{\"node\":"))}]}}}"#,
        "jq -c '.data.tickets.edges[].node' t.json"
      ),
      (#"{"meta":{"started":"2026-03-01T00:00:00Z"},"my rows":[\#(Self.list)]}"#, "jq -c '.[\"my rows\"][]' t.json"),
    ] {
      let fault = Self.fault(text)
      #expect(fault?.code == "import.unknown-system" && fault?.cure?.contains(command) == true, "\(fault?.cure ?? "")")
      #expect(fault?.cure?.contains("--column") == false)
    }
    let named = Self.fault(#"{"rows":[\#(Self.list.replacing("created_at", with: "x"))]}"#)
    #expect(named?.cure?.contains("with --column created=opened") == true)
  }

  @Test("an export's own time isn't that of its tickets")
  func timeOfExport() throws {
    let text = #"{"timestamp":"2026-03-03T00:00:00Z","tickets":[\#(Self.list)]}"#
    #expect(Self.fault(text)?.code == "import.list")
    #expect(Self.fault(text)?.cure?.contains("jq -c '.tickets[]' t.json") == true)
    // Where the planner says that the object is the ticket it is one, which is said.
    let said = try Self.read(text, created: "timestamp").get()
    #expect(said.rowsKept == 1 && said.warnings.contains { $0.code == "import.list" && $0.severity == .warning })
  }

  @Test("an answer with an id and a time of its own isn't one ticket; tickets with lists of their own are")
  func answerWithID() throws {
    let text = #"{"id":7,"created_at":"2026-03-03T00:00:00Z","tickets":[\#(Self.list)]}"#
    #expect(Self.fault(text)?.code == "import.list" && Self.fault(text)?.message.contains("list of 40") == true)
    let replies =
      #""conversations":[{"id":1,"created_at":"2026-03-02T10:00:00Z"},{"id":2,"created_at":"2026-03-02T11:00:00Z"}]"#
    let tickets = (1...3).map { #"{"id":\#($0),"created_at":"2026-03-02T09:0\#($0):00Z",\#(replies)}"# }
    #expect(try Self.read(tickets.joined(separator: "\n")).get().rowsKept == 3)
  }

  @Test("a ticket's own lists stay its own")
  func ownLists() throws {
    let tickets = (1...3).map {
      #"{"id":\#($0),"data":{"items":[{"id":9,"created_at":"2026-03-02T10:00:00Z"}]},"#
        + #""events":[{"at":"2026-03-02T09:0\#($0):00Z"},{"at":"2026-03-05T09:00:00Z"}]}"#
    }.joined(separator: "\n")
    let report = try Self.read(tickets, created: "events.at").get()
    #expect(report.rowsKept == 3 && report.warnings.contains { $0.code == "import.list" })
    #expect(Self.fault(tickets)?.code == "import.unknown-system")
    let plain = #"{"created_at":"2026-03-02T10:00:00Z","calls":[{"start":"2026-03-02T10:00:00Z"}]}"#
    #expect(try Self.read(plain).get().rowsKept == 1)
  }
}
