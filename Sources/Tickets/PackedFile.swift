internal import CZlib
internal import Tables

/// Reads on through gzip, or through a ZIP archive of one file: exports come packed.
///
/// Unpacking is zlib's, in pieces: memory stays the same whatever comes out.
/// - SeeAlso: RFC 1951, RFC 1952; PKWARE's APPNOTE.TXT 4.3.7.
enum PackedFile {
  /// More than this times its size comes out of no export; so much is unpacked before it is looked at.
  private static let mostExpansion = 400
  private static let leastLooked = 64 << 20

  /// The stream itself, or what it unpacks to.
  ///
  /// - Throws: `file.packed` for an archive of several files, a workbook, an encrypted or damaged one; what reading throws.
  static func open(_ stream: ByteStream) throws(Diagnostic) -> ByteStream {
    var head: [UInt8] = []
    while head.count < 4, try stream.read(into: &head, atMost: 1 << 16) > 0 {}
    let input = Input(head, stream)
    if head.starts(with: [0x1F, 0x8B, 8]) { return try unpacked(input, .gzip) }
    if head.starts(with: ZipHeader.mark) {
      try ZipHeader.read(from: input)
      return try unpacked(input, .deflate)
    }
    return input.stream
  }

  private static func unpacked(_ input: Input, _ format: Inflater.Format) throws(Diagnostic) -> ByteStream {
    let inflater = try Inflater(input, format)
    return ByteStream(name: input.name) { (limit, target) throws(Diagnostic) in
      let count = try inflater.read(into: &target, atMost: limit)
      guard inflater.produced < leastLooked || inflater.produced / mostExpansion <= inflater.consumed else {
        throw fault(
          input.name, "it unpacks to more than \(mostExpansion) times its size",
          cure: "Unpack it yourself and import what comes out, if that is an export.")
      }
      return count
    }
  }

  static func fault(_ file: String, _ message: String, cure: String) -> Diagnostic {
    Diagnostic("file.packed", message, at: SourcePosition(file: file), cure: cure)
  }

  static let damaged = "Copy or export the file again."
}

/// Bytes that were read already, and those after them.
final class Input {
  private var bytes: [UInt8]
  private var position = 0
  private let source: ByteStream

  init(_ head: [UInt8], _ source: ByteStream) {
    bytes = head
    self.source = source
  }

  var name: String { source.name }

  var stream: ByteStream {
    ByteStream(name: name) { (limit, target) throws(Diagnostic) in
      guard self.position < self.bytes.count else { return try self.source.read(into: &target, atMost: limit) }
      let end = min(self.bytes.count, self.position + max(1, limit))
      target.append(contentsOf: self.bytes[self.position..<end])
      defer { self.position = end }
      return end - self.position
    }
  }

  /// Whether `count` bytes are at hand, after reading more where needed.
  func has(_ count: Int) throws(Diagnostic) -> Bool {
    if position > 0 {
      bytes.removeSubrange(..<position)
      position = 0
    }
    while bytes.count < count { if try source.read(into: &bytes, atMost: 1 << 16) == 0 { return false } }
    return true
  }

  /// What is at hand.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  func skip(_ count: Int) { position = min(bytes.count, position + count) }
}

/// zlib's state between two pieces.
private final class Inflater {
  enum Format { case gzip, deflate }

  private let input: Input
  private let format: Format
  private let state: UnsafeMutablePointer<z_stream>
  private(set) var produced = 0
  private(set) var consumed = 0
  private var hasEnded = false

  init(_ input: Input, _ format: Format) throws(Diagnostic) {
    self.input = input
    self.format = format
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 bits of window; 16 more ask for gzip, a negative number for no frame at all.
    let code = inflateInit2_(
      state, format == .gzip ? 31 : -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard code == Z_OK else {
      throw PackedFile.fault(input.name, "zlib cannot begin (\(code))", cure: "Free some memory.")
    }
  }

  deinit {
    inflateEnd(state)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Appends at most `limit` bytes; none at the end.
  func read(into target: inout [UInt8], atMost limit: Int) throws(Diagnostic) -> Int {
    while !hasEnded {
      guard try input.has(1) else {
        throw PackedFile.fault(input.name, "the packed file ends too early", cure: PackedFile.damaged)
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
        throw PackedFile.fault(input.name, "the packed file is damaged", cure: PackedFile.damaged)
      }
      if count > 0 { return count }
    }
    return 0
  }

  /// A gzip file may hold several parts, one after another; a ZIP archive one file.
  private func end() throws(Diagnostic) {
    guard format == .gzip else {
      try ZipHeader.checkAlone(input)
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
