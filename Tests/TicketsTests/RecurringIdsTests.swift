import Calendars
import Tables
import Testing

@testable import Tickets

/// Ids that begin anew each day are no ids.
@Suite struct RecurringIdsTests {
  private static func options(_ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone("Europe/Berlin"))
    options.intake.dayZone = options.zone
    change(&options)
    return options
  }

  /// Calls of one day of March, numbered from 1, at times that differ from day to day.
  private static func calls(_ day: Int, _ count: Int) -> String {
    var state = UInt64(day) &* 0x9E37_79B9_7F4A_7C15
    func minute() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 480 + Int(state >> 33) % 600
    }
    return (0..<count).map { _ in minute() }.sorted().enumerated().map { number, minute in
      let clock = "\(minute < 600 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
      return "\(number + 1),2026-03-0\(day)T\(clock):00,phone\n"
    }.joined()
  }

  private static func file(_ days: ClosedRange<Int>, _ count: Int) -> TicketSource {
    Sample.source("call id,start time,channel\n" + days.map { calls($0, count) }.joined())
  }

  private static func fault(_ body: () throws -> Void) -> Diagnostic? {
    do { try body() } catch { return error as? Diagnostic }
    return nil
  }

  @Test("a file a day, sparse and dense: the second is refused, also with --replace, and nothing recorded goes")
  func daily() throws {
    for count in [6, 50, 400] {
      var store = HistoryStore()
      _ = try importTickets([Self.file(2...2, count)], options: try Self.options(), into: &store)
      let known = store
      let next = Self.file(3...3, count)
      let fault = Self.fault { _ = try importTickets([next], options: try Self.options(), into: &store) }
      #expect(fault?.code == "import.ids-anew" && store == known, "\(count): \(String(describing: fault))")
      #expect(fault?.message.contains("\(count) of \(count) rows whose ids were imported before") == true)
      #expect(fault?.cure?.contains("--column id=none") == true && fault?.cure?.contains("--source") == true)
      let replacing = Self.fault {
        _ = try importTickets([next], options: try Self.options { $0.intake.overlap = .replace }, into: &store)
      }
      #expect(replacing?.code == "import.moved" && store == known, "\(count): \(String(describing: replacing))")
      // The cure: each day counts, once.
      let none = try Self.options { $0.columns.id = "none" }
      for _ in 0..<2 { _ = try importTickets([next], options: none, into: &store) }
      #expect(store.contacts == Double(2 * count))
      let again = Self.fault { _ = try importTickets([Self.file(2...2, count)], options: none, into: &store) }
      #expect(again?.code == "import.with-ids", "\(String(describing: again))")
      let whole = try Self.options {
        $0.columns.id = "none"
        $0.intake.overlap = .replace
      }
      _ = try importTickets([Self.file(2...2, count)], options: whole, into: &store)
      #expect(store.contacts == Double(2 * count) && store.sources[0].marks.count == 0)
    }
  }

  @Test("in one file, or in several of one import, they are refused as well; without ids each row counts")
  func oneImport() throws {
    let five = Self.file(2...6, 300)
    let fault = Self.fault { _ = try importTickets([five], options: try Self.options()) }
    #expect(fault?.code == "import.ids-anew", "\(String(describing: fault))")
    #expect(fault?.message.contains("1200 of 1200 rows") == true)
    let two = Self.fault {
      _ = try importTickets([Self.file(2...2, 50), Self.file(3...3, 50)], options: try Self.options())
    }
    #expect(two?.code == "import.ids-anew", "\(String(describing: two))")
    let none = try importTickets([five], options: try Self.options { $0.columns.id = "none" })
    #expect(none.report.rowsKept == 1500 && !none.report.warnings.contains { $0.code == "import.no-ids" })
    // Who names the column has said it.
    let named = try importTickets([five], options: try Self.options { $0.columns.id = "call id" })
    #expect(named.report.rowsKept == 300 && named.report.warnings.contains { $0.code == "import.ids-anew" })
  }

  @Test("versions of a ticket at one time, and few that moved, are tickets that come again")
  func versions() throws {
    let text =
      "id,created,channel\n"
      + (0..<3).map { _ in
        (10..<40).map { "\($0),2026-03-02 09:\($0),Phone\n" }.joined()
      }.joined() + "10,2026-03-09 09:10,Phone\n"
    let report = try importTickets([Sample.source(text)], options: try Self.options()).report
    #expect(report.rowsKept == 30 && !report.warnings.contains { $0.code == "import.ids-anew" })
    var store = HistoryStore()
    for _ in 0..<2 { _ = try importTickets([Sample.source(text)], options: try Self.options(), into: &store) }
    #expect(store.contacts == 30)
  }

  @Test("JSON without ids; a column that is called none is one")
  func none() throws {
    let json = (0..<30).map { "{\"id\": \($0 % 3), \"created_at\": \"2026-03-02T09:\($0 + 10):00Z\"}\n" }.joined()
    let none = try Self.options { $0.columns.id = "none" }
    #expect(try importTickets([Sample.source(json)], options: none).report.rowsKept == 30)
    let text = "none,created\n1,2026-03-02 09:00\n1,2026-03-02 09:01\n"
    #expect(try importTickets([Sample.source(text)], options: none).report.rowsKept == 1)
  }

  @Test("a zone is named where the times fit at one distance alone, and never at whole days")
  func shift() {
    /// Five days of ten hours.
    func cells(_ most: Int, later: Int) -> [ZoneShift.Cell] {
      (0..<200).map { (($0 / 40) * 96 + $0 % 40 + later, Double((($0 + 1) * 2_654_435_761 >> 11) % most)) }
    }
    for most in [2, 10, 80] {
      let read = cells(most, later: 0)
      for quarters in [4, -4, 32, -68, 23, 88] {
        #expect(ZoneShift.quarters(from: read, to: cells(most, later: quarters)) == quarters, "\(most) \(quarters)")
      }
      for days in [-96, 0, 96] { #expect(ZoneShift.quarters(from: read, to: cells(most, later: days)) == nil) }
    }
    let full = (0..<40).map { (quarter: $0, contacts: 1.0) }
    #expect(ZoneShift.quarters(from: full, to: full.map { ($0.quarter - 96, 1) }) == nil)
    #expect(ZoneShift.quarters(from: [(7, 1)], to: [(12, 1)]) == nil)
  }
}
