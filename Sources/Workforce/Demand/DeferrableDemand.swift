/// Work that may wait until a deadline: e-mail, tickets, back office. Two curves over the grid bound the work done.
///
/// By the end of interval t at least `due[t]` and at most `available[t]` agent-seconds of work, counted from the start of
/// the plan, can have been done. For an integer program with staff a[t], idle live capacity f[t] and work done w[t]:
///
///     w[t] ≤ capacityOfAgent[t] · a[t] + f[t]          due[t] ≤ Σ w[0…t] ≤ available[t]
///
/// which is `models/deferrable-work.mod`. Contacts are taken in order of arrival, so deadlines rise with arrivals and the
/// two curves say everything. What arrives during an interval can be worked on from the next one on, and its deadline is
/// that of the interval's beginning: both err by less than an interval, to the customer's advantage.
public struct DeferrableDemand: Hashable, Codable, Sendable {
  /// Agent-seconds of work that one agent in position does in each interval: open seconds × occupancy cap.
  public var capacityOfAgent: [Double]
  /// Work there is by the end of each interval, from the opening backlog on; rising.
  public var available: [Double]
  /// Work that must be done by the end of each interval; rising, never above `available` of the last open interval.
  public var due: [Double]
  /// All work of the plan, in agent-seconds: the opening backlog and all that arrives.
  public var total: Double
  /// Work whose deadline falls before the queue could have done it (it arrives and is due while closed): it is due at the
  /// first opening and counts as late.
  public var unreachable: Double
  /// Work that waits when the plan begins, part of `total`.
  public var opening: Double
  /// With a stated opening backlog: work beyond it that waits at the end whatever the staff, because it arrives after the
  /// last opening.
  public var closingExcess: Double

  /// - Precondition: the arrays are equally long and rising as documented.
  public init(
    capacityOfAgent: [Double], available: [Double], due: [Double], total: Double, unreachable: Double = 0,
    opening: Double = 0, closingExcess: Double = 0
  ) {
    precondition(capacityOfAgent.count == available.count && due.count == available.count, "curves of unequal length")
    self.capacityOfAgent = capacityOfAgent
    self.available = available
    self.due = due
    self.total = total
    self.unreachable = unreachable
    self.opening = opening
    self.closingExcess = closingExcess
  }

