internal import CZlib

/// A ZIP archive in the making. Files are compressed as they are written, so that only what comes out is kept.
///
/// No clock goes in: every file is of 1 January 1980, the first that the format knows.
/// - SeeAlso: PKWARE's APPNOTE.TXT 4.3; RFC 1951.
struct ZipArchive {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a file.
  /// - Parameters:
  ///   - path: with `/` between its parts; ASCII.
  ///   - write: gives the content, in as many pieces as it likes.
  mutating func add(_ path: String, _ write: (_ text: (String) -> Void) -> Void) {
    let offset = bytes.count
    let deflater = Deflater()
    write { deflater.append($0) }
    let content = deflater.finish()
    var header: [UInt8] = []
    header.append(little: 20 as UInt16)  // version needed
    header.append(little: 0 as UInt16)  // flags
    header.append(little: 8 as UInt16)  // deflate
    header.append(little: 0 as UInt16)  // 00:00:00
    header.append(little: 0x21 as UInt16)  // 1980-01-01
    header.append(little: content.checksum)
    header.append(little: UInt32(clamping: content.bytes.count))
    header.append(little: UInt32(clamping: content.length))
    header.append(little: UInt16(clamping: path.utf8.count))
    header.append(little: 0 as UInt16)  // extra
    bytes.append(little: 0x0403_4B50 as UInt32)
    bytes += header
    bytes += path.utf8
    bytes += content.bytes
    directory.append(little: 0x0201_4B50 as UInt32)
    directory.append(little: 20 as UInt16)  // version made by
    directory += header
    directory += [UInt8](repeating: 0, count: 10)  // comment, disk, attributes
    directory.append(little: UInt32(clamping: offset))
    directory += path.utf8
    count += 1
  }

  /// The whole archive.
  func finished() -> [UInt8] {
    var whole = bytes + directory
    whole.append(little: 0x0605_4B50 as UInt32)
    whole.append(little: 0 as UInt32)  // disks
    whole.append(little: count)
    whole.append(little: count)
    whole.append(little: UInt32(clamping: directory.count))
    whole.append(little: UInt32(clamping: bytes.count))
    whole.append(little: 0 as UInt16)  // comment
    return whole
  }
}

extension [UInt8] {
  fileprivate mutating func append(little number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

/// zlib's state while a file is compressed.
private final class Deflater {
  private let state: UnsafeMutablePointer<z_stream>
  private var waiting: [UInt8] = []
  private var result: [UInt8] = []
  private var length = 0
  private var checksum: UInt = 0
  private var room = [UInt8](repeating: 0, count: 1 << 16)

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // A negative number of bits asks for no frame; 8 is zlib's usual memory, the last 0 its usual strategy.
    let code = deflateInit2_(
      state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -15, 8, 0, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib has no memory left")
  }

  deinit {
    deflateEnd(state)
    state.deallocate()
  }

  func append(_ text: String) {
    waiting += text.utf8
    if waiting.count >= 1 << 16 { press(Z_NO_FLUSH) }
  }

  func finish() -> (bytes: [UInt8], length: Int, checksum: UInt32) {
    press(Z_FINISH)
    return (result, length, UInt32(truncatingIfNeeded: checksum))
  }

  private func press(_ flush: Int32) {
    length += waiting.count
    waiting.withUnsafeMutableBufferPointer { source in
      checksum = crc32(checksum, source.baseAddress, UInt32(source.count))
      state.pointee.next_in = source.baseAddress
      state.pointee.avail_in = UInt32(source.count)
      room.withUnsafeMutableBufferPointer { target in
        // Whatever fills the room whole has more to give.
        repeat {
          state.pointee.next_out = target.baseAddress
          state.pointee.avail_out = UInt32(target.count)
          deflate(state, flush)
          result += target.dropLast(Int(state.pointee.avail_out))
        } while state.pointee.avail_out == 0
      }
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
