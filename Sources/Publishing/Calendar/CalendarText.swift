internal import Tables

/// An iCalendar stream in the making (RFC 5545 §3.1): content lines that end in CRLF and are folded at 75 octets.
struct CalendarText {
  /// Octets on a line, without its CRLF.
  static let lineLimit = 75

  private(set) var bytes: [UInt8] = []

  /// A property whose value is already in its final form. `name` may carry parameters: `DTSTART;TZID=Europe/Warsaw`.
  mutating func property(_ name: String, _ value: String) {
    // Nothing that ends a content line early may come through, whatever the value was made from.
    var line = "\(name):\(value)"
    // Nearly every line is short and plain: it needs no look at what its characters are.
    if line.utf8.count <= Self.lineLimit, line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      bytes.append(contentsOf: line.utf8)
      bytes.append(contentsOf: "\r\n".utf8)
      return
    }
    if line.unicodeScalars.contains(where: Self.isControl) {
      line.unicodeScalars.removeAll(where: Self.isControl)
    }
    bytes.append(contentsOf: Self.folded(line))
  }

  /// A property of type TEXT.
  mutating func text(_ name: String, _ value: String) { property(name, Self.escaped(value)) }

  mutating func begin(_ component: String) { property("BEGIN", component) }
  mutating func end(_ component: String) { property("END", component) }

  /// §3.3.11: backslash, semicolon, comma and line breaks escaped; other control characters have no form in TEXT and
  /// go away, the tab excepted, and so do those that turn the direction of what follows.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && !escapedOctets.contains($0) }) { return text }
    var result = ""
    var afterReturn = false
    for scalar in BidirectionalText.withoutControls(text).unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\\(scalar)"
      case "\r": result += "\\n"
      case "\n": if !afterReturn { result += "\\n" }
      // Line and paragraph separators are line breaks to those who typed them.
      case "\u{2028}", "\u{2029}": result += "\\n"
      default: if !isControl(scalar) { result.unicodeScalars.append(scalar) }
      }
      afterReturn = scalar == "\r"
    }
    return result
  }

  /// The line with CRLF at its end, split by CRLF and a space so that no piece is longer than 75 octets (the space
  /// counts). A piece never ends inside a UTF-8 character and, where one fits on a line, never inside what people see
  /// as one character (an emoji with its modifiers).
  static func folded(_ line: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(line.utf8.count + line.utf8.count / 32 + 2)
    var room = lineLimit
    func append(_ octets: some Collection<UInt8>) {
      if octets.count > room {
        result.append(contentsOf: "\r\n ".utf8)
        room = lineLimit - 1
      }
      result.append(contentsOf: octets)
      room -= octets.count
    }
    // Of plain octets each is a character; a carriage return isn't plain, it may be one with what follows.
    if line.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      for octet in line.utf8 { append(CollectionOfOne(octet)) }
    } else {
      for character in line {
        if character.utf8.count < lineLimit {
          append(character.utf8)
        } else {
          for scalar in character.unicodeScalars { append(String(scalar).utf8) }
        }
      }
    }
    result.append(contentsOf: "\r\n".utf8)
    return result
  }

  private static let escapedOctets: [UInt8] = Array("\\;,".utf8)

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
  }
}
