import Calendars
import Foundation
import Plans
import Publishing
import Tables
import Testing
import Workforce

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page for a wiki, a message for a chat.
@Suite("Pages and messages") struct PagesTests {
  static let formats: [ExportFormat] = [.markdown, .confluence, .slackJSON, .teamsJSON]

  private func text(_ plan: PlanDocument, _ format: ExportFormat) throws -> String {
    String(decoding: try export(plan, as: format)[0].bytes, as: UTF8.self)
  }

  private func slack(_ plan: PlanDocument) throws -> (text: String, blocks: [String]) {
    let object = try JSONSerialization.jsonObject(with: Data(export(plan, as: .slackJSON)[0].bytes))
    let message = try #require(object as? [String: Any])
    let blocks = try #require(message["blocks"] as? [[String: Any]])
    let texts = try blocks.enumerated().map { number, block in
      #expect(block["type"] as? String == (number == 0 ? "header" : "section"))
      let text = try #require(block["text"] as? [String: String])
      #expect(text["type"] == "plain_text", "what people are called is never mark-up")
      return try #require(text["text"])
    }
    return (try #require(message["text"] as? String), texts)
  }

  /// The lines of a card: runs that stand together.
  private func card(_ plan: PlanDocument) throws -> [String] {
    let object = try JSONSerialization.jsonObject(with: Data(export(plan, as: .teamsJSON)[0].bytes))
    let message = try #require(object as? [String: Any])
    #expect(message["type"] as? String == "message")
    let attachments = try #require(message["attachments"] as? [[String: Any]])
    let content = try #require(attachments.first?["content"] as? [String: Any])
    #expect(content["type"] as? String == "AdaptiveCard" && content["version"] as? String == "1.4")
    return try #require(content["body"] as? [[String: Any]]).map { block in
      #expect(block["type"] as? String == "RichTextBlock")
      let runs = try #require(block["inlines"] as? [[String: String]])
      #expect(runs.allSatisfy { $0["type"] == "TextRun" })
      return runs.compactMap { $0["text"] }.joined()
    }
  }

  @Test("they are as recorded", arguments: formats) func golden(format: ExportFormat) throws {
    let file = try export(SamplePlans.tiny(), as: format)[0]
    try GoldenFile.expect(file.bytes, matches: file.path)
  }

  @Test("Markdown: a table a week, a row a person, and no name is mark-up") func markdown() throws {
    let plan = try SamplePlans.tiny()
    let lines = try text(plan, .markdown).split(separator: "\n").map(String.init)
    let rows = lines.filter { $0.hasPrefix("| ") }
    #expect(rows.count == 2 + plan.request.people.count)
    #expect(rows.allSatisfy { $0.replacing("\\|", with: "").count { $0 == "|" } == 9 })
    #expect(rows.contains { $0.hasPrefix("| \\<script\\>alert(1)\\</script\\> | ") })
    let night = try #require(rows.first { $0.hasPrefix("| O'Neil, Pat") })
    #expect(night.contains("| 22:00–07:30 Phone English |"))
    #expect(lines.contains("| --- | --- | --- | --- | --- | --- | --- | --- |"))
    let manila = try #require(rows.first { $0.hasPrefix("| Jan Santos (Asia/Manila) |") })
    #expect(manila.contains("21:00–05:30"))
  }

  @Test("two weeks are two tables", arguments: [ExportFormat.markdown, .confluence]) func weeks(format: ExportFormat)
    throws
  {
    var plan = try SamplePlans.tiny()
    plan.weeks = 2
    plan.request.days = 14
    let text = try text(plan, format)
    #expect(text.contains("2026-W13, 2 weeks"))
    let mark = format == .markdown ? "## " : "<h2>"
    #expect(text.contains("\(mark)2026-W13") && text.contains("\(mark)2026-W14"))
    #expect(text.contains("Mon 2026-03-30") || text.contains("Mon\u{A0}2026-03-30"))
  }

  @Test("leave is leave, on its dates alone") func leave() throws {
    var plan = try SamplePlans.tiny()
    let monday = plan.week.monday
    plan.request.people[2].absences = [Absence(first: monday.adding(days: 3), last: monday.adding(days: 4))]
    let name = plan.request.people[2].name
    let row = try #require(try text(plan, .markdown).split(separator: "\n").first { $0.hasPrefix("| \(name)") })
    let cells = row.split(separator: "|").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(cells.indices.filter { cells[$0] == "leave" }.map { $0 - cells.startIndex } == [3, 4])
  }

  @Test("Confluence: well-formed, also with what XML forbids in a name") func confluence() throws {
    var plan = try SamplePlans.followTheSun()
    plan.request.people[0].name = "Agent \u{1}\u{FFFE}\u{FFFF} & <b>\"07\"</b>"
    plan.team = "A & B <team> ]]>"
    let text = try text(plan, .confluence)
    let parser = XMLParser(data: Data("<body>\(text)</body>".utf8))
    let counter = ElementCounter()
    parser.delegate = counter
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(counter.elements["tr"] == plan.request.people.count + 1)
    #expect(counter.elements["td"] == plan.request.people.count * 7 && counter.elements["b"] == nil)
  }

