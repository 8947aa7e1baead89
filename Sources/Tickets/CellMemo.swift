internal import Tables

/// What was made of the short words of a column (a status, a direction, a channel), so that each is looked at once.
struct CellMemo<Value> {
  private var keys: [[UInt8]] = []
  private var values: [Value] = []
  /// More distinct cells than this are no words of a system; they are made anew each time.
  private static var most: Int { 32 }

  /// The value for a cell, made when it is new.
  mutating func value(_ bytes: Span<UInt8>, make: (String) -> Value) -> Value {
    for index in keys.indices where Self.equals(bytes, keys[index]) { return values[index] }
    let key = bytes.withUnsafeBufferPointer { Array($0) }
    let value = make(String(decoding: key, as: UTF8.self))
    if keys.count < Self.most {
      keys.append(key)
      values.append(value)
    }
    return value
  }

  private static func equals(_ bytes: Span<UInt8>, _ key: [UInt8]) -> Bool {
    guard bytes.count == key.count else { return false }
    for index in key.indices where bytes[index] != key[index] { return false }
    return true
  }
}
