internal import Foundation
internal import Glibc
internal import PlatformBridge
public import Publishing
public import Tables

/// The folder that a plan is published to. It is replaced as a whole: whoever looks sees the old plan or the new one,
/// complete, also when the program is killed half-way.
public struct PlanFolder: Sendable {
  public var path: String

  public init(_ path: String) { self.path = path }

  /// The plan that is there now; nil when there is none.
  public func current() throws(Diagnostic) -> PlanDocument? {
    let file = URL(filePath: path).appending(path: PlanFile.plan).path
    guard FileManager.default.fileExists(atPath: file) else { return nil }
    return try readPlan(try readFile(file), file: file)
  }

  /// Reads a plan named by its folder or by its `plan.json`.
  public static func read(_ path: String) throws(Diagnostic) -> PlanDocument {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      guard let plan = try PlanFolder(path).current() else {
        throw Diagnostic(
          "plan.missing", "there is no plan.json in '\(path)'",
          cure: "Name a folder that `rota plan` has written, for example DIR/plans/2026-W49.", kind: .missingInput)
      }
      return plan
    }
    return try readPlan(try readFile(path), file: path)
  }

  /// Refuses before the long work begins what would be refused after it.
  public func checkWritable() throws(Diagnostic) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue else {
        throw Diagnostic(
          "plan.out-is-file", "'\(path)' is a file, not a folder", cure: "Choose another place with --out.",
          kind: .cannotWrite)
      }
      let names = (try? manager.contentsOfDirectory(atPath: path)) ?? []
      if !names.isEmpty, !names.contains(PlanFile.plan) {
        throw Diagnostic(
          "plan.out-occupied", "'\(path)' holds files but no plan; nothing there is overwritten",
          cure: "Choose an empty or new folder with --out.", kind: .cannotWrite)
      }
    }
    let parent = URL(filePath: path).deletingLastPathComponent().path
    do { try manager.createDirectory(atPath: parent, withIntermediateDirectories: true) } catch {
      throw AtomicFile.refusal(parent)
    }
    guard access(parent, W_OK) == 0 else { throw AtomicFile.refusal(parent, AtomicFile.errorText()) }
  }

  /// Publishes `files`. Files of the folder that no plan writes are kept.
  public func publish(_ files: [PublishedFile]) throws(Diagnostic) {
    try checkWritable()
    let target = URL(filePath: path).standardizedFileURL
    let parent = target.deletingLastPathComponent()
    removeStale(beside: target)
    let staged = parent.appending(path: ".\(target.lastPathComponent).new-\(getpid())")
    let manager = FileManager.default
    do {
      for file in files {
        let url = staged.appending(path: file.path)
        try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try AtomicFile.writePlain(file.bytes, to: url.path)
      }
      try keepForeignFiles(of: target, in: staged)
      AtomicFile.syncFolder(staged.appending(path: PlanFile.calendarFolder).path)
      AtomicFile.syncFolder(staged.path)
    } catch {
      try? manager.removeItem(at: staged)
      throw (error as? Diagnostic) ?? AtomicFile.refusal(staged.path)
    }
    try moveIntoPlace(staged, target)
    AtomicFile.syncFolder(parent.path)
  }

  private func moveIntoPlace(_ staged: URL, _ target: URL) throws(Diagnostic) {
    if rename(staged.path, target.path) == 0 { return }
    // The target exists and isn't empty: swap the two, then remove the old one under its temporary name.
    let code = rota_exchange_paths(staged.path, target.path)
    guard code == 0 else {
      try? FileManager.default.removeItem(at: staged)
      throw AtomicFile.refusal(target.path, String(cString: strerror(code)))
    }
    try? FileManager.default.removeItem(at: staged)
  }

  private func keepForeignFiles(of target: URL, in staged: URL) throws {
    let manager = FileManager.default
    guard let walker = manager.enumerator(atPath: target.path) else { return }
    for case let name as String in walker where !PlanFolder.isPublished(name) {
      let source = target.appending(path: name)
      var isFolder: ObjCBool = false
      guard manager.fileExists(atPath: source.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      let copy = staged.appending(path: name)
      try manager.createDirectory(at: copy.deletingLastPathComponent(), withIntermediateDirectories: true)
      try manager.copyItem(at: source, to: copy)
    }
  }

  /// Whether a path inside a plan folder is one that `rota plan` writes.
  static func isPublished(_ name: String) -> Bool {
    let own = [
      PlanFile.plan, PlanFile.shifts, PlanFile.activities, PlanFile.coverage, PlanFile.hours, PlanFile.teamCalendar,
      PlanFile.report,
    ]
    return own.contains(name) || name.hasPrefix(PlanFile.calendarFolder + "/") && name.hasSuffix(".ics")
  }

  /// Removes what a killed run left beside `target`; a folder whose process still lives is left alone.
  private func removeStale(beside target: URL) {
    let parent = target.deletingLastPathComponent()
    let prefix = ".\(target.lastPathComponent).new-"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? [] where name.hasPrefix(prefix) {
      guard let process = Int32(name.dropFirst(prefix.count)) else { continue }
      if process == getpid() || kill(process, 0) != 0 {
        try? FileManager.default.removeItem(at: parent.appending(path: name))
      }
    }
  }
}
