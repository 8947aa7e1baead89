internal import Calendars
internal import Tables

/// Joins the legs of a call: rows that share an id are one contact, which comes with its first leg and takes as long as
/// all of them.
struct TicketSegments {
  private struct Call {
    var draft: TicketDraft
    var row: Int
  }

  private var calls: [Call] = []
  private var byIdentity: [UInt64: Int] = [:]
  /// When the legs of each call begin.
  private var legs: [UInt64: Set<Int>] = [:]
  private var further: [(row: Int, call: Int)] = []

  /// Keeps a row until the file has ended.
  /// - Returns: false for one without an id, which is a contact by itself.
  mutating func add(_ draft: TicketDraft, row: Int) -> Bool {
    guard let identity = draft.identity, draft.created != nil else { return false }
    legs[identity, default: []].insert(Self.order(draft))
    guard let index = byIdentity[identity] else {
      byIdentity[identity] = calls.count
      calls.append(Call(draft: draft, row: row))
      return true
    }
    let known = calls[index].draft
    if Self.order(draft) < Self.order(known) {
      further.append((calls[index].row, index))
      calls[index].draft = draft
      calls[index].row = row
    } else {
      further.append((row, index))
    }
    calls[index].draft.update = [known.update, draft.update].compactMap { $0 }.max()
    let seconds = [known.handleSeconds, draft.handleSeconds].compactMap { $0 }
    calls[index].draft.handleSeconds = seconds.isEmpty ? nil : seconds.reduce(0, +)
    if known.handleSeconds != nil { calls[index].draft.handleSource = known.handleSource }
    if draft.handleSeconds != nil { calls[index].draft.handleSource = draft.handleSource }
    return true
  }

  /// Counts the calls in the order of their first rows.
  func finish(
    file: String, into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    for leg in further {
      tally.drop(
        .segment, at: SourcePosition(file: file, row: leg.row), "leg of the call in row \(calls[leg.call].row)")
    }
    if let warning = split(beside: accumulator.legs[accumulator.source?.name ?? "", default: [:]], file: file) {
      tally.warn(warning)
    }
    accumulator.legs[accumulator.source?.name ?? "", default: [:]].merge(legs) { $0.union($1) }
    for call in calls { try accumulator.add(call.draft, file: file, row: call.row, into: &tally) }
  }

  /// What to say where a call has other legs in a file of before: of such a call the legs of one file count.
  private func split(beside known: [UInt64: Set<Int>], file: String) -> Diagnostic? {
    let calls = legs.count { identity, starts in known[identity].map { !starts.isSubset(of: $0) } ?? false }
    guard calls > 0 else { return nil }
    return Diagnostic(
      "import.split-calls",
      "\(calls) call\(calls == 1 ? " has" : "s have") further legs in another file: of each the legs of one file count",
      at: SourcePosition(file: file), cure: "Put the legs of a call into one file, and import that with --replace.",
      severity: .warning)
  }

  private static func order(_ draft: TicketDraft) -> Int {
    switch draft.created {
    case .instant(let instant)?: instant.rawValue
    case .local(let civil)?: civil.wallSeconds
    case nil: .max
    }
  }
}
