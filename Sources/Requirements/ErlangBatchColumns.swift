internal import Tables
internal import Workforce

/// Where the batch file keeps what.
struct ErlangBatchColumns {
  let id, kind, model, calls, interval, handleTime: Int
  let agents, patience, threshold, serviceLevel, meanWait, occupancy, abandonment, abandonmentCap, definition,
    chatTimes, chatRates, room, absence: Int?

  /// Columns read.
  private static let names = [
    "id", "kind", "model", "calls", "interval_s", "aht_s", "agents", "patience_s", "target_s", "sl_target",
    "asa_target_s", "max_occ", "p_abandon", "max_abandon", "sl_definition", "chat_aht_s", "chat_per_hour",
    "waiting_room", "absence",
  ]

  /// Columns of answers, which may be asked again, and what tables of questions have beside.
  private static let results = [
    "p_block", "p_wait", "sl_offered", "asa_s", "wait_all_s", "occupancy", "req_agents", "sl_virtual", "sl_answered",
    "sl_excl_short_ab", "mean_queue", "most_calls", "longest_aht_s", "threshold_s", "offered_wait_s", "req_fractional",
    "p_turned_away", "asa_served_s", "offered_erl", "req_heads", "sl_expected",
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
    absence = try table.optionalColumn(named: "absence")
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

  func target(
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
