internal import CZlib
public import Tables

/// zlib's state between two pieces.
public final class Inflater {
  /// More than this times its size comes out of no file that people make; so much is unpacked before it is looked at.
  static let mostExpansion = 400
  private static let leastLooked = 64 << 20

  public enum Format: Sendable { case gzip, deflate }
  /// What a cure says of a file that is damaged.
  public static let damaged = "Copy or export the file again."

  private let input: PackedInput
  private let format: Format
  private let atEnd: () throws(Diagnostic) -> Void
  private let state: UnsafeMutablePointer<z_stream>
  private(set) var produced = 0
  private(set) var consumed = 0
  private var hasEnded = false

  private init(_ input: PackedInput, _ format: Format, atEnd: @escaping () throws(Diagnostic) -> Void)
    throws(Diagnostic)
  {
    self.input = input
    self.format = format
    self.atEnd = atEnd
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for gzip, a negative number for no frame at all.
    let code = inflateInit2_(
      state, format == .gzip ? 31 : -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw packedFault(input.name, "zlib cannot begin (\(code))", cure: "Free some memory.")
    }
  }

  deinit {
    inflateEnd(state)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// What comes out of `input`.
  /// - Parameter atEnd: looks at what follows a deflated stream.
  /// - Throws: `file.packed`, also while it is read: damaged, cut short, or more than `mostExpansion` times its size.
  public static func stream(
    _ input: PackedInput, _ format: Format, atEnd: @escaping () throws(Diagnostic) -> Void = {}
  ) throws(Diagnostic) -> ByteStream {
    let inflater = try Inflater(input, format, atEnd: atEnd)
    return ByteStream(name: input.name) { (limit, target) throws(Diagnostic) in
      let count = try inflater.read(into: &target, atMost: limit)
      guard inflater.produced < leastLooked || inflater.produced / mostExpansion <= inflater.consumed else {
        throw packedFault(
          input.name, "it unpacks to more than \(mostExpansion) times its size",
          cure: "Unpack it yourself and take what comes out, if that is an export.")
      }
      return count
    }
  }

  /// Appends at most `limit` bytes; none at the end.
  private func read(into target: inout [UInt8], atMost limit: Int) throws(Diagnostic) -> Int {
    while !hasEnded {
      guard try input.has(1) else {
        throw packedFault(input.name, "the packed file ends too early", cure: Self.damaged)
      }
      let size = min(max(1, limit), 1 << 18)
      var piece = [UInt8](repeating: 0, count: size)
      let rest = input.rest
      var used = 0
      let code = rest.withUnsafeBufferPointer { source in
        piece.withUnsafeMutableBufferPointer { output in
          state.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
          state.pointee.avail_in = UInt32(min(source.count, 1 << 20))
          let given = state.pointee.avail_in
          state.pointee.next_out = output.baseAddress
          state.pointee.avail_out = UInt32(output.count)
          let code = inflate(state, Z_NO_FLUSH)
          used = Int(given - state.pointee.avail_in)
          return code
        }
      }
      let count = size - Int(state.pointee.avail_out)
      input.skip(used)
      consumed += used
      produced += count
      target.append(contentsOf: piece[..<count])
      switch code {
      case Z_OK where used > 0 || count > 0: break
      case Z_STREAM_END: try end()
      default:
        throw packedFault(input.name, "the packed file is damaged", cure: Self.damaged)
      }
      if count > 0 { return count }
    }
    return 0
  }

  /// A gzip file may hold several parts, one after another; a ZIP archive one file.
  private func end() throws(Diagnostic) {
    guard format == .gzip else {
      try atEnd()
      hasEnded = true
      return
    }
    guard try input.has(2), input.rest.starts(with: [0x1F, 0x8B]) else {
      hasEnded = true
      return
    }
    inflateReset(state)
  }
}

/// What is wrong with a packed file: `file.packed`.
public func packedFault(_ file: String, _ message: String, cure: String) -> Diagnostic {
  Diagnostic("file.packed", message, at: SourcePosition(file: file), cure: cure)
}
