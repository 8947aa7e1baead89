internal import Glibc
internal import Tables

/// What lies at a path. Whoever opens a pipe to read it waits for its writer, so this is asked first.
enum FileKind: Hashable {
  case nothing, file, folder, link
  /// A pipe, a socket, a device.
  case special

  /// - Parameter followsLinks: whether a link stands for what it leads to; one that leads nowhere is `nothing` then.
  init(at path: String, followsLinks: Bool = true) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else {
      self = .nothing
      return
    }
    self.init(mode: status.st_mode)
  }

  private init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
  }

  /// What lies at a path through links, for whoever must not take what can't be looked at for nothing.
  /// - Throws: `file.dangling` for a link that leads nowhere, `file.unreadable` (missing input both).
  static func known(at path: String) throws(Diagnostic) -> FileKind {
    var status = stat()
    if stat(path, &status) == 0 { return FileKind(mode: status.st_mode) }
    let number = errno
    guard number == ENOENT || number == ENOTDIR else {
      throw Diagnostic(
        "file.unreadable", "'\(path)' can't be looked at: \(String(cString: strerror(number)))",
        cure: "Check its permissions and those of the folders above it.", kind: .missingInput)
    }
    if FileKind(at: path, followsLinks: false) == .link {
      throw Diagnostic(
        "file.dangling", "'\(path)' is a link that leads nowhere",
        cure: "Put back what it leads to, or remove the link.", kind: .missingInput)
    }
    return .nothing
  }

  /// The path with every link on its way followed; nil when it leads nowhere.
  static func followed(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
