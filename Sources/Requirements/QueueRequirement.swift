public import Calendars
public import Workforce

/// Agents required by one queue over a grid. All arrays run parallel to the grid; closed intervals hold zeros.
public struct QueueRequirement: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var open: [Bool]
  /// Mean contacts in each interval.
  public var contacts: [Double]
  /// Mean handle time in seconds.
  public var handleTime: [Double]
  /// Agents in position that meet the target.
  public var positions: [Int]
  /// Heads on the rota: positions ÷ (1 − shrinkage), rounded up; for e-mail with a response time, heads whose work after
  /// shrinkage meets every deadline.
  public var required: [Int]
  /// The model that was used, in words, for example `Erlang C, 80 % within 20 s`.
  public var model: String
  /// Why that model and method, in a sentence; empty where the maker did not say.
  public var reason: String
  public var notes: [String]
  /// That `required` is a level number of heads although its work may wait, in a sentence; nil for other work. True of
  /// whatever covers `required`, not of a staffing that places the work by itself.
  public var levelling: String?
  /// Mean offered load of each interval in erlangs, modified (m(t)) or stationary as the method says; for e-mail the
  /// work planned in the interval. Empty where the maker did not say.
  public var offeredLoad: [Double]
  /// The deadlines behind an e-mail queue with a response time, as rows for an integer program.
  public var deferrable: DeferrableDemand?
  /// What heads bring in each interval of a live queue that counts presence by chance, where somebody asked for it or the
  /// target holds over the day; nil elsewhere.
  public var slopes: ServiceSlopes?
  /// Contacts of a live queue in progress when the plan begins, on the modified offered load; nil = none.
  public var inProgress: InProgress?
  /// Contacts that arrive in each slot of the grid's intervals, live on the modified offered load; nil elsewhere.
  public var slotContacts: [Double]?

  public init(
    queue: QueueID, open: [Bool], contacts: [Double], handleTime: [Double], positions: [Int], required: [Int],
    model: String, reason: String = "", notes: [String], offeredLoad: [Double] = [],
    deferrable: DeferrableDemand? = nil,
    inProgress: InProgress? = nil
  ) {
    self.queue = queue
    self.open = open
    self.contacts = contacts
    self.handleTime = handleTime
    self.positions = positions
    self.required = required
    self.model = model
    self.reason = reason
    self.notes = notes
    self.offeredLoad = offeredLoad
    self.deferrable = deferrable
    self.inProgress = inProgress
  }
}

extension QueueRequirement {
  /// The same on the longer grid of which `part` was looked at. Elsewhere nothing is planned: nobody is required, no work
  /// can be done, and none becomes due.
  ///
  /// - Parameters:
  ///   - isOpen: of each interval of the longer grid.
  ///   - usual: handle time in seconds of an interval without contacts.
  func widened(from part: Range<Int>, isOpen: [Bool], usual: Double) -> QueueRequirement {
    func spread<Value>(_ values: [Value], before: Value, after: Value) -> [Value] {
      Array(repeating: before, count: part.lowerBound) + values
        + Array(repeating: after, count: isOpen.count - part.upperBound)
    }
    var result = self
    result.open = isOpen
    result.contacts = spread(contacts, before: 0, after: 0)
    result.positions = spread(positions, before: 0, after: 0)
    result.required = spread(required, before: 0, after: 0)
    result.offeredLoad = spread(offeredLoad, before: 0, after: 0)
    // Deferrable work takes the same time wherever it is done.
    let seconds = deferrable == nil ? usual : zip(handleTime, open).first { $1 }?.0 ?? usual
    result.handleTime = spread(handleTime, before: 0, after: 0)
    for index in isOpen.indices where isOpen[index] && !part.contains(index) { result.handleTime[index] = seconds }
    if let work = deferrable {
      result.deferrable?.capacityOfAgent = spread(work.capacityOfAgent, before: 0, after: 0)
      result.deferrable?.available = spread(work.available, before: 0, after: work.total)
      result.deferrable?.due = spread(work.due, before: 0, after: work.due.last ?? 0)
    }
    return result
  }
}
