import Calendars
import Foundation
import Plans
import Publishing
import Rostering
import Tables
import Testing
import Workforce

@testable import Checking

@Suite("a plan's folder inside its project")
struct HeldFolderTests {
  private func held(_ body: (HeldFolder) throws -> Void) throws {
    let folder = try HeldFolder()
    defer { folder.remove() }
    try body(folder)
  }

  private func breaches(_ findings: [Breach]) -> [Breach] { findings.filter { $0.severity == .breach } }

  @Test("a sound plan has nothing but notes on the plans beside it")
  func sound() throws {
    try held { held in
      let rules = Set(try held.findings().map(\.rule))
      #expect(rules == ["neighbours.missing"])
    }
  }

  @Test("a page of other words, marks, styles or scripts contradicts the plan; blanks don't")
  func page() throws {
    try held { held in
      let page = String(decoding: try held.bytes(of: "report.html"), as: UTF8.self)
      let gap = try #require(page.firstMatch(of: /[0-9.]+ %/))
      let edits: [(String, String)] = [
        ("gap", page.replacingCharacters(in: gap.range, with: "99.99 %")),
        ("title", page.replacing("<title>", with: "<title>Not ")),
        ("script", page.replacing("</body>", with: "<script>document.title = 'other'</script></body>")),
        ("style", page.replacing("</style>", with: "main { display: none }</style>")),
        ("more", page + "<p>Come at six.</p>"), ("cut", String(page.prefix(page.count / 2 * 2 - 40))),
      ]
      for (name, text) in edits where text != page {
        let found = try #require(checkPage(Array(text.utf8), made: Array(page.utf8), isBinding: true), "\(name)")
        #expect(found.severity == .breach && found.rule == "files.report-words" && found.row != nil, "\(found)")
      }
      let other = Array(page.replacing("\n", with: "\r\n  ").utf8)
      #expect(checkPage(other, made: Array(page.utf8), isBinding: true) == nil)
      try held.write(Array(edits[0].1.utf8), to: "report.html")
      #expect(breaches(try held.findings()).map(\.rule) == ["files.report-words"])
    }
  }

  @Test("the page of another version is a note")
  func otherVersion() throws {
    try held { held in
      let found = try held.findings { $0.tool = "rota 0.0.9" }
      #expect(!breaches(found).contains { $0.rule == "files.report-words" })
    }
    let note = try #require(checkPage(Array("<p>old</p>".utf8), made: Array("<p>new</p>".utf8), isBinding: false))
    #expect(note.severity == .note && note.row == 1)
    #expect(checkPage(Array("<p> same</p>\n".utf8), made: Array("<p>same </p>".utf8), isBinding: true) == nil)
  }

