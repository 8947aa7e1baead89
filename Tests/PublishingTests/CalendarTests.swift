import Calendars
import Searching
import Tables
import Testing

@testable import Plans
@testable import Publishing
@testable import Workforce

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
    #expect(CalendarText.escaped("a\u{202E}b\u{2067}c;") == "abc\\;")
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

  /// A plan of one duty from 20:00 on the day before Warsaw's clocks go back.
  private func repeatedHour(length: Minutes) throws -> PlanDocument {
    var plan = try SamplePlans.tiny()
    let date = try #require(CivilDate("2026-10-24"))
    plan.request.firstDate = date
    let start = plan.readerZone.instant(of: date, ClockTime(hour: 20))
    let duty = Duty(template: "n", date: date, start: start, length: length, breaks: [])
    plan.rota = Rota(duties: [AssignedDuty(person: "a101", duty: duty)], work: [])
    plan.calendar = nextCalendar(
      previous: [], rota: plan.rota, request: plan.request, stamp: plan.stamp, team: plan.team)
    return plan
  }

  @Test("times are instants, and no calendar holds a zone that a reader could take otherwise")
  func instants() throws {
    for file in try export(SamplePlans.followTheSun(), as: .ics) {
      let text = lines(of: file.bytes).map { String(decoding: $0, as: UTF8.self) }
      let times = text.filter { $0.hasPrefix("DTSTART") || $0.hasPrefix("DTEND") }
      #expect(!text.contains { $0.contains("TZID=") })
      if text.contains("BEGIN:VEVENT") {
        #expect(times.allSatisfy { $0.wholeMatch(of: /DT(START|END):\d{8}T\d{6}Z/) != nil })
        #expect(!text.contains("BEGIN:VTIMEZONE"))
      } else {
        #expect(text.filter { $0.hasPrefix("TZID") } == ["TZID:UTC"])
      }
    }
    func times(_ length: Minutes) throws -> [String] {
      let text = String(decoding: try export(repeatedHour(length: length), as: .ics)[0].bytes, as: UTF8.self)
        .replacing("\r\n ", with: "")
      return text.split(separator: "\r\n").filter {
        $0.hasPrefix("DTSTART") || $0.hasPrefix("DTEND") || $0.hasPrefix("DESCRIPTION")
      }.map(String.init)
    }
    // 02:30 comes twice that night; the description says which.
    let first = try times(390)
    #expect(first.prefix(2) == ["DTSTART:20261024T180000Z", "DTEND:20261025T003000Z"])
    #expect(first[2].hasPrefix("DESCRIPTION:20:00–02:30+02:00\\, 6 h 30 min paid"))
    #expect(first[2].hasSuffix("\\nTimes are Europe/Warsaw."))
    let second = try times(450)
    #expect(second.prefix(2) == ["DTSTART:20261024T180000Z", "DTEND:20261025T013000Z"])
    #expect(second[2].hasPrefix("DESCRIPTION:20:00–02:30+01:00\\, 7 h 30 min paid"))
  }

  @Test("a cancelled duty is called so where readers show no status")
  func cancelled() throws {
    var plan = try SamplePlans.tiny()
    let gone = try #require(plan.rota.duties.first)
    plan.rota.duties.removeFirst()
    plan.calendar = nextCalendar(
      previous: plan.calendar, rota: plan.rota, request: plan.request, stamp: plan.stamp, team: plan.team)
    let all = events(in: try export(plan, as: .ics, breaks: .asEvents)[0].bytes)
    let cancelled = all.filter { $0.contains("\r\nSTATUS:CANCELLED\r\n") }
    #expect(cancelled.count == 1 + gone.duty.breaks.count)
    #expect(
      cancelled.allSatisfy { $0.contains("\r\nSUMMARY:Cancelled: ") && $0.contains("\r\nTRANSP:TRANSPARENT\r\n") })
    #expect(all.filter { $0.contains("SUMMARY:Cancelled: ") }.count == cancelled.count)
  }

  @Test("Google's table can't say the second pass of a repeated hour: the row and a warning say so")
  func googleSecondPass() throws {
    let first = try repeatedHour(length: 390)
    #expect(exportNotes(first, as: .googleCSV).isEmpty)
    let second = try repeatedHour(length: 450)
    let notes = exportNotes(second, as: .googleCSV)
    #expect(notes.map(\.code) == ["export.second-pass"])
    #expect(
      notes[0].message.contains("2026-10-24 (Europe/Warsaw): ends at 02:30+01:00, the second pass of a repeated hour"))
    #expect(exportNotes(second, as: .ics).isEmpty)
    let table = String(decoding: try export(second, as: .googleCSV)[0].bytes, as: UTF8.self)
    #expect(
      table.contains(
        "\nends at 02:30+01:00, the second pass of a repeated hour; this file can only say the first, 02:30+02:00."))
    #expect(!String(decoding: try export(first, as: .googleCSV)[0].bytes, as: UTF8.self).contains("second pass"))
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

  @Test("an id that is spelt like the hashed name of another has one of its own, in any case")
  func lookAlikes() {
    let hashed = SafeFileNames(for: ["Zoë"]).name(for: "Zoë")
    #expect(hashed.hasPrefix("Zo_-"))
    for alike in [hashed, hashed.uppercased()] {
      let second = SafeFileNames(for: [alike, "Zoë"]).name(for: alike)
      // Its hashed name may be somebody's id, too.
      let ids = [second, "Zoë", alike]
      let names = SafeFileNames(for: ids)
      #expect(Set(ids.map { names.name(for: $0).lowercased() }).count == 3)
      #expect(names.name(for: "Zoë") == hashed && names.name(for: alike) == second)
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
