internal import Calendars
internal import Foundation
internal import Planning
internal import Plans
internal import Tables

/// Files as commands name them: `-` is a stream, everything that goes wrong is a `Diagnostic`.
enum CommandFiles {
  /// The whole of a file; of standard input for `-`.
  /// - Throws: `input.missing` when there is no such file or it may not be read, `input.folder` for a folder,
  ///   `input.not-plain` for a device, a socket, a pipe that nobody writes to and what is far too long.
  static func read(_ path: String) throws(Diagnostic) -> [UInt8] {
    if path == "-" {
      return try stream(STDIN_FILENO)
    }
    do { return try PlainFile.bytes(of: path, allowsPipe: true) } catch {
      switch error {
      case .missing: throw missing("'\(path)' doesn't exist", "Check the path; it is taken from the current folder.")
      case .folder:
        throw Diagnostic(
          "input.folder", "'\(path)' \(error.words)", cure: "Name a file inside it.", kind: .missingInput)
      case .notPlain, .silent, .tooLarge:
        throw Diagnostic(
          "input.not-plain", "'\(path)' \(error.words)", cure: "Name an ordinary file, or pipe it in as -.",
          kind: .missingInput)
      case .unreadable: throw missing("'\(path)' \(error.words)", "Check its permissions.")
      }
    }
  }

  /// A table: the whole of a file, and of a workbook a sheet as CSV.
  /// - Throws: also `workbook.…`.
  static func table(
    _ path: String, by workbooks: WorkbookProgram = WorkbookProgram(), on console: Console
  ) throws(Diagnostic) -> [UInt8] {
    try workbooks.table(try read(path), named: name(of: path), on: console)
  }

  /// What messages call a file.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// The whole of standard input, up to a gibibyte.
  static func stream(_ descriptor: Int32) throws(Diagnostic) -> [UInt8] {
    do { return try PlainFile.rest(of: descriptor) } catch {
      switch error {
      case .tooLarge:
        throw Diagnostic(
          "input.not-plain", "standard input \(error.words)", cure: "Name the file, or pipe in less.",
          kind: .missingInput)
      default: throw missing("standard input \(error.words)", "Name a file, or pipe one in.")
      }
    }
  }

  /// Whether the file can be read only once: a pipe, a socket, a terminal.
  static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & S_IFMT != S_IFREG && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Read the draft of a plan, whichever of its folders is named.
  static let draft = Flag(
    "draft", "Read the draft: the one beside what is published, or the plan itself where nothing is published yet.")

  /// Where the plan that is meant lies: the one that was named, or its draft.
  /// - Throws: `plan.no-draft` (missing input) where there is none.
  static func place(_ path: String, isDraft: Bool) throws(Diagnostic) -> String {
    guard isDraft else { return path }
    guard path != "-" else {
      throw UsageError.conflict("standard input is one plan", "Leave '--draft' away, or name the plan's folder.")
    }
    let plan = try LivingPlan(at: path)
    guard let place = try plan.draftPlace() else {
      throw missingDraft(plan)
    }
    return place.path
  }

  private static func missingDraft(_ plan: LivingPlan) -> Diagnostic {
    Diagnostic(
      "plan.no-draft", "there is no draft of '\(plan.home.path)'",
      cure: "Make one with 'rota plan --anew', 'rota replan' or 'rota edit', or name what is published.",
      kind: .missingInput)
  }

  /// A plan, named by its folder, its `plan.json`, or `-`.
  static func readPlan(_ path: String) throws(Diagnostic) -> (bytes: [UInt8], name: String) {
    var isFolder: ObjCBool = false
    if path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      let inside = URL(filePath: path).appending(path: "plan.json").relativePath
      guard FileManager.default.fileExists(atPath: inside) else {
        throw missing("there is no plan in '\(path)': it holds no plan.json", "Make one with 'rota plan'.")
      }
      return (try read(inside), inside)
    }
    return (try read(path), path == "-" ? "standard input" : path)
  }

  /// A plan, named as for `readPlan`, under the clock rules of the project around it. Says so where it was made under
  /// others.
  /// - Throws: also what is wrong with the plan (`plan.…`).
  static func plan(_ path: String, on console: Console) throws(Diagnostic) -> PlanDocument {
    let file = try readPlan(path)
    let choice = path == "-" ? ZoneChoice.current : ProjectZones.choice(forPlanAt: file.name)
    let plan = try choice.scoped { () throws(Diagnostic) in
      do throws(Diagnostic) { return try Plans.readPlan(file.bytes, file: file.name) } catch {
        guard let folder = folder(ofPlan: path) else { throw error }
        throw PlanFolder(folder).helped(error)
      }
    }
    for finding in plan.findings(underRules: choice) { console.report(finding) }
    return plan
  }

  /// The folder of a plan that was named for `readPlan`: the folder itself, or that of a file called `plan.json`; nil for a
  /// plan that stands alone.
  static func folder(ofPlan path: String) -> String? {
    guard path != "-" else { return nil }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return path }
    let url = URL(filePath: path)
    return url.lastPathComponent == PlanFile.plan ? url.deletingLastPathComponent().path : nil
  }

  /// A plan that the checker passes, to be handed on.
  /// - Throws: also `plan.refused`, with the first of its breaches.
  static func soundPlan(_ path: String, on console: Console) throws(Diagnostic) -> PlanDocument {
    let plan = try plan(path, on: console)
    try PlanCheck(plan).approve(as: path == "-" ? "standard input" : path)
    return plan
  }

  /// Writes the answer to a file, or to the console's output for nil.
  ///
  /// A file is written beside its target and moved into place, so that a stopped run leaves the old one whole. What
  /// isn't an ordinary file (`/dev/null`, a named pipe) is written to as it stands; a link's target is replaced, not
  /// the link.
  /// - Throws: `output.cannot-write`.
  static func write(_ bytes: [UInt8], to path: String?, on console: Console) throws(Diagnostic) {
    guard let path else {
      console.output.write(bytes)
      return
    }
    let url = URL(filePath: path).resolvingSymlinksInPath()
    let manager = FileManager.default
    let type = try? manager.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
    func refusal(_ why: String) -> Diagnostic {
      Diagnostic(
        "output.cannot-write", why, cure: "Check that its folder exists, may be written to and has space left.",
        kind: .cannotWrite)
    }
    guard type != .typeDirectory else { throw refusal("'\(path)' can't be written: it is a folder") }
    guard manager.fileExists(atPath: url.deletingLastPathComponent().path) else {
      throw refusal("'\(path)' can't be written: there is no such folder")
    }
    if let type, type != .typeRegular {
      do {
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
      } catch { throw refusal("'\(path)' can't be written: \(reason(error))") }
    } else {
      do { try AtomicFile.write(bytes, to: url.path, named: path) } catch { throw refusal(error.message) }
    }
  }

  private static func missing(_ message: String, _ cure: String) -> Diagnostic {
    Diagnostic("input.missing", message, cure: cure, kind: .missingInput)
  }

  /// The system's own words, which Foundation keeps under its own.
  private static func reason(_ error: any Error) -> String {
    var error = error as NSError
    while let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError { error = cause }
    return error.domain == NSPOSIXErrorDomain
      ? String(cString: strerror(Int32(error.code))) : error.localizedDescription
  }
}
