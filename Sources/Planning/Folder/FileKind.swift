internal import Glibc

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
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .special
      }
  }

  /// The path with every link on its way followed; nil when it leads nowhere.
  static func followed(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
