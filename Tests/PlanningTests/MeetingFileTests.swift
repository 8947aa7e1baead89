import Calendars
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

/// Files of meetings, right and wrong.
@Suite("Files of meetings") struct MeetingFileTests {
  /// Planned once: its people and queues alone are asked for.
  private static let planned = Result { try ReplanningTests.make(iterations: 20).plan }

  private static func read(_ rows: String) throws -> [Meeting] {
    let plan = try planned.get()
    let header = "id,title,kind,people,length,earliest,latest,days,repeats,paid\n"
    return try MeetingFile.read(Array((header + rows).utf8), file: "meetings.csv", for: plan.request)
  }

  @Test("every cell is read as it is meant") func right() throws {
    let meetings = try Self.read(
      """
      weekly,Weekly team,meeting,all,1h30m,09:00,16:00,mon-wed fri,weekly,yes
      talk,,one-to-one,a03 a01,30,,,,,no
      phones,Calls,training,skill:phone a05,1h,,,2026-11-24 2026-11-26,once,
      home,Here,,site:krakow,60m,,,,,
      """)
    #expect(meetings.map(\.id) == ["weekly", "talk", "phones", "home"])
    #expect(meetings[0].people.count == 6 && meetings[0].length == 90 && meetings[0].repeats == .weekly)
    #expect(meetings[0].weekdays == [.monday, .tuesday, .wednesday, .friday] && meetings[0].dates == nil)
    #expect(meetings[0].earliest == ClockTime(hour: 9) && meetings[0].latest == ClockTime(hour: 16))
    #expect(meetings[1].title == "talk" && meetings[1].kind == .oneToOne && !meetings[1].paid)
    #expect(meetings[1].people == ["a03", "a01"] && meetings[1].length == 30 && meetings[1].repeats == .once)
    #expect(meetings[2].people == ["a01", "a02", "a03", "a04", "a06", "a05"] && meetings[2].paid)
    #expect(meetings[2].dates?.count == 2 && meetings[2].weekdays == nil)
    #expect(meetings[3].kind == .meeting && meetings[3].people.count == 6)
  }

  @Test(
    "whatever is wrong is said with its row, column and a cure",
    arguments: [
      ("week ly,,,all,1h,,,,,", "meetings.id", "id"), (",,,all,1h,,,,,", "table.empty-cell", "id"),
      ("x,,party,all,1h,,,,,", "meetings.kind", "kind"), ("x,,,a0l,1h,,,,,", "meetings.person", "people"),
      ("x,,,,1h,,,,,", "table.empty-cell", "people"), ("x,,,skill:fone,1h,,,,,", "meetings.group", "people"),
      ("x,,,site:here,1h,,,,,", "meetings.group", "people"), ("x,,,all,,,,,,", "table.empty-cell", "length"),
      ("x,,,all,7m,,,,,", "meetings.length", "length"), ("x,,,all,long,,,,,", "meetings.length", "length"),
      ("x,,,all,13h,,,,,", "meetings.length", "length"), ("x,,,all,1h,9,,,,", "meetings.time", "earliest"),
      ("x,,,all,1h,25:00,,,,", "meetings.time", "earliest"), ("x,,,all,1h,10:00,10:30,,,", "meetings.time", "latest"),
      ("x,,,all,1h,,,someday,,", "meetings.days", "days"), ("x,,,all,1h,,,2026-02-30,,", "meetings.days", "days"),
      ("x,,,all,1h,,,,daily,", "meetings.repeats", "repeats"), ("x,,,all,1h,,,,,maybe", "table.flag", "paid"),
      ("x,,one-to-one,a01 a02 a03,1h,,,,,", "meetings.people", "people"),
      ("x,,,all,1h,,,,,\nx,,,all,1h,,,,,", "meetings.id", "id"),
    ])
  func wrong(rows: String, code: String, column: String) throws {
    let error = try #require(throws: Diagnostic.self) { try Self.read(rows) }
    #expect(error.code == code, "\(error)")
    let columns = ["id", "title", "kind", "people", "length", "earliest", "latest", "days", "repeats", "paid"]
    #expect(error.position?.file == "meetings.csv", "\(error)")
    #expect(error.position?.column == columns.firstIndex(of: column).map { $0 + 1 }, "\(error)")
    #expect(error.position?.row == (rows.contains("\n") ? 3 : 2) && error.cure?.isEmpty == false)
  }
}
