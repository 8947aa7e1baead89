public import Calendars

/// The limits of one person's tour. One duty a day always holds. Weeks run Monday to Sunday on the person's calendar.
public struct PersonRules: Hashable, Codable, Sendable {
  /// Elapsed time between the end of a duty and the start of the next.
  public var minimumRest: Minutes
  /// Elapsed time without a duty in a row that each week holds, Monday to Sunday; nil where none is asked for.
  public var weeklyRest: Minutes?
  /// Paid time a week, paid absence already taken off by whoever reads it with `Absence`. The maximum is hard; falling
  /// short of the minimum costs `shortfallPrice` an hour and is reported, so that a rota always comes out.
  public var minimumWeekly: Minutes
  public var maximumWeekly: Minutes
  /// Currency units for each paid hour below `minimumWeekly`.
  public var shortfallPrice: Double
  /// Paid time a week above `maximumWeekly` that may be planned as overtime; nil is none.
  public var maximumOvertime: Minutes?
  /// How many times the usual pay an hour of overtime costs; nil is `usualOvertimeRate`.
  public var overtimeRate: Double?
  /// Paid time a week below `minimumWeekly` that may be offered as time off without pay; nil is none.
  public var voluntaryTimeOff: Minutes?
  /// Currency units for each hour of time off, at most `shortfallPrice`; nil is `usualTimeOffPrice`.
  public var timeOffPrice: Double?
  public var maximumConsecutiveDays: Int
  /// Dates in a row with a duty of at least three hours in the site's night; nil where any number may.
  public var maximumConsecutiveNights: Int?
  /// Whole local dates without a duty start in each week.
  public var minimumDaysOff: Int
  /// Dates from Monday to Sunday with a night, a late or an early duty; nil where any number may.
  public var maximumNightsWeekly: Int?
  public var maximumLatesWeekly: Int?
  public var maximumEarliesWeekly: Int?
  /// Dates in a row with a late duty; nil where any number may.
  public var maximumConsecutiveLates: Int?
  /// Dates after a run of nights on which no other duty starts; nil is none.
  public var daysOffAfterNights: Int?
  /// Whether no early duty lies on the date after a late one or a night; nil is no.
  public var noEarlyAfterLate: Bool?
  /// Whether duties go from early to late to night within days in a row, never back; nil is no.
  public var forwardRotation: Bool?
  /// Weekends without a duty, of some in a row; nil where each may have one.
  public var weekendsOff: WeekendsOff?
  /// Weekends in a row with a duty; nil where any number may.
  public var maximumConsecutiveWeekends: Int?
  /// Dates in a row without a duty between two duties; nil where any number may. Each missing one costs a price, always.
  public var minimumConsecutiveDaysOff: Int?
  /// Dates in a row with a duty; nil where any number may. Each missing one costs a price, always.
  public var minimumConsecutiveDays: Int?
  /// By how much the starts of a week's duties, Monday to Sunday, may differ on the person's wall clock; nil where they may
  /// lie anywhere.
  public var sameStart: Minutes?
  /// Whether no duty starts earlier by the clock than the one on the date before; nil is no.
  public var workingDay24h: Bool?
  /// Whether of a weekend's dates all are to have a duty or none. Each weekend that is torn costs a price, always.
  public var wholeWeekends: Bool?
  /// Templates that the person may work; empty means all of the site's.
  public var templates: [TemplateID]
  /// Currency units for each breach of a rule, by its name: the rule then forbids nothing. Nil where every rule holds.
  public var prices: [String: Double]?

  public init(
    minimumRest: Minutes = .hours(11), minimumWeekly: Minutes, maximumWeekly: Minutes, shortfallPrice: Double = 200,
    maximumConsecutiveDays: Int = 6, maximumConsecutiveNights: Int? = nil, minimumDaysOff: Int = 2,
    minimumConsecutiveDaysOff: Int? = nil, minimumConsecutiveDays: Int? = nil, wholeWeekends: Bool? = nil,
    templates: [TemplateID] = [], prices: [String: Double]? = nil
  ) {
    self.minimumRest = minimumRest
    self.minimumWeekly = minimumWeekly
    self.maximumWeekly = maximumWeekly
    self.shortfallPrice = shortfallPrice
    self.maximumConsecutiveDays = maximumConsecutiveDays
    self.maximumConsecutiveNights = maximumConsecutiveNights
    self.minimumDaysOff = minimumDaysOff
    self.minimumConsecutiveDaysOff = minimumConsecutiveDaysOff
    self.minimumConsecutiveDays = minimumConsecutiveDays
    self.wholeWeekends = wholeWeekends
    self.templates = templates
    self.prices = prices
  }

  /// What a breach of a rule costs, in currency units; nil where it holds whatever it costs.
  public func price(of rule: String) -> Double? { prices?[rule] ?? LabourRule.usualPrices[rule] }
}

extension PersonRules {
  /// Whether one of them reads which duties lie before and after a horizon, not their number alone.
  public var readsSettledDuties: Bool {
    maximumConsecutiveNights != nil || maximumConsecutiveLates != nil || noEarlyAfterLate == true
      || forwardRotation == true || workingDay24h == true || settledReach > 0
  }

  /// Whether one of them reads when the last duty before a horizon was, however long ago.
  public var readsLastDate: Bool { minimumConsecutiveDaysOff != nil }

  /// Dates on either side of a horizon whose duties one of them reads, beyond the run of days that ends or begins there.
  public var settledReach: Int {
    let weekends = max((weekendsOff?.of ?? 1) - 1, min(maximumConsecutiveWeekends ?? 0, Self.mostWeekends))
    return max(min(daysOffAfterNights ?? 0, Self.mostDaysOff), 7 * weekends)
  }

  /// What the limits that reach beyond a run can be.
  static let mostDaysOff = 7
  static let mostWeekends = 12
  /// The most that `settledReach` can be.
  package static let mostSettledReach = 7 * mostWeekends
}

/// Overtime and time off.
extension PersonRules {
  package static let usualOvertimeRate = 1.5
  package static let usualTimeOffPrice = 5.0

  /// Paid time of a week beyond the usual most; 0 where nothing is said.
  package var overtimeAllowed: Minutes { max(0, maximumOvertime ?? 0) }
  /// Paid time of a week below the least that may be offered as time off; 0 where nothing is said.
  package var timeOffOffered: Minutes { max(0, voluntaryTimeOff ?? 0) }
  /// The most paid time of a week, overtime included.
  package var mostWeekly: Minutes { maximumWeekly + overtimeAllowed }
  /// What an hour of overtime costs beyond its usual pay, in currency units.
  package func overtimePremium(payPerHour: Double) -> Double {
    max(0, (overtimeRate ?? Self.usualOvertimeRate) - 1) * payPerHour
  }
  /// What an hour of time off costs: never more than an hour that is missing.
  package var priceOfTimeOff: Double { min(timeOffPrice ?? Self.usualTimeOffPrice, shortfallPrice) }
}
