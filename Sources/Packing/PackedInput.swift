public import Tables

/// Bytes that were read already, and those after them.
public final class PackedInput {
  private var bytes: [UInt8]
  private var position = 0
  private let source: ByteStream

  /// - Parameter head: what was read of `source` before.
  public init(_ head: [UInt8], _ source: ByteStream) {
    bytes = head
    self.source = source
  }

  /// As diagnostics call it.
  public var name: String { source.name }

  /// Everything that is left.
  public var stream: ByteStream {
    ByteStream(name: name) { (limit, target) throws(Diagnostic) in
      guard self.position < self.bytes.count else { return try self.source.read(into: &target, atMost: limit) }
      let end = min(self.bytes.count, self.position + max(1, limit))
      target.append(contentsOf: self.bytes[self.position..<end])
      defer { self.position = end }
      return end - self.position
    }
  }

  /// Whether `count` bytes are at hand, after reading more where needed.
  public func has(_ count: Int) throws(Diagnostic) -> Bool {
    if position > 0 {
      bytes.removeSubrange(..<position)
      position = 0
    }
    while bytes.count < count { if try source.read(into: &bytes, atMost: 1 << 16) == 0 { return false } }
    return true
  }

  /// What is at hand.
  public var rest: ArraySlice<UInt8> { bytes[position...] }

  /// Goes on behind `count` bytes of what is at hand.
  public func skip(_ count: Int) { position = min(bytes.count, position + count) }
}
