internal import Calendars
internal import Tables
internal import Workforce

/// What a cell of a table must say, by value: how it is written is its own affair.
enum ExpectedCell {
  case text(String)
  case integer(Int)
  /// Rounded to so many places; nil is an empty cell.
  case decimal(Double?, places: Int)
  case flag(Bool)
  case date(CivilDate)
  /// An instant in UTC.
  case utc(Instant)
  /// An instant on the wall clock of a zone, with its offset.
  case local(Instant, Zone)

  /// Whether `cell` says that.
  /// - Parameter mark: the decimal mark that other numbers of the table prove.
  func matches(_ cell: String, mark: DecimalMark? = nil) -> Bool {
    switch self {
    case .text(let text): return Self.plain(cell) == Self.plain(text)
    case .integer(let number): return Int(cell) == number
    case .decimal(nil, _): return cell.isEmpty
    case .decimal(let number?, let places):
      guard number.isFinite else { return cell.isEmpty }
      guard let found = Self.number(cell, mark: mark), found.isFinite else { return false }
      var unit = 1.0
      for _ in 0..<places { unit /= 10 }
      return abs(found - number) <= unit / 2 * (1 + 1e-6) + 1e-12 * abs(number)
    case .flag(let flag): return cell == (flag ? "true" : "false")
    case .date(let date): return CivilDate(cell) == date
    case .utc(let instant):
      return TimeStamp(cell).map { $0.instant == instant && $0.offset == 0 } ?? false
    case .local(let instant, let zone):
      return TimeStamp(cell).map { $0.instant == instant && $0.offset == zone.secondsFromUTC(at: instant) } ?? false
    }
  }

  /// With a point, or with the comma that spreadsheets of many countries save; nil for what others read as thousands:
  /// `150,000`, unless the table's other numbers have decimal commas.
  private static func number(_ cell: String, mark: DecimalMark?) -> Double? {
    let bytes = Array(cell.utf8)
    let spelt: DecimalMark = bytes.contains(UInt8(ascii: ",")) ? .comma : .point
    let isThousands = spelt == .comma ? mark != .comma : mark == .comma
    if isThousands, GroupedNumber.evidence(bytes.span).isDoubtful { return nil }
    return FieldNumber.decimal(bytes.span, mark: spelt)
  }

  /// For messages.
  var words: String {
    switch self {
    case .text(let text): text.isEmpty ? "nothing" : Shown.text(text)
    case .integer(let number): "\(number)"
    case .decimal(let number, _): Shown.number(number)
    case .flag(let flag): "\(flag)"
    case .date(let date): "\(date)"
    case .utc(let instant): instant.utcText
    case .local(let instant, let zone): zone.localText(of: instant)
    }
  }

  /// Text without what writers put around it for spreadsheets and for readers of two directions: a leading apostrophe,
  /// isolating marks, blanks at the ends, control characters.
  static func plain(_ text: String) -> String {
    var scalars = text.unicodeScalars.filter { !(0x2066...0x2069).contains($0.value) && $0.value >= 0x20 }[...]
    while let first = scalars.first, first == "'" || first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}
