import Calendars
import Foundation
import Tables
import Testing

@testable import Tickets

/// Queues that several sources feed: days that one of them doesn't know.
@Suite struct QueueSourcesTests {
  /// 2026-06-01, a Monday.
  private static let monday = CivilDate(dayNumber: 20_605)

  private static func options(_ change: (inout ImportOptions) -> Void = { _ in }) throws -> ImportOptions {
    var options = ImportOptions(zone: try Zone("Europe/Warsaw"))
    options.intake.dayZone = options.zone
    change(&options)
    return options
  }

  /// A desk's days, counted from the first Monday, with `mean` tickets each, more or less.
  private static func days(_ range: Range<Int>, mean: Int, seed: Int, open: Range<Int> = 0..<5) -> [(Int, Int)] {
    range.filter { open.contains($0 % 7) }.map { ($0, mean + ($0 * 7 + seed * 13) % 5 - 2) }
  }

  /// Tickets of a source; sources differ by a column.
  private static func tickets(_ days: [(Int, Int)], of source: String) -> TicketSource {
    var text = "id,created,channel,\(source)\n"
    for (day, count) in days {
      let date = monday.adding(days: day)
      for ticket in 0..<count {
        let minute = 540 + (ticket * 37 + day * 11) % 480
        let clock = "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
        text += "\(source)\(day)-\(ticket),\(date) \(clock):07,Phone,1\n"
      }
    }
    return Sample.source(text)
  }

  private static func store(_ sources: [TicketSource]) throws -> HistoryStore {
    var store = HistoryStore()
    for source in sources { _ = try importTickets([source], options: try options(), into: &store) }
    return store
  }

  private static let routing = QueueRouting(queues: [QueueRouting.Queue(id: "phone", channel: "phone", matches: [])])

  private static func history(_ store: HistoryStore) throws -> IntervalHistory {
    try #require(try store.histories(routing: routing, zones: [:], zone: try Zone("Europe/Warsaw")).first)
  }

  private static func notes(_ store: HistoryStore) -> [Diagnostic] { store.absenceNotes(routing: routing) }

  /// The days that are left out, as numbers.
  private static func leftOut(_ store: HistoryStore) throws -> [ClosedRange<Int>] {
    try history(store).leftOut.spans.map { $0.lowerBound - monday...$0.upperBound - monday }
  }

  @Test("whatever ends first, the history is that of both cut there", arguments: 0..<12)
  func cutAnywhere(_ seed: Int) throws {
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let end = 100 + random(7)
    let (one, two) = (Self.days(0..<end, mean: 6 + random(20), seed: 1, open: 0..<7), 7 + random(20))
    let cut = end - 1 - random(28)
    let other = Self.days(0..<cut, mean: two, seed: 2, open: 0..<7)
    let both = [one, other].enumerated().map { Self.tickets($0.element, of: "s\($0.offset)") }
    let uneven = try Self.store(seed % 2 == 0 ? both : both.reversed())
    let even = try Self.store([
      Self.tickets(one.filter { $0.0 < cut }, of: "s0"), Self.tickets(other, of: "s1"),
    ])
    var (found, expected) = (try Self.history(uneven), try Self.history(even))
    #expect(found.leftOut.last == Self.monday.adding(days: end - 1) && found.lastDate == found.leftOut.last)
    found.leftOut = DaySpans()
    expected.leftOut = DaySpans()
    #expect(found == expected, "ends \(cut) of \(end)")
  }

  @Test("order and cut of the files don't matter")
  func sameTickets() throws {
    let (one, two) = (Self.days(0..<100, mean: 8, seed: 1), Self.days(0..<90, mean: 8, seed: 2))
    let whole = try Self.store([Self.tickets(one, of: "a"), Self.tickets(two, of: "b")])
    let weeks = (0..<15).flatMap { week in
      [(one, "a"), (two, "b")].map { days, name in (days.filter { $0.0 / 7 == week }, name) }
    }
    let cut = weeks.reversed().filter { !$0.0.isEmpty }.map { Self.tickets($0.0, of: $0.1) }
    let pieces = try Self.store(cut)
    #expect(try Self.history(pieces) == Self.history(whole))
    #expect(Self.notes(pieces) == Self.notes(whole) && !Self.notes(whole).isEmpty)
  }

