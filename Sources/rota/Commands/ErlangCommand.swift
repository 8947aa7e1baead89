internal import Calendars
internal import Requirements
internal import Tables
internal import Workforce
internal import Words

/// `rota erlang`: the staffing calculator.
struct ErlangCommand: Command, Equatable {
  enum Model: String, CaseIterable, Sendable {
    case blocking = "B"
    case waiting = "C"
    case abandoning = "A"
  }

  /// Which contacts count in a service level where some give up.
  enum Definition: String, CaseIterable, Sendable {
    case offered, answered, virtual
    case withoutShortAbandons = "excl-short-abandons"

    /// By any name that a definition has here, in batches or in `rota.json`.
    init?(anySpelling text: String) {
      guard let meaning = ServiceLevelDefinition(anySpelling: text),
        let found = Self.allCases.first(where: { $0.meaning == meaning })
      else { return nil }
      self = found
    }

    var meaning: ServiceLevelDefinition {
      switch self {
      case .offered: .ofOffered
      case .answered: .ofAnswered
      case .withoutShortAbandons: .withoutShortAbandons
      case .virtual: .offeredWait
      }
    }
  }

  /// One question about one interval. At most one of contacts, handle time and agents is nil: it is what is asked for.
  struct Question: Equatable, Sendable {
    var contacts: Double?
    var interval: Minutes
    /// Mean handle time in seconds; with several conversations at once, that at full concurrency.
    var handleTime: Double?
    /// Handle times with 1, 2, … conversations open; nil = one at a time.
    var concurrentHandleTimes: [Double]?
    /// How many may wait; nil = no limit.
    var waitingRoom: Int?
    /// Agents (trunks for B), fractions allowed.
    var agents: Double?
    /// Share answered within `within`, 0…1.
    var serviceLevel: Double?
    var definition: Definition
    /// Seconds.
    var within: Double
    /// Seconds; nil = not asked.
    var meanWait: Double?
    var maximumOccupancy: Double?
    /// Greatest share of contacts lost: blocked for B, abandoned for A, turned away or abandoned with a waiting room.
    var maximumLoss: Double?
    /// Greatest share that a full waiting room turns away.
    var maximumTurnedAway: Double?
    /// Mean patience in seconds; nil = unlimited.
    var patience: Double?
    var shrinkage: Double
    /// The chance of each head of being missing; nil = heads are divided by shrinkage.
    var absence: Double?
    var model: Model
  }

  enum Task: Equatable, Sendable {
    case question(Question)
    /// A CSV file of questions; `-` is standard input.
    case batch(String)
  }

