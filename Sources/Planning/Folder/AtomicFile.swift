internal import Foundation
internal import Glibc
public import Tables

/// Writes files so that a reader sees the old bytes or the new ones, never a part, also after the power failed: beside the
/// old file, brought to the disk, then moved into place.
public enum AtomicFile {
  /// - Parameter name: how messages name the file; nil = by its path.
  /// - Throws: `file.cannot-write` (cannot write) with the reason.
  public static func write(_ bytes: [UInt8], to path: String, named name: String? = nil) throws(Diagnostic) {
    let name = name ?? path
    let url = URL(filePath: path)
    let folder = url.deletingLastPathComponent()
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw refusal(folder.path)
    }
    let staged = stagedPath(for: url)
    try writePlain(bytes, to: staged, named: name)
    guard rename(staged, path) == 0 else {
      let reason = errorText()
      unlink(staged)
      throw refusal(name, reason)
    }
    syncFolder(folder.path)
  }

  /// A name beside `url` that no other writer has: process numbers alone repeat across containers.
  private static func stagedPath(for url: URL) -> String {
    let mark = String(UInt64.random(in: .min ... .max), radix: 36)
    return url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).new-\(getpid())-\(mark)").path
  }

  /// Brings the names in a folder to the disk, after files were made or moved there. Where the file system knows nothing of
  /// it there is nothing to be done.
  static func syncFolder(_ path: String) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes the folder of `path` and writes a byte beside it that stays nowhere: whoever works long before writing learns at
  /// once that it can't be done.
  ///
  /// - Throws: `file.cannot-write` as `write` would.
  public static func check(_ path: String) throws(Diagnostic) {
    let probe = URL(filePath: path).deletingLastPathComponent().appending(path: ".check-\(getpid())").path
    try write([0x0A], to: probe)
    unlink(probe)
  }

  /// Creates or overwrites `path` in place and brings it to the disk; for files inside a folder that nobody reads yet.
  ///
  /// - Parameter syncs: false where the caller brings many files to the disk at once.
  static func writePlain(
    _ bytes: [UInt8], to path: String, named name: String? = nil, syncs: Bool = true
  ) throws(Diagnostic) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw refusal(name ?? path, errorText()) }
    var written = 0
    var failure: String?
    while written < bytes.count, failure == nil {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno != EINTR { failure = errorText() }
      } else {
        written += count
      }
    }
    // Pipes and devices, which can't be synced, say EINVAL.
    if failure == nil, syncs, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { failure = errorText() }
    if close(descriptor) != 0, failure == nil { failure = errorText() }
    if let failure {
      unlink(path)
      throw refusal(name ?? path, failure)
    }
  }

  static func errorText() -> String { String(cString: strerror(errno)) }

  static func refusal(_ path: String, _ reason: String? = nil) -> Diagnostic {
    Diagnostic(
      "file.cannot-write", "'\(path)' can't be written" + (reason.map { ": \($0)" } ?? ""),
      cure: "Check the folder's permissions and the space left, or choose another place.",
      kind: .cannotWrite)
  }
}
