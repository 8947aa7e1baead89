import Calendars
import Optimization
import Rostering
import Shifts
import Testing

@testable import Publishing

@Suite struct CalendarTextTests {
  @Test("lines are folded at 75 octets, never inside a character, and unfold to what they were")
  func folding() {
    let pieces = ["a", "ż", "語", "👩🏽‍💻", "e\u{301}", " ", "\t", ";", "x".padding(30), "ą".padding(25)]
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<400 {
      let line = (0..<generator.nextIndex(below: 40)).map { _ in pieces[generator.nextIndex(below: pieces.count)] }
        .joined()
      let folded = CalendarText.folded(line)
      let text = String(decoding: folded, as: UTF8.self)
      #expect(Array(text.utf8) == folded, "every piece is whole UTF-8")
      #expect(folded.suffix(2) == [13, 10])
      var unfolded: [UInt8] = []
      for (number, piece) in lines(of: folded).enumerated() {
        #expect(piece.count <= 75)
        #expect(String(validating: piece, as: UTF8.self) != nil, "cut inside a character")
        #expect(number == 0 || piece.first == 32)
        unfolded += number == 0 ? piece : Array(piece.dropFirst())
      }
      #expect(unfolded == Array(line.utf8))
    }
  }

  @Test("the fold comes after exactly 75 octets, and after 74 behind the leading space")
  func foldingLimits() {
    #expect(lines(of: CalendarText.folded("a".padding(75))).map(\.count) == [75])
    #expect(lines(of: CalendarText.folded("a".padding(76))).map(\.count) == [75, 2])
    #expect(lines(of: CalendarText.folded("a".padding(75 + 74))).map(\.count) == [75, 75])
    #expect(lines(of: CalendarText.folded("a".padding(75 + 75))).map(\.count) == [75, 75, 2])
    #expect(lines(of: CalendarText.folded("a".padding(74) + "ż")).map(\.count) == [74, 3])
    #expect(lines(of: CalendarText.folded("")).map(\.count) == [0])
    // One visible character longer than a line is cut between its scalars.
    let tower = "e" + String(repeating: "\u{301}", count: 60)
    #expect(lines(of: CalendarText.folded(tower)).map(\.count) == [75, 47])
  }

  @Test("text is escaped so that nothing ends a line or a value early")
  func escaping() {
    #expect(CalendarText.escaped("a\\b;c,d:\"e\"") == "a\\\\b\\;c\\,d:\"e\"")
    #expect(CalendarText.escaped("a\nb\r\nc\rd\n\ne") == "a\\nb\\nc\\nd\\n\\ne")
    #expect(CalendarText.escaped("a\u{0}b\u{7}\tc\u{85}\u{2028}d") == "ab\tc\\nd")
    #expect(CalendarText.escaped("Łucja 👩🏽‍💻") == "Łucja 👩🏽‍💻")
  }

  @Test("an escaped text reads back")
  func escapingReadsBack() {
    let pieces = ["\\", ";", ",", "\n", "n", "N", "ż", ":", "\""]
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let text = (0..<generator.nextIndex(below: 12)).map { _ in pieces[generator.nextIndex(below: pieces.count)] }
        .joined()
      let escaped = CalendarText.escaped(text)
      #expect(!escaped.utf8.contains(10) && unescaped(escaped) == text)
    }
  }

  @Test("a value cannot smuggle in a line of its own")
  func noInjection() {
    var text = CalendarText()
    text.property("CATEGORIES", "x\r\nBEGIN:VALARM")
    #expect(String(decoding: text.bytes, as: UTF8.self) == "CATEGORIES:xBEGIN:VALARM\r\n")
  }
}

