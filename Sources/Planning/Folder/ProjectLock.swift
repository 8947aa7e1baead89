public import Foundation
internal import Glibc
public import Tables

/// The one lock of a project: whoever reads its files to change them, or puts files in place, holds it.
///
/// It is the kernel's (`flock` on `.rota.lock` in the project folder), so a holder that dies, however it dies, holds it no
/// longer, and it binds processes in several containers that see one folder. The text in the file is for messages only. The
/// file stays: a lock file that is removed can be held twice.
///
/// Held while reading and while putting in place, never while searching. A process that holds it must not ask for it again.
public struct ProjectLock: ~Copyable {
  /// What a holder wants to do.
  public enum Purpose: Sendable {
    /// Read files that belong together; several may do so at once. Where the folder can't be written at all, nobody who
    /// could be waited for is known, and reading goes on without a lock.
    case reading
    /// Change the project: alone.
    case writing
  }

  static let fileName = ".rota.lock"
  private let descriptor: Int32?

  /// Waits for the lock of the project in `folder`.
  ///
  /// - Parameters:
  ///   - command: what whoever waits is told, such as `rota import`.
  ///   - patience: seconds to wait.
  /// - Throws: `project.locked` (cannot write) that names the holder, after `patience`; `project.lock` where the file can't
  ///   be opened for writing.
  public init(
    _ folder: URL, for purpose: Purpose, command: String, patience: Double = 10
  ) throws(Diagnostic) {
    let path = folder.appending(path: Self.fileName).path
    let end = DispatchTime.now().uptimeNanoseconds + UInt64(max(0, min(patience, 3600)) * 1e9)
    while true {
      guard let descriptor = try Self.open(path, for: purpose) else {
        self.descriptor = nil
        return
      }
      if Self.take(descriptor, for: purpose) {
        if Self.isStill(descriptor, at: path) {
          if purpose == .writing { Self.sign(descriptor, command: command) }
          self.descriptor = descriptor
          return
        }
        close(descriptor)
        continue
      }
      let holder = Self.holder(descriptor)
      close(descriptor)
      guard DispatchTime.now().uptimeNanoseconds < end else {
        throw Diagnostic(
          "project.locked", "\(folder.path) is in use" + (holder.isEmpty ? "" : " by \(holder)"),
          cure: "Wait until it is done, then try again.", kind: .cannotWrite)
      }
      usleep(20_000)
    }
  }

  deinit {
    if let descriptor { close(descriptor) }
  }

  /// Does `body` while the lock is held.
  /// - Throws: as `init`, and what `body` throws.
  public static func hold<Result>(
    _ folder: URL, for purpose: Purpose, command: String, patience: Double = 10,
    _ body: () throws(Diagnostic) -> Result
  ) throws(Diagnostic) -> Result {
    let lock = try ProjectLock(folder, for: purpose, command: command, patience: patience)
    let result = try body()
    lock.release()
    return result
  }

  /// Lets go; so does going out of scope.
  public consuming func release() {}

  /// - Returns: nil where the folder can't be written and nothing but reading is wanted.
  private static func open(_ path: String, for purpose: Purpose) throws(Diagnostic) -> Int32? {
    // Not blocking, so that a pipe of that name is refused below rather than waited for.
    let flags = O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var descriptor = Glibc.open(path, O_RDWR | flags, 0o666)
    if descriptor < 0, purpose == .reading {
      // Another user's project: its lock can be shared, or it was never made.
      if errno == EACCES || errno == EROFS || errno == EPERM {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        if descriptor < 0 { return nil }
      }
    }
    guard descriptor >= 0 else { throw refusal(path, AtomicFile.errorText()) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw refusal(path, "it is no plain file")
    }
    return descriptor
  }

  private static func refusal(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      "project.lock", "the project can't be locked: '\(path)': \(reason)",
      cure: "Check the folder's permissions and the space left.", kind: .cannotWrite)
  }

  private static func take(_ descriptor: Int32, for purpose: Purpose) -> Bool {
    let kind = purpose == .reading ? LOCK_SH : LOCK_EX
    while true {
      if flock(descriptor, kind | LOCK_NB) == 0 { return true }
      if errno != EINTR { return false }
    }
  }

  /// Whether the file that is locked is the one that others will find.
  private static func isStill(_ descriptor: Int32, at path: String) -> Bool {
    var (mine, there) = (stat(), stat())
    return fstat(descriptor, &mine) == 0 && lstat(path, &there) == 0 && mine.st_ino == there.st_ino
      && mine.st_dev == there.st_dev
  }

  private static func sign(_ descriptor: Int32, command: String) {
    var name = [CChar](repeating: 0, count: 256)
    let host =
      gethostname(&name, name.count - 1) == 0
      ? String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let since =
      "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min))Z"
    let text = Array("\(command) (process \(getpid()) on \(host), since \(since))\n".utf8)
    // Words only: a disk that is full is found out where it matters.
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = text.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 500)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return "" }
    let line = bytes.prefix(count).prefix { $0 != 0x0A }
    return String(
      String.UnicodeScalarView(
        String(decoding: line, as: UTF8.self).unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }
}
