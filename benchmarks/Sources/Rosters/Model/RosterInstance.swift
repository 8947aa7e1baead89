/// A roster to be made: named people, whole days, one shift type a day, a head count wanted of each type on each day.
///
/// This is the form in which wards, desks and counters with fixed shift types state their work. Where demand changes
/// every quarter of an hour and breaks have to be placed, the stage is `Rostering`.
public struct RosterInstance: Hashable, Codable, Sendable {
  /// Length of the horizon in days, at least 1.
  public var days: Int
  /// Weekday of day 0: 0 is Monday, 6 Sunday.
  public var firstWeekday: Int
  public var shifts: [ShiftType]
  public var people: [Member]
  public var cover: [Cover]

  public init(days: Int, firstWeekday: Int = 0, shifts: [ShiftType], people: [Member], cover: [Cover]) {
    self.days = days
    self.firstWeekday = firstWeekday
    self.shifts = shifts
    self.people = people
    self.cover = cover
  }

  /// A kind of duty: its length counts towards a person's total, its successors are limited.
  public struct ShiftType: Hashable, Codable, Sendable {
    public var id: String
    /// Paid minutes, above 0.
    public var minutes: Int
    /// Indices of the types that may not be worked on the day after this one.
    public var notFollowedBy: [Int]

    public init(id: String, minutes: Int, notFollowedBy: [Int] = []) {
      self.id = id
      self.minutes = minutes
      self.notFollowedBy = notFollowedBy
    }
  }

  /// How many people are wanted on a day on a shift type, and what each missing or surplus one costs.
  public struct Cover: Hashable, Codable, Sendable {
    public var day: Int
    public var shift: Int
    public var required: Int
    public var underPrice: Int
    public var overPrice: Int

    public init(day: Int, shift: Int, required: Int, underPrice: Int, overPrice: Int) {
      self.day = day
      self.shift = shift
      self.required = required
      self.underPrice = underPrice
      self.overPrice = overPrice
    }
  }
}
