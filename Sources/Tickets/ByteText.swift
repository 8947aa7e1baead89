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

  /// A 64-bit mark of an id, blanks around it apart; 0 for none.
  ///
  /// The id is read as a prefix and a number (`INC0012345`): the hash of the prefix (FNV-1a) plus the number. So ids
  /// that follow each other have marks that follow each other, which keeps `IdentitySet` fast, and equal marks of
  /// different ids need two prefixes that lie close together among 2⁶⁴.
  static func identity(_ bytes: Span<UInt8>) -> UInt64 {
    let range = FieldNumber.contentRange(bytes)
    guard !range.isEmpty else { return 0 }
    var digitsStart = range.upperBound
    while digitsStart > range.lowerBound, range.upperBound - digitsStart < 15, bytes[digitsStart - 1] >= 48,
      bytes[digitsStart - 1] <= 57
    {
      digitsStart -= 1
    }
    var number: UInt64 = 0
    for index in digitsStart..<range.upperBound { number = number &* 10 &+ UInt64(bytes[index] &- 48) }
    // A number without a prefix stands for itself, unless zeros before it would be lost.
    if digitsStart == range.lowerBound, bytes[digitsStart] != 48 { return number }
    var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(range.upperBound - digitsStart)) &* 0x100_0000_01B3
    for index in range.lowerBound..<digitsStart { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    hash = (hash ^ (hash >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return max(1, hash &+ number)
  }
}
