extension RosterInstance {
  /// Somebody on the roster: limits that always hold, and wishes that have a price.
  public struct Member: Hashable, Codable, Sendable {
    public var id: String
    public var rules: Rules
    /// Days never worked, counted from day 0.
    public var fixedDaysOff: [Int]
    public var wishes: [Wish]

    public init(id: String, rules: Rules, fixedDaysOff: [Int] = [], wishes: [Wish] = []) {
      self.id = id
      self.rules = rules
      self.fixedDaysOff = fixedDaysOff
      self.wishes = wishes
    }
  }

  /// The limits of one person over the horizon. At the edges of the horizon a run of work or of days off that touches
  /// the first or the last day is exempt from its minimum; the maximum counts inside the horizon only.
  public struct Rules: Hashable, Codable, Sendable {
    /// Most duties of each shift type, parallel to `RosterInstance.shifts`; 0 means never.
    public var maximumOfType: [Int]
    /// Total paid minutes.
    public var minimumMinutes: Int
    public var maximumMinutes: Int
    /// Days worked in a row.
    public var minimumRun: Int
    public var maximumRun: Int
    /// Days off in a row.
    public var minimumDaysOff: Int
    /// Weekends with work on the Saturday or the Sunday.
    public var maximumWeekends: Int

    public init(
      maximumOfType: [Int], minimumMinutes: Int, maximumMinutes: Int, minimumRun: Int, maximumRun: Int,
      minimumDaysOff: Int, maximumWeekends: Int
    ) {
      self.maximumOfType = maximumOfType
      self.minimumMinutes = minimumMinutes
      self.maximumMinutes = maximumMinutes
      self.minimumRun = minimumRun
      self.maximumRun = maximumRun
      self.minimumDaysOff = minimumDaysOff
      self.maximumWeekends = maximumWeekends
    }
  }

  /// A wish for or against one shift type on one day; `price` is paid when it is not granted.
  public struct Wish: Hashable, Codable, Sendable {
    public enum Kind: String, Hashable, Codable, Sendable {
      /// To work this type on this day.
      case on
      /// Not to work this type on this day.
      case off
    }
    public var kind: Kind
    public var day: Int
    public var shift: Int
    public var price: Int

    public init(kind: Kind, day: Int, shift: Int, price: Int) {
      self.kind = kind
      self.day = day
      self.shift = shift
      self.price = price
    }
  }
}
