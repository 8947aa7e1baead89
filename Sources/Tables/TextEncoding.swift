/// How characters are written as bytes in a text file.
public enum TextEncoding: String, Hashable, Codable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1250 = "Windows-1250"
  case windows1252 = "Windows-1252"
  case windows1251 = "Windows-1251"
  case windows1253 = "Windows-1253"
  case windows1254 = "Windows-1254"
  case latin2 = "ISO-8859-2"
  case isoCyrillic = "ISO-8859-5"
  case koi8 = "KOI8-R"
  case shiftJIS = "Shift-JIS"
  case gbk = "GBK"
  case big5 = "Big5"
  case eucKorean = "EUC-KR"
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

extension TextEncoding {
  /// What the system's converter calls it; nil for encodings that are read here. Where a newer page holds all of it, that.
  var systemName: String? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1250, .windows1252: nil
    case .windows1251: "CP1251"
    case .windows1253: "CP1253"
    case .windows1254: "CP1254"
    case .latin2: "ISO-8859-2"
    case .isoCyrillic: "ISO-8859-5"
    case .koi8: "KOI8-R"
    case .shiftJIS: "CP932"
    case .gbk: "GB18030"
    case .big5: "BIG5"
    case .eucKorean: "UHC"
    }
  }
}