  static let calls = Option(
    "calls", .number(atLeast: 0),
    "Contacts that arrive in the interval. Without it, the most that --agents serve is the answer.")
  static let interval = Option("interval", .minutes(1...1440), default: "30m", "Width of the interval.")
  static let aht = Option(
    "aht", .seconds,
    "Mean handle time: talk, hold and wrap-up. Without it, the longest with which --agents serve --calls is the answer."
  )
  static let agents = Option(
    "agents", .number(atLeast: 0), "Agents in position (trunks for B). Without it, the number required is the answer.")
  static let concurrency = Option(
    "concurrency", .integer(1...QueueLimits.largestConcurrency),
    "Chat: conversations that an agent holds at once, each as long as --aht however many they are.")
  static let concurrentAHT = Option(
    "concurrent-aht", .secondsList,
    "Chat: the handle times with 1, 2, … conversations open, in place of --aht and --concurrency.")
  static let concurrentRate = Option(
    "concurrent-rate", .rateList,
    "Chat: how many conversations an agent with 1, 2, … open finishes an hour, in place of --concurrent-aht.")
  static let waitingRoom = Option(
    "waiting-room", .integer(0...QueueLimits.largestWaitingRoom), default: "no limit",
    "How many may wait; the next is turned away.")
  static let serviceLevel = Option(
    "service-level", .share, default: "80%, where no other target is given", "Share answered within --within.")
  static let definition = Option(
    "definition",
    ValueKind<Definition>(
      "WAY", expectation: "one of \(Words.plain.list(Definition.allCases.map(\.rawValue)))",
      completion: .words(Definition.allCases.map(\.rawValue)), names: { Definition.allCases.map(\.rawValue) },
      read: Definition.init(anySpelling:)), default: "offered",
    "What the service level is a share of: contacts offered, answered, offered but for short abandons (within --within), "
      + "or virtual waits, as if nobody gave up.")
  static let within = Option("within", .seconds, default: "20s", "The threshold of the service level.")
  static let meanWait = Option("mean-wait", .seconds, "Longest mean wait of all contacts.")
  static let maxOccupancy = Option("max-occupancy", .share, "Highest share of time in position spent on contacts.")
  static let blocking = Option(
    "blocking", .share, default: "1% for B",
    "Greatest share of contacts lost: blocked with B, abandoned with A, turned away or abandoned with --waiting-room.")
  static let turnedAway = Option(
    "turned-away", .share, default: "1% with --waiting-room where no other target counts them",
    "Greatest share of contacts that a full waiting room turns away.")
  static let model = Option(
    "model", ValueKind<Model>.choice("MODEL"), default: "C, or A with --patience",
    "Erlang B (no waiting), C (endless patience) or A (waiting contacts give up).")
  static let patience = Option(
    "patience", .secondsOrEndless, "Mean patience of a waiting contact, for A; inf is Erlang C.")
  static let shrinkage = Option(
    "shrinkage", .share, default: "0%", "Share of paid time not in position; heads = positions ÷ (1 − shrinkage).")
  static let absence = Option(
    "absence", .share,
    "The chance of each head of not being in position, in place of --shrinkage: heads of which the contacts can expect "
      + "the target, whoever is there. With --calls, --aht and --agents, what so many heads achieve.")
  static let batch = Option("batch", .file, "Answer every row of a CSV file; - reads standard input.")

