import Calendars
import Workforce

/// Paid time of one person in one week: a hard maximum, a minimum that costs what it is missed by, and beyond both what was
/// offered: time off below the minimum, overtime above the usual maximum.
///
/// The price of a week is convex in its paid time: missing hours cost most, time off little, the hours of the contract
/// nothing, overtime its premium.
struct WeeklyTime: Hashable, Sendable {
  /// The most paid units that may be planned, overtime included.
  var maximum: Int
  /// Price of planning `w` paid units, for `w` in `0 ... maximum`: the sum of the three below.
  var prices: [Int32]
  /// Of hours below the least that nobody was offered as time off.
  private(set) var shortfall: [Int32]
  /// Of time off and of overtime; empty where there is none.
  private(set) var timeOff: [Int32] = []
  private(set) var overtime: [Int32] = []
  /// Paid units below which planned time falls short, and the price of one unit short in currency units.
  var least: Double
  var unitPrice: Double
  /// Paid units of time off below `least`, and the price of one; none where nothing is offered.
  private(set) var offered: Step?
  /// Paid units from which on time is overtime, and the premium of one.
  private(set) var overtimeFrom: Step?

  /// Paid units, and the price of one in currency units.
  struct Step: Hashable {
    var units: Double
    var unitPrice: Double
  }

  /// What a contract says of a week, in minutes and currency units an hour.
  struct Terms {
    var minimum: Int
    var maximum: Int
    var shortfallPrice: Double
    var overtime = 0
    var overtimePremium = 0.0
    var timeOff = 0
    var timeOffPrice = 0.0
  }

  /// - Parameters:
  ///   - terms: of the contract, before absence.
  ///   - credit: paid absence in this week, in minutes times `parts`; it counts as worked for all limits.
  ///   - unit: minutes of one paid unit.
  init(_ terms: Terms, credit: Int, parts: Int = 5, unit: Int, scale: PriceScale) {
    let least = max(0, terms.minimum * parts - credit)
    let usual = max(0, terms.maximum * parts - credit)
    let offered = min(least, terms.timeOff * parts)
    let maximum = max(0, (terms.maximum + terms.overtime) * parts - credit) / (unit * parts)
    func price(_ hourly: Double, _ time: Int) -> Int32 {
      scale.units(hourly * Double(max(0, time)) / Double(60 * parts))
    }
    let paid = (0...maximum).map { $0 * unit * parts }
    shortfall = paid.map { price(terms.shortfallPrice, least - offered - $0) }
    prices = shortfall
    self.maximum = maximum
    self.least = Double(least) / Double(unit * parts)
    unitPrice = terms.shortfallPrice * Double(unit) / 60
    if offered > 0 {
      timeOff = paid.map { price(terms.timeOffPrice, min(offered, least - $0)) }
      self.offered = Step(
        units: Double(offered) / Double(unit * parts), unitPrice: terms.timeOffPrice * Double(unit) / 60)
    }
    if terms.overtime > 0 {
      overtime = paid.map { price(terms.overtimePremium, $0 - usual) }
      overtimeFrom = Step(
        units: Double(usual) / Double(unit * parts), unitPrice: terms.overtimePremium * Double(unit) / 60)
    }
    for more in [timeOff, overtime] where !more.isEmpty {
      for index in prices.indices { prices[index] += more[index] }
    }
  }

  func isKept(paid: Int) -> Bool { paid <= maximum }

  /// Nothing below the least hours is possible but time off.
  mutating func forbidShortfall() {
    for (index, short) in shortfall.enumerated() where short > 0 { prices[index] = PriceScale.never }
  }

  /// Nothing of it costs anything.
  mutating func forgetPrices() { prices = prices.map { _ in 0 } }
}

extension WeeklyTime.Terms {
  /// - Parameter site: of the person, which says what an hour is paid.
  init(_ rules: PersonRules, at site: Site?) {
    self.init(
      minimum: rules.minimumWeekly.rawValue, maximum: rules.maximumWeekly.rawValue,
      shortfallPrice: rules.shortfallPrice, overtime: rules.overtimeAllowed.rawValue,
      overtimePremium: rules.overtimePremium(payPerHour: site?.payPerHour ?? 0),
      timeOff: rules.timeOffOffered.rawValue, timeOffPrice: rules.priceOfTimeOff)
  }
}