  @Test("a message says who works when, a section a day") func sections() throws {
    let plan = try SamplePlans.tiny()
    let blocks = try slack(plan).blocks
    #expect(blocks.count == 9 && blocks[0] == "Follow the sun, 2026-W13")
    #expect(blocks[1].hasPrefix("Service level "))
    #expect(blocks[2].hasPrefix("Mon 2026-03-23: 2 people"))
    #expect(blocks[2].contains("\n08:00–16:30: O'Neil, Pat \"Paddy\""))
    #expect(blocks[4].hasSuffix("\n21:00–05:30 (Asia/Manila): Jan Santos"))
    #expect(blocks[8].contains("<script>alert(1)</script>"), "plain text needs no escape")
    let lines = try card(plan)
    #expect(
      lines.first == blocks[0]
        && blocks.dropFirst().allSatisfy { $0.split(separator: "\n").allSatisfy { lines.contains(String($0)) } })
    #expect(exportNotes(plan, as: .slackJSON).isEmpty && exportNotes(plan, as: .teamsJSON).isEmpty)
  }

  @Test("what notifications show can't mention anybody") func mentions() throws {
    var plan = try SamplePlans.tiny()
    plan.team = "<!channel> R&D"
    let message = try slack(plan)
    #expect(message.text == "&lt;!channel&gt; R&amp;D, 2026-W13")
    #expect(message.blocks[0] == "<!channel> R&D, 2026-W13")
  }

  @Test("a name is one line, and turns nothing around", arguments: Self.formats) func oneLine(format: ExportFormat)
    throws
  {
    var plan = try SamplePlans.tiny()
    plan.request.people[0].name = "Agent\u{202E} 07\nMon: 0 people"
    let text = try text(plan, format)
    #expect(text.contains("Agent 07") && !text.contains("\u{202E}"))
    #expect(!text.contains("\\nMon: 0 people") && (format == .confluence || !text.contains("\nMon: 0 people")))
  }

  @Test("Markdown: no address, mention, picture or formula") func quiet() throws {
    var plan = try SamplePlans.tiny()
    plan.request.people[0].name = "https://example.org @here :tada: $x$"
    #expect(try text(plan, .markdown).contains("| https\\://example.org \\@here \\:tada: \\$x\\$ | 08:00–16:30 "))
  }

  @Test("what is uncovered by day is what is uncovered in all") func uncovered() throws {
    let plan = try SamplePlans.contactCentre()
    #expect(plan.summary.uncoveredMinutes > 0)
    let titles = try slack(plan).blocks.dropFirst(2).map { $0.prefix { $0 != "\n" } }
    let hours = titles.compactMap { title -> Double? in
      title.contains("uncovered") ? title.split(separator: " ").compactMap { Double($0) }.last : nil
    }
    #expect(abs(hours.reduce(0, +) - Double(plan.summary.uncoveredMinutes) / 60) < 0.05 * Double(hours.count) + 0.01)
  }

  @Test("a long message says less, and that it does", arguments: [ExportFormat.slackJSON, .teamsJSON])
  func shortened(format: ExportFormat) throws {
    let limit = format == .slackJSON ? 13_000 : 28_000
    var plan = try SamplePlans.followTheSun()
    var said: [String] = []
    for length in [1, 10, 100, 1_000] {
      for number in plan.request.people.indices {
        plan.request.people[number].name = String(repeating: "Ż", count: length) + " \(number)"
      }
      let bytes = try export(plan, as: format)[0].bytes
      #expect(bytes.count <= limit)
      let notes = exportNotes(plan, as: format)
      #expect(notes.allSatisfy { $0.code == "export.shortened" && $0.severity == .note })
      said.append(notes.first?.message ?? "whole")
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(text.contains("Sun 2026-03-29") && text.contains("Mon 2026-03-23"), "every day is there")
      if notes.isEmpty { #expect(text.contains("Ż")) }
    }
    #expect(said.first == "whole" && said.last?.contains("how many work each day") == true)
    #expect(said.contains { $0.contains("left out after") }, "some days are still told whole: \(said)")
  }

  @Test("a list of changes comes first, and gives way to its number last", arguments: [MessageTarget.slack, .teams])
  func changes(target: MessageTarget) throws {
    let plan = try SamplePlans.followTheSun()
    var former = plan
    former.rota.duties.removeFirst(2)
    let few = try teamMessage(about: plan, to: target, since: former)
    let text = String(decoding: few.bytes, as: UTF8.self)
    #expect(few.notes.isEmpty && text.contains("Changed since revision 1") && text.contains(", was off"))
    former.rota.duties = []
    let many = try teamMessage(about: plan, to: target, since: former)
    let told = String(decoding: many.bytes, as: UTF8.self)
    #expect(told.contains("Changed since") && told.contains(" changes") && told.contains("Mon 2026-03-23"))
    #expect(many.notes.map(\.code) == ["export.shortened"] && many.notes[0].message.contains("counted and not listed"))
    let same = try teamMessage(about: plan, to: target, since: plan).bytes
    #expect(same == (try export(plan, as: target == .slack ? .slackJSON : .teamsJSON)[0].bytes))
  }

  @Test("a year of weeks is still a message") func year() throws {
    var plan = try SamplePlans.tiny()
    plan.request.days = 364
    #expect(try slack(plan).blocks.count <= 50)
    #expect(exportNotes(plan, as: .slackJSON).count == 1)
  }

  @Test("nothing of it speaks of money or kinds of leave", arguments: formats) func discreet(format: ExportFormat)
    throws
  {
    var plan = try SamplePlans.tiny()
    plan.currency = "XTS"
    let text = try text(plan, format)
    #expect(!text.contains("XTS") && !text.contains("cost") && !text.contains("sick"))
  }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
  var elements: [String: Int] = [:]

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) { elements[name, default: 0] += 1 }
}
