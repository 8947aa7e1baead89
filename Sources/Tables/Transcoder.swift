/// Turns pieces of a file into UTF-8, in the order in which they come.
///
/// Nothing is decided before it must be: ASCII is the same in every encoding but UTF-16, which announces itself, so the
/// first byte above 127 is what makes the choice, and it is made with the whole piece around it in view.
struct Transcoder {
  /// Nil until a byte says which.
  private(set) var encoding: TextEncoding?
  /// Whether text that is UTF-8 elsewhere held sequences that are not; they read as U+FFFD.
  private(set) var hasInvalidText = false
  private var isFirst = true
  /// Bytes of a character that the next piece completes.
  private var pending: [UInt8] = []
  /// Set once the bytes are not UTF-8: what they say about the code page, which is chosen when a byte makes a difference.
  private(set) var codePage: CodePageEvidence?

  /// For encodings that the system reads.
  private let decoder: SystemDecoder?

  init(encoding: TextEncoding? = nil) {
    self.encoding = encoding
    decoder = encoding.flatMap { SystemDecoder($0) }
  }

  /// Whether the encoding is one that neither is read here nor the system knows.
  var isUnknown: Bool { encoding?.systemName != nil && decoder == nil }

  /// Rewrites `bytes[start...]`, just read, in place as UTF-8.
  /// - Parameter isLast: whether the stream has ended; an unfinished character then counts as invalid.
  mutating func transcode(_ bytes: inout [UInt8], from start: Int, isLast: Bool) {
    if isFirst {
      // A mark needs three bytes to be told from text; a shorter first piece waits for the next.
      if bytes.count - start + pending.count < 3, !isLast {
        pending += bytes[start...]
        bytes.removeSubrange(start...)
        return
      }
      if !pending.isEmpty {
        bytes.insert(contentsOf: pending, at: start)
        pending = []
      }
      isFirst = false
      if let mark = TextEncoding.announced(by: bytes[start...]) {
        if encoding == nil || encoding == mark.encoding {
          encoding = mark.encoding
          bytes.removeSubrange(start..<start + mark.length)
        }
      }
    }
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian: fromUTF16(&bytes, from: start, isLast: isLast)
    case .windows1250: fromCodePage(CodePage.windows1250, &bytes, from: start)
    case .windows1252: fromCodePage(CodePage.windows1252, &bytes, from: start)
    case nil where codePage != nil: chooseCodePage(&bytes, from: start)
    case .some where decoder != nil:
      if let decoder {
        let text = decoder.decode(bytes[start...], isLast: isLast)
        bytes.removeSubrange(start...)
        bytes += text
        if decoder.hasInvalidText { hasInvalidText = true }
      }
    default: checkUTF8(&bytes, from: start, isLast: isLast)
    }
  }

  /// Weighs a piece that is not UTF-8. As long as all its characters are the same in both pages none is chosen: what
  /// tells may stand in a later piece.
  private mutating func chooseCodePage(_ bytes: inout [UInt8], from start: Int) {
    var evidence = codePage ?? CodePageEvidence()
    evidence.add(bytes[start...], continuesWord: start > 0 && bytes[start - 1] | 0x20 >= 0x61)
    codePage = evidence
    if evidence.makesDifference { encoding = evidence.likelier }
    fromCodePage(
      evidence.likelier == .windows1250 ? CodePage.windows1250 : CodePage.windows1252, &bytes, from: start)
  }

  private mutating func checkUTF8(_ bytes: inout [UInt8], from start: Int, isLast: Bool) {
    if !pending.isEmpty {
      bytes.insert(contentsOf: pending, at: start)
      pending = []
    }
    // An OR over all bytes: the compiler makes it 16 bytes at a time, and most files end here.
    var seen: UInt8 = 0
    for index in start..<bytes.count { seen |= bytes[index] }
    guard seen >= 0x80 else { return }
    let check = UTF8Check(bytes[start...], isLast: isLast)
    if !check.isValid, encoding == nil {
      chooseCodePage(&bytes, from: start)
      return
    }
    if !check.isValid { hasInvalidText = true }
    if check.hasCompleteCharacters { encoding = .utf8 }
    // A character cut in two proves nothing yet: it waits for its other half.
    pending = Array(bytes[check.unfinished...])
    bytes.removeSubrange(check.unfinished...)
  }

  private func fromCodePage(_ page: [UInt16], _ bytes: inout [UInt8], from start: Int) {
    guard bytes[start...].contains(where: { $0 >= 0x80 }) else { return }
    let old = Array(bytes[start...])
    bytes.removeSubrange(start...)
    for byte in old {
      if byte < 0x80 { bytes.append(byte) } else { Self.append(UInt32(page[Int(byte) - 0x80]), to: &bytes) }
    }
  }

  private mutating func fromUTF16(_ bytes: inout [UInt8], from start: Int, isLast: Bool) {
    var raw = pending
    raw += bytes[start...]
    pending = []
    bytes.removeSubrange(start...)
    let isBig = encoding == .utf16BigEndian
    func unit(_ index: Int) -> UInt32 {
      let first = UInt32(raw[index])
      let second = UInt32(raw[index + 1])
      return isBig ? first << 8 | second : second << 8 | first
    }
    var index = 0
    while index + 1 < raw.count {
      let first = unit(index)
      if (0xD800..<0xDC00).contains(first) {
        if index + 3 < raw.count {
          let second = unit(index + 2)
          if (0xDC00..<0xE000).contains(second) {
            Self.append(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), to: &bytes)
            index += 4
            continue
          }
        } else if !isLast {
          break
        }
        hasInvalidText = true
        Self.append(0xFFFD, to: &bytes)
      } else if (0xDC00..<0xE000).contains(first) {
        hasInvalidText = true
        Self.append(0xFFFD, to: &bytes)
      } else {
        Self.append(first, to: &bytes)
      }
      index += 2
    }
    if index < raw.count {
      if isLast {
        hasInvalidText = true
        Self.append(0xFFFD, to: &bytes)
      } else {
        pending = Array(raw[index...])
      }
    }
  }

  private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case ..<0x80: bytes.append(UInt8(scalar))
    case ..<0x800:
      bytes.append(UInt8(0xC0 | scalar >> 6))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    case ..<0x10000:
      bytes.append(UInt8(0xE0 | scalar >> 12))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(0xF0 | scalar >> 18))
      bytes.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
