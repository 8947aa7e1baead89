public import Calendars

/// Everything that a rota depends on, in the words of people: dates, wall clocks, rules, demand, prices.
///
/// It is kept in `plan.json`, so that the checker can read a finished rota alone.
public struct RosterRequest: Hashable, Codable, Sendable {
  /// The first local date of every person, a Monday.
  public var firstDate: CivilDate
  /// Length of the horizon in days, a multiple of seven.
  public var days: Int
  /// Spans every instant that a duty of the horizon or a demanded interval can touch, in any zone.
  public var grid: IntervalGrid
  public var sites: [Site]
  public var templates: [ShiftTemplate]
  public var people: [Person]
  /// One entry a queue; `required` runs parallel to `grid`.
  public var demand: [QueueDemand]
  public var prices: CoveragePrices
  /// Duties of the rotas before and after this one that reach into the grid: they cover, cost nothing and cannot be moved.
  public var carriedIn: [CarriedDuty]
  /// What is asked of who is at work at the same time; nil where nothing is.
  public var teamRules: [TeamRule]?
  /// What unpopular duties cost out of turn; nil where `fairness` is off.
  public var fairness: FairnessTerms?
  /// The most that pay and premiums of the whole horizon are to come to, in currency units; nil where nothing is said.
  public var budget: Double?

  /// The dates of the horizon.
  public var dates: Range<CivilDate> { firstDate..<firstDate.adding(days: days) }

  public init(
    firstDate: CivilDate, days: Int, grid: IntervalGrid, sites: [Site], templates: [ShiftTemplate], people: [Person],
    demand: [QueueDemand], prices: CoveragePrices = CoveragePrices(), carriedIn: [CarriedDuty] = []
  ) {
    self.firstDate = firstDate
    self.days = days
    self.grid = grid
    self.sites = sites
    self.templates = templates
    self.people = people
    self.demand = demand
    self.prices = prices
    self.carriedIn = carriedIn
  }
}

/// A duty of a neighbouring rota that lies in the grid, as a whole or in part.
public struct CarriedDuty: Hashable, Codable, Sendable {
  /// Queues that its person can take.
  public var queues: [QueueID]
  public var duty: Duty
  /// Whose it is; nil where no team rule asks.
  public var person: PersonID?

  public init(queues: [QueueID], duty: Duty, person: PersonID? = nil) {
    self.queues = queues
    self.duty = duty
    self.person = person
  }
}
