import Calendars
import Tables
import Testing

@testable import Tickets

@Suite("Whose contacts are whose")
struct RoutingTests {
  private static let phone = QueueRouting(queues: [.init(id: "phone", channel: "phone", matches: [])])

  private func store(_ files: String...) throws -> HistoryStore {
    var store = HistoryStore()
    var options = try Sample.warsaw()
    options.projectRouting = Self.phone
    _ = try importTickets(
      files.enumerated().map { Sample.source($1, "\($0).csv") }, options: options, into: &store)
    return store
  }

  private func contacts(_ store: HistoryStore, _ routing: QueueRouting = phone) throws -> [String: Double] {
    let histories = try store.histories(routing: routing, zones: [:], zone: .utc)
    return [String: Double](histories.map { ($0.queue.rawValue, $0.contacts.reduce(0, +)) }) { $0 + $1 }
  }

  @Test("the only queue has its own channel and unknown words, not what is known to be another's")
  func otherChannels() throws {
    let words = ["Phone", "Email", "Chat", "WhatsApp", "Web form", "Facebook", "Carrier pigeon", ""]
    let rows = words.enumerated().map { "\($0),2026-03-02 09:0\($0),\($1),Support\n" }.joined()
    let store = try store("id,created,channel,group\n" + rows)
    #expect(try contacts(store) == ["phone": 3])
    #expect(
      Set(store.unclaimed(by: Self.phone).map(\.name.channel)) == ["Email", "Chat", "WhatsApp", "Web form", "Facebook"])
    // A queue that is called as the group is has its group's calls, not its e-mails.
    let support = QueueRouting(queues: [
      .init(id: "support", channel: "phone", matches: []), .init(id: "sales", channel: "chat", matches: []),
    ])
    #expect(support.queue(of: StreamName(channel: "Phone", group: "Support")) == "support")
    #expect(support.queue(of: StreamName(channel: "Email", group: "Support")) == nil)
  }

  @Test("of counts of several queues the only queue has its own, of one name it has all, in any order of files")
  func severalQueues() throws {
    func counts(_ queue: String) -> String {
      "ts_local,queue,calls\n2026-03-02 09:00,\(queue),3\n2026-03-02 09:30,\(queue),4\n"
    }
    #expect(try contacts(store(counts("support"))) == ["phone": 7])
    #expect(try contacts(store(counts("support"), counts("sales"))) == [:])
    #expect(try contacts(store(counts("Phone"), counts("sales"))) == ["phone": 7])
    #expect(try store(counts("support"), counts("sales")) == store(counts("sales"), counts("support")))
    // A name that is a plain word for another channel.
    #expect(try contacts(store(counts("E-Mail"))) == [:])
  }

  @Test("ids that differ in case are told apart; where one alone is close, case doesn't matter")
  func caseOfIDs() {
    let both = QueueRouting(queues: [
      .init(id: "EN", channel: "phone", matches: []), .init(id: "en", channel: "chat", matches: []),
    ])
    for name in ["EN", "en"] { #expect(both.queue(of: StreamName(queueName: name))?.rawValue == name) }
    #expect(both.queue(of: StreamName(queueName: "En")) == nil)
    let one = QueueRouting(queues: [
      .init(id: "EN", channel: "phone", matches: []), .init(id: "de", channel: "phone", matches: []),
    ])
    #expect(one.queue(of: StreamName(queueName: "en")) == "EN")
    let groups = QueueRouting(queues: [
      .init(id: "a", channel: "phone", matches: [QueueMatch(queue: "a", group: "EN")]),
      .init(id: "b", channel: "phone", matches: [QueueMatch(queue: "b", group: "en")]),
    ])
    #expect(groups.queue(of: StreamName(group: "EN")) == "a" && groups.queue(of: StreamName(group: "en")) == "b")
    #expect(groups.queue(of: StreamName(group: "En")) == "a")
  }

  @Test("the report names a queue column as such")
  func words() throws {
    let text = "ts_local,queue,calls\n2026-03-02 09:00,north,3\n"
    let report = try Sample.read(text, Sample.warsaw()).get().report
    #expect(report.text.contains("  3 from queue 'north'\n") && !report.text.contains("group"))
  }

  @Test("names with quotes that combine with what follows are read back")
  func quotes() throws {
    let name = "a\"\u{FE0F}b,\"\u{301}"
    let text = "id,created,group\n1,2026-03-02 09:00,\(CSVText.quoted(name))\n"
    let store = try store(text)
    let source = try #require(store.sources.first)
    #expect(source.streams.map(\.name.group) == [name])
    let bytes = SourceFile.text(of: source)
    #expect(try SourceFile.read(Array(bytes), name: source.name, file: "x.csv") == source)
    let history = IntervalHistory(
      queue: QueueID(name), zone: .utc, interval: 15, starts: [Instant(rawValue: 1_772_442_000)], contacts: [1],
      timedContacts: [0], handleSeconds: [0])
    #expect(try HistoryFile.read(Array(HistoryFile.text(of: history).utf8), file: "h.csv") == [history])
  }
}
