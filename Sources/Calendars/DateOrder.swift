/// Which of the first two numbers of `10/11/2026` is the day.
public enum DateOrder: String, Hashable, Codable, Sendable, CaseIterable {
  case dayFirst = "day-first"
  case monthFirst = "month-first"
}

extension DateOrder {
  /// Collects what dates with two leading numbers say about their order.
  ///
  /// One number above 12 proves it. Without proof the order under which all dates lie closer together is the likelier:
  /// an export of October 1st to 12th would, read the wrong way round, reach from January to December.
  public struct Evidence: Hashable, Sendable {
    /// Dates seen whose first two numbers can only mean day, month.
    public private(set) var provesDayFirst = 0
    /// Dates seen whose first two numbers can only mean month, day.
    public private(set) var provesMonthFirst = 0
    /// Dates seen that may mean either.
    public private(set) var undecided = 0
    /// Dates among those that mean the same in both orders, such as 9/9.
    private var alike = 0
    private var dayFirstDays: ClosedRange<Int>?
    private var monthFirstDays: ClosedRange<Int>?

    public init() {}

    mutating func add(_ first: Int, _ second: Int, year: Int) {
      let asDayFirst = CivilDate(year: year, month: second, day: first)?.dayNumber
      let asMonthFirst = CivilDate(year: year, month: first, day: second)?.dayNumber
      switch (asDayFirst, asMonthFirst) {
      case (.some, nil): provesDayFirst += 1
      case (nil, .some): provesMonthFirst += 1
      case (.some(let left), .some(let right)):
        undecided += 1
        if left == right { alike += 1 }
        dayFirstDays = Self.widened(dayFirstDays, by: left)
        monthFirstDays = Self.widened(monthFirstDays, by: right)
      case (nil, nil): break
      }
    }

    /// Counts the dates of another file of the same source in.
    public mutating func add(_ other: Self) {
      provesDayFirst += other.provesDayFirst
      provesMonthFirst += other.provesMonthFirst
      undecided += other.undecided
      alike += other.alike
      dayFirstDays = Self.widened(dayFirstDays, by: other.dayFirstDays)
      monthFirstDays = Self.widened(monthFirstDays, by: other.monthFirstDays)
    }

    /// Counts days in that are known of elsewhere, whatever the order.
    public mutating func add(days: ClosedRange<CivilDate>) {
      let days = Self.numbers(days)
      dayFirstDays = Self.widened(dayFirstDays, by: days)
      monthFirstDays = Self.widened(monthFirstDays, by: days)
    }

    /// Counts dates in that were seen before.
    public mutating func add(_ readings: Readings) {
      dayFirstDays = Self.widened(dayFirstDays, by: Self.numbers(readings.dayFirst))
      monthFirstDays = Self.widened(monthFirstDays, by: Self.numbers(readings.monthFirst))
    }

    /// From when to when the dates reach in each order; nil where there are none.
    public var readings: Readings? {
      guard let dayFirstDays, let monthFirstDays else { return nil }
      return Readings(dayFirst: Self.dates(dayFirstDays), monthFirst: Self.dates(monthFirstDays))
    }

    private static func numbers(_ dates: ClosedRange<CivilDate>) -> ClosedRange<Int> {
      dates.lowerBound.dayNumber...dates.upperBound.dayNumber
    }

    private static func dates(_ numbers: ClosedRange<Int>) -> ClosedRange<CivilDate> {
      CivilDate(dayNumber: numbers.lowerBound)...CivilDate(dayNumber: numbers.upperBound)
    }

    private static func widened(_ range: ClosedRange<Int>?, by other: ClosedRange<Int>?) -> ClosedRange<Int>? {
      guard let range, let other else { return range ?? other }
      return min(range.lowerBound, other.lowerBound)...max(range.upperBound, other.upperBound)
    }

    /// Whether a date can mean one order only.
    public var isProven: Bool { provesDayFirst > 0 || provesMonthFirst > 0 }

    private static func widened(_ range: ClosedRange<Int>?, by day: Int) -> ClosedRange<Int> {
      guard let range else { return day...day }
      return min(range.lowerBound, day)...max(range.upperBound, day)
    }

    /// Whether there are dates and none of them needs to know the order.
    public var isNeedless: Bool { !isProven && undecided > 0 && undecided == alike }

    /// Whether a date proves the order, or all dates speak for one; false when the choice is only a convention.
    public var isConclusive: Bool {
      if isProven { return true }
      return dayFirstDays?.count != monthFirstDays?.count
    }

    /// The likelier order: the proven one, else the one with the shorter span, else day first.
    public var likelier: DateOrder {
      if provesDayFirst != provesMonthFirst { return provesDayFirst > provesMonthFirst ? .dayFirst : .monthFirst }
      guard let left = dayFirstDays, let right = monthFirstDays else { return .dayFirst }
      return right.count < left.count ? .monthFirst : .dayFirst
    }
  }
  /// From when to when dates that may mean either reach in each order.
  public struct Readings: Hashable, Sendable {
    public var dayFirst: ClosedRange<CivilDate>
    public var monthFirst: ClosedRange<CivilDate>

    public init(dayFirst: ClosedRange<CivilDate>, monthFirst: ClosedRange<CivilDate>) {
      (self.dayFirst, self.monthFirst) = (dayFirst, monthFirst)
    }
  }
}
