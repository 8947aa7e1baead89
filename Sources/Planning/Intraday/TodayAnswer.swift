public import Calendars
public import Forecasting
public import Tables
public import Workforce

/// The rest of a day forecast again, who is missing and who is too many, and what can be done.
public struct TodayAnswer: Hashable, Codable, Sendable {
  /// What the rest of a queue's day was forecast from.
  public enum Reading: String, Hashable, Codable, Sendable {
    /// What has come, an unusual stretch half believed.
    case counts
    /// The unusual stretch is over; it goes on.
    case ends, lasts
    /// A level that somebody stated.
    case level
  }

  public var schema = 1
  public var team: String
  public var week: ISOWeek
  /// Whether the plan is a draft.
  public var isDraft: Bool
  /// On the plan's clock, with offset.
  public var atLocal: String
  public var zone: Zone
  public var queues: [Queue]
  /// In the order in which they should be done; the effects of each come on top of those before it.
  public var actions: [TodayAction]
  /// What is to be known beside it, in sentences.
  public var notes: [String]
  /// What was odd about the files.
  public var warnings: [Diagnostic] = []

  /// A queue's day.
  public struct Queue: Hashable, Codable, Sendable {
    public var queue: QueueID
    public var name: String
    /// `phone`, `chat`, `email`.
    public var channel: String
    public var zone: Zone
    public var date: CivilDate
    /// Nil where the plan keeps no forecast of the queue, or none of that day: it then keeps what the plan says.
    public var forecast: Forecast?
    /// Expected service of the rest of the day, 0…1: as the plan had it, with the contacts that are expected now, and with
    /// all actions but time off; nil where none is promised.
    public var service: Service
    /// Head-minutes missing in the rest of the day, in the same order.
    public var missingMinutes: Missing
    public var intervals: [Interval]
  }

  public struct Service: Hashable, Codable, Sendable {
    public var planned: Double?
    public var now: Double?
    public var withActions: Double?
  }

  public struct Missing: Hashable, Codable, Sendable {
    public var planned: Int
    public var now: Int
    public var withActions: Int
  }

  /// What is expected, and from what.
  public struct Forecast: Hashable, Codable, Sendable {
    public var reading: Reading
    /// Whether the day was forecast anew first, from a history that goes further than the plan's.
    public var isNewer: Bool
    /// Contacts that came in the intervals that are known, how many these are, and what was expected in them.
    public var came: Double
    public var knownIntervals: Int
    public var overIntervals: Int
    public var expectedSoFar: Double
    /// The rest of the day: as it was expected, and as it is now.
    public var restBefore: Double
    public var rest: RestOfDay.Contacts
    /// The next two hours, and each hour that isn't over by the queue's clock.
    public var nextTwoHours: RestOfDay.Contacts
    public var hours: [Hour]
    /// Stretches in which hardly anything was counted, taken for a broken feed; local times.
    public var silent: [Span]
    public var step: Step?
  }

  /// Contacts of an hour, or of what is left of it.
  public struct Hour: Hashable, Codable, Sendable {
    public var startLocal: String
    public var contacts: RestOfDay.Contacts
  }

  /// From when to when, local times with offset.
  public struct Span: Hashable, Codable, Sendable {
    public var from: String
    public var to: String
  }

  /// An unusual stretch up to now, and what it means either way.
  public struct Step: Hashable, Codable, Sendable {
    public var from: String
    /// What came ÷ what the day before it lets expect.
    public var factor: Double
    public var restIfEnds: RestOfDay.Contacts
    public var restIfLasts: RestOfDay.Contacts
  }

  /// An interval of the plan that isn't over.
  public struct Interval: Hashable, Codable, Sendable {
    public var start: Instant
    public var startLocal: String
    /// Contacts as planned, and as expected now, with the band.
    public var planned: Double
    public var contacts: Double
    public var low: Double
    public var high: Double
    /// Heads required by the plan and now, and those on the rota.
    public var requiredBefore: Int
    public var required: Int
    public var scheduled: Int
    /// Expected service with the heads on the rota; nil where nothing is promised or comes.
    public var service: Double?
    /// Heads and service with all actions but time off.
    public var scheduledThen: Int
    public var serviceThen: Double?
  }
}

/// Something that can be done today, and what it brings.
public struct TodayAction: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    /// A break that hasn't begun is taken at another time.
    case moveBreak
    /// Somebody who is on duty goes to a queue: from none, or from another; or back from training.
    case callBack
    /// Somebody comes earlier or stays longer.
    case overtime
    /// Somebody may go before the end, if they like.
    case timeOff
  }

  public var kind: Kind
  public var person: PersonID
  public var name: String
  /// Of the duty, as `rota edit` names it.
  public var date: CivilDate
  /// The queue that wins, or loses with `timeOff`.
  public var queue: QueueID?
  /// With `callBack`: the queue that they leave, or the activity: a meeting's title, or the kind of an absence such as
  /// `training`.
  public var fromQueue: QueueID?
  public var activity: String?
  /// With `moveBreak`: its kind and when it was to be.
  public var breakKind: BreakRule.Kind?
  public var was: TodayAnswer.Span?
  /// When it is then; the added or the freed time.
  public var now: TodayAnswer.Span
  /// Paid minutes and money more (or, below 0, less).
  public var paidMinutes: Int
  public var cost: Double
  /// Contacts answered in time more (or less) in the rest of the day.
  public var contactsInTime: Double
  /// Head-minutes missing more (or, below 0, fewer).
  public var missingMinutes: Int
  /// Expected service of the hours that it touches.
  public var hours: [Hour]
  /// Paid time of the person's week with it, and the least and the most of it by their contract.
  public var weekMinutes: Int?
  public var leastMinutes: Int?
  public var mostMinutes: Int?

  /// An hour of a queue.
  public struct Hour: Hashable, Codable, Sendable {
    public var queue: QueueID
    public var startLocal: String
    public var before: Double?
    public var after: Double?
  }
}
