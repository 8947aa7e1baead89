internal import Tables

/// A sheet as CSV, row for row: what stands in row 7 of the sheet stands in line 7.
///
/// Line breaks inside cells become blanks for that. Rows are as wide as the widest of the first hundred, or as they are.
public struct SheetTable {
  private var pending: [(number: Int, cells: [String])] = []
  private var width = 0
  private var lines = 0
  private var isWidthKnown = false
  private var bytes: [UInt8] = []

  public init() {}

  /// Rows come in order.
  public mutating func append(_ number: Int, _ cells: [String]) {
    guard !isWidthKnown else { return write(number, cells) }
    width = max(width, cells.count)
    pending.append((number, cells))
    if pending.count >= 100 { writePending() }
  }

  /// What was written since the last time, where it is so many bytes or more.
  public mutating func taken(atLeast least: Int) -> [UInt8] {
    guard bytes.count >= least else { return [] }
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// What is left after the last row.
  public mutating func rest() -> [UInt8] {
    writePending()
    return taken(atLeast: 0)
  }

  /// Whether no row came.
  public var isEmpty: Bool { lines == 0 && pending.isEmpty }

  private mutating func writePending() {
    isWidthKnown = true
    for (number, cells) in pending { write(number, cells) }
    pending = []
  }

  private mutating func write(_ number: Int, _ cells: [String]) {
    while lines < number - 1 {
      bytes.append(UInt8(ascii: "\n"))
      lines += 1
    }
    for (column, cell) in cells.enumerated() {
      if column > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: Self.field(cell).utf8)
    }
    if cells.count < width { bytes.append(contentsOf: Array(repeating: UInt8(ascii: ","), count: width - cells.count)) }
    bytes.append(UInt8(ascii: "\n"))
    lines += 1
  }

  /// On one line, and in quotes also where it holds what parts columns in other files: whoever reads it looks for that.
  private static func field(_ text: String) -> String {
    let hasBreak = text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
    let line = hasBreak ? String(text.map { $0.isNewline ? " " : $0 }) : text
    let quoted = CSVText.quoted(line)
    let isDoubtful = quoted.utf8.first != 0x22 && quoted.utf8.contains { [0x3B, 0x09, 0x7C].contains($0) }
    return isDoubtful ? "\"\(quoted)\"" : quoted
  }
}
