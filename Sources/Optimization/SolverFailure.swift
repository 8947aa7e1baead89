public import Searching

/// What the solver or the guard before it refused. Everything that belonged to the solver's thread is gone when
/// `fatal` was thrown; a new program can be made at once.
public enum SolverFailure: Error, Hashable, Sendable {
  /// GLPK ended with a fatal error; its text.
  case fatal(String)
  /// The program was lost with an earlier fatal error of its thread.
  case lost
  /// A coefficient, cost or bound is NaN, or infinite where it must not be.
  case notFinite(String)
  /// A lower bound above its upper bound.
  case crossedBounds(String)
  /// An index outside the program.
  case outOfRange(String)
  /// Used on another thread than the one that made it.
  case wrongThread
  /// A solve ended without an answer though there is one: numerical trouble, no memory, or a verdict that can't be.
  case gaveUp(SolveStatus)
  /// A status that this program does not know; the raw codes.
  case unexpected(code: Int, status: Int)
}

extension SolverFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .fatal(let text): "GLPK ended with an error" + (text.isEmpty ? "" : " (\(Self.oneLine(text)))")
    case .lost: "its program was lost with an earlier error"
    case .notFinite(let what), .crossedBounds(let what), .outOfRange(let what): what
    case .wrongThread: "a program was used on another thread than its own"
    case .gaveUp(.outOfMemory): "there was no memory for the program"
    case .gaveUp(.numericalTrouble): "it lost its numerical footing, and no retry helped"
    case .gaveUp(let status): "it calls a program '\(status.rawValue)' that can't be"
    case .unexpected(let code, let status): "GLPK answered with code \(code), status \(status)"
    }
  }

  /// GLPK speaks in lines.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: "; ")
  }
}
