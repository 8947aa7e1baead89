/// Deferrable work that live agents do while nobody calls: a piece each, laid aside for every live contact and taken up
/// again after it. Only a share of the idle time counts, as switching costs time.
struct BackgroundWork {
  /// A stretch of time just spent on a piece, for the books.
  struct Stretch {
    var start: Double
    /// Share of it that was worked.
    var share: Double
  }

  /// When each agent's piece is done if nothing interrupts.
  private(set) var completions: EventHeap
  /// Whether any queue is blended; all else may be skipped where none is.
  let isUsed: Bool
  private let shares: [Double]
  private let blenders: [[Int]]

  // By agent: the piece in hand, of which queue (−1 = none), and since when it is worked (negative = laid aside).
  private var pieces: [WaitingLine.Contact]
  private var queues: [Int]
  private var since: [Double]
  /// Idle agents without a piece, in the lists of the routing table.
  private var spare: WaitingAgents

  init(_ model: SimulationModel, table: RoutingTable) {
    isUsed = table.blenders.contains { !$0.isEmpty }
    let agents = isUsed ? model.agents.count : 0
    shares = model.queues.map(\.usableIdleShare)
    blenders = table.blenders
    completions = EventHeap(count: agents)
    pieces = Array(repeating: WaitingLine.Contact(arrival: 0, work: 0, givesUp: .infinity), count: agents)
    queues = Array(repeating: -1, count: agents)
    since = Array(repeating: -1, count: agents)
    spare = WaitingAgents(lists: isUsed ? table.listCount : 0, agents: agents)
  }

  /// The queue of the piece that the agent holds, worked or laid aside; −1 = none.
  func queue(_ agent: Int) -> Int { queues[agent] }

  /// The longest idle agent who could take a piece of the queue; of several lists the first that has one.
  func spareAgent(for queue: Int) -> Int? {
    for list in blenders[queue] {
      let head = spare.first(of: list)
      if head >= 0 { return Int(head) }
    }
    return nil
  }

  /// An idle agent without a piece waits for one.
  mutating func wait(_ agent: Int, in list: Int) {
    if !spare.holds(agent) { spare.append(agent, to: list) }
  }

  /// The agent begins a piece or goes on with it.
  mutating func work(_ contact: WaitingLine.Contact, of queue: Int, with agent: Int, at now: Double) {
    spare.remove(agent)
    pieces[agent] = contact
    if pieces[agent].takenUp < 0 { pieces[agent].takenUp = now }
    queues[agent] = queue
    goOn(agent, at: now)
  }

  /// The agent, idle again, goes on with the piece that was laid aside.
  mutating func goOn(_ agent: Int, at now: Double) {
    since[agent] = now
    completions.schedule(agent, at: now + pieces[agent].work / shares[queues[agent]])
  }

  /// A live contact comes first, or the agent leaves: the piece is laid aside with what is left of it.
  /// - Returns: the time spent on it; nil where the agent was not working on one.
  mutating func layAside(_ agent: Int, at now: Double) -> Stretch? {
    spare.remove(agent)
    guard queues[agent] >= 0, since[agent] >= 0 else { return nil }
    let stretch = Stretch(start: since[agent], share: shares[queues[agent]])
    pieces[agent].work = max(0, pieces[agent].work - (now - since[agent]) * stretch.share)
    since[agent] = -1
    completions.cancel(agent)
    return stretch
  }

  /// The agent gives the piece away, laid aside before: it is done, or somebody else may go on with it.
  mutating func handOver(_ agent: Int) -> WaitingLine.Contact {
    queues[agent] = -1
    return pieces[agent]
  }
}
