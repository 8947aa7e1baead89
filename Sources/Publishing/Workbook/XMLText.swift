internal import Tables

/// Text for a part of a workbook.
enum XMLText {
  /// A cell holds no more UTF-16 units in any spreadsheet.
  static let longestCell = 32_767

  /// As the text of an element. What XML can't hold becomes U+FFFD, and an underscore that a spreadsheet would take for the
  /// beginning of a character's number (`_x0041_`) is written as such a number.
  static func escaped(_ text: String) -> String {
    let text = BidirectionalText.withoutControls(text).shortened(to: longestCell)
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "_" where beginsNumber(rest): result += "_x005F_"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
      rest.removeFirst()
    }
    return result
  }

  private static func beginsNumber(_ text: Substring.UnicodeScalarView) -> Bool {
    let start = Array(text.prefix(7))
    return start.count == 7 && start[1] == "x" && start[6] == "_"
      && start[2...5].allSatisfy(\.properties.isASCIIHexDigit)
  }
}
