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
}
