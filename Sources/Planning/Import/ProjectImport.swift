public import Calendars
internal import Foundation
public import Tables
public import Tickets
internal import Workforce
internal import Words

/// Ticket exports into a project's stored history.
public struct ProjectImport {
  private let folder: FolderFiles
  private let history: HistoryFolder
  private static let command = "rota import"

  /// - Throws: `project.missing-file` (missing input): a folder without `rota.json` is no project.
  public init(into folder: FolderFiles) throws(Diagnostic) {
    self.folder = folder
    history = HistoryFolder(project: folder.folder)
    _ = try settings()
  }

  private func settings() throws(Diagnostic) -> (settings: ProjectSettings, text: [UInt8]) {
    guard let json = try folder.bytes(of: "rota.json") else {
      throw Diagnostic(
        "project.missing-file", "'rota.json' is missing in \(folder.name)",
        cure: "Run `rota init \(ShellWord.quoted(folder.name))` to make a project.", kind: .missingInput)
    }
    return (try ProjectSettings(try SettingsNode.parse(json, file: "rota.json"), folder: folder.name), json)
  }

  /// Reads the exports, joins them with what is kept, and puts the result in place in one step; nobody else changes the
  /// project meanwhile.
  ///
  /// - Parameters:
  ///   - options: what the command says; its empty parts come from the project.
  ///   - addsQueues: whether queues for contacts that none claims are added to `rota.json`.
  /// - Returns: the import report.
  /// - Throws: `project.locked`; what reading or joining throws. Then nothing has changed.
  public func run(
    _ sources: [TicketSource], options: ImportOptions, addsQueues: Bool = false
  ) throws(Diagnostic) -> ImportReport {
    try ProjectLock.hold(folder.folder, for: .writing, command: Self.command) { () throws(Diagnostic) in
      try history.recover()
      let (settings, text) = try settings()
      return try settings.zoneChoice.scoped { () throws(Diagnostic) in
        try read(sources, options: options, into: settings, text: text, addsQueues: addsQueues)
      }
    }
  }

  /// `run`, inside the lock and under the project's clock rules.
  private func read(
    _ sources: [TicketSource], options: ImportOptions, into settings: ProjectSettings, text: [UInt8], addsQueues: Bool
  ) throws(Diagnostic) -> ImportReport {
    var options = options
    // The command line's zone was read before the project could name its rules.
    if let named = options.zone { options.zone = try Zone(named.identifier) }
    if let queue = options.intake.queue {
      options.intake.queue = try settings.queues.named(queue, mayBeNew: addsQueues)
    }
    options.setZones(of: settings.queues, project: settings.zone)
    options.queueZones = settings.queues.zones
    options.openingHours = settings.queues.openingHours
    options.projectRouting = QueueRouting(queues: settings.queues.routed)
    let known = try HistoryFiles.store(of: try HistoryFiles.files(of: folder))
    var store = known
    var report = try importTickets(sources, options: options, into: &store)
    if !addsQueues, let fault = QueueGrowth.departure(from: known, to: store, queues: settings.queues) { throw fault }
    if store != known { try history.commit(store, replacing: known) } else { try history.noteNoChange() }
    report.warnings += store.notes(of: report.kept.map(\.source))
    if let first = report.kept.compactMap(\.first).min(), let last = report.kept.compactMap(\.last).max() {
      report.warnings +=
        ZoneStage(
          zones: settings.queues.map(\.settings.zone) + [options.zone ?? .utc], from: first, to: last,
          choice: settings.zoneChoice
        ).differences()
    }
    let queues = try propose(
      in: store, since: known, settings: settings, text: text, addsQueues: addsQueues, &report)
    report.warnings += store.absenceNotes(
      routing: QueueRouting(queues: queues.routed), of: report.kept.map(\.source))
    return report
  }

  /// What `undo` has changed.
  public struct Undone: Hashable, Sendable {
    /// Contacts recorded before and after.
    public var from: Double
    public var to: Double
    /// Queues that had contacts and have none now, from files under `tickets` either; they stay in `rota.json`, whoever
    /// added them.
    public var idle: [QueueID]
  }

  /// Takes the state of before the last import back, or, the second time, that of after it.
  ///
  /// - Throws: `import.nothing-to-undo`, also where the last import changed nothing, once; `project.locked`.
  public func undo() throws(Diagnostic) -> Undone {
    try ProjectLock.hold(folder.folder, for: .writing, command: Self.command) { () throws(Diagnostic) in
      try history.recover()
      let settings = try settings().settings
      let routing = QueueRouting(queues: settings.queues.routed)
      func state() throws(Diagnostic) -> (contacts: Double, queues: [QueueID]) {
        let store = try HistoryFiles.store(of: try HistoryFiles.files(of: folder))
        return (store.contacts, store.queues(by: routing))
      }
      let before = try state()
      try history.undo()
      let after = try state()
      var idle = before.queues.filter { !after.queues.contains($0) }
      if !idle.isEmpty, !settings.ticketFiles.isEmpty {
        let fed = queuesWithTickets(settings)
        idle.removeAll { fed?.contains($0) != false }
      }
      return Undone(from: before.contacts, to: after.contacts, idle: idle)
    }
  }

