/// Whether people hold a plan.
public enum PlanState: String, Hashable, Codable, Sendable {
  /// Being made: nobody was told.
  case draft
  /// What people hold.
  case published
}

extension PlanDocument {
  /// Whether nobody was told of it yet. A plan that says nothing of it is of an older program, which published every plan.
  public var isDraft: Bool { state == .draft }

  /// How often its week had been published when it was made, itself included where it is published.
  public var publishedRevision: Int { revision ?? (isDraft ? 0 : 1) }
}
