internal import Calendars
internal import Staffing
internal import Tables

/// `rota erlang`: the staffing calculator.
struct ErlangCommand: Command, Equatable {
  enum Model: String, CaseIterable, Sendable {
    case blocking = "B"
    case waiting = "C"
    case abandoning = "A"
  }

  /// One question about one interval.
  struct Question: Equatable, Sendable {
    var contacts: Double
    var interval: Minutes
    /// Mean handle time in seconds.
    var handleTime: Double
    /// Agents (trunks for B), fractions allowed; nil asks for the number that meets the targets.
    var agents: Double?
    /// Share answered within `within`, 0…1.
    var serviceLevel: Double?
    /// Seconds.
    var within: Double
    /// Seconds; nil = not asked.
    var meanWait: Double?
    var maximumOccupancy: Double?
    /// Greatest share of contacts lost: blocked for B, abandoned for A.
    var maximumLoss: Double?
    /// Mean patience in seconds; nil = unlimited.
    var patience: Double?
    var shrinkage: Double
    var model: Model
  }

  enum Task: Equatable, Sendable {
    case question(Question)
    /// A CSV file of questions; `-` is standard input.
    case batch(String)
  }

  static let calls = Option("calls", .number(atLeast: 0), "Contacts that arrive in the interval.")
  static let interval = Option("interval", .minutes(1...1440), default: "30m", "Width of the interval.")
  static let aht = Option("aht", .seconds, "Mean handle time: talk, hold and wrap-up.")
  static let agents = Option(
    "agents", .number(atLeast: 0), "Agents in position (trunks for B). Without it, the number required is the answer.")
  static let serviceLevel = Option(
    "service-level", .share, default: "80%, where no other target is given", "Share answered within --within.")
  static let within = Option("within", .seconds, default: "20s", "The threshold of the service level.")
  static let meanWait = Option("mean-wait", .seconds, "Longest mean wait of all contacts.")
  static let maxOccupancy = Option("max-occupancy", .share, "Highest share of time in position spent on contacts.")
  static let blocking = Option(
    "blocking", .share, default: "1% for B", "Greatest share of contacts lost: blocked with B, abandoned with A.")
  static let model = Option(
    "model", ValueKind<Model>.choice("MODEL"), default: "C, or A with --patience",
    "Erlang B (no waiting), C (endless patience) or A (waiting contacts give up).")
  static let patience = Option("patience", .seconds, "Mean patience of a waiting contact, for A.")
  static let shrinkage = Option(
    "shrinkage", .share, default: "0%", "Share of paid time not in position; heads = positions ÷ (1 − shrinkage).")
  static let batch = Option("batch", .file, "Answer every row of a CSV file; - reads standard input.")

  static let spec = CommandSpec(
    "erlang", summary: "answer staffing questions: agents, service level, waits",
    discussion: [
      """
      Without --agents it finds the least number of agents that meets every target given; with --agents it says what \
      they achieve: service level, mean wait, share that waits, occupancy, share lost.
      """,
      """
      --batch reads the columns id, kind, model, calls, interval_s, aht_s, agents, patience_s, target_s, sl_target, \
      asa_target_s, max_occ (and p_abandon) and prints id, p_block, p_wait, p_abandon, sl_offered, asa_s, wait_all_s, \
      occupancy, req_agents. kind is perf (what do the agents achieve?) or required (how many are needed?).
      """,
    ],
    options: [
      calls.spec, interval.spec, aht.spec, agents.spec, serviceLevel.spec, within.spec, meanWait.spec,
      maxOccupancy.spec, blocking.spec, model.spec, patience.spec, shrinkage.spec, batch.spec,
    ],
    examples: [
      .init(
        "rota erlang --calls 120 --aht 4m --service-level 80% --within 20s",
        "Agents required in a half hour for 80 % within 20 seconds."),
      .init("rota erlang --calls 120 --aht 240 --agents 18", "What 18 agents achieve."),
      .init(
        "rota erlang --calls 120 --aht 4m --patience 90s --shrinkage 30%",
        "Customers who give up after 90 seconds in the mean; heads to put on the rota, too."),
      .init("rota erlang --batch questions.csv > answers.csv", "A file of questions."),
    ])

  var task: Task

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    if let file = arguments[Self.batch] {
      let others = Self.spec.options.filter { $0.name != Self.batch.spec.name && arguments.options[$0.name] != nil }
      if let other = others.first {
        throw UsageError.conflict(
          "'--batch' takes every value from its file, but '\(other.dashed)' was given", "Leave '\(other.dashed)' out.")
      }
      task = .batch(file)
      return
    }
    guard let calls = arguments[Self.calls], let handleTime = arguments[Self.aht] else {
      throw UsageError.conflict(
        "a question needs '--calls' and '--aht'", "Write: rota erlang --calls 120 --aht 4m; or give '--batch' a file.")
    }
    let patience = arguments[Self.patience]
    let model = arguments[Self.model] ?? (patience == nil ? .waiting : .abandoning)
    var question = Question(
      contacts: calls, interval: arguments[Self.interval] ?? 30, handleTime: handleTime,
      agents: arguments[Self.agents], serviceLevel: arguments[Self.serviceLevel], within: arguments[Self.within] ?? 20,
      meanWait: arguments[Self.meanWait], maximumOccupancy: arguments[Self.maxOccupancy],
      maximumLoss: arguments[Self.blocking], patience: patience, shrinkage: arguments[Self.shrinkage] ?? 0,
      model: model)
    try Self.refuseContradictions(in: question)
    let hasTarget = question.serviceLevel != nil || question.meanWait != nil || question.maximumLoss != nil
    switch model {
    case .blocking: question.maximumLoss = question.maximumLoss ?? 0.01
    case .waiting, .abandoning: if !hasTarget { question.serviceLevel = 0.8 }
    }
    task = .question(question)
  }

  private static func refuseContradictions(in question: Question) throws(Diagnostic) {
    if question.shrinkage >= 1 {
      throw UsageError.conflict("with a shrinkage of 100% nobody is ever in position", "Give '--shrinkage' less.")
    }
    switch question.model {
    case .abandoning:
      guard let patience = question.patience, patience > 0 else {
        throw UsageError.conflict("model A needs a patience above 0", "Add '--patience', for example 90s.")
      }
    case .waiting:
      if question.maximumLoss != nil {
        throw UsageError.conflict("model C loses nobody, but '--blocking' was given", "Leave it out, or choose B or A.")
      }
      if question.patience != nil {
        throw UsageError.conflict("model C knows no patience", "Leave '--patience' out, or choose model A.")
      }
    case .blocking:
      if question.serviceLevel != nil || question.meanWait != nil || question.patience != nil {
        throw UsageError.conflict(
          "with model B nobody waits, but a service level, a wait or a patience was given", "Use '--blocking'.")
      }
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    switch task {
    case .batch(let file):
      console.answer(try erlangBatch(try CommandFiles.read(file), file: file == "-" ? "standard input" : file))
    case .question(let question):
      let reply = try ErlangReply(question)
      if console.json {
        try console.answer(json: reply, infinitiesAsText: true)
      } else {
        console.answer(reply.text(shrinkage: question.shrinkage))
      }
    }
    return .done
  }
}
