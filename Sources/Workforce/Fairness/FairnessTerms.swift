public import Calendars

/// What unpopular duties of a rota cost out of turn. People with nobody to be compared with have no steps.
public struct FairnessTerms: Hashable, Codable, Sendable {
  /// A kind of duty that is counted.
  public struct Kind: Hashable, Codable, Sendable {
    public var kind: FairKind
    /// Currency units for a whole duty beyond the share of whoever has the least.
    public var price: Double
    /// How many duties of the horizon are told apart; each further one costs as much as the last of them.
    public var told: Int

    public init(kind: FairKind, price: Double, told: Int) {
      self.kind = kind
      self.price = price
      self.told = told
    }
  }

  /// In the order of `FairKind`.
  public var kinds: [Kind]
  /// Dates of the horizon that are holidays; rising.
  public var holidays: [CivilDate]

  public init(kinds: [Kind], holidays: [CivilDate]) {
    self.kinds = kinds
    self.holidays = holidays
  }

  /// Steps are whole tenths of a duty.
  public static let stepsPerDuty = 10
  /// What a step can be.
  public static let stepRange = 0...100_000
  /// How many duties can be told apart.
  public static let toldRange = 1...366
}

/// What one person brings along, and what follows from it.
public struct PersonFairness: Hashable, Codable, Sendable {
  /// Duties before the horizon, from the ledger and from plans.
  public var carriedIn: DutyCounts
  /// By kind, in the order of `FairnessTerms.kinds`: what the first, second and each further duty of the horizon lies beyond
  /// the share of whoever has the least, in tenths of a duty; never falling. Nil where nobody is like this person.
  public var steps: [[Int]]?

  public init(carriedIn: DutyCounts, steps: [[Int]]? = nil) {
    self.carriedIn = carriedIn
    self.steps = steps
  }
}
