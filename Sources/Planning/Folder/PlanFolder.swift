internal import Foundation
internal import Glibc
public import Plans
internal import PlatformBridge
public import Publishing
public import Tables

/// The folder that a plan is published to. It is replaced as a whole: whoever looks sees the old plan or the new one,
/// complete, also when the program is killed half-way. A link to a folder is written through: the folder that it leads to
/// is replaced, the link stays.
public struct PlanFolder: Sendable {
  public var path: String

  public init(_ path: String) { self.path = path }

  /// The plan that is there now; nil when there is none.
  public func current() throws(Diagnostic) -> PlanDocument? {
    guard let bytes = try currentBytes() else { return nil }
    do { return try readPlan(bytes, file: file) } catch { throw helped(error) }
  }

  /// The `plan.json` that is there now; nil when there is none.
  func currentBytes() throws(Diagnostic) -> [UInt8]? {
    switch try FileKind.known(at: file) {
    case .nothing: return nil
    case .special:
      throw Diagnostic(
        "plan.not-a-file", "'\(file)' is a pipe, a socket or a device; expected a file",
        cure: "Remove it, or move the folder out of the way.")
    default: return try readFile(file)
    }
  }

  private var file: String { URL(filePath: path).appending(path: PlanFile.plan).path }

  /// Reads a plan named by its folder or by its `plan.json`.
  public static func read(_ path: String) throws(Diagnostic) -> PlanDocument {
    if FileKind(at: path) == .folder {
      guard let plan = try PlanFolder(path).current() else {
        throw Diagnostic(
          "plan.missing", "there is no plan.json in '\(path)'",
          cure: "Name a folder that `rota plan` has written, for example DIR/plans/2026-W49.", kind: .missingInput)
      }
      return plan
    }
    do { return try readPlan(try readFile(path), file: path) } catch {
      throw PathParts(path).name == PlanFile.plan ? PlanFolder(PathParts(path).folder).helped(error) : error
    }
  }

  /// Where the folder really is.
  private func place() throws(Diagnostic) -> URL {
    let place = URL(filePath: path).standardizedFileURL
    guard FileKind(at: place.path, followsLinks: false) == .link else { return place }
    guard let followed = FileKind.followed(place.path) else {
      throw Diagnostic(
        "plan.out-dangling", "'\(path)' is a link that leads nowhere",
        cure: "Make the folder that it leads to, remove the link, or choose another place with --out.",
        kind: .cannotWrite)
    }
    return URL(filePath: followed)
  }

  /// Refuses before the long work begins what would be refused after it.
  /// - Parameter isLeft: whether files without a plan may lie there: what is left of one that goes back to its place.
  public func checkWritable(isLeft: Bool = false) throws(Diagnostic) {
    let manager = FileManager.default
    let place = try place()
    switch FileKind(at: place.path) {
    case .nothing: break
    case .folder:
      let names = (try? manager.contentsOfDirectory(atPath: place.path)) ?? []
      if !names.isEmpty, !names.contains(PlanFile.plan), !isLeft {
        throw helped(
          Diagnostic(
            "plan.out-occupied", "'\(path)' holds files but no plan; nothing there is overwritten",
            cure: "Choose an empty or new folder with --out.", kind: .cannotWrite))
      }
    default:
      throw Diagnostic(
        "plan.out-is-file", "'\(path)' is a file, not a folder", cure: "Choose another place with --out.",
        kind: .cannotWrite)
    }
    let parent = place.deletingLastPathComponent().path
    do { try manager.createDirectory(atPath: parent, withIntermediateDirectories: true) } catch {
      throw AtomicFile.refusal(parent)
    }
    guard access(parent, W_OK) == 0 else { throw AtomicFile.refusal(parent, AtomicFile.errorText()) }
  }

