public import Calendars
public import Plans

/// What made a draft, for its journal.
public struct DraftOperation: Sendable {
  /// The command's name: `plan`, `replan`, `edit`, …
  public var name: String
  /// Its arguments, with everything that was left to a default said, so that they mean the same tomorrow.
  public var arguments: [String]
  /// What is another one, and why; nil = worked out from the two rotas, without a why.
  public var changes: [PlanChange]?
  /// When, as the caller's clock says. Nothing depends on it.
  public var at: Instant
  /// The operation that an undo takes back.
  var undoes: Int?

  public init(_ name: String, arguments: [String], changes: [PlanChange]? = nil, at: Instant) {
    self.name = name
    self.arguments = arguments
    self.changes = changes
    self.at = at
  }
}
