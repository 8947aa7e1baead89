public import Tables

/// Fills a CSV of Erlang questions: one row out for each row in, in the same order.
///
/// Columns read, in any order (one that looks like a misspelling of them is an error; others are noted and not read): `id`, `kind` (`perf`, `required`, `calls`, `aht` or `threshold`: what is
/// asked), `model` (`B`, `C`, `BC`, `A` or `chat`), `calls`, `interval_s`, `aht_s`, and as the kind and the model need them
/// `agents`, `patience_s`, `target_s`, `sl_target` (for `B` the share that may be lost), `asa_target_s`, `max_occ`,
/// `p_abandon` (the cap on abandonment of a row of model `A` without `sl_target` and `asa_target_s`), `max_abandon` (a cap
/// on abandonment beside any other target), `sl_definition` (`offered`, `answered`, `excl_short_ab` or `virtual`: which
/// service level `sl_target` is about), `chat_aht_s` (for `chat`: the handle times with 1, 2, … conversations open, with
/// semicolons between) or `chat_per_hour` in its place (how many an agent with 1, 2, … open finishes an hour), and
/// `waiting_room` (for `chat`: how many may wait). Where a chat row has no `aht_s`, the last of its handle times is it;
/// otherwise only their ratios count. A patience of `inf` is endless. Of `calls` and `aht_s` the one that is asked for is not
/// read.
///
/// Columns written: `id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents`, then
/// `sl_virtual,sl_answered,sl_excl_short_ab,mean_queue`, then `most_calls,longest_aht_s,threshold_s`: the most contacts
/// that the agents serve within the target, the longest handle time that they stand, the time within which they answer
/// `sl_target`, then `offered_wait_s,req_fractional,p_turned_away`: the mean wait of a contact that would never give up
/// (not known for chat with patience), the staff at which the target is met exactly (not for chat, whose agents are whole),
/// the share that a full waiting room turns away. A `required` row gets the figures at the agents required, a `calls` or `aht` row those at what was found;
/// `p_block` is Erlang B of the same load and agents in every row. A figure that a model does not know stays empty; an
/// infinite time, and a number of contacts that nothing limits, is `inf`.
///
/// - Parameter file: the name to use in messages.
/// - Throws: what `Table.read` throws; `erlang.*` for a value that is missing or out of range, with its place.
/// - SeeAlso: `ErlangB`, `ErlangC`, `ErlangA`, `ConcurrentChat` for the sources of what is computed; seconds, erlangs and
///   shares 0…1 throughout.
public func erlangBatch(_ bytes: [UInt8], file: String) throws(Diagnostic) -> String {
  var problems: [Diagnostic] = []
  let text = try erlangBatch(bytes, file: file, problems: &problems)
  if let problem = problems.first(where: { $0.severity != .note }) { throw problem }
  return text
}

/// The same, with everything that is wrong with any row.
///
/// - Parameter problems: of each row that can't be answered, in the file's order, what is wrong with it first; such rows are
///   left out.
/// - Throws: what `Table.read` throws but for rows with too many or too few fields, and a column that is missing or
///   misspelt.
/// - SeeAlso: `erlangBatch(_:file:)`.
public func erlangBatch(
  _ bytes: [UInt8], file: String, problems: inout [Diagnostic]
) throws(Diagnostic) -> String {
  var wrong: [Diagnostic] = []
  let table = try Table.read(bytes, file: file, ragged: &wrong)
  let columns = try ErlangBatchColumns(table)
  if let unused = columns.unused { problems.append(unused) }
  var text = "id,p_block,p_wait,p_abandon,sl_offered,asa_s,wait_all_s,occupancy,req_agents,"
  text += "sl_virtual,sl_answered,sl_excl_short_ab,mean_queue,most_calls,longest_aht_s,threshold_s,"
  text += "offered_wait_s,req_fractional,p_turned_away\n"
  for row in table.rows.indices {
    do throws(Diagnostic) {
      let fields = try columns.answer(table, row: row)
      text += CSVText.quoted(table.rows[row][columns.id])
      for figure in fields { text += "," + (figure ?? "") }
      text += "\n"
    } catch {
      var problem = error
      if problem.cure == nil { problem.cure = "Correct the value." }
      wrong.append(problem)
    }
  }
  problems += wrong.sorted { ($0.position?.row ?? 0) < ($1.position?.row ?? 0) }
  return text
}

/// Where the batch file keeps what.
private struct ErlangBatchColumns {
  let id, kind, model, calls, interval, handleTime: Int
  let agents, patience, threshold, serviceLevel, meanWait, occupancy, abandonment, abandonmentCap, definition,
    chatTimes, chatRates, room: Int?

