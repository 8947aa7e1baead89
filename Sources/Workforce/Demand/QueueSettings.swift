public import Calendars

/// How contacts reach the queue, which decides the model that turns them into agents.
public enum Channel: String, Hashable, Codable, Sendable, CaseIterable { case phone, chat, email }

/// What is promised to customers. Every part that is set must hold.
public struct ServiceTarget: Hashable, Codable, Sendable {
  /// Share of contacts answered within `withinSeconds`, 0…1; nil = not asked.
  public var serviceLevel: Double?
  public var withinSeconds: Double
  /// Mean wait of all contacts in seconds; nil = not asked.
  public var meanWait: Double?
  /// Highest share of time in position spent on contacts, 0…1; nil = no cap.
  public var maximumOccupancy: Double?
  /// Highest share of contacts that are lost, 0…1: they give up before they are answered, or a full waiting room turns
  /// them away; nil = no cap. Only a model with patience (Erlang A) knows abandonment, and only chat a waiting room; in the
  /// others nobody is lost.
  public var maximumAbandonment: Double?
  /// Highest share of contacts that a full waiting room turns away, 0…1; nil = `usualTurnedAway` where no service level
  /// and no cap on those lost counts them, else no cap of its own.
  public var maximumTurnedAway: Double?
  /// How contacts that give up count in `serviceLevel`.
  public var definition: ServiceLevelDefinition
  /// Over what the service level must hold; nil = every interval.
  public var holdsOver: ServicePeriod?
  /// Over the day: by how much the expected service level lies above `serviceLevel`, 0…1; nil = `usualDayMargin`.
  public var dayMargin: Double?
  /// Over the day: how far an interval may fall below `serviceLevel`, 0…1; nil = `usualDayFloor`.
  public var dayFloor: Double?

  /// 1 %, as with trunks.
  public static let usualTurnedAway = 0.01
  /// Two points: with them real days keep what their expectation promises.
  public static let usualDayMargin = 0.02
  /// Ten points.
  public static let usualDayFloor = 0.1

  public init(
    serviceLevel: Double? = 0.8, withinSeconds: Double = 20, meanWait: Double? = nil, maximumOccupancy: Double? = 0.85,
    maximumAbandonment: Double? = nil, maximumTurnedAway: Double? = nil,
    definition: ServiceLevelDefinition = .ofOffered, holdsOver: ServicePeriod? = nil, dayMargin: Double? = nil,
    dayFloor: Double? = nil
  ) {
    self.serviceLevel = serviceLevel
    self.withinSeconds = withinSeconds
    self.meanWait = meanWait
    self.maximumOccupancy = maximumOccupancy
    self.maximumAbandonment = maximumAbandonment
    self.maximumTurnedAway = maximumTurnedAway
    self.definition = definition
    self.holdsOver = holdsOver
    self.dayMargin = dayMargin
    self.dayFloor = dayFloor
  }
}

extension ServiceTarget {
  /// The share that a full waiting room may turn away: as stated, or `usualTurnedAway` where no other part of the target
  /// counts those who are turned away. Without it a room for nobody would meet any wait by serving nobody.
  ///
  /// - SeeAlso: docs/staffing.md, *Chat*.
  public var largestTurnedAway: Double? {
    if let maximumTurnedAway { return maximumTurnedAway }
    let isCounted = maximumAbandonment != nil || serviceLevel ?? 0 > 0 && definition != .ofAnswered
    return isCounted ? nil : Self.usualTurnedAway
  }

  /// The service level that a day's contacts are expected to meet: the target and its margin, at most 99.5 % where the
  /// target itself is not above that; nil where the target holds over every interval.
  ///
  /// - SeeAlso: docs/staffing.md, *Presence*.
  public var dayGoal: Double? {
    guard holdsOver == .day, let serviceLevel else { return nil }
    // No staff answers everybody: 100 % is all but one in a thousand million.
    return min(1 - 1e-9, max(serviceLevel, min(serviceLevel + (dayMargin ?? Self.usualDayMargin), 0.995)))
  }

