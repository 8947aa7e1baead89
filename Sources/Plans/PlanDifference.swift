public import Calendars
internal import Workforce

/// What is different between two plans: whose duties, and what the whole comes to. `rota diff` prints it.
public struct PlanDifference: Hashable, Codable, Sendable {
  /// Which plan stands on a side.
  public struct Side: Hashable, Codable, Sendable {
    public var team: String
    public var week: ISOWeek
    public var weeks: Int
    public var state: PlanState
    public var revision: Int

    init(_ plan: PlanDocument) {
      (team, week, weeks) = (plan.team, plan.week, plan.weeks)
      state = plan.isDraft ? .draft : .published
      revision = plan.publishedRevision
    }
  }

  /// A figure of both plans.
  public struct Figure: Hashable, Codable, Sendable {
    @ExplicitNull public var before: Double?
    @ExplicitNull public var after: Double?

    init(_ before: Double?, _ after: Double?) {
      self.before = before
      self.after = after
    }
  }

  /// A queue of either plan; a level is nil where the queue isn't there or has no such target.
  public struct QueueFigure: Hashable, Codable, Sendable {
    public var queue: QueueID
    public var serviceLevel: Figure
  }

  /// Changes by kind.
  public struct Counts: Hashable, Codable, Sendable {
    /// People of whom anything but a queue is another one.
    public var people = 0
    public var added = 0
    public var removed = 0
    public var moved = 0
    /// Dates on which breaks alone are others.
    public var breaks = 0
    /// Dates on which meetings, training or one-to-ones alone are others; nil where there are none.
    public var activities: Int?
    /// Dates on which the queue alone is another one.
    public var queues = 0
  }

  public var schema = 1
  public var before: Side
  public var after: Side
  /// People of one plan only, by id.
  public var peopleAdded: [PersonID]
  public var peopleRemoved: [PersonID]
  public var counts: Counts
  public var serviceLevel: Figure
  public var queues: [QueueFigure]
  /// Pay and night premium, currency units.
  public var cost: Figure
  public var objective: Figure
  /// Hours of heads required and not there.
  public var uncoveredHours: Figure
  public var wishesMet: Figure
  public var wishesAsked: Figure
  public var changes: [PlanChange]

  /// O(size of the plans).
  public init(from old: PlanDocument, to new: PlanDocument) {
    before = Side(old)
    after = Side(new)
    let (was, becomes) = (Set(old.request.people.map(\.id)), Set(new.request.people.map(\.id)))
    peopleAdded = becomes.subtracting(was).sorted()
    peopleRemoved = was.subtracting(becomes).sorted()
    changes = new.changes(since: old)
    counts = Self.counts(of: changes)
    serviceLevel = Figure(old.summary.serviceLevel, new.summary.serviceLevel)
    let (oldLevels, newLevels) = (Self.levels(of: old), Self.levels(of: new))
    let ids = new.queues.map(\.id) + old.queues.map(\.id).filter { id in !new.queues.contains { $0.id == id } }
    queues = ids.map { QueueFigure(queue: $0, serviceLevel: Figure(oldLevels[$0], newLevels[$0])) }
    cost = Figure(old.summary.cost, new.summary.cost)
    objective = Figure(old.result.objective, new.result.objective)
    uncoveredHours = Figure(
      Double(old.summary.uncoveredMinutes) / 60, Double(new.summary.uncoveredMinutes) / 60)
    func sum(_ plan: PlanDocument, _ part: KeyPath<PersonSummary, Int>) -> Double {
      plan.people.reduce(0) { $0 + Double($1[keyPath: part]) }
    }
    wishesMet = Figure(sum(old, \.preferencesMet), sum(new, \.preferencesMet))
    wishesAsked = Figure(sum(old, \.preferencesAsked), sum(new, \.preferencesAsked))
  }

  private static func levels(of plan: PlanDocument) -> [QueueID: Double] {
    let pairs = zip(plan.queues, plan.summary.serviceLevelByQueue).compactMap { queue, level in
      level.map { (queue.id, $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// How many changes of each kind, and of how many people.
  public static func counts(of changes: [PlanChange]) -> Counts {
    var counts = Counts()
    for change in changes {
      switch change.kind {
      case .added: counts.added += 1
      case .removed: counts.removed += 1
      case .moved: counts.moved += 1
      case .breaks: counts.breaks += 1
      case .activities: counts.activities = (counts.activities ?? 0) + 1
      case .queues: counts.queues += 1
      }
    }
    counts.people = Set(changes.filter { $0.kind != .queues }.map(\.person)).count
    return counts
  }
}
