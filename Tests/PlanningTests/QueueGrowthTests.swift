import Calendars
import Foundation
import Tables
import Testing
import Tickets
import Workforce

@testable import Planning

/// What the only queue has stays its own when others come beside it.
@Suite struct QueueGrowthTests {
  /// Two tickets of each word.
  private static func tickets(_ words: [String]) -> String {
    "id,created,channel,group\n"
      + (0..<2 * words.count).map { "\($0),2026-03-02 09:\($0 + 10),\(words[$0 / 2]),Support\n" }.joined()
  }

  @Test("words of no known channel stay with the only queue that had them")
  func unknownWords() throws {
    let text = Self.tickets(["Phone", "Hotline North", "Email"])
    for before in [true, false] {
      let folder = try ImportFolder()
      if before { #expect(try folder.importing(text).warnings.contains { $0.code == "history.unused" }) }
      let report = try folder.importing(text, addsQueues: true)
      #expect(try folder.contacts == ["phone": 4, "email": 2])
      #expect(report.proposedQueues.count == 1 && !report.warnings.contains { $0.code == "history.unused" })
      let note = report.warnings.first { $0.code == "import.queues-added" }
      #expect(note?.message.contains("'email'; 'phone' got 'match' for what it has") == true, "\(report.warnings)")
      let settings = try folder.text("rota.json")
      #expect(
        settings.contains(
          "{ id: \"phone\", channel: \"phone\", match: [{ channel: \"phone\" }, { channel: \"Hotline North\" }] },  // ours"
        ),
        "\(settings)")
      // Nothing changes the second time.
      _ = try folder.importing(text, addsQueues: true)
      #expect(try folder.text("rota.json") == settings)
    }
  }

  @Test("a queue whose own word is all that it has gets no match; without a word nothing can be said, and is warned of")
  func blank() throws {
    let plain = try ImportFolder()
    _ = try plain.importing(Self.tickets(["Phone", "Email"]), addsQueues: true)
    #expect(try !plain.text("rota.json").contains("{ id: \"phone\", channel: \"phone\", match"))
    #expect(try plain.contacts == ["phone": 2, "email": 2])
    // The group is that of the e-mails too.
    let blank = try ImportFolder()
    let report = try blank.importing(Self.tickets(["Phone", "", "Email"]), addsQueues: true)
    #expect(try blank.contacts == ["phone": 2, "email": 2])
    #expect(try !blank.text("rota.json").contains("channel: \"phone\", match"))
    #expect(report.warnings.contains { $0.code == "history.unused" && $0.message.contains("2 contacts") })
  }

  @Test("with several queues an unknown word is proposed with the channel of the first one")
  func proposedChannel() throws {
    let folder = try ImportFolder(queues: "{ id: \"a\", channel: \"chat\" }, { id: \"b\", channel: \"email\" }")
    let report = try folder.importing(Self.tickets(["Hotline North", "Facebook"]))
    #expect(report.proposedQueues.contains { $0.contains("\"hotline-north\", channel: \"chat\"") })
    #expect(report.proposedQueues.contains { $0.contains("\"social\", channel: \"email\"") })
    let queues = try NewProject.queues(
      for: [TicketSource(bytes: Array(Self.tickets(["Email", "Line 7"]).utf8), name: "t.csv")], zone: .utc)
    #expect(queues.map { "\($0.id) \($0.channel.rawValue)" }.sorted() == ["email email", "line-7 phone"])
  }

  @Test("an import after which the only queue would have nothing is refused, with what it has; the cures keep it")
  func stray() throws {
    func counts(_ queue: String) -> String {
      "date,interval,queue,calls\n2026-03-02,09:00,\(queue),4\n2026-03-02,09:30,\(queue),1\n"
    }
    for cure in ["queue", "add"] {
      let folder = try ImportFolder()
      _ = try folder.importing(counts("north"))
      #expect(try folder.contacts == ["phone": 5])
      do {
        _ = try folder.importing(counts("south"))
        Issue.record("not refused")
      } catch let fault as Diagnostic {
        #expect(fault.code == "import.queue-leaves", "\(fault)")
        #expect(fault.message.contains("'phone' would go from 5 to 0 contacts: queue 'north' would be nobody's beside"))
        #expect(fault.cure?.contains("--queue phone") == true && fault.cure?.contains("--add-queues") == true)
      }
      #expect(try folder.contacts == ["phone": 5])
      if cure == "queue" {
        _ = try folder.importing(counts("south")) { $0.intake.queue = "phone" }
        #expect(try folder.contacts == ["phone": 10])
      } else {
        _ = try folder.importing(counts("south"), addsQueues: true)
        #expect(try folder.contacts == ["phone": 5, "south": 5])
      }
    }
  }
}