  @Test("days after a source's end are left out for four weeks; then it is taken as ended")
  func ending() throws {
    let a = Self.tickets(Self.days(0..<119, mean: 10, seed: 1), of: "a")
    func ended(_ end: Int) throws -> HistoryStore {
      try Self.store([a, Self.tickets(Self.days(0..<end, mean: 10, seed: 2), of: "b")])
    }
    var store = try ended(119)
    #expect(try Self.leftOut(store).isEmpty && Self.notes(store).isEmpty)
    store = try ended(112)
    #expect(try Self.leftOut(store) == [112...116])
    let name = try #require(store.sources.first { $0.words.hasSuffix(", b") }?.name)
    #expect(
      Self.notes(store).map(\.description) == [
        "warning: '\(name)' ends on 2026-09-18, a week before the others of queue 'phone': 2026-09-21 to 2026-09-25 are left "
          + "out of the queue's history until it is imported. Import its newer exports. If nothing comes from it any more, "
          + "import its last one again with --to 2026-09-25 (to in an entry of 'tickets')."
      ])
    // Nearly four weeks from the first working day, and a day more.
    #expect(try Self.leftOut(try ended(89)) == [91...116])
    store = try ended(88)
    #expect(try Self.leftOut(store).isEmpty)
    #expect(Self.notes(store).map(\.code) == ["history.source-ended"])
    // Half of the contacts are gone: plans say so, too.
    #expect(Self.notes(store)[0].severity == .warning)
    #expect(Self.notes(store)[0].message.contains("taken as ended"), "\(Self.notes(store))")
    // It is known after a quarter of a year.
    store = try ended(20)
    #expect(Self.notes(store).isEmpty)
  }

  @Test("the cure says that nothing comes any more, for tickets and for counts")
  func cure() throws {
    let b = Self.tickets(Self.days(0..<105, mean: 10, seed: 2), of: "b")
    var store = try Self.store([Self.tickets(Self.days(0..<119, mean: 10, seed: 1), of: "a"), b])
    #expect(try !Self.leftOut(store).isEmpty)
    let last = Self.monday.adding(days: 116)
    _ = try importTickets([b], options: try Self.options { $0.intake.to = last }, into: &store)
    #expect(try Self.leftOut(store).isEmpty && Self.notes(store).isEmpty)
    let sites = Self.counts(north: 0..<119, south: 0..<105)
    store = try Self.store([sites])
    #expect(try !Self.leftOut(store).isEmpty)
    _ = try importTickets([sites], options: try Self.options { $0.intake.to = last }, into: &store)
    #expect(try Self.leftOut(store).isEmpty && Self.notes(store).isEmpty)
  }

  @Test("few tickets of another source take nothing out: strays, a first day, a small source, a sparse one")
  func fewRows() throws {
    let a = Self.tickets(Self.days(0..<119, mean: 10, seed: 1), of: "a")
    for stray in [[(40, 1)], [(100, 1)], [(100, 30)], [(40, 3), (103, 1)], Self.days(98..<103, mean: 10, seed: 3)] {
      let store = try Self.store([a, Self.tickets(stray, of: "b")])
      #expect(try Self.leftOut(store).isEmpty, "\(stray)")
      #expect(!Self.notes(store).contains { $0.severity == .warning })
    }
    let busy = Self.tickets(Self.days(0..<119, mean: 60, seed: 1), of: "a")
    let small = try Self.store([busy, Self.tickets(Self.days(0..<105, mean: 3, seed: 2), of: "b")])
    #expect(try Self.leftOut(small).isEmpty)
    #expect(Self.notes(small).map(\.severity) == [.note] && Self.notes(small)[0].message.contains("it is small"))
    // A ticket every third day: two days without are nothing, two weeks are.
    func sparse(_ end: Int) throws -> [ClosedRange<Int>] {
      let thirds = (0..<end).filter { $0 % 3 == 0 }.map { ($0, 1) }
      return try Self.leftOut(
        try Self.store([
          Self.tickets(Self.days(0..<119, mean: 3, seed: 1, open: 0..<7), of: "a"), Self.tickets(thirds, of: "b"),
        ]))
    }
    #expect(try sparse(116).isEmpty && !sparse(100).isEmpty)
    // Nor are the longest silences of many small sites.
    var state: UInt64 = 5
    func isBusy() -> Bool {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33 & 1023 < 500
    }
    let many = try Self.store(
      (0..<8).map { site in Self.tickets((0..<364).filter { _ in isBusy() }.map { ($0, 1) }, of: "site\(site)") })
    #expect(many.sources.count { !$0.coverage.unknown.isEmpty } > 3)
    #expect(try Self.leftOut(many).isEmpty, "\(Self.notes(many))")
    // A stray one after the end is no sign of life, and none that stops the time.
    let after = Self.days(0..<70, mean: 10, seed: 2) + [(82, 1)]
    let ended = try Self.store([a, Self.tickets(after, of: "b")])
    #expect(try Self.leftOut(ended).isEmpty)
    #expect(try Self.leftOut(try Self.store([a, Self.tickets(after.dropLast(), of: "b")])).isEmpty)
  }

  @Test("a stray ticket of the main source far ahead is left out, since the other one doesn't know the day")
  func strayAhead() throws {
    let store = try Self.store([
      Self.tickets(Self.days(0..<112, mean: 10, seed: 1) + [(160, 1)], of: "a"),
      Self.tickets(Self.days(0..<112, mean: 10, seed: 2), of: "b"),
    ])
    #expect(try Self.leftOut(store) == [160...160])
  }

  @Test("a source that another one takes the place of has ended at once")
  func succession() throws {
    let a = Self.tickets(Self.days(0..<98, mean: 10, seed: 1), of: "a")
    var store = try Self.store([a, Self.tickets(Self.days(98..<119, mean: 9, seed: 2), of: "b")])
    #expect(try Self.leftOut(store).isEmpty)
    #expect(Self.notes(store).map(\.code) == ["history.source-replaced"])
    #expect(Self.notes(store)[0].message.contains("has its place from 2026-09-07 on"), "\(Self.notes(store))")
    let third = Self.tickets(Self.days(0..<119, mean: 10, seed: 3), of: "c")
    store = try Self.store([third, a, Self.tickets(Self.days(96..<119, mean: 9, seed: 2), of: "b")])
    #expect(try Self.leftOut(store).isEmpty)
    store = try Self.store([third, a, Self.tickets(Self.days(98..<119, mean: 3, seed: 2), of: "b")])
    #expect(try Self.leftOut(store) == [98...116])
  }

  @Test("a stretch inside is left out where the source comes back, unless it is a season long")
  func inside() throws {
    func store(_ gap: Range<Int>, of end: Int = 182) throws -> HistoryStore {
      try Self.store([
        Self.tickets(Self.days(0..<end, mean: 6, seed: 1), of: "a"),
        Self.tickets(Self.days(0..<end, mean: 6, seed: 2).filter { !gap.contains($0.0) }, of: "b"),
      ])
    }
    let found = try store(63..<84)
    #expect(try Self.leftOut(found) == [63...83])
    #expect(Self.notes(found).map(\.code) == ["history.source-missing"])
    #expect(Self.notes(found)[0].message.contains("doesn't know 2026-08-03 to 2026-08-23"), "\(Self.notes(found))")
    #expect(try Self.leftOut(try store(63..<65)).isEmpty)
    #expect(try Self.leftOut(try store(63..<133)) == [63...132])
    #expect(try Self.leftOut(try store(49..<161, of: 240)).isEmpty)
  }

  @Test("a desk that is closed at the weekend doesn't end on Friday")
  func weekend() throws {
    let a = Self.tickets(Self.days(0..<119, mean: 10, seed: 1, open: 0..<7), of: "a")
    let store = try Self.store([a, Self.tickets(Self.days(0..<119, mean: 10, seed: 2), of: "b")])
    #expect(try Self.leftOut(store).isEmpty && Self.notes(store).isEmpty)
  }

  /// Counts of two sites by half-hours, 9 to 17.
  private static func counts(north: Range<Int>, south: Range<Int>) -> TicketSource {
    var text = "ts_local,site,calls\n"
    for (site, days) in [("North", north), ("South", south)] {
      for day in days where day % 7 < 5 {
        for half in 18..<34 {
          let clock = "\(half / 2 < 10 ? "0" : "")\(half / 2):\(half % 2 == 0 ? "00" : "30")"
          text += "\(monday.adding(days: day)) \(clock),\(site),\((day + half) % 3)\n"
        }
      }
    }
    return Sample.source(text)
  }

  @Test("sites of one file of counts are told apart, and named")
  func sites() throws {
    let store = try Self.store([Self.counts(north: 0..<119, south: 0..<112)])
    #expect(store.sources.count == 1)
    let history = try Self.history(store)
    #expect(history.leftOut.spans == [Self.monday.adding(days: 112)...Self.monday.adding(days: 116)])
    #expect(history.starts.last.map(history.zone.date) == Self.monday.adding(days: 109))
    #expect(Self.notes(store).map(\.code) == ["history.source-ends"])
    #expect(Self.notes(store)[0].message.contains("(group 'South') ends on 2026-09-18"), "\(Self.notes(store))")
    let even = try Self.history(try Self.store([Self.counts(north: 0..<112, south: 0..<112)]))
    #expect(history.starts == even.starts && history.contacts == even.contacts)
  }

  @Test("a source that begins of late is said, and its first days stay")
  func beginning() throws {
    let a = Self.tickets(Self.days(0..<119, mean: 10, seed: 1), of: "a")
    func began(_ start: Int) throws -> HistoryStore {
      try Self.store([a, Self.tickets(Self.days(start..<119, mean: 10, seed: 2), of: "b")])
    }
    let store = try began(98)
    #expect(try Self.leftOut(store).isEmpty)
    #expect(Self.notes(store).map { "\($0.code) \($0.severity)" } == ["history.source-begins warning"])
    #expect(Self.notes(store)[0].message.contains("too low until it follows"))
    // In its first days, too; after four weeks forecasts have seen it.
    #expect(try Self.notes(began(114)).map(\.severity) == [.warning] && Self.notes(began(116)).isEmpty)
    #expect(Self.notes(try began(84)).map(\.severity) == [.note])
    // What it brings is what the other one loses: the forecast is right.
    let moved = try Self.store([
      Self.tickets(Self.days(0..<98, mean: 20, seed: 1) + Self.days(98..<119, mean: 10, seed: 1), of: "a"),
      Self.tickets(Self.days(98..<119, mean: 10, seed: 2), of: "b"),
    ])
    #expect(Self.notes(moved).map(\.severity) == [.note])
    #expect(
      Self.notes(store)[0].message.contains("begins on 2026-09-07, with 50 % of queue 'phone' since"),
      "\(Self.notes(store))")
    let early = [try began(14), try began(49)]
    #expect(early.allSatisfy { Self.notes($0).isEmpty })
  }

  @Test("what was kept before there were sources gives way day by day, and takes nothing out")
  func formerHistory() throws {
    let a = Self.days(0..<119, mean: 10, seed: 1)
    let former = try Self.history(try Self.store([Self.tickets(a.filter { $0.0 < 91 }, of: "a")]))
    var store = HistoryStore()
    store.add(before: [former])
    _ = try importTickets(
      [Self.tickets(a.filter { $0.0 >= 91 || (28..<42).contains($0.0) }, of: "a")],
      options: try Self.options { $0.projectRouting = Self.routing }, into: &store)
    #expect(store.sources.count == 2)
    #expect(try Self.leftOut(store).isEmpty)
    #expect(!Self.notes(store).contains { $0.severity == .warning })
  }

  @Test("zones: the last hours of a source with later midnights are no history by themselves")
  func zones() throws {
    var store = HistoryStore()
    for (name, zone, end) in [("a", "Europe/Berlin", 105), ("b", "America/New_York", 119)] {
      _ = try importTickets(
        [Self.tickets(Self.days(0..<end, mean: 10, seed: end, open: 0..<7), of: name)],
        options: try Self.options {
          $0.zone = try? Zone(zone)
          $0.intake.dayZone = $0.zone
        }, into: &store)
    }
    let history = try Self.history(store)
    #expect(history.leftOut.spans == [Self.monday.adding(days: 105)...Self.monday.adding(days: 118)])
    let berlin = try Zone("Europe/Berlin")
    #expect(history.starts.allSatisfy { $0 < berlin.instant(of: Self.monday.adding(days: 105)) })
    #expect(store.absenceNotes(routing: Self.routing).map(\.code) == ["history.source-ends"])
  }
}
