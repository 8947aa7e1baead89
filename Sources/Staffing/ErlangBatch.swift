public import Tables

/// Fills a CSV of Erlang questions: one row out for each row in, in the same order.
///
/// Columns read, in any order, others ignored: `id`, `kind` (`perf` or `required`), `model` (`B`, `C`, `BC` or `A`),
/// `calls`, `interval_s`, `aht_s`, and as the kind and the model need them `agents`, `patience_s`, `target_s`,
/// `sl_target` (for `B` the share that may be lost), `asa_target_s`, `max_occ`, `p_abandon` (the cap on abandonment of a
/// `required` row of model `A` without `sl_target` and `asa_target_s`), `max_abandon` (a cap on abandonment beside any
/// other target), `sl_definition` (`offered`, `answered`, `excl_short_ab` or `virtual`: which service level `sl_target`
/// is about).
///
/// Columns written: `id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents`, then
/// `sl_virtual,sl_answered,sl_excl_short_ab,mean_queue`. A `required` row gets the figures at the agents required; `p_block` is Erlang B of the same load and agents in every row. A figure that
/// a model does not know stays empty; an infinite wait is `inf`.
///
/// - Parameter file: the name to use in messages.
/// - Throws: what `Table.read` throws; `erlang.*` for a value that is missing or out of range, with its place.
public func erlangBatch(_ bytes: [UInt8], file: String) throws(Diagnostic) -> String {
  let table = try Table.read(bytes, file: file)
  let columns = try ErlangBatchColumns(table)
  var text = "id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents,"
  text += "sl_virtual,sl_answered,sl_excl_short_ab,mean_queue\n"
  for row in table.rows.indices {
    let id = table.rows[row][columns.id]
    text += csvField(id)
    for figure in try columns.answer(table, row: row) { text += "," + (figure ?? "") }
    text += "\n"
  }
  return text
}

/// `text` in quotes where CSV needs them.
private func csvField(_ text: String) -> String {
  let needsQuotes = text.contains { $0 == "," || $0 == "\"" || $0.isNewline }
  return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}

/// Where the batch file keeps what.
private struct ErlangBatchColumns {
  let id, kind, model, calls, interval, handleTime: Int
  let agents, patience, threshold, serviceLevel, meanWait, occupancy, abandonment, abandonmentCap, definition: Int?

  init(_ table: Table) throws(Diagnostic) {
    id = try table.column(named: "id")
    kind = try table.column(named: "kind")
    model = try table.column(named: "model")
    calls = try table.column(named: "calls")
    interval = try table.column(named: "interval_s")
    handleTime = try table.column(named: "aht_s")
    agents = try table.optionalColumn(named: "agents")
    patience = try table.optionalColumn(named: "patience_s")
    threshold = try table.optionalColumn(named: "target_s")
    serviceLevel = try table.optionalColumn(named: "sl_target")
    meanWait = try table.optionalColumn(named: "asa_target_s")
    occupancy = try table.optionalColumn(named: "max_occ")
    abandonment = try table.optionalColumn(named: "p_abandon")
    abandonmentCap = try table.optionalColumn(named: "max_abandon")
    definition = try table.optionalColumn(named: "sl_definition")
  }

  /// The fields after `id`.
  func answer(_ table: Table, row: Int) throws(Diagnostic) -> [String?] {
    let traffic = try traffic(table, row: row)
    let model = table.rows[row][model]
    switch table.rows[row][kind] {
    case "perf": return try performance(table, row: row, model: model, traffic: traffic)
    case "required": return try requirement(table, row: row, model: model, traffic: traffic)
    default: throw table.badValue(row: row, column: kind, code: "erlang.kind", expected: "perf or required")
    }
  }

  private func performance(
    _ table: Table, row: Int, model: String, traffic: Traffic
  ) throws(Diagnostic) -> [String?] {
    let staff = try required(agents, named: "agents", table, row: row, "at least 0") { $0 >= 0 && $0 <= 1e9 }
    let threshold = try threshold(table, row: row)
    let blocking = ErlangB.blocking(servers: staff, load: traffic.load)
    if model == "B" { return fields(blocking: blocking) }
    let model = try waitingModel(table, row: row)
    return fields(
      blocking: blocking, model.performance(of: traffic, agents: staff, answeredWithin: threshold ?? 0),
      knowsLevel: threshold != nil, knowsAbandonment: model is ErlangA)
  }

