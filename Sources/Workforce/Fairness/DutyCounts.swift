/// Unpopular duties that somebody has worked, beside the time in which they could have.
public struct DutyCounts: Hashable, Codable, Sendable {
  /// Minutes by contract, those of absent days left out.
  public var contractMinutes: Int
  public var weekendDays: Int
  public var nights: Int
  public var early: Int
  public var late: Int
  public var holidays: Int

  public init(
    contractMinutes: Int = 0, weekendDays: Int = 0, nights: Int = 0, early: Int = 0, late: Int = 0, holidays: Int = 0
  ) {
    self.contractMinutes = contractMinutes
    self.weekendDays = weekendDays
    self.nights = nights
    self.early = early
    self.late = late
    self.holidays = holidays
  }

  /// What minutes and duties can be: far more than a working life has.
  public static let minutes = 0...100_000_000
  public static let duties = 0...100_000

  public subscript(kind: FairKind) -> Int {
    get {
      switch kind {
      case .weekends: weekendDays
      case .nights: nights
      case .lates: late
      case .earlies: early
      case .holidays: holidays
      }
    }
    set {
      switch kind {
      case .weekends: weekendDays = newValue
      case .nights: nights = newValue
      case .lates: late = newValue
      case .earlies: early = newValue
      case .holidays: holidays = newValue
      }
    }
  }

  /// Whether each number is one that can be computed with.
  public var isBearable: Bool {
    Self.minutes.contains(contractMinutes) && FairKind.allCases.allSatisfy { Self.duties.contains(self[$0]) }
  }

  /// Both together, each number at most what it can be.
  public static func + (left: Self, right: Self) -> Self {
    func sum(_ first: Int, _ second: Int, _ range: ClosedRange<Int>) -> Int {
      let (sum, isTooLarge) = first.addingReportingOverflow(second)
      return isTooLarge ? range.upperBound : min(sum, range.upperBound)
    }
    var both = left
    both.contractMinutes = sum(left.contractMinutes, right.contractMinutes, minutes)
    for kind in FairKind.allCases { both[kind] = sum(left[kind], right[kind], duties) }
    return both
  }
}
