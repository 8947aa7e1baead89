internal import Foundation
internal import Glibc

/// Reads whole files, and never waits for one: a pipe, a device or a socket in the place of a file would never end.
public enum PlainFile {
  /// A gibibyte: no document and no table of a project is as long.
  public static let largest = 1 << 30

  public enum Failure: Error, Hashable, Sendable {
    case missing
    case folder
    /// `a pipe`, `a device`, `a socket`.
    case notPlain(String)
    /// A pipe that nobody writes to.
    case silent
    case tooLarge
    /// The system's reason.
    case unreadable(String)

    /// Completes "'PATH' …".
    public var words: String {
      switch self {
      case .missing: "doesn't exist"
      case .folder: "is a folder; expected a file"
      case .notPlain(let kind): "is \(kind); expected an ordinary file"
      case .silent: "is a pipe that nobody writes to"
      case .tooLarge: "is longer than a gibibyte; nothing that is read here is"
      case .unreadable(let reason): "can't be read: \(reason)"
      }
    }
  }

  /// The bytes of the file at `path`.
  ///
  /// - Parameter allowsPipe: whether a pipe is read as well, for files that are named on the command line (`<(…)`); one
  ///   that nobody writes to is given up after two seconds.
  public static func bytes(of path: String, allowsPipe: Bool = false) throws(Failure) -> [UInt8] {
    // Without waiting: opening a pipe would wait for somebody to write.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure(errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      guard status.st_size <= largest else { throw .tooLarge }
      return try rest(of: descriptor, expecting: Int(status.st_size))
    case S_IFDIR: throw .folder
    case S_IFIFO where allowsPipe:
      guard let begun = try firstBytes(ofPipe: descriptor) else { return [] }
      return try begun + rest(of: descriptor, expecting: 1 << 16)
    case S_IFIFO: throw .notPlain("a pipe")
    case S_IFSOCK: throw .notPlain("a socket")
    default: throw .notPlain("a device")
    }
  }

  /// The rest of a stream that is open already, such as standard input.
  public static func rest(of descriptor: Int32) throws(Failure) -> [UInt8] {
    try rest(of: descriptor, expecting: 1 << 16)
  }

  static func rest(
    of descriptor: Int32, expecting size: Int, atMost largest: Int = largest
  ) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    // One byte more, so that the end is seen without growing.
    bytes.reserveCapacity(size + 1)
    var piece = [UInt8](repeating: 0, count: max(1 << 12, min(size + 1, 1 << 20)))
    while true {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(errno)
      }
      guard bytes.count + count <= largest else { throw .tooLarge }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// Waits until somebody has opened the pipe for writing, two seconds at most; from then on reads wait for them.
  /// - Returns: what has come already; nil where they have closed it without a word.
  private static func firstBytes(ofPipe descriptor: Int32) throws(Failure) -> [UInt8]? {
    var piece = [UInt8](repeating: 0, count: 1 << 12)
    for _ in 0..<40 {
      let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count > 0 || count < 0 && errno == EAGAIN {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) == 0 else { throw failure(errno) }
        return Array(piece.prefix(max(0, count)))
      }
      if count < 0, errno != EINTR { throw failure(errno) }
      // The end: nobody has the other side now. Hung up means that somebody had.
      var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      if poll(&state, 1, 0) > 0, state.revents & Int16(POLLHUP) != 0 { return nil }
      usleep(50_000)
    }
    throw .silent
  }

  private static func failure(_ number: Int32) -> Failure {
    switch number {
    case ENOENT, ENOTDIR: .missing
    case ENXIO: .notPlain("a socket or a device")
    default: .unreadable(String(cString: strerror(number)))
    }
  }
}
