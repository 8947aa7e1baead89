/// Walks over the brackets of JSON5 text, outside strings and comments: how deep they go, and where they don't match.
/// Foundation's decoder says of JSON5 only that it is wrong, not where.
struct BracketScan {
  private(set) var deepest = 0
  /// The first thing that is wrong with brackets or quotes; rows and columns count from 1.
  private(set) var fault: (message: String, row: Int, column: Int)?

  private enum State {
    case plain
    case string(quote: UInt8, row: Int, column: Int)
    case lineComment
    case blockComment
  }

  /// - Complexity: O(bytes).
  init(_ bytes: [UInt8]) {
    var open: [(bracket: UInt8, row: Int, column: Int)] = []
    var state = State.plain
    var row = 1
    var column = 0
    var index = 0
    while index < bytes.count, fault == nil {
      let byte = bytes[index]
      column += 1
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      switch state {
      case .plain:
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): state = .string(quote: byte, row: row, column: column)
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"): state = .lineComment
        case UInt8(ascii: "/") where next == UInt8(ascii: "*"): state = .blockComment
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          open.append((byte, row, column))
          deepest = max(deepest, open.count)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
          // In ASCII a closing bracket stands two after its opening one.
          if let last = open.popLast() {
            if last.bracket + 2 != byte {
              fault = (
                "'\(Self.text(byte))' closes the '\(Self.text(last.bracket))' of line \(last.row)", row, column
              )
            }
          } else {
            fault = ("'\(Self.text(byte))' closes nothing", row, column)
          }
        default: break
        }
      case .string(let quote, let startRow, let startColumn):
        if byte == UInt8(ascii: "\\") {
          index += 1
          column += 1
        } else if byte == quote {
          state = .plain
        } else if byte == 0x0A {
          fault = ("the quote isn't closed on its line", startRow, startColumn)
        }
      case .lineComment: if byte == 0x0A { state = .plain }
      case .blockComment:
        if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
          index += 1
          column += 1
          state = .plain
        }
      }
      if byte == 0x0A {
        row += 1
        column = 0
      }
      index += 1
    }
    if fault == nil, case .string(_, let row, let column) = state { fault = ("the quote is never closed", row, column) }
    if fault == nil, let last = open.last {
      fault = ("the '\(Self.text(last.bracket))' is never closed", last.row, last.column)
    }
  }

  private static func text(_ byte: UInt8) -> String { String(decoding: [byte], as: UTF8.self) }
}
