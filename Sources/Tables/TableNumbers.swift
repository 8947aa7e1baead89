/// The numbers of a table of ours: with a decimal point or comma, and without thousands. `1,200` and `1.015` may be
/// thousands all the same; which of the two they are, other numbers of the table may tell.
public struct TableNumbers: Hashable, Sendable {
  private var hasPoint = false
  private var hasComma = false

  /// What a cell holds.
  public enum Reading: Hashable, Sendable {
    case number(Double)
    case doubtful(whole: Double, fraction: Double)
    case none
  }

  /// - Parameter rows: of which some cells are numbers.
  init(of rows: [[String]]) {
    for row in rows {
      for text in row where !(hasPoint && hasComma) { learn(text) }
    }
  }

  /// The decimal mark that the table's numbers prove; nil where they prove none, or both.
  public var mark: DecimalMark? { hasPoint == hasComma ? nil : hasPoint ? .point : .comma }

  private mutating func learn(_ text: String) {
    let bytes = Array(text.utf8)
    guard !hasPoint && bytes.contains(UInt8(ascii: ".")) || !hasComma && bytes.contains(UInt8(ascii: ",")) else {
      return
    }
    switch GroupedNumber.evidence(bytes.span).proves {
    case .point: hasPoint = true
    case .comma: hasComma = true
    case nil: break
    }
  }

  /// - Parameter isValid: whether a number may stand there. What can't be thousands isn't doubtful where it is written
  ///   with a point, as our tables are.
  public func reading(_ text: String, where isValid: (Double) -> Bool = { _ in true }) -> Reading {
    let bytes = Array(text.utf8)
    let spelt: DecimalMark = bytes.contains(UInt8(ascii: ",")) ? .comma : .point
    guard let fraction = FieldNumber.decimal(bytes.span, mark: spelt) else { return .none }
    guard GroupedNumber.evidence(bytes.span).isDoubtful, mark != spelt,
      let whole = GroupedNumber.read(bytes.span, decimal: spelt == .point ? .comma : .point),
      spelt == .comma || isValid(whole)
    else { return .number(fraction) }
    return .doubtful(whole: whole, fraction: fraction)
  }

  /// What to say of a number that may be either of two.
  public static func doubt(
    _ text: String, whole: Double, fraction: Double, at position: SourcePosition
  ) -> Diagnostic {
    // A fourth digit behind the point rules thousands out.
    let digits = "\(fraction)".split(separator: ".").last.map(\.count) ?? 0
    return Diagnostic(
      "table.thousands", "'\(text.prefix(30))' may be \(plain(whole)) or a fraction", at: position,
      cure: "Write \(plain(whole)), or \(fraction)\(digits == 3 ? "0" : "") for the fraction.")
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
