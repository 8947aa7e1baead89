public import Tables
public import Workforce
internal import Words

/// A single question to the calculator: of contacts, handle time and agents at most one is left open, and found from the
/// target.
public struct ErlangQuestion: Hashable, Codable, Sendable {
  /// Contacts in the interval; nil asks for the most that `agents` can serve within the target.
  public var contacts: Double?
  /// Length of the interval in seconds, > 0.
  public var interval: Double
  /// Mean handle time in seconds, > 0, for chat at full concurrency; nil asks for the longest at which `agents` serve
  /// `contacts` within the target.
  public var handleTime: Double?
  /// Agents in position, also fractional; nil asks for the smallest staff that meets the target.
  public var agents: Double?
  /// Mean patience in seconds, which selects Erlang A; nil, or more than `QueueLimits.longestPatience` = unlimited, Erlang C.
  public var patience: Double?
  /// Chat: the handle time with 1, 2, … conversations open, of which only the ratios count; nil = one at a time.
  public var concurrentHandleTimes: [Double]?
  /// Chat: how many may wait; the next is turned away. Nil = no limit.
  public var waitingRoom: Int?
  public var target: ServiceTarget
  /// Share of paid time not in position, 0…0.95.
  public var shrinkage: Double
  /// The chance of each head on the rota of not being in position, 0…0.95, in place of `shrinkage`; nil = heads are
  /// positions ÷ (1 − shrinkage).
  public var absence: Double?

  public init(
    contacts: Double?, interval: Double = 1800, handleTime: Double?, agents: Double? = nil, patience: Double? = nil,
    concurrentHandleTimes: [Double]? = nil, waitingRoom: Int? = nil, target: ServiceTarget = ServiceTarget(),
    shrinkage: Double = 0, absence: Double? = nil
  ) {
    self.contacts = contacts
    self.interval = interval
    self.handleTime = handleTime
    self.agents = agents
    self.patience = patience.flatMap { $0 > QueueLimits.longestPatience ? nil : $0 }
    self.concurrentHandleTimes = concurrentHandleTimes
    self.waitingRoom = waitingRoom
    self.target = target
    self.shrinkage = shrinkage
    self.absence = absence
  }

  private var targetWords: [String] {
    target.words(hasRoom: waitingRoom != nil, holdsSeveral: (concurrentHandleTimes?.count ?? 1) > 1)
  }

  /// Seconds, contacts an interval, erlangs, agents in position, shares 0…1.
  /// - Throws: `erlang.range`, `staffing.*` for a number out of range, `erlang.unknowns` where more than one of contacts,
  ///   handle time and agents is left open.
  /// - SeeAlso: the models' own sources, `ErlangC`, `ErlangA`, `ConcurrentChat`.
  public func answer() throws(Diagnostic) -> ErlangAnswer {
    try check()
    let (contacts, handleTime) = try resolved(model)
    guard contacts.isFinite && handleTime.isFinite else { return unlimited(contacts: contacts, handleTime: handleTime) }
    // A load that was found as the largest there is may be a hair above it by rounding.
    let traffic = Traffic(
      load: min(contacts * handleTime / interval, ErlangB.largestLoad), handleTime: handleTime)
    let required = model.requiredAgents(for: target, of: traffic)
    let asked = agents ?? Double(required)
    let fractional = model.fractionalAgents(for: target, of: traffic)
    let places = Double(concurrentHandleTimes?.count ?? 1)
    func isUnsteady(_ staff: Double) -> Bool {
      !model.losesPatience && traffic.load > 0 && staff * places - traffic.load <= 1e-9 * traffic.load
    }
    let byChance = absence.map { headsByChance(traffic, missing: $0, positions: required) }
    let staffs = (asked >= 1 ? [asked - 1] : []) + [asked, asked + 1]
    return ErlangAnswer(
      model: Words.plain.list([model.name] + targetWords), contacts: contacts,
      handleTime: handleTime, load: traffic.load,
      requiredAgents: required, fractionalAgents: fractional,
      requiredHeads: byChance?.required ?? heads(for: required, shrinkage: shrinkage),
      asked: model.performance(of: traffic, agents: asked, answeredWithin: target.withinSeconds),
      thresholdMet: target.serviceLevel.flatMap { level in
        let seconds = model.threshold(answering: level, definition: target.definition, of: traffic, agents: asked)
        return seconds.isFinite ? seconds : nil
      },
      neighbours: staffs.map {
        model.performance(of: traffic, agents: $0, answeredWithin: target.withinSeconds)
      }, binding: binding(model, traffic, required: required),
      isExcluded: (self.contacts == nil || self.handleTime == nil) && isUnsteady(asked),
      isStaffExcluded: isUnsteady(fractional), byChance: byChance)
  }

