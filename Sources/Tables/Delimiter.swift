/// The character between fields, found by looking at the first lines.
enum Delimiter {
  /// In the order that breaks ties.
  static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]

  /// The candidate that divides the first line into most fields, lines of the same width counting double.
  ///
  /// A comma stands inside fields of `;` files (decimal commas, "Surname, Name"), but hardly as often as the delimiter
  /// and not equally often in every line.
  /// - Parameter isLast: whether `bytes` are the whole file; otherwise its last line may be cut and is left out.
  static func detect(_ bytes: [UInt8], isLast: Bool) -> UInt8 {
    var best = (delimiter: candidates[0], score: 0.0)
    for candidate in candidates {
      var scanner = CSVScanner(delimiter: candidate)
      scanner.isLenient = true
      var widths: [Int] = []
      var position = 0
      while widths.count < 20, position < bytes.count {
        guard
          case .record(let next, _) = scanner.scan(
            bytes, in: position..<min(bytes.count, position + (1 << 16)),
            isLast: isLast && bytes.count - position <= 1 << 16)
        else { break }
        // An empty line says nothing.
        if scanner.fields.count > 1 || next - position > 2 { widths.append(scanner.fields.count) }
        position = next
      }
      guard let first = widths.first, first > 1 else { continue }
      let alike = Double(widths.filter { $0 == first }.count) / Double(widths.count)
      let score = Double(first - 1) * (1 + alike)
      if score > best.score { best = (candidate, score) }
    }
    return best.delimiter
  }

  /// How messages call a delimiter.
  static func name(_ delimiter: UInt8) -> String {
    delimiter == 9 ? "tab" : String(decoding: [delimiter], as: UTF8.self)
  }
}
