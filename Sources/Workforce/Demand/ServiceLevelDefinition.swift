/// How contacts that give up count in a service level. Without abandonment all four are the same.
public enum ServiceLevelDefinition: String, Hashable, Codable, Sendable, CaseIterable {
  /// Answered within the threshold ÷ all offered: those who give up count as failures.
  case ofOffered
  /// Answered within the threshold ÷ all answered: those who give up don't count at all.
  case ofAnswered
  /// Answered within the threshold ÷ all offered but those who gave up within the threshold (short abandons).
  case withoutShortAbandons
  /// Share whose wait would be at most the threshold if they never gave up (offered or virtual wait).
  case offeredWait

  /// A definition by any of its names: those of `rota.json` (`ofAnswered`), of `rota erlang` (`answered`,
  /// `excl-short-abandons`) and of its batches (`excl_short_ab`); nil for anything else.
  ///
  /// - SeeAlso: docs/staffing.md, *Models*, for what they mean.
  public init?(anySpelling text: String) {
    let found = Self.allCases.first { $0.rawValue == text || $0.otherNames.contains(text) }
    guard let found else { return nil }
    self = found
  }

  private var otherNames: [String] {
    switch self {
    case .ofOffered: ["offered"]
    case .ofAnswered: ["answered"]
    case .withoutShortAbandons: ["excl-short-abandons", "excl_short_ab"]
    case .offeredWait: ["virtual"]
    }
  }

  /// What a share by it is a share of, in words; nil for the usual one, all contacts offered.
  public var words: String? {
    switch self {
    case .ofOffered: nil
    case .ofAnswered: "of those answered"
    case .withoutShortAbandons: "without short abandons"
    case .offeredWait: "of offered waits"
    }
  }
}