  @Test("what other programs save the same way in other words passes: decimal commas, a type said aloud")
  func otherWords() throws {
    let number = ExpectedCell.decimal(115.5, places: 1)
    #expect(["115.5", "115,5", "115,50"].allSatisfy { number.matches($0) })
    #expect(
      !["1155", "1,155", "115,6", "115,5,0", "115.5,0", ",", "115;5", "0x73.8"].contains { number.matches($0) })
    // What a reader of the table takes for thousands is no decimal comma, unless its other numbers say so.
    let whole = ExpectedCell.decimal(150, places: 4)
    #expect(whole.matches("150.000") && whole.matches("150,000", mark: .comma) && whole.matches("150,0"))
    #expect(!whole.matches("150,000") && !whole.matches("150,000", mark: .point) && !whole.matches("0x96"))
    #expect(!whole.matches("150.000", mark: .comma))
    try held { held in
      let calendar = String(decoding: try held.bytes(of: "team.ics"), as: UTF8.self)
      try held.write(Array(calendar.replacing("DTEND:", with: "DTEND;VALUE=DATE:").utf8), to: "team.ics")
      #expect(!breaches(try held.fileFindings()).isEmpty)
      try held.write(Array(calendar.replacing("DTSTART:", with: "DTSTART;VALUE=DATE-TIME:").utf8), to: "team.ics")
      #expect(try held.fileFindings() == [])
      let hours = String(decoding: try held.bytes(of: "hours.csv"), as: UTF8.self)
      let rows = hours.split(whereSeparator: \.isNewline).map { row in
        row.split(separator: ",", omittingEmptySubsequences: false).map { $0.replacing(".", with: ",") }
          .joined(separator: ";")
      }
      try held.write(Array((rows.joined(separator: "\r\n") + "\r\n").utf8), to: "hours.csv")
      #expect(try held.fileFindings() == [])
    }
  }

  @Test("calendars at every depth of calendars/ are found, other folders and links are named")
  func depth() throws {
    try held { held in
      let calendar = try held.bytes(of: "team.ics")
      try held.write(calendar, to: "calendars/old/deeper/a01.ics")
      #expect(breaches(try held.fileFindings()).map(\.file) == ["calendars/old/deeper/a01.ics"])
      try FileManager.default.removeItem(at: held.folder.appending(path: "calendars/old"))
      try held.write(calendar, to: "\(CalendarFileName.candidates(for: "a01").map { "calendars/\($0).ics" }[1])")
      let second = breaches(try held.fileFindings())
      #expect(second.map(\.rule) == ["files.calendar"] && second.first?.person == "a01")
    }
    try held { held in
      try held.write([0xFF], to: "notes/more/secret.bin")
      try FileManager.default.createSymbolicLink(
        at: held.folder.appending(path: "calendars/loop"), withDestinationURL: held.folder)
      let notes = try held.fileFindings().filter { $0.rule == "files.foreign" }
      #expect(notes.compactMap(\.file) == ["calendars/loop", "notes/more"])
      #expect(breaches(try held.fileFindings()) == [])
    }
  }

  @Test("what a plan says of its project must be what the files say that it was made from")
  func contradicted() throws {
    try held { held in
      let edits: [(String, (inout PlanDocument) -> Void)] = [
        ("request.people[0].rules.minimumRest", { $0.request.people[0].rules.minimumRest = 0 }),
        ("request.people[1].rules.maximumWeekly", { $0.request.people[1].rules.maximumWeekly = 9000 }),
        ("request.people[2].contract", { $0.request.people[2].contract = 60 }),
        ("request.people[0].absences", { $0.request.people[0].absences = [] }),
        ("request.people[1].wishes", { $0.request.people[1].wishes = [] }),
        ("request.people[3].queues", { $0.request.people[3].queues.append("desk") }),
        ("request.people[3].history.consecutiveDays", { $0.request.people[3].history.consecutiveDays = 2 }),
        ("request.prices.underFirst", { $0.request.prices.underFirst = 1 }),
        ("request.sites[0].payPerHour", { $0.request.sites[0].payPerHour = 1 }),
        ("request.templates[0].latestStart", { $0.request.templates[0].latestStart = ClockTime(hour: 20) }),
        ("queues[0].settings.handleTime", { $0.queues[0].settings?.handleTime = 1 }),
        ("queues[0].handleTimeVariation", { $0.queues[0].handleTimeVariation = 1.5 }),
        ("queues[2].blendedWith", { $0.queues[2].blendedWith = nil }), ("currency", { $0.currency = "Thaler" }),
        ("team", { $0.team = "Another desk" }), ("stamp", { $0.stamp = $0.stamp + 60 }),
      ]
      for (path, edit) in edits {
        let found = try held.inputFindings(edit).filter { $0.rule == "inputs.contradicted" }
        #expect(found.contains { $0.severity == .breach && ($0.column ?? "").hasPrefix(path) }, "\(path): \(found)")
      }
      // Other clock rules may see the end of the history otherwise, though no clock of the plan differs.
      let elsewhere = try held.inputFindings {
        $0.zoneRules = "2019a"
        $0.stamp = $0.stamp + 60
      }
      #expect(!elsewhere.contains { ($0.column ?? "").hasPrefix("stamp") }, "\(elsewhere)")
      let rest = try held.inputFindings(edits[0].1).filter { $0.rule == "inputs.contradicted" }
      #expect(rest.count == 1 && rest.first?.person == held.plan.request.people[0].id)
    }
  }

  @Test("a project that has changed since says nothing of the plan; new files are noted")
  func changed() throws {
    try held { held in
      let agents = held.project.appending(path: "agents.csv")
      let text = try String(contentsOf: agents, encoding: .utf8)
      try HeldFolder.write(Array(text.replacing(",38,", with: ",37,").utf8), to: agents)
      let found = try held.inputFindings { $0.request.people[0].rules.minimumRest = 0 }
      #expect(found.contains { $0.rule == "inputs.changed" } && !found.contains { $0.rule == "inputs.contradicted" })
    }
    for (path, text) in [
      ("events.csv", "nonsense\n1\n"), ("drivers/visits.csv", "date,visits\n2026-11-01,5\n"),
    ] {
      try held { held in
        try HeldFolder.write(Array(text.utf8), to: held.project.appending(path: path))
        let found = try held.inputFindings()
        #expect(breaches(found) == [])
        #expect(found.contains { $0.rule == "inputs.new" && $0.message.hasPrefix("'\(path)'") }, "\(found)")
      }
    }
  }
}
