/// What a ZIP archive holds, as far as the name of its first file tells.
public enum ZipContent: Sendable {
  /// A workbook of Excel's (`.xlsx`), whoever wrote it.
  case workbook
  /// A document of LibreOffice's own.
  case openDocument
  case other

  /// With which an archive begins.
  public static let mark: [UInt8] = [0x50, 0x4B, 3, 4]
  /// With which a workbook of before 2007 begins (`.xls`), and any with a password.
  public static let oldMark: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// So many bytes are enough to tell.
  public static let leastBytes = 64

  /// Nil where the bytes begin no archive.
  /// - Parameter head: the first of a file, `leastBytes` where it has as many.
  public init?(_ head: some Collection<UInt8>) {
    guard head.starts(with: Self.mark) else { return nil }
    let head = Array(head.prefix(Self.leastBytes))
    guard head.count >= 30 else {
      self = .other
      return
    }
    let length = Int(head[26]) | Int(head[27]) << 8
    self.init(firstName: String(decoding: head.dropFirst(30).prefix(length), as: UTF8.self))
  }

  /// - Parameter name: of the first file, or how it begins.
  public init(firstName name: String) {
    let folders = ["xl/", "_rels/", "docProps/", "customXml/"]
    if name == "mimetype" {
      self = .openDocument
    } else if name == "[Content_Types].xml" || folders.contains(where: name.hasPrefix) {
      self = .workbook
    } else {
      self = .other
    }
  }
}
