internal import Foundation
internal import Glibc
internal import PlatformBridge
internal import Tables
internal import Tickets

/// The folder in which a project keeps what was imported: a file a source. It is replaced as a whole, in one step, and what
/// it held before stays beside it for whoever wants it back.
///
/// - Precondition: `ProjectLock` is held for writing by whoever changes it.
struct HistoryFolder {
  /// Where the folder really is: it may be a link.
  private let live: URL
  private let staged: URL
  private let former: URL
  private let discarded: URL
  /// Stands beside the folder while the last import is one that changed nothing.
  private let unchanged: URL
  /// Stands in a folder that is being put in place, until the former one has its name.
  private static let mark = ".putting-in-place"

  init(project: URL) {
    let place = project.appending(path: "history").path
    let live = URL(filePath: URL(filePath: place).resolvingSymlinksInPath().path, directoryHint: .isDirectory)
    func beside(_ word: String) -> URL {
      live.deletingLastPathComponent().appending(
        path: ".\(live.lastPathComponent).\(word)", directoryHint: word == "unchanged" ? .notDirectory : .isDirectory)
    }
    self.live = live
    (staged, former, discarded, unchanged) = (beside("new"), beside("before"), beside("old"), beside("unchanged"))
  }

  private static func exists(_ url: URL) -> Bool {
    var status = stat()
    return lstat(url.path, &status) == 0
  }

  /// Ends or takes back what a killed import left half-done.
  func recover() throws(Diagnostic) {
    // A folder that somebody took away by hand stays away.
    let isHalfDone = Self.exists(discarded) || Self.exists(staged.appending(path: Self.mark))
    remove(discarded)
    if Self.exists(live.appending(path: Self.mark)) {
      if Self.exists(staged) { try keepFormer() }
      unlink(live.appending(path: Self.mark).path)
    } else if isHalfDone, !Self.exists(live), Self.exists(former) {
      // Killed between the two steps of file systems that can't swap folders.
      try move(former, to: live)
    }
    remove(staged)
  }

  /// Puts `store` in place of what is there.
  ///
  /// - Parameter known: what is there; sources that stay as they are keep their files.
  /// - Throws: `file.cannot-write`; then nothing has changed.
  func commit(_ store: HistoryStore, replacing known: HistoryStore) throws(Diagnostic) {
    try makeFolder(live)
    try makeFolder(staged)
    do {
      try AtomicFile.writePlain([], to: staged.appending(path: Self.mark).path)
      try keepForeignFiles()
      for source in store.sources {
        let name = source.name + ".csv"
        let path = staged.appending(path: name).path
        let isKept = known.source(named: source.name) == source && isSource(live.appending(path: name))
        if isKept, link(live.appending(path: name).path, path) == 0 { continue }
        try AtomicFile.writePlain(SourceFile.text(of: source), to: path)
      }
    } catch {
      remove(staged)
      throw error
    }
    AtomicFile.syncFolder(staged.path)
    try swap()
    remove(unchanged)
  }

  /// Keeps in mind that the last import changed nothing: there is nothing of it to take back.
  func noteNoChange() throws(Diagnostic) {
    guard Self.exists(former) else { return }
    try AtomicFile.writePlain([], to: unchanged.path)
  }

  /// Takes the former state back; what was there becomes the former state.
  /// - Throws: `import.nothing-to-undo`; where the last import changed nothing, the first time.
  func undo() throws(Diagnostic) {
    if Self.exists(unchanged) {
      remove(unchanged)
      throw Diagnostic(
        "import.nothing-to-undo", "the last import changed nothing, so there is nothing to take back",
        cure: "To take back the import before it, give --undo again.", kind: .missingInput)
    }
    guard Self.exists(former) else {
      throw Diagnostic(
        "import.nothing-to-undo", "there is no former state of the history",
        cure: "Nothing was imported since it was made.",
        kind: .missingInput)
    }
    try makeFolder(live)
    let code = rota_exchange_paths(former.path, live.path)
    if code != 0 {
      try move(live, to: discarded)
      try move(former, to: live)
      try move(discarded, to: former)
    }
    AtomicFile.syncFolder(live.deletingLastPathComponent().path)
  }

  private func swap() throws(Diagnostic) {
    let code = rota_exchange_paths(staged.path, live.path)
    if code == 0 {
      AtomicFile.syncFolder(live.deletingLastPathComponent().path)
      try keepFormer()
    } else if [EINVAL, ENOSYS, ENOTSUP].contains(code) {
      // The file system can't swap: two steps, which `recover` can tell apart.
      if Self.exists(former) { try move(former, to: discarded) }
      try move(live, to: former)
      try move(staged, to: live)
      remove(discarded)
    } else {
      remove(staged)
      throw AtomicFile.refusal(live.path, String(cString: strerror(code)))
    }
    unlink(live.appending(path: Self.mark).path)
    AtomicFile.syncFolder(live.path)
    AtomicFile.syncFolder(live.deletingLastPathComponent().path)
  }

  /// Gives the folder that was swapped out its name.
  private func keepFormer() throws(Diagnostic) {
    if Self.exists(former) { try move(former, to: discarded) }
    try move(staged, to: former)
    remove(discarded)
  }

  private func isSource(_ url: URL) -> Bool {
    guard let file = FileHandle(forReadingAtPath: url.path) else { return false }
    defer { try? file.close() }
    return SourceFile.isSource([UInt8]((try? file.read(upToCount: 64)) ?? Data()))
  }

  /// What isn't ours (notes, a `.gitkeep`) goes along.
  private func keepForeignFiles() throws(Diagnostic) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: live.path)) ?? []
    where !name.hasSuffix(".csv") && name != Self.mark {
      do {
        try FileManager.default.copyItem(at: live.appending(path: name), to: staged.appending(path: name))
      } catch { throw AtomicFile.refusal(staged.appending(path: name).path) }
    }
  }

  private func makeFolder(_ url: URL) throws(Diagnostic) {
    do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
      throw AtomicFile.refusal(url.path)
    }
  }

  private func move(_ from: URL, to: URL) throws(Diagnostic) {
    guard rename(from.path, to.path) == 0 else { throw AtomicFile.refusal(to.path, AtomicFile.errorText()) }
  }

  private func remove(_ url: URL) { try? FileManager.default.removeItem(at: url) }
}