  /// The service level that no interval of a day falls below: the target less `dayFloor`, at least 50 % but never above
  /// the target; nil where the target holds over every interval.
  ///
  /// - SeeAlso: docs/staffing.md, *Presence*.
  public var intervalFloor: Double? {
    guard holdsOver == .day, let serviceLevel else { return nil }
    return min(serviceLevel, max(0.5, serviceLevel - (dayFloor ?? Self.usualDayFloor)))
  }
}

/// What the planner says about a queue.
public struct QueueSettings: Hashable, Codable, Sendable {
  public var id: QueueID
  public var name: String
  public var channel: Channel
  public var zone: Zone
  public var hours: OpeningHours
  public var target: ServiceTarget
  /// Mean handle time in seconds where the history has none.
  public var handleTime: Double
  /// Mean patience of a waiting customer in seconds; nil = unlimited.
  public var patience: Double?
  /// Share of paid working time not in position (beyond breaks and absences that the rota itself knows), 0..<1.
  public var shrinkage: Double
  /// Shrinkage by kind, weekday and hour; replaces `shrinkage` where given.
  public var shrinkagePlan: ShrinkagePlan?
  /// How heads on the rota become agents in position (phone and chat); nil in plans of older programs, which counted in
  /// proportion.
  public var presence: PresenceModel?
  /// Heads that every open interval has at least (phone and chat); nil = one wherever contacts are expected.
  public var minimumHeads: Int?
  /// How demand that moves during the day is staffed (phone and chat).
  public var requirementMethod: RequirementMethod
  /// Robust mode: whether the staff meets the target on average over the forecast's day-level spread, rather than at
  /// the forecast itself (phone and chat).
  public var coversForecastSpread: Bool
  /// Conversations that an agent holds at once, 1…50 (chat only).
  public var concurrency: Int
  /// Seconds a conversation takes while its agent holds 1, 2, …, `concurrency`; nil = the same at every level. Only their
  /// ratios count: the handle time of the history or of `handleTime` is that at full concurrency.
  public var concurrentHandleTimes: [Double]?
  /// Waiting chats beyond this are turned away; nil = no limit.
  public var waitingRoom: Int?
  /// Within what time work is to be done (e-mail only); nil = levelled over the opening hours of the day it arrives.
  public var responseTime: ResponseTime?
  /// Contacts that wait when the plan begins (e-mail only); at its end there may be no more. Nil = unknown: at the
  /// beginning what arrived before and is not yet due, and at the end whatever is not yet due.
  public var openingBacklog: Double?

  /// Whether an agent holds several conversations at once: occupancy is then the share of the places for conversations
  /// that are taken, not of the time in which somebody is busy.
  public var holdsSeveral: Bool { channel == .chat && concurrency > 1 }
  /// Whether its heads are expected to be in position by chance; e-mail waits for whoever is there.
  public var countsChance: Bool { channel != .email && presence == .random }
  /// Whether a full waiting room can turn contacts away.
  public var hasWaitingRoom: Bool { channel == .chat && waitingRoom != nil }

  public init(
    id: QueueID, name: String, channel: Channel, zone: Zone, hours: OpeningHours,
    target: ServiceTarget = ServiceTarget(),
    handleTime: Double = 300, patience: Double? = nil, shrinkage: Double = 0, shrinkagePlan: ShrinkagePlan? = nil,
    requirementMethod: RequirementMethod = .modifiedOfferedLoad, coversForecastSpread: Bool = false,
    concurrency: Int = 1, concurrentHandleTimes: [Double]? = nil, waitingRoom: Int? = nil,
    responseTime: ResponseTime? = nil, openingBacklog: Double? = nil, presence: PresenceModel? = .random,
    minimumHeads: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.channel = channel
    self.zone = zone
    self.hours = hours
    self.target = target
    self.handleTime = handleTime
    self.patience = patience
    self.shrinkage = shrinkage
    self.shrinkagePlan = shrinkagePlan
    self.requirementMethod = requirementMethod
    self.coversForecastSpread = coversForecastSpread
    self.concurrency = concurrency
    self.concurrentHandleTimes = concurrentHandleTimes
    self.waitingRoom = waitingRoom
    self.responseTime = responseTime
    self.openingBacklog = openingBacklog
    self.presence = presence
    self.minimumHeads = minimumHeads
  }
}
