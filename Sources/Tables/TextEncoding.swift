/// How characters are written as bytes in a text file.
public enum TextEncoding: String, Hashable, Codable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1250 = "Windows-1250"
  case windows1252 = "Windows-1252"
}

extension TextEncoding {
  /// The encoding that a byte order mark at the very start announces, with the mark's length.
  static func announced(by bytes: ArraySlice<UInt8>) -> (encoding: TextEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// Windows-1250 or Windows-1252, for bytes that are not UTF-8.
  ///
  /// Both pages share most letters. Bytes that are letters of Polish, Czech, Slovak or Hungarian in the one and signs
  /// such as `³` or `¿` in the other decide where they stand inside a word; `à` and `å` speak for the West. Without any
  /// of these the pages agree on all that matters and 1252 is named.
  static func guessCodePage(_ bytes: ArraySlice<UInt8>) -> TextEncoding {
    var central = 0
    var western = 0
    var previousIsLetter = false
    for index in bytes.indices {
      let byte = bytes[index]
      let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0x20
      let nextIsLetter = isLetter(next)
      switch byte {
      case 0xB9, 0xB3, 0xBF, 0x9F, 0xA3, 0xAF, 0xA5, 0x8F, 0x9D, 0x8D, 0xBE, 0xBC:
        if previousIsLetter || nextIsLetter { central += 2 }
      case 0x9C, 0x8C:
        // ś against œ: both letters, but a word hardly ever ends in œ.
        if previousIsLetter && !nextIsLetter { central += 1 }
      case 0xEC, 0xF9:
        // ě and ů stand inside Czech words; ì and ù end Italian ones.
        if nextIsLetter { central += 1 } else { western += 1 }
      case 0xE0, 0xE5, 0xC5, 0xC0: western += 2
      default: break
      }
      previousIsLetter = isLetter(byte)
    }
    return central > western ? .windows1250 : .windows1252
  }

  /// A letter in both pages: ASCII, š, ž, ś or œ, and all from 0xC0 on (the signs × and ÷ apart, which stand alone).
  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || byte >= 0xC0 || [0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E].contains(byte)
  }
}
