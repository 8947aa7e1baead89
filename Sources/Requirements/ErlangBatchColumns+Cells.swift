internal import Tables
internal import Workforce

/// What a row's cells say.
extension ErlangBatchColumns {
  /// Whether the row's customers give up, or are turned away.
  func knowsAbandonment(_ table: Table, row: Int) -> Bool {
    switch table.rows[row][model] {
    case "A": true
    case "chat": [patience, room].contains { $0.map { !table.rows[row][$0].isEmpty } ?? false }
    default: false
    }
  }

  /// Where the table has a column `absence`, heads of whom each is missing with that chance, and the service level expected
  /// of them: the fewest of rows that ask for agents, the `agents` of rows that say how many are on the rota.
  ///
  /// - Throws: `erlang.absence` for a row that asks for something else: contacts and times are those of agents in position.
  func heads(_ table: Table, row: Int) throws(Diagnostic) -> [String?] {
    guard let absence else { return [] }
    let missing = try optional(absence, table, row: row, "a share from 0 to \(ShrinkagePlan.largestShare)") {
      (0...ShrinkagePlan.largestShare).contains($0)
    }
    guard let missing, table.rows[row][model] != "B" else { return [nil, nil] }
    let kind = table.rows[row][kind]
    guard ["required", "perf"].contains(kind) else {
      throw Diagnostic(
        "erlang.absence", "a row of kind '\(kind)' is about agents in position, but its absence is filled",
        at: table.position(row: row, column: absence),
        cure: "Leave its absence empty, or ask with the kind 'required' or 'perf'.")
    }
    if kind == "perf" { return [nil, try expected(table, row: row, missing: missing)] }
    let model = try waitingModel(table, row: row)
    let traffic = try traffic(table, row: row)
    let target = try target(table, row: row, model: model)
    let heads = HeadsByChance(
      for: target, of: IntervalService(model: model, contacts: traffic.load > 0 ? 1 : 0, traffic: traffic),
      missing: missing, positions: model.requiredAgents(for: target, of: traffic))
    let level = try threshold(table, row: row) == nil ? nil : heads.levels.first { $0.heads == heads.required }
    return [heads.required.description, level?.serviceLevel.description]
  }

  /// The service level that contacts can expect of the row's agents, where each is missing with a chance; nil where it names
  /// no threshold.
  private func expected(_ table: Table, row: Int, missing: Double) throws(Diagnostic) -> String? {
    guard let seconds = try threshold(table, row: row) else { return nil }
    let heads = try staff(table, row: row)
    guard heads == heads.rounded(), heads <= 1e6 else {
      throw table.badValue(
        row: row, column: agents ?? kind, code: "erlang.absence",
        expected: "whole heads, a million at most, as the row has an absence")
    }
    let model = try waitingModel(table, row: row)
    let traffic = try traffic(table, row: row)
    var curve = ServiceCurve(
      of: IntervalService(model: model, contacts: traffic.load > 0 ? 1 : 0, traffic: traffic), missing: missing,
      within: seconds)
    return curve.expected(heads: Int(heads)).serviceLevel(try levelDefinition(table, row: row)).description
  }

  func staff(_ table: Table, row: Int) throws(Diagnostic) -> Double {
    try required(agents, named: "agents", table, row: row, "at least 0") { $0 >= 0 && $0 <= 1e9 }
  }

  func seconds(_ table: Table, row: Int) throws(Diagnostic) -> Double {
    try required(interval, named: "interval_s", table, row: row, "in 1e-3...1e9 s") { (1e-3...1e9).contains($0) }
  }

  func traffic(_ table: Table, row: Int) throws(Diagnostic) -> Traffic {
    let calls = try required(calls, named: "calls", table, row: row, "in 0...1e12") { (0...1e12).contains($0) }
    let seconds = try seconds(table, row: row)
    let handleTime = try handleTime(table, row: row, "in 0...1e7 s") { (0...1e7).contains($0) }
    guard calls * handleTime / seconds <= ErlangB.largestLoad else {
      throw table.badValue(
        row: row, column: self.calls, code: "erlang.range",
        expected: "a load of at most a thousand million erlangs with the row's aht_s and interval_s")
    }
    return Traffic(contacts: calls, over: seconds, handleTime: handleTime)
  }

