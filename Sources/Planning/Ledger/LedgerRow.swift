public import Calendars
public import Workforce

/// What `ledger.csv` says of one person and one week.
public struct LedgerRow: Hashable, Sendable {
  public var person: PersonID
  public var week: LedgerWeek
  public var counts: DutyCounts
  public var wishesMet: Int
  public var wishesAsked: Int
  /// Duties that were changed after people had been told, those of their own absences aside: once for each revision that
  /// gave, took or moved one. Counted in what `rota ledger` shows; balances don't read it.
  public var changes: Int

  public init(
    person: PersonID, week: LedgerWeek, counts: DutyCounts, wishesMet: Int = 0, wishesAsked: Int = 0, changes: Int = 0
  ) {
    self.person = person
    self.week = week
    self.counts = counts
    self.wishesMet = wishesMet
    self.wishesAsked = wishesAsked
    self.changes = changes
  }

  /// By week, opening balances first, then by person.
  static func precedes(_ left: Self, _ right: Self) -> Bool {
    left.week != right.week ? left.week < right.week : left.person < right.person
  }
}

/// The time that a row of the ledger is about.
public enum LedgerWeek: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Everything before the first week that is counted: an opening balance.
  case start
  case week(ISOWeek)

  public var description: String {
    switch self {
    case .start: "start"
    case .week(let week): week.description
    }
  }

  init?(_ text: String) {
    if text.lowercased() == "start" {
      self = .start
    } else if let week = ISOWeek(text) {
      self = .week(week)
    } else {
      return nil
    }
  }
}
