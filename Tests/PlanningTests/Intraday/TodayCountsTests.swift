import Calendars
import Foundation
import ProjectFixtures
import Tables
import Testing
import Tickets
import Workforce

@testable import Planning

@Suite("What has come today, as exports say it") struct TodayCountsTests {
  private static let midnight = Zone.utc.instant(of: CivilDate(dayNumber: 20_780))

  private func counts(_ text: String) throws -> TodayCounts {
    let project = try Project.read(MemoryFiles.sound)
    return try TodayCounts(
      [TicketSource(bytes: Array(text.utf8), name: "today.csv")], of: project.queues, zone: project.zone)
  }

  private func clock(_ hour: Int, _ minute: Int = 0) -> Instant {
    Self.midnight.adding(seconds: hour * 3600 + minute * 60)
  }

  @Test("intervals without a row are unknown, those with a zero are zero")
  func intervals() throws {
    let counts = try counts(
      """
      start_utc,queue,contacts
      2026-11-23T08:00:00Z,phone,5
      2026-11-23T08:30:00Z,phone,0
      2026-11-23T09:30:00Z,phone,7
      2026-11-23T10:00:00Z,phone,2

      """)
    #expect(!counts.areTickets)
    func read(_ width: Int, _ count: Int, until end: Instant? = nil) -> [Double?] {
      counts.counts(of: "phone", from: clock(8), width: Minutes(width), count: count, until: end ?? clock(12))
    }
    #expect(read(30, 6) == [5, 0, nil, 7, 2, nil])
    #expect(read(60, 3) == [5, nil, nil])
    #expect(read(30, 5, until: clock(10, 15)) == [5, 0, nil, 7, nil])
    #expect(counts.counts(of: "mail", from: clock(8), width: 30, count: 2, until: clock(9)) == [nil, nil])
    // Counts say their zeros themselves.
    #expect(counts.end(from: clock(0), to: clock(23)) { _ in 1000 } == clock(23))
  }

  @Test("tickets end where so many were expected since the last one that the export must have been made then")
  func end() throws {
    let counts = try counts(
      """
      id,created_at,channel
      1,2026-11-23T08:05:00Z,phone
      2,2026-11-23T08:10:00Z,phone
      3,2026-11-23T09:50:00Z,phone

      """)
    #expect(counts.areTickets)
    // Ten minutes after the last ticket: the interval is over, and nothing is missing.
    #expect(counts.end(from: clock(0), to: clock(10)) { _ in 50 } == clock(10))
    // Two hours in which three were expected are two quiet hours; in which thirty were, the export's end.
    #expect(counts.end(from: clock(0), to: clock(12)) { _ in 3 } == clock(12))
    #expect(counts.end(from: clock(0), to: clock(12)) { _ in 30 } == clock(9, 45))
    // Nothing at all yet.
    #expect(counts.end(from: clock(10), to: clock(12)) { _ in 30 } == clock(10))
    #expect(counts.counts(of: "phone", from: clock(8), width: 60, count: 3, until: clock(9, 45)) == [2, nil, nil])
  }

  @Test("counts by day say nothing of hours and are refused")
  func days() {
    #expect {
      _ = try counts("date,queue,contacts\n2026-11-23,phone,50\n2026-11-24,phone,60\n")
    } throws: { ($0 as? Diagnostic)?.code == "today.day-counts" }
  }
}
