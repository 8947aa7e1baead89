/// The contacts that agents have in hand.
///
/// An agent's conversations progress together: with j open each runs at 1 ÷ pace(j) of its speed at full concurrency, so
/// they share one clock of work and end in the order of the work at which they would. The telephone is the case of one.
struct Conversations {
  /// What has just ended, for the books.
  struct Ended {
    var queue: Int
    var began: Double
  }

  /// When the first of each agent's conversations ends.
  private(set) var completions: EventHeap
  private let width: Int
  /// How long a conversation takes while 1, 2, … are open: `width` entries a queue.
  private let paces: [Double]

  // By agent: how many are open, of which queue.
  private var levels: [Int]
  private var modes: [Int]
  /// Work done on each conversation since the agent's clock began, and when that was last brought up to date.
  private var workClock: [Double]
  private var clockTime: [Double]
  /// By agent and conversation: the work clock at which it ends, and since when it has not been booked.
  private var endsAt: [Double]
  private var began: [Double]

  init(_ model: SimulationModel) {
    let width = model.queues.map(\.concurrency).max() ?? 1
    self.width = width
    paces = model.queues.flatMap { queue in (0..<width).map { $0 < queue.pace.count ? queue.pace[$0] : 1 } }
    let agents = model.agents.count
    completions = EventHeap(count: agents)
    levels = Array(repeating: 0, count: agents)
    modes = Array(repeating: -1, count: agents)
    workClock = Array(repeating: 0, count: agents)
    clockTime = Array(repeating: 0, count: agents)
    endsAt = Array(repeating: 0, count: agents * width)
    began = Array(repeating: 0, count: agents * width)
  }

  /// How many the agent holds.
  @inline(__always)
  func count(_ agent: Int) -> Int { levels[agent] }

  /// The queue of those that the agent holds, or last held.
  @inline(__always)
  func queue(_ agent: Int) -> Int { modes[agent] }

  /// The agent takes up `work` seconds of work of a queue.
  /// - Precondition: whatever the agent holds is of the same queue, and less than its concurrency.
  mutating func begin(_ work: Double, of queue: Int, with agent: Int, at now: Double) {
    bringUpToDate(agent, at: now)
    if levels[agent] == 0 { workClock[agent] = 0 }
    let place = agent * width + levels[agent]
    endsAt[place] = workClock[agent] + work
    began[place] = now
    levels[agent] += 1
    modes[agent] = queue
    schedule(agent, at: now)
  }

  /// Ends the conversation of the agent that is first to end.
  /// - Precondition: the agent holds one.
  mutating func end(_ agent: Int, at now: Double) -> Ended {
    bringUpToDate(agent, at: now)
    let first = agent * width
    let last = first + levels[agent] - 1
    var done = first
    for place in first...last where endsAt[place] < endsAt[done] { done = place }
    let ended = Ended(queue: modes[agent], began: began[done])
    endsAt[done] = endsAt[last]
    began[done] = began[last]
    levels[agent] -= 1
    if levels[agent] > 0 { schedule(agent, at: now) } else { completions.cancel(agent) }
    return ended
  }

  /// What the agent holds, for the books of the time up to `now`; what follows is booked by itself.
  mutating func bookOpen(_ agent: Int, at now: Double) -> [Ended] {
    (agent * width..<agent * width + levels[agent]).map { place in
      let held = Ended(queue: modes[agent], began: began[place])
      began[place] = now
      return held
    }
  }

  @inline(__always)
  private mutating func bringUpToDate(_ agent: Int, at now: Double) {
    let open = levels[agent]
    if open > 0 { workClock[agent] += (now - clockTime[agent]) / paces[modes[agent] * width + open - 1] }
    clockTime[agent] = now
  }

  private mutating func schedule(_ agent: Int, at now: Double) {
    let open = levels[agent]
    let first = agent * width
    var least = endsAt[first]
    for place in first + 1..<first + max(1, open) { least = min(least, endsAt[place]) }
    completions.schedule(
      agent, at: now + max(0, least - workClock[agent]) * paces[modes[agent] * width + open - 1])
  }
}
