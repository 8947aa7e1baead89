internal import Calendars
internal import Tables
internal import Tickets
internal import Workforce
internal import Words

/// How `rota.json` grows by queues for contacts that none claims, so that those which the only queue has stay its own.
struct QueueGrowth {
  private(set) var text: [UInt8]
  private(set) var settings: ProjectSettings
  private(set) var added: [QueueProposal] = []
  /// The queue that got matches for what it had.
  private var keeper: QueueID?
  private let folder: String

  init(text: [UInt8], settings: ProjectSettings, folder: String) {
    (self.text, self.settings, self.folder) = (text, settings, folder)
  }

  /// What the project's only queue has, where it has no match.
  private static func held(in store: HistoryStore, by queues: [ProjectQueue]) -> Set<StreamName> {
    guard queues.count == 1, queues[0].matches.isEmpty else { return [] }
    return Set(store.contactsByName.map(\.name))
      .subtracting(store.unclaimed(by: QueueRouting(queues: queues.routed)).map(\.name))
  }

  /// Adds queues until nothing changes.
  ///
  /// - Parameter known: what was kept before the import: what a queue had of it stays its own too.
  /// - Throws: what reading the new settings throws: what would not be read must not be written.
  mutating func grow(for store: HistoryStore, since known: HistoryStore) throws(Diagnostic) {
    let held = Self.held(in: known, by: settings.queues).union(Self.held(in: store, by: settings.queues))
    // A queue that is added may claim what another one had; proposals claim their own.
    for _ in 0..<3 {
      let unclaimed = store.unclaimed(by: QueueRouting(queues: settings.queues.routed))
      let proposals = QueueProposal.proposals(
        for: unclaimed.filter { !held.contains($0.name) }, of: settings.queues)
      guard !proposals.isEmpty, let longer = QueueList(text).adding(proposals.map(\.text)) else { return }
      let only = settings.queues
      try take(longer)
      added += proposals
      if !held.isEmpty, only.count == 1, let queue = only.first { try keep(held, for: queue, in: store) }
    }
  }

  private mutating func take(_ longer: [UInt8]) throws(Diagnostic) {
    settings = try ProjectSettings(try SettingsNode.parse(longer, file: "rota.json"), folder: folder)
    text = longer
  }

  /// Gives the queue matches for what it would lose to nobody.
  private mutating func keep(
    _ held: Set<StreamName>, for queue: ProjectQueue, in store: HistoryStore
  ) throws(Diagnostic) {
    let id = queue.settings.id
    let routing = QueueRouting(queues: settings.queues.routed)
    let lost = held.filter { $0.queue == nil && routing.queue(of: $0) != id }
    guard !lost.isEmpty else { return }
    let others = store.contactsByName.map(\.name).filter { $0.queue == nil && !held.contains($0) }
    var matches: [QueueMatch] = []
    func add(_ match: QueueMatch) {
      let claims = QueueRouting(matches: [match])
      if !others.contains(where: { claims.queue(of: $0) != nil }) { matches.append(match) }
    }
    add(QueueMatch(queue: id, channel: queue.settings.channel.rawValue))
    for name in held.sorted() where name.queue == nil {
      if !matches.isEmpty, QueueRouting(matches: matches).queue(of: name) != nil { continue }
      let group = name.queueName.isEmpty && name.channel.isEmpty ? name.group : name.queueName
      guard !name.channel.isEmpty || !group.isEmpty else { continue }
      add(
        QueueMatch(
          queue: id, channel: name.channel.isEmpty ? nil : name.channel, group: group.isEmpty ? nil : group))
    }
    // Contacts without any word have none to be matched by.
    let claims = QueueRouting(matches: matches)
    guard !matches.isEmpty, lost.contains(where: { claims.queue(of: $0) != nil }) else { return }
    let setting = "match: [\(matches.map(Self.text).joined(separator: ", "))]"
    guard let longer = QueueList(text).adding(toFirst: setting) else { return }
    try take(longer)
    keeper = id
  }

  /// `{ channel: "Hotline", group: "North" }`
  private static func text(of match: QueueMatch) -> String {
    let parts = [("channel", match.channel), ("group", match.group)].compactMap { key, value in
      value.map { "\(key): \(QueueProposal.quoted($0))" }
    }
    return "{ \(parts.joined(separator: ", ")) }"
  }

  /// What was added.
  var note: Diagnostic {
    Diagnostic(
      "import.queues-added",
      "added to the queues of rota.json: \(Words.plain.list(added.map { "'\($0.id)'" }))"
        + (keeper.map { "; '\($0)' got 'match' for what it has" } ?? ""),
      cure: "Set their hours and targets there, and give people the skills in agents.csv.", severity: .note)
  }

  /// What stops an import after which contacts that the only queue has would be nobody's; nil where none would.
  static func departure(
    from known: HistoryStore, to store: HistoryStore, queues: [ProjectQueue]
  ) -> Diagnostic? {
    let held = held(in: known, by: queues)
    guard let queue = queues.first?.settings.id, !held.isEmpty else { return nil }
    let unclaimed = store.unclaimed(by: QueueRouting(queues: queues.routed))
    let leaving = unclaimed.filter { held.contains($0.name) }
    guard !leaving.isEmpty else { return nil }
    let before = known.contactsByName.filter { held.contains($0.name) }.reduce(0) { $0 + $1.contacts }
    let gone = known.contactsByName.filter { entry in leaving.contains { $0.name == entry.name } }
      .reduce(0) { $0 + $1.contacts }
    func words(_ entries: [HistoryStore.Unclaimed]) -> String {
      entries.prefix(3).map(\.name.words).joined(separator: "; ") + (entries.count > 3 ? " and more" : "")
    }
    let fresh = unclaimed.filter { !held.contains($0.name) }
    return Diagnostic(
      "import.queue-leaves",
      "'\(queue)' would go from \(CountText.text(before)) to \(CountText.text(before - gone)) contacts: \(words(leaving)) "
        + "would be nobody's" + (fresh.isEmpty ? "" : " beside \(words(fresh)) of the files") + "; nothing was changed",
      cure:
        "If all are '\(queue)', import these files with --queue \(queue). If they are other queues', say --add-queues: "
        + "they are added, and '\(queue)' keeps what it has.")
  }
}

extension QueueProposal {
  /// Beside the queues of a project: a word of no known channel is taken for the first one's.
  static func proposals(
    for unclaimed: [HistoryStore.Unclaimed], of queues: [ProjectQueue]
  ) -> [QueueProposal] {
    proposals(
      for: unclaimed, known: queues.map(\.settings.id), usual: queues.first?.settings.channel.rawValue ?? "phone")
  }
}
