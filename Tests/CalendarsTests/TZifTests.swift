import Tables
import Testing
import Verification

@testable import Calendars

@Suite struct TZifTests {
  private func zone(_ file: ZoneBytes) throws -> Zone {
    let table = try TZif(file.bytes, file: "zone").table()
    return Zone(identifier: "Test/Zone", starts: table.starts, offsets: table.offsets)
  }

  private func changes(_ zone: Zone, in years: Range<Int>) throws -> [String] {
    let days = try years.map { try #require(CivilDate(year: $0, month: 1, day: 1)) }
    let end = try #require(CivilDate(year: years.upperBound, month: 1, day: 1))
    return zone.transitions(in: Zone.utc.instant(of: days[0])..<Zone.utc.instant(of: end)).map {
      "\($0.at.utcText) \(Zone.offsetText($0.to))"
    }
  }

  @Test("fat and slim files of a zone come to the same table; what only renames is no change")
  func fatAndSlim() throws {
    let slim = ZoneBytes.vancouver2025b
    var fat = slim
    for year in 2026...2037 {
      for change in try #require(PosixRule(Array("PST8PDT,M3.2.0,M11.1.0".utf8))).changes(in: year) {
        fat.transitions.append((change.at, change.offset == -28_800 ? 0 : 1))
      }
    }
    // Debian's fat files end with one that changes nothing.
    fat.transitions.append((2_147_483_647, 0))
    let tables = (try TZif(fat.bytes, file: "fat").table(), try TZif(slim.bytes, file: "slim").table())
    #expect(tables.0.starts == tables.1.starts && tables.0.offsets == tables.1.offsets)
    #expect(try changes(zone(slim), in: 2060..<2061) == ["2060-03-14T10:00Z -07:00", "2060-11-07T09:00Z -08:00"])
    #expect(try changes(zone(slim), in: 2199..<2200) == ["2199-03-10T10:00Z -07:00", "2199-11-03T09:00Z -08:00"])
    let today = try zone(.vancouver2026f)
    #expect(try changes(today, in: 2026..<2200) == ["2026-03-08T10:00Z -07:00"])
    #expect(today.offsets == [-28_800, -25_200, -28_800, -25_200])
  }

  @Test("before the first transition the first local time holds; without any, the rule does")
  func edges() throws {
    let late = try zone(ZoneBytes(transitions: [(1_000_000_000, 1)], types: [3600, 7200], footer: "EET-2"))
    #expect(late.secondsFromUTC(at: Instant(rawValue: 999_999_999)) == 3600)
    #expect(late.secondsFromUTC(at: Instant(rawValue: 1_000_000_000)) == 7200)
    #expect(late.secondsFromUTC(at: Instant(rawValue: -60_000_000_000)) == 3600)
    #expect(try zone(ZoneBytes(types: [12_600], footer: "<+0330>-3:30")).offsets == [12_600])
    // A footer may be empty: the last offset stays.
    #expect(try zone(ZoneBytes(transitions: [(0, 1)], types: [0, 60], footer: "")).offsets == [0, 60])
    // Transitions before all history, as some compilers write a "big bang".
    let bang = try zone(ZoneBytes(transitions: [(-(1 << 59), 1), (Int(Int32.max), 0)], types: [0, 60], footer: ""))
    #expect(bang.starts == [Int.min, 2_147_483_647] && bang.offsets == [60, 0])
  }

