internal import Foundation
internal import Glibc
internal import Tables

/// A new folder beside the one that it will replace; what lies under its name is removed when it goes out of scope.
///
/// It is locked by the kernel as long as its maker lives, so that whoever finds one that isn't knows that it was left by a
/// run that was killed, in this container or in another.
struct StagedFolder: ~Copyable {
  let url: URL
  private let descriptor: Int32

  /// - Throws: `file.cannot-write`.
  init(beside target: URL) throws(Diagnostic) {
    var refusal = AtomicFile.refusal(target.path)
    for _ in 0..<8 {
      let mark = String(UInt64.random(in: .min ... .max), radix: 36)
      let url = target.deletingLastPathComponent().appending(path: Self.prefix(of: target) + mark)
      guard mkdir(url.path, 0o777) == 0 else {
        refusal = AtomicFile.refusal(url.path, AtomicFile.errorText())
        continue
      }
      let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      // Somebody who removes what is stale may have been faster than the lock.
      if descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK,
        FileKind(at: url.path) == .folder
      {
        self.url = url
        self.descriptor = descriptor
        return
      }
      refusal = AtomicFile.refusal(url.path, AtomicFile.errorText())
      if descriptor >= 0 { close(descriptor) }
    }
    throw refusal
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    close(descriptor)
  }

  /// So does going out of scope.
  consuming func remove() {}

  private static func prefix(of target: URL) -> String { ".\(target.lastPathComponent).new-" }

  /// Removes what killed runs left beside `target`.
  static func removeStale(beside target: URL) {
    let parent = target.deletingLastPathComponent()
    let prefix = prefix(of: target)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] where name.hasPrefix(prefix) {
      let left = parent.appending(path: name)
      let descriptor = open(left.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(at: left) }
      close(descriptor)
    }
  }
}
