/// The parts of the objective, in currency units.
public struct CostParts: Hashable, Codable, Sendable {
  public var pay: Double
  public var nightPremium: Double
  public var wishes: Double
  /// Price of paid hours below the weekly minimum.
  public var contractShortfall: Double
  public var understaffing: Double
  public var overstaffing: Double
  /// Prices paid for breaches of rules, in the order of the table of rules; nil where none was.
  public var rules: [RuleCost]?
  /// Paid for unpopular duties out of turn; nil where `fairness` is off.
  public var fairness: Double?
  /// Premium of overtime, and price of time off that is offered; nil where no rule asks for them.
  public var overtime: Double?
  public var timeOff: Double?

  public init(
    pay: Double = 0, nightPremium: Double = 0, wishes: Double = 0, contractShortfall: Double = 0,
    understaffing: Double = 0, overstaffing: Double = 0, rules: [RuleCost]? = nil,
    fairness: Double? = nil, overtime: Double? = nil, timeOff: Double? = nil
  ) {
    self.pay = pay
    self.nightPremium = nightPremium
    self.wishes = wishes
    self.contractShortfall = contractShortfall
    self.understaffing = understaffing
    self.overstaffing = overstaffing
    self.rules = rules
    self.fairness = fairness
    self.overtime = overtime
    self.timeOff = timeOff
  }

  public var total: Double {
    (rules ?? []).reduce(pay + nightPremium + wishes + contractShortfall + understaffing + overstaffing) {
      $0 + $1.cost
    } + (fairness ?? 0) + (overtime ?? 0) + (timeOff ?? 0)
  }

  /// What is paid out: pay, night premium and the premium of overtime.
  public var money: Double { pay + nightPremium + (overtime ?? 0) }
}
