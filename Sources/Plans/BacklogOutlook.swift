public import Calendars

/// What becomes of e-mail and other work with deadlines under a rota, in expected contacts.
public struct BacklogOutlook: Hashable, Codable, Sendable {
  /// Contacts that wait when the plan begins.
  public var opening: Double
  /// Contacts that wait when it ends.
  public var closing: Double
  /// The most contacts that are overdue at any moment; 0 where every deadline is met.
  public var largestOverdue: Double
  /// When the first deadline is missed; nil where none is.
  public var overdueFrom: Instant?

  public init(opening: Double, closing: Double, largestOverdue: Double, overdueFrom: Instant?) {
    self.opening = opening
    self.closing = closing
    self.largestOverdue = largestOverdue
    self.overdueFrom = overdueFrom
  }
}
