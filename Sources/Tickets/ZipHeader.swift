internal import Tables

/// What stands before a file in a ZIP archive.
enum ZipHeader {
  static let mark: [UInt8] = [0x50, 0x4B, 3, 4]

  /// Reads it, so that the packed bytes are next.
  static func read(from input: Input) throws(Diagnostic) {
    while true {
      guard try input.has(30) else { throw damaged(input) }
      let head = Array(input.rest.prefix(30))
      func number(_ place: Int) -> Int { Int(head[place]) | Int(head[place + 1]) << 8 }
      let (flags, method, nameLength, extra) = (number(6), number(8), number(26), number(28))
      let size = number(18) | number(20) << 16
      guard try input.has(30 + nameLength + extra) else { throw damaged(input) }
      let name = String(decoding: input.rest.dropFirst(30).prefix(nameLength), as: UTF8.self)
      if name == "[Content_Types].xml" || name.hasPrefix("xl/") || name.hasPrefix("_rels/") {
        throw PackedFile.fault(
          input.name, "this is a workbook, not a text file", cure: "Save it as CSV (UTF-8) in the spreadsheet program.")
      }
      guard flags & 1 == 0 else {
        throw PackedFile.fault(input.name, "the archive is encrypted", cure: "Unpack it with its password first.")
      }
      input.skip(30 + nameLength + extra)
      // A folder, which has no bytes.
      if name.hasSuffix("/"), size == 0, try input.has(4), input.rest.starts(with: mark) { continue }
      guard method == 8 else {
        throw PackedFile.fault(
          input.name, "'\(name)' in the archive is packed in a way that isn't read (method \(method))",
          cure: "Unpack it first, and import what comes out.")
      }
      return
    }
  }

  /// Makes sure that no other file follows.
  static func checkAlone(_ input: Input) throws(Diagnostic) {
    // Sizes may stand behind the file: a mark or none, a check sum, and two sizes of 4 or 8 bytes.
    for length in [0, 12, 16, 20, 24] {
      guard try input.has(length + 39) else { continue }
      let next = input.rest.dropFirst(length)
      // What macOS keeps of a file beside it is no file.
      if next.starts(with: mark), !next.dropFirst(30).starts(with: Array("__MACOSX/".utf8)) {
        throw PackedFile.fault(
          input.name, "the archive holds several files", cure: "Unpack it and name the files to import.")
      }
    }
  }

  private static func damaged(_ input: Input) -> Diagnostic {
    PackedFile.fault(input.name, "the archive ends too early", cure: PackedFile.damaged)
  }
}
