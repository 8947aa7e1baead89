public import Calendars

/// What a team asks of who is at work at the same time. It forbids nothing: what isn't so has a price, for each hour.
public struct TeamRule: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    /// At least `heads` of `people`.
    case least
    /// At most `heads` of `people`.
    case most
    /// Nobody of `people` without one of `beside`.
    case onlyWith
    /// Not two of `people`.
    case apart
    /// All of `people` or nobody.
    case together
  }

  /// As people are told of it; no two have the same.
  public var name: String
  public var kind: Kind
  /// Whom it is about. Who is on a break is not at work.
  public var people: [PersonID]
  /// Of `onlyWith`, those one of whom has to be there; else empty.
  public var beside: [PersonID]
  /// Of `least` and `most`; else 0.
  public var heads: Int
  /// When it is asked for, on the clock of `zone`: an interval of the grid counts as a whole, by its beginning.
  public var hours: OpeningHours
  public var zone: Zone
  /// Currency units for an hour of one head: who is missing, too many, alone or beside whom they shouldn't be.
  public var price: Double

  public init(
    name: String, kind: Kind, people: [PersonID], beside: [PersonID] = [], heads: Int = 0,
    hours: OpeningHours = .always, zone: Zone, price: Double
  ) {
    self.name = name
    self.kind = kind
    self.people = people
    self.beside = beside
    self.heads = heads
    self.hours = hours
    self.zone = zone
    self.price = price
  }

  /// Limits of what can be asked for.
  public static let mostHeads = 0...10_000
  public static let prices = 0.0...100_000
  /// So many rules can be kept an eye on.
  public static let mostRules = 64
}
