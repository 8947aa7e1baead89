internal import Calendars
internal import Foundation

/// How a workbook shows a number, as far as it matters to who reads the cell: a date, a time, a share or the number itself.
enum NumberFormat: Hashable {
  case number
  case date
  /// With seconds where the format has them: a column of lengths has them throughout.
  case time(hasSeconds: Bool)
  case dateAndTime
  /// Hours that may go above 24: `[h]:mm`.
  case elapsed(hasSeconds: Bool)
  case percent
  /// Whole numbers with zeros before them, to this many digits: ids.
  case padded(Int)

  /// One of the formats that need no code.
  /// - SeeAlso: ECMA-376, part 1, 18.8.30.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 27...31, 36, 50...58: self = .date
    case 18, 20, 32, 34: self = .time(hasSeconds: false)
    case 19, 21, 33, 35, 45, 47: self = .time(hasSeconds: true)
    case 22: self = .dateAndTime
    case 46: self = .elapsed(hasSeconds: true)
    default: self = .number
    }
  }

  /// - Parameter code: such as `yyyy\-mm\-dd hh:mm;@`; of several sections the first counts.
  init(code: String) {
    let letters = Self.letters(of: code)
    guard code.lowercased() != "general" else {
      self = .number
      return
    }
    if letters.contains("[h") || letters.contains("[m") || letters.contains("[s") {
      self = .elapsed(hasSeconds: letters.contains("s"))
      return
    }
    let hasClock = letters.contains { $0 == "h" || $0 == "s" }
    let hasDate = letters.contains { $0 == "y" || $0 == "d" } || !hasClock && letters.contains("m")
    switch (hasDate, hasClock) {
    case (true, true): self = .dateAndTime
    case (true, false): self = .date
    case (false, true): self = .time(hasSeconds: letters.contains("s"))
    case (false, false):
      if letters.contains("%") {
        self = .percent
      } else if letters.count > 1, letters.allSatisfy({ $0 == "0" }) {
        self = .padded(min(letters.count, 32))
      } else {
        self = .number
      }
    }
  }

  /// The first section without what it quotes, colours, conditions and blanks of a width; `[h` for hours that go on.
  private static func letters(of code: String) -> String {
    var kept = ""
    var rest = code.lowercased()[...]
    while let first = rest.popFirst(), first != ";" {
      switch first {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(inside.count).dropFirst()
        if let unit = inside.first, "hms".contains(unit), inside.allSatisfy({ $0 == unit }) { kept += "[\(unit)" }
      case "e" where rest.first == "+" || rest.first == "-": break
      default: if !first.isWhitespace { kept.append(first) }
      }
    }
    return kept
  }

  /// What a cell says whose number is this.
  /// - Parameters:
  ///   - raw: as it stands in the file.
  ///   - firstDay: the day number of the day before the first: 1899-12-30 or 1904-01-01.
  func text(_ raw: String, firstDay: Int) -> String {
    guard let value = Double(raw), value.isFinite else { return raw }
    switch self {
    case .number: return Self.plain(raw, value)
    case .percent: return "\(Self.digits(value * 100))%"
    case .padded(let width):
      guard value >= 0, let whole = Int(exactly: value) else { return Self.plain(raw, value) }
      let digits = String(whole)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    case .elapsed(let hasSeconds): return Self.elapsed(value, hasSeconds) ?? Self.plain(raw, value)
    case .time(let hasSeconds):
      guard value != 1 else { return hasSeconds ? "24:00:00" : "24:00" }
      guard let civil = Self.civil(value, firstDay) else { return Self.plain(raw, value) }
      return hasSeconds ? civil.longClockText : civil.clockText
    case .date, .dateAndTime:
      guard let civil = Self.civil(value, firstDay) else { return Self.plain(raw, value) }
      // Below the first day there is a time and no date.
      if value < 1 { return value == 0 ? Self.plain(raw, value) : civil.clockText }
      if self == .date, civil.secondOfDay == 0 { return civil.date.description }
      return "\(civil.date) \(civil.longClockText)"
    }
  }

  /// To the second; nil outside of the years that spreadsheets have.
  private static func civil(_ value: Double, _ firstDay: Int) -> CivilTime? {
    guard value >= 0, value < 2_958_466 else { return nil }
    // There is no 29th of February 1900, but spreadsheets count it.
    let days = firstDay == excelEpoch && value >= 1 && value < 60 ? value + 1 : value
    return CivilTime(wallSeconds: Int((days * 86_400).rounded()) + firstDay * 86_400)
  }

  /// The day number of 1899-12-30, and of 1904-01-01.
  static let (excelEpoch, macintoshEpoch) = (-25_569, -24_107)

  private static func elapsed(_ value: Double, _ hasSeconds: Bool) -> String? {
    guard value >= 0, value < 2_958_466 else { return nil }
    let seconds = Int((value * 86_400).rounded())
    let text = clock(seconds / 3600, seconds / 60 % 60, seconds % 60)
    return hasSeconds && seconds % 60 == 0 ? text + ":00" : text
  }

  fileprivate static func clock(_ hours: Int, _ minutes: Int, _ seconds: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(hours)):\(two(minutes))" + (seconds == 0 ? "" : ":\(two(seconds))")
  }

  /// Whole numbers as they stand; of others the 15 digits that spreadsheets show, without what their arithmetic adds.
  private static func plain(_ raw: String, _ value: Double) -> String {
    let isWhole = raw.utf8.drop { $0 == UInt8(ascii: "-") }.allSatisfy { (48...57).contains($0) }
    return isWhole ? raw : digits(value)
  }

  private static func digits(_ value: Double) -> String {
    if let whole = Int(exactly: value), abs(whole) < 1_000_000_000_000_000 { return String(whole) }
    let text = String(format: "%.15g", value)
    guard text.contains("e"), abs(value) < 1e22 else { return text }
    // No exponent: who reads numbers of a table expects none.
    return abs(value) < 1
      ? String(format: "%.20f", value).replacing(/0+$/, with: "").replacing(/\.$/, with: "")
      : String(format: "%.0f", value)
  }
}

extension CivilTime {
  /// `09:00`, with seconds where there are some.
  fileprivate var clockText: String {
    NumberFormat.clock(secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60)
  }

  /// `09:00:00`.
  fileprivate var longClockText: String { secondOfDay % 60 == 0 ? clockText + ":00" : clockText }
}