  static let spec = CommandSpec(
    "erlang", summary: "answer staffing questions: agents, service level, waits",
    discussion: [
      """
      Give two of --calls, --aht and --agents, and the third is found: the least agents that meet every target given, \
      the most contacts that the agents serve within it, or the longest handle time. Give all three, and it says what the \
      agents achieve: service level, mean wait, share that waits, occupancy, share lost, and the time within which the \
      target's share is answered. Targets count alone or together.
      """,
      """
      --batch reads the columns id, kind, model, calls, interval_s, aht_s, agents, patience_s, target_s, sl_target, \
      asa_target_s, max_occ, and p_abandon (or max_abandon), sl_definition, chat_aht_s (or chat_per_hour), waiting_room, \
      absence, where needed, and prints id, \
      p_block, p_wait, p_abandon, sl_offered, asa_s, wait_all_s, occupancy, req_agents, sl_virtual, sl_answered, \
      sl_excl_short_ab, mean_queue, most_calls, longest_aht_s, threshold_s, offered_wait_s, req_fractional, \
      p_turned_away; with a column absence also req_heads, and sl_expected of those or of the agents of a perf row. Every row that is wrong is named, and then nothing is printed; so is a column that looks \
      like a misspelling of one of these. kind is perf (what do the agents achieve?), \
      required (how many are needed?), calls (how many do they serve within the targets?), aht (what handle time do \
      they stand?) or threshold (within what time do they answer sl_target?). model is B, C, A or chat.
      """,
    ],
    options: [
      calls.spec, interval.spec, aht.spec, agents.spec, serviceLevel.spec, within.spec, definition.spec, meanWait.spec,
      maxOccupancy.spec, blocking.spec, turnedAway.spec, model.spec, patience.spec, concurrency.spec,
      concurrentAHT.spec,
      concurrentRate.spec, waitingRoom.spec, shrinkage.spec,
      absence.spec, batch.spec,
    ],
    examples: [
      .init(
        "rota erlang --calls 120 --aht 4m --service-level 80% --within 20s",
        "Agents required in a half hour for 80 % within 20 seconds."),
      .init("rota erlang --calls 120 --aht 240 --agents 18", "What 18 agents achieve."),
      .init("rota erlang --aht 240 --agents 18 --mean-wait 30s", "How many contacts 18 agents serve."),
      .init(
        "rota erlang --calls 300 --concurrent-aht 5m,7m30s,10m --patience 3m",
        "Chat, up to three conversations at once."),
      .init(
        "rota erlang --calls 120 --aht 4m --patience 90s --shrinkage 30%",
        "Customers who give up after 90 seconds in the mean; heads to put on the rota, too."),
      .init(
        "rota erlang --calls 12 --aht 4m --absence 8%",
        "Heads of whom each is missing with a chance of 8 %."),
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
    let patience = arguments[Self.patience]
    let model = arguments[Self.model] ?? (patience == nil ? .waiting : .abandoning)
    var question = Question(
      contacts: arguments[Self.calls], interval: arguments[Self.interval] ?? 30, handleTime: arguments[Self.aht],
      concurrentHandleTimes: arguments[Self.concurrentAHT], waitingRoom: arguments[Self.waitingRoom],
      agents: arguments[Self.agents],
      serviceLevel: arguments[Self.serviceLevel], definition: arguments[Self.definition] ?? .offered,
      within: arguments[Self.within] ?? 20, meanWait: arguments[Self.meanWait],
      maximumOccupancy: arguments[Self.maxOccupancy], maximumLoss: arguments[Self.blocking],
      maximumTurnedAway: arguments[Self.turnedAway], patience: patience,
      shrinkage: arguments[Self.shrinkage] ?? 0, absence: arguments[Self.absence], model: model)
    if question.absence != nil, arguments[Self.shrinkage] != nil {
      throw UsageError.conflict(
        "'--absence' and '--shrinkage' both turn agents into heads",
        "Leave '--shrinkage' out to count heads by chance, '--absence' to divide.")
    }
    if let rates = arguments[Self.concurrentRate] {
      guard question.concurrentHandleTimes == nil else {
        throw UsageError.conflict(
          "'--concurrent-rate' and '--concurrent-aht' say the same", "Leave one of them out.")
      }
      question.concurrentHandleTimes = rates.enumerated().map { Double($0.offset + 1) * 3600 / $0.element }
    }
    if let times = question.concurrentHandleTimes {
      guard question.handleTime == nil, arguments[Self.concurrency] == nil else {
        throw UsageError.conflict(
          "'--concurrent-aht' and '--concurrent-rate' take the place of '--aht' and '--concurrency'", "Leave those out."
        )
      }
      question.handleTime = times.last
    } else if let concurrency = arguments[Self.concurrency], concurrency > 1 {
      question.concurrentHandleTimes = Array(repeating: 1, count: concurrency)
    }
    let open = [question.contacts, question.handleTime, question.agents].count { $0 == nil }
    guard open <= 1 else {
      throw UsageError.conflict(
        "a question needs two of '--calls', '--aht' and '--agents'",
        "Write: rota erlang --calls 120 --aht 4m; or give '--batch' a file.")
    }
    try Self.refuseContradictions(in: question)
    let hasTarget =
      question.serviceLevel != nil || question.meanWait != nil || question.maximumLoss != nil
      || question.maximumOccupancy != nil || question.maximumTurnedAway != nil
    switch model {
    case .blocking: question.maximumLoss = question.maximumLoss ?? 0.01
    case .waiting, .abandoning: if !hasTarget { question.serviceLevel = 0.8 }
    }
    task = .question(question)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    switch task {
    case .batch(let file):
      var problems: [Diagnostic] = []
      let text = try erlangBatch(
        try CommandFiles.table(file, on: console), file: CommandFiles.name(of: file), problems: &problems)
      for problem in problems { console.report(problem) }
      problems.removeAll { $0.severity == .note }
      guard problems.isEmpty else {
        console.say("\(problems.count) \(problems.count == 1 ? "row is" : "rows are") wrong; nothing was written")
        return .badData
      }
      console.answer(text)
    case .question(let question):
      let reply = try ErlangReply(question)
      if console.json {
        try console.answer(json: reply, infinitiesAsText: true)
      } else {
        console.answer(reply.text(to: question))
      }
    }
    return .done
  }
}
