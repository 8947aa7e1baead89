internal import Foundation

/// A named run of bytes that is read once, in pieces, from a file or from memory.
///
/// Whoever reads from it decides how much to keep: a file of any size passes through in pieces of at most the size
/// asked for.
public struct ByteStream {
  /// The file as the user named it; every diagnostic about its content carries it.
  public let name: String
  private let pull: (_ limit: Int, _ target: inout [UInt8]) throws(Diagnostic) -> Int

  /// - Parameters:
  ///   - name: what diagnostics call this stream.
  ///   - pull: appends at most `limit` bytes to `target` and returns how many; 0 means the end.
  public init(name: String, pull: @escaping (_ limit: Int, _ target: inout [UInt8]) throws(Diagnostic) -> Int) {
    self.name = name
    self.pull = pull
  }

  /// Bytes in memory, handed out in pieces of at most `piece` bytes.
  public init(bytes: [UInt8], name: String, piece: Int = 1 << 18) {
    var position = 0
    self.init(name: name) { (limit, target) throws(Diagnostic) in
      let end = min(bytes.count, position + max(1, min(limit, piece)))
      target.append(contentsOf: bytes[position..<end])
      defer { position = end }
      return end - position
    }
  }

  /// A file, opened now and closed when the stream is let go.
  ///
  /// - Throws: `file.missing` when there is nothing at `path`, `file.is-folder`, or `file.unreadable`.
  public init(path: String, name: String? = nil) throws(Diagnostic) {
    let shown = name ?? path
    let file = try OpenFile(path: path, shown: shown)
    self.init(name: shown) { (limit, target) throws(Diagnostic) in try file.append(to: &target, limit: limit) }
  }

  /// Appends the next piece to `target`.
  /// - Returns: how many bytes came; 0 means that the stream has ended.
  public func read(into target: inout [UInt8], atMost limit: Int) throws(Diagnostic) -> Int {
    try pull(limit, &target)
  }

  /// Everything that is left, for inputs that are small by nature.
  public func readAll() throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    while try read(into: &bytes, atMost: 1 << 18) > 0 {}
    return bytes
  }
}

/// A file descriptor that closes itself. Foundation's file handle would copy every piece twice more.
private final class OpenFile {
  private let descriptor: Int32
  private let shown: String

  init(path: String, shown: String) throws(Diagnostic) {
    let position = SourcePosition(file: shown)
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    self.shown = shown
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR {
        throw Diagnostic(
          "file.missing", "there is no such file", at: position, cure: "Check the path and its spelling.",
          kind: .missingInput)
      }
      throw Diagnostic(
        "file.unreadable", "the file cannot be opened: \(String(cString: strerror(errno)))", at: position,
        cure: "Check that you may read it.", kind: .missingInput)
    }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Diagnostic(
        "file.is-folder", "this is a folder; a file is expected", at: position, cure: "Name a file inside it.",
        kind: .missingInput)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(to target: inout [UInt8], limit: Int) throws(Diagnostic) -> Int {
    let size = max(1, limit)
    let descriptor = descriptor
    var failure: Int32?
    let piece = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      var result = read(descriptor, buffer.baseAddress, size)
      while result < 0, errno == EINTR { result = read(descriptor, buffer.baseAddress, size) }
      if result < 0 { failure = errno }
      count = max(0, result)
    }
    if let failure {
      throw Diagnostic(
        "file.unreadable", "reading stopped: \(String(cString: strerror(failure)))", at: SourcePosition(file: shown),
        cure: "Check the disk or the connection and read again.", kind: .missingInput)
    }
    target.append(contentsOf: piece)
    return piece.count
  }
}
