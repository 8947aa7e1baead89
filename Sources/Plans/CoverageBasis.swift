public import Workforce

/// What a queue's positions and service were worked out from, beyond what `QueueCoverage` shows: enough to repeat both
/// from `plan.json` alone.
public struct CoverageBasis: Hashable, Codable, Sendable {
  /// Contacts that arrive in each slot of the grid's intervals (five minutes, three to four where five don't fit); nil but
  /// for live queues on the modified offered load.
  public var slotContacts: [Double]?
  /// Contacts in progress when the plan begins; nil = none.
  public var inProgress: InProgress?
  /// The curves of work with deadlines; nil for other work.
  public var deferrable: DeferrableDemand?

  public init(
    slotContacts: [Double]? = nil, inProgress: InProgress? = nil, deferrable: DeferrableDemand? = nil
  ) {
    self.slotContacts = slotContacts
    self.inProgress = inProgress
    self.deferrable = deferrable
  }
}
