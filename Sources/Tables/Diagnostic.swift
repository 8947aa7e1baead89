/// What is wrong (or worth knowing), where, and what to do: the one form in which every stage speaks to people.
///
/// `message` says what was found and what was expected; `cure` says what to do. Neither repeats the position.
public struct Diagnostic: Error, Hashable, Codable, Sendable {
  /// How much it matters. Errors stop the command; warnings and notes travel with the answer.
  public enum Severity: String, Codable, Sendable { case error, warning, note }

  /// What kind of failure it is; the exit code of the command is derived from this, in one place.
  public enum Kind: String, Codable, Sendable {
    /// The input is there but wrong (exit 65).
    case badData
    /// An input is missing (exit 66).
    case missingInput
    /// Output cannot be written (exit 73).
    case cannotWrite
    /// The command line is wrong (exit 64).
    case usage
    /// The question was answered with "no" (exit 1).
    case answerIsNo
    /// A fault of the program itself (exit 70).
    case `internal`
  }

  /// Stable dotted name for scripts and tests, for example `csv.missing-column`.
  public var code: String
  public var severity: Severity
  public var kind: Kind
  public var position: SourcePosition?
  public var message: String
  /// What the reader can do about it; nil only where the message already says so.
  public var cure: String?

  public init(
    _ code: String, _ message: String, at position: SourcePosition? = nil, cure: String? = nil,
    severity: Severity = .error, kind: Kind = .badData
  ) {
    self.code = code
    self.severity = severity
    self.kind = kind
    self.position = position
    self.message = message
    self.cure = cure
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `tickets.csv:48211:7: error: 'x' isn't a time; expected ISO 8601. Write it as 2026-11-30 08:00.`
  public var description: String {
    var text = ""
    if let position { text += "\(position): " }
    text += "\(severity.rawValue): \(message)"
    if let cure { text += text.hasSuffix(".") ? " \(cure)" : ". \(cure)" }
    return text
  }
}