  @Test("rules of every form, with hours from -1 to 50, read as other programs read them")
  func rules() throws {
    for (rule, year, expected) in [
      ("CET-1CEST,M3.5.0,M10.5.0/3", 2027, ["2027-03-28T01:00Z +02:00", "2027-10-31T01:00Z +01:00"]),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2027, ["2027-03-28T01:00Z -01:00", "2027-10-31T01:00Z -02:00"]),
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", 2027, ["2027-03-27T00:00Z +03:00", "2027-10-29T23:00Z +02:00"]),
      ("IST-2IDT,M3.4.4/26,M10.5.0", 2027, ["2027-03-26T00:00Z +03:00", "2027-10-30T23:00Z +02:00"]),
      ("EET-2EEST,M4.5.5/0,M10.5.4/24", 2027, ["2027-04-29T22:00Z +03:00", "2027-10-28T21:00Z +02:00"]),
      ("<-06>6<-05>,M9.1.6/22,M4.1.6/22", 2027, ["2027-04-04T03:00Z -06:00", "2027-09-05T04:00Z -05:00"]),
      // Dublin's "daylight" is its winter.
      ("IST-1GMT0,M10.5.0,M3.5.0/1", 2027, ["2027-03-28T01:00Z +01:00", "2027-10-31T01:00Z +00:00"]),
      (
        "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 2027,
        ["2027-04-03T14:00Z +12:45", "2027-09-25T14:00Z +13:45"]
      ),
      // 1 March, by the count that leaves 29 February out and by the one that doesn't.
      ("AAA0BBB,J60/0,J300/0", 2028, ["2028-03-01T00:00Z +01:00", "2028-10-26T23:00Z +00:00"]),
      ("AAA0BBB,59/0,299/0", 2028, ["2028-02-29T00:00Z +01:00", "2028-10-25T23:00Z +00:00"]),
      ("AAA0BBB,J1/-167,J365/167", 2028, ["2028-01-06T22:00Z +00:00", "2028-12-25T01:00Z +01:00"]),
    ] {
      let standard = try #require(PosixRule(Array(rule.utf8))).standard
      let file = ZoneBytes(transitions: [(0, 0)], types: [standard], footer: rule)
      #expect(try changes(zone(file), in: year..<year + 1) == expected, "\(rule)")
    }
    // The second time all year round (RFC 8536, 3.3.1).
    let always = try zone(ZoneBytes(types: [-14_400], footer: "XXX3EDT4,0/0,J365/23"))
    #expect(always.secondsFromUTC(at: Instant(rawValue: 1_793_523_600)) == -14_400)
    #expect(try changes(always, in: 2026..<2100).isEmpty)
  }

  @Test("what is no rule is none")
  func noRules() {
    for text in [
      "", "CE-1", "CET", "CET-", "CET-25", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
      "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0/168,M10.5.0",
      "CET-1CEST,M3.5.0,M10.5.0,", "CET-1CEST,J0,J365", "CET-1CEST,366,1", "<CET-1", "<>-1", "CET-1:60",
      "CET-1CEST,M3.5.0/2:5:99,M10.5.0", "CET-99999999999999999999", ":Europe/Warsaw",
    ] { #expect(PosixRule(Array(text.utf8)) == nil, "\(text)") }
  }

  @Test("what is no zone's file is refused with its place and its cure")
  func refused() throws {
    let sound = ZoneBytes.vancouver2025b
    var old = sound
    old.version = 0
    var leaping = sound
    leaping.leapSeconds = 27
    var strange = sound
    strange.transitions[1].type = 2
    var falling = sound
    falling.transitions.reverse()
    var far = sound
    far.types[1] = 93_600
    var noRule = sound
    noRule.footer = "PST8PDT"
    var noFooter = sound
    noFooter.footer = nil
    for (bytes, words) in [
      ([], "doesn't begin as TZif"), (Array("# version 2026f".utf8), "doesn't begin as TZif"),
      (old.bytes, "version 1"), (leaping.bytes, "leap seconds (27)"), (strange.bytes, "leads to local time 3 of 2"),
      (falling.bytes, "doesn't lie after"), (far.bytes, "more than 26 hours"), (noRule.bytes, "'PST8PDT' isn't a rule"),
      (noFooter.bytes, "the footer"), (ZoneBytes(types: [], footer: "UTC0").bytes, "no local time"),
      (Array(sound.bytes.prefix(60)), "64-bit data"), (Array(sound.bytes.prefix(110)), "cut short"),
    ] as [([UInt8], String)] {
      let error = #expect(throws: Diagnostic.self) { try TZif(bytes, file: "zoneinfo/X") }
      #expect(error?.code == "zone.file" && error?.position?.file == "zoneinfo/X" && error?.cure != nil)
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "") – \(words)")
    }
  }

  @Test("no beginning of a file, and no file with a byte changed, does more than be refused")
  func hostile() {
    for file in [ZoneBytes.vancouver2025b, .vancouver2026f] {
      let bytes = file.bytes
      for length in bytes.indices { _ = try? TZif(Array(bytes.prefix(length)), file: "x").table() }
      for place in bytes.indices {
        for value in [0, 1, 0x7F, 0x80, 0xFF, bytes[place] ^ 0x10] as [UInt8] {
          var changed = bytes
          changed[place] = value
          guard let table = try? TZif(changed, file: "x").table() else { continue }
          let zone = Zone(identifier: "Test/Zone", starts: table.starts, offsets: table.offsets)
          #expect(zip(table.starts, table.starts.dropFirst()).allSatisfy { $0 < $1 })
          for second in [-1 << 40, 0, 1_793_523_600, 1 << 40] {
            _ = zone.reading(of: CivilTime(wallSeconds: second))
            _ = zone.civil(at: Instant(rawValue: second))
          }
        }
      }
    }
  }
}
