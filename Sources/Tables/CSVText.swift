/// A cell on its way into a CSV file. Text and numbers are told apart so that only text is defused for spreadsheets.
public enum CSVField: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// Anything that people typed. Quoted and defused as needed.
  case text(String)
  /// Text whose author wrote it for this very file, such as the headings of a template. Quoted as needed, and nothing else.
  case verbatim(String)
  case integer(Int)
  /// Rounded half away from zero to at most `places` digits after the point (0…9), trailing zeros removed. Empty when
  /// not finite.
  case decimal(Double, places: Int)
  /// `true` or `false`.
  case flag(Bool)
  case empty

  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// The empty cell for nil.
  public init(_ value: Double?, places: Int) {
    if let value { self = .decimal(value, places: places) } else { self = .empty }
  }
}

/// A CSV file in the making: RFC 4180, UTF-8 without a byte order mark, a header row.
///
/// Lines end in `\n`, not `\r\n`: the files are read by scripts at least as often as by spreadsheets, every
/// spreadsheet and RFC 4180 reader takes either, and `cut` or `awk` would keep the `\r` in the last column.
///
/// Text that begins with `= + - @` or a control character would be taken for a formula by Excel, LibreOffice and
/// Google Sheets (CWE-1236), and so would their full-width and small forms, which input methods of East Asia type and
/// some programs fold, and any of them behind blanks or characters that don't show. Such a cell gets a leading apostrophe,
/// which spreadsheets show as plain text. Numbers are written by the program itself and stay numbers, negative ones too.
///
/// Characters that turn the direction of what follows go away (`BidirectionalText`): a name could make a row read wrong.
public struct CSVText: Hashable, Sendable {
  /// The file so far.
  public private(set) var bytes: [UInt8] = []
  /// Cells in every row.
  public let width: Int

  /// Between two cells.
  private let delimiter: UInt8

  /// - Parameters:
  ///   - header: the column names; at least one.
  ///   - delimiter: between two cells, for programs that take no comma.
  public init(header: [String], delimiter: UInt8 = UInt8(ascii: ",")) {
    self.init(width: header.count, delimiter: delimiter)
    append(header.map { .text($0) })
  }

  /// A table whose headings, if any, are appended as rows.
  /// - Parameter width: cells in every row, at least one.
  public init(width: Int, delimiter: UInt8 = UInt8(ascii: ",")) {
    precondition(width > 0, "a table needs a column")
    self.width = width
    self.delimiter = delimiter
  }

  /// Adds a row of `width` cells.
  public mutating func append(_ fields: [CSVField]) {
    precondition(fields.count == width, "a row of \(fields.count) cells in a table of \(width) columns")
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      append(field, alone: fields.count == 1)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func append(_ field: CSVField, alone: Bool) {
    switch field {
    case .text(let text):
      let plain = BidirectionalText.withoutControls(text)
      append(plain, defused: Self.looksLikeFormula(plain), alone: alone)
    case .verbatim(let text): append(text, defused: false, alone: alone)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .decimal(let number, let places):
      let text = Self.decimalText(number, places: places)
      if text.isEmpty, alone { append("", defused: false, alone: true) } else { bytes.append(contentsOf: text.utf8) }
    case .flag(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    // An empty line would be no row at all.
    case .empty: if alone { append("", defused: false, alone: true) }
    }
  }

  private mutating func append(_ text: String, defused: Bool, alone: Bool) {
    let quote = UInt8(ascii: "\"")
    let utf8 = text.utf8
    let quoted =
      (alone && text.isEmpty) || utf8.first == UInt8(ascii: " ") || utf8.last == UInt8(ascii: " ")
      || utf8.contains { $0 == quote || $0 == UInt8(ascii: ",") || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
    if quoted { bytes.append(quote) }
    if defused { bytes.append(UInt8(ascii: "'")) }
    for byte in utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    if quoted { bytes.append(quote) }
  }

  /// Text as a field for programs: in quotes where delimiters, quotes, line ends or blanks at either end ask for them.
  ///
  /// By bytes: a quote with a mark that combines with it is one character, and still a quote to who reads the file.
  public static func quoted(_ text: String) -> String {
    let utf8 = text.utf8
    guard
      utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) || [0x20, 0x09].contains(utf8.first)
        || [0x20, 0x09].contains(utf8.last)
    else { return text }
    var bytes: [UInt8] = [0x22]
    for byte in utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(0x22)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a spreadsheet would take the text for a formula or swallow its first character.
  public static func looksLikeFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    if first < 0x20 || first == 0x7F || "=+-@".utf8.contains(first) { return true }
    // Letters and digits of Latin are what nearly every cell begins with.
    if first != 0x20, first < 0x80 { return false }
    guard let shown = text.unicodeScalars.first(where: { !isInvisible($0) }) else { return false }
    return "=+-@＝＋－＠﹦﹢﹣﹫".unicodeScalars.contains(shown)
  }

  /// Blanks, marks of direction, joiners, variation selectors and whatever else shows as nothing.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return properties.isWhitespace || properties.isDefaultIgnorableCodePoint || properties.generalCategory == .format
      || properties.generalCategory == .control
  }

  /// `value` with at most `places` (0…9) digits after the point, without trailing zeros and without `-0`; empty when
  /// not finite. Numbers too large for exact decimals (2⁵³ ÷ 10^places and above) are written as Swift writes them.
  public static func decimalText(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "" }
    precondition((0...9).contains(places), "0 to 9 places")
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (value * Double(scale)).rounded(.toNearestOrAwayFromZero)
    guard abs(scaled) < 0x1p53 else { return value.description }
    let units = Int(scaled)
    let whole = String(units.magnitude / UInt(scale))
    let rest = String(units.magnitude % UInt(scale))
    var decimals =
      String(repeating: "0", count: places - (places == 0 ? 0 : rest.utf8.count)) + (places == 0 ? "" : rest)
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return (units < 0 ? "-" : "") + whole + (decimals.isEmpty ? "" : "." + decimals)
  }
}

extension CSVText: CustomStringConvertible {
  public var description: String { String(decoding: bytes, as: UTF8.self) }
}
