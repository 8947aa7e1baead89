internal import Calendars
internal import Tables
internal import Words

extension ImportReport {
  /// The report as a person reads it, with its warnings, ending in a line feed.
  public var text: String { ([summary] + warnings.map { "\($0)\n" }).joined() }

  /// The report without its warnings, for who says them elsewhere.
  public var summary: String {
    var lines: [String] = []
    for source in sources {
      lines.append("\(source.name): \(source.rowsRead) rows, \(source.rowsKept) kept")
      var found = ["system \(source.system.rawValue)"]
      if let encoding = source.encoding { found.append("encoding \(encoding.rawValue)") }
      if let delimiter = source.delimiter { found.append("delimiter '\(delimiter)'") }
      if let order = source.dateOrder { found.append("dates \(order.rawValue)") }
      if let zone = source.zone { found.append("local times of \(zone)") }
      lines.append("  detected: " + Words.plain.list(found))
      if !source.columns.isEmpty {
        lines.append("  columns: " + Words.plain.list(source.columns.map { "\($0.purpose) = '\($0.column)'" }))
      }
    }
    lines.append("kept \(rowsKept) of \(rowsRead) rows")
    if let first, let last { lines.append("  from \(first.utcText) to \(last.utcText)") }
    for drop in dropped {
      lines.append("left out, \(drop.reason.rawValue): \(drop.count)")
      lines += Self.list(drop.examples, of: drop.count)
    }
    for (name, change) in [("that happen twice", ambiguousTimes), ("that clocks skip", impossibleTimes)] {
      guard let change else { continue }
      lines.append("local times \(name): \(change.count); \(change.rule)")
      lines += Self.list(change.examples, of: change.count)
    }
    for use in handleTimes { lines.append("handle time from \(use.source.rawValue): \(use.contacts) contacts") }
    for bulk in bulkImports {
      lines.append("bulk import: \(bulk.tickets) tickets at \(bulk.at.utcText); they say nothing about arrivals")
    }
    lines += queueLines
    for source in kept {
      let span = source.first.flatMap { first in source.last.map { ", \(first.utcText) to \($0.utcText)" } } ?? ""
      lines.append(
        "history '\(source.source)': \(CountText.text(source.before)) → \(CountText.text(source.after)) contacts\(span)"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A line a queue, under it the combinations that went there.
  private var queueLines: [String] {
    var lines: [String] = []
    var order: [QueueID?] = []
    var byQueue: [QueueID?: [Stream]] = [:]
    for stream in streams {
      if byQueue[stream.queue] == nil { order.append(stream.queue) }
      byQueue[stream.queue, default: []].append(stream)
    }
    for queue in order {
      let parts = byQueue[queue, default: []]
      let total = parts.reduce(0) { $0 + $1.contacts }
      lines.append("queue \(queue?.rawValue ?? "(none, kept aside)"): \(total) contacts")
      for part in parts.prefix(5) {
        let from = part.name.words
        if !from.isEmpty, part.told == nil { lines.append("  \(part.contacts) from \(from)") }
      }
      if parts.count > 5 { lines.append("  and \(parts.count - 5) more combinations") }
    }
    return lines
  }

  private static func list(_ examples: [Example], of count: Int) -> [String] {
    var lines = examples.map { "  \($0.position): \($0.text)" }
    if count > examples.count { lines.append("  and \(count - examples.count) more") }
    return lines
  }
}
