import Calendars
import Tables
import Testing

@testable import Tickets

/// `--replace` where tickets have ids.
@Suite struct ReplacedHistoryTests {
  private static func options(
    zone: String = "Europe/Berlin", _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone(zone))
    options.intake.dayZone = options.zone
    change(&options)
    return options
  }

  private static func text(_ rows: [(id: Int, time: String)]) -> String {
    "id,created,channel\n" + rows.map { "\($0.id),\($0.time),Phone\n" }.joined()
  }

  @discardableResult
  private static func add(
    _ text: String, to store: inout HistoryStore, zone: String = "Europe/Berlin",
    replacing: Bool = false, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    try importTickets(
      [Sample.source(text)],
      options: try options(zone: zone) {
        if replacing { $0.intake.overlap = .replace }
        change(&$0)
      }, into: &store)
  }

  private static func fault(_ body: () throws -> Void) -> Diagnostic? {
    do { try body() } catch { return error as? Diagnostic }
    return nil
  }

  static let full = text([
    (1, "2026-03-02T09:00:00Z"), (2, "2026-03-02T10:00:00Z"), (3, "2026-03-03T09:00:00Z"), (4, "2026-03-04T09:00:00Z"),
  ])

  @Test("the ids of replaced days are forgotten with their tickets")
  func forgets() throws {
    var store = HistoryStore()
    try Self.add(Self.full, to: &store)
    let whole = store
    try Self.add(
      Self.text([(1, "2026-03-02T09:00:00Z"), (4, "2026-03-04T09:00:00Z")]), to: &store, replacing: true)
    #expect(store.contacts == 2 && store.sources[0].marks.count == 2)
    // What was replaced away comes back.
    try Self.add(Self.full, to: &store)
    #expect(store == whole)
    try Self.add(Self.full, to: &store, replacing: true)
    #expect(store == whole)
  }

  @Test("a ticket that moved to another day is asked about; it counts once where that day is said to be covered")
  func moved() throws {
    let days = Self.text([(5, "2026-03-02T09:00:00Z"), (6, "2026-03-03T09:00:00Z"), (7, "2026-03-10T09:00:00Z")])
    let later = Self.text([(5, "2026-03-10T09:00:00Z"), (6, "2026-03-03T09:00:00Z"), (7, "2026-03-10T10:00:00Z")])
    var store = HistoryStore()
    try Self.add(days, to: &store)
    let known = store
    let asked = Self.fault { try Self.add(later, to: &store, replacing: true) }
    #expect(asked?.code == "import.moved" && store == known, "\(String(describing: asked))")
    #expect(asked?.message.contains("1 tickets of the files are recorded in") == true)
    #expect(asked?.message.contains("on other days, 2026-03-02, and no other zone") == true)
    #expect(asked?.cure?.contains("--column id=none") == true && asked?.cure?.contains("--from and --to") == true)
    try Self.add(later, to: &store, replacing: true) { $0.intake.from = CivilDate(year: 2026, month: 3, day: 2) }
    #expect(store.contacts == 3 && store.sources[0].marks.count == 3)
    #expect(store.sources[0].marks.dates.map(\.description) == ["2026-03-03", "2026-03-10"])
    // Of a day that the file doesn't have as a whole, what else lay there isn't known.
    store = HistoryStore()
    try Self.add(Self.full, to: &store)
    let before = store
    let fault = Self.fault {
      try Self.add(Self.text([(1, "2026-03-10T09:00:00Z")]), to: &store, replacing: true)
    }
    #expect(fault?.code == "import.moved" && store == before)
    #expect(fault?.message.contains("1 tickets") == true && fault?.message.contains("2026-03-02") == true)
    #expect(fault?.cure?.contains("--undo") == true)
  }

  @Test("what was read in the wrong zone is replaced as a whole, in the right one")
  func wrongZone() throws {
    let local = Self.text([(1, "2026-03-02 03:00:00"), (2, "2026-03-03 04:30:00")])
    var right = HistoryStore()
    try Self.add(local, to: &right, zone: "Asia/Tokyo")
    for wrong in ["Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"] {
      var store = HistoryStore()
      try Self.add(local, to: &store, zone: wrong)
      // Imported again without more it stays, and the cure is not another source.
      let report = try Self.add(local, to: &store, zone: "Asia/Tokyo")
      #expect(store.contacts == 2)
      let said = report.warnings.filter { $0.code == "import.other-zone" || $0.code == "import.other-system" }
      #expect(!said.isEmpty && said.allSatisfy { $0.cure?.contains("--source") == false }, "\(wrong): \(said)")
      #expect(said.contains { $0.cure?.contains("--replace") == true })
      try Self.add(local, to: &store, zone: "Asia/Tokyo", replacing: true)
      #expect(store == right, "\(wrong)")
    }
  }

  @Test("days outside of the files' own that another zone explains are named when they go")
  func namedDays() throws {
    let rows = (1...9).map { ($0, "2026-03-0\($0 % 3 + 2) 2\($0 % 4):\($0 * 5 + 10):00") }
    var store = HistoryStore()
    try Self.add(Self.text(rows), to: &store, zone: "UTC")
    // A second source of its days keeps them those of UTC.
    let text = Self.text(rows.map { ($0.0, $0.1.replacing(" ", with: "T") + "-06:00") })
    let report = try Self.add(text, to: &store, zone: "UTC", replacing: true)
    #expect(store.contacts == 9)
    let note = report.warnings.first { $0.code == "import.days-moved" }
    #expect(note?.severity == .warning && note?.message.contains("2026-03-02") == true, "\(report.warnings)")
    #expect(note?.message.contains("6 h later") == true)
  }

  @Test("ids whose day was not kept are read, and said to be known still")
  func undated() throws {
    var store = HistoryStore()
    try Self.add(Self.full, to: &store)
    var source = store.sources[0]
    // As it was written before days were kept: rising ids are one run.
    let text = String(decoding: SourceFile.text(of: source), as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("ids,") }.joined(separator: "\n").replacing("history,2,", with: "history,1,")
    var all: [UInt64] = []
    source.marks.forEachRun { all += Array($0) }
    let marks = String(decoding: IdentityMarks(sorted: all.sorted()).text, as: UTF8.self)
    let read = try SourceFile.read(Array((text + "\nids,,\(marks)\n").utf8), name: source.name, file: "h.csv")
    #expect(read.marks.undated.count == 4 && read.streams == source.streams)
    store.set(read)
    try Self.add(Self.full, to: &store)
    #expect(store.contacts == 4)
    source = store.sources[0]
    #expect(try SourceFile.read(SourceFile.text(of: source), name: source.name, file: "h.csv") == source)
    let report = try Self.add(Self.text([(1, "2026-03-02T09:00:00Z")]), to: &store, replacing: true)
    #expect(store.contacts == 3 && report.warnings.contains { $0.code == "import.undated-ids" })
    try Self.add(Self.full, to: &store, replacing: true)
    #expect(store.contacts == 4 && store.sources[0].marks.undated.count == 0)
  }

  @Test("marks by day, against sets: any order, runs and scattered ids")
  func collector() {
    var state: UInt64 = 7
    var collector = MarkCollector()
    var expected: [CivilDate: Set<UInt64>] = [:]
    for step in 0..<6000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let date = CivilDate(dayNumber: 20_000 + Int(state >> 60))
      let mark = step % 3 == 0 ? state : UInt64(step)
      collector.insert(mark, on: date)
      expected[date, default: []].insert(mark)
    }
    for (date, marks) in collector.finish() {
      var read: [UInt64] = []
      marks.forEachRun { read += Array($0) }
      #expect(read == expected[date]?.sorted())
      expected[date] = nil
    }
    #expect(expected.isEmpty)
  }
}