  /// - Parameters:
  ///   - openSeconds: open time of each interval.
  ///   - intervalSeconds: width of an interval.
  ///   - work: agent-seconds that arrive in each interval, closed ones included (or carried to the next opening).
  ///   - openingBacklog: agent-seconds that wait at the start, due evenly over the first response time; at the end no
  ///     more may wait. Nil = at the start what arrived `earlier` and is not yet due, and at the end whatever is not yet
  ///     due.
  ///   - earlier: how many of the first intervals lie before the plan. Whatever is due in them has been done by its
  ///     deadline; the rest waits when the plan begins, each contact with the deadline of its own. The curves begin after
  ///     them. With a stated `openingBacklog` there are none.
  ///   - later: how many of the last intervals lie after the plan, up to the first open one; nothing arrives in them. What
  ///     falls due there before that interval ends must be done within the plan, or is late; the rest is another plan's.
  ///     The curves end before them.
  ///   - occupancyCap: share of an agent's time in position that may be spent on this work, above 0 and at most 1.
  public init(
    openSeconds: [Int], intervalSeconds: Int, work: [Double], within response: ResponseTime,
    openingBacklog: Double? = nil, earlier: Int = 0, later: Int = 0, occupancyCap: Double = 1
  ) {
    precondition(
      earlier >= 0 && later >= 0 && earlier + later <= work.count,
      "\(earlier) intervals before the plan and \(later) after it, of \(work.count)")
    precondition(openingBacklog == nil || earlier == 0, "a stated backlog takes the place of what arrived before")
    precondition(openSeconds.count == work.count && intervalSeconds > 0, "open time and work of unequal length")
    precondition(response.seconds > 0 && occupancyCap > 0, "a response time and an occupancy cap must be above 0")
    let count = work.count - later
    let backlog = openingBacklog ?? 0
    // What the clock shows at the beginning of each interval, and at the end of the last.
    var clock = [0.0]
    for open in openSeconds {
      clock.append(clock[clock.count - 1] + Double(response.clock == .elapsed ? intervalSeconds : open))
    }
    var available = [Double](repeating: 0, count: count)
    var falling = [Double](repeating: 0, count: count)
    var arrived = backlog
    var end = 0
    var lastOpen = -1
    for index in 0..<count {
      available[index] = arrived
      arrived += work[index]
      // The last open interval that ends by the deadline; before the arrival it can't be.
      let deadline = clock[index] + response.seconds
      while end < work.count, clock[end + 1] <= deadline + 1e-6 {
        if openSeconds[end] > 0 { lastOpen = end }
        end += 1
      }
      let last = lastOpen >= index ? lastOpen : max(end - 1, index)
      if end > 0, last < count,
        deadline < clock[count] + 1e-6 || lastOpen >= index && deadline < clock[work.count] - 1e-6
      {
        falling[last] += work[index]
      }
    }
    var due = [Double](repeating: 0, count: count)
    var sum = 0.0
    for index in 0..<count {
      sum += falling[index]
      due[index] = sum + backlog * min(1, clock[index + 1] / response.seconds)
    }
    // What arrives after the last opening can't be done in the plan; it isn't late for that.
    var excess = 0.0
    if openingBacklog != nil, let last = openSeconds[..<count].lastIndex(where: { $0 > 0 }) {
      excess = max(0, arrived - backlog - available[last])
      for index in last..<count { due[index] = max(due[index], min(arrived - backlog, available[last])) }
    }
    // Nobody can do more than what is there at the last opening so far.
    var reachable = 0.0
    var late = 0.0
    var lateSoFar = 0.0
    for index in 0..<count {
      // What was late before the plan was so whatever the plan does.
      if index == earlier { late = 0 }
      if openSeconds[index] > 0 { reachable = available[index] }
      if due[index] > reachable {
        // Count each piece once: only what has become due beyond reach since the last time it was caught up.
        late += max(0, due[index] - reachable - lateSoFar)
        lateSoFar = due[index] - reachable
        due[index] = reachable
      } else {
        lateSoFar = 0
      }
    }
    // The plan counts from its own beginning: what is done by then is left out.
    let before = earlier > 0 ? due[earlier - 1] : 0
    self.init(
      capacityOfAgent: openSeconds[earlier..<count].map { Double($0) * occupancyCap },
      available: available[earlier...].map { max(0, $0 - before) }, due: due[earlier...].map { max(0, $0 - before) },
      total: max(0, arrived - before), unreachable: openingBacklog == nil ? late : min(late, arrived),
      opening: earlier < count ? max(0, available[earlier] - before) : backlog, closingExcess: excess)
  }

  /// Agent-seconds of live people that are free, as far as this work can use them: while its queue is open, within the plan.
  public func usable(_ idle: [Double]) -> [Double] { zip(idle, capacityOfAgent).map { $1 > 0 ? $0 : 0 } }

  /// One row of an integer program: by the end of `interval` at least `work` agent-seconds must have been done.
  public struct DeadlineRow: Hashable, Codable, Sendable {
    public var interval: Int
    public var work: Double

    public init(interval: Int, work: Double) {
      self.interval = interval
      self.work = work
    }
  }

  /// The deadlines that say something: the last open interval of each stretch over which `due` does not rise.
  public var deadlines: [DeadlineRow] {
    var rows: [DeadlineRow] = []
    var previous = 0.0
    for (index, work) in due.enumerated() where work > previous + 1e-9 {
      rows.append(DeadlineRow(interval: index, work: work))
      previous = work
    }
    return rows
  }
}
