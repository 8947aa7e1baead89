internal import Packing
internal import Tables

/// What stands before a file in a ZIP archive.
enum ZipHeader {
  static let mark = ZipContent.mark

  /// What the only file of an archive holds.
  static func content(of input: PackedInput) throws(Diagnostic) -> ByteStream {
    while true {
      guard try input.has(30) else { throw damaged(input) }
      let head = Array(input.rest.prefix(30))
      func number(_ place: Int) -> Int { Int(head[place]) | Int(head[place + 1]) << 8 }
      let (flags, method, nameLength, extra) = (number(6), number(8), number(26), number(28))
      let size = number(18) | number(20) << 16
      guard try input.has(30 + nameLength + extra) else { throw damaged(input) }
      let name = String(decoding: input.rest.dropFirst(30).prefix(nameLength), as: UTF8.self)
      try refuseSheets(ZipContent(firstName: name), input)
      guard flags & 1 == 0 else {
        throw packedFault(input.name, "the archive is encrypted", cure: "Unpack it with its password first.")
      }
      input.skip(30 + nameLength + extra)
      // A folder, which has no bytes.
      if name.hasSuffix("/"), size == 0, try input.has(4), input.rest.starts(with: mark) { continue }
      switch method {
      case 8: return try Inflater.stream(input, .deflate) { () throws(Diagnostic) in try checkAlone(input) }
      // As it is. Its size stands before it, or nobody could tell where it ends.
      case 0 where flags & 8 == 0: return stored(input, size: size)
      default:
        throw packedFault(
          input.name, "'\(name)' in the archive is packed in a way that isn't read (method \(method))",
          cure: "Unpack it first, and import what comes out.")
      }
    }
  }

  private static func refuseSheets(_ content: ZipContent, _ input: PackedInput) throws(Diagnostic) {
    switch content {
    case .other: return
    case .workbook:
      throw packedFault(
        input.name, "this is a workbook, not a text file",
        cure: "Read it with 'rota import', or save it as CSV (UTF-8).")
    case .openDocument:
      throw packedFault(
        input.name, "this is a document of LibreOffice's", cure: "Save it as .xlsx or as CSV (UTF-8).")
    }
  }

  private static func stored(_ input: PackedInput, size: Int) -> ByteStream {
    var left = size
    var isChecked = false
    return ByteStream(name: input.name) { (limit, target) throws(Diagnostic) in
      guard left > 0 else {
        if !isChecked { try checkAlone(input) }
        isChecked = true
        return 0
      }
      guard try input.has(1) else { throw damaged(input) }
      let piece = input.rest.prefix(min(left, max(1, limit)))
      target.append(contentsOf: piece)
      left -= piece.count
      let count = piece.count
      input.skip(count)
      return count
    }
  }

  /// Makes sure that no other file follows.
  static func checkAlone(_ input: PackedInput) throws(Diagnostic) {
    // Sizes may stand behind the file: a mark or none, a check sum, and two sizes of 4 or 8 bytes.
    for length in [0, 12, 16, 20, 24] {
      guard try input.has(length + 39) else { continue }
      let next = input.rest.dropFirst(length)
      // What macOS keeps of a file beside it is no file.
      if next.starts(with: mark), !next.dropFirst(30).starts(with: Array("__MACOSX/".utf8)) {
        throw packedFault(
          input.name, "the archive holds several files", cure: "Unpack it and name the files to import.")
      }
    }
  }

  private static func damaged(_ input: PackedInput) -> Diagnostic {
    packedFault(input.name, "the archive ends too early", cure: Inflater.damaged)
  }
}
