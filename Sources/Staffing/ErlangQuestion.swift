public import Tables

/// A single question to the calculator: traffic with a staff, a target, or both.
public struct ErlangQuestion: Hashable, Codable, Sendable {
  /// Contacts in the interval; nil asks for the most that `agents` can serve within the target.
  public var contacts: Double?
  /// Length of the interval in seconds, > 0.
  public var interval: Double
  /// Mean handle time in seconds, > 0.
  public var handleTime: Double
  /// Agents in position, also fractional; nil asks for the smallest staff that meets the target.
  public var agents: Double?
  /// Mean patience in seconds, which selects Erlang A; nil = unlimited, Erlang C.
  public var patience: Double?
  public var target: ServiceTarget
  /// Share of paid time not in position, 0…0.95.
  public var shrinkage: Double

  public init(
    contacts: Double?, interval: Double = 1800, handleTime: Double, agents: Double? = nil, patience: Double? = nil,
    target: ServiceTarget = ServiceTarget(), shrinkage: Double = 0
  ) {
    self.contacts = contacts
    self.interval = interval
    self.handleTime = handleTime
    self.agents = agents
    self.patience = patience
    self.target = target
    self.shrinkage = shrinkage
  }

  /// - Throws: `erlang.range`, `staffing.*` for a number out of range, `erlang.unknowns` where neither contacts nor agents are given.
  public func answer() throws(Diagnostic) -> ErlangAnswer {
    try check()
    var model: any QueueingModel = ErlangC()
    if let patience { model = ErlangA(patience: patience) }
    let contacts: Double
    if let given = self.contacts { contacts = given } else { contacts = try mostContacts(model) }
    let traffic = Traffic(contacts: contacts, over: interval, handleTime: handleTime)
    let required = model.requiredAgents(for: target, of: traffic)
    let asked = agents ?? Double(required)
    let staffs = (asked >= 1 ? [asked - 1] : []) + [asked, asked + 1]
    return ErlangAnswer(
      model: ([model.name] + target.words).joined(separator: ", "), contacts: contacts, load: traffic.load,
      requiredAgents: required, fractionalAgents: model.fractionalAgents(for: target, of: traffic),
      requiredHeads: heads(for: required, shrinkage: shrinkage),
      asked: model.performance(of: traffic, agents: asked, answeredWithin: target.withinSeconds),
      thresholdMet: target.serviceLevel.flatMap { level in
        let seconds = model.threshold(answering: level, definition: target.definition, of: traffic, agents: asked)
        return seconds.isFinite ? seconds : nil
      },
      neighbours: staffs.map {
        model.performance(of: traffic, agents: $0, answeredWithin: target.withinSeconds)
      })
  }

  private func check() throws(Diagnostic) {
    func require(_ isValid: Bool, _ value: Double, _ what: String, _ expected: String) throws(Diagnostic) {
      guard !isValid else { return }
      throw Diagnostic(
        "erlang.range", "\(what) of \(value) is out of range; expected \(expected)", cure: "Give another \(what).",
        kind: .usage)
    }
    try require(interval > 0 && interval <= 1e9, interval, "interval", "seconds above 0")
    if let contacts {
      try require(contacts >= 0 && contacts <= 1e12, contacts, "number of contacts", "0 or more")
      let load = contacts * handleTime / interval
      try require(!(load > ErlangB.largestLoad), load, "load in erlangs", "at most a thousand million")
    }
    if let agents { try require(agents >= 0 && agents <= 1e9, agents, "number of agents", "0 to a thousand million") }
    let problems = target.diagnostics(
      of: "the question", handleTime: handleTime, patience: patience, shrinkage: shrinkage, isLive: true)
    if var problem = problems.first {
      problem.kind = .usage
      throw problem
    }
  }

  /// The most contacts that `agents` serve within the target, to twelve digits.
  private func mostContacts(_ model: any QueueingModel) throws(Diagnostic) -> Double {
    guard let agents else {
      throw Diagnostic(
        "erlang.unknowns", "neither contacts nor agents are given",
        cure: "Give the contacts to ask for agents, or the agents to ask for contacts.", kind: .usage)
    }
    return model.largestLoad(for: target, agents: agents, handleTime: handleTime) * interval / handleTime
  }
}

/// What the calculator says.
public struct ErlangAnswer: Hashable, Codable, Sendable {
  /// The model and the target in words.
  public var model: String
  /// Contacts in the interval, as asked or as found.
  public var contacts: Double
  /// Offered load in erlangs.
  public var load: Double
  /// The smallest whole staff in position that meets the target, and the staff at which it is met exactly.
  public var requiredAgents: Int
  public var fractionalAgents: Double
  /// The same as heads on the rota, after shrinkage.
  public var requiredHeads: Int
  /// The figures at the agents asked about, or at the agents required.
  public var asked: QueuePerformance
  /// The seconds within which the target's share is answered by the agents asked about; nil where no service level is
  /// asked, or that many are never answered.
  public var thresholdMet: Double?
  /// The figures with one agent less, with these, and with one more, in that order; with less than one agent asked, the
  /// first is absent.
  public var neighbours: [QueuePerformance]
}
