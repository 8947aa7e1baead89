internal import Packing
internal import Tables

/// Reads on through gzip, or through a ZIP archive of one file: exports come packed.
///
/// Unpacking goes in pieces: memory stays the same whatever comes out.
/// - SeeAlso: RFC 1951, RFC 1952; PKWARE's APPNOTE.TXT 4.3.7.
enum PackedFile {
  /// The stream itself, or what it unpacks to.
  ///
  /// - Throws: `file.packed` for an archive of several files, a workbook that nobody turned into a table, an encrypted or damaged one; what reading throws.
  static func open(_ stream: ByteStream) throws(Diagnostic) -> ByteStream {
    var head: [UInt8] = []
    while head.count < 8, try stream.read(into: &head, atMost: 1 << 16) > 0 {}
    let input = PackedInput(head, stream)
    if head.starts(with: [0x1F, 0x8B, 8]) { return try Inflater.stream(input, .gzip) }
    if head.starts(with: ZipHeader.mark) {
      return try ZipHeader.content(of: input)
    }
    if head.starts(with: ZipContent.oldMark) {
      throw packedFault(
        input.name, "this is a workbook of before 2007 (.xls), or one with a password",
        cure: "Save it as .xlsx without a password, or as CSV (UTF-8).")
    }
    return input.stream
  }
}
