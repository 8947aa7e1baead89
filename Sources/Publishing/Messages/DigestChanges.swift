internal import Plans

/// What changed since a team was told, as a message says it. Why it did isn't told: somebody may be ill.
struct DigestChanges: Hashable {
  /// `Changed since revision 2`
  let title: String
  let lines: [String]

  /// Nil where nothing changed.
  init?(_ former: PlanDocument, _ plan: PlanDocument) {
    let changes = plan.changes(since: former).map { change in
      var change = change
      change.why = nil
      return change
    }
    guard !changes.isEmpty else { return nil }
    title = "Changed since revision \(former.publishedRevision)"
    lines = ChangeWords(from: former, to: plan).lines(changes)
  }
}
