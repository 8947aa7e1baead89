/// How other programs know a person: `email` and `external_ids` of `agents.csv`.
///
/// It is no part of `Person` and isn't `Codable`: whatever is written with a plan, its report or its journal can't hold it.
/// An export that needs it is given it beside the plan.
public struct PersonAddress: Hashable, Sendable {
  /// An e-mail address, as it was written.
  public var email: String?
  /// The ID in another system, by the system's name in lower case: `zendesk`.
  public var externalIDs: [String: String]

  public init(email: String? = nil, externalIDs: [String: String] = [:]) {
    self.email = email
    self.externalIDs = externalIDs
  }

  /// Whether nothing is known.
  public var isEmpty: Bool { email == nil && externalIDs.isEmpty }

  /// Whether a system can be called so: small letters, digits and dashes, from a letter on.
  public static func isSystem(_ name: String) -> Bool {
    guard let first = name.utf8.first, (97...122).contains(first) else { return false }
    return name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// Whether the ID is of something that people stand in together, so that several may have it: `teams-group`,
  /// `wheniwork-location`, `wheniwork-position`.
  public static func isShared(_ system: String) -> Bool {
    ["-group", "-location", "-position"].contains { system.hasSuffix($0) }
  }
}
