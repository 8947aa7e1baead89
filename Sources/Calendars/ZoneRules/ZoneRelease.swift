/// A release of the tz database: `2026f`. Later ones are greater.
public struct ZoneRelease: Hashable, Comparable, Codable, Sendable, LosslessStringConvertible {
  public let year: Int
  /// `a`, `b`, …; a release too many of a year is `za`.
  public let letters: String

  public init?(_ text: String) {
    guard let found = Self.prefix(of: Substring(text)), found.description.utf8.count == text.utf8.count else {
      return nil
    }
    self = found
  }

  /// The release that a text begins with: `2026f-0+deb12u1` → `2026f`.
  static func prefix(of text: Substring) -> ZoneRelease? {
    let digits = text.utf8.prefix { (48...57).contains($0) }
    let letters = text.utf8.dropFirst(digits.count).prefix { (97...122).contains($0) }
    guard digits.count == 4, (1...2).contains(letters.count), let year = Int(String(decoding: digits, as: UTF8.self)),
      year >= 1990
    else { return nil }
    return ZoneRelease(year: year, letters: String(decoding: letters, as: UTF8.self))
  }

  private init(year: Int, letters: String) {
    self.year = year
    self.letters = letters
  }

  public var description: String { "\(year)\(letters)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.letters.utf8.count, left.letters) < (right.year, right.letters.utf8.count, right.letters)
  }

  /// Its rules are trusted up to here: ten months after the end of its year, whatever its letter. Governments decide
  /// some changes only weeks ahead.
  public var trustedThrough: CivilDate {
    CivilDate(year: year + 1, month: 10, day: 31) ?? CivilDate(dayNumber: 0)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let release = ZoneRelease(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' isn't a release of the tz database such as 2026f")
    }
    self = release
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
