import Foundation
import Tables
import Testing

@testable import Calendars

@Suite struct ZoneTests {
  static func instant(_ text: String) throws -> Instant {
    guard case .instant(let instant)? = TimeReader().read(text) else { throw NotATime(text: text) }
    return instant
  }

  static func civil(_ text: String) throws -> CivilTime {
    guard case .local(let civil)? = TimeReader().read(text) else { throw NotATime(text: text) }
    return civil
  }

  struct NotATime: Error { var text: String }

  @Test("Warsaw, autumn: an hour happens twice, the first pass is meant, a night shift lasts an hour more")
  func autumnNight() throws {
    let zone = try Zone("Europe/Warsaw")
    let first = try Self.instant("2026-10-25T00:30:00Z")
    let second = try Self.instant("2026-10-25T01:30:00Z")
    let civil = try Self.civil("2026-10-25 02:30")
    #expect(zone.reading(of: civil) == .ambiguous(earlier: first, later: second))
    #expect(zone.instant(of: civil) == first)
    #expect(zone.localText(of: first) == "2026-10-25T02:30+02:00")
    #expect(zone.localText(of: second) == "2026-10-25T02:30+01:00")
    let start = zone.instant(of: try Self.civil("2026-10-24 22:00"))
    let end = zone.instant(of: try Self.civil("2026-10-25 06:00"))
    #expect(end.minutes(since: start) == .hours(9))
    // The edges: 02:00 is the first repeated minute, 03:00 the first single one.
    #expect(
      zone.reading(of: try Self.civil("2026-10-25 01:59:59")) == .unique(try Self.instant("2026-10-24T23:59:59Z")))
    #expect(
      zone.reading(of: try Self.civil("2026-10-25 02:00"))
        == .ambiguous(
          earlier: try Self.instant("2026-10-25T00:00:00Z"), later: try Self.instant("2026-10-25T01:00:00Z")))
    #expect(zone.reading(of: try Self.civil("2026-10-25 03:00")) == .unique(try Self.instant("2026-10-25T02:00:00Z")))
  }

  @Test("Warsaw, spring: an hour is skipped, a start in it means the clock change, a night shift lasts an hour less")
  func springNight() throws {
    let zone = try Zone("Europe/Warsaw")
    let change = try Self.instant("2026-03-29T01:00:00Z")
    for text in ["2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59:59"] {
      let civil = try Self.civil(text)
      #expect(zone.reading(of: civil) == .skipped(after: change))
      #expect(zone.instant(of: civil) == change)
    }
    #expect(zone.reading(of: try Self.civil("2026-03-29 03:00")) == .unique(change))
    let start = zone.instant(of: try Self.civil("2026-03-28 22:00"))
    let end = zone.instant(of: try Self.civil("2026-03-29 06:00"))
    #expect(end.minutes(since: start) == .hours(7))
  }

  @Test("between the US change and the European one, New York is an hour nearer to Berlin")
  func mismatchWeeks() throws {
    let york = try Zone("America/New_York")
    let berlin = try Zone("Europe/Berlin")
    func hoursApart(_ date: String) throws -> Int {
      let noon = try Self.instant(date + "T12:00:00Z")
      return (berlin.secondsFromUTC(at: noon) - york.secondsFromUTC(at: noon)) / 3600
    }
    // 2026: US changes on 8 March and 1 November, Europe on 29 March and 25 October.
    for (date, hours) in [
      ("2026-03-07", 6), ("2026-03-09", 5), ("2026-03-28", 5), ("2026-03-30", 6), ("2026-10-24", 6), ("2026-10-26", 5),
      ("2026-10-31", 5), ("2026-11-02", 6),
    ] { #expect(try hoursApart(date) == hours, "\(date)") }
  }

  @Test("Lord Howe moves by 30 minutes")
  func lordHowe() throws {
    let zone = try Zone("Australia/Lord_Howe")
    // 2026-04-05: from +11:00 back to +10:30 at 02:00 local, 15:00 UTC the day before.
    let change = try Self.instant("2026-04-04T15:00:00Z")
    #expect(zone.localText(of: change.adding(seconds: -60)) == "2026-04-05T01:59+11:00")
    #expect(zone.localText(of: change) == "2026-04-05T01:30+10:30")
    #expect(
      zone.reading(of: try Self.civil("2026-04-05 01:45"))
        == .ambiguous(earlier: change.adding(seconds: -900), later: change.adding(seconds: 900)))
    #expect(zone.transitions(in: change..<change.adding(seconds: 1)).map { $0.to - $0.from } == [-1800])
  }

  @Test("Kathmandu and Chatham stand at quarters of an hour")
  func quarterHours() throws {
    let noon = try Self.instant("2026-07-01T12:00:00Z")
    #expect(try Zone("Asia/Kathmandu").localText(of: noon) == "2026-07-01T17:45+05:45")
    #expect(try Zone("Pacific/Chatham").localText(of: noon) == "2026-07-02T00:45+12:45")
    let summer = try Self.instant("2026-12-31T12:00:00Z")
    #expect(try Zone("Pacific/Chatham").localText(of: summer) == "2027-01-01T01:45+13:45")
  }

  @Test("Samoa left out a whole day")
  func skippedDay() throws {
    let zone = try Zone("Pacific/Apia")
    let change = try Self.instant("2011-12-30T10:00:00Z")
    #expect(zone.localText(of: change.adding(seconds: -60)) == "2011-12-29T23:59-10:00")
    #expect(zone.localText(of: change) == "2011-12-31T00:00+14:00")
    #expect(zone.reading(of: try Self.civil("2011-12-30 12:00")) == .skipped(after: change))
  }

  @Test("which widths of a grid suit which zones")
  func grids() throws {
    func allowed(_ names: [String]) throws -> [Int] {
      let zones = try names.map { try Zone($0) }
      return [15, 30, 60].filter { zones.allowsGrid(of: Minutes($0)) }
    }
    #expect(try allowed(["Europe/Warsaw", "America/Bogota", "Asia/Manila"]) == [15, 30, 60])
    #expect(try allowed(["Asia/Kolkata", "Europe/Warsaw"]) == [15, 30])
    #expect(try allowed(["Australia/Lord_Howe"]) == [15, 30])
    for quarter in ["Asia/Kathmandu", "Australia/Eucla", "Pacific/Chatham"] {
      #expect(try allowed(["Europe/Warsaw", quarter]) == [15])
    }
    // Pyongyang was at +08:30 from 2015 to 2018 only.
    let pyongyang = try Zone("Asia/Pyongyang")
    #expect(!pyongyang.allowsGrid(of: 60))
    #expect(
      pyongyang.allowsGrid(of: 60, in: try Self.instant("2020-01-01T00:00:00Z")..<Self.instant("2027-01-01T00:00:00Z")))
    #expect(
      !pyongyang.allowsGrid(of: 60, in: try Self.instant("2017-01-01T00:00:00Z")..<Self.instant("2027-01-01T00:00:00Z"))
    )
    #expect(!Zone.utc.allowsGrid(of: 0))
  }

  @Test("what is no zone is refused with the nearest name")
  func unknownZones() {
    for (name, cure) in [
      ("Europe/Warszawa", "Did you mean 'Europe/Warsaw'?"), ("europe/warsaw", "Did you mean 'Europe/Warsaw'?"),
      ("CET", "Name the place, such as Europe/Berlin, Europe/Paris, Europe/Warsaw or another of Central Europe."),
      ("", nil), ("Mars/Base", nil),
    ] as [(String, String?)] {
      do {
        _ = try Zone(name)
        Issue.record("'\(name)' was taken for a zone")
      } catch {
        #expect(error.code == "zone.unknown")
        if let cure { #expect(error.cure == cure) }
      }
    }
    #expect((try? Zone("GMT")) == .utc)
  }

  @Test("the version of the rules looks like one of the tz database")
  func rulesVersion() { #expect(ZoneRules.foundation.source.releaseText.wholeMatch(of: /20\d\d[a-z]+/) != nil) }

  @Test(
    "every reading of a wall clock is what trying all instants says",
    arguments: ["Europe/Warsaw", "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns"])
  func readings(name: String) throws {
    let zone = try Zone(name)
    let range = try Self.instant("2009-01-01T00:00:00Z")..<Self.instant("2012-01-01T00:00:00Z")
    for change in zone.transitions(in: range) {
      // A day on either side of every change, in steps of 5 minutes.
      let first = change.at.rawValue - 86_400
      var byWall: [Int: [Instant]] = [:]
      for second in stride(from: first, through: first + 172_800, by: 60) {
        let instant = Instant(rawValue: second)
        byWall[zone.civil(at: instant).wallSeconds, default: []].append(instant)
      }
      for wall in stride(from: first + change.from + 36_000, to: first + change.from + 136_800, by: 300) {
        let expected: Zone.Reading =
          switch byWall[wall, default: []] {
          case let found where found.count == 1: .unique(found[0])
          case let found where found.count == 2: .ambiguous(earlier: found[0], later: found[1])
          default: .skipped(after: change.at)
          }
        #expect(zone.reading(of: CivilTime(wallSeconds: wall)) == expected)
      }
    }
  }
}
