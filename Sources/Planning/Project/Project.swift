public import Calendars
public import Rostering
public import Shifts
public import Staffing
public import Tables
public import Tickets

/// A project folder, read and checked: everything that a plan is made from except the week and the seed.
public struct Project: Sendable {
  /// The team's name.
  public var name: String
  public var currency: String
  /// The zone in which reports speak and weeks are named.
  public var zone: Zone
  /// Width of the planning grid.
  public var interval: Minutes
  public var queues: [ProjectQueue]
  public var sites: [Site]
  /// The most people who may start on one date at a site (its desks); sites without a cap are absent.
  public var startCaps: [SiteID: Int]
  public var templates: [ShiftTemplate]
  public var people: [Person]
  public var prices: CoveragePrices
  public var holidays: [Holiday]
  /// Weeks of history that the forecast looks back on; nil = as many as its method wants.
  public var historyWeeks: Int?
  /// One entry a queue that has a history, in the order of `queues`.
  public var histories: [IntervalHistory]
  /// What was odd but usable.
  public var warnings: [Diagnostic]
  /// Every file that was read, ordered by path.
  public var inputs: [ReadFile]
}

/// A file of the project, as it was read.
public struct ReadFile: Hashable, Sendable {
  /// Relative to the project folder.
  public var path: String
  public var bytes: Int
  public var sha256: String
}

/// A queue with what binds it to people and to tickets.
public struct ProjectQueue: Sendable {
  public var settings: QueueSettings
  /// A person needs all of these to take the queue.
  public var skills: [String]
  /// Which tickets belong to the queue; any of these.
  public var matches: [QueueMatch]
  /// Whether the queue is closed on holidays.
  public var closedOnHolidays: Bool
  /// For e-mail: the live queues whose people take it up whenever no contact waits; empty = people of its own only.
  public var blendedWith: [QueueID] = []
  /// Share of the live people's idle time that such work can use, 0…1; the rest goes into switching.
  public var usableIdleShare = 0.8
  /// Parts of the shrinkage plan that don't say whether the rota knows of them; empty once the absences are read.
  var unsettledShrinkage: [Int] = []
}

extension Project {
  /// The dates on which a queue is closed although its weekday is open.
  public func closedDates(for queue: ProjectQueue) -> Set<CivilDate> {
    queue.closedOnHolidays ? Set(holidays.filter { $0.dayClass == "holiday" }.map(\.date)) : []
  }
}
