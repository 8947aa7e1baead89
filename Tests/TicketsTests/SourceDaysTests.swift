import Calendars
import Tables
import Testing

@testable import Tickets

/// Whose local days a source's files are cut by, and which dates they are said to cover.
@Suite struct SourceDaysTests {
  /// A project in Berlin whose queue lives in New York.
  private static func options(
    zone: String? = nil, queues: [QueueID: String] = ["ny": "America/New_York"],
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone(zone ?? "Europe/Berlin"))
    options.intake.dayZone = try Zone("Europe/Berlin")
    for (queue, zone) in queues { options.queueZones[queue] = try Zone(zone) }
    change(&options)
    return options
  }

  private static func stamp(_ day: Int, _ hour: Int) -> String {
    "2026-06-0\(day) \(hour < 10 ? "0" : "")\(hour):00"
  }

  private static func counts(_ days: ClosedRange<Int>, header: String = "ts_local", utc: Bool = false) throws -> String
  {
    let zone = try Zone("America/New_York")
    var text = "\(header),queue,calls\n"
    for day in days {
      for hour in 0..<24 {
        let date = try #require(CivilDate(year: 2026, month: 6, day: day))
        let instant = zone.instant(of: CivilTime(date: date, secondOfDay: hour * 3600))
        text += "\(utc ? instant.utcText : stamp(day, hour)),ny,\(hour % 5)\n"
      }
    }
    return text
  }

  private static func imported(_ texts: [String], _ options: ImportOptions, together: Bool = false) throws
    -> HistoryStore
  {
    var store = HistoryStore()
    if together {
      _ = try importTickets(texts.map { Sample.source($0) }, options: options, into: &store)
    } else {
      for text in texts { _ = try importTickets([Sample.source(text)], options: options, into: &store) }
    }
    return store
  }

  @Test("whole days of another zone than the project's, a file each: none is refused or lost, zeros included")
  func dailyFiles() throws {
    for (zone, header, utc) in [
      ("America/New_York", "ts_local", false), (nil, "start (America/New_York)", false), (nil, "start", true),
    ] as [(String?, String, Bool)] {
      let options = try Self.options(zone: zone) {
        $0.projectRouting = QueueRouting(queues: [.init(id: "ny", channel: "phone", matches: [])])
      }
      let whole = try Self.imported([Self.counts(1...4, header: header, utc: utc)], options)
      #expect(whole.sources[0].streams[0].cells.starts.count == 96, "\(header)")
      #expect(whole.sources[0].streams[0].cells.zone.identifier == "America/New_York", "\(header)")
      let days = try (1...4).map { try Self.counts($0...$0, header: header, utc: utc) }
      for together in [true, false] {
        #expect(try Self.imported(days, options, together: together) == whole, "\(header)")
        #expect(try Self.imported(days.reversed(), options, together: together) == whole, "\(header)")
      }
    }
  }

  @Test("files of several zones, each with queues of its own, are one source in any order")
  func sites() throws {
    func text(_ queue: String, _ day: Int) -> String {
      "ts_local,queue,calls\n" + (0..<24).map { "\(Self.stamp(day, $0)),\(queue),\($0 % 3)\n" }.joined()
    }
    func store(_ files: [(queue: String, zone: String, day: Int)]) throws -> HistoryStore {
      var store = HistoryStore()
      for file in files {
        _ = try importTickets(
          [Sample.source(text(file.queue, file.day))],
          options: try Self.options(zone: file.zone, queues: ["ny": "America/New_York", "manila": "Asia/Manila"]),
          into: &store)
      }
      return store
    }
    let files = [1, 2].flatMap { [("ny", "America/New_York", $0), ("manila", "Asia/Manila", $0)] }
    let one = try store(files)
    #expect(one.sources.count == 1 && one.sources[0].streams.map(\.cells.starts.count) == [48, 48])
    #expect(try store(files.reversed()) == one)
  }

  @Test("tickets are cut by the days in which their times are written, also by --from and --to")
  func tickets() throws {
    let rows = (0..<24).map { "\($0),\(Self.stamp(2, $0)),Phone\n" }
    let store = try Self.imported(
      ["id,created (America/New_York),channel\n" + rows.joined()],
      try Self.options {
        $0.columns.created = "created (America/New_York)"
        $0.intake.from = CivilDate(year: 2026, month: 6, day: 2)
        $0.intake.to = CivilDate(year: 2026, month: 6, day: 2)
      })
    #expect(store.contacts == 24 && store.sources[0].days.spans.count == 1)
    #expect(store.sources[0].days.first == store.sources[0].days.last)
  }

  @Test("counts of a known source that are read in another zone are refused, or replace all of it")
  func otherZone() throws {
    let wrong = try Self.options(zone: "Europe/Berlin")
    let right = try Self.options(zone: "America/New_York")
    let texts = try (1...3).map { try Self.counts($0...$0) }
    var store = try Self.imported(texts, wrong)
    let before = store
    do throws(Diagnostic) {
      _ = try importTickets([Sample.source(texts[2])], options: right, into: &store)
      Issue.record("not refused")
    } catch {
      #expect(error.code == "import.other-zone" && error.cure?.contains("--time-zone Europe/Berlin") == true)
    }
    var replacing = right
    replacing.intake.overlap = .replace
    #expect(throws: Diagnostic.self) { try importTickets([Sample.source(texts[0])], options: replacing, into: &store) }
    #expect(store == before)
    _ = try importTickets(texts.map { Sample.source($0) }, options: replacing, into: &store)
    #expect(try store == Self.imported(texts, right))
  }

  @Test("dates far from every row are said, and no date lies outside of the zone tables")
  func declared() throws {
    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
    let text = "id,created,channel\n1,2026-06-02 09:00,Phone\n2,2026-06-05 09:00,Phone\n"
    var store = HistoryStore()
    _ = try importTickets(
      [Sample.source(text)],
      options: try Self.options {
        $0.intake.from = CivilDate(year: 2026, month: 6, day: 1)
        $0.intake.to = CivilDate(year: 2026, month: 6, day: 30)
      }, into: &store)
    #expect(!store.notes(of: store.sources.map(\.name)).contains { $0.code == "import.declared" })
    _ = try importTickets(
      [Sample.source(text)], options: try Self.options { $0.intake.to = CivilDate(year: 2027, month: 12, day: 31) },
      into: &store)
    let note = try #require(store.notes(of: store.sources.map(\.name)).first { $0.code == "import.declared" })
    #expect(note.severity == .warning && note.message.contains("2026-06-06 to 2027-12-31, 574 days after"), "\(note)")
    // With the right dates it is mended.
    _ = try importTickets(
      [Sample.source(text)],
      options: try Self.options {
        $0.intake.overlap = .replace
        $0.intake.to = CivilDate(year: 2026, month: 6, day: 30)
      }, into: &store)
    #expect(store.sources[0].declared.last == CivilDate(year: 2026, month: 6, day: 30))
    let far = try Self.options { $0.intake.to = CivilDate(year: 2126, month: 3, day: 31) }
    do throws(Diagnostic) {
      _ = try importTickets([Sample.source(text)], options: far, into: &store)
      Issue.record("not refused")
    } catch { #expect(error.code == "import.dates" && error.kind == .usage) }
  }

  @Test("a queue that a file of counts spells in two ways is one")
  func spellings() throws {
    let text = "ts_local,queue,calls\n2026-06-02 09:00,phone,4\n2026-06-02 10:00,phone ,3\n"
    let store = try Self.imported([text, text], try Self.options(queues: [:]))
    #expect(store.sources[0].streams.count == 1 && store.contacts == 7)
  }

  @Test("contacts without a queue go to the one that is said later, once")
  func queueToldLater() throws {
    let text = "id,created\n1,2026-06-02 09:00\n2,2026-06-02 09:01\n3,2026-06-03 09:00\n"
    let chat = "id,created\n7,2026-06-02 09:05\n8,2026-06-03 11:00\n"
    let counts = "ts_local,calls\n2026-06-02 09:00,4\n2026-06-02 10:00,0\n"
    func told(_ queue: QueueID?) throws -> ImportOptions { try Self.options(queues: [:]) { $0.intake.queue = queue } }
    var store = try Self.imported([text, chat], try told(nil))
    let report = try importTickets([Sample.source(text)], options: try told("phone"), into: &store)
    #expect(report.warnings.contains { $0.code == "import.queue-told" && $0.message.hasPrefix("3 contacts") })
    _ = try importTickets([Sample.source(text)], options: try told("phone"), into: &store)
    _ = try importTickets([Sample.source(chat)], options: try told("chat"), into: &store)
    let byQueue = store.sources[0].streams.map { "\($0.name.queue?.rawValue ?? "-") \($0.cells.contacts.reduce(0, +))" }
    #expect(byQueue == ["chat 2.0", "phone 3.0"])
    // Who has a queue keeps it, which is said, unless days are replaced.
    let other = try importTickets([Sample.source(text)], options: try told("chat"), into: &store)
    #expect(other.warnings.contains { $0.code == "import.queue-kept" && $0.message.hasPrefix("at least 2 contacts") })
    #expect(store.sources[0].streams.map { $0.cells.contacts.reduce(0, +) } == [2, 3])
    let apart = try Self.imported([counts], try told("phone"))
    #expect(try Self.imported([counts, text, chat], try told(nil)).contacts == 9)
    var one = try Self.imported([counts], try told(nil))
    _ = try importTickets([Sample.source(counts)], options: try told("phone"), into: &one)
    #expect(one == apart)
  }
}
