internal import Calendars
public import Plans
public import Tables
internal import Words
internal import Workforce

extension PlanDocument {
  /// What was done to a draft since it was planned, as sentences; nothing of it stands in the project's files, so that a plan
  /// that is made of these alone would lose it. Empty for a plan as it was planned, with meetings or without.
  var additions: [String] {
    guard isDraft, let revised else { return [] }
    var words = revised.absences.map { absent in
      let (first, last) = (absent.absence.first, absent.absence.last)
      return "\(absent.person) is away \(Words.plain.day(first))"
        + (first == last ? "" : " to \(Words.plain.day(last))")
    }
    words += (revised.late ?? []).map { "\($0.person) begins late on \(Words.plain.day($0.date))" }
    words += revised.pins.map { "\($0.person) is pinned on \(Words.plain.day($0.date))" }
    // What a meeting leaves has no prices and no pins.
    if words.isEmpty, revised.prices != nil { words.append("it was planned again near to what people know") }
    return words
  }

  /// - Parameters:
  ///   - place: how messages name the draft.
  ///   - isDropped: whether it is dropped, which is a warning; else the plan is refused for it.
  /// - Returns: nil where there is nothing to lose.
  public func additionsLost(in place: String, isDropped: Bool) -> Diagnostic? {
    let words = additions
    guard !words.isEmpty else { return nil }
    let rest = words.count - Self.namedAdditions
    let list = words.prefix(Self.namedAdditions).joined(separator: "; ") + (rest > 0 ? "; and \(rest) more" : "")
    if isDropped {
      return Diagnostic(
        "plan.draft-dropped",
        "the draft in '\(place)' holds what was done since it was planned, and is replaced by a plan "
          + "without it: \(list)", cure: "'rota undo' brings the draft back.", severity: .warning)
    }
    return Diagnostic(
      "plan.draft-changed",
      "the draft in '\(place)' holds what was done since it was planned, and a plan made of the project's files would lose "
        + "it: \(list)",
      cure: "Go on with 'rota replan', which keeps it, or publish the draft. 'rota plan --anew' begins without it.")
  }

  private static let namedAdditions = 5
}
