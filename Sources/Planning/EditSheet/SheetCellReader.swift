internal import Calendars
internal import Publishing
internal import Tables
internal import Words
internal import Workforce

/// Reads a cell of an edit sheet: `09:00-17:30 [phone]`, `off` or `leave`, as people and spreadsheets write them.
struct SheetCellReader {
  /// Of the plan.
  let queues: [QueueID]

  /// - Throws: `edits.cell` for what is none of them, `edits.queue` for a queue that isn't there.
  func cell(_ text: String, at position: SourcePosition) throws(Diagnostic) -> SheetCell {
    switch text.lowercased() {
    case SheetCell.offWord: return .off
    case SheetCell.leaveWord: return .leave
    default: break
    }
    var times = text[...]
    var names: [QueueID] = []
    if let open = text.firstIndex(of: "[") {
      guard text.last == "]" else { throw Self.fault(text, position) }
      names = try queues(text[text.index(after: open)...].dropLast(), in: text, at: position)
      times = text[..<open]
    }
    let ends = times.split(omittingEmptySubsequences: false) { "-–—‒−".contains($0) }.map(Self.clock)
    guard ends.count == 2, let from = ends[0], let to = ends[1], from.minutes < 1440 else {
      throw Self.fault(text, position)
    }
    // Midnight is one moment, however it is written.
    return .duty(SheetCell.Times(from: from, to: ClockTime(minutes: to.minutes % 1440), queues: names))
  }

  private static func fault(_ text: String, _ position: SourcePosition) -> Diagnostic {
    let shown = text.count > 40 ? "\(text.prefix(40))…" : text
    return Diagnostic(
      "edits.cell", "'\(shown)' is neither times nor off nor leave", at: position,
      cure: "Write 09:00-17:30, with a queue as 09:00-17:30 [phone], or off, or leave.")
  }

  /// `9`, `9:00`, `09:00:00`, `9.30` or `9:00 AM`.
  private static func clock(_ part: Substring) -> ClockTime? {
    var text = Header.trimmed(String(part))
    let digits = text.split(omittingEmptySubsequences: false) { $0 == "." }
    if digits.count == 2, digits.allSatisfy({ (1...2).contains($0.utf8.count) && $0.allSatisfy(\.isNumber) }) {
      text = "\(digits[0]):\(digits[1])"
    }
    if (1...2).contains(text.utf8.count) { text += ":00" }
    guard let second = TimeReader.readClock(Array(text.utf8).span), second.isMultiple(of: 60) else { return nil }
    return ClockTime(minutes: second / 60)
  }

  private func queues(
    _ inside: Substring, in text: String, at position: SourcePosition
  ) throws(Diagnostic) -> [QueueID] {
    func known(_ name: String) -> QueueID? {
      queues.first { $0.rawValue == name } ?? queues.first { $0.rawValue.lowercased() == name.lowercased() }
    }
    let whole = Header.trimmed(String(inside))
    if whole.isEmpty { return [] }
    if let queue = known(whole) { return [queue] }
    var found: [QueueID] = []
    for part in whole.split(separator: Character(SheetCell.queueMark)) {
      let name = Header.trimmed(String(part))
      guard let queue = known(name) else {
        let near = NearestName.of(name, among: queues.map(\.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
        throw Diagnostic(
          "edits.queue", "the plan has no queue '\(name)'", at: position,
          cure: "\(near)Its queues are \(Words.plain.list(queues.map(\.rawValue))).")
      }
      found.append(queue)
    }
    return found
  }
}
