internal import Tables

/// Reads the numbers of a driver's column. Thousands are divided in many exports, so `1.015` is asked about unless other
/// numbers of the column, or of the file, prove what its point is.
struct DriverNumbers {
  private let mark: DecimalMark?
  private let isCommaThousands: Bool

  /// - Parameter divides: what stands between the file's fields; where commas do, a quoted `1,015` is thousands.
  init(_ column: Int, of table: Table, divides: Character) {
    mark =
      table.rows.lazy.compactMap { GroupedNumber.evidence(Self.plain($0[column]).span).proves }.first
      ?? table.numbers.mark
    isCommaThousands = divides == ","
  }

  /// Whether the text is a number in some spelling.
  static func isNumber(_ text: String) -> Bool {
    let bytes = plain(text)
    return [DecimalMark.point, .comma].contains { number(bytes, mark: $0) != nil }
  }

  func reading(_ text: String) -> TableNumbers.Reading {
    let bytes = Self.plain(text)
    if let mark, let value = Self.number(bytes, mark: mark) { return .number(value) }
    let (point, comma) = (Self.number(bytes, mark: .point), Self.number(bytes, mark: .comma))
    guard let point, let comma, GroupedNumber.evidence(bytes.span).isDoubtful else {
      return (point ?? comma).map { .number($0) } ?? .none
    }
    let isComma = abs(comma) < abs(point)
    if isComma, isCommaThousands { return .number(point) }
    return isComma ? .doubtful(whole: point, fraction: comma) : .doubtful(whole: comma, fraction: point)
  }

  private static func plain(_ text: String) -> [UInt8] {
    Array(text.utf8.filter { $0 != UInt8(ascii: "%") })
  }

  private static func number(_ bytes: [UInt8], mark: DecimalMark) -> Double? {
    let value = FieldNumber.decimal(bytes.span, mark: mark) ?? GroupedNumber.read(bytes.span, decimal: mark)
    return value.flatMap { abs($0) < 1e15 ? $0 : nil }
  }
}
