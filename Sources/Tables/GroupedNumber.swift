/// Numbers whose thousands are divided: `1,015`, `1.234.567`, `-1.234,5`, `1 015`.
public enum GroupedNumber {
  /// The number, its thousands divided by the mark that is not the decimal one, by a blank or an apostrophe; nil when
  /// the groups do not have three digits each.
  public static func read(_ bytes: Span<UInt8>, decimal: DecimalMark) -> Double? {
    let range = FieldNumber.contentRange(bytes)
    let (divider, mark) =
      decimal == .point ? (UInt8(ascii: ","), UInt8(ascii: ".")) : (UInt8(ascii: "."), UInt8(ascii: ","))
    var plain: [UInt8] = []
    var group = 0
    var groups = 0
    var index = range.lowerBound
    let isNegative = index < range.upperBound && bytes[index] == UInt8(ascii: "-")
    if isNegative || index < range.upperBound && bytes[index] == UInt8(ascii: "+") { index += 1 }
    var isWhole = true
    while index < range.upperBound, range.count <= 40 {
      let byte = bytes[index]
      var width = 1
      var divides = byte == divider || byte == 0x20 || byte == UInt8(ascii: "'")
      // No-break space and narrow no-break space.
      if byte == 0xC2, index + 1 < range.upperBound, bytes[index + 1] == 0xA0 { (divides, width) = (true, 2) }
      if byte == 0xE2, index + 2 < range.upperBound, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
        (divides, width) = (true, 3)
      }
      if divides, isWhole {
        guard groups == 0 ? (1...3).contains(group) : group == 3 else { return nil }
        groups += 1
        group = 0
      } else if byte == mark, isWhole {
        guard groups == 0 || group == 3 else { return nil }
        isWhole = false
        plain.append(byte)
      } else {
        guard byte >= 48, byte <= 57 else { return nil }
        if isWhole { group += 1 }
        plain.append(byte)
      }
      index += width
    }
    guard groups > 0, !isWhole || group == 3 else { return nil }
    return FieldNumber.decimal(plain.span, mark: decimal).map { isNegative ? -$0 : $0 }
  }

  /// Which decimal mark a number's spelling proves, and whether it may be either: `1.015`.
  public static func evidence(_ bytes: Span<UInt8>) -> (proves: DecimalMark?, isDoubtful: Bool) {
    let asPoint = FieldNumber.decimal(bytes, mark: .point) ?? read(bytes, decimal: .point)
    let asComma = FieldNumber.decimal(bytes, mark: .comma) ?? read(bytes, decimal: .comma)
    switch (asPoint, asComma) {
    case (let left?, let right?):
      if left == right { return (nil, false) }
      // No thousands begin with a zero: 0.125 is a fraction.
      if min(abs(left), abs(right)) < 1 { return (abs(left) < abs(right) ? .point : .comma, false) }
      return (nil, true)
    case (.some, nil): return (.point, false)
    case (nil, .some): return (.comma, false)
    case (nil, nil): return (nil, false)
    }
  }
}
