public import Calendars
public import Workforce

/// What a plan that was changed says of the change: enough to read it without the plan before it.
public struct RevisionRecord: Hashable, Codable, Sendable {
  /// Whoever can't come although `absences.csv` doesn't say so.
  public struct AbsentPerson: Hashable, Codable, Sendable {
    public var person: PersonID
    public var absence: Absence

    public init(person: PersonID, absence: Absence) {
      self.person = person
      self.absence = absence
    }
  }

  /// A person's date that stays as it is.
  public struct Pin: Hashable, Codable, Sendable {
    public var person: PersonID
    public var date: CivilDate

    public init(person: PersonID, date: CivilDate) {
      self.person = person
      self.date = date
    }
  }

  /// Before when a person's duty of a date can't begin, although the plan had it earlier.
  public struct LateStart: Hashable, Codable, Sendable {
    public var person: PersonID
    public var date: CivilDate
    public var notBefore: Instant

    public init(person: PersonID, date: CivilDate, notBefore: Instant) {
      self.person = person
      self.date = date
      self.notBefore = notBefore
    }
  }

  /// The moment from which on anything could change.
  public var from: Instant
  public var absences: [AbsentPerson]
  /// Set by hand; they stay when the plan is changed again.
  public var pins: [Pin]
  /// Whoever can't begin before a moment; nil where nobody is late.
  public var late: [LateStart]?
  /// What changes were weighed by; nil where nothing was weighed.
  public var prices: DisturbancePrices?
  /// Against what people hold; against the plan before where nothing was published.
  public var changes: [ChangedDuty]

  public init(
    from: Instant, absences: [AbsentPerson] = [], pins: [Pin] = [], late: [LateStart]? = nil,
    prices: DisturbancePrices? = nil, changes: [ChangedDuty] = []
  ) {
    self.from = from
    self.late = late
    self.absences = absences
    self.pins = pins
    self.prices = prices
    self.changes = changes
  }

  /// What the changes come to by `prices`, those on dates of an absence aside: they disturb nobody.
  /// - Parameter people: of the plan.
  public func disturbance(among people: [Person]) -> Double? {
    guard let prices else { return nil }
    let known = Dictionary(people.map { ($0.id, $0) }) { first, _ in first }
    return changes.reduce(0) { sum, change in
      guard let person = known[change.person],
        !person.absences.contains(where: { $0.first <= change.date && change.date <= $0.last })
      else { return sum }
      let isNear = person.zone.instant(of: change.date) < from + DisturbancePrices.near
      let price = prices.price(from: change.before, to: change.after)
      return sum + (isNear ? DisturbancePrices.nearFactor : 1) * price
    }
  }
}
