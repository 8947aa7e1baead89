internal import Tables

/// Comparisons of a field's bytes with plain ASCII words, without making text.
enum ByteText {
  /// Whether `bytes`, blanks around them apart, are `word` in any case. `word` must be lower-case ASCII.
  static func equals(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    let range = FieldNumber.contentRange(bytes)
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for offset in 0..<letters.count where lowercased(bytes[range.lowerBound + offset]) != letters[offset] {
        return false
      }
      return true
    }
  }

  /// Whether `word`, lower-case ASCII, occurs in `bytes` in any case.
  static func contains(_ bytes: Span<UInt8>, _ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard length > 0, bytes.count >= length else { return false }
    return word.withUTF8Buffer { letters in
      for start in 0...(bytes.count - length) where lowercased(bytes[start]) == letters[0] {
        var offset = 1
        while offset < length, lowercased(bytes[start + offset]) == letters[offset] { offset += 1 }
        if offset == length { return true }
      }
      return false
    }
  }

  static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }

  /// `1`, `true`, `yes`.
  static func isTrue(_ bytes: Span<UInt8>) -> Bool {
    equals(bytes, "1") || equals(bytes, "true") || equals(bytes, "yes")
  }

  /// A 64-bit mark of `bytes`, blanks around them apart; 0 for none. Whole numbers stand for themselves, so that ids
  /// that rise by one lie side by side; other text is hashed (FNV-1a). Two of a million texts share a mark by chance
  /// once in 37 million imports.
  static func identity(_ bytes: Span<UInt8>) -> UInt64 {
    let range = FieldNumber.contentRange(bytes)
    guard !range.isEmpty else { return 0 }
    var number: UInt64 = 0
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isNumber = range.count <= 15 && bytes[range.lowerBound] != 48
    for index in range {
      let byte = bytes[index]
      if byte < 48 || byte > 57 { isNumber = false }
      number = number &* 10 &+ UInt64(byte &- 48)
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    // The top bit keeps the two kinds apart.
    return isNumber ? number : hash | 1 << 63
  }
}
