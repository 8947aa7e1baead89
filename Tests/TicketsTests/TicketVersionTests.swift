import Calendars
import Tables
import Testing

@testable import Tickets

/// A ticket that comes several times in one import: the version of the latest update counts, in whatever order they are read.
@Suite struct TicketVersionTests {
  private static func imported(_ texts: [String]) throws -> (store: HistoryStore, report: ImportReport) {
    var store = HistoryStore()
    var options = ImportOptions(zone: try Zone("Europe/Berlin"))
    options.intake.source = "desk"
    let report = try importTickets(
      texts.enumerated().map { Sample.source($1, "part\($0)") }, options: options, into: &store)
    return (store, report)
  }

  /// Both orders of two files, which are the same but for the note.
  private static func bothWays(_ one: String, _ other: String) throws -> HistoryStore {
    let (rising, plain) = try imported([one, other])
    let (falling, told) = try imported([other, one])
    #expect(rising == falling)
    #expect(!plain.warnings.contains { $0.code == "import.versions" })
    #expect(told.warnings.contains { $0.code == "import.versions" && $0.severity == .note })
    #expect(plain.dropped.map { "\($0.reason) \($0.count)" } == told.dropped.map { "\($0.reason) \($0.count)" })
    return rising
  }

  private static func lines(_ ids: Range<Int>, updated: String, status: String, extra: String = "") -> String {
    ids.map {
      #"{"id":\#($0),"created_at":"2026-03-02T08:0\#($0 % 10):00Z","updated_at":"\#(updated)"\#(extra),"#
        + #""via":{"channel":"web"},"status":"\#(status)"}"# + "\n"
    }.joined()
  }

  @Test("JSON: a deletion that was made later counts, whichever file is read first")
  func json() throws {
    let old = Self.lines(1..<101, updated: "2026-03-03T08:00:00Z", status: "open")
    let new = Self.lines(1..<31, updated: "2026-03-09T08:00:00Z", status: "deleted")
    #expect(try Self.bothWays(old, new).contacts == 70)
    // What the system itself has changed is later too.
    let system = Self.lines(
      1..<31, updated: "2026-03-03T08:00:00Z", status: "deleted", extra: #","generated_timestamp":1773043200"#)
    let plain = Self.lines(
      1..<101, updated: "2026-03-03T08:00:00Z", status: "open", extra: #","generated_timestamp":1772524800"#)
    #expect(try Self.bothWays(plain, system).contacts == 70)
  }

  @Test(
    "tables: with an offset, local, day first, a date alone",
    arguments: [
      ("Updated at", "2026-03-03T08:00:00Z", "2026-03-03T09:01:00+01:00"),
      ("Last modified", "2026-03-03 08:00", "2026-03-10 08:00"),
      ("Geändert am", "13.03.2026 08:00", "01.04.2026 08:00"),
      ("updated", "28/02/2026 08:00", "31/03/2026 08:00"), ("Last update", "2026-03-03", "2026-03-04"),
    ])
  func tables(_ name: String, _ earlier: String, _ later: String) throws {
    func text(_ updated: String, _ status: String) -> String {
      "id,created_at,status,\(name)\n" + (1...9).map { "\($0),2026-03-02T08:00:00Z,\(status),\(updated)\n" }.joined()
        + "10,2026-03-02T08:00:00Z,open,\(updated)\n"
    }
    #expect(try Self.bothWays(text(earlier, "open"), text(later, "deleted")).contacts == 1)
  }

  @Test("where a version says no time, or all say one, the version read last counts")
  func order() throws {
    func text(_ updated: String, _ status: String) -> String {
      "id,created_at,status,updated_at\n1,2026-03-02T08:00:00Z,\(status),\(updated)\n2,2026-03-02T08:00:00Z,open,\n"
    }
    let later = "2026-03-05T08:00:00Z"
    for (first, second) in [("", ""), (later, ""), ("", later), (later, later), ("soon", later)] {
      #expect(try Self.imported([text(first, "deleted"), text(second, "open")]).store.contacts == 2)
      #expect(try Self.imported([text(first, "open"), text(second, "deleted")]).store.contacts == 1)
    }
    // Of three versions the latest stands in the middle.
    let three = [("5", "open"), ("7", "deleted"), ("6", "open")]
    #expect(try Self.imported(three.map { text("2026-03-0\($0)T08:00:00Z", $1) }).store.contacts == 1)
  }
}
