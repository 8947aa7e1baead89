public import Plans
public import Tables

/// Where a message about a plan can go.
public enum MessageTarget: String, CaseIterable, Hashable, Sendable {
  case slack, teams, webhook

  /// The variable of the environment that holds its address.
  public var variable: String { "ROTA_\(rawValue.uppercased())_URL" }
}

/// A message about a plan: for Slack and Teams what is said of it, what changed and its days; for a webhook the list of
/// `json`.
/// - Parameter former: what was told there before; nil = nothing.
/// - Returns: the message, JSON, and notes of what it leaves out.
/// - Throws: as `export`.
public func teamMessage(
  about plan: PlanDocument, to target: MessageTarget, since former: PlanDocument? = nil
) throws(Diagnostic) -> (bytes: [UInt8], notes: [Diagnostic]) {
  let index = PlanIndex(plan)
  let changes = former.flatMap { DigestChanges($0, plan) }
  switch target {
  case .slack:
    let message = try slackMessage(index, changes: changes)
    return (message.bytes, message.notes(limit: slackLimit))
  case .teams:
    let card = try teamsCard(index, changes: changes)
    return (card.bytes, card.notes(limit: teamsLimit))
  case .webhook: return (try flatJSON(index), [])
  }
}
