/// A ZIP archive whose files are stored as they are: for what reads archives.
public struct StoredArchive: Sendable {
  public private(set) var files: [(name: String, bytes: [UInt8])] = []

  public init() {}

  public init(_ files: KeyValuePairs<String, String>) {
    for (name, text) in files { add(name, Array(text.utf8)) }
  }

  public mutating func add(_ name: String, _ bytes: [UInt8]) { files.append((name, bytes)) }

  /// The archive, its list at the end, then `comment`.
  public func bytes(comment: String = "") -> [UInt8] {
    var (bytes, list): ([UInt8], [UInt8]) = ([], [])
    for file in files {
      // Flags, method, time, date, check sum, two sizes, length of the name, no extra field.
      let header =
        Self.number(20, 2) + Self.number(0, 2) + Self.number(0, 2) + Self.number(0x21_0000, 4) + Self.number(0, 4)
        + Self.number(file.bytes.count, 4) + Self.number(file.bytes.count, 4) + Self.number(file.name.utf8.count, 2)
        + Self.number(0, 2)
      list +=
        [0x50, 0x4B, 1, 2] + Self.number(20, 2) + header + Self.number(0, 10) + Self.number(bytes.count, 4)
        + Array(file.name.utf8)
      bytes += [0x50, 0x4B, 3, 4] + header + Array(file.name.utf8) + file.bytes
    }
    return bytes + list + [0x50, 0x4B, 5, 6] + Self.number(0, 4) + Self.number(files.count, 2)
      + Self.number(files.count, 2) + Self.number(list.count, 4) + Self.number(bytes.count, 4)
      + Self.number(comment.utf8.count, 2) + Array(comment.utf8)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
