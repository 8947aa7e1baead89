import Calendars
import Tables
import Testing

@testable import Tickets

/// Counts by day are spread over the hours that hold when they are read.
@Suite struct WholeDayTests {
  private static func hours(_ from: Int, _ to: Int) -> OpeningHours {
    OpeningHours(
      ClockTime(hour: from)..<ClockTime(hour: to), on: [.monday, .tuesday, .wednesday, .thursday, .friday])
  }

  private static let routing = QueueRouting(matches: [])

  private static func join(
    _ text: String, into store: inout HistoryStore, _ hours: OpeningHours, _ overlap: OverlapRule = .refuse
  ) throws(Diagnostic) {
    var options = ImportOptions(zone: try Zone("Europe/Warsaw"), openingHours: ["phone": hours])
    options.intake.source = "desk"
    options.intake.overlap = overlap
    _ = try importTickets([Sample.source(text)], options: options, into: &store)
  }

  private static func read(_ store: HistoryStore, _ hours: OpeningHours?) throws -> IntervalHistory {
    let found = try store.histories(
      routing: routing, zones: [:], zone: try Zone("Europe/Warsaw"), hours: hours.map { ["phone": $0] } ?? [:])
    return try #require(found.first)
  }

  // 2026-03-02 is a Monday, 2026-03-29 a day of 23 hours.
  private static let daily =
    "date,queue,calls\n"
    + (2...29).map { "2026-03-\($0 < 10 ? "0" : "")\($0),phone,\($0 % 7 == 0 ? 0 : 97)\n" }.joined()

  @Test("other hours than those of the import: as if it were imported now, and back")
  func otherHours() throws {
    var store = HistoryStore()
    try Self.join(Self.daily, into: &store, Self.hours(9, 17))
    for hours in [Self.hours(8, 20), Self.hours(10, 16), .always, OpeningHours(spans: Array(repeating: [], count: 7))] {
      var anew = HistoryStore()
      try Self.join(Self.daily, into: &anew, hours)
      let (found, expected) = (try Self.read(store, hours), try Self.read(anew, hours))
      #expect(found.starts == expected.starts)
      #expect(zip(found.contacts, expected.contacts).allSatisfy { abs($0 - $1) < 1e-9 })
    }
    // The same hours, or none that are known: to the last digit as it is kept.
    #expect(try Self.read(store, Self.hours(9, 17)).contacts == store.sources[0].streams[0].cells.contacts)
    #expect(try Self.read(store, nil) == Self.read(store, Self.hours(9, 17)))
  }

  @Test("the file says which days are whole; an older one is read as it is")
  func file() throws {
    var store = HistoryStore()
    try Self.join(Self.daily, into: &store, Self.hours(9, 17))
    let text = SourceFile.text(of: store.sources[0])
    #expect(try SourceFile.read(text, name: "desk", file: "desk.csv") == store.sources[0])
    #expect(String(decoding: text, as: UTF8.self).contains("\nwhole,0,2026-03-02,,,,2026-03-29\n"))
    let older = String(decoding: text, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("whole") }
    let read = try SourceFile.read(Array(older.joined(separator: "\n").utf8), name: "desk", file: "desk.csv")
    var old = HistoryStore()
    old.set(read)
    #expect(try Self.read(old, Self.hours(8, 20)) == Self.read(store, nil))
    // Its import again is refused for what it is; with --replace it is whole.
    do throws(Diagnostic) {
      try Self.join(Self.daily, into: &old, Self.hours(8, 20))
      Issue.record("times of the day would have less")
    } catch {
      #expect(error.code == "import.shrinks")
      #expect(error.message.contains("no ids to tell them apart by, but 3.031 and 2.021 at 09:00"))
      #expect(error.message.contains("contacts in all in both, at other times of the day"))
    }
    try Self.join(Self.daily, into: &old, Self.hours(8, 20), .replace)
    let spread = try Self.read(old, Self.hours(8, 20))
    #expect(abs(spread.contacts[32] - 97.0 / 48) < 1e-9)
  }

  @Test("a whole day is compared by its count, and counts by interval take its place")
  func replaced() throws {
    var store = HistoryStore()
    try Self.join(Self.daily, into: &store, Self.hours(9, 17))
    // The hours were changed since.
    try Self.join(Self.daily, into: &store, Self.hours(8, 20))
    #expect(store.sources[0].streams[0].wholeDays.dates.count == 28)
    #expect(abs(store.contacts - 97 * 24) < 1e-6)
    var less = store
    #expect(throws: Diagnostic.self) {
      try Self.join("date,queue,calls\n2026-03-02,phone,96\n2026-03-03,phone,97\n", into: &less, Self.hours(8, 20))
    }
    let shaped = "ts_local,queue,calls\n2026-03-02 10:00,phone,90\n2026-03-02 10:15,phone,7\n"
    try Self.join(shaped, into: &store, Self.hours(8, 20))
    #expect(store.sources[0].streams[0].wholeDays.first == CivilDate("2026-03-03"))
    let read = try Self.read(store, Self.hours(10, 11))
    #expect(read.contacts.first { $0 > 0 } == 90)
    // Days by the interval don't lose their shape to a day's count unasked.
    #expect(throws: Diagnostic.self) { try Self.join(Self.daily, into: &store, Self.hours(8, 20)) }
  }

  @Test("counts by day that are added stay counts by day, on top of others they don't")
  func added() throws {
    var store = HistoryStore()
    try Self.join(Self.daily, into: &store, Self.hours(9, 17))
    try Self.join(Self.daily, into: &store, Self.hours(8, 20), .add)
    #expect(abs(try Self.read(store, Self.hours(8, 20)).contacts[32] - 2 * 97.0 / 48) < 1e-9)
    var mixed = HistoryStore()
    try Self.join(
      "ts_local,queue,calls\n2026-03-02 10:00,phone,9\n2026-03-02 10:15,phone,7\n", into: &mixed, Self.hours(9, 17))
    try Self.join(Self.daily, into: &mixed, Self.hours(9, 17), .add)
    #expect(mixed.sources[0].streams[0].wholeDays.first == CivilDate("2026-03-03"))
  }
}
