public import Calendars
public import Workforce

/// A person's date.
public struct DutyDay: Hashable, Sendable {
  public var person: PersonID
  public var date: CivilDate

  public init(_ person: PersonID, _ date: CivilDate) {
    self.person = person
    self.date = date
  }
}

/// A rota that people know, from which another one is to differ as little as it is worth.
public struct RotaBase: Sendable {
  public var rota: Rota
  public var prices: DisturbancePrices
  /// The moment from which on anything may change; nil = nothing has begun.
  public var from: Instant?
  /// Dates that stay as they are.
  public var frozen: Set<DutyDay>
  /// When a duty of a date may start at the earliest.
  public var notBefore: [DutyDay: Instant]
  /// The rota that the search begins with, and to whose queues it keeps; nil = `rota`. A draft that people haven't been told
  /// of may differ from what they know.
  public var begin: Rota?
  /// The most duties that may change, those that cannot stay and breaks aside; nil = any number.
  public var mostChanges: Int?

  public init(
    rota: Rota, prices: DisturbancePrices = DisturbancePrices(), from: Instant? = nil, frozen: Set<DutyDay> = [],
    notBefore: [DutyDay: Instant] = [:], mostChanges: Int? = nil
  ) {
    self.rota = rota
    self.prices = prices
    self.from = from
    self.frozen = frozen
    self.notBefore = notBefore
    self.mostChanges = mostChanges
  }

  /// Whether a date stays as it is: named, over when the change begins, or with a duty that has begun by then.
  /// - Parameter duty: of the date in the rota.
  public func isFrozen(_ day: DutyDay, duty: Duty?, zone: Zone) -> Bool {
    if frozen.contains(day) { return true }
    guard let from else { return false }
    return day.date < zone.date(at: from) || duty.map { $0.start < from } ?? false
  }

  /// The prices of a date.
  public func prices(on date: CivilDate, zone: Zone) -> DisturbancePrices {
    guard let from, zone.instant(of: date) < from + DisturbancePrices.near else { return prices }
    return prices.multiplied(by: DisturbancePrices.nearFactor)
  }
}
