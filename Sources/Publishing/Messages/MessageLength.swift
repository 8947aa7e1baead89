internal import Tables

/// The digest with the most detail that a message can hold, as that message.
/// - Parameter message: the message's bytes; nil where it can't hold the digest.
/// - Throws: whatever `message` throws.
func fittingMessage(
  _ index: PlanIndex, changes: DigestChanges? = nil, as message: (RotaDigest) throws(Diagnostic) -> [UInt8]?
) throws(Diagnostic) -> (detail: RotaDigest.Detail, bytes: [UInt8]) {
  for detail in RotaDigest.Detail.allCases {
    if let bytes = try message(RotaDigest(index, detail: detail, changes: changes)) { return (detail, bytes) }
  }
  throw Diagnostic(
    "export.too-long", "what is said of the plan as a whole is longer than a message there can be",
    cure: "Give the team a shorter name in rota.json.")
}

/// What of a plan a message leaves out for its length: a note, or nothing.
func shortenedNote(_ detail: RotaDigest.Detail, limit: String) -> [Diagnostic] {
  let left: String? =
    switch detail {
    case .people: nil
    case .spans: "names are left out, it says how many work when"
    case .days: "duties are left out, it says how many work each day"
    case .facts: "days are left out, it says what holds for the plan as a whole"
    }
  guard let left else { return [] }
  return [
    Diagnostic(
      "export.shortened", "\(left): a message there holds \(limit)",
      cure: "Send the report or a calendar with it.", severity: .note)
  ]
}
