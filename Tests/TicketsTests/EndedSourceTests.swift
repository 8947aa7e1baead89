import Calendars
import Tables
import Testing

@testable import Tickets

/// A source of which the planner has said that nothing comes any more.
@Suite struct EndedSourceTests {
  /// 2026-06-01, a Monday.
  private static let monday = CivilDate(dayNumber: 20_605)
  private static let routing = QueueRouting(queues: [QueueRouting.Queue(id: "phone", channel: "phone", matches: [])])

  /// Ten tickets a working day.
  private static func tickets(_ days: Range<Int>, of source: String) -> TicketSource {
    var text = "id,created,channel,\(source)\n"
    for day in days where day % 7 < 5 {
      for ticket in 0..<10 {
        text += "\(source)\(day)-\(ticket),\(monday.adding(days: day)) 1\(ticket):07:07,Phone,1\n"
      }
    }
    return Sample.source(text.replacing(" 110:", with: " 18:"))
  }

  private static func add(_ source: TicketSource, to day: Int? = nil, into store: inout HistoryStore) throws {
    var options = ImportOptions(zone: try Zone("Europe/Warsaw"))
    options.intake.dayZone = options.zone
    options.intake.to = day.map { monday.adding(days: $0) }
    _ = try importTickets([source], options: options, into: &store)
  }

  private static func leftOut(_ store: HistoryStore) throws -> Int {
    try #require(try store.histories(routing: routing, zones: [:], zone: try Zone("Europe/Warsaw")).first).leftOut.count
  }

  /// Two sources to Friday of the twelfth week; one of them goes on for some weeks.
  private static func store(weeks: Int) throws -> HistoryStore {
    var store = HistoryStore()
    try add(tickets(0..<84 + 7 * weeks, of: "a"), into: &store)
    try add(tickets(0..<84, of: "b"), into: &store)
    return store
  }

  @Test("a week of silence that was said ends a source for good", arguments: 1...12)
  func said(_ weeks: Int) throws {
    var store = try Self.store(weeks: weeks)
    #expect(try (Self.leftOut(store) > 0) == (weeks <= 4))
    // Said after the first week, with the last day that the message names.
    try Self.add(Self.tickets(0..<84, of: "b"), to: 88, into: &store)
    #expect(try Self.leftOut(store) == 0)
    let notes = store.absenceNotes(routing: Self.routing)
    guard weeks > 1 else { return #expect(notes.isEmpty) }
    #expect(notes.map { "\($0.code) \($0.severity)" } == ["history.source-ended note"])
    #expect(notes[0].message.contains("has brought nothing since 2026-08-21, as was said up to 2026-08-28"), "\(notes)")
  }

  @Test("some days of it count as silence")
  func someDays() throws {
    var store = try Self.store(weeks: 1)
    try Self.add(Self.tickets(0..<84, of: "b"), to: 85, into: &store)
    #expect(try Self.leftOut(store) == 3)
    let notes = store.absenceNotes(routing: Self.routing)
    #expect(notes.count == 1 && notes[0].message.contains("ends on 2026-08-21, a week before"), "\(notes)")
    // Four weeks after the last contact, not after what was said.
    store = try Self.store(weeks: 4)
    try Self.add(Self.tickets(0..<84, of: "b"), to: 85, into: &store)
    #expect(try Self.leftOut(store) == 24)
    store = try Self.store(weeks: 5)
    try Self.add(Self.tickets(0..<84, of: "b"), to: 85, into: &store)
    #expect(try Self.leftOut(store) == 0)
    #expect(store.absenceNotes(routing: Self.routing).map(\.severity) == [.warning])
  }

  @Test("a source that goes on is as it was, weekends said to be covered or not")
  func goesOn() throws {
    var store = try Self.store(weeks: 2)
    try Self.add(Self.tickets(77..<84, of: "b"), to: 83, into: &store)
    #expect(try Self.leftOut(store) == 12)
    try Self.add(Self.tickets(84..<98, of: "b"), to: 97, into: &store)
    #expect(try Self.leftOut(store) == 0 && store.absenceNotes(routing: Self.routing).isEmpty)
  }

  @Test("a source that has come back for a week hasn't ended", arguments: [2, 5, 9])
  func back(_ weeks: Int) throws {
    var store = HistoryStore()
    try Self.add(Self.tickets(0..<168, of: "a"), into: &store)
    try Self.add(Self.tickets(0..<161 - 7 * weeks, of: "b"), into: &store)
    try Self.add(Self.tickets(161..<168, of: "b"), into: &store)
    // From the Monday after its last Friday to the Sunday before it comes back.
    #expect(try Self.leftOut(store) == 7 * weeks)
    #expect(store.absenceNotes(routing: Self.routing).map(\.code) == ["history.source-missing"])
  }

  @Test("in its first weeks, too, a queue does without the days that one of its main sources lacks")
  func young() throws {
    var store = HistoryStore()
    try Self.add(Self.tickets(0..<12, of: "a"), into: &store)
    try Self.add(Self.tickets(0..<9, of: "b"), into: &store)
    #expect(try Self.leftOut(store) == 3)
    // The next week of one of them is no successor, nor is a first weekend missing.
    store = HistoryStore()
    try Self.add(Self.tickets(0..<12, of: "a"), into: &store)
    try Self.add(Self.tickets(0..<5, of: "b"), into: &store)
    #expect(store.absenceNotes(routing: Self.routing).map(\.code) == ["history.source-ends"])
  }
}
