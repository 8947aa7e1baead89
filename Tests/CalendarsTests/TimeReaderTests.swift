import Foundation
import Searching
import Tables
import Testing

@testable import Calendars

@Suite struct TimeReaderTests {
  private func shown(_ text: String, _ order: DateOrder = .dayFirst) -> String? {
    switch TimeReader(dateOrder: order).read(text) {
    case .instant(let instant): instant.utcText
    case .local(let civil): civil.isoText
    case nil: nil
    }
  }

  @Test("times that are written in a row are those that are written alone")
  func written() {
    var random = SeededGenerator(seed: 61)
    var instants = [0, -1, -60, 86_399, 86_400, -86_401, 253_402_300_799, -62_135_596_800].map(Instant.init(rawValue:))
    for _ in 0..<2000 {
      let near = instants.last?.rawValue ?? 0
      instants.append(Instant(rawValue: near + Int.random(in: -90_000...90_000, using: &random)))
    }
    var writer = UTCTimeWriter()
    for instant in instants {
      var bytes: [UInt8] = []
      writer.append(instant, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == instant.utcText)
    }
  }

  @Test(
    "forms without an offset",
    arguments: [
      ("2026-11-30 08:00", "2026-11-30T08:00"), ("2026-11-30 08:00:59", "2026-11-30T08:00:59"),
      ("2026-11-30 13:00 PM", "2026-11-30T13:00"), ("2026-11-30 0:30 AM", "2026-11-30T00:30"),
      ("2026-11-30T08:00", "2026-11-30T08:00"), (" 2026-11-30  8:00 ", "2026-11-30T08:00"),
      ("2026-11-30T08:00:00.999", "2026-11-30T08:00"), ("2026-11-30T08:00:01,5", "2026-11-30T08:00:01"),
      ("2026-1-3 8:05", "2026-01-03T08:05"), ("2026/11/30 08:00", "2026-11-30T08:00"),
      ("2026.11.30 08:00", "2026-11-30T08:00"), ("2026-11-30T0800", "2026-11-30T08:00"),
      ("20251026 02:15", "2025-10-26T02:15"), ("20251026T021530", "2025-10-26T02:15:30"),
      ("202510260215", "2025-10-26T02:15"), ("20251026021530", "2025-10-26T02:15:30"),
      ("27/Oct/25 9:00 AM", "2025-10-27T09:00"), ("27/Oct/25 12:05 am", "2025-10-27T00:05"),
      ("27/Oct/25 12:05 PM", "2025-10-27T12:05"), ("27-Oct-2025 21:00", "2025-10-27T21:00"),
      ("27 October 2025 09:00", "2025-10-27T09:00"), ("27 Sept. 2025, 09:00", "2025-09-27T09:00"),
      ("Oct 27, 2025 9:00 AM", "2025-10-27T09:00"), ("May 1 2025 9 pm", "2025-05-01T21:00"),
      ("27/10/2025, 09:00", "2025-10-27T09:00"), ("27.10.2025 09:00", "2025-10-27T09:00"),
      ("27.10.25 9:00", "2025-10-27T09:00"), ("27/10/2025 9:00\u{202F}a.m.", "2025-10-27T09:00"),
      ("2026-11-30 24:00", "2026-12-01T00:00"), ("2026-12-31 23:59:60", "2026-12-31T23:59:59"),
      ("2024-02-29 00:00", "2024-02-29T00:00"),
    ])
  func local(text: String, expected: String) { #expect(shown(text) == expected) }

  @Test(
    "forms with an offset, and counts since 1970",
    arguments: [
      ("2026-11-30T08:00:00Z", "2026-11-30T08:00Z"), ("2026-11-30T08:00:00+01:00", "2026-11-30T07:00Z"),
      ("2026-11-30T08:00:00.123-0530", "2026-11-30T13:30Z"), ("2026-11-30 08:00 +01", "2026-11-30T07:00Z"),
      ("2026-11-30 08:00:00 UTC", "2026-11-30T08:00Z"), ("2026-11-30 08:00 GMT", "2026-11-30T08:00Z"),
      ("20260101T003000Z", "2026-01-01T00:30Z"), ("2026-01-01T00:30:00+14:00", "2025-12-31T10:30Z"),
      ("27/10/2025 09:00 +00:00", "2025-10-27T09:00Z"), ("1761638462", "2025-10-28T08:01:02Z"),
      ("1761638462.75", "2025-10-28T08:01:02Z"), ("1761638462123", "2025-10-28T08:01:02Z"),
      ("999999999", "2001-09-09T01:46:39Z"), ("176163846", "1975-08-01T22:24:06Z"),
    ])
  func instants(text: String, expected: String) { #expect(shown(text) == expected) }

  @Test("the order of day and month is the caller's, except after a point")
  func order() {
    #expect(shown("10/11/2025 10:00", .dayFirst) == "2025-11-10T10:00")
    #expect(shown("10/11/2025 10:00", .monthFirst) == "2025-10-11T10:00")
    #expect(shown("10/27/2025 10:00:00 AM", .monthFirst) == "2025-10-27T10:00")
    #expect(shown("10/27/2025 10:00:00 AM", .dayFirst) == nil)
    #expect(shown("10.11.2025 10:00", .monthFirst) == "2025-11-10T10:00")
  }

  @Test(
    "what is no time",
    arguments: [
      "", " ", "2026-11-30", "08:00", "2026-13-01 08:00", "2026-02-29 08:00", "2026-11-31 08:00", "2026-11-30 25:00",
      "2026-11-30 24:01", "2026-11-30 08:60", "2026-11-30 08:00:61", "2026-11-30 8",
      "2026-11-30 08:00 CET", "2026-11-30 08:00x", "2026-11-30T08:00+1:00",
      "2026-11-30T08:00+25:00", "2026-11-30 08:0", "2026-11-30 :00", "30/Xyz/26 08:00", "30/Octo/26 08:00",
      "1/2/3 08:00", "20251301 08:00", "99999999999999", "12345678", "17616384621234567890",
      "2026-11-30 08:00:00.", "not a time at all", "--------- --:--", "////////////", "Oct", "Oct 99, 2025 9:00",
    ])
  func refused(text: String) {
    #expect(shown(text) == nil)
  }

  @Test("agrees with Foundation's ISO 8601 on a thousand instants and offsets")
  func againstFoundation() {
    var state: UInt64 = 7
    for _ in 0..<1000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let second = Int(state >> 33) % 4_000_000_000
      let offset = (Int(state >> 20) % 105 - 48) * 900
      let style = Date.ISO8601FormatStyle(timeZone: TimeZone(secondsFromGMT: offset) ?? .gmt)
      let text = Date(timeIntervalSince1970: Double(second)).formatted(style)
      #expect(TimeReader().read(text) == .instant(Instant(secondsSince1970: second)), "\(text)")
    }
  }

  @Test("the order is told from a proof, or else from how close together the dates lie")
  func evidence() {
    func weigh(_ texts: [String]) -> (order: DateOrder, isConclusive: Bool) {
      var evidence = DateOrder.Evidence()
      for text in texts { TimeReader.weigh(Array(text.utf8).span, into: &evidence) }
      return (evidence.likelier, evidence.isConclusive)
    }
    #expect(weigh(["01/02/2025 9:00", "27/10/2025 9:00"]) == (.dayFirst, true))
    #expect(weigh(["01/02/2025 9:00", "10/27/2025 9:00"]) == (.monthFirst, true))
    #expect(weigh((1...12).map { "\($0)/10/2025 9:00" }) == (.dayFirst, true))
    #expect(weigh((1...12).map { "10/\($0)/2025 9:00" }) == (.monthFirst, true))
    #expect(weigh(["05/05/2025 9:00"]) == (.dayFirst, false))
    #expect(weigh(["2025-10-27 9:00", ""]) == (.dayFirst, false))
  }

  @Test("a field that is no time is named with its place and what was expected")
  func field() throws {
    var reader = try CSVReader(
      ByteStream(bytes: Array("id,created\n1,2026-11-30 08:00\n2,\n3,soon\n".utf8), name: "t.csv"))
    var seen: [WrittenTime?] = []
    var fault: Diagnostic?
    while try reader.next() {
      do { seen.append(try reader.time(1, reader: TimeReader())) } catch { fault = error }
    }
    #expect(seen == [TimeReader().read("2026-11-30 08:00"), nil])
    #expect(
      fault?.description == "t.csv:4:2: error: 'soon' in column 'created' is not a time such as 2026-11-30 08:00, "
        + "2026-11-30T08:00:00Z, 30/11/2026 08:00 or 30/Nov/26 8:00 AM")
  }
}
