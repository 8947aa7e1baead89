internal import Tables

/// Markup that is safe by construction: what stands in the literal is markup, what is put into it is text and gets
/// escaped.
///
///     let row: HTML = "<td>\(person.name)</td>"      // a name is never markup
///     let table: HTML = "<tr>\(row)</tr>"            // HTML goes into HTML as it is
struct HTML: ExpressibleByStringInterpolation, Hashable {
  private(set) var markup: String

  init(stringLiteral value: String) { markup = value }
  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
  init() { markup = "" }

  /// Markup that this module wrote itself: style sheets, scripts, path data.
  init(trusted markup: String) { self.markup = markup }

  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ text: some StringProtocol) { HTML.append(escaped: text, to: &markup) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
    mutating func appendInterpolation(_ parts: [HTML]) { for part in parts { markup += part.markup } }
    mutating func appendInterpolation(_ html: HTML?) { if let html { markup += html.markup } }
  }

  /// The five characters that mean something in text or in a quoted attribute; control characters that HTML forbids, and
  /// the two that XML does, become U+FFFD. Text from right to left is closed off from what stands around it.
  private static func append(escaped text: some StringProtocol, to markup: inout String) {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    for scalar in (isPlain ? String(text) : BidirectionalText.isolated(String(text))).unicodeScalars {
      switch scalar {
      case "&": markup += "&amp;"
      case "<": markup += "&lt;"
      case ">": markup += "&gt;"
      case "\"": markup += "&quot;"
      case "'": markup += "&#39;"
      case "\n", "\t": markup.unicodeScalars.append(scalar)
      default:
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        let isForbidden = isControl || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        markup.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
      }
    }
  }
}

extension Array where Element == HTML {
  func joined(separator: HTML) -> HTML {
    var result = HTML()
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
