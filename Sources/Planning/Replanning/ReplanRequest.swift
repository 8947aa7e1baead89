public import Calendars
public import Plans
public import Workforce

/// What has happened since a plan was made.
public struct ReplanRequest: Sendable {
  /// A duty that can't begin when it should.
  public struct LatePerson: Hashable, Sendable {
    public enum Delay: Hashable, Sendable {
      /// Minutes after its start.
      case by(Minutes)
      /// On the person's wall clock.
      case until(ClockTime)
    }

    public var person: PersonID
    public var date: CivilDate
    public var delay: Delay

    public init(person: PersonID, date: CivilDate, delay: Delay) {
      self.person = person
      self.date = date
      self.delay = delay
    }
  }

  /// People and dates that stay as they are; nil = everybody, or every date.
  public struct Frozen: Hashable, Sendable {
    public var person: PersonID?
    public var dates: ClosedRange<CivilDate>?

    public init(person: PersonID?, dates: ClosedRange<CivilDate>?) {
      self.person = person
      self.dates = dates
    }
  }

  public var absences: [RevisionRecord.AbsentPerson]
  public var late: [LatePerson]
  /// On top of the project's forecasts.
  public var demand: [DemandChange]
  /// In place of the project's forecasts.
  public var forecasts: [StatedForecast] = []
  /// Whether everybody's absences are those of `absences.csv` as it is now.
  public var readsAbsences: Bool
  /// People of `agents.csv` whom the plan doesn't know yet.
  public var newPeople: [PersonID]
  /// The moment from which on anything may change.
  public var from: Instant
  public var frozen: [Frozen]
  public var prices: DisturbancePrices
  /// The most duties of others that may change; nil = any number.
  public var mostChanges: Int?
  /// Whether a rota is searched for although nothing has happened: what could be mended anyway.
  var isSearchedAnyway = false

  public init(
    from: Instant, absences: [RevisionRecord.AbsentPerson] = [], late: [LatePerson] = [], demand: [DemandChange] = [],
    readsAbsences: Bool = false, newPeople: [PersonID] = [], frozen: [Frozen] = [],
    prices: DisturbancePrices = DisturbancePrices(), mostChanges: Int? = nil
  ) {
    self.from = from
    self.absences = absences
    self.late = late
    self.demand = demand
    self.readsAbsences = readsAbsences
    self.newPeople = newPeople
    self.frozen = frozen
    self.prices = prices
    self.mostChanges = mostChanges
  }

  /// Whether forecasts are made again.
  var asksForDemand: Bool { !demand.isEmpty || !forecasts.isEmpty }

  /// Whether the project has to be read.
  public var needsProject: Bool { asksForDemand || readsAbsences || !newPeople.isEmpty }
}
