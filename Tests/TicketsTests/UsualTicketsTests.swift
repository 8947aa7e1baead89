import Calendars
import Tables
import Testing

@testable import Tickets

/// What is usual of a source by weekday and time of day, and what it makes of days that lack something.
@Suite struct UsualTicketsTests {
  /// 2026-06-01, a Monday.
  private static let monday = CivilDate(dayNumber: 20_605)

  /// Twenty tickets a day, every half-hour from 9.
  private static func tickets(_ days: [Int], last: ClockTime = ClockTime(minutes: 1440)) -> TicketSource {
    var text = "id,created,channel\n"
    for day in days {
      for half in 0..<20 {
        let time = ClockTime(minutes: 545 + half * 30)
        if day == days.last, time >= last { continue }
        text += "\(day)-\(half),\(monday.adding(days: day)) \(time):07,Phone\n"
      }
    }
    return Sample.source(text)
  }

  private static func notes(_ source: TicketSource, to day: Int? = nil) throws -> [Diagnostic] {
    var store = HistoryStore()
    var options = try Sample.warsaw()
    options.intake.to = day.map { monday.adding(days: $0) }
    _ = try importTickets([source], options: options, into: &store)
    return store.notes(of: store.sources.map(\.name))
  }

  @Test("days on which a desk is never open are not missing", arguments: [[5, 6], [0, 1], [5], [1, 4]])
  func openDays(_ open: [Int]) throws {
    let days = (0..<140).filter { open.contains($0 % 7) }
    #expect(try Self.notes(Self.tickets(days)).isEmpty)
  }

  @Test("a last day that breaks off in its middle is said")
  func brokenDay() throws {
    let days = (0..<59).filter { $0 % 7 < 5 }
    let noon = Self.tickets(days, last: ClockTime(minutes: 750))
    let note = try #require(try Self.notes(noon).first)
    #expect(note.code == "import.day-broken-off" && note.severity == .warning)
    #expect(note.message.contains("ends on 2026-07-29 at 12:15, after which 13 contacts more are usual"), "\(note)")
    #expect(note.cure?.contains("--to 2026-07-28") == true)
    // Not an evening, the first tickets of a morning, what the planner has said, or what is usual.
    for last in [1000, 560, 1440] {
      #expect(try Self.notes(Self.tickets(days, last: ClockTime(minutes: last))).isEmpty, "\(last)")
    }
    #expect(try Self.notes(noon, to: 58).isEmpty)
    #expect(try Self.notes(Self.tickets(Array(days.prefix(10)), last: ClockTime(minutes: 750))).isEmpty)
  }

  @Test("counts without zeros that break off in their middle are said, too")
  func brokenCounts() throws {
    func broken(_ share: Int, last: Int) throws -> Diagnostic? {
      try Self.notes(Self.counts(keeping: share, end: last * 30)).first { $0.code == "import.day-broken-off" }
    }
    let note = try #require(try broken(0, last: 24))
    #expect(note.severity == .warning && note.message.contains("ends on 2026-09-08 at 1"), "\(note)")
    // Whole days, an evening; where every interval has its row nothing is put in, and the forecast knows the gap.
    #expect(try broken(0, last: 36) == nil && broken(0, last: 33) == nil && broken(100, last: 24) == nil)
  }

  /// Half-hours of one call on the average; of those without a call only some have a row.
  private static func counts(keeping share: Int, missing: Range<Int> = 0..<0, end: Int = 1440) -> TicketSource {
    var text = "ts_local,queue,calls\n"
    var state: UInt64 = 11
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for day in 0..<100 where day % 7 < 5 {
      for half in 18..<36 {
        let calls = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3][random(11)]
        let isKept = random(100) < share
        if missing.contains(day), half < 30 { continue }
        if day == 99, half * 30 >= end { continue }
        guard calls > 0 || isKept else { continue }
        text += "\(monday.adding(days: day)) \(ClockTime(minutes: half * 30)),phone,\(calls)\n"
      }
    }
    return Sample.source(text)
  }

  private static func history(_ source: TicketSource) throws -> IntervalHistory {
    try #require(try importTickets([source], options: try Sample.warsaw()).histories.first)
  }

  @Test("zeros of which only some have a row are zeros", arguments: [0, 5, 20, 50])
  func someZeros(_ share: Int) throws {
    let (some, whole) = (try Self.history(Self.counts(keeping: share)), try Self.history(Self.counts(keeping: 100)))
    #expect(some.starts == whole.starts && some.contacts == whole.contacts)
    // What was not recorded on some days of a whole file stays so.
    let holes = try Self.history(Self.counts(keeping: 100, missing: 40..<60))
    #expect(holes.starts.count == whole.starts.count - 14 * 12)
  }

  @Test("counts without zeros have none before a desk came to open at a time", arguments: [1, 2, 5])
  func openedTimes(_ seed: Int) throws {
    // Two contacts a half-hour on the average; from the last week on open until 20:00, formerly until 17:00.
    var random = UInt64(seed)
    func draw() -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return [0, 0, 1, 1, 2, 2, 2, 3, 4, 5][Int(random >> 33) % 10]
    }
    var text = "ts_local,queue,calls\n"
    var lateRows = 0
    for day in 0..<103 where day % 7 < 5 {
      for half in 18..<40 where half < 34 || day >= 98 {
        let calls = draw()
        if half >= 34, calls > 0 { lateRows += 1 }
        if calls > 0 { text += "\(Self.monday.adding(days: day)) \(ClockTime(minutes: half * 30)),phone,\(calls)\n" }
      }
    }
    let history = try Self.history(Sample.source(text))
    let late = history.starts.filter { history.zone.civil(at: $0).minuteOfDay >= 17 * 60 }
    #expect(late.allSatisfy { history.zone.date(at: $0) >= Self.monday.adding(days: 98) })
    // A weekday's time without any row isn't known to be open.
    #expect(late.count == lateRows)
    // What is seldom asked for has its zeros all the same.
    #expect(history.starts.count == 75 * 16 + lateRows)
  }

  @Test("times that a desk was closed before its hours were made longer are no zeros that were left out")
  func longerHours() throws {
    // Every zero has its row; afternoons are open for the last five weeks only, or for the first nine.
    for afternoons in [65..<100, 0..<63] {
      var text = "ts_local,queue,calls\n"
      var rows = 0
      for day in 0..<100 where day % 7 < 5 {
        for half in 16..<36 where half < 28 || afternoons.contains(day) {
          text +=
            "\(Self.monday.adding(days: day)) \(ClockTime(minutes: half * 30)),phone,\((day * 7 + half * 5) % 3 % 2)\n"
          rows += 1
        }
      }
      #expect(try Self.history(Sample.source(text)).starts.count == rows)
    }
  }
}