  /// Columns read.
  private static let names = [
    "id", "kind", "model", "calls", "interval_s", "aht_s", "agents", "patience_s", "target_s", "sl_target",
    "asa_target_s", "max_occ", "p_abandon", "max_abandon", "sl_definition", "chat_aht_s", "chat_per_hour",
    "waiting_room",
  ]

  /// Columns of answers, which may be asked again, and what tables of questions have beside.
  private static let results = [
    "p_block", "p_wait", "sl_offered", "asa_s", "wait_all_s", "occupancy", "req_agents", "sl_virtual", "sl_answered",
    "sl_excl_short_ab", "mean_queue", "most_calls", "longest_aht_s", "threshold_s", "offered_wait_s", "req_fractional",
    "p_turned_away", "asa_served_s", "offered_erl",
  ]

  /// A note of columns that nobody reads.
  let unused: Diagnostic?

  /// Columns written, the id aside.
  static let figures = 18

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
    chatTimes = try table.optionalColumn(named: "chat_aht_s")
    chatRates = try table.optionalColumn(named: "chat_per_hour")
    room = try table.optionalColumn(named: "waiting_room")
    unused = try table.refuseMisspelt(known: Self.names, besides: Self.results)
  }

  /// The fields after `id`.
  func answer(_ table: Table, row: Int) throws(Diagnostic) -> [String?] {
    let model = table.rows[row][model]
    switch table.rows[row][kind] {
    case "perf": return try performance(table, row: row, model: model, traffic: try traffic(table, row: row))
    case "required": return try requirement(table, row: row, model: model, traffic: try traffic(table, row: row))
    case "calls": return try carried(table, row: row, model: model, asksForCalls: true)
    case "aht": return try carried(table, row: row, model: model, asksForCalls: false)
    case "threshold": return try answerTime(table, row: row, traffic: try traffic(table, row: row))
    default:
      throw table.badValue(
        row: row, column: kind, code: "erlang.kind", expected: "perf, required, calls, aht or threshold")
    }
  }

  /// The most contacts, or the longest handle time, that the agents stand.
  private func carried(
    _ table: Table, row: Int, model: String, asksForCalls: Bool
  ) throws(Diagnostic) -> [String?] {
    let staff = try staff(table, row: row)
    let seconds = try seconds(table, row: row)
    var calls = 0.0
    var handleTime = 0.0
    if asksForCalls {
      handleTime = try self.handleTime(table, row: row, "in 1e-6...1e7 s") { (1e-6...1e7).contains($0) }
    } else {
      calls = try required(self.calls, named: "calls", table, row: row, "in 1e-6...1e12") {
        (1e-6...1e12).contains($0)
      }
    }
    func traffic(load: Double) -> Traffic {
      if asksForCalls { calls = load * seconds / handleTime } else { handleTime = load * seconds / calls }
      return Traffic(load: min(load, ErlangB.largestLoad), handleTime: handleTime)
    }
    func found(_ fields: [String?]) -> [String?] {
      var fields = fields
      fields[asksForCalls ? 12 : 13] = (asksForCalls ? calls : handleTime).description
      return fields
    }
    if model == "B" {
      let level = try optional(serviceLevel, table, row: row, "a share in 0...1") { (0...1).contains($0) }
      guard let level else { throw missing("sl_target", table, row: row) }
      let load = ErlangB.carriedLoad(servers: staff, blocking: level)
      guard load.isFinite else { return unlimited(asksForCalls: asksForCalls) }
      let traffic = traffic(load: load)
      return found(fields(blocking: ErlangB.blocking(servers: staff, load: traffic.load)))
    }
    let waiting = try waitingModel(table, row: row)
    let target = try target(table, row: row, model: waiting)
    let load =
      asksForCalls
      ? waiting.largestLoad(for: target, agents: staff, handleTime: handleTime)
      : waiting.largestHandleTime(for: target, agents: staff, contacts: calls, over: seconds) * calls / seconds
    guard load.isFinite else { return unlimited(asksForCalls: asksForCalls) }
    let carried = traffic(load: load)
    return found(
      fields(
        blocking: ErlangB.blocking(servers: staff, load: load),
        waiting.performance(of: carried, agents: staff, answeredWithin: target.withinSeconds),
        offeredWait: offeredWait(waiting, carried, staff),
        knowsLevel: self.threshold.map { !table.rows[row][$0].isEmpty } ?? false,
        knowsAbandonment: knowsAbandonment(table, row: row)))
  }

  /// Whatever comes is within the target.
  private func unlimited(asksForCalls: Bool) -> [String?] {
    var fields = [String?](repeating: nil, count: Self.figures)
    fields[asksForCalls ? 12 : 13] = Double.infinity.description
    return fields
  }

  /// The time within which the share `sl_target` is answered.
  private func answerTime(_ table: Table, row: Int, traffic: Traffic) throws(Diagnostic) -> [String?] {
    let staff = try staff(table, row: row)
    let model = try waitingModel(table, row: row)
    let level = try required(serviceLevel, named: "sl_target", table, row: row, "a share in 0...1") {
      (0...1).contains($0)
    }
    let seconds = model.threshold(
      answering: level, definition: try levelDefinition(table, row: row), of: traffic, agents: staff)
    var fields = fields(
      blocking: ErlangB.blocking(servers: staff, load: traffic.load),
      model.performance(of: traffic, agents: staff, answeredWithin: seconds.isFinite ? seconds : 1e10),
      offeredWait: offeredWait(model, traffic, staff),
      knowsLevel: seconds.isFinite, knowsAbandonment: knowsAbandonment(table, row: row))
    fields[14] = seconds.description
    return fields
  }

  private func performance(
    _ table: Table, row: Int, model: String, traffic: Traffic
  ) throws(Diagnostic) -> [String?] {
    let staff = try staff(table, row: row)
    let threshold = try threshold(table, row: row)
    let blocking = ErlangB.blocking(servers: staff, load: traffic.load)
    if model == "B" { return fields(blocking: blocking) }
    let model = try waitingModel(table, row: row)
    return fields(
      blocking: blocking, model.performance(of: traffic, agents: staff, answeredWithin: threshold ?? 0),
      offeredWait: offeredWait(model, traffic, staff),
      knowsLevel: threshold != nil, knowsAbandonment: knowsAbandonment(table, row: row))
  }

  private func requirement(
    _ table: Table, row: Int, model: String, traffic: Traffic
  ) throws(Diagnostic) -> [String?] {
    if model == "B" {
      let level = try optional(serviceLevel, table, row: row, "a share in 0...1") { (0...1).contains($0) }
      guard let level else { throw missing("sl_target", table, row: row) }
      let servers = ErlangB.requiredServers(load: traffic.load, blocking: level)
      return fields(
        blocking: ErlangB.blocking(servers: Double(servers), load: traffic.load), requiredAgents: servers)
    }
    let model = try waitingModel(table, row: row)
    let target = try target(table, row: row, model: model)
    let agents = model.requiredAgents(for: target, of: traffic)
    return fields(
      blocking: ErlangB.blocking(servers: Double(agents), load: traffic.load),
      model.performance(of: traffic, agents: Double(agents), answeredWithin: target.withinSeconds),
      offeredWait: offeredWait(model, traffic, Double(agents)),
      knowsLevel: try threshold(table, row: row) != nil, knowsAbandonment: knowsAbandonment(table, row: row),
      requiredAgents: agents,
      fractional: model is ConcurrentChat ? nil : model.fractionalAgents(for: target, of: traffic))
  }

  private func target(
    _ table: Table, row: Int, model: any QueueingModel
  ) throws(Diagnostic) -> ServiceTarget {
    let level = try optional(serviceLevel, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    let wait = try optional(meanWait, table, row: row, "in 0...1e9 s") { (0...1e9).contains($0) }
    let cap = try optional(occupancy, table, row: row, "in 0.01...1") { $0 >= 0.01 && $0 <= 1 }
    var abandoned = try optional(abandonmentCap, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    let giveUp = knowsAbandonment(table, row: row)
    if !giveUp { abandoned = nil }
    if level == nil && wait == nil && abandoned == nil && giveUp {
      abandoned = try optional(abandonment, table, row: row, "a share in 0...1") { (0...1).contains($0) }
    }
    let threshold = try threshold(table, row: row)
    if level != nil && threshold == nil { throw missing("target_s", table, row: row) }
    if level == nil && wait == nil && abandoned == nil && cap == nil {
      throw Diagnostic(
        "erlang.no-target", "the row asks what meets a target but names none",
        at: table.position(row: row),
        cure: "Fill sl_target with target_s, asa_target_s, max_occ, or p_abandon for model A.")
    }
    return ServiceTarget(
      serviceLevel: level, withinSeconds: threshold ?? 0, meanWait: wait, maximumOccupancy: cap,
      maximumAbandonment: abandoned, definition: try levelDefinition(table, row: row))
  }

  /// Whether the row's customers give up, or are turned away.
  private func knowsAbandonment(_ table: Table, row: Int) -> Bool {
    switch table.rows[row][model] {
    case "A": true
    case "chat": [patience, room].contains { $0.map { !table.rows[row][$0].isEmpty } ?? false }
    default: false
    }
  }

  private func staff(_ table: Table, row: Int) throws(Diagnostic) -> Double {
    try required(agents, named: "agents", table, row: row, "at least 0") { $0 >= 0 && $0 <= 1e9 }
  }

  private func seconds(_ table: Table, row: Int) throws(Diagnostic) -> Double {
    try required(interval, named: "interval_s", table, row: row, "in 1e-3...1e9 s") { (1e-3...1e9).contains($0) }
  }

  private func traffic(_ table: Table, row: Int) throws(Diagnostic) -> Traffic {
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
  private func handleTime(
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
  private func chatHandleTimes(_ table: Table, row: Int) throws(Diagnostic) -> [Double] {
    func numbers(_ column: Int) -> [Double]? {
      let parts = table.rows[row][column].split(separator: ";", omittingEmptySubsequences: false)
      let numbers = parts.compactMap { Double($0.trimmingPrefix(while: \.isWhitespace)) }
      let isSound = numbers.count == parts.count && numbers.allSatisfy { (1e-6...1e7).contains($0) }
      return isSound && numbers.count <= ConcurrentChat.largestConcurrency ? numbers : nil
    }
    if let chatTimes, !table.rows[row][chatTimes].isEmpty {
      if let times = numbers(chatTimes), ConcurrentChat.isThroughputRising(times) { return times }
      throw table.badValue(
        row: row, column: chatTimes, code: "erlang.chat",
        expected: "handle times such as 300;450;600, with which nobody finishes fewer by holding more")
    }
    guard let chatRates, !table.rows[row][chatRates].isEmpty else { throw missing("chat_aht_s", table, row: row) }
    let times = numbers(chatRates)?.enumerated().map { Double($0.offset + 1) * 3600 / $0.element }
    if let times, ConcurrentChat.isThroughputRising(times) { return times }
    throw table.badValue(
      row: row, column: chatRates, code: "erlang.chat",
      expected: "conversations finished an hour such as 12;16;18, which don't fall")
  }

  private func waitingModel(_ table: Table, row: Int) throws(Diagnostic) -> any QueueingModel {
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
      let room = try optional(room, table, row: row, "a whole number from 0 to \(ConcurrentChat.largestWaitingRoom)") {
        $0 == $0.rounded() && (0...Double(ConcurrentChat.largestWaitingRoom)).contains($0)
      }
      return ConcurrentChat(
        concurrency: times.count, handleTimes: times, patience: try patience(table, row: row),
        waitingRoom: room.map { Int($0) })
    default: throw table.badValue(row: row, column: model, code: "erlang.model", expected: "B, C, BC, A or chat")
    }
  }

  /// Nil where there is none, or none that counts: `inf`, or more than four months.
  private func patience(_ table: Table, row: Int) throws(Diagnostic) -> Double? {
    guard let patience, table.rows[row][patience].lowercased() != "inf" else { return nil }
    let seconds = try optional(patience, table, row: row, "at least 1e-6 s, or inf") { $0 >= 1e-6 }
    return seconds.flatMap { $0 <= ErlangA.longestPatience ? $0 : nil }
  }

  private func levelDefinition(_ table: Table, row: Int) throws(Diagnostic) -> ServiceLevelDefinition {
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

  private func threshold(_ table: Table, row: Int) throws(Diagnostic) -> Double? {
    try optional(threshold, table, row: row, "in 0...1e9 s") { (0...1e9).contains($0) }
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

  /// The mean wait of a contact that would never give up, in seconds; nil where the model doesn't say.
  private func offeredWait(_ model: any QueueingModel, _ traffic: Traffic, _ agents: Double) -> Double? {
    if let patient = model as? ErlangA { return patient.figures(of: traffic, agents: agents, within: 0).offeredWait }
    guard !model.losesPatience else { return nil }
    return model.performance(of: traffic, agents: agents, answeredWithin: 0).meanWait
  }

  private func fields(
    blocking: Double, _ result: QueuePerformance? = nil, offeredWait: Double? = nil, knowsLevel: Bool = false,
    knowsAbandonment: Bool = false, requiredAgents: Int? = nil, fractional: Double? = nil
  ) -> [String?] {
    let level = knowsLevel ? result : nil
    return [
      blocking.description, result?.waitProbability.description,
      knowsAbandonment ? result?.abandonment.description : nil,
      level?.serviceLevel.description, result?.meanWaitAnswered.description,
      result?.meanWait.description, result?.occupancy.description, requiredAgents?.description,
      level?.serviceLevel(.offeredWait).description, level?.serviceLevel(.ofAnswered).description,
      level?.serviceLevel(.withoutShortAbandons).description, result?.meanQueue.description, nil, nil, nil,
      offeredWait?.description, fractional?.description, result?.turnedAway.description,
    ]
  }
}
