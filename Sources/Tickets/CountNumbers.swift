internal import Tables

/// Reads the numbers of a count file, whose marks may divide thousands or stand before a fraction.
struct CountNumbers {
  private let decimal: DecimalMark?

  /// - Throws: `counts.thousands` where numbers such as `1.015` may be either and nothing in the first rows tells.
  init(_ columns: [Int], in sample: TableSample, options: ImportOptions) throws(Diagnostic) {
    if let set = options.decimalMark {
      decimal = set
      return
    }
    var proof: DecimalMark?
    var doubt: (value: [UInt8], column: Int)?
    for column in columns {
      for value in sample.values(column) {
        let evidence = GroupedNumber.evidence(value.span)
        if proof == nil { proof = evidence.proves }
        if evidence.isDoubtful, doubt == nil { doubt = (value, column) }
      }
    }
    decimal = proof
    if let doubt, proof == nil {
      throw Self.doubt(doubt.value, at: SourcePosition(file: sample.file, row: nil, column: doubt.column + 1))
    }
  }

  /// The number of a field; nil when it is none, or may be either of two.
  func value(_ column: Int, of reader: borrowing CSVReader) -> Double? {
    reader.withBytes(column) { bytes in
      if let decimal {
        return FieldNumber.decimal(bytes, mark: decimal) ?? GroupedNumber.read(bytes, decimal: decimal)
      }
      return GroupedNumber.evidence(bytes).isDoubtful ? nil : FieldNumber.decimal(bytes, mark: .point)
    }
  }

  private static func doubt(_ value: [UInt8], at position: SourcePosition) -> Diagnostic {
    let text = String(decoding: value.prefix(20), as: UTF8.self)
    let whole = GroupedNumber.read(value.span, decimal: .comma) ?? GroupedNumber.read(value.span, decimal: .point) ?? 0
    let isPoint = FieldNumber.decimal(value.span, mark: .point) != nil
    return Diagnostic(
      "counts.thousands", "'\(text)' may be \(CountText.text(whole)) contacts or a fraction", at: position,
      cure: "Say which: --decimal-mark \(isPoint ? "comma" : "point") reads \(CountText.text(whole)), "
        + "--decimal-mark \(isPoint ? "point" : "comma") reads the fraction.")
  }
}
