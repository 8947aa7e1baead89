public import Plans
public import Tables

/// An operation of a journal that was solved again, held against what it put in place.
public struct RecomputedOperation: Hashable, Codable, Sendable {
  public enum Outcome: String, Hashable, Codable, Sendable {
    /// The very bytes.
    case same
    /// The same duties, breaks and queues in another plan: other files, another program, another time.
    case sameRota
    case differs
    /// It can't be asked again as things are.
    case refused
    /// What it began from, or what it made, is no longer kept.
    case forgotten
  }

  /// Of the journal.
  public var number: Int
  public var outcome: Outcome
  /// From what was put in place to what comes out now.
  public var changes: PlanDifference.Counts?
  /// Objective and disturbance together, then and now, in the plan's currency.
  public var objectiveThen: Double?
  public var objectiveNow: Double?
  /// Files that the two plans were made from and that are others now, by path.
  public var changedInputs: [String]?
  /// Why it was refused.
  public var reason: Diagnostic?
}
