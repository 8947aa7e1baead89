import Foundation
import Testing

@testable import rota

@Suite("rota init, as its user runs it")
struct InitCommandTests {
  private static let rows = """
    id,created,channel
    1,2026-03-02 09:00,Phone
    2,2026-03-02 09:20,Chat
    3,2026-03-03 09:20,Mail
    4,2026-03-03 10:20,Phone

    """

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-init-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.rows.utf8).write(to: folder.appending(path: "a.csv"))
    try Data("id,created,channel\n5,2026-03-04 09:00,Phone\n".utf8).write(to: folder.appending(path: "b.csv"))
    try body(folder)
  }

  private func text(_ path: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// The stored contacts: their instants and how many.
  private func counts(_ folder: URL) throws -> [String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "desk/history").path)
    return try names.flatMap { name in
      try text("desk/history/\(name)", in: folder).split(separator: "\n").map { $0.split(separator: ",") }
        .filter { $0.first == "count" }.map { "\($0[2]) \($0[3])" }
    }.sorted()
  }

  @Test("a project begun with exports has their contacts by the team's clock, and the queues that they need")
  func exports() throws {
    try inFolder { folder in
      let console = CapturedConsole()
      let status = console.run(
        "init \(folder.path)/desk --from \(folder.path)/a.csv --from \(folder.path)/b.csv --time-zone Europe/Warsaw "
          + "--queue Calls:phone --queue Chat:chat")
      #expect(status == .done, "\(console.errors)")
      #expect(
        try counts(folder) == [
          "2026-03-02T08:00Z 1", "2026-03-02T08:15Z 1", "2026-03-03T08:15Z 1", "2026-03-03T09:15Z 1",
          "2026-03-04T08:00Z 1",
        ])
      let settings = try text("desk/rota.json", in: folder)
      #expect(settings.contains("timeZone: \"Europe/Warsaw\""))
      for queue in ["id: \"calls\", name: \"Calls\", channel: \"phone\"", "id: \"chat\"", "id: \"email\""] {
        #expect(settings.contains(queue), "\(settings)")
      }
      #expect(console.errors.contains("added to the queues of rota.json: 'email'"), "\(console.errors)")
      #expect(console.output.contains("kept 5 of 5 rows") && console.output.contains("queue calls: 3 contacts"))
      // People are all that is missing.
      #expect(console.output.contains("Next: rota plan \(folder.path)/desk") && !console.output.contains("rota import"))
      let people = folder.appending(path: "desk/agents.csv")
      try Data("agent_id\na1\na2\n".utf8).write(to: people)
      let planned = CapturedConsole()
      #expect(planned.run("plan \(folder.path)/desk --iterations 20") == .done, "\(planned.errors)")
      #expect(planned.errors.contains("planning 2026-W11") && !planned.errors.contains("no queue claims"))
    }
  }

  @Test("without an export the next step is to import one; an export that isn't there is named, as missing")
  func empty() throws {
    try inFolder { folder in
      let console = CapturedConsole()
      #expect(console.run("init \(folder.path)/desk") == .done)
      #expect(console.output.contains("Next: rota import tickets.csv --into \(folder.path)/desk\n      rota plan "))
      let missing = CapturedConsole()
      #expect(missing.run("init \(folder.path)/other --from \(folder.path)/c.csv") == .missingInput)
      #expect(missing.errors.contains("c.csv: error: there is no such file"))
      let template = CapturedConsole()
      #expect(template.run("init \(folder.path)/try --template helpdesk --from \(folder.path)/a.csv") == .usage)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "try").path))
    }
  }
}
