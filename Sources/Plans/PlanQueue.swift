public import Calendars
public import Workforce

/// A queue as the outputs name it.
public struct PlanQueue: Hashable, Codable, Sendable {
  public var id: QueueID
  public var name: String
  /// `phone`, `chat`, `email`.
  public var channel: String
  public var zone: Zone
  /// The promise in words, for example `80 % within 20 s`.
  public var target: String
  /// The share asked for, where the target is a service level.
  public var targetServiceLevel: Double?
  /// The model that turned contacts into agents, in words.
  public var model: String
  /// Why that model and method were taken; nil in plans that don't say.
  public var modelReason: String?
  /// Share of rostered time not in position, the mean over the queue's open hours.
  public var shrinkage: Double
  /// All that was asked of the queue, for those who play the rota (`rota simulate`); nil in plans of older versions.
  public var settings: QueueSettings?
  /// Standard deviation of a day's demand relative to its forecast; nil when unknown.
  public var daySpread: Double?
  /// Standard deviation of handle times relative to their mean, learned from the history; nil when it doesn't say.
  public var handleTimeVariation: Double?
  /// How far the rota gets with work that may wait; nil for live queues and for e-mail without deadlines.
  public var backlog: BacklogOutlook?
  /// Live queues whose people take this one's work up while idle, and how much of that time it can use; nil where none.
  public var blendedWith: [QueueID]?
  public var usableIdleShare: Double?
  /// What the queue can expect of its heads, of whom some are missing by chance; nil where it counts them otherwise, and in
  /// plans of older programs.
  public var presence: PresenceOutlook?

  public init(
    id: QueueID, name: String, channel: String, zone: Zone, target: String, targetServiceLevel: Double?, model: String,
    modelReason: String? = nil, shrinkage: Double, backlog: BacklogOutlook? = nil, settings: QueueSettings? = nil,
    daySpread: Double? = nil, handleTimeVariation: Double? = nil, blendedWith: [QueueID]? = nil,
    usableIdleShare: Double? = nil, presence: PresenceOutlook? = nil
  ) {
    self.id = id
    self.name = name
    self.channel = channel
    self.zone = zone
    self.target = target
    self.targetServiceLevel = targetServiceLevel
    self.model = model
    self.modelReason = modelReason
    self.shrinkage = shrinkage
    self.settings = settings
    self.daySpread = daySpread
    self.handleTimeVariation = handleTimeVariation
    self.backlog = backlog
    self.blendedWith = blendedWith
    self.usableIdleShare = usableIdleShare
    self.presence = presence
  }
}

/// One queue over the plan's grid (`request.grid`); all arrays run parallel to it.
public struct QueueCoverage: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var open: [Bool]
  public var contacts: [Double]
  /// The band of the forecast; empty when unknown.
  public var contactsLow: [Double]
  public var contactsHigh: [Double]
  /// Mean handle time, seconds.
  public var handleTime: [Double]
  /// Agents in position that meet the target.
  public var positions: [Int]
  /// Heads on the rota needed, shrinkage included.
  public var required: [Int]
  /// Heads that the rota counts on this queue.
  public var scheduled: [Int]
  /// Share answered within the target's threshold if those in position are the mean of who may be there; nil where there
  /// are no contacts or no such target.
  public var serviceLevel: [Double?]
  /// The same expected over who may be there; nil where the queue counts presence in proportion, and in plans of older
  /// programs.
  public var expectedService: [Double?]?
  /// Expected occupancy, 0…1; nil where nobody is scheduled or the queue is closed.
  public var occupancy: [Double?]
  /// For e-mail, when contacts arrive, closed hours included (`contacts` says when they are worked on); nil elsewhere.
  public var arrivals: [Double]?
  /// What positions and service were worked out from beside the above, for whoever checks them; nil in plans of older
  /// programs.
  public var basis: CoverageBasis?

  public init(
    queue: QueueID, open: [Bool], contacts: [Double], contactsLow: [Double], contactsHigh: [Double],
    handleTime: [Double], positions: [Int], required: [Int], scheduled: [Int], serviceLevel: [Double?],
    occupancy: [Double?], arrivals: [Double]? = nil, basis: CoverageBasis? = nil,
    expectedService: [Double?]? = nil
  ) {
    self.basis = basis
    self.expectedService = expectedService
    self.queue = queue
    self.open = open
    self.contacts = contacts
    self.contactsLow = contactsLow
    self.contactsHigh = contactsHigh
    self.handleTime = handleTime
    self.positions = positions
    self.required = required
    self.scheduled = scheduled
    self.serviceLevel = serviceLevel
    self.occupancy = occupancy
    self.arrivals = arrivals
  }

  /// The service that is expected of the rota: over who may be there, where the plan says so.
  public var service: [Double?] { expectedService ?? serviceLevel }
}
