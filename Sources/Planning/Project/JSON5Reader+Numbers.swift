internal import Tables

/// Numbers of JSON5: decimal ones, hexadecimal whole ones, signs, `Infinity` and `NaN`.
extension JSON5Reader {
  package mutating func number() throws(Diagnostic) -> Double {
    let start = place
    let first = index
    var sign = 1.0
    if peek == "+" || peek == "-" {
      if peek == "-" { sign = -1 }
      advance()
    }
    if let scalar = peek, Self.startsName(scalar) {
      switch try name() {
      case "Infinity": return sign * .infinity
      case "NaN": return .nan
      default: throw notANumber(from: first, at: start)
      }
    }
    let digits = index
    // Up to whatever ends a value: "0x1p5" and "1.2.3" are one word, not two.
    while let scalar = peek,
      Self.isDigit(scalar) || Self.startsName(scalar) || scalar == "." || endsInSign(scalar, digits)
    {
      advance()
    }
    let word = String(String.UnicodeScalarView(text[digits..<index]))
    if word.hasPrefix("0x") || word.hasPrefix("0X") {
      let hex = word.dropFirst(2)
      guard !hex.isEmpty, hex.count <= 13, hex.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let read = Int(hex, radix: 16)
      else { throw notANumber(from: first, at: start) }
      return sign * Double(read)
    }
    guard Self.isDecimal(word),
      let read = Double(word.hasSuffix(".") ? String(word.dropLast()) : word.replacing(".e", with: "e")), read.isFinite
    else {
      throw notANumber(from: first, at: start)
    }
    return sign * read
  }

  /// A sign belongs to a number right after its exponent's letter.
  private func endsInSign(_ scalar: Unicode.Scalar, _ digits: Int) -> Bool {
    guard scalar == "+" || scalar == "-", index > digits else { return false }
    let isHexadecimal = index - digits > 1 && (text[digits + 1] == "x" || text[digits + 1] == "X")
    return !isHexadecimal && (text[index - 1] == "e" || text[index - 1] == "E")
  }

  /// `12`, `0.5`, `.5`, `5.`, `1e-3`; no zeros before other digits.
  private static func isDecimal(_ word: String) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard (1...2).contains(parts.count) else { return false }
    let halves = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(halves.count), halves.contains(where: { !$0.isEmpty }),
      halves.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      !(halves[0].count > 1 && halves[0].hasPrefix("0"))
    else { return false }
    guard parts.count == 2 else { return true }
    let exponent = parts[1].hasPrefix("+") || parts[1].hasPrefix("-") ? parts[1].dropFirst() : parts[1]
    return (1...6).contains(exponent.count) && exponent.utf8.allSatisfy { (48...57).contains($0) }
  }

  private func notANumber(from first: Int, at start: SettingsPlace) -> Diagnostic {
    let word = String(String.UnicodeScalarView(text[first..<max(index, first)].prefix(40)))
    return fault("'\(word)' isn't a number of JSON5", at: start, cure: "Write a plain number, or put text in quotes.")
  }
}
