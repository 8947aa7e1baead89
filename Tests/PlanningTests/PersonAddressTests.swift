import Calendars
import Foundation
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("E-mail addresses and IDs of other systems") struct PersonAddressTests {
  private static let row = "agent_id,name,email,external_ids\n"

  private static func project(_ rows: String) throws -> Project {
    try Project.read(MemoryFiles.sound.with("agents.csv", row + rows))
  }

  @Test("both are read by person; nobody needs one") func read() throws {
    let project = try Self.project(
      """
      a01,Agent 01,Agent.01+desk@mail.example.org,zendesk:38112  Slack:T01:U7
      a02,Agent 02,,
      a03,Agent 03,,deputy:7

      """)
    #expect(
      project.addresses == [
        "a01": PersonAddress(
          email: "Agent.01+desk@mail.example.org", externalIDs: ["zendesk": "38112", "slack": "T01:U7"]),
        "a03": PersonAddress(externalIDs: ["deputy": "7"]),
      ])
    #expect(!project.warnings.contains { $0.code == "agents.same-address" })
    #expect(try Project.read(MemoryFiles.sound).addresses.isEmpty)
  }

  @Test(
    "what is no address, or no system and ID, is refused with its place",
    arguments: [
      ("agent", "", 3), ("a@b", "", 3), ("a b@example.org", "", 3), ("a@example.org;b@example.org", "", 3),
      ("<a@example.org>", "", 3), ("a..b@example.org", "", 3), ("a@-x.org", "", 3), ("@example.org", "", 3),
      ("a@example.", "", 3), ("\(String(repeating: "a", count: 65))@example.org", "", 3), ("", "38112", 4),
      ("", "zendesk:", 4), ("", ":7", 4), ("", "zendesk:7 Zendesk:8", 4), ("", "zendesk:7; deputy:8", 4),
      ("", "zen desk:7", 4), ("", "7zen:7", 4),
    ])
  func refused(email: String, ids: String, column: Int) throws {
    let error = #expect(throws: Diagnostic.self) {
      try Self.project("a01,Agent 01,a01@example.org,\na02,Agent 02,\(email),\(ids)\n")
    }
    #expect(error?.position?.description == "agents.csv:3:\(column)", "\(String(describing: error))")
    #expect(error?.cure != nil && error?.kind == .badData)
    #expect(error?.code == (column == 3 ? "agents.email" : "agents.external-id"))
  }

  @Test("two people with one address or ID: a warning with both rows that doesn't say it") func twins() throws {
    let project = try Self.project(
      "a01,A,x7@example.org,zendesk:38112\na02,B,X7@Example.org,deputy:38112\na03,C,,ZENDESK:38112\n")
    let said = project.warnings.filter { $0.code == "agents.same-address" }
    #expect(said.map { $0.position?.description } == ["agents.csv:3:3", "agents.csv:4:4"])
    #expect(said.allSatisfy { $0.severity == .warning && $0.message.contains("'a01' in row 2") })
    #expect(said.allSatisfy { !$0.description.lowercased().contains("x7@") && !$0.description.contains("38112") })
  }

  @Test("groups, locations and positions are shared without a word") func shared() throws {
    let project = try Self.project(
      "a01,A,,teams:1 teams-group:TAG wheniwork-location:5\na02,B,,teams:2 teams-group:TAG wheniwork-location:5\n"
        + "a03,C,,wheniwork-position:5\n")
    #expect(!project.warnings.contains { $0.code == "agents.same-address" })
  }

  @Test("plan, report, calendars and journal of a team with addresses hold none of them") func kept() throws {
    let team = """
      agent_id,name,site,skills,contract_hours,email,external_ids
      a1,Agent 01,s,x,20,first.zq7@example.org,zendesk:zq38112
      a2,Agent 02,s,x,20,First.ZQ7@example.org,zendesk:zq38112

      """
    let project = try PlannedWeeks(NeighbouringPlansTests.daily.with("agents.csv", team))
    defer { project.remove() }
    let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    #expect(project.project.addresses.count == 2)
    let plan = try project.plan(week)
    #expect(plan.warnings.contains { $0.code == "agents.same-address" })
    let store = DraftStore(project.living(week))
    let base = try store.base(command: "rota test")
    let changer = PlanChanger(plan, project: project.project, command: "rota edit")
    let duty = try #require(plan.rota.duties.first)
    let edited = try changer.edit([.remove(duty.person, duty.duty.date)], from: plan.request.grid.start)
    try store.put(edited.plan, as: DraftOperation("edit", arguments: [], at: PlannedWeeks.now), over: base)
    let files = try FileManager.default.subpathsOfDirectory(atPath: project.folder.path)
    var read = 0
    for name in files {
      guard let data = try? Data(contentsOf: project.folder.appending(path: name)), !data.isEmpty else { continue }
      read += 1
      let text = String(decoding: data, as: UTF8.self).lowercased()
      #expect(!text.contains("zq7") && !text.contains("zq38112"), "\(name)")
    }
    for name in ["plan.json", "report.html", "calendars/a1.ics"] {
      #expect(files.contains("plans/2026-W49/\(name)"), "\(files)")
    }
    #expect(files.contains("plans/.history/2026-W49/journal.jsonl") && read > 15)
  }
}
