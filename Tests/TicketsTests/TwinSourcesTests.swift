import Calendars
import Tables
import Testing

@testable import Tickets

/// The same contacts under two names, and two systems under one.
@Suite struct TwinSourcesTests {
  private static func options(_ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone("Europe/Berlin"))
    options.intake.dayZone = options.zone
    change(&options)
    return options
  }

  /// Three tickets a day of March.
  private static func tickets(_ days: ClosedRange<Int>, extra: Bool) -> String {
    "id,created,channel\(extra ? ",priority" : "")\n"
      + days.flatMap { day in
        (0..<3).map {
          "T\(day * 3 + $0),2026-03-\(day < 10 ? "0" : "")\(day) 1\($0):0\(day % 10),Phone\(extra ? ",high" : "")\n"
        }
      }.joined()
  }

  private static func fault(_ body: () throws -> Void) -> Diagnostic? {
    do { try body() } catch { return error as? Diagnostic }
    return nil
  }

  @Test("a column more in a rolling export is refused where most tickets of the shared days are known")
  func columnMore() throws {
    var store = HistoryStore()
    _ = try importTickets([Sample.source(Self.tickets(1...9, extra: false))], options: try Self.options(), into: &store)
    let before = store
    let later = Sample.source(Self.tickets(4...12, extra: true))
    let fault = Self.fault { _ = try importTickets([later], options: try Self.options(), into: &store) }
    #expect(fault?.code == "import.twin" && store == before)
    #expect(fault?.message.contains("18 of 18 tickets") == true, "\(String(describing: fault))")
    let name = store.sources[0].name
    #expect(fault?.cure?.contains("--source \(name)") == true && fault?.cure?.contains("--add") == true)
    // With the cure each counts once.
    _ = try importTickets([later], options: try Self.options { $0.intake.source = name }, into: &store)
    #expect(store.contacts == 36 && store.sources.count == 1)
    // In one command as well, and with --add both count, which needs no second word.
    var both = HistoryStore()
    let files = [Sample.source(Self.tickets(1...9, extra: false)), later]
    #expect(
      Self.fault { _ = try importTickets(files, options: try Self.options(), into: &both) }?.code == "import.twin")
    let report = try importTickets(files, options: try Self.options { $0.intake.overlap = .add }, into: &both)
    #expect(both.contacts == 54 && report.warnings.contains { $0.code == "import.twin" })
    _ = try importTickets([Sample.source(Self.tickets(9...14, extra: true))], options: try Self.options(), into: &both)
    #expect(both.contacts == 60)
  }

  @Test("a known source that grows into another one is refused")
  func growing() throws {
    var store = HistoryStore()
    _ = try importTickets([Sample.source(Self.tickets(1...9, extra: false))], options: try Self.options(), into: &store)
    _ = try importTickets(
      [Sample.source(Self.tickets(20...22, extra: true))], options: try Self.options(), into: &store)
    #expect(store.contacts == 36 && store.sources.count == 2)
    let fault = Self.fault {
      _ = try importTickets(
        [Sample.source(Self.tickets(8...9, extra: true))], options: try Self.options(), into: &store)
    }
    #expect(fault?.code == "import.twin")
  }

  @Test("two systems whose ids begin at 1 are two sources")
  func twoSystems() throws {
    var store = HistoryStore()
    let one = "id,created,channel\n" + (1...30).map { "\($0),2026-03-02 10:\($0 + 10),Phone\n" }.joined()
    let two = "id,created,channel,team\n" + (1...30).map { "\($0),2026-03-02 15:\($0 + 10),Phone,A\n" }.joined()
    for text in [one, two] { _ = try importTickets([Sample.source(text)], options: try Self.options(), into: &store) }
    #expect(store.contacts == 60)
  }

  @Test("counts and tickets of the same calls are pointed out")
  func countsAndTickets() throws {
    var store = HistoryStore()
    let counts =
      "ts_local,queue,calls\n"
      + (2...8).map { "2026-03-0\($0) 10:00,phone,1\n2026-03-0\($0) 11:00,phone,1\n2026-03-0\($0) 12:00,phone,1\n" }
      .joined()
    _ = try importTickets([Sample.source(counts)], options: try Self.options(), into: &store)
    let report = try importTickets(
      [Sample.source(Self.tickets(2...8, extra: false))], options: try Self.options(), into: &store)
    let twin = report.warnings.first { $0.code == "import.twin" }
    #expect(twin?.message.contains("7 of the 7 days") == true, "\(report.warnings)")
  }

  /// Calls of three weeks of working days by chance, of which each system has its own; 0…1 is what it misses.
  private static func calls(seed: UInt64, missing: [Double]) -> [String] {
    var state = seed
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 0x1p53
    }
    var tickets = "id,created,channel\n"
    var counts = "ts_local,queue,calls\n"
    for day in (2...20) {
      for half in 16..<36 {
        let time =
          "2026-03-\(day < 10 ? "0" : "")\(day) \(half < 20 ? "0" : "")\(half / 2):\(half % 2 == 0 ? "00" : "30")"
        var here = 0
        for call in 0..<6 where random() < 0.3 {
          if random() >= missing[0] { tickets += "\(day)-\(half)-\(call),\(time),Phone\n" }
          if random() >= missing[1] { here += 1 }
        }
        counts += "\(time),phone,\(here)\n"
      }
    }
    return [tickets, counts]
  }

  private static func twins(_ files: [String]) throws -> [Diagnostic] {
    var store = HistoryStore()
    var warnings: [Diagnostic] = []
    for file in files {
      let report = try importTickets([Sample.source(file)], options: try Self.options(), into: &store)
      warnings += report.warnings.filter { $0.code == "import.twin" }
    }
    #expect(store.sources.count == 2)
    return warnings
  }

  @Test("a telephone system's counts of the calls that most tickets are of are pointed out, other calls are not")
  func nearlyTheSame() throws {
    for missing in [[0.05, 0], [0.1, 0.03], [0, 0.15]] {
      let files = Self.calls(seed: 7, missing: missing)
      #expect(try Self.twins(files).map(\.message.count).count == 1, "\(missing)")
      #expect(try Self.twins(files.reversed())[0].message.contains("more closely than chance explains"), "\(missing)")
    }
    // The same hours and the same level, other callers.
    for seed in [3, 5, 11, 23, 41] as [UInt64] {
      let files = [Self.calls(seed: seed, missing: [0.05, 0])[0], Self.calls(seed: seed + 100, missing: [0, 0])[1]]
      #expect(try Self.twins(files).isEmpty, "\(seed)")
    }
    // Its calls among e-mails of the same system.
    let files = Self.calls(seed: 7, missing: [0.05, 0])
    let mails = (2...20).flatMap { day in
      (0..<(20 + day * 7 % 13)).map {
        "m\(day)-\($0),2026-03-\(day < 10 ? "0" : "")\(day) 1\($0 % 8):\(10 + $0),Email\n"
      }
    }
    #expect(try Self.twins([files[0] + mails.joined(), files[1]]).count == 1)
  }

  @Test("two systems with one header in one import: ids at other times stop it, and nothing is lost")
  func oneHeader() throws {
    func system(_ hour: Int, _ ids: ClosedRange<Int>) -> TicketSource {
      TicketSource(
        bytes: Array(
          ("id,created,channel\n" + ids.map { "\($0),2026-03-02 \(hour):\($0 + 10),Phone\n" }.joined()).utf8),
        name: "\(hour).csv")
    }
    var store = HistoryStore()
    let fault = Self.fault {
      _ = try importTickets([system(10, 1...9), system(15, 1...9)], options: try Self.options(), into: &store)
    }
    #expect(fault?.code == "import.other-system" && fault?.message.contains("9 of 9") == true && store.contacts == 0)
    #expect(fault?.cure?.contains("--source") == true)
    // Parts of one export that overlap are one system.
    let report = try importTickets([system(10, 1...9), system(10, 4...12)], options: try Self.options(), into: &store)
    #expect(store.contacts == 12 && !report.warnings.contains { $0.code == "import.other-system" })
  }

  @Test("names of sources: each has a file of its own, and finds it again")
  func names() throws {
    let long = String(repeating: "n", count: 150)
    let names = ["é0", "\u{0E90}", "a_b", "a b", "é", "e9", "_e9_", long + "1", long + "2", ".hidden", "", "Desk-1"]
    #expect(Set(names.map(SourceHistory.safeName)).count == names.count)
    #expect(names.allSatisfy { SourceHistory.safeName($0).utf8.count <= 130 })
    #expect(SourceHistory.safeName("Zoe\u{308}") == SourceHistory.safeName("Zo\u{EB}"))
    var store = HistoryStore()
    let text = Self.tickets(2...3, extra: false)
    _ = try importTickets([Sample.source(text)], options: try Self.options { $0.intake.source = "a b" }, into: &store)
    let name = store.sources[0].name
    _ = try importTickets([Sample.source(text)], options: try Self.options { $0.intake.source = name }, into: &store)
    #expect(store.sources.map(\.name) == [name] && store.contacts == 6)
    let fault = Self.fault {
      _ = try importTickets(
        [Sample.source(text)], options: try Self.options { $0.intake.source = "before" }, into: &store)
    }
    #expect(fault?.code == "import.source-name" && fault?.kind == .usage)
  }

  @Test("a name in two spellings of Unicode is one, whichever comes first")
  func composed() throws {
    func text(_ name: String, _ id: Int) -> String { "id,created,group\n\(id),2026-03-02 09:00,\(name)\n" }
    var bytes: Set<[UInt8]> = []
    for order in [[("Zo\u{EB}", 1), ("Zoe\u{308}", 2)], [("Zoe\u{308}", 2), ("Zo\u{EB}", 1)]] {
      var store = HistoryStore()
      for (name, id) in order {
        _ = try importTickets([Sample.source(text(name, id))], options: try Self.options(), into: &store)
      }
      #expect(store.sources[0].streams.count == 1)
      bytes.insert(SourceFile.text(of: store.sources[0]))
    }
    #expect(bytes.count == 1)
  }
}
