internal import Plans
internal import Tables
internal import Workforce

/// The digest with the most detail that a message can hold, as that message: what changed, then who works when on as many
/// days as there is room for.
/// - Parameter message: the message's bytes; nil where it can't hold the digest.
/// - Throws: `export.too-long` where it can't hold what is said of the plan as a whole; whatever `message` throws.
func fittingMessage(
  _ index: PlanIndex, changes: DigestChanges? = nil, as message: (RotaDigest) throws(Diagnostic) -> [UInt8]?
) throws(Diagnostic) -> FittingMessage {
  let days = index.plan.request.days
  func tried(_ namedDays: Int?, _ tellsChanges: Bool) throws(Diagnostic) -> FittingMessage? {
    let detail = RotaDigest.Detail(namedDays: namedDays, tellsChanges: tellsChanges)
    return try message(RotaDigest(index, detail: detail, changes: changes))
      .map { FittingMessage(detail: detail, days: days, hasChanges: changes != nil, bytes: $0) }
  }
  if let whole = try tried(days, true) { return whole }
  // What changed is the news: its list stands where every day can be counted beside it.
  for tellsChanges in [true, false] where try tried(0, tellsChanges) != nil {
    var (fits, tooLong) = (0, days + 1)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      if try tried(middle, tellsChanges) == nil { tooLong = middle } else { fits = middle }
    }
    if let most = try tried(fits, tellsChanges) { return most }
  }
  if let facts = try tried(nil, false) { return facts }
  throw Diagnostic(
    "export.too-long", "what is said of the plan as a whole is longer than a message there can be",
    cure: "Give the team a shorter name in rota.json.")
}

/// A message with what it had room for.
struct FittingMessage {
  let detail: RotaDigest.Detail
  /// Of the plan.
  let days: Int
  let hasChanges: Bool
  let bytes: [UInt8]

  /// What it leaves out for its length: a note, or nothing.
  func notes(limit: String) -> [Diagnostic] {
    var left: [String] = []
    switch detail.namedDays {
    case nil: left.append("days are left out")
    case 0: left.append("who works when is left out, it says how many work each day")
    case let named? where named < days:
      left.append("who works when is left out after \(named == 1 ? "the first day" : "\(named) days")")
    default: break
    }
    if hasChanges, !detail.tellsChanges { left.append("changes are counted and not listed") }
    guard !left.isEmpty else { return [] }
    return [
      Diagnostic(
        "export.shortened", "\(left.joined(separator: "; ")): a message there holds \(limit)",
        cure: "Send the report or a calendar with it.", severity: .note)
    ]
  }
}