  /// The queues that files under `tickets` in `rota.json` bring contacts to; nil where they can't be read.
  private func queuesWithTickets(_ settings: ProjectSettings) -> [QueueID]? {
    do throws(Diagnostic) {
      return try settings.zoneChoice.scoped { () throws(Diagnostic) in
        var store = HistoryStore()
        for file in settings.ticketFiles {
          guard let bytes = try folder.bytes(of: file.path) else { return nil as [QueueID]? }
          _ = try importTickets(
            [TicketSource(bytes: bytes, name: file.path)],
            options: try file.options(zone: settings.zone, queues: settings.queues), into: &store)
        }
        return store.queues(by: QueueRouting(queues: settings.queues.routed))
      }
    } catch {
      return nil
    }
  }

  /// Says which contacts no queue claims and which queues would, or adds these.
  /// - Parameter known: what was kept before the import.
  /// - Returns: the queues that there are then.
  private func propose(
    in store: HistoryStore, since known: HistoryStore, settings: ProjectSettings, text: [UInt8], addsQueues: Bool,
    _ report: inout ImportReport
  ) throws(Diagnostic) -> [ProjectQueue] {
    let routing = QueueRouting(queues: settings.queues.routed)
    let unclaimed = store.unclaimed(by: routing)
    guard let warning = Self.warning(of: unclaimed, queues: settings.queues) else { return settings.queues }
    report.proposedQueues = QueueProposal.proposals(for: unclaimed, of: settings.queues).map(\.text)
    guard addsQueues else {
      report.warnings.append(warning)
      return settings.queues
    }
    var growth = QueueGrowth(text: text, settings: settings, folder: folder.name)
    try growth.grow(for: store, since: known)
    guard !growth.added.isEmpty else {
      report.warnings.append(warning)
      return settings.queues
    }
    let path = folder.folder.appending(path: "rota.json").resolvingSymlinksInPath().path
    try AtomicFile.write(growth.text, to: path)
    let grown = QueueRouting(queues: growth.settings.queues.routed)
    report.proposedQueues = growth.added.map(\.text)
    report.route(by: grown, in: store)
    report.warnings.append(growth.note)
    if let rest = Self.warning(of: store.unclaimed(by: grown), queues: growth.settings.queues) {
      report.warnings.append(rest)
    }
    return growth.settings.queues
  }

  /// One line for all contacts that no queue claims, and the queues that would; nil where each is claimed.
  static func warning(of unclaimed: [HistoryStore.Unclaimed], queues: [ProjectQueue]) -> Diagnostic? {
    guard !unclaimed.isEmpty else { return nil }
    let total = unclaimed.reduce(0) { $0 + $1.contacts }
    let named = unclaimed.prefix(5).map { entry in
      "\(CountText.text(entry.contacts)) of \(entry.name.words.isEmpty ? "no channel or group" : entry.name.words)"
    }
    let proposals = QueueProposal.proposals(for: unclaimed, of: queues)
    let more = unclaimed.count > 5 ? " and \(unclaimed.count - 5) more" : ""
    let cure =
      proposals.isEmpty
      ? "Say whose they are: import the same files again with --queue ID."
      : "To plan them, add to 'queues' in rota.json (rota import … --add-queues does):\n    "
        + proposals.prefix(12).map { "\($0.text),  // \(CountText.text($0.contacts)) contacts" }.joined(
          separator: "\n    ")
        + (proposals.count > 12 ? "\n    // and \(proposals.count - 12) more" : "")
    return Diagnostic(
      "history.unused",
      "no queue claims \(CountText.text(total)) contacts, which are kept aside: \(named.joined(separator: "; "))\(more)",
      cure: cure, severity: .warning)
  }
}

extension [ProjectQueue] {
  /// As contacts are sent to them.
  var routed: [QueueRouting.Queue] {
    map { QueueRouting.Queue(id: $0.settings.id, channel: $0.settings.channel.rawValue, matches: $0.matches) }
  }

  /// The zone of each, by id.
  var zones: [QueueID: Zone] { [QueueID: Zone](map { ($0.settings.id, $0.settings.zone) }) { first, _ in first } }

  /// The queue of this name, whatever its case.
  ///
  /// - Parameter mayBeNew: whether a queue that there isn't is added.
  /// - Throws: `import.unknown-queue` where there are several queues, and this is none of them.
  func named(_ queue: QueueID, mayBeNew: Bool = false) throws(Diagnostic) -> QueueID {
    let ids = map(\.settings.id)
    if ids.contains(queue) { return queue }
    if let known = ids.first(where: { $0.rawValue.lowercased() == queue.rawValue.lowercased() }) { return known }
    guard ids.count > 1, !mayBeNew else { return queue }
    let hint = NearestName.of(queue.rawValue, among: ids.map(\.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
    throw Diagnostic(
      "import.unknown-queue", "rota.json has no queue '\(queue)'",
      cure: hint + "Its queues: \(Words.plain.list(ids.map(\.rawValue))).", kind: .usage)
  }
}

extension ImportOptions {
  /// Sets the zone of times without an offset, unless one is named: that of the queue which everything belongs to, or in
  /// which all queues live; where they live in several, the project's.
  mutating func setZones(of queues: [ProjectQueue], project: Zone) {
    intake.dayZone = project
    guard zone == nil else { return }
    let zones = Set(queues.map(\.settings.zone))
    if let queue = intake.queue, let own = queues.zones[queue] {
      zone = own
    } else if zones.count == 1, let only = zones.first {
      zone = only
    } else {
      zone = project
      intake.assumesZone = zones.count > 1
    }
  }
}
