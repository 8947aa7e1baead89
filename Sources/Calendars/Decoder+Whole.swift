extension Decoder {
  /// A single whole number inside `range`.
  /// - Parameter expected: completes "expected …".
  /// - Throws: `DecodingError.dataCorrupted` outside it; whatever says that there is no whole number.
  func whole(in range: ClosedRange<Int>, expected: () -> String) throws -> Int {
    let container = try singleValueContainer()
    let number = try container.decode(Int.self)
    guard range.contains(number) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "found \(number); expected \(expected())")
    }
    return number
  }
}