  /// A chat row's handle time may be that of its full agents.
  func handleTime(
    _ table: Table, row: Int, _ expected: String, where isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double {
    if table.rows[row][model] == "chat", table.rows[row][handleTime].isEmpty,
      let last = try chatHandleTimes(table, row: row).last
    {
      return last
    }
    return try required(handleTime, named: "aht_s", table, row: row, expected, where: isValid)
  }

  /// Seconds with 1, 2, … conversations open.
  func chatHandleTimes(_ table: Table, row: Int) throws(Diagnostic) -> [Double] {
    func numbers(_ column: Int) throws(Diagnostic) -> [Double]? {
      var numbers: [Double] = []
      for part in table.rows[row][column].split(separator: ";", omittingEmptySubsequences: false) {
        switch table.numbers.reading(String(part), where: { (1e-6...1e7).contains($0) }) {
        case .number(let number) where (1e-6...1e7).contains(number): numbers.append(number)
        case .doubtful(let whole, let fraction):
          throw TableNumbers.doubt(
            String(part), whole: whole, fraction: fraction, at: table.position(row: row, column: column))
        default: return nil
        }
      }
      return numbers.count <= QueueLimits.largestConcurrency ? numbers : nil
    }
    if let chatTimes, !table.rows[row][chatTimes].isEmpty {
      if let times = try numbers(chatTimes), QueueLimits.isThroughputRising(times) { return times }
      throw table.badValue(
        row: row, column: chatTimes, code: "erlang.chat",
        expected: "handle times such as 300;450;600, with which nobody finishes fewer by holding more")
    }
    guard let chatRates, !table.rows[row][chatRates].isEmpty else { throw missing("chat_aht_s", table, row: row) }
    let times = try numbers(chatRates)?.enumerated().map { Double($0.offset + 1) * 3600 / $0.element }
    if let times, QueueLimits.isThroughputRising(times) { return times }
    throw table.badValue(
      row: row, column: chatRates, code: "erlang.chat",
      expected: "conversations finished an hour such as 12;16;18, which don't fall")
  }

  func waitingModel(_ table: Table, row: Int) throws(Diagnostic) -> any QueueingModel {
    switch table.rows[row][model] {
    case "C", "BC": return ErlangC()
    case "A":
      guard let patience, !table.rows[row][patience].isEmpty else {
        throw missing("patience_s", table, row: row, column: patience)
      }
      if let seconds = try self.patience(table, row: row) { return ErlangA(patience: seconds) }
      return ErlangC()
    case "chat":
      let times = try chatHandleTimes(table, row: row)
      let room = try optional(room, table, row: row, "a whole number from 0 to \(QueueLimits.largestWaitingRoom)") {
        $0 == $0.rounded() && (0...Double(QueueLimits.largestWaitingRoom)).contains($0)
      }
      return ConcurrentChat(
        concurrency: times.count, handleTimes: times, patience: try patience(table, row: row),
        waitingRoom: room.map { Int($0) })
    default: throw table.badValue(row: row, column: model, code: "erlang.model", expected: "B, C, BC, A or chat")
    }
  }

  /// Nil where there is none, or none that counts: `inf`, or more than four months.
  func patience(_ table: Table, row: Int) throws(Diagnostic) -> Double? {
    guard let patience, table.rows[row][patience].lowercased() != "inf" else { return nil }
    let seconds = try optional(patience, table, row: row, "at least 1e-6 s, or inf") { $0 >= 1e-6 }
    return seconds.flatMap { $0 <= QueueLimits.longestPatience ? $0 : nil }
  }

  func levelDefinition(_ table: Table, row: Int) throws(Diagnostic) -> ServiceLevelDefinition {
    guard let definition else { return .ofOffered }
    let text = table.rows[row][definition]
    if text.isEmpty { return .ofOffered }
    guard let meaning = ServiceLevelDefinition(anySpelling: text) else {
      throw table.badValue(
        row: row, column: definition, code: "erlang.definition", expected: "offered, answered, excl_short_ab or virtual"
      )
    }
    return meaning
  }

  func threshold(_ table: Table, row: Int) throws(Diagnostic) -> Double? {
    try optional(threshold, table, row: row, "in 0...1e9 s") { (0...1e9).contains($0) }
  }

  func required(
    _ column: Int?, named name: String, _ table: Table, row: Int, _ expected: String, where isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double {
    guard let value = try optional(column, table, row: row, expected, where: isValid) else {
      throw missing(name, table, row: row, column: column)
    }
    return value
  }

  /// Nil where the column or its value is absent.
  func optional(
    _ column: Int?, _ table: Table, row: Int, _ expected: String, where isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double? {
    guard let column, let value = try table.decimal(row: row, column: column, where: isValid) else { return nil }
    guard value.isFinite, isValid(value) else {
      throw table.badValue(row: row, column: column, code: "erlang.range", expected: expected)
    }
    return value
  }

  func missing(_ name: String, _ table: Table, row: Int, column: Int? = nil) -> Diagnostic {
    Diagnostic(
      "erlang.missing-value", "the row has no \(name)", at: table.position(row: row, column: column),
      cure: "Fill the column \(name).")
  }
}
