/// Whether bytes are UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
struct UTF8Check {
  /// False when some sequence, an unfinished one at the end apart, is none.
  private(set) var isValid = true
  /// Whether at least one character above U+007F is complete.
  private(set) var hasCompleteCharacters = false
  /// Where an unfinished character at the end begins; the end of the bytes when there is none.
  private(set) var unfinished: Int

  /// O(bytes). With `isLast`, an unfinished character is an invalid one.
  init(_ bytes: ArraySlice<UInt8>, isLast: Bool) {
    unfinished = bytes.endIndex
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, second) = Self.shape(of: lead)
      guard length > 0 else {
        isValid = false
        index += 1
        continue
      }
      var have = 1
      while have < length, index + have < bytes.endIndex,
        (have == 1 ? second : 0x80...0xBF).contains(bytes[index + have])
      {
        have += 1
      }
      if have == length {
        hasCompleteCharacters = true
      } else if index + have == bytes.endIndex, !isLast {
        unfinished = index
        return
      } else {
        isValid = false
      }
      index += have
    }
  }

  /// How many bytes follow from a lead byte, and what the second may be (table 3-7 of the Unicode Standard).
  private static func shape(of lead: UInt8) -> (length: Int, second: ClosedRange<UInt8>) {
    switch lead {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: (0, 0x80...0xBF)
    }
  }
}
