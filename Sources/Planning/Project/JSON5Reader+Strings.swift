internal import Tables

/// Strings in quotes, with their escapes.
extension JSON5Reader {
  mutating func string() throws(Diagnostic) -> String {
    let start = place
    let quote = peek
    advance()
    var result = String.UnicodeScalarView()
    while let scalar = peek, scalar != quote {
      switch scalar {
      case "\n", "\r": throw fault("the quote isn't closed on its line", at: start)
      case "\\":
        advance()
        if let read = try escaped() { result.append(read) }
      default:
        result.append(scalar)
        advance()
      }
    }
    guard peek != nil else { throw fault("the quote is never closed", at: start) }
    advance()
    return String(result)
  }

  /// The character that an escape means; nil for a line that goes on.
  private mutating func escaped() throws(Diagnostic) -> Unicode.Scalar? {
    let start = place
    guard let scalar = peek else { throw fault("the quote is never closed") }
    advance()
    switch scalar {
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "v": return "\u{B}"
    case "0" where peek.map(Self.isDigit) != true: return "\0"
    case "0"..."9": throw fault("'\\\(scalar)' is no escape", at: start, cure: "Write \\u and four digits.")
    case "\r":
      if peek == "\n" { advance() }
      return nil
    case "\n", "\u{2028}", "\u{2029}": return nil
    case "x": return Unicode.Scalar(try hexadecimal(2))
    case "u":
      let unit = try hexadecimal(4)
      if let read = Unicode.Scalar(unit) { return read }
      // Two halves of one character.
      guard (0xD800..<0xDC00).contains(unit), peek == "\\", next == "u" else {
        throw fault("half a character", at: start, cure: "Write the character itself.")
      }
      advance()
      advance()
      let low = try hexadecimal(4)
      guard (0xDC00..<0xE000).contains(low),
        let read = Unicode.Scalar(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
      else { throw fault("half a character", at: start, cure: "Write the character itself.") }
      return read
    default: return scalar
    }
  }

  mutating func hexadecimal(_ digits: Int) throws(Diagnostic) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = peek, scalar.isASCII, let digit = Character(scalar).hexDigitValue else {
        throw fault("expected \(digits) hexadecimal digits, found \(Self.shown(peek))")
      }
      number = number * 16 + UInt32(digit)
      advance()
    }
    return number
  }
}
