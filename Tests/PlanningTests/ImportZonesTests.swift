import Calendars
import Foundation
import Planning
import Tables
import Testing
import Tickets

/// Zones and queues that an import takes from its project.
@Suite struct ImportZonesTests {
  static let ny = "{ id: \"ny\", channel: \"phone\", timeZone: \"America/New_York\" }"
  static let desk = "{ id: \"desk\", channel: \"chat\" }"
  static let tickets = "id,created,channel\n1,2026-03-02 09:00,Phone\n2,2026-03-02 09:20,Phone\n"

  @Test("local times are those of the only zone of the queues, or of the queue that is named; else the project's, said")
  func zones() throws {
    for (queues, queue, start, isSaid) in [
      (Self.ny, nil, "2026-03-02T14:00Z", false), (Self.ny + ", " + Self.desk, nil, "2026-03-02T08:00Z", true),
      (Self.ny + ", " + Self.desk, "ny", "2026-03-02T14:00Z", false),
      (Self.desk, nil, "2026-03-02T08:00Z", false),
    ] as [(String, QueueID?, String, Bool)] {
      let folder = try ImportFolder(queues: queues)
      let report = try folder.importing(Self.tickets) { $0.intake.queue = queue }
      #expect(report.kept.first?.first?.utcText == start, "\(queues)")
      #expect(report.warnings.contains { $0.code == "import.zone-assumed" } == isSaid, "\(queues)")
    }
  }

  @Test("a queue that there isn't is named with its nearest neighbour; case doesn't matter")
  func unknownQueue() throws {
    let folder = try ImportFolder(queues: Self.ny + ", " + Self.desk)
    do {
      _ = try folder.importing(Self.tickets) { $0.intake.queue = "deskk" }
      Issue.record("not refused")
    } catch let fault as Diagnostic {
      #expect(fault.code == "import.unknown-queue" && fault.kind == .usage)
      #expect(fault.cure?.contains("Did you mean 'desk'?") == true, "\(fault)")
    }
    _ = try folder.importing(Self.tickets) { $0.intake.queue = "DESK" }
    let project = try folder.project()
    #expect(project.histories.map(\.queue) == ["desk"] && project.unclaimed.isEmpty)
  }

  @Test("the cure for contacts without a queue works: --queue on the same file")
  func queueToldLater() throws {
    let folder = try ImportFolder(queues: "{ id: \"phone\", channel: \"phone\" }, { id: \"chat\", channel: \"chat\" }")
    let text = "id,created\n1,2026-03-02 09:00\n2,2026-03-02 09:20\n"
    let warning = try folder.importing(text).warnings.first { $0.code == "history.unused" }
    #expect(warning?.cure?.contains("import the same files again with --queue ID") == true)
    let report = try folder.importing(text) { $0.intake.queue = "phone" }
    #expect(!report.warnings.contains { $0.code == "history.unused" })
    let project = try folder.project()
    #expect(project.histories.map(\.queue) == ["phone"] && project.histories[0].contacts.reduce(0, +) == 2)
  }

  @Test("queues that an import added stay when it is taken back, which is said")
  func idleQueues() throws {
    let folder = try ImportFolder(queues: "{ id: \"phone\", channel: \"phone\", match: { channel: \"phone\" } }")
    _ = try folder.importing(Self.tickets)
    _ = try folder.importing("id,created,channel\n3,2026-03-02 09:00,Chat\n", addsQueues: true)
    #expect(try folder.imports.undo().idle == ["chat"])
  }

  @Test("queues whose contacts come from rota.json's own tickets are not idle when an import is taken back")
  func fedQueues() throws {
    let text = "id,created,channel\n1,2026-03-02 09:00,Phone\n2,2026-03-02 09:20,Chat\n"
    for (tickets, idle) in [(text, []), ("id,created,channel\n1,2026-03-02 09:00,Phone\n", ["chat"]), (nil, [])] {
      let folder = try ImportFolder(
        settings: """
          { name: "Desk", timeZone: "Europe/Berlin", tickets: ["t.csv"], queues: [
            { id: "phone", channel: "phone", match: { channel: "phone" } },
            { id: "chat", channel: "chat", match: { channel: "chat" } },
          ] }
          """)
      if let tickets { try folder.write("t.csv", tickets) }
      _ = try folder.importing(text)
      let undone = try folder.imports.undo()
      #expect(undone.from == 2 && undone.to == 0 && undone.idle.map(\.rawValue) == idle)
    }
  }
}