  /// The fewest heads of which contacts can expect the target where each is missing by chance, and what those beside them
  /// do; beside `agents` where both contacts and handle time are given.
  ///
  /// - SeeAlso: docs/staffing.md, *Presence*.
  private func headsByChance(_ traffic: Traffic, missing: Double, positions: Int) -> HeadsByChance {
    let asked = contacts == nil || handleTime == nil ? nil : agents.map { Int($0.rounded(.up)) }
    return HeadsByChance(
      for: target, of: IntervalService(model: model, contacts: traffic.load > 0 ? 1 : 0, traffic: traffic),
      missing: missing, positions: positions, asked: asked)
  }

  /// The parts of the target that one agent less than required would miss.
  private func binding(_ model: any QueueingModel, _ traffic: Traffic, required: Int) -> [String] {
    guard required > 0 else { return [] }
    return IntervalService(model: model, contacts: 1, traffic: traffic)
      .level(agents: required - 1, target: target, spread: .none).missed
  }

  /// What there is to say where any load, or any handle time, meets the target.
  private func unlimited(contacts: Double, handleTime: Double) -> ErlangAnswer {
    let staff = agents ?? 0
    let asked = QueuePerformance(
      agents: staff, waitProbability: 1, serviceLevel: 0, abandonment: 1, meanWaitAnswered: .infinity,
      meanWait: patience ?? .infinity, occupancy: 1, meanQueue: .infinity)
    return ErlangAnswer(
      model: Words.plain.list([model.name] + targetWords), contacts: contacts,
      handleTime: handleTime,
      load: .infinity, requiredAgents: Int(staff.rounded(.up)), fractionalAgents: staff,
      requiredHeads: heads(for: Int(staff.rounded(.up)), shrinkage: shrinkage), asked: asked, thresholdMet: nil,
      neighbours: [], binding: [], isExcluded: false, isStaffExcluded: false)
  }

  private var model: any QueueingModel {
    if concurrentHandleTimes != nil || waitingRoom != nil {
      let times = concurrentHandleTimes ?? [1]
      return ConcurrentChat(
        concurrency: times.count, handleTimes: times, patience: patience, waitingRoom: waitingRoom)
    }
    if let patience { return ErlangA(patience: patience) }
    return ErlangC()
  }

