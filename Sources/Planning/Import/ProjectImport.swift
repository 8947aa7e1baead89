internal import Foundation
internal import Staffing
public import Calendars
public import Tables
public import Tickets

/// Ticket exports into a project's stored history.
public struct ProjectImport {
  let folder: FolderFiles
  let settings: ProjectSettings

  /// - Throws: what is wrong with the project's `rota.json`; a folder without one is no project.
  public init(into folder: FolderFiles) throws(Diagnostic) {
    self.folder = folder
    guard let json = try folder.bytes(of: "rota.json") else {
      throw Diagnostic(
        "project.missing-file", "'rota.json' is missing in \(folder.name)",
        cure: "Run `rota init \(folder.name)` to make a project.", kind: .missingInput)
    }
    settings = try ProjectSettings(try SettingsNode.parse(json, file: "rota.json"), folder: folder.name)
  }

  /// Reads the exports, joins them with what is stored, and writes one file a queue, each as a whole.
  ///
  /// - Parameters:
  ///   - options: what the command says; its empty parts come from the project.
  ///   - queue: where everything goes when the files don't say.
  /// - Returns: the import report.
  public func run(
    _ sources: [TicketSource], options: ImportOptions, queue: QueueID?
  ) throws(Diagnostic) -> ImportReport {
    var options = options
    options.zone = options.zone ?? settings.zone
    options.queueZones = Dictionary(
      uniqueKeysWithValues: settings.queues.map { ($0.settings.id, $0.settings.zone) })
    options.openingHours = settings.queues.openingHours
    options.queues = queue.map { [QueueMatch(queue: $0)] } ?? settings.queues.flatMap(\.matches)
    let read = try importTickets(sources, options: options)
    var stored: [IntervalHistory] = []
    for name in folder.files(in: "history") where name.hasSuffix(".csv") {
      if let bytes = try folder.bytes(of: "history/\(name)") {
        stored += try HistoryFile.read(bytes, file: "history/\(name)")
      }
    }
    let merged = try IntervalHistory.merge(read.histories, into: stored)
    let changed = Set(read.histories.map(\.queue))
    for history in merged where changed.contains(history.queue) {
      let path = folder.folder.appending(path: "history").appending(path: Self.fileName(of: history.queue)).path
      try AtomicFile.write(Array(HistoryFile.text(of: history).utf8), to: path)
    }
    var report = read.report
    let known = Set(settings.queues.map(\.settings.id))
    for history in read.histories where !known.contains(history.queue) {
      report.warnings.append(
        Diagnostic(
          "import.unknown-queue", "contacts were stored for '\(history.queue)', which is no queue of rota.json",
          cure: "Add the queue, or direct these tickets with 'match' or --queue and import again.", severity: .warning))
    }
    return report
  }

  /// `phone.csv`; characters that file systems dislike become `_` with their code.
  static func fileName(of queue: QueueID) -> String {
    var name = ""
    for scalar in queue.rawValue.unicodeScalars {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "-", ".": name.unicodeScalars.append(scalar)
      default: name += "_" + String(scalar.value, radix: 16)
      }
    }
    return (name.hasPrefix(".") ? "_" : "") + name + ".csv"
  }
}
