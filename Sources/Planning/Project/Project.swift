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
  /// What a scenario does to the forecasts; nothing in a project as it stands.
  public var demandChanges: [DemandChange] = []
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
}

extension Project {
  /// The dates on which a queue is closed although its weekday is open.
  public func closedDates(for queue: ProjectQueue) -> Set<CivilDate> {
    queue.closedOnHolidays ? Set(holidays.filter { $0.dayClass == "holiday" }.map(\.date)) : []
  }
}