  private func check() throws(Diagnostic) {
    func require(_ isValid: Bool, _ value: Double, _ what: String, _ expected: String) throws(Diagnostic) {
      guard !isValid else { return }
      throw Diagnostic(
        "erlang.range", "\(what) of \(value) is out of range; expected \(expected)", cure: "Give another \(what).",
        kind: .usage)
    }
    try require(interval >= 1e-3 && interval <= 1e9, interval, "interval", "seconds above 0")
    if let contacts {
      // Of hardly any contacts the longest handle time is beyond all numbers.
      try require(
        contacts == 0 || (1e-9...1e12).contains(contacts), contacts, "number of contacts", "0, or from 1e-9 to 1e12")
      let load = contacts * (handleTime ?? 0) / interval
      try require(!(load > ErlangB.largestLoad), load, "load in erlangs", "at most a thousand million")
    }
    if let agents { try require(agents >= 0 && agents <= 1e9, agents, "number of agents", "0 to a thousand million") }
    let problems = target.diagnostics(
      of: "the question", handleTime: handleTime ?? 1, patience: patience, shrinkage: shrinkage, isLive: true,
      hasRoom: waitingRoom != nil)
    if var problem = problems.first {
      problem.kind = .usage
      throw problem
    }
    if let room = waitingRoom {
      try require(
        (0...QueueLimits.largestWaitingRoom).contains(room), Double(room), "waiting room",
        "0 to \(QueueLimits.largestWaitingRoom) contacts")
    }
    if let absence {
      try require((0...ShrinkagePlan.largestShare).contains(absence), absence, "absence", "a share from 0 to 0.95")
      try require(shrinkage == 0, shrinkage, "shrinkage beside an absence", "0, as an absence takes its place")
    }
    guard let times = concurrentHandleTimes else { return }
    guard (1...QueueLimits.largestConcurrency).contains(times.count), QueueLimits.isThroughputRising(times) else {
      throw Diagnostic(
        "erlang.chat",
        "the handle times \(Words.plain.list(times.map { Words.plain.short($0) })) s don't describe a chat",
        cure: "Give 1 to \(QueueLimits.largestConcurrency) times above 0, one a level of concurrency, with which an "
          + "agent never finishes fewer conversations by holding more.", kind: .usage)
    }
  }

  /// Contacts and handle time, of which one may have to be found, to twelve digits.
  private func resolved(_ model: any QueueingModel) throws(Diagnostic) -> (contacts: Double, handleTime: Double) {
    switch (contacts, handleTime, agents) {
    case (let contacts?, let handleTime?, _): return (contacts, handleTime)
    case (nil, let handleTime?, let agents?):
      let load = model.largestLoad(for: target, agents: agents, handleTime: handleTime)
      return (load * interval / handleTime, handleTime)
    case (let contacts?, nil, let agents?) where contacts > 0:
      return (
        contacts, model.largestHandleTime(for: target, agents: agents, contacts: contacts, over: interval)
      )
    default:
      throw Diagnostic(
        "erlang.unknowns", "of contacts, handle time and agents more than one is left open",
        cure:
          "Give contacts and handle time to ask for agents, agents and handle time to ask for contacts, or agents and "
          + "contacts (more than 0) to ask for the longest handle time.", kind: .usage)
    }
  }
}

/// What the calculator says.
public struct ErlangAnswer: Hashable, Codable, Sendable {
  /// The model and the target in words.
  public var model: String
  /// Contacts in the interval, as asked or as found.
  /// Infinite where the agents asked about meet the target whatever arrives; there are no neighbours then.
  public var contacts: Double
  /// Mean handle time in seconds, as asked or as found; infinite where any will do.
  public var handleTime: Double
  /// Offered load in erlangs.
  public var load: Double
  /// The smallest whole staff in position that meets the target, and the staff at which it is met exactly.
  public var requiredAgents: Int
  public var fractionalAgents: Double
  /// The same as heads on the rota, after shrinkage or absence.
  public var requiredHeads: Int
  /// The figures at the agents asked about, or at the agents required.
  public var asked: QueuePerformance
  /// The seconds within which the target's share is answered by the agents asked about; nil where no service level is
  /// asked, or that many are never answered.
  public var thresholdMet: Double?
  /// The figures with one agent less, with these, and with one more, in that order; with less than one agent asked, the
  /// first is absent.
  public var neighbours: [QueuePerformance]
  /// The parts of the target that one agent less than required would miss, in words.
  public var binding: [String]
  /// Whether the contacts or the handle time found are not carried themselves, only everything below: nothing but a steady
  /// queue limits them, and at the limit there is none.
  public var isExcluded: Bool
  /// Whether `fractionalAgents` are not enough themselves, only everything above, for the same reason.
  public var isStaffExcluded: Bool
  /// Heads of whom each is missing by chance; nil where no absence is given.
  public var byChance: HeadsByChance?
}
