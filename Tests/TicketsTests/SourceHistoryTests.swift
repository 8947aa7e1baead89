import Calendars
import Tables
import Testing

@testable import Tickets

/// Exports joined with what is kept: sources, ids, days.
@Suite struct SourceHistoryTests {
  private static func options(_ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone("Europe/Berlin"))
    options.intake.dayZone = options.zone
    change(&options)
    return options
  }

  /// Joins texts one after the other, as so many imports.
  private static func imported(
    _ texts: [String], _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> HistoryStore {
    var store = HistoryStore()
    for text in texts { _ = try importTickets([Sample.source(text)], options: try options(change), into: &store) }
    return store
  }

  private static func fault(_ text: String, into store: inout HistoryStore) -> Diagnostic? {
    do throws(Diagnostic) {
      var options = ImportOptions(zone: try Zone("Europe/Berlin"))
      options.intake.dayZone = options.zone
      _ = try importTickets([Sample.source(text)], options: options, into: &store)
      return nil
    } catch { return error }
  }

  private static func total(_ store: HistoryStore, at start: String) throws -> Double {
    guard case .instant(let instant)? = TimeReader().read(start) else { return -1 }
    return try store.histories(routing: QueueRouting(matches: []), zones: [:], zone: try Zone("Europe/Berlin"))
      .reduce(0) { sum, history in
        sum + (history.starts.firstIndex(of: instant).map { history.contacts[$0] } ?? 0)
      }
  }

  static let north =
    "Ticket ID,Start time,Channel\nA-1,2026-03-02 09:00:00,Phone\nA-2,2026-03-02 09:01:00,Phone\n"
    + "A-3,2026-03-02 09:02:00,Phone\n"
  static let south = "Ticket ID,Start time,Channel\nB-1,2026-03-02 09:05:00,Phone\nB-2,2026-03-02 09:06:00,Phone\n"

  @Test("two exports of one queue are five calls in either order, and again when they are read again")
  func twoExports() throws {
    for texts in [[Self.north, Self.south], [Self.south, Self.north], [Self.south, Self.north, Self.south]] {
      let store = try Self.imported(texts)
      #expect(try Self.total(store, at: "2026-03-02T08:00Z") == 5)
      #expect(store.sources.count == 1 && store.sources[0].marks.count == 5)
    }
  }

  @Test("ids of two systems have nothing to do with each other")
  func twoSystems() throws {
    let fresh = "Ticket ID,Created time,Source\n1,2026-03-02 09:00:00,Phone\n2,2026-03-02 09:10:00,Phone\n"
    let zen = "ID,Created at,Via,Group stations\n1,2026-03-03 09:00,Mail,\n2,2026-03-03 09:10,Mail,\n"
    let store = try Self.imported([fresh, zen])
    #expect(store.sources.count == 2 && store.contacts == 4)
    // Also where one command names both.
    var both = HistoryStore()
    let together = try importTickets([fresh, zen].map { Sample.source($0) }, options: try Self.options(), into: &both)
    #expect(both == store && together.rowsKept == 4 && together.dropped.isEmpty)
    // Said to be one source, the ids are one, which is pointed out.
    var one = HistoryStore()
    _ = try importTickets([Sample.source(fresh)], options: try Self.options { $0.intake.source = "desk" }, into: &one)
    let report = try importTickets(
      [Sample.source(zen)], options: try Self.options { $0.intake.source = "desk" }, into: &one)
    #expect(one.contacts == 2 && report.warnings.contains { $0.code == "import.other-system" })
    #expect(report.dropped.map { "\($0.reason.rawValue) \($0.count)" } == ["imported before 2"])
  }

  @Test("the last version of a ticket counts: deleted, restored, moved to another channel")
  func versions() throws {
    let text = """
      id,created_at,channel,status
      1,2026-03-02T08:00:00Z,Phone,open
      2,2026-03-02T08:00:00Z,Phone,deleted
      3,2026-03-02T08:00:00Z,Phone,open
      1,2026-03-02T08:00:00Z,Phone,deleted
      2,2026-03-02T08:00:00Z,Phone,open
      3,2026-03-02T08:00:00Z,Chat,open

      """
    let store = try Self.imported([text])
    #expect(
      store.sources[0].streams.map { "\($0.name.channel) \($0.cells.contacts)" } == ["Chat [1.0]", "Phone [1.0]"])
    // A deleted ticket is not kept as imported: once it is a contact again it counts.
    let later = try Self.imported([text, "id,created_at,channel,status\n1,2026-03-02T08:00:00Z,Phone,open\n"])
    #expect(later.contacts == 3)
  }

  @Test("without ids a day is replaced by one that has as much, and never by less unless it is said")
  func days() throws {
    let whole = "ts_local,queue,calls\n2026-03-02 09:00,phone,4\n2026-03-02 09:30,phone,2\n2026-03-03 09:00,phone,1\n"
    let more = "ts_local,queue,calls\n2026-03-02 09:00,phone,4\n2026-03-02 09:30,phone,3\n"
    let half = "ts_local,queue,calls\n2026-03-02 09:30,phone,9\n2026-03-02 10:00,phone,1\n"
    #expect(try Self.imported([whole, whole]).contacts == 7)
    #expect(try Self.imported([whole, more]).contacts == 8)
    // The other half of a day, and a day that shrinks.
    for text in [half, "ts_local,queue,calls\n2026-03-02 09:00,phone,3\n2026-03-02 09:30,phone,2\n"] {
      var store = try Self.imported([whole])
      let before = store
      let fault = Self.fault(text, into: &store)
      #expect(fault?.code == "import.shrinks" && fault?.message.contains("2026-03-02 has 6 contacts") == true)
      #expect(fault?.cure?.contains("--replace") == true && fault?.cure?.contains("--add") == true)
      #expect(store == before)
    }
    var store = try Self.imported([whole])
    _ = try importTickets(
      [Sample.source(half)], options: try Self.options { $0.intake.overlap = .replace }, into: &store)
    #expect(store.contacts == 11)
    store = try Self.imported([whole])
    _ = try importTickets([Sample.source(half)], options: try Self.options { $0.intake.overlap = .add }, into: &store)
    #expect(store.contacts == 17)
    // Another queue's counts on the same day take nothing away.
    #expect(
      try Self.imported([whole, "ts_local,queue,calls\n2026-03-02 09:00,chat,1\n2026-03-02 09:30,chat,1\n"]).contacts
        == 9)
  }

  @Test("what was kept before there were sources gives way to the same tickets, and to nothing less")
  func before() throws {
    let tickets = "id,created,channel\n1,2026-03-02 09:00,Phone\n2,2026-03-02 09:01,Phone\n3,2026-03-03 09:00,Phone\n"
    var known = HistoryStore()
    known.add(before: try importTickets([Sample.source(tickets)], options: try Self.options()).histories)
    #expect(known.contacts == 3)
    var store = known
    _ = try importTickets([Sample.source(tickets)], options: try Self.options(), into: &store)
    #expect(store.contacts == 3)
    store = known
    #expect(throws: Diagnostic.self) {
      try importTickets(
        [Sample.source("id,created,channel\n4,2026-03-02 12:00,Phone\n")], options: try Self.options(), into: &store)
    }
    _ = try importTickets(
      [Sample.source("id,created,channel\n4,2026-03-02 12:00,Phone\n")],
      options: try Self.options { $0.intake.overlap = .add }, into: &store)
    #expect(store.contacts == 4)
  }

  @Test("contacts that no queue claims are kept, and counted once a queue claims them")
  func aside() throws {
    let text = "id,created,channel\n1,2026-03-02 09:00,Phone\n2,2026-03-02 09:00,Chat\n3,2026-03-02 09:00,Chat\n"
    let phone = QueueRouting.Queue(
      id: "phone", channel: "phone", matches: [QueueMatch(queue: "phone", channel: "phone")])
    let chat = QueueRouting.Queue(id: "desk", channel: "chat", matches: [])
    let store = try Self.imported([text]) { $0.projectRouting = QueueRouting(queues: [phone]) }
    #expect(store.unclaimed(by: QueueRouting(queues: [phone])).map(\.contacts) == [2])
    let both = QueueRouting(queues: [phone, chat])
    #expect(store.unclaimed(by: both).isEmpty)
    let histories = try store.histories(routing: both, zones: [:], zone: .utc)
    #expect(histories.map(\.queue) == ["desk", "phone"])
    #expect(histories.map { $0.contacts.reduce(0, +) } == [2, 1])
  }

  @Test("the only queue, without a match, has everything")
  func oneQueue() throws {
    let text = "number,opened_at,assignment_group\nN1,2026-03-02 09:00,Team 1\nN2,2026-03-02 09:00,Team 2\n"
    let routing = QueueRouting(queues: [.init(id: "desk", channel: "phone", matches: [])])
    let store = try Self.imported([text]) { $0.projectRouting = routing }
    let histories = try store.histories(routing: routing, zones: [:], zone: .utc)
    #expect(histories.map(\.queue) == ["desk"] && histories[0].contacts.reduce(0, +) == 2)
    let named = QueueRouting(queues: [
      .init(id: "desk", channel: "phone", matches: [QueueMatch(queue: "desk", group: "Team 1")])
    ])
    #expect(store.unclaimed(by: named).map(\.contacts) == [1])
  }

  @Test("what is written reads back equal")
  func roundTrip() throws {
    let store = try Self.imported([
      Self.north,
      "id,created,group\n11,2026-03-02 09:00,\"a\"\"\u{FE0F},b\"\n12,2026-03-02 09:00,\" \u{301}c\"\n",
      "id;created;channel;handle_minutes\n1;2026-03-02 09:00;\"a, \"\"b\"\"\";2,51\n2;2027-01-05 09:00;é;\n",
    ]) {
      $0.intake.from = CivilDate(year: 2026, month: 3, day: 1)
    }
    for source in store.sources {
      let text = SourceFile.text(of: source)
      let read = try SourceFile.read(text, name: source.name, file: "h.csv")
      #expect(read == source)
      #expect(SourceFile.text(of: read) == text)
    }
  }

  @Test("damage is named with its place")
  func damage() throws {
    let store = try Self.imported([Self.north])
    let text = String(decoding: SourceFile.text(of: store.sources[0]), as: UTF8.self)
    for (old, new, code) in [
      ("history,2,", "history,3,", "history.version"), ("Europe/Berlin", "Mars/Base", "zone.unknown"),
      ("count,0,", "count,7,", "history.stream"), (",3,0,0", ",-3,0,0", "history.bad-amount"),
      (",15,ids", ",7,ids", "history.bad-interval"), (",15,ids", ",15,idz", "history.form"),
      ("ids,,", "ids,,!", "history.ids"), ("days,", "dayz,", "history.record"),
      ("2026-03-02T08:00Z", "soon", "history.bad-start"), ("zone,,Europe/Berlin\n", "", "history.record"),
      ("days,,2026-03-02", "days,,2026-03-32", "history.bad-date"),
      ("days,,2026-03-02", "days,,0001-01-01", "history.bad-date"),
      ("days,,2026-03-02,,,,2026-03-02", "days,,2026-03-02,,,,9999-12-31", "history.bad-date"),
      (",,,,2026-03-02\n", ",,,,2126-03-02\n", "history.bad-date"),
    ] {
      let fault = Self.damage(text.replacing(old, with: new))
      #expect(fault?.code == code && fault?.position?.file == "h.csv", "\(new): \(String(describing: fault))")
    }
  }

  @Test("a source's own file is no export")
  func ownFile() throws {
    let store = try Self.imported([Self.north])
    let text = String(decoding: SourceFile.text(of: store.sources[0]), as: UTF8.self)
    #expect(Sample.fault(text)?.code == "import.source-file")
  }

  private static func damage(_ text: String) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try SourceFile.read(Array(text.utf8), name: "x", file: "h.csv")
      return nil
    } catch { return error }
  }
}
