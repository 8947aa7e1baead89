import Foundation
import Tables
import Testing

@testable import Planning

/// People that come back from a spreadsheet.
@Suite struct PeopleImportTests {
  private static let agents =
    "agent_id,name,skills,contract_hours\n007,Agent Seven,phone,40\na8,\"Eight, Agent\",phone,30\n"

  private func desk() throws -> ImportFolder {
    let folder = try ImportFolder(queues: "{ id: \"phone\", channel: \"phone\" }, { id: \"mail\", channel: \"email\" }")
    try folder.write("agents.csv", Self.agents)
    try folder.write("absences.csv", "agent_id,first_date,last_date\na8,2026-12-01,2026-12-02\n")
    return folder
  }

  private func read(_ text: String, into folder: ImportFolder, isDry: Bool = false) throws(Diagnostic) -> ImportedPeople
  {
    try PeopleImport(into: folder.url.path, isDry: isDry).run(Array(text.utf8), file: "people.csv")
  }

  @Test("whoever is new, gone or another is said; zeros come back; the file is another")
  func changed() throws {
    let folder = try desk()
    let table =
      "\u{FEFF}name;agent_id;contract_hours;email\r\nAgent Seven;7;32;seven@example.com\r\n\r\n\"Eight, Agent\";a8;30;\r\nAgent Nine;a9;40;\r\n"
    let dry = try read(table, into: folder, isDry: true)
    #expect(try folder.text("agents.csv") == Self.agents)
    let answer = try read(table, into: folder)
    #expect(dry.changes == answer.changes && dry.isDry)
    #expect(answer.added == ["a9"] && answer.gone.isEmpty)
    #expect(answer.columnsGone == ["skills"] && answer.columnsAdded == ["email"])
    #expect(
      answer.changes.map { "\($0.person) \($0.column) \($0.from) \($0.to)" } == [
        "007 contract_hours 40 32", "007 email  seven@example.com",
      ])
    #expect(answer.notes.first?.code == "people.zeros")
    #expect(answer.notes.first?.position == SourcePosition(file: "people.csv", row: 2, column: 2))
    #expect(
      try folder.text("agents.csv")
        == "name,agent_id,contract_hours,email\nAgent Seven,007,32,seven@example.com\n\"Eight, Agent\",a8,30,\nAgent Nine,a9,40,\n"
    )
    let again = try read(table, into: folder)
    #expect(again.isSame)
  }

  @Test("what the project can't be read with is refused under the table's own name and row")
  func refused() throws {
    for (table, code, row) in [
      ("agent_id,name\n007,x\n", "table.unknown-agent", 2), ("agent_id\n007\n\na8\na8\n", "agents.duplicate", 5),
      ("agent_id,hair\n007,red\na8,\n", "table.unknown-column", 1), ("name\nx\n", "csv.missing-column", 1),
      ("agent_id,contract_hours\n007,40\n\n\na8,x\n", "table.number", 5), ("", "csv.empty", nil),
    ] as [(String, String, Int?)] {
      let folder = try desk()
      do throws(Diagnostic) {
        _ = try read(table, into: folder)
        Issue.record("\(table) was taken")
      } catch {
        #expect(code.isEmpty || error.code == code, "\(error)")
        #expect(
          error.position?.row == row && ["people.csv", "absences.csv"].contains(error.position?.file), "\(error)")
      }
      #expect(try folder.text("agents.csv") == Self.agents)
    }
  }
}
