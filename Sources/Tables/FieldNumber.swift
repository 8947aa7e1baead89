/// The character between whole and fraction.
public enum DecimalMark: String, Hashable, Codable, Sendable { case point, comma }

/// Numbers in fields, read from their bytes.
public enum FieldNumber {
  /// The part of `bytes` without blanks (spaces and tabs) at either end.
  @inlinable
  public static func contentRange(_ bytes: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 || bytes[start] == 9 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 9 { end -= 1 }
    return start..<end
  }

  /// A whole number with an optional sign, nil when it is none or does not fit.
  public static func integer(_ bytes: Span<UInt8>) -> Int? {
    let range = contentRange(bytes)
    var index = range.lowerBound
    guard index < range.upperBound else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    guard index < range.upperBound else { return nil }
    var value = 0
    while index < range.upperBound {
      guard let digit = digit(bytes[index]) else { return nil }
      let (tenfold, overflows) = value.multipliedReportingOverflow(by: 10)
      // Counted downwards, so that the smallest number fits too.
      let (sum, overflowsToo) = tenfold.subtractingReportingOverflow(digit)
      if overflows || overflowsToo { return nil }
      value = sum
      index += 1
    }
    if isNegative { return value }
    return value == .min ? nil : -value
  }

  /// A number with an optional sign, fraction and exponent, nil when it is none. Correctly rounded: up to 15 digits by
  /// one exact multiplication or division (Clinger 1990), more by the standard library.
  public static func decimal(_ bytes: Span<UInt8>, mark: DecimalMark) -> Double? {
    let range = contentRange(bytes)
    var index = range.lowerBound
    guard index < range.upperBound else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    let markByte = mark == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")
    var digits = 0
    var mantissa = 0
    var fraction = 0
    var hasMark = false
    var isExact = true
    while index < range.upperBound {
      let byte = bytes[index]
      if let digit = digit(byte) {
        digits += 1
        if mantissa < 100_000_000_000_000 { mantissa = mantissa * 10 + digit } else { isExact = false }
        if hasMark { fraction += 1 }
      } else if byte == markByte, !hasMark {
        hasMark = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    if index == range.upperBound, isExact, fraction < powersOfTen.count {
      let magnitude = Double(mantissa) / powersOfTen[fraction]
      return isNegative ? -magnitude : magnitude
    }
    guard index == range.upperBound || bytes[index] | 0x20 == UInt8(ascii: "e"), range.count <= 400 else { return nil }
    var text: [UInt8] = []
    for position in range { text.append(bytes[position] == markByte ? UInt8(ascii: ".") : bytes[position]) }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
    return value
  }

  private static let powersOfTen = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static func digit(_ byte: UInt8) -> Int? {
    let digit = Int(byte) - 48
    return digit >= 0 && digit <= 9 ? digit : nil
  }
}
