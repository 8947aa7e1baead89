/// A named date that makes demand or staffing differ from an ordinary day of its weekday.
public struct Holiday: Hashable, Codable, Sendable {
  public var date: CivilDate
  public var name: String
  /// `holiday`, `eve` or a class of the planner's own; days of one class are forecast alike.
  public var dayClass: String
  /// What share of an ordinary day's contacts to expect where no day of the class has been recorded; nil = all of them.
  public var multiplier: Double?

  public init(date: CivilDate, name: String, dayClass: String = "holiday", multiplier: Double? = nil) {
    self.date = date
    self.name = name
    self.dayClass = dayClass
    self.multiplier = multiplier
  }
}