@Suite struct ZoneComponentTests {
  @Test(
    "every quarter of an hour around a clock change has the zone's offset",
    arguments: [
      ("Europe/Warsaw", "2026-03-23"), ("Europe/Warsaw", "2026-10-19"), ("America/New_York", "2026-03-02"),
      ("Australia/Lord_Howe", "2026-04-01"), ("America/Bogota", "2026-03-23"), ("Asia/Kathmandu", "2026-01-05"),
      ("Pacific/Chatham", "2026-09-21"), ("Europe/Dublin", "2026-10-19"), ("Africa/Casablanca", "2026-02-09"),
      ("America/Sao_Paulo", "2018-10-29"), ("Europe/Moscow", "2014-10-20"), ("Europe/Warsaw", "2026-06-01"),
    ])
  func offsets(name: String, monday: String) throws {
    let zone = try Zone(name)
    let first = zone.instant(of: try #require(CivilDate(monday)))
    let range = first..<first + .hours(24 * 10)
    let observances = zone.observances(covering: range)
    #expect(!observances.isEmpty)
    // The reader of the file: the observance with the latest onset at or before the time.
    var time = range.lowerBound
    while time < range.upperBound {
      let current = observances.last { $0.onset.wallSeconds - $0.from <= time.rawValue }
      #expect(current?.to == zone.secondsFromUTC(at: time), "\(time.utcText)")
      time = time + 15
    }
    for (previous, next) in zip(observances, observances.dropFirst()) { #expect(previous.to == next.from) }
  }

  @Test("summer time is DAYLIGHT, and a zone that has it shows both observances")
  func names() throws {
    func kinds(_ name: String, _ date: String) throws -> [Bool] {
      let zone = try Zone(name)
      let first = zone.instant(of: try #require(CivilDate(date)))
      return zone.observances(covering: first..<first + .hours(24 * 9)).map(\.isDaylight)
    }
    #expect(try kinds("Europe/Warsaw", "2026-06-01") == [false, true])
    #expect(try kinds("Europe/Warsaw", "2026-12-01") == [true, false])
    #expect(try kinds("Europe/Warsaw", "2026-03-23") == [true, false, true])
    #expect(try kinds("America/Bogota", "2026-03-23") == [false])
    #expect(try kinds("Europe/Moscow", "2011-03-21").last == false, "forward for good is no summer time")
  }

  @Test("the component to the letter")
  func letter() throws {
    let zone = try Zone("Europe/Warsaw")
    let first = zone.instant(of: try #require(CivilDate("2026-03-23")))
    var text = CalendarText()
    text.zone(zone, covering: first..<first + .hours(24 * 8))
    let expected = """
      BEGIN:VTIMEZONE
      TZID:Europe/Warsaw
      BEGIN:DAYLIGHT
      DTSTART:20250330T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      END:DAYLIGHT
      BEGIN:STANDARD
      DTSTART:20251026T030000
      TZOFFSETFROM:+0200
      TZOFFSETTO:+0100
      END:STANDARD
      BEGIN:DAYLIGHT
      DTSTART:20260329T020000
      TZOFFSETFROM:+0100
      TZOFFSETTO:+0200
      END:DAYLIGHT
      END:VTIMEZONE

      """
    #expect(String(decoding: text.bytes, as: UTF8.self) == expected.split(separator: "\n").map { $0 + "\r\n" }.joined())
  }
}

@Suite struct CalendarFilesTests {
  @Test("the calendars of a small plan are as recorded")
  func golden() throws {
    var plan = try SamplePlans.tiny()
    // A second publication: one duty moved, one gone, the rest untouched.
    var rota = plan.rota
    rota.duties.removeAll { $0.person == "a102" }
    let moved = try #require(rota.duties.firstIndex { $0.person == "a103" })
    rota.duties[moved].duty.start = rota.duties[moved].duty.start + 60
    plan.calendar = nextCalendar(
      previous: plan.calendar, rota: rota, request: plan.request, stamp: plan.stamp + .hours(5), team: plan.team)
    plan.rota = rota
    for file in try export(plan, as: .ics) { try GoldenFile.expect(file.bytes, matches: file.path) }
  }

  @Test("an event is the same bytes in a person's calendar and in the team's")
  func union() throws {
    let files = try export(SamplePlans.followTheSun(), as: .ics)
    let team = Set(events(in: files[0].bytes))
    let own = files.dropFirst().flatMap { events(in: $0.bytes) }
    #expect(Set(own) == team)
    #expect(own.count == team.count)
  }

  @Test("every line is short, ends in CRLF, and every component is closed")
  func lineRules() throws {
    for breaks in CalendarBreaks.allCases {
      for file in try export(SamplePlans.followTheSun(), as: .ics, breaks: breaks) {
        let pieces = lines(of: file.bytes)
        #expect(pieces.allSatisfy { $0.count <= 75 && !$0.contains(10) && !$0.contains(13) })
        let text = pieces.map { String(decoding: $0, as: UTF8.self) }
        let begun = text.filter { $0.hasPrefix("BEGIN:") }.map { $0.dropFirst(6) }.sorted()
        #expect(begun == text.filter { $0.hasPrefix("END:") }.map { $0.dropFirst(4) }.sorted())
        #expect(begun.count >= 2, "a calendar needs a component")
      }
    }
  }

  @Test("breaks become events of their own where that is asked for")
  func breakEvents() throws {
    let plan = try SamplePlans.tiny()
    let plain = events(in: try export(plan, as: .ics)[0].bytes)
    let both = events(in: try export(plan, as: .ics, breaks: .asEvents)[0].bytes)
    #expect(both.count == plain.count + plan.rota.duties.reduce(0) { $0 + $1.duty.breaks.count })
    #expect(Set(plain).isSubset(of: Set(both)))
    #expect(both.filter { $0.contains("\r\nRELATED-TO:") }.allSatisfy { $0.contains("\r\nTRANSP:TRANSPARENT\r\n") })
  }

  @Test("a duty that ends in the second pass of a repeated hour is written in UTC")
  func repeatedHour() throws {
    var plan = try SamplePlans.tiny()
    let date = try #require(CivilDate("2026-10-24"))
    plan.request.firstDate = date
    let start = plan.readerZone.instant(of: date, ClockTime(hour: 20))
    let duty = Duty(template: "n", date: date, start: start, length: 390, breaks: [])
    #expect(plan.readerZone.localText(of: duty.end) == "2026-10-25T02:30+02:00")
    func times(_ duty: Duty) throws -> [String] {
      plan.rota = Rota(duties: [AssignedDuty(person: "a101", duty: duty)], work: [])
      plan.calendar = nextCalendar(
        previous: [], rota: plan.rota, request: plan.request, stamp: plan.stamp, team: plan.team)
      let text = String(decoding: try export(plan, as: .ics)[0].bytes, as: UTF8.self)
      return text.split(separator: "\r\n").filter { $0.hasPrefix("DTSTART") || $0.hasPrefix("DTEND") }.suffix(2)
        .map(String.init)
    }
    let first = try times(duty)
    #expect(first == ["DTSTART;TZID=Europe/Warsaw:20261024T200000", "DTEND;TZID=Europe/Warsaw:20261025T023000"])
    var longer = duty
    longer.length = 450
    let second = try times(longer)
    #expect(second == ["DTSTART:20261024T180000Z", "DTEND:20261025T013000Z"])
  }

  private func events(in bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).components(between: "BEGIN:VEVENT\r\n", and: "END:VEVENT\r\n")
  }
}

@Suite struct SafeFileNameTests {
  @Test("plain ids are their own names", arguments: ["a101", "ann.lee", "A-1_b"])
  func plain(id: String) { #expect(SafeFileNames(for: [id]).name(for: id) == id) }

  @Test("names are safe, stay with the id, and are never two alike")
  func safe() {
    let ids = [
      "", ".", "..", "../../etc/passwd", "a/b", "a_b", "a b", "Ann", "ann", "CON", "nul.txt", "com1", "Łucja", "żółw",
      "x".padding(300), "x".padding(301), "a\u{0}b", "trailing.", "-rf", "team",
    ]
    let names = SafeFileNames(for: ids)
    let all = ids.map(names.name(for:))
    #expect(Set(all.map { $0.lowercased() }).count == ids.count)
    for name in all {
      #expect(name.utf8.count <= 100 && !name.hasPrefix(".") && !name.hasSuffix("."))
      #expect(
        name.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8.contains($0) })
    }
    for id in ids where !["Ann", "ann"].contains(id) {
      #expect(SafeFileNames(for: [id]).name(for: id) == names.name(for: id), "depends on who else is there: \(id)")
    }
  }
}

/// The pieces between CRLF and CRLF, as they stand.
private func lines(of bytes: [UInt8]) -> [[UInt8]] {
  var lines: [[UInt8]] = []
  var line: [UInt8] = []
  var place = 0
  while place < bytes.count {
    if bytes[place] == 13, place + 1 < bytes.count, bytes[place + 1] == 10 {
      lines.append(line)
      line = []
      place += 2
    } else {
      line.append(bytes[place])
      place += 1
    }
  }
  return lines
}

private func unescaped(_ text: String) -> String {
  var result = ""
  var escaping = false
  for scalar in text.unicodeScalars {
    if escaping {
      result += scalar == "n" || scalar == "N" ? "\n" : String(scalar)
      escaping = false
    } else if scalar == "\\" {
      escaping = true
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

extension String {
  fileprivate func padding(_ count: Int) -> String { String(repeating: self, count: count) }

  fileprivate func components(between start: String, and end: String) -> [String] {
    var found: [String] = []
    var current: [Substring]?
    let first = start.trimmingSuffix("\r\n")
    let last = end.trimmingSuffix("\r\n")
    for line in split(separator: "\r\n", omittingEmptySubsequences: false) {
      if line == first {
        current = []
      } else if line == last, let lines = current {
        found.append(lines.map { "\r\n" + $0 }.joined() + "\r\n")
        current = nil
      } else {
        current?.append(line)
      }
    }
    return found
  }

  private func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(1)) : self }
}
