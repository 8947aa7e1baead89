/// Walks over one JSON text (RFC 8259) without building anything: objects and arrays are entered or skipped, strings
/// and numbers come back as ranges of the bytes.
///
/// Made for lines of exports, of which a few fields matter. `failed` stays set once the text is not JSON; every step
/// then returns nothing.
struct JSONScanner {
  private(set) var index = 0
  private(set) var failed = false
  /// Deeper nesting counts as failure, so that no text can exhaust the stack.
  private static let deepest = 64

  /// The range of the string that is next, without its quotes, escapes as they stand; nil, nothing taken, when
  /// something else is next.
  mutating func string(_ bytes: Span<UInt8>) -> Range<Int>? {
    guard next(bytes) == UInt8(ascii: "\"") else { return nil }
    index += 1
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        return start..<index - 1
      case UInt8(ascii: "\\"): index += 2
      case 0..<0x20:
        failed = true
        return nil
      default: index += 1
      }
    }
    failed = true
    return nil
  }

  /// The range of the number or string that is next, as `string`; nil, the value skipped, when it is something else.
  mutating func scalar(_ bytes: Span<UInt8>) -> Range<Int>? {
    if let range = string(bytes) { return range }
    if failed { return nil }
    if let byte = next(bytes), byte == UInt8(ascii: "-") || (48...57).contains(byte) { return number(bytes) }
    skip(bytes)
    return nil
  }

  /// Enters an object. False, the value skipped, when something else is next.
  mutating func enterObject(_ bytes: Span<UInt8>) -> Bool { enter(bytes, UInt8(ascii: "{")) }

  /// Enters an array. False, the value skipped, when something else is next.
  mutating func enterArray(_ bytes: Span<UInt8>) -> Bool { enter(bytes, UInt8(ascii: "[")) }

  /// The next key of the object entered, its value being next; nil behind the end of the object.
  mutating func key(_ bytes: Span<UInt8>, isFirst: inout Bool) -> Range<Int>? {
    guard proceed(bytes, end: UInt8(ascii: "}"), isFirst: &isFirst) else { return nil }
    guard let key = string(bytes), next(bytes) == UInt8(ascii: ":") else {
      failed = true
      return nil
    }
    index += 1
    return key
  }

  /// Whether the array entered has another element, which is next; false behind its end.
  mutating func element(_ bytes: Span<UInt8>, isFirst: inout Bool) -> Bool {
    proceed(bytes, end: UInt8(ascii: "]"), isFirst: &isFirst)
  }

  /// Skips the value that is next, whatever it is.
  mutating func skip(_ bytes: Span<UInt8>) { skip(bytes, depth: 0) }

  /// Whether `byte` is next, not taken.
  mutating func isNext(_ bytes: Span<UInt8>, _ byte: UInt8) -> Bool { next(bytes) == byte }

  /// Whether only blanks are left.
  mutating func isAtEnd(_ bytes: Span<UInt8>) -> Bool { !failed && next(bytes) == nil }

  /// Whether `range` of `bytes` is exactly `word`.
  static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    return word.withUTF8Buffer { letters in
      for offset in 0..<letters.count where bytes[range.lowerBound + offset] != letters[offset] { return false }
      return true
    }
  }

  /// The text of a string's range, its escapes resolved.
  static func text(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    var pendingSurrogate: UInt32?
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\"), index < range.upperBound else {
        result.append(byte)
        continue
      }
      let escape = bytes[index]
      index += 1
      switch escape {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): result.append(0x20)
      case UInt8(ascii: "u"):
        var unit: UInt32 = 0
        for _ in 0..<4 where index < range.upperBound {
          unit = unit << 4 | hexadecimal(bytes[index])
          index += 1
        }
        if (0xD800..<0xDC00).contains(unit) {
          pendingSurrogate = unit
          continue
        }
        var scalar = unit
        if let high = pendingSurrogate, (0xDC00..<0xE000).contains(unit) {
          scalar = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
        }
        let character = Unicode.Scalar(scalar) ?? "\u{FFFD}"
        result += Array(String(Character(character)).utf8)
      default: result.append(escape)
      }
      pendingSurrogate = nil
    }
    return result
  }

  // MARK: - Steps

  /// The next byte that is no blank, not taken.
  private mutating func next(_ bytes: Span<UInt8>) -> UInt8? {
    guard !failed else { return nil }
    while index < bytes.count {
      let byte = bytes[index]
      if byte != 0x20, byte != 9, byte != 10, byte != 13 { return byte }
      index += 1
    }
    return nil
  }

  private mutating func enter(_ bytes: Span<UInt8>, _ mark: UInt8) -> Bool {
    guard next(bytes) == mark else {
      skip(bytes)
      return false
    }
    index += 1
    return true
  }

  /// Takes the comma before a further member, or the end mark.
  private mutating func proceed(_ bytes: Span<UInt8>, end: UInt8, isFirst: inout Bool) -> Bool {
    guard let byte = next(bytes) else {
      failed = true
      return false
    }
    if byte == end {
      index += 1
      return false
    }
    if !isFirst {
      guard byte == UInt8(ascii: ",") else {
        failed = true
        return false
      }
      index += 1
    }
    isFirst = false
    return true
  }

  private mutating func number(_ bytes: Span<UInt8>) -> Range<Int> {
    let start = index
    while index < bytes.count {
      switch bytes[index] {
      case 48...57, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
        index += 1
      default: return start..<index
      }
    }
    return start..<index
  }

  private mutating func skip(_ bytes: Span<UInt8>, depth: Int) {
    guard let byte = next(bytes), depth < Self.deepest else {
      failed = true
      return
    }
    var isFirst = true
    switch byte {
    case UInt8(ascii: "{"):
      index += 1
      while key(bytes, isFirst: &isFirst) != nil { skip(bytes, depth: depth + 1) }
    case UInt8(ascii: "["):
      index += 1
      while element(bytes, isFirst: &isFirst) { skip(bytes, depth: depth + 1) }
    case UInt8(ascii: "\""): _ = string(bytes)
    case UInt8(ascii: "-"), 48...57: _ = number(bytes)
    case UInt8(ascii: "t"): take(bytes, "true")
    case UInt8(ascii: "f"): take(bytes, "false")
    case UInt8(ascii: "n"): take(bytes, "null")
    default: failed = true
    }
  }

  private mutating func take(_ bytes: Span<UInt8>, _ word: StaticString) {
    let end = index + word.utf8CodeUnitCount
    guard end <= bytes.count, Self.equals(bytes, index..<end, word) else {
      failed = true
      return
    }
    index = end
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32 {
    switch byte {
    case 48...57: UInt32(byte - 48)
    case 65...70: UInt32(byte - 55)
    case 97...102: UInt32(byte - 87)
    default: 0
    }
  }
}
