internal import Words

/// What is proven about a rota or a staffing, in words.
enum ProofText {
  static let none = "no bound was proven"

  /// `14,315, bound 12,560: at most 13.98 % above the best possible (proven)`.
  /// - Parameter gap: as of `relativeGap(objective:bound:)`; nil where no bound above 0 was proven.
  static func text(objective: Double, bound: Double, gap: Double?, isOptimal: Bool) -> String {
    let cost = Words.plain.rounded(objective)
    if let gap {
      return
        "\(cost), bound \(Words.plain.rounded(bound)): at most \(Words.plain.atMost(gap)) above the best possible (proven)"
    }
    if isOptimal { return "\(cost): nothing better exists (proven)" }
    // Wishes can pull a bound below zero: it holds, but no share of it says anything.
    if bound < 0 { return "\(cost), bound \(Words.plain.rounded(bound)) (proven); no share of a bound below zero" }
    return "\(cost); \(none)"
  }

  /// `13.98 %` for a column, or `no bound`.
  static func share(_ gap: Double?) -> String { gap.map { Words.plain.atMost($0) } ?? "no bound" }
}
