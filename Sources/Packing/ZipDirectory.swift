public import Tables

/// The files of a ZIP archive in memory, each unpacked when it is read.
/// - SeeAlso: PKWARE's APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16.
public struct ZipDirectory: Sendable {
  private struct Entry {
    var method: Int
    var isEncrypted: Bool
    var packedSize: Int
    /// Where what stands before it begins.
    var offset: Int
  }

  private let bytes: [UInt8]
  /// The archive, as diagnostics call it.
  private let file: String
  private var entries: [String: Entry] = [:]

  /// Reads the list at the archive's end.
  /// - Throws: `file.packed` where there is none, or it doesn't add up.
  public init(_ bytes: [UInt8], name file: String) throws(Diagnostic) {
    self.bytes = bytes
    self.file = file
    guard let end = Self.end(of: bytes) else {
      throw packedFault(file, "the archive ends too early", cure: Inflater.damaged)
    }
    let (count, size, start) = (number(end + 10, 2), number(end + 12, 4), number(end + 16, 4))
    guard count < 0xFFFF, start < 0xFFFF_FFFF, start + size <= end else {
      throw packedFault(file, "the archive's list of files doesn't add up", cure: Inflater.damaged)
    }
    var place = start
    for _ in 0..<count {
      guard place + 46 <= end, number(place, 4) == 0x0201_4B50 else {
        throw packedFault(file, "the archive's list of files is damaged", cure: Inflater.damaged)
      }
      let nameEnd = place + 46 + number(place + 28, 2)
      guard nameEnd <= end else {
        throw packedFault(file, "the archive's list of files is damaged", cure: Inflater.damaged)
      }
      entries[String(decoding: bytes[(place + 46)..<nameEnd], as: UTF8.self)] = Entry(
        method: number(place + 10, 2), isEncrypted: number(place + 8, 2) & 1 == 1,
        packedSize: number(place + 20, 4), offset: number(place + 42, 4))
      place = nameEnd + number(place + 30, 2) + number(place + 32, 2)
    }
  }

  public var names: [String] { entries.keys.sorted() }

  /// A file's bytes; nil where there is no such file.
  /// - Throws: `file.packed`, also while it is read.
  public func stream(of name: String) throws(Diagnostic) -> ByteStream? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else {
      throw packedFault(file, "the archive is encrypted", cure: "Save it without a password.")
    }
    guard entry.offset + 30 <= bytes.count, number(entry.offset, 4) == 0x0403_4B50 else { throw damaged(name) }
    let start = entry.offset + 30 + number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else { throw damaged(name) }
    let content = stream(start..<start + entry.packedSize)
    switch entry.method {
    case 0: return content
    case 8: return try Inflater.stream(PackedInput([], content), .deflate)
    default:
      throw packedFault(
        file, "'\(name)' in the archive is packed in a way that isn't read (method \(entry.method))",
        cure: "Save it anew with Excel or LibreOffice.")
    }
  }

  private func stream(_ range: Range<Int>) -> ByteStream {
    var rest = range
    let bytes = bytes
    return ByteStream(name: file) { (limit, target) throws(Diagnostic) in
      let piece = rest.prefix(max(1, min(limit, 1 << 16)))
      target.append(contentsOf: bytes[piece])
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private func damaged(_ name: String) -> Diagnostic {
    packedFault(file, "'\(name)' in the archive is damaged", cure: Inflater.damaged)
  }

  /// `count` bytes at `place`, the lowest first; the archive has them.
  private func number(_ place: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// Where the record at the archive's end begins: before a comment of any length.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let last = bytes.count - 22
    return (max(0, last - 0xFFFF)...last).reversed().first { place in
      bytes[place...].starts(with: [0x50, 0x4B, 5, 6])
        && place + 22 + Int(bytes[place + 20]) + Int(bytes[place + 21]) << 8 <= bytes.count
    }
  }
}
