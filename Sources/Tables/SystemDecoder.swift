internal import Glibc

/// Turns bytes of an encoding that the system knows into UTF-8, piece by piece.
final class SystemDecoder {
  private let handle: iconv_t
  /// Bytes of a character that the next piece completes.
  private var pending: [UInt8] = []
  /// Whether some bytes were no character; they read as U+FFFD.
  private(set) var hasInvalidText = false

  /// Nil where the system doesn't know the encoding.
  init?(_ encoding: TextEncoding) {
    guard let name = encoding.systemName, let handle = iconv_open("UTF-8", name), Int(bitPattern: handle) != -1 else {
      return nil
    }
    self.handle = handle
  }

  deinit { iconv_close(handle) }

  /// The text of a piece; an unfinished character at its end waits for the next, and counts as none in the last.
  func decode(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
    var input = pending + bytes
    pending = []
    var output: [UInt8] = []
    output.reserveCapacity(input.count * 2)
    var piece = [UInt8](repeating: 0, count: 1 << 14)
    var start = 0
    while start < input.count {
      var left = input.count - start
      var room = piece.count
      let failure: Int32? = input.withUnsafeMutableBytes { source in
        piece.withUnsafeMutableBytes { target in
          var from = source.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
          var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
          return iconv(handle, &from, &left, &to, &room) == Int(-1) ? errno : nil
        }
      }
      output += piece[..<(piece.count - room)]
      start = input.count - left
      switch failure {
      case nil, E2BIG: continue
      case EINVAL where !isLast:
        pending = Array(input[start...])
        return output
      default:
        hasInvalidText = true
        output += [0xEF, 0xBF, 0xBD]
        start += 1
      }
    }
    return output
  }
}