  /// Publishes `files`. What else lies in the folder is kept.
  ///
  /// - Parameter isLeft: see `checkWritable`.
  /// - Parameter other: a folder whose further files are kept as well, but for those that this one has.
  /// - Parameter step: does the last step, the swap of old and new, at the moment of its choice, or leaves everything as it
  ///   was by not doing it.
  public func publish(
    _ files: [PublishedFile], isLeft: Bool = false, keepingFilesOf other: PlanFolder? = nil,
    by step: (_ swap: () throws(Diagnostic) -> Void) throws(Diagnostic) -> Void = { swap throws(Diagnostic) in
      try swap()
    }
  ) throws(Diagnostic) {
    try checkWritable(isLeft: isLeft)
    let target = try place()
    StagedFolder.removeStale(beside: target)
    let staged = try StagedFolder(beside: target)
    let new = staged.url
    // A calendar a person: to wait for the disk after each of thousands would take minutes.
    let isLarge = files.count > 64
    do {
      for folder in Set(files.map { PathParts($0.path).folder }) where !folder.isEmpty {
        try FileManager.default.createDirectory(at: new.appending(path: folder), withIntermediateDirectories: true)
      }
      for file in files { try AtomicFile.writePlain(file.bytes, to: "\(new.path)/\(file.path)", syncs: !isLarge) }
      let code = isLarge ? rota_sync_file_system(new.path) : 0
      guard code == 0 else { throw AtomicFile.refusal(new.path, String(cString: strerror(code))) }
      AtomicFile.syncFolder(new.appending(path: PlanFile.calendarFolder).path)
    } catch {
      throw (error as? Diagnostic) ?? AtomicFile.refusal(new.path)
    }
    try step { () throws(Diagnostic) in
      do {
        try keepForeignFiles(of: target, in: new)
        if let other { try keepForeignFiles(of: try other.place(), in: new) }
      } catch {
        throw (error as? Diagnostic) ?? AtomicFile.refusal(new.path)
      }
      AtomicFile.syncFolder(new.path)
      try moveIntoPlace(new, target)
      AtomicFile.syncFolder(target.deletingLastPathComponent().path)
    }
    staged.remove()
  }

  /// What lay there before has the staged folder's name afterwards.
  private func moveIntoPlace(_ staged: URL, _ target: URL) throws(Diagnostic) {
    if rename(staged.path, target.path) == 0 { return }
    // The target exists and isn't empty.
    let code = rota_exchange_paths(staged.path, target.path)
    guard code == 0 else { throw AtomicFile.refusal(target.path, String(cString: strerror(code))) }
  }

  /// Gives everything that no plan writes a second name in the new folder. Nothing is opened, so that a pipe is kept as
  /// well as a file; where the file system knows no second names, files and links are copied.
  private func keepForeignFiles(of target: URL, in staged: URL) throws {
    let manager = FileManager.default
    guard let walker = manager.enumerator(atPath: target.path) else { return }
    for case let name as String in walker where !PlanFolder.isPublished(name) {
      let source = target.appending(path: name).path
      let copy = staged.appending(path: name)
      let kind = FileKind(at: source, followsLinks: false)
      if kind != .folder, FileKind(at: copy.path, followsLinks: false) != .nothing { continue }
      guard kind != .folder else {
        try manager.createDirectory(at: copy, withIntermediateDirectories: true)
        continue
      }
      try manager.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      if link(source, copy.path) == 0 { continue }
      let reason = AtomicFile.errorText()
      guard kind == .file || kind == .link else { throw AtomicFile.refusal(source, reason) }
      try manager.copyItem(atPath: source, toPath: copy.path)
    }
  }

  /// Takes the folder away in one step.
  ///
  /// - Throws: `file.cannot-write`.
  func remove() throws(Diagnostic) {
    let target = try place()
    guard FileKind(at: target.path) == .folder else { return }
    let staged = try StagedFolder(beside: target)
    guard rename(target.path, staged.url.path) == 0 else {
      throw AtomicFile.refusal(target.path, AtomicFile.errorText())
    }
    AtomicFile.syncFolder(target.deletingLastPathComponent().path)
    staged.remove()
  }

  /// What lies in the folder and was not written by `rota`, the first such path; nil where there is nothing.
  var foreignFile: String? {
    guard let walker = FileManager.default.enumerator(atPath: path) else { return nil }
    for case let name as String in walker where !Self.isPublished(name) { return name }
    return nil
  }

  /// Whether a path inside a plan folder is one that `rota plan` writes.
  static func isPublished(_ name: String) -> Bool {
    PlanFile.fixed.contains(name) || name == PlanFile.calendarFolder
      || name.hasPrefix(PlanFile.calendarFolder + "/") && name.hasSuffix(".ics")
  }
}