  private func requirement(
    _ table: Table, row: Int, model: String, traffic: Traffic
  ) throws(Diagnostic) -> [String?] {
    let level = try optional(serviceLevel, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    if model == "B" {
      guard let level else { throw missing("sl_target", table, row: row) }
      let servers = ErlangB.requiredServers(load: traffic.load, blocking: level)
      return fields(
        blocking: ErlangB.blocking(servers: Double(servers), load: traffic.load), requiredAgents: servers)
    }
    let wait = try optional(meanWait, table, row: row, "at least 0 s") { $0 >= 0 }
    let cap = try optional(occupancy, table, row: row, "above 0 and at most 1") { $0 > 0 && $0 <= 1 }
    let model = try waitingModel(table, row: row)
    var abandoned = try optional(abandonmentCap, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    if !(model is ErlangA) { abandoned = nil }
    if level == nil && wait == nil && abandoned == nil && model is ErlangA {
      abandoned = try optional(abandonment, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    }
    let threshold = try threshold(table, row: row)
    if level != nil && threshold == nil { throw missing("target_s", table, row: row) }
    if level == nil && wait == nil && abandoned == nil && cap == nil {
      throw Diagnostic(
        "erlang.no-target", "the row asks for the agents required but names no target",
        at: table.position(row: row),
        cure: "Fill sl_target with target_s, asa_target_s, max_occ, or p_abandon for model A.")
    }
    let target = ServiceTarget(
      serviceLevel: level, withinSeconds: threshold ?? 0, meanWait: wait, maximumOccupancy: cap,
      maximumAbandonment: abandoned, definition: try levelDefinition(table, row: row))
    let agents = model.requiredAgents(for: target, of: traffic)
    return fields(
      blocking: ErlangB.blocking(servers: Double(agents), load: traffic.load),
      model.performance(of: traffic, agents: Double(agents), answeredWithin: threshold ?? 0),
      knowsLevel: threshold != nil, knowsAbandonment: model is ErlangA, requiredAgents: agents)
  }

  private func traffic(_ table: Table, row: Int) throws(Diagnostic) -> Traffic {
    let calls = try required(calls, named: "calls", table, row: row, "at least 0") { $0 >= 0 }
    let seconds = try required(interval, named: "interval_s", table, row: row, "above 0 s") { $0 > 0 }
    let handleTime = try required(handleTime, named: "aht_s", table, row: row, "in 0...1e7 s") {
      (0...1e7).contains($0)
    }
    guard calls * handleTime / seconds <= ErlangB.largestLoad else {
      throw table.badValue(
        row: row, column: self.calls, code: "erlang.range",
        expected: "a load of at most a thousand million erlangs with the row's aht_s and interval_s")
    }
    return Traffic(contacts: calls, over: seconds, handleTime: handleTime)
  }

  private func waitingModel(_ table: Table, row: Int) throws(Diagnostic) -> any QueueingModel {
    switch table.rows[row][model] {
    case "C", "BC": return ErlangC()
    case "A":
      let patience = try required(
        patience, named: "patience_s", table, row: row, "above 0 and at most \(Int(ErlangA.longestPatience)) s"
      ) { $0 > 0 && $0 <= ErlangA.longestPatience }
      return ErlangA(patience: patience)
    default: throw table.badValue(row: row, column: model, code: "erlang.model", expected: "B, C, BC or A")
    }
  }

  private func levelDefinition(_ table: Table, row: Int) throws(Diagnostic) -> ServiceLevelDefinition {
    guard let definition else { return .ofOffered }
    switch table.rows[row][definition] {
    case "", "offered": return .ofOffered
    case "answered": return .ofAnswered
    case "excl_short_ab": return .withoutShortAbandons
    case "virtual": return .offeredWait
    default:
      throw table.badValue(
        row: row, column: definition, code: "erlang.definition", expected: "offered, answered, excl_short_ab or virtual"
      )
    }
  }

  private func threshold(_ table: Table, row: Int) throws(Diagnostic) -> Double? {
    try optional(threshold, table, row: row, "at least 0 s") { $0 >= 0 }
  }

  private func required(
    _ column: Int?, named name: String, _ table: Table, row: Int, _ expected: String, where isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double {
    guard let value = try optional(column, table, row: row, expected, where: isValid) else {
      throw missing(name, table, row: row, column: column)
    }
    return value
  }

  /// Nil where the column or its value is absent.
  private func optional(
    _ column: Int?, _ table: Table, row: Int, _ expected: String, where isValid: (Double) -> Bool
  ) throws(Diagnostic) -> Double? {
    guard let column, let value = try table.decimal(row: row, column: column) else { return nil }
    guard value.isFinite, isValid(value) else {
      throw table.badValue(row: row, column: column, code: "erlang.range", expected: expected)
    }
    return value
  }

  private func missing(_ name: String, _ table: Table, row: Int, column: Int? = nil) -> Diagnostic {
    Diagnostic(
      "erlang.missing-value", "the row has no \(name)", at: table.position(row: row, column: column),
      cure: "Fill the column \(name).")
  }

  private func fields(
    blocking: Double, _ result: QueuePerformance? = nil, knowsLevel: Bool = false,
    knowsAbandonment: Bool = false, requiredAgents: Int? = nil
  ) -> [String?] {
    let level = knowsLevel ? result : nil
    return [
      blocking.description, result?.waitProbability.description,
      knowsAbandonment ? result?.abandonment.description : nil,
      level?.serviceLevel.description, result?.meanWaitAnswered.description,
      result?.meanWait.description, result?.occupancy.description, requiredAgents?.description,
      level?.serviceLevel(.offeredWait).description, level?.serviceLevel(.ofAnswered).description,
      level?.serviceLevel(.withoutShortAbandons).description, result?.meanQueue.description,
    ]
  }
}
