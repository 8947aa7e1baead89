internal import Tables

/// A ticket export: a file, or bytes with a name, packed or not. It can be read more than once.
public struct TicketSource: Sendable {
  private enum Content {
    case file(path: String)
    case bytes([UInt8])
  }

  /// What reports and diagnostics call it.
  public let name: String
  private let content: Content
  /// What has to live as long as the file is read.
  private var kept: (any AnyObject & Sendable)?

  /// The file at `path`; it is opened when it is read.
  /// - Parameter keeping: what the file is gone without.
  public init(path: String, name: String? = nil, keeping: (any AnyObject & Sendable)? = nil) {
    self.name = name ?? path
    kept = keeping
    content = .file(path: path)
  }

  /// An export in memory.
  public init(bytes: [UInt8], name: String) {
    self.name = name
    content = .bytes(bytes)
  }

  /// The bytes from the start, unpacked where they are gzip or a ZIP archive.
  /// - Throws: `file.missing`, `file.is-folder` or `file.unreadable`; `file.packed`, also while reading.
  func stream() throws(Diagnostic) -> ByteStream {
    switch content {
    case .file(let path): try PackedFile.open(ByteStream(path: path, name: name))
    case .bytes(let bytes): try PackedFile.open(ByteStream(bytes: bytes, name: name))
    }
  }
}
