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

  @Test("the queues of exports are the team's: one a channel, or one a name; several files may follow --from")
  func queues() throws {
    try inFolder { folder in
      let console = CapturedConsole()
      #expect(
        console.run(
          "init \(folder.path)/desk --from \(folder.path)/a.csv \(folder.path)/b.csv --time-zone Europe/Warsaw")
          == .done, "\(console.errors)")
      #expect(console.output.contains("kept 5 of 5 rows") && console.output.contains("queue phone: 3 contacts"))
      #expect(console.output.contains("rota.json has 3 queues: Phone (phone), Chat (chat), E-mail (email)"))
      #expect(!console.output.contains("kept aside") && !console.errors.contains("kept aside"))
      let rows = "ts_local,queue,calls\n2026-03-02 09:00,Sales EU,3\n2026-03-02 09:00,support,4\n"
      try Data(rows.utf8).write(to: folder.appending(path: "c.csv"))
      #expect(console.run("init --from \(folder.path)/c.csv -- \(folder.path)/counts") == .done, "\(console.errors)")
      let settings = try text("counts/rota.json", in: folder)
      #expect(settings.contains("{ id: \"Sales EU\", channel: \"phone\"") && settings.contains("{ id: \"support\""))
      #expect(console.output.contains("queue Sales EU: 3 contacts"), "\(console.output)")
      // Groups alone are parts of one queue.
      try Data("id,created,group\n1,2026-03-02 09:00,A\n2,2026-03-02 09:10,B\n".utf8)
        .write(to: folder.appending(path: "d.csv"))
      #expect(console.run("init \(folder.path)/groups --from \(folder.path)/d.csv") == .done, "\(console.errors)")
      #expect(console.output.contains("rota.json has one queue: Phone (phone)"))
      // Counts by day, before there are hours to spread them over.
      try Data("Date,queue,calls\n2026-03-02,support,3\n2026-03-03,support,4\n2026-03-04,sales,5\n".utf8)
        .write(to: folder.appending(path: "e.csv"))
      #expect(console.run("init \(folder.path)/days --from \(folder.path)/e.csv") == .done, "\(console.errors)")
      #expect(console.output.contains("2 queues: "))
    }
  }

  @Test("after --add-queues nothing is said to be aside, and each note is said once")
  func added() throws {
    try inFolder { folder in
      let console = CapturedConsole()
      #expect(console.run("init \(folder.path)/desk --time-zone Europe/Warsaw") == .done)
      let both = CapturedConsole()
      #expect(
        both.run("import \(folder.path)/a.csv --into \(folder.path)/desk --add-queues") == .done, "\(both.errors)")
      #expect(both.output.contains("queue chat: 1 contacts") && !both.output.contains("kept aside"), "\(both.output)")
      #expect(!both.output.contains("added to the queues") && both.errors.contains("added to the queues"))
    }
  }

  @Test("TZ may name a zone's file; what names none is told, and a file is no place for a project")
  func environment() throws {
    try inFolder { folder in
      func made(_ zone: String, _ name: String) -> CapturedConsole {
        let console = CapturedConsole()
        #expect(
          RotaCommand.run(["init", "\(folder.path)/\(name)"], on: console.console(environment: ["TZ": zone])) == .done)
        return console
      }
      for (index, zone) in [":Europe/Paris", "Europe/Paris", ":/usr/share/zoneinfo/Europe/Paris"].enumerated() {
        let console = made(zone, "p\(index)")
        #expect(console.output.contains("an empty team in Europe/Paris") && console.errors.isEmpty, "\(console.errors)")
      }
      let odd = made(":Europe/Atlantis", "odd")
      #expect(odd.output.contains("in UTC") && odd.errors.contains("names no zone that is known; UTC is taken"))
      let file = CapturedConsole()
      #expect(file.run("init \(folder.path)/a.csv") == .cannotWrite)
      #expect(file.errors.contains("is a file, not a folder. Choose another folder."), "\(file.errors)")
      #expect(!file.errors.contains("--out"))
      let blanks = CapturedConsole()
      #expect(RotaCommand.run(["init", "\(folder.path)/Team A's"], on: blanks.console()) == .done)
      #expect(blanks.output.contains("--into '\(folder.path)/Team A'\\''s'\n      rota plan '"), "\(blanks.output)")
    }
  }

  @Test("an abbreviation of a zone is answered with places")
  func abbreviation() {
    let console = CapturedConsole()
    #expect(console.run("init /nowhere/desk --time-zone EST") == .usage)
    #expect(console.errors.contains("America/New_York") && !console.errors.contains("Bucharest"), "\(console.errors)")
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
