internal import Packing
internal import Tables

/// Reads on through gzip, or through a ZIP archive of one file: exports come packed.
///
/// Unpacking goes in pieces: memory stays the same whatever comes out.
/// - SeeAlso: RFC 1951, RFC 1952; PKWARE's APPNOTE.TXT 4.3.7.
enum PackedFile {
  /// The stream itself, or what it unpacks to.
  ///
  /// - Throws: `file.packed` for an archive of several files, a workbook, an encrypted or damaged one; what reading throws.
  static func open(_ stream: ByteStream) throws(Diagnostic) -> ByteStream {
    var head: [UInt8] = []
    while head.count < 4, try stream.read(into: &head, atMost: 1 << 16) > 0 {}
    let input = PackedInput(head, stream)
    if head.starts(with: [0x1F, 0x8B, 8]) { return try Inflater.stream(input, .gzip) }
    if head.starts(with: ZipHeader.mark) {
      return try ZipHeader.content(of: input)
    }
    return input.stream
  }
}
